"""The figures and tables of the troop levels."""

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Band, Chart, Line, Mark, Panel, Points, optional
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import troop_levels as measures

SHOWN = [
    "obs_id",
    "country",
    "valid_from",
    "valid_to",
    "date_precision",
    "low",
    "estimate",
    "high",
    "kind",
    "scope",
    "status",
    "tier",
    "reported_on",
    "source",
    "source_2",
]


def levels(rows: pd.DataFrame, countries: dict[str, str], colours: dict[str, Colour]) -> Chart:
    """Draw the stated levels of each theatre: the resolved line with its band, and the weakest sources apart."""
    stated = measures.levels(rows)
    resolved = measures.monthly(stated)
    present = [name for name in countries if name in set(stated["country"])]
    panels = [
        Panel(
            _marks(
                stated[stated["country"] == name],
                resolved[resolved["country"] == name],
                colours[name],
                keyed=name == present[0],
            ),
            title=countries[name],
            y_title=_("US military personnel"),
        )
        for name in present
    ]
    return Chart(
        key="levels",
        title=_("Stated US force levels"),
        caption=_(
            "The line is the month's headline, its last statement by the best tier, held until the next; the band"
            " spans all"
            " statements of tiers A to C in the month. No line crosses a long silence or a change of counting. Hollow"
            " marks rest on sources of tier D alone."
        ),
        alt=" ".join(_peak(resolved[resolved["country"] == name], countries[name]) for name in present),
        data=stated[SHOWN],
        panels=panels,
        height=3.0,
        empty="" if panels else _("The pack has no stated level in this view."),
    )


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
                    ),
                    Points(
                        list(group["date"]),
                        list(group["public"]),
                        _("Public figure nearest in time"),
                        Colour.INK,
                        hollow=True,
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
        caption=_(
            "Personnel counts of the Defense Manpower Data Center beside the observed figure or ceiling stated nearest"
            " in time to each. The last count is of {month}; nothing is drawn after it."
        ).format(month=language.date(counts["as_of_date"].max().date(), "month") if len(counts) else _("not known")),
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
            "before": Column(_("Public before"), "persons"),
            "after": Column(_("Disclosed figure"), "persons"),
            "ratio": Column(_("Ratio"), "ratio"),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No disclosure in this view changed a public figure."),
    )


def summary(rows: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List peak and latest level of each theatre."""
    table = measures.summary(measures.monthly(measures.levels(rows)))
    return Table(
        key="summary",
        caption=_("Peak and latest stated level, by theatre"),
        rows=table.assign(where=table["country"].map(countries)),
        columns={
            "where": Column(_("Where")),
            "peak": Column(_("Peak"), "persons"),
            "peak_month": Column(_("In"), "month"),
            "low": Column(_("Latest, low"), "persons"),
            "latest": Column(_("Latest"), "persons"),
            "high": Column(_("Latest, high"), "persons"),
            "latest_month": Column(_("In"), "month"),
            "share": Column(_("Of peak"), "share"),
            "source": Column(_("Sources"), "source"),
        },
    )


def _marks(stated: pd.DataFrame, resolved: pd.DataFrame, colour: Colour, *, keyed: bool) -> list[Mark]:
    """Return the marks of one theatre; one panel gives the key for all."""
    band, line = (_("Range of statements"), _("Headline of the month")) if keyed else ("", "")
    drawn = measures.broken(resolved)
    months = list(drawn["month"])
    marks: list[Mark] = [
        Band(months, optional(drawn["low"]), optional(drawn["high"]), band, colour, step=True),
        Line(months, optional(drawn["headline"]), line, colour, step=True),
    ]
    weak = stated[stated["tier"] == "D"]
    if len(weak):
        marks.append(
            Points(
                list(weak["date"]),
                list(weak["estimate"]),
                _("Tier D only"),
                Colour.GREY,
                hollow=True,
                hover=list(weak["statement_en"]),
            )
        )
    return marks


def _peak(months: pd.DataFrame, title: str) -> str:
    if months.empty:
        return ""
    top, last = months.loc[months["headline"].idxmax()], months.iloc[-1]
    return _("{where}: highest {peak} in {month}, last stated {latest} in {last}.").format(
        where=title,
        peak=language.number(top["headline"]),
        month=language.date(top["month"].date(), "month"),
        latest=language.number(last["headline"]),
        last=language.date(last["month"].date(), "month"),
    )
