"""The figure and the tables of the public figure, beside counts and later disclosures."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Chart, Hover, Line, Panel, Points
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import public_figures as measures


def public_and_counted(
    rows: pd.DataFrame, counts: pd.DataFrame, countries: dict[str, str], colours: dict[str, Colour]
) -> Chart:
    """Draw the personnel counts of the DMDC beside the public figure nearest to each."""
    table = measures.counted(rows, counts)
    panels: list[Panel] = []
    for name in [name for name in countries if name in set(table["country"])]:
        group, counted = table[table["country"] == name], counts[counts["country"] == name]
        panels.append(
            Panel(
                [
                    Line(
                        list(counted["as_of_date"]),
                        list(counted["troops_total"]),
                        _("Counted by the Pentagon's personnel office") if not panels else "",
                        colours[name],
                        markers=True,
                        hover=Hover(_("Counted by the Pentagon's personnel office"), sources=hover.sources(counted)),
                    ),
                    Points(
                        list(group["date"]),
                        list(group["public"]),
                        _("Public figure nearest in time"),
                        Colour.INK,
                        hollow=True,
                        hover=Hover(sources=list(group["public_source"])),
                    ),
                ],
                title=countries[name],
                y_title=_("US military personnel"),
                log=bool(counted["troops_total"].max() > 50 * counted["troops_total"].min()),
            )
        )
    top = table.loc[table["ratio"].idxmax()] if len(table) else None
    return Chart(
        key="counted",
        title=_("What was said, and what was counted"),
        caption=" ".join(
            filter(
                None,
                [
                    _(
                        "Personnel counts of the Defense Manpower Data Center beside the observed figure or ceiling"
                        " stated nearest in time to each."
                    ),
                    _last(counts),
                ],
            )
        ),
        alt=""
        if top is None
        else _("At the widest gap, {where} on {day}: {count} counted, {public} public.").format(
            where=countries[top["country"]],
            day=language.date(top["date"].date()),
            count=language.number(top["count"]),
            public=language.number(top["public"]),
        ),
        data=table,
        panels=panels,
        height=2.6,
        empty="" if panels else _("The pack has no personnel count in this view."),
    )


def restatements(rows: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List the disclosures that changed a public figure."""
    table = measures.restatements(rows)
    return Table(
        key="restatements",
        caption=_("Disclosures that changed a public figure: a change of counting, not a movement of troops"),
        rows=table.assign(
            where=table["country"].map(countries), source=table["before_source"] + " " + table["after_source"]
        ),
        columns={
            "where": Column(_("Where")),
            "disclosed_on": Column(_("Disclosed"), "day"),
            "days": Column(_("Days public"), "days"),
            "before": Column(_("Public before"), "persons"),
            "after": Column(_("Disclosed figure"), "persons"),
            "ratio": Column(_("Ratio"), "ratio"),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No disclosure in this view changed a public figure."),
    )


def spread(rows: pd.DataFrame, counts: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List how count and public figure compare, by theatre and size of the force."""
    table = measures.spread(measures.counted(rows, counts), ["country", "size"])
    sizes = {"large": _("Large force"), "small": _("Small force")}
    every = list(table.itertuples())
    few = _("too few pairs")
    shown = table.assign(
        where=table["country"].map(countries),
        force=table["size"].map(sizes),
        middle=[few if pd.isna(row.median) else _spanned(row.low, row.high, row.median) for row in every],
        reach=[_spanned(row.least, row.greatest) for row in every],
    )
    return Table(
        key="spread",
        caption=_("Personnel count divided by the public figure; a force is large from {n} persons").format(
            n=language.number(measures.LARGE)
        ),
        rows=shown,
        columns={
            "where": Column(_("Where")),
            "force": Column(_("Size")),
            "pairs": Column(_("Pairs"), "count"),
            "middle": Column(_("Median (95% interval)")),
            "reach": Column(_("Least to greatest")),
            "above": Column(_("Count above"), "count"),
            "within": Column(_("Near"), "count"),
            "below": Column(_("Below"), "count"),
            "ceilings": Column(_("Against a ceiling"), "count"),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No personnel count of this view has a public figure near it in time."),
    )


def _spanned(low: float, high: float, middle: float | None = None) -> str:
    span = _("{low} to {high}").format(low=language.number(low, 2), high=language.number(high, 2))
    return span if middle is None else f"{language.number(middle, 2)} ({span})"


def _last(counts: pd.DataFrame) -> str:
    if counts.empty:
        return ""
    month = language.date(counts["as_of_date"].max().date(), "month")
    return _("The last count is of {month}; nothing is drawn after it.").format(month=month)
