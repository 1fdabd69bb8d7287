"""The years before and after each wave."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover, palette
from drawdown.charts.chart import Chart, Hover, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.palette import VIOLENCE
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import windows
from drawdown.measures.cases import Evidence
from drawdown.terms import named


def around(held: Evidence) -> Chart:
    """Draw, for each wave and series of violence, the years after it over the last year before its end."""
    lines = windows.around(windows.yearly(held.outcomes, VIOLENCE), held.waves)
    kinds = held.waves.set_index("wave_id")["kind"]
    titles = {"drawdown": _("After a drawdown"), "buildup": _("After a build-up")}
    parts = {kind: lines[lines["wave_id"].map(kinds) == kind] for kind in titles}
    colours = palette.of_series(held.outcomes)
    panels = [
        Panel(
            _marks(rows, colours), title=titles[kind], y_scale="category", categories=list(dict.fromkeys(rows["title"]))
        )
        for kind, rows in parts.items()
        if len(rows)
    ]
    return Chart(
        key="around",
        title=_("Violence after each wave, against the last year before its end"),
        caption=_(
            "One mark for each series: the mean of the one to three years after the wave, as a multiple of the last"
            " whole year before its end; a line spans editions that differ. A hollow mark takes the last year before"
            " its beginning instead. At the rule nothing changed. Waves without a series on both sides are not drawn."
        ),
        alt=_around_alt(parts["drawdown"]),
        data=lines,
        panels=panels,
        x_scale="number",
        x_title=_("Times the last year before its end"),
        height=2.2,
        empty="" if panels else _("No series of violence covers both sides of a wave in this view."),
    )


def windows_table(held: Evidence) -> Table:
    """List the years before and after each wave, series by series."""
    lines = windows.around(windows.yearly(held.outcomes, VIOLENCE), held.waves)
    return Table(
        key="windows",
        caption=_("Violence before and after each wave, series by series"),
        rows=lines.assign(called=lines["series"].map(named)),
        columns={
            "title": Column(_("Wave")),
            "called": Column(_("Series")),
            "year": Column(_("Year before")),
            "before_low": Column(_("Amount"), "count"),
            "years": Column(_("Years after")),
            "after_low": Column(_("Mean, low"), "count"),
            "after_high": Column(_("Mean, high"), "count"),
            "low": Column(_("Ratio, low"), "ratio"),
            "high": Column(_("Ratio, high"), "ratio"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No series of violence covers both sides of a wave in this view."),
    )


def weaker(held: Evidence, predictions: pd.DataFrame) -> Table:
    """List what sources of tier D would add to the years before and after waves; no grade counts it."""
    themes = sorted(set(predictions.loc[predictions["test"] == "years", "theme"])) if len(predictions) else []
    found = [windows.around(windows.yearly(held.outcomes, theme, "D"), held.waves) for theme in themes]
    sound = [windows.around(windows.yearly(held.outcomes, theme), held.waves) for theme in themes]
    lines, known = (pd.concat(parts) if parts else pd.DataFrame(columns=windows.COLUMNS) for parts in (found, sound))
    pairs = set(zip(known["wave_id"], known["series"], strict=True))
    added = [pair not in pairs for pair in zip(lines["wave_id"], lines["series"], strict=True)]
    return Table(
        key="weaker",
        caption=_("What sources of tier D would add; no grade counts them"),
        rows=lines[added].assign(called=lines.loc[added, "series"].map(named)),
        columns={
            "title": Column(_("Wave")),
            "called": Column(_("Series")),
            "year": Column(_("Year before")),
            "years": Column(_("Years after")),
            "low": Column(_("Ratio, low"), "ratio"),
            "high": Column(_("Ratio, high"), "ratio"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("Sources of tier D would add nothing in this view."),
    )


def _marks(rows: pd.DataFrame, colours: dict[str, Colour]) -> list[Mark]:
    marks: list[Mark] = []
    for series, own in rows.groupby("series", sort=True):
        colour = colours[str(series)]
        spread = own[own["high"] > own["low"]]
        if len(spread):
            ends = list(spread["low"]), list(spread["high"])
            told = Hover(named(series), notes=_years(spread), sources=hover.sources(spread))
            marks.append(Whiskers(list(spread["title"]), *ends, "", colour, horizontal=True, hover=told))
        told = Hover(notes=_years(own), sources=hover.sources(own))
        marks.append(Points(list(own["high"]), list(own["title"]), named(series), colour, hover=told))
        other = own[own["other_high"].notna() & (own["other_high"] != own["high"])]  # another year than the base
        if len(other):
            ends = list(other["other_low"]), list(other["other_high"])
            notes = [_("Against the last year before its beginning")] * len(other)
            told = Hover(named(series), low=ends[0], high=ends[1], notes=notes, sources=hover.sources(other))
            marks.append(Points(ends[1], list(other["title"]), "", colour, hollow=True, hover=told))
    return [*marks, Rule(1, "")]


def _years(rows: pd.DataFrame) -> list[str]:
    text = _("{years} against {base}")
    return [text.format(years=row.years, base=row.year) for row in rows.itertuples()]


def _around_alt(rows: pd.DataFrame) -> str:
    return " ".join(
        _("After {wave}: {times} times.").format(wave=title, times=_between(own["low"].min(), own["high"].max()))
        for title, own in rows.groupby("title", sort=False)
    )


def _between(least: float, most: float) -> str:
    low, high = (language.number(end, 1) for end in (least, most))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)
