"""The figures and tables of the troop levels."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover, readings
from drawdown.charts.chart import Chart, Hover, Mark, Panel, Points, optional
from drawdown.charts.revisions import known as known  # figures of this chapter too
from drawdown.charts.revisions import months as months
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import peaks
from drawdown.measures import troop_levels as measures
from drawdown.pack import texts

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


def summary(rows: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List peak and latest level of each theatre, and how long the fall to a half and a tenth of the peak took."""
    months = measures.monthly(measures.levels(rows))
    table = peaks.summary(months)
    own = {name: months[months["country"] == name].reset_index(drop=True) for name in table["country"]}
    every = list(table.itertuples())
    shown = table.assign(
        where=table["country"].map(countries),
        height=[_ranged(row.peak, row.peak_low, row.peak_high) for row in every],
        last=[_ranged(row.latest, row.low, row.high) for row in every],
        part=[_part(row.share, row.share_low, row.share_high) for row in every],
        half=[_took(peaks.fall(own[row.country], peaks.HALF)) for row in every],
        tenth=[_took(peaks.fall(own[row.country], peaks.TENTH)) for row in every],
    )
    return Table(
        key="summary",
        caption=_("Peak and latest stated level, by theatre; ranges are what the statements allow"),
        rows=shown,
        columns={
            "where": Column(_("Where")),
            "height": Column(_("Peak (range)")),
            "peak_month": Column(_("In"), "month"),
            "last": Column(_("Latest (range)")),
            "latest_month": Column(_("In"), "month"),
            "part": Column(_("Of peak (range)")),
            "half": Column(_("Months to a half")),
            "tenth": Column(_("Months to a tenth")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No level of tiers A to C is in this view."),
    )


def _ranged(value: float, low: float, high: float) -> str:
    return _joined(*(language.number(number) for number in (value, low, high)))


def _part(value: float, low: float, high: float) -> str:
    return _joined(*(language.share(number) for number in (value, low, high)))


def _joined(value: str, low: str, high: str) -> str:
    interval = _("{low} to {high}").format(low=low, high=high)
    return value if low == high else f"{value} ({interval})"


def _took(fall: peaks.Fall) -> str:
    if fall.months is None:
        texts = {"not_reached": _("not stated so low"), "broken": _("counting changed, or silence")}
        return texts.get(fall.reason, "")
    ends = (fall.months if fall.least is None else fall.least, fall.months if fall.most is None else fall.most)
    return _ranged(fall.months, *ends)


def _marks(stated: pd.DataFrame, resolved: pd.DataFrame, colour: Colour, *, keyed: bool) -> list[Mark]:
    """Return the marks of one theatre; one panel gives the key for all."""
    marks: list[Mark] = [*readings.held(measures.broken(resolved), colour, keyed=keyed)]
    weak = stated[stated["tier"] == "D"]
    if len(weak):
        marks.append(
            Points(
                list(weak["date"]),
                list(weak["estimate"]),
                _("Tier D only"),
                Colour.GREY,
                hollow=True,
                hover=Hover(
                    low=optional(weak["low"]),
                    high=optional(weak["high"]),
                    notes=list(texts.told(weak, "statement")),
                    sources=hover.sources(weak),
                ),
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
