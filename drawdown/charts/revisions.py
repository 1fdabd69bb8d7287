"""The figures of what was known when: the levels known then and now, and the revisions of single months."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from drawdown import language
from drawdown.charts import readings
from drawdown.charts.chart import Band, Chart, Hover, Line, Mark, Panel, Points, optional
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.measures import revisions, troop_levels
from drawdown.measures.revisions import Revisions

MONTHS = 4  # at most
_DAY = pd.Timedelta(days=1)


def known(
    revised: Revisions, countries: Mapping[str, str], colours: Mapping[str, Colour], then: dt.date | None = None
) -> Chart:
    """Draw the level as known then beside the level as known now, where a disclosure changed a public figure.

    ``then`` is a day of knowledge; by default, for each theatre, the day before its newest such disclosure.
    """
    newest = readings.newest(revised, countries)
    first = readings.since(revised, newest)
    eves = {name: pd.Timestamp(then or day - _DAY) for name, day in newest.items()}
    panels = [
        Panel(
            [
                *readings.marks(revised, name, pd.Timestamp(revised.as_of), colours[name], first, keyed=not number),
                *_then(revised, name, eve, first),
            ],
            title=_("{where}: {then} and now").format(where=countries[name], then=language.date(eve.date())),
            y_title=_("US military personnel"),
        )
        for number, (name, eve) in enumerate(eves.items())
    ]
    return Chart(
        key="known",
        title=_("Known then, known now"),
        caption=_(
            "Dashed: the month's level as it was known on the day named, before a disclosure; solid, with its band: as"
            " it is known now. Hatched: a level disclosed later whose start is unknown; its left edge is a"
            " placeholder, and no line joins it."
        ),
        alt=readings.findings(revised, countries),
        data=_beside(revised, eves, first),
        panels=panels,
        height=2.6,
        empty="" if panels else _("No disclosure in this view changed a public figure."),
    )


def months(revised: Revisions, countries: Mapping[str, str], colours: Mapping[str, Colour]) -> Chart:
    """Draw the level that stood for a month against the day of knowledge, for the months most revised."""
    shown = revised.changes
    shown = shown[shown["country"].isin(list(countries))].sort_values("disclosed", ascending=False, kind="stable")
    shown = shown.drop_duplicates(["country", "month"]).head(MONTHS)
    panels: list[Panel] = []
    data: list[pd.DataFrame] = []
    for row in shown.sort_values(["month", "country"]).itertuples():
        path = revisions.path(revised, row.country, row.month)
        data.append(path.assign(country=row.country, month=row.month))
        drawn = pd.concat([path, path.tail(1).assign(day=pd.Timestamp(revised.as_of))])
        days, colour, first = list(drawn["day"]), colours[row.country], not panels
        marks: list[Mark] = [
            Band(
                days,
                list(drawn["low"]),
                list(drawn["high"]),
                readings.disclosed() if first else "",
                colour,
                step=True,
                hatched=True,
            ),
            Line(
                days,
                list(drawn["headline"]),
                "",
                colour,
                step=True,
                hover=Hover(low=list(drawn["low"]), high=list(drawn["high"]), sources=_sources(revised, row, days)),
            ),
        ]
        when = language.date(row.month.date(), "month")
        title = _("{where} in {month}").format(where=countries[row.country], month=when)
        panels.append(Panel(marks, title=title, unit=_("US military personnel")))
    columns = ["country", "month", "day", "low", "headline", "high"]
    return Chart(
        key="revisions",
        title=_("How the level stated for one month was revised"),
        caption=_(
            "Across: the day of knowledge. Up: the level (US military personnel) that then stood for the month: its"
            " own headline, or the last one before it. Hatched: up to a level disclosed later whose start is unknown."
        ),
        alt=" ".join(_revised(part, countries) for part in data if len(part)),
        data=pd.concat(data)[columns] if data else pd.DataFrame(columns=columns),
        panels=panels,
        x_title=_("Day of knowledge"),
        height=1.2,
        tables=("troop_levels",),
        empty="" if panels else _("No month in this view was revised."),
    )


def _then(revised: Revisions, name: str, eve: pd.Timestamp, first: pd.Timestamp) -> list[Mark]:
    """Return the level as known on a day before, with a hollow mark where it reads otherwise now."""
    both = revisions.then_and_now(revised, eve.date())
    both = both[(both["country"] == name) & (both["month"] >= first)]
    seen = revisions.known(revised.readings, eve.date())
    drawn = troop_levels.broken(seen[(seen["country"] == name) & seen["month"].isin(both["month"])])
    other = both[both["headline_then"].notna() & (both["headline_then"] != both["headline_now"])]
    told, was = (
        Hover(
            precision="month",
            low=optional(rows[f"low{then}"]),
            high=optional(rows[f"high{then}"]),
            interval=_("Range of statements"),
            sources=list(rows[f"source{then}"].fillna("")),
        )
        for rows, then in ((drawn, ""), (other, "_then"))
    )
    at, level = list(other["month"]), optional(other["headline_then"])
    return [
        Line(
            list(drawn["month"]),
            optional(drawn["headline"]),
            _("As known then"),
            Colour.INK,
            step=True,
            dashed=True,
            hover=told,
        ),
        Points(at, level, _("Reads otherwise now"), Colour.INK, hollow=True, hover=was),
    ]


def _sources(revised: Revisions, row: Any, days: list[pd.Timestamp]) -> list[str]:
    """Return the sources of the level that stood for a month, and of what was disclosed, on each day of knowledge."""
    end = row.month + pd.offsets.MonthBegin()
    own = revised.disclosed[(revised.disclosed["country"] == row.country) & (revised.disclosed["first"] < end)]
    own = own[own["last"] >= row.month]
    found = []
    for day in days:
        known = revisions.known(revised.readings, day.date())
        known = known[(known["country"] == row.country) & (known["month"] < end)].tail(1)
        found.append(" ".join([*known["source"], *own.loc[own["known_on"] <= day, "source"]]))
    return found


def _beside(revised: Revisions, eves: Mapping[str, pd.Timestamp], first: pd.Timestamp) -> pd.DataFrame:
    parts = []
    for name, eve in eves.items():
        both = revisions.then_and_now(revised, eve.date())
        parts.append(both[(both["country"] == name) & (both["month"] >= first)].assign(known_then=eve))
    beside = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["country", "month"])
    beside = beside.rename(columns={"source_then": "then_source", "source_now": "now_source"})
    texts = [name for name in beside if str(name).endswith("_source") or str(name).startswith("obs_id")]
    return beside.assign(**{name: beside[name].fillna("") for name in texts})


def _revised(path: pd.DataFrame, countries: Mapping[str, str]) -> str:
    first, last = path.iloc[0], path.iloc[-1]
    text = _("{where} in {month}: {before} at first, {after} now.")
    level = language.number(last["headline"])
    if last["high"] > last["headline"]:
        level = _("{low} to {high}").format(low=level, high=language.number(last["high"]))
    return text.format(
        where=countries[first["country"]],
        month=language.date(first["month"].date(), "month"),
        before=language.number(first["headline"]),
        after=level,
    )
