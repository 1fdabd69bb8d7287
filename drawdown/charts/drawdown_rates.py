"""The tables of how fast the force changed in each wave, of people outside the levels, and of what holds."""

import pandas as pd

from drawdown import language
from drawdown.charts.table import Column, Table
from drawdown.language import N_, _
from drawdown.measures import drawdown_rates as measures
from drawdown.measures import uncounted
from drawdown.pack import texts
from drawdown.terms import place, term

_REASONS = {
    "start": N_("No level is stated for its start"),
    "end": N_("No level is stated for its end"),
    "counting": N_("The way of counting changed in it"),
    "": "",
}
_GROUPS = {"temporary": N_("Temporary forces"), "contractors": N_("Contractors")}
_RESULTS = {
    "peak": N_("Peak, main theatre"),
    "latest": N_("Last level, main theatre"),
    "share": N_("Last level as a share of the peak"),
    "plan_error": N_("Median error of announced levels"),
    "ratio_small": N_("Count by public figure, median, small forces"),
    "fastest": N_("Fastest drawdown, persons per month"),
}
_NEAR = N_("within 10%")
_LINES = {
    "share": N_("same side of a tenth"),
    "plan_error": N_("same side of 10%"),
    "ratio_small": N_("same side of 1"),
}


def rates(rows: pd.DataFrame, waves: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List the waves with the persons per month by which the force grew or shrank, or the reason why none is given."""
    table = measures.rates(rows, waves)
    every = list(table.itertuples())
    titles = texts.told(table, "title") if len(table) else pd.Series(dtype="str")
    shown = table.assign(
        where=table["country"].map(countries) if len(table) else "",
        title=titles,
        wave_kind=[term(row.kind) for row in every],
        reached=["" if pd.isna(row.until) else language.date(row.until.date()) for row in every],
        levels=[_levels(row) for row in every],
        per_month=[_interval(row.rate, row.rate_low, row.rate_high) for row in every],
        part=["" if pd.isna(row.share) else language.percent(row.share, 1) for row in every],
        robust=[_interval(row.slope, row.slope_low, row.slope_high) for row in every],
        why=[_(_REASONS[row.reason]) if row.reason else "" for row in every],
        source=[f"{row.source} {row.level_source}".strip() for row in every],
    )
    return Table(
        key="rates",
        caption=_("Persons per month in each wave; below zero the force shrank"),
        rows=shown,
        columns={
            "where": Column(_("Where")),
            "title": Column(_("Wave")),
            "start": Column(_("From"), "day"),
            "reached": Column(_("To the level of")),
            "levels": Column(_("Levels")),
            "per_month": Column(_("Per month (range)")),
            "part": Column(_("Of the force at the start")),
            "robust": Column(_("Theil-Sen (95% interval)")),
            "why": Column(_("Why no rate")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No wave of build-up or drawdown begins in this view."),
    )


def outside(rows: pd.DataFrame) -> Table:
    """List what the rows say about people outside the levels."""
    table = uncounted.outside(rows)
    shown = table.assign(
        where=table["country"].map(place),
        who=[_(_GROUPS[group]) if group in _GROUPS else term(group) for group in table["group"]],
        persons=["" if pd.isna(number) else language.number(number) for number in table["number"]],
    )
    return Table(
        key="outside",
        caption=_(
            "People outside the levels, as rows speak of them; without a number, the row's own is about another group"
        ),
        rows=shown,
        columns={
            "who": Column(_("Who")),
            "where": Column(_("Where")),
            "date": Column(_("About"), "day"),
            "persons": Column(_("Persons")),
            "said": Column(_("What the row says")),
            "tier": Column(_("Tier")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No row of this view speaks of contractors, temporary forces, advisers or coalition forces."),
    )


def holding(held: pd.DataFrame) -> Table:
    """List each headline result under other choices of rows and without any one source, and whether it holds."""
    known = held[held["stated"].notna()]
    every = list(known.to_dict("records"))
    shown = known.assign(
        name=[_(_RESULTS[row["result"]]) for row in every],
        **{
            column: [_written(row["result"], row[column]) for row in every]
            for column in ("stated", "with_weakest", "without_approximate")
        },
        dropped=[_ends(row) for row in every],
        line=[_(_LINES.get(row["result"], _NEAR)) for row in every],
        verdict=[_("Yes") if row["holds"] else _("No") for row in every],
    )
    return Table(
        key="holding",
        caption=_("The headline results under other choices"),
        rows=shown,
        columns={
            "name": Column(_("Result")),
            "stated": Column(_("As stated")),
            "with_weakest": Column(_("With tier D")),
            "without_approximate": Column(_("Without approximate dates")),
            "dropped": Column(_("Without any one source")),
            "line": Column(_("Holds if")),
            "verdict": Column(_("Holds")),
        },
        empty=_("This view gives no headline result."),
    )


def _levels(row: object) -> str:
    first, last = getattr(row, "from_level"), getattr(row, "to_level")  # noqa: B009
    if pd.isna(first) or pd.isna(last):
        return ""
    return _("{low} to {high}").format(low=language.number(first), high=language.number(last))


def _interval(value: float, low: float, high: float) -> str:
    if pd.isna(value):
        return ""
    text, ends = language.number(value), {"low": language.number(low), "high": language.number(high)}
    if low == high:
        return text
    interval = _("{low} to {high}").format(**ends)
    return f"{text} ({interval})"


def _ends(row: dict[object, object]) -> str:
    low, high = (_written(str(row["result"]), row[end]) for end in ("low", "high"))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _written(result: str, value: object) -> str:
    if pd.isna(value):
        return _("none")
    number = float(str(value))
    if result in ("share", "plan_error"):
        return language.percent(number, 1)
    return language.number(number, 2) if result == "ratio_small" else language.number(number)
