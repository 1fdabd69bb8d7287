"""The figures of the rates of attack: over time with the breaks, and against the incidents found."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Band, Bars, Chart, Hover, Line, Mark, Panel, Points, Rule
from drawdown.charts.style import MEANING, Colour
from drawdown.language import _
from drawdown.measures import attack_coverage, attack_frequency, attack_stretches, phases
from drawdown.measures.attack_models import Study
from drawdown.terms import term

AHEAD = pd.DateOffset(months=6)  # shown before the campaign, and after its last official count


def rates(study: Study) -> Chart:
    """Draw the official weekly rate with its exact interval and the weekly incidents, with the breaks."""
    record = _record(study)
    weeks = phases.weeks(study.one_each["date"], study.breaks)
    weeks = weeks[weeks["end"] > _first(study)] if len(record) else weeks
    breaks = [Rule(day, language.date(day.date(), "brief")) for change in study.breaks for day in _days(change)]
    panels = []
    if len(record):
        panels.append(Panel([*_rate_marks(record), *breaks], title=_("Official count, a week"), y_title=_("Attacks")))
    if len(weeks):
        panels.append(Panel([*_week_marks(study, weeks), *breaks], title=_("Incidents found, by week")))
    return Chart(
        key="rates",
        title=_("Weekly rates, and the dates fixed in advance"),
        caption=_(
            "Above: attacks a week between official totals (tiers A to C), with the exact 95% Poisson interval;"
            " stretches under a week are joined to the next. A gap is a time about which no official number is known."
            " Below: incidents per week, counted from the breaks outwards. Dotted: the dates fixed in advance."
            " The two panels count different things."
        ),
        alt=_alt(study, weeks),
        data=record,
        panels=panels,
        height=2.6,
        empty="" if panels else _("The pack has no official count and no incident around a break in this view."),
    )


def _first(study: Study) -> pd.Timestamp:
    return pd.Timestamp.min if study.begin is None else study.begin - AHEAD


def _record(study: Study) -> pd.DataFrame:
    """Return the official record about the campaign, in stretches of at least a week."""
    return attack_stretches.weekly(study.record[study.record["end"] > _first(study)].reset_index(drop=True))


def _rate_marks(record: pd.DataFrame) -> list[Mark]:
    """Return the rate of each stretch as a step, with a break where the record has a gap."""
    x: list[object] = []
    values: dict[str, list[float | None]] = {"per_week": [], "low": [], "high": []}
    spans: list[str] = []
    keys: list[str] = []
    for row, following in zip(record.to_dict("records"), [*record["start"].iloc[1:], None], strict=True):
        x.append(row["start"])
        spans.append(_span(row["start"], row["end"]))
        keys.append(row["source"])
        for name, column in values.items():
            column.append(float(row[name]))
        if following != row["end"]:
            x.append(row["end"])
            spans.append("")
            keys.append("")
            for column in values.values():
                column.append(None)
    return [
        Band(x, values["low"], values["high"], _("95% interval"), Colour.BLUE, step=True),
        Line(
            x,
            values["per_week"],
            term("us_military"),
            Colour.BLUE,
            step=True,
            hover=Hover(at=spans, sources=keys),
        ),
    ]


def _week_marks(study: Study, weeks: pd.DataFrame) -> list[Mark]:
    marks: list[Mark] = []
    spans = [_span(row.start, row.end) for row in weeks.itertuples()]
    middle = [day.normalize() for day in weeks["start"] + (weeks["end"] - weeks["start"]) / 2]
    for status in ("confirmed", "claimed"):
        own = [_found(study, status, row.start, row.end) for row in weeks.itertuples()]
        told = Hover(at=spans, sources=[" ".join(hover.sources(rows)) for rows in own])
        counted = [len(rows) for rows in own]
        marks.append(Bars(middle, counted, term(status), MEANING[status], hollow=status == "claimed", hover=told))
    return marks


def _found(study: Study, status: str, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the incidents of a status after the day ``start`` and up to ``end``."""
    rows = study.one_each
    return rows[(rows["status"] == status) & (rows["date"] > start) & (rows["date"] <= end)]


def _days(change: phases.Change) -> list[pd.Timestamp]:
    return list(dict.fromkeys((change.first, change.last)))


def _alt(study: Study, weeks: pd.DataFrame) -> str:
    top = attack_stretches.busiest(study.record, study.begin)
    if top.empty:
        most = language.number(weeks["attacks"].max()) if len(weeks) else ""
        return _("The most incidents in one week: {n}.").format(n=most) if most else ""
    return _("The busiest stretch of the official count, {span}, saw {rate} attacks a week.").format(
        span=_span(top["start"], top["end"]), rate=language.number(top["per_week"], 1)
    )


def coverage(study: Study) -> Chart:
    """Draw the incidents found beside the official count of the same days."""
    total = attack_frequency.running_total(attack_frequency.campaign(study.counts))
    table = attack_coverage.covered(attack_frequency.by_month(total), study.one_each)
    names = [_span(row.start, row.end) for row in table.itertuples()]
    official = list(table["official"])
    told = {
        status: Hover(
            sources=[" ".join(hover.sources(_found(study, status, row.start, row.end))) for row in table.itertuples()]
        )
        for status in ("confirmed", "claimed")
    }
    marks: list[Mark] = [
        Bars(
            names,
            list(table["confirmed"]),
            term("confirmed"),
            MEANING["confirmed"],
            horizontal=True,
            hover=told["confirmed"],
        ),
        Bars(
            names,
            list(table["claimed"]),
            term("claimed"),
            MEANING["claimed"],
            horizontal=True,
            hollow=True,
            hover=told["claimed"],
        ),
        Points(
            official,
            names,
            _("Official count"),
            Colour.INK,
            "diamond",
            hollow=True,  # seen on a bar of any colour
            hover=Hover(sources=list(table["source"])),
        ),
    ]
    return Chart(
        key="coverage",
        title=_("Incidents found, against the official count of the same days"),
        caption=_(
            "Where the bar ends before the diamond, pages were not found for every attack; where it ends behind, it"
            " holds incidents that the military did not count, or dated otherwise. Such a ratio is not a share."
        ),
        alt=_covered_alt(table),
        data=table,
        panels=[Panel(marks, y_scale="category", categories=names)] if names else [],
        x_scale="number",
        x_title=_("Attacks or incidents"),
        height=0.6 + 0.42 * len(names),
        empty="" if names else _("No official running total falls in this view."),
    )


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    first = start + pd.Timedelta(days=1)
    return _("{first} to {last}").format(first=language.date(first.date()), last=language.date(end.date()))


def _covered_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return ""
    return _("{confirmed} incidents reported by others and {claimed} only claimed, against {official} counted.").format(
        confirmed=language.number(table["confirmed"].sum()),
        claimed=language.number(table["claimed"].sum()),
        official=language.number(table["official"].sum()),
    )
