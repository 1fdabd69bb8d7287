"""The figures of the stated positions that count: where groups stand, when, and what is argued."""

from collections.abc import Hashable, Mapping

import pandas as pd

from drawdown import language
from drawdown.charts import hover
from drawdown.charts.chart import Bars, Chart, Hover, Panel
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.measures import stated_positions as measures
from drawdown.terms import term

STANCES = {-2: Colour.RED, -1: Colour.ORANGE, 0: Colour.GREY, 1: Colour.SKY, 2: Colour.BLUE}
LARGEST = 4  # groups that the figure by year has room for


def stances(rows: pd.DataFrame) -> Chart:
    """Draw each group's positions as bars around a neutral middle: against an exit to the left, for it to the right."""
    positions = measures.coded(rows)
    table = measures.by_group(positions)
    keys = hover.behind(positions, ["actor_group", positions["stance"].astype(int)])
    groups = [term(group) for group in table.index]
    below, half = table[-2] + table[-1], table[0] / 2
    starts = {-2: -below - half, -1: -table[-1] - half, 0: -half, 1: half, 2: half + table[1]}
    marks = [
        Bars(
            groups,
            [float(n) for n in table[stance]],
            term(stance),
            colour,
            base=[float(n) for n in starts[stance]],
            horizontal=True,
            hover=Hover(sources=[keys.get((group, stance), "") for group in table.index]),
        )
        for stance, colour in STANCES.items()
    ]
    return Chart(
        key="stances",
        title=_("Positions by group of actors"),
        caption=_(
            "Each bar counts statements: those against an exit run to the left of the middle, those for it to the"
            " right. The rows"
            " are what was looked for and found, not a sample of all statements."
        ),
        alt=""
        if table.empty
        else _("Groups, from the most in favour of an exit to the least: {groups}.").format(
            groups=language.strung(groups)
        ),
        data=table.rename(columns=str).rename_axis("actor_group").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=groups, unit=_("Statements"))] if len(table) else [],
        x_scale="number",
        x_title=_("Statements: against exit | for exit"),
        mirrored=True,
        height=1.1 + 0.42 * len(groups),
        empty="" if len(table) else _("The pack has no position in this view."),
    )


def by_year(rows: pd.DataFrame) -> Chart:
    """Draw the positions of the largest groups by calendar year, each year a bar parted by stance."""
    positions = measures.coded(rows).dropna(subset="said_on")
    table = measures.by_year(positions)
    by = ["actor_group", positions["said_on"].dt.year.astype(str), positions["stance"].astype(int)]
    keys = hover.behind(positions, by)
    sizes = table.groupby("actor_group")["n"].sum().sort_values(ascending=False, kind="stable")
    shown = list(sizes.index[:LARGEST])
    years = [] if table.empty else [str(year) for year in range(table["year"].min(), table["year"].max() + 1)]
    return Chart(
        key="by_year",
        title=_("Positions by year, in the groups with the most"),
        caption=_(
            "Each bar counts the statements of a year, from those against an exit at its foot to those for it at its"
            " top. A tall bar says that much was found for that year."
        ),
        alt=_("The groups shown are: {groups}.").format(groups=language.strung(term(group) for group in shown))
        if shown
        else "",
        data=table.rename(columns=str),
        panels=[_years(table[table["actor_group"] == group], years, group, keys) for group in shown],
        x_scale="category",
        x_categories=years,
        height=1.25,
        empty="" if shown else _("The pack has no dated position in this view."),
    )


def _years(table: pd.DataFrame, years: list[str], group: str, keys: Mapping[Hashable, str]) -> Panel:
    filled = table.assign(year=table["year"].astype(str)).set_index("year").reindex(years)
    marks = [
        Bars(
            years,
            [float(n) for n in filled[stance].fillna(0)],
            term(stance),
            colour,
            hover=Hover(sources=[keys.get((group, year, stance), "") for year in years]),
        )
        for stance, colour in STANCES.items()
    ]
    return Panel(marks, title=term(group), y_title=_("Statements"))


def arguments(rows: pd.DataFrame) -> Chart:
    """Draw how often each argument goes with a position for exit and against it."""
    positions = measures.coded(rows)
    table = measures.arguments(positions)
    listed = positions.assign(argument=positions["argument"].str.split()).explode("argument")
    keys = hover.behind(listed, ["argument", listed["stance"].gt(0), listed["stance"].lt(0)])
    names = [term(code) for code in table.index]
    looks = {
        "stay": (_("With a position against exit"), Colour.ORANGE, -1.0),
        "exit": (_("With a position for exit"), Colour.SKY, 1.0),
    }
    marks = [
        Bars(
            names,
            [sign * n for n in table[side]],
            label,
            colour,
            horizontal=True,
            hover=Hover(sources=[keys.get((code, sign > 0, sign < 0), "") for code in table.index]),
        )
        for side, (label, colour, sign) in looks.items()
    ]
    return Chart(
        key="arguments",
        title=_("Arguments, and the side they are used on"),
        caption=_(
            "Statements that use each argument; one statement can use up to three. Neutral positions are left out."
        ),
        alt="" if table.empty else _("The argument used most is: {argument}.").format(argument=names[0]),
        data=table.rename_axis("argument").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=names, unit=_("Statements"))] if len(table) else [],
        x_scale="number",
        x_title=_("Statements: against exit | for exit"),
        mirrored=True,
        height=0.6 + 0.46 * len(names),
        empty="" if len(table) else _("The pack has no position in this view."),
    )
