"""The time machine: the levels as known on any day of knowledge."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts import readings
from drawdown.charts.chart import Chart, Frame, Panel, Rule
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.measures import revisions
from drawdown.measures.revisions import Revisions

PANELS = 4  # small multiples


def machine(
    revised: Revisions,
    countries: Mapping[str, str],
    colours: Mapping[str, Colour],
    publishers: Mapping[str, str],
) -> Chart:
    """Draw the levels as known on any day: as small multiples, and interactively behind a slider."""
    newest = readings.newest(revised, countries)
    since = readings.since(revised, newest)
    days = revisions.revision_days(revised, len(revised.readings))
    days = days[days["country"].isin(list(newest)) & (days["month"] >= since)]
    days = days.sort_values("change", ascending=False).head(PANELS).sort_values("day")
    panels = [
        Panel(
            [
                *readings.marks(revised, row.country, row.day, colours[row.country], since, keyed=not number),
                Rule(row.day, ""),
            ],
            title=_("{where}, known on {day}").format(where=countries[row.country], day=language.date(row.day.date())),
            unit=_("US military personnel"),
        )
        for number, row in enumerate(days.itertuples())
    ]
    return Chart(
        key="machine",
        title=_("The levels as known on any day"),
        caption=_(
            "The days on which the series changed most. The line is the headline of the month with its band (US"
            " military personnel); hatched is a level disclosed later whose start is unknown."
        ),
        alt=readings.findings(revised, countries),
        data=revised.readings[revised.readings["country"].isin(list(newest)) & (revised.readings["month"] >= since)],
        panels=panels,
        frames=_frames(revised, {name: countries[name] for name in newest}, colours, publishers, since)
        if panels
        else (),
        frames_title=_("Day of knowledge"),
        height=1.4,
        empty="" if panels else _("No disclosure in this view changed a public figure."),
    )


def _frames(
    revised: Revisions,
    countries: Mapping[str, str],
    colours: Mapping[str, Colour],
    publishers: Mapping[str, str],
    since: pd.Timestamp,
) -> list[Frame]:
    stated = revised.stated[revised.stated["country"].isin(list(countries)) & (revised.stated["date"] >= since)]
    found: list[Frame] = []
    panels: dict[str, Panel] = {}
    for day, said in stated.groupby("reported_on"):
        for number, (name, title) in enumerate(countries.items()):
            if name not in panels or name in set(said["country"]):  # what nobody spoke of stays as it was
                marks = readings.marks(revised, name, pd.Timestamp(day), colours[name], since, keyed=not number)
                panels[name] = Panel(marks, title=title, y_title=_("US military personnel"))
        names = dict.fromkeys(publishers.get(key, key) for key in said["source"])
        note = _("Newest statement: {names}").format(names=language.listing(list(names)))
        found.append(Frame(language.date(pd.Timestamp(day).date()), note, list(panels.values())))
    return found
