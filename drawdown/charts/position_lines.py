"""The figures of positions over time: by group, by actor and by named person."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Chart, Hover, Mark, Panel, Points, Whiskers
from drawdown.charts.stated_positions import STANCES
from drawdown.language import _
from drawdown.measures import movement
from drawdown.measures import stated_positions as measures
from drawdown.measures.channels import PRIVATE
from drawdown.pack import texts
from drawdown.terms import named, term

MOST = 16  # lines that a figure has room for
COLUMNS = [
    *("position_id", "said_on", "date_precision", "actor", "actor_group", "speaker", "attribution", "channel"),
    *("country", "stance", "stance_b", "argument", "status", "tier", "source", "source_2"),
]


def over_time(rows: pd.DataFrame) -> Chart:
    """Draw each position by day and group, coloured by stance; privately reported ones are hollow."""
    positions = measures.coded(rows).dropna(subset="said_on")
    groups = list(measures.by_group(positions).index)
    marks = _marks(positions.assign(row=positions["actor_group"].map(term)))
    return Chart(
        key="over_time",
        title=_("Positions over time"),
        caption=_(
            "Hollow points are positions reported from private talk. Where only the month or the year is known, a line"
            " spans it and the point stands in its middle."
        ),
        alt=_("Positions: {n}; groups of actors: {groups}.").format(
            n=language.number(len(positions)), groups=language.strung(term(group) for group in groups)
        )
        if groups
        else "",
        data=positions[COLUMNS],
        panels=[Panel(marks, y_scale="category", categories=[term(group) for group in groups])] if marks else [],
        height=0.9 + 0.4 * len(groups),
        empty="" if marks else _("The pack has no dated position in this view."),
    )


def actors(rows: pd.DataFrame, countries: Mapping[str, str]) -> Chart:
    """Draw the public positions of each actor on each theatre, those with the most moments first."""
    return _lines(
        movement.lines(measures.coded(rows), "actor", countries),
        countries,
        "actors",
        _("Public positions of each actor over time"),
    )


def persons(rows: pd.DataFrame, countries: Mapping[str, str]) -> Chart:
    """Draw the public positions of each named person on each theatre, those with the most moments first."""
    return _lines(
        movement.lines(measures.coded(rows), "speaker", countries),
        countries,
        "persons",
        _("Public positions of named persons over time"),
    )


def _lines(told: pd.DataFrame, countries: Mapping[str, str], key: str, title: str) -> Chart:
    table = movement.movement(told).head(MOST)
    kept = movement.of(told, table)
    called = kept.assign(row=[_name(*pair, countries) for pair in zip(kept["who"], kept["theatre"], strict=True)])
    order = [_name(*pair, countries) for pair in zip(table["who"], table["theatre"], strict=True)]
    marks = _marks(called)
    return Chart(
        key=key,
        title=title,
        caption=_(
            "Each row is one voice on one theatre, if it is on record at four moments or more. A line spans a date"
            " known to the month only; positions dated to a year only are left out. Between two points nothing is"
            " known."
        ),
        alt=_("Rows, from the one with the most moments: {rows}.").format(rows=language.strung(order)) if order else "",
        data=kept[["theatre", *COLUMNS]],
        panels=[Panel(marks, y_scale="category", categories=order)] if marks else [],
        height=0.5 + 0.3 * len(order),
        empty="" if marks else _("No voice of this view is on record at enough moments to draw its line."),
    )


def _name(who: str, theatre: str, countries: Mapping[str, str]) -> str:
    if len(countries) == 1:
        return named(who)
    return _("{who} ({theatre})").format(who=named(who), theatre=countries.get(theatre, term(theatre)))


def _marks(positions: pd.DataFrame) -> list[Mark]:
    """Return the points, and lines for the dates that are not exact, of positions with the ``row`` they stand in."""
    first = positions["said_on"]
    coarse = positions["date_precision"].isin(["month", "year"])
    spans = {"month": pd.offsets.MonthEnd(), "year": pd.offsets.YearEnd()}
    last = [
        day + spans[how] if how in spans else day for day, how in zip(first, positions["date_precision"], strict=True)
    ]
    spread = positions.assign(last=pd.Series(last, index=positions.index, dtype=first.dtype))
    middle = spread.assign(middle=first + (spread["last"] - first) / 2)
    marks: list[Mark] = []
    for stance, colour in STANCES.items():
        own = middle[middle["stance"] == stance]
        vague = own[coarse.loc[own.index]]
        if len(vague):
            ends = list(vague["said_on"]), list(vague["last"])
            marks.append(
                Whiskers(list(vague["row"]), *ends, "", colour, horizontal=True, hover=_told(vague, term(stance)))
            )
        for private, some in own.groupby(own["channel"] == PRIVATE):
            label = "" if private else term(stance)
            told = _told(some, term(stance))
            marks.append(
                Points(list(some["middle"]), list(some["row"]), label, colour, hollow=bool(private), hover=told)
            )
    return marks


def _told(rows: pd.DataFrame, stance: str) -> Hover:
    days = [
        language.date(day.date(), how or "day")
        for day, how in zip(rows["said_on"], rows["date_precision"], strict=True)
    ]
    private = [f" ({term(PRIVATE)})" if channel == PRIVATE else "" for channel in rows["channel"]]
    said = rows["speaker"].map(named) + ": " + texts.told(rows, "statement") + private
    return Hover(stance, at=days, notes=list(said), sources=hover.sources(rows))
