"""The figures and tables of the attack frequency."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Band, Bars, Chart, Hover, Line, Panel, Points
from drawdown.charts.style import MEANING, Colour
from drawdown.language import _
from drawdown.measures import attack_frequency as measures
from drawdown.terms import named, term

COUNTERS = {
    "us_military": Colour.BLUE,
    "observatory": Colour.ORANGE,
    "monitor": Colour.GREEN,
    "press": Colour.GREY,
    "armed_group": Colour.RED,
    "local_authority": Colour.PURPLE,
}
LINES = ("us_military", "observatory")  # counters that kept a running total; the others are single statements


def totals(counts: pd.DataFrame) -> Chart:
    """Draw the running totals that different bodies stated for the same campaign, each by itself."""
    statements = measures.campaign(counts)
    marks: list[Band | Line | Points] = []
    for counter, colour in COUNTERS.items():
        if counter in LINES:
            total = measures.running_total(statements, counter)
            if len(total):
                range_ = measures.disagreement(statements, counter)
                days, low, high = list(range_["period_end"]), list(range_["low"]), list(range_["high"])
                marks.append(Band(days, low, high, "", colour))
                marks.append(
                    Line(
                        list(total["period_end"]),
                        list(total["attacks"]),
                        term(counter),
                        colour,
                        markers=True,
                        hover=Hover(sources=hover.sources(total)),
                    )
                )
        elif (statements["counter"] == counter).any():
            rows = statements[statements["counter"] == counter]
            told = Hover(notes=list(rows["counted_by"].map(named)), sources=hover.sources(rows))
            marks.append(
                Points(list(rows["period_end"]), list(rows["attacks"]), term(counter), colour, hollow=True, hover=told)
            )
    official = measures.running_total(statements)
    return Chart(
        key="totals",
        title=_("Attacks since the campaign began, as each body counted them"),
        caption=_(
            "Running totals. Counters use different definitions and areas, so their lines are never added or mixed;"
            " hollow marks"
            " are single statements, and the shade spans reports of one count that disagree. A straight line between"
            " two totals says only how many attacks fell between"
            " them."
        ),
        alt=_totals_alt(official),
        data=statements[
            [
                "count_id",
                "period_start",
                "period_end",
                "country",
                "attacks",
                "count_qualifier",
                "counter",
                "counted_by",
                "scope",
                "status",
                "tier",
                "source",
                "source_2",
            ]
        ],
        panels=[Panel(marks, y_title=_("Attacks"))] if marks else [],
        height=3.8,
        empty="" if marks else _("The pack has no running total in this view."),
    )


def incidents(events: pd.DataFrame) -> Chart:
    """Draw incidents per month: reported by others, and claimed only, apart."""
    one_each = measures.incidents(events)
    months = measures.monthly_incidents(one_each)
    at = [month.to_timestamp() for month in months.index]
    keys = hover.behind(one_each, [one_each["date"].dt.to_period("M"), one_each["status"]])
    told = {
        status: Hover(precision="month", sources=[keys.get((month, status), "") for month in months.index])
        for status in ("confirmed", "claimed")
    }
    marks = [
        Bars(at, list(months["confirmed"]), term("confirmed"), MEANING["confirmed"], hover=told["confirmed"]),
        Bars(at, list(months["claimed"]), term("claimed"), MEANING["claimed"], hollow=True, hover=told["claimed"]),
    ]
    busiest = months.sum(axis=1).idxmax() if len(months) else None
    return Chart(
        key="incidents",
        title=_("Incidents found, by month"),
        caption=_(
            "One incident can have several reports; each is counted once. These are the incidents that pages were"
            " found for: they"
            " cover part of the official totals, and an empty month is a gap in the pages, not proof of quiet."
        ),
        alt=""
        if busiest is None
        else _("Incidents: {n}; the most in one month are {most}, in {month}.").format(
            n=language.number(len(one_each)),
            most=language.number(months.loc[busiest].sum()),
            month=language.date(busiest.to_timestamp().date(), "month"),
        ),
        data=one_each[
            [
                "event_id",
                "incident_id",
                "date",
                "country",
                "site",
                "lat",
                "lon",
                "weapon",
                "outcome",
                "us_killed",
                "us_injured",
                "status",
                "tier",
                "source",
                "source_2",
            ]
        ],
        panels=[Panel(marks, y_title=_("Incidents"))] if len(months) else [],
        height=3.2,
        empty="" if len(months) else _("The pack has no incident in this view."),
    )


def weapons(events: pd.DataFrame) -> Chart:
    """Draw incidents by weapon and by what the weapon did."""
    one_each = measures.incidents(events)
    table = measures.weapons(one_each)
    names = [term(weapon) for weapon in table.index]
    colours = {"impact": Colour.RED, "intercepted": Colour.GREEN, "unknown": Colour.GREY}
    keys = hover.behind(one_each, ["weapon", "outcome"])
    marks = [
        Bars(
            names,
            list(table[outcome]),
            term(outcome),
            colour,
            horizontal=True,
            hollow=outcome == "unknown",
            hover=Hover(sources=[keys.get((weapon, outcome), "") for weapon in table.index]),
        )
        for outcome, colour in colours.items()
    ]
    return Chart(
        key="weapons",
        title=_("Incidents by weapon and result"),
        caption=_("The result is not stated for many incidents; they are hollow, and are no sign of either result."),
        alt=""
        if table.empty
        else _("The most frequent weapon: {weapon}; incidents: {n}.").format(
            weapon=names[0], n=language.number(table.iloc[0].sum())
        ),
        data=table.rename_axis("weapon").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=names)] if len(table) else [],
        x_scale="number",
        x_title=_("Incidents"),
        height=0.9 + 0.4 * len(names),
        tables=("attack_events",),
        empty="" if len(table) else _("The pack has no incident in this view."),
    )


def _totals_alt(total: pd.DataFrame) -> str:
    if total.empty:
        return ""
    half, last = measures.half_time(total), total.iloc[-1]
    assert half is not None  # there is a last total, so there is one with half of it
    return _("The official total reached {half} by {half_day} and {last} by {last_day}.").format(
        half=language.number(half["attacks"]),
        half_day=language.date(half["period_end"].date()),
        last=language.number(last["attacks"]),
        last_day=language.date(last["period_end"].date()),
    )
