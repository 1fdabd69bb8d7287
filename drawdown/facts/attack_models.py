"""What the chapter states about the rates between the dates fixed in advance."""

import pandas as pd

from drawdown import language
from drawdown.facts.attack_changes import MEASURES, made
from drawdown.facts.fact import Fact, day
from drawdown.language import N_
from drawdown.measures import attack_sensitivity
from drawdown.measures.attack_models import OFFICIAL, Study

RATES = (
    N_("Official attacks a week in the phase before the main break, exact 95% Poisson interval."),
    N_("Official attacks a week in the phase after the main break, exact 95% Poisson interval."),
)


def stated(study: Study) -> list[Fact]:
    """Return the facts of the models; what a view cannot give is None."""
    table = attack_sensitivity.compared(study)
    return [*_fall(study, table), *_range(table), *_unseen(study)]


def _fall(study: Study, table: pd.DataFrame) -> list[Fact]:
    """State the ratio over the main break in the official count, and the two rates."""
    own = table[table["series"] == OFFICIAL]
    row = own.iloc[0] if len(own) else pd.Series(dtype=object)
    rows, main = str(row.get("count_id", "")), study.main
    phase = study.at_main(study.official) if len(own) else None
    phases = study.official.table.set_index("phase")
    sides = (
        [phases.loc[number] for number in (phase - 1, phase)] if phase is not None else [pd.Series(dtype=object)] * 2
    )
    definition = N_("The official rate after the main break as a share of the rate before it, tiers A to C.")
    return [
        made(
            "fall",
            _none(row.get("value")),
            "share",
            definition,
            rows,
            "interrupted.ratio",
            _none(row.get("low")),
            _none(row.get("high")),
        ),
        made(
            "fall_dropped",
            _none(row.get("dropped_low")),
            "share",
            N_("The plain ratio of both rates without any one source; its range."),
            rows,
            "influence.leave_one_out",
            _none(row.get("dropped_low")),
            _none(row.get("dropped_high")),
        ),
        *(
            made(
                f"rate_{name}",
                side.get("per_week"),
                "per_week",
                definition,
                str(side.get("count_id", "")),
                "phases.table",
                side.get("low"),
                side.get("high"),
            )
            for name, side, definition in zip(("before", "after"), sides, RATES, strict=True)
        ),
        made(
            "after_until",
            day(sides[1].get("end")),
            "day",
            N_("The last day that the rate after the main break covers."),
            rows,
            "phases.table",
        ),
        Fact(
            "main_break",
            language.listing([language.date(one.date()) for one in dict.fromkeys((main.first, main.last))])
            if main
            else None,
            "text",
            N_("The first date fixed in advance after the campaign began, with those too close to be told apart."),
            main.ids if main else (),
            measure=MEASURES + "phases.changes",
        ),
    ]


def _range(table: pd.DataFrame) -> list[Fact]:
    held = table[table["value"].notna()]
    rows = " ".join(held["count_id"])
    least, most = (held["value"].min(), held["value"].max()) if len(held) else (None, None)
    by = "attack_sensitivity.compared"
    return [
        made("series", len(held), "count", N_("Series with counts on both sides of the main break."), rows, by),
        made(
            "fall_series",
            least,
            "share",
            N_("The smallest and the largest ratio over these series."),
            rows,
            by,
            least,
            most,
        ),
        made(
            "fall_limit",
            held["high"].max() if len(held) else None,
            "share",
            N_("The highest upper limit of the ratio in any of these series."),
            rows,
            by,
        ),
    ]


def _unseen(study: Study) -> list[Fact]:
    seen = set(" ".join(study.official.table["begins"]).split()) if len(study.official.table) else set()
    hidden = [change for change in study.breaks if not seen & set(change.ids)]
    close = [change for change in study.breaks if len(change.ids) > 1]
    return [
        Fact(
            name,
            language.strung(
                language.listing([language.date(one.date()) for one in dict.fromkeys((c.first, c.last))]) for c in some
            )
            or None,
            "text",
            definition,
            tuple(one for change in some for one in change.ids),
            measure=MEASURES + "phases.seen",
        )
        for name, some, definition in (
            ("unseen", hidden, N_("Dates fixed in advance on whose sides the official count has no phase of its own.")),
            ("too_close", close, N_("Dates fixed in advance that are too close to be told apart.")),
        )
    ]


def _none(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))
