"""What the figures of levels share: the level of a theatre, also as it was known on a day."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Band, Hover, Line, Mark, Points, optional
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.measures import revisions, troop_levels
from drawdown.measures.revisions import Revisions

_BEFORE = pd.DateOffset(months=12)  # shown before the first disclosure


def newest(revised: Revisions, countries: Mapping[str, str]) -> dict[str, pd.Timestamp]:
    """Return the day of the newest disclosure that changed a figure, for each theatre with one."""
    table = revised.changes
    days = table[table["disclosed"]].groupby("country")["day"].max()
    return {name: days[name] for name in countries if name in days.index}


def since(revised: Revisions, names: Mapping[str, object]) -> pd.Timestamp:
    """Return the first day shown: a year before the first time that a disclosure is about."""
    table = revised.changes
    told = table[table["disclosed"] & table["country"].isin(list(names))]["month"]
    return told.min() - _BEFORE if len(told) else pd.Timestamp.min


def disclosed() -> str:
    """Return what a level without its start is called."""
    return _("Disclosed later, start unknown")


def marks(
    revised: Revisions, name: str, day: pd.Timestamp, colour: Colour, first: pd.Timestamp, *, keyed: bool
) -> list[Mark]:
    """Return the level of a theatre as known on a day: always the same four marks, ``keyed`` or without labels."""
    seen = revisions.known(revised.readings, day.date())
    drawn = troop_levels.broken(seen[(seen["country"] == name) & (seen["month"] >= first)])
    told = revised.disclosed[revised.disclosed["country"] == name]
    open_ended = disclosed() if len(told) else ""
    told = told[told["known_on"] <= day]
    rows = list(told.itertuples())
    ends = [end for row in rows for end in (row.first, row.last, None)]
    low = [low for row in rows for low in (*[row.estimate if pd.isna(row.before) else row.before] * 2, None)]
    high = [high for row in rows for high in (row.estimate, row.estimate, None)]
    band, line = held(drawn, colour, keyed=keyed)
    return [
        band,
        Band(ends, low, high, open_ended, colour, hatched=True),
        line,
        Points(
            [row.first for row in rows],
            [row.estimate for row in rows],
            open_ended,
            colour,
            "left",
            hover=Hover(
                low=[row.estimate if pd.isna(row.before) else row.before for row in rows],
                high=[row.estimate for row in rows],
                sources=hover.sources(told),
            ),
        ),
    ]


def held(drawn: pd.DataFrame, colour: Colour, *, keyed: bool) -> tuple[Band, Line]:
    """Return the range and the headline of a theatre's months, ``keyed`` or without labels.

    ``drawn`` is what `drawdown.measures.troop_levels.broken` returns.
    """
    at, names = list(drawn["month"]), (_("Range of statements"), _("Headline of the month"))
    band, line = names if keyed else ("", "")
    told = Hover(names[1], precision="month", sources=hover.sources(drawn))
    return (
        Band(at, optional(drawn["low"]), optional(drawn["high"]), band, colour, step=True, hover=Hover(names[0])),
        Line(at, optional(drawn["headline"]), line, colour, step=True, hover=told),
    )


def findings(revised: Revisions, names: Mapping[str, str]) -> str:
    """Say, for each theatre, what its newest disclosure changed."""
    table, said = revised.changes, []
    for name, day in newest(revised, names).items():
        row = table[table["disclosed"] & (table["country"] == name) & (table["day"] == day)].iloc[0]
        path = revisions.path(revised, name, row["month"])
        before = revisions.held(
            revisions.known(revised.readings, (day - pd.Timedelta(days=1)).date()), name, row["month"]
        )
        text = _("{where}: on {day} the level for {month} changed from {before} to {after}.")
        said.append(
            text.format(
                where=names[name],
                day=language.date(day.date()),
                month=language.date(row["month"].date(), "month"),
                before=language.number(before or 0),
                after=language.number(path.loc[path["day"] <= day, "high"].iloc[-1]),
            )
        )
    return " ".join(said)
