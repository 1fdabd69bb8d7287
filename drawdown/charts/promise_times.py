"""The figures of time: how long promises took to be met, and how far past their date."""

from collections.abc import Hashable, Mapping

import pandas as pd

from drawdown.charts import hover
from drawdown.charts.chart import Band, Chart, Hover, Line, Mark, Panel, Points, optional
from drawdown.charts.style import Colour
from drawdown.charts.withdrawal_history import told
from drawdown.language import _, number
from drawdown.measures import slippage
from drawdown.measures.kinds_of_promise import FEW
from drawdown.measures.slippage import Clock

COLUMNS = [
    "pledge_id",
    "country",
    "announced_on",
    "target_date",
    "target_date_basis",
    "outcome",
    "fate",
    "ended",
    "completed_on_basis",
    "since",
    "past",
    "source_announcement",
    "source_outcome",
]


def fulfilment(milestones: pd.DataFrame, promises: pd.DataFrame) -> Chart:
    """Draw the share of promises not met yet against the days since their announcement."""
    return _survival(
        milestones,
        promises,
        "since",
        "fulfilment",
        _("From the announcement until the promise is met"),
        _("Days since the announcement"),
    )


def delay(milestones: pd.DataFrame, promises: pd.DataFrame) -> Chart:
    """Draw the share of promises not met yet against the days past the date they named."""
    return _survival(
        milestones,
        promises,
        "past",
        "delay",
        _("Past the promised date until the promise is met"),
        _("Days past the promised date"),
    )


def _survival(
    milestones: pd.DataFrame, promises: pd.DataFrame, clock: Clock, key: str, title: str, x_title: str
) -> Chart:
    watched = slippage.timed(promises, slippage.horizon(milestones, promises)).dropna(subset=clock)
    met = int((watched["fate"] == "met").sum())
    few = _("Too few promises of this view set a date of their own and were met to draw a curve.")
    return Chart(
        key=key,
        title=title,
        caption=_(
            "Kaplan-Meier estimate for the promises that set a date of their own. Solid, with its pointwise 95%"
            " interval: failed promises taken as never met. Dashed: failed promises leave on the day they were last"
            " seen unmet. Crosses are pending promises, on the last day of knowledge; triangles are the failed ones."
        ),
        alt=_("Promises: {n}; met: {met}. The solid curve falls to {last} in a hundred not met.").format(
            n=number(len(watched)), met=number(met), last=_lowest(watched, clock)
        )
        if met >= FEW
        else "",
        data=watched[COLUMNS].sort_values("pledge_id"),
        panels=[Panel(_marks(watched, clock) if met >= FEW else [], y_title=_("Not met yet, in a hundred"))],
        x_scale="number",
        x_title=x_title,
        height=3.2,
        empty="" if met >= FEW else few,
    )


def _lowest(watched: pd.DataFrame, clock: Clock) -> str:
    steps = slippage.curve(watched, clock, never=True)
    return number(100 * float(steps["unmet"].iloc[-1])) if len(steps) else ""


def _marks(watched: pd.DataFrame, clock: Clock) -> list[Mark]:
    never, leaving = (slippage.curve(watched, clock, never=never) for never in (True, False))
    first, last = min(0, int(watched[clock].min())), int(watched[clock].max())
    days = [*never["day"], last]
    low, high = ([*optional(100 * never[end]), None] for end in ("low", "high"))
    pending, failed = (watched[watched["fate"] == fate] for fate in ("open", "failed"))
    keys = hover.behind(watched[watched["fate"] == "met"], [clock])
    marks: list[Mark] = [
        Band(days, low, high, _("95% interval"), Colour.BLUE, step=True),
        _stepped(never, first, last, _("Failed are never met"), keys, dashed=False),
        _stepped(leaving, first, last, _("Failed could still be met"), keys, dashed=True),
    ]
    if len(pending):
        marks.append(_ended(pending, never, clock, Points([], [], _("Pending"), Colour.GREY, "cross")))
    if len(failed):
        marks.append(_ended(failed, leaving, clock, Points([], [], _("Failed"), Colour.RED, "triangle", hollow=True)))
    return marks


def _stepped(
    steps: pd.DataFrame, first: int, last: int, label: str, keys: Mapping[Hashable, str], *, dashed: bool
) -> Line:
    unmet = [1.0, *steps["unmet"], steps["unmet"].iloc[-1]]
    colour = Colour.ORANGE if dashed else Colour.BLUE
    days = [first, *steps["day"], last]
    low, high = ([None, *optional(100 * steps[end]), None] for end in ("low", "high"))
    told = Hover(low=low, high=high, interval=_("95% interval"), sources=[keys.get(day, "") for day in days])
    return Line(days, [100 * one for one in unmet], label, colour, step=True, dashed=dashed, hover=told)


def _ended(rows: pd.DataFrame, steps: pd.DataFrame, clock: Clock, look: Points) -> Points:
    heights = [100 * float(slippage.unmet(steps, int(day)).value or 0) for day in rows[clock]]
    return Points(list(rows[clock]), heights, look.label, look.colour, look.shape, look.hollow, told(rows))
