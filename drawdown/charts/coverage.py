"""The figures of the coverage of the evidence."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Bars, Chart, Hover, Panel
from drawdown.charts.style import THEATRES, Colour
from drawdown.language import N_, _
from drawdown.measures import coverage as measures

KINDS = {
    "official": (N_("Official"), Colour.GREEN),
    "press": (N_("Press"), Colour.BLUE),
    "regional": (N_("Regional press"), Colour.SKY),
    "research": (N_("Research"), Colour.PURPLE),
    "party": (N_("Party or state media"), Colour.RED),
    "web": (N_("Web"), Colour.GREY),
}


def kind(code: str) -> str:
    """Return a kind of source in words."""
    return _(KINDS[code][0]) if code in KINDS else code


def months(rows: pd.DataFrame, titles: Mapping[str, str], theatres: Mapping[str, str]) -> Chart:
    """Draw the number of rows of each table and month, stacked by place."""
    counts = measures.by_month(rows, theatres)
    places = [*zip(theatres, theatres.values(), THEATRES, strict=False), ("", _("Several, or none"), Colour.GREY)]
    panels: list[Panel] = []
    for name, own in counts.groupby("table", sort=False):
        shown = [(own[own["place"] == place], label, colour) for place, label, colour in places]
        marks = [
            Bars(
                list(some["month"]),
                list(some["rows"]),
                "" if panels else label,
                colour,
                hover=Hover(label, precision="month"),
            )
            for some, label, colour in shown
            if len(some) or not panels
        ]
        panels.append(Panel(marks, title=titles.get(str(name), str(name)), unit=_("Rows")))
    totals = counts.groupby("month")["rows"].sum()
    return Chart(
        key="coverage_months",
        title=_("Rows of evidence per month, place and table"),
        caption=_("A row counts in the month of its first day. Each table has its own scale."),
        alt=""
        if totals.empty
        else _("Most rows are about {month}: {rows} of {all}.").format(
            month=language.date(totals.idxmax().date(), "month"),
            rows=language.number(totals.max()),
            all=language.number(totals.sum()),
        ),
        data=counts,
        panels=panels,
        height=0.7,
        empty="" if panels else _("The pack has no dated row."),
    )


def countries(rows: pd.DataFrame, theatres: Mapping[str, str]) -> Chart:
    """Draw the number of rows about each theatre."""
    counts = measures.by_country(rows, theatres)
    names = [theatres[name] for name in counts["country"]]
    joint = list(counts["rows"] - counts["alone"])
    marks = [
        Bars(names, list(counts["alone"]), _("About it alone"), Colour.BLUE, horizontal=True),
        Bars(names, joint, _("About several at once"), Colour.SKY, horizontal=True),
    ]
    said = [
        _("{where}: {rows}").format(where=a, rows=language.number(b))
        for a, b in zip(names, counts["rows"], strict=True)
    ]
    return Chart(
        key="coverage_countries",
        title=_("Rows of evidence per country"),
        caption=_("A row about several countries counts for each of them."),
        alt=language.listing(said),
        data=counts,
        panels=[Panel(marks, y_scale="category", categories=names, unit=_("Rows"))],
        x_scale="number",
        height=max(1.0, 0.4 * len(names)),
        empty="" if counts["rows"].any() else _("The pack has no row about a country."),
    )


def sources(rows: pd.DataFrame, titles: Mapping[str, str]) -> Chart:
    """Draw the share of each table's rows by the kind of their best source."""
    counts = measures.by_kind(rows)
    names = [titles.get(name, name) for name in dict.fromkeys(counts["table"])]
    marks = []
    for kind, (label, colour) in KINDS.items():
        own = counts[counts["kind"] == kind]
        at = [titles.get(name, name) for name in own["table"]]
        told = Hover(notes=[_("Rows: {n}").format(n=language.number(n)) for n in own["rows"]])
        marks.append(Bars(at, list(100 * own["share"]), _(label), colour, horizontal=True, hover=told))
    official = counts.loc[counts["kind"] == "official", "rows"].sum()
    return Chart(
        key="coverage_sources",
        title=_("Share of rows by the kind of their best source"),
        caption=_("The best source of a row is the one of the best tier; among equals, the one named first."),
        alt=_("The best source is official for {official} of {all} rows.").format(
            official=language.number(official), all=language.number(counts["rows"].sum())
        ),
        data=counts.rename(columns={"kind": "source_kind"}),  # "kind" has words of its own in the pack
        panels=[Panel(marks, y_scale="category", categories=names)],
        x_scale="number",
        x_title=_("Percent of the table's rows"),
        height=max(1.0, 0.34 * len(names)),
        empty="" if len(counts) else _("The pack has no dated row."),
    )
