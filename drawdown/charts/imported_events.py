"""What a page shows of the events a pack has imported: each dataset by itself, with what it counts and its origin."""

from collections.abc import Mapping, Sequence

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Bars, Chart, Hover, Panel
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.pack.datasets import DATASETS


def said(months: pd.DataFrame) -> str:
    """Return what the datasets are and why they stand apart; nothing without an event."""
    held = _datasets(months)
    if not held:
        return ""
    titles = language.listing([DATASETS[name].title for name in held])
    first = _(
        "The pack also holds events imported from {titles}: none is a count of attacks on US forces, so that they are"
        " drawn apart and never added, to one another or to the official count."
    )
    return " ".join([first.format(titles=titles), *(DATASETS[name].note for name in held)])


def by_month(
    months: pd.DataFrame, origins: pd.DataFrame, countries: Mapping[str, str], colours: Mapping[str, Colour]
) -> Chart:
    """Draw events and deaths by month of each dataset, the countries stacked.

    Parameters
    ----------
    months
        As `drawdown.measures.imported_events.by_month` returns them.
    origins
        As `drawdown.pack.event_months.origins` returns them.
    countries, colours
        The title and the colour of each country, by its name.
    """
    held = _datasets(months)
    panels = [
        panel
        for name in held
        for panel in (
            _panel(months[months["dataset"] == name], "events", _("{dataset}, events"), countries, colours),
            _panel(months[months["dataset"] == name], "deaths_best", _("{dataset}, deaths"), countries, colours),
        )
    ]
    return Chart(
        key="imported",
        title=_("Imported events by month, each dataset by itself"),
        caption=_(
            "Events and their deaths, the best estimate of each dataset, by the month they started in. The datasets"
            " count different things: no two panels are to be added or compared in level. A month without a bar between"
            " a country's first and last has no event in the dataset."
        ),
        alt=" ".join(_alt(name, months[months["dataset"] == name]) for name in held),
        data=months,
        panels=panels,
        height=1.7,
        origin=_origin(origins),
        empty="" if panels else _("The pack has no imported event in this view."),
    )


def origin(origins: pd.DataFrame) -> Table:
    """List where imported events come from: the release, the day of access and the filters."""
    shown = origins.assign(
        title=[DATASETS[name].title for name in origins["dataset"]],
        licence=[DATASETS[name].licence for name in origins["dataset"]],
        asked=[_filters(names, since) for names, since in zip(origins["countries"], origins["since"], strict=True)],
    )
    return Table(
        key="imported",
        caption=_("Imported events: the release, the day of access and the filters of each file"),
        rows=shown,
        columns={
            "title": Column(_("Dataset")),
            "release": Column(_("Release")),
            "rows": Column(_("Events held"), "count"),
            "accessed": Column(_("Accessed"), "day"),
            "asked": Column(_("Filters")),
            "licence": Column(_("Licence")),
        },
    )


def _datasets(months: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(months["dataset"]))


def _panel(
    rows: pd.DataFrame, column: str, title: str, countries: Mapping[str, str], colours: Mapping[str, Colour]
) -> Panel:
    name = DATASETS[rows["dataset"].iloc[0]].title
    marks = []
    for country, own in rows.groupby("country", sort=False):
        label, colour = countries[str(country)], colours.get(str(country), Colour.GREY)
        marks.append(Bars(list(own["month"]), list(own[column]), label, colour, hover=Hover(precision="month")))
    return Panel(marks, title=title.format(dataset=name), y_title=_("Events") if column == "events" else _("Deaths"))


def _origin(origins: pd.DataFrame) -> str:
    parts = [
        _("{dataset} (release {release}, accessed {day})").format(
            dataset=DATASETS[row.dataset].title, release=row.release, day=language.date(row.accessed.date())
        )
        for row in origins.itertuples()
    ]
    return _("Source: {names}.").format(names=language.listing(parts)) if parts else ""


def _filters(names: Sequence[str], since: str) -> str:
    parts = [language.listing(list(names))] if names else []
    if since:
        parts.append(_("from {day}").format(day=language.date(pd.Timestamp(since).date())))
    return "; ".join(parts) or _("none")


def _alt(name: str, rows: pd.DataFrame) -> str:
    months = rows.groupby("month")["events"].sum()
    return _("{dataset}: {n} events with {deaths} deaths; the most events in one month are {most}, in {month}.").format(
        dataset=DATASETS[name].title,
        n=language.number(rows["events"].sum()),
        deaths=language.number(rows["deaths_best"].sum()),
        most=language.number(months.max()),
        month=language.date(months.idxmax().date(), "month"),
    )
