"""The figure and the tables of plans and ceilings, beside what was stated and counted."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover, readings
from drawdown.charts.chart import Chart, Hover, Line, Mark, Panel, Points, optional
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import N_, _
from drawdown.measures import ceilings as caps
from drawdown.measures import forecasts, troop_levels
from drawdown.pack import texts

_VERDICTS = {
    "over": N_("Larger than planned"),
    "under": N_("Smaller than planned"),
    "within": N_("As planned, within the range"),
    "open": N_("Open: the day lies after the last level"),
    "silent": N_("Not scored: no level stated near the day"),
    "undated": N_("Not scored: it names no day"),
    "zero": N_("Not scored: nobody states a level of zero"),
}


def plans(rows: pd.DataFrame, countries: dict[str, str], colours: dict[str, Colour]) -> Chart:
    """Draw the resolved level of each theatre with the ceilings dashed and the plans as hollow marks."""
    announced, ceilings = forecasts.scored(rows), caps.periods(rows)
    resolved = troop_levels.monthly(troop_levels.levels(rows))
    present = [name for name in countries if name in {*announced["country"], *ceilings["country"]}]
    drawn = announced[announced["outcome"].isin(["scored", "open", "silent"])]
    panels = [
        Panel(
            [
                *readings.held(
                    _above_zero(troop_levels.broken(resolved[resolved["country"] == name])),
                    colours[name],
                    keyed=not number,
                ),
                *_ceilings(ceilings[ceilings["country"] == name], keyed=not number),
                *_plans(drawn[drawn["country"] == name], rows, keyed=not number),
            ],
            title=countries[name],
            y_title=_("US military personnel"),
            log=True,
        )
        for number, name in enumerate(present)
    ]
    done = announced[announced["outcome"] == "scored"]
    return Chart(
        key="plans",
        title=_("What was announced, what was allowed, and what was then stated"),
        caption=_(
            "Each hollow mark is an announced level, on the day it aimed at; dashed is a ceiling for as long as it"
            " stood; the line with its band is the level stated. The axis is logarithmic, so that large and small"
            " forces are legible together. Plans and levels of none at all have no place on it; plans that name no day"
            " are only in the table."
        ),
        alt=_(
            "Scored announced levels: {scored} of {n}. The stated force was larger than planned after {over} of them"
            " and smaller after {under}."
        ).format(
            n=len(announced),
            scored=len(done),
            over=int((done["verdict"] == "over").sum()),
            under=int((done["verdict"] == "under").sum()),
        )
        if panels
        else "",
        data=announced.drop(columns=["planned_low", "planned_high"]),
        panels=panels,
        height=2.8,
        empty="" if panels else _("No plan and no ceiling is in this view."),
    )


def _above_zero(months: pd.DataFrame) -> pd.DataFrame:
    """Return the months with a gap where a logarithmic axis has no place for the level."""
    values = ["low", "headline", "high"]
    return months.assign(**{name: months[name].where(months["headline"] > 0) for name in values})


def _ceilings(ceilings: pd.DataFrame, *, keyed: bool) -> list[Mark]:
    at = [day for row in ceilings.itertuples() for day in (row.first, row.last, row.last)]
    high = [level for row in ceilings.itertuples() for level in (row.ceiling, row.ceiling, None)]
    told = Hover(_("Ceiling"), sources=[keys for keys in hover.sources(ceilings) for _end in range(3)])
    return [Line(at, high, _("Ceiling") if keyed else "", Colour.INK, dashed=True, hover=told)] if at else []


def _plans(announced: pd.DataFrame, rows: pd.DataFrame, *, keyed: bool) -> list[Mark]:
    said = texts.told(rows.set_index("obs_id"), "statement") if len(rows) else pd.Series(dtype=str)
    told = Hover(
        _("Announced level"),
        low=_bounds(announced["planned_low"]),
        high=_bounds(announced["planned_high"]),
        notes=[str(said.get(name, "")) for name in announced["obs_id"]],
        sources=hover.sources(announced),
    )
    where, level = list(announced["target"]), list(announced["planned"])
    label = _("Announced level") if keyed else ""
    return [Points(where, level, label, Colour.INK, "diamond", hollow=True, hover=told)] if where else []


def _bounds(ends: pd.Series) -> list[float | None]:
    """Return the ends of plans; None for one that is open."""
    return [None if end == float("inf") else end for end in optional(ends)]


def outcomes(rows: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List each announced level with the level stated for its day, and the forecast error."""
    table = forecasts.scored(rows)
    result = table["verdict"].where(table["outcome"] == "scored", table["outcome"])
    source = (table["source"] + " " + table["level_source"]).str.strip()
    shown = table.assign(
        where=table["country"].map(countries),
        plan=[_plan(row.planned_low, row.planned, row.planned_high) for row in table.itertuples()],
        observed=[_range(row.low, row.headline, row.high) for row in table.itertuples()],
        difference=[_signed(value) for value in table["error"]],
        percent=["" if pd.isna(value) else language.percent(abs(value)) for value in table["relative"]],
        result=[_(_VERDICTS[code]) for code in result],
        source=source,
    )
    return Table(
        key="outcomes",
        caption=_("Announced levels, and what was stated for the day they aimed at"),
        rows=shown,
        columns={
            "where": Column(_("Where")),
            "planned_on": Column(_("Announced"), "day"),
            "target": Column(_("For"), "day"),
            "plan": Column(_("Plan")),
            "observed": Column(_("Stated level (range)")),
            "difference": Column(_("Above or below")),
            "percent": Column(_("Of the level")),
            "result": Column(_("Result")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No announced level of tiers A to C is in this view."),
    )


def ceilings(rows: pd.DataFrame, counts: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List each ceiling with the levels stated and the persons counted while it stood."""
    table = caps.compared(rows, counts)
    shown = table.assign(
        where=table["country"].map(countries),
        stated=[_span(row.low, row.high) for row in table.itertuples()],
        counted=[_span(row.counted_low, row.counted_high) for row in table.itertuples()],
        exceeded=[_of(row.above, row.counts) for row in table.itertuples()],
        source=(table["source"] + " " + table["level_source"] + " " + table["count_source"]).str.strip(),
    )
    return Table(
        key="ceilings",
        caption=_("Ceilings, and the levels stated and persons counted while they stood"),
        rows=shown,
        columns={
            "where": Column(_("Where")),
            "first": Column(_("From"), "day"),
            "last": Column(_("To"), "day"),
            "ceiling": Column(_("Ceiling"), "persons"),
            "stated": Column(_("Stated level")),
            "counted": Column(_("Counted")),
            "exceeded": Column(_("Counts above it")),
            "tier": Column(_("Tier")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No ceiling on a whole US force is in this view."),
    )


def _plan(low: float, level: float, high: float) -> str:
    if low == high:
        return language.number(level)
    if high == float("inf"):
        return _("at least {n}").format(n=language.number(low))
    return _span(low, high) if low > 0 else _("at most {n}").format(n=language.number(high))


def _range(low: float, level: float, high: float) -> str:
    if pd.isna(level):
        return ""
    return language.number(level) + ("" if low == high else f" ({_span(low, high)})")


def _span(low: float, high: float) -> str:
    if pd.isna(low):
        return ""
    ends = {"low": language.number(low), "high": language.number(high)}
    return ends["low"] if low == high else _("{low} to {high}").format(**ends)


def _of(part: int, whole: int) -> str:
    if not whole:
        return ""
    return _("{part} of {whole}").format(part=language.number(part), whole=language.number(whole))


def _signed(value: float) -> str:
    if pd.isna(value):
        return ""
    return language.signed("+" + language.number(value)) if value > 0 else language.number(value)
