"""The figures and tables of the synthesis."""

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Rule, optional
from drawdown.charts.style import MEANING, Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import synthesis as measures
from drawdown.measures import troop_levels
from drawdown.terms import term

LINES = (Colour.RED, Colour.PURPLE, Colour.GREEN, Colour.ORANGE, Colour.GREY)


def levels_and_deaths(
    levels: pd.DataFrame, outcomes: pd.DataFrame, countries: dict[str, str], colours: dict[str, Colour]
) -> Chart:
    """Draw the force level of the first theatre above the yearly deaths there, each series by itself."""
    resolved = troop_levels.monthly(troop_levels.levels(levels))
    deaths = measures.yearly(outcomes)
    main = next((name for name in countries if name in set(deaths["country"]) & set(resolved["country"])), None)
    months, years = resolved[resolved["country"] == main], deaths[deaths["country"] == main]
    left = measures.exits(months)
    rules = [Rule(row.month, _("Exit")) for row in left.itertuples()]
    return Chart(
        key="levels_and_deaths",
        title=_("Force level and deaths: {where}").format(where=countries.get(main or "", "")),
        caption=_(
            "Each series of deaths counts something else; its line is one edition, its shade the range of all. The"
            " dashed line is the month in"
            " which the"
            " force level fell below a tenth of its peak. What follows it in time is not thereby its effect."
        ),
        alt=_deaths_alt(measures.around(deaths, left[left["country"] == main])),
        data=years,
        panels=[
            Panel([*_level(months, colours.get(main or "", Colour.BLUE)), *rules], title=_("US military personnel")),
            Panel([*_deaths(years, measures.editions(outcomes)), *rules], title=_("Deaths a year")),
        ]
        if main
        else [],
        height=2.6,
        empty="" if main else _("The pack has no theatre with both levels and yearly deaths in this view."),
    )


def verdicts(claims: pd.DataFrame) -> Chart:
    """Draw how many of the article's claims carry each verdict."""
    counts = measures.verdicts(claims)
    names = [term(verdict) for verdict in counts.index]
    marks = [
        Bars([name], [int(n)], "", MEANING[verdict], horizontal=True)
        for name, (verdict, n) in zip(names, counts.items(), strict=True)
    ]
    return Chart(
        key="verdicts",
        title=_("The article's claims, checked"),
        caption=_(
            "A claim that reports an opinion is supported when the opinion was in fact stated, whether or not it is"
            " right."
        ),
        alt=_("Of {n} claims {supported} are supported and {contradicted} contradicted.").format(
            n=len(claims), supported=counts["supported"], contradicted=counts["contradicted"]
        ),
        data=counts.rename_axis("verdict").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=names)] if len(claims) else [],
        x_scale="number",
        x_title=_("Claims"),
        height=2.4,
        empty="" if len(claims) else _("The pack has no claim in this view."),
    )


def comparison(levels: pd.DataFrame, outcomes: pd.DataFrame, countries: dict[str, str]) -> Table:
    """List yearly deaths in the years around each exit, series by series."""
    resolved = troop_levels.monthly(troop_levels.levels(levels))
    table = measures.around(measures.yearly(outcomes), measures.exits(resolved))
    return Table(
        key="comparison",
        caption=_("Deaths in the year before an exit and in the three years after it, by series"),
        rows=table.assign(where=table["country"].map(countries), year=table["exit_year"].map(str)),
        columns={
            "where": Column(_("Where")),
            "year": Column(_("Exit")),
            "series": Column(_("Series")),
            "before": Column(_("Year before"), "count"),
            "year_1": Column(_("Year after"), "count"),
            "year_2": Column(_("Second year"), "count"),
            "year_3": Column(_("Third year"), "count"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No series covers the year before an exit in this view."),
    )


def ledger(claims: pd.DataFrame) -> Table:
    """List every claim with its verdict and the sources behind it."""
    text = "claim_ar" if language.active() == "ar" else "claim_en"
    return Table(
        key="claims",
        caption=_("The claims ledger"),
        rows=claims.assign(claim=claims[text], result=claims["verdict"].map(term), source=claims["source_keys"])
        if len(claims)
        else claims,
        columns={
            "claim_id": Column(_("No.")),
            "claim": Column(_("Claim")),
            "said_by": Column(_("Said by")),
            "result": Column(_("Verdict")),
            "reason_en": Column(_("Why")),
            "source": Column(_("Sources"), "source"),
        },
    )


def _level(months: pd.DataFrame, colour: Colour) -> list[Mark]:
    drawn = troop_levels.broken(months)
    return [Line(list(drawn["month"]), optional(drawn["headline"]), "", colour, step=True)]


def _deaths(years: pd.DataFrame, editions: pd.DataFrame) -> list[Mark]:
    """Return a line for each series, in the middle of its years, and the range over its editions."""
    shown = years.merge(editions, on=["country", "series", "year"])
    marks: list[Mark] = []
    for (series, rows), colour in zip(shown.groupby("series"), LINES, strict=False):
        middle = [pd.Timestamp(int(year), 7, 1) for year in rows["year"]]
        marks.append(Band(middle, list(rows["low"]), list(rows["high"]), "", colour))
        marks.append(Line(middle, list(rows["value"]), str(series), colour, markers=True))
    return marks


def _deaths_alt(compared: pd.DataFrame) -> str:
    rows = compared.dropna(subset=["before", "year_3"])
    return " ".join(
        _("{series}: {before} deaths the year before the exit, {after} three years after.").format(
            series=row.series, before=language.number(row.before), after=language.number(row.year_3)
        )
        for row in rows.itertuples()
    )
