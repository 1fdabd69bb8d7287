"""The figure of the milestones, below the waves they are grouped into."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Band, Chart, Hover, Line, Mark, Panel, Points
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.measures import waves
from drawdown.pack import texts
from drawdown.terms import term

JOINT = Colour.GREY  # milestones of several theatres at once
WAVES = ("buildup", "drawdown")
COLUMNS = [
    "milestone_id",
    "date",
    "date_precision",
    "country",
    "kind",
    "status",
    "tier",
    "source",
    "source_2",
]


def timeline(
    milestones: pd.DataFrame,
    countries: Mapping[str, str],
    colours: Mapping[str, Colour],
    wave_rows: pd.DataFrame | None = None,
) -> Chart:
    """Draw every milestone by day and kind, coloured by theatre, below the waves of each."""
    rows = milestones.sort_values(["date", "milestone_id"])
    kinds = list(rows["kind"].value_counts().index)
    resolved = waves.resolve(pd.DataFrame() if wave_rows is None else wave_rows, milestones)
    until = rows["reported_on"].max()
    lanes, spans = _lanes(resolved, countries, colours, until)
    shades = _shades(resolved, countries, colours, until, [term(kind) for kind in kinds])
    return Chart(
        key="timeline",
        title=_("Milestones of the presence and of its end"),
        caption=_(
            "Each point is a dated event; its row in the data names the source. The lines above are the waves, from the"
            " milestone that begins each to the one that ends it; a triangle marks one that had not ended by the last"
            " page. Shaded is the time of each drawdown, hatched that of each build-up."
        ),
        alt=_spoken(rows, resolved),
        data=rows.assign(wave=waves.of(rows, resolved))[[*COLUMNS, *texts.columns(rows, "title"), "wave"]],
        panels=[
            Panel(
                [*shades, *spans, *_events(rows, countries, colours)],
                y_scale="category",
                categories=[*lanes, *(term(kind) for kind in kinds)],
            )
        ],
        height=0.9 + 0.32 * (len(kinds) + len(lanes)),
        empty="" if len(rows) else _("The pack has no milestone in this view."),
    )


def _events(rows: pd.DataFrame, countries: Mapping[str, str], colours: Mapping[str, Colour]) -> list[Mark]:
    owner = rows["country"].where(rows["country"].isin(countries))
    groups = [(title, colours[name], rows[owner == name]) for name, title in countries.items()]
    groups.append((_("Several, or the region"), JOINT, rows[owner.isna()]))
    return [
        Points(list(group["date"]), [term(kind) for kind in group["kind"]], title, colour, hover=_told(group))
        for title, colour, group in groups
        if len(group)
    ]


def _told(rows: pd.DataFrame) -> Hover:
    days = [
        language.date(day.date(), how if how in ("month", "year") else "day")
        for day, how in zip(rows["date"], rows["date_precision"], strict=True)
    ]
    return Hover(at=days, notes=list(_titles(rows)), sources=hover.sources(rows))


def _lanes(
    resolved: pd.DataFrame, countries: Mapping[str, str], colours: Mapping[str, Colour], until: pd.Timestamp
) -> tuple[list[str], list[Mark]]:
    """Return a lane for each theatre and kind of wave that is drawn, and the waves in them."""
    lanes: list[str] = []
    marks: list[Mark] = []
    for name, title in countries.items():
        for kind in WAVES:
            held = resolved[(resolved["country"] == name) & (resolved["kind"] == kind)] if len(resolved) else resolved
            lane = _("{where}: {wave}").format(where=title, wave=term(kind).lower())
            lanes += [lane] if len(held) else []
            for row, called in zip(held.itertuples(), _titles(held) if len(held) else [], strict=True):
                marks += _wave(row, called, lane, title, colours[name], until)
    return lanes, marks


def _wave(row: pd.Series, called: str, lane: str, title: str, colour: Colour, until: pd.Timestamp) -> list[Mark]:
    end = until if pd.isna(row.end) else row.end
    told = Hover(title, notes=[called, called], sources=[row.source, row.source])
    span = Line([row.start, end], [lane, lane], "", colour, markers=True, hover=told)
    if pd.notna(row.end):
        return [span]
    return [span, Points([end], [lane], _("No end yet"), colour, "triangle", hover=told)]


def _shades(
    resolved: pd.DataFrame,
    countries: Mapping[str, str],
    colours: Mapping[str, Colour],
    until: pd.Timestamp,
    kinds: list[str],
) -> list[Mark]:
    """Return the time of each wave as a band over the rows of the milestones."""
    return [
        Band(
            [row.start, until if pd.isna(row.end) else row.end],
            [kinds[-1]] * 2,
            [kinds[0]] * 2,
            "",
            colours[row.country],
            hatched=row.kind == "buildup",
            hover=Hover(countries[row.country]),
        )
        for row in resolved.itertuples()
        if row.country in countries
    ]


def _spoken(rows: pd.DataFrame, resolved: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    kinds = rows["kind"].value_counts().index
    return _("Milestones: {n}, from {first} to {last}; waves: {waves}; the most frequent kind: {kind}.").format(
        n=language.number(len(rows)),
        first=language.date(rows["date"].min().date()),
        last=language.date(rows["date"].max().date()),
        waves=language.number(len(resolved)),
        kind=term(kinds[0]),
    )


def _titles(rows: pd.DataFrame) -> pd.Series:
    return texts.told(rows, "title")
