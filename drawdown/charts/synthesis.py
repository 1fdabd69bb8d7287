"""The force level above the yearly deaths, and what of the article's claims stands."""

import pandas as pd

from drawdown import language
from drawdown.charts import hover, palette
from drawdown.charts.chart import Band, Bars, Chart, Hover, Line, Mark, Panel, Rule, optional
from drawdown.charts.style import MEANING, Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import synthesis as measures
from drawdown.measures import troop_levels
from drawdown.pack import texts
from drawdown.terms import named, term


def levels_and_deaths(
    levels: pd.DataFrame,
    outcomes: pd.DataFrame,
    waves: pd.DataFrame,
    countries: dict[str, str],
    colours: dict[str, Colour],
) -> Chart:
    """Draw the force level of the first theatre above the yearly deaths there, each series by itself."""
    resolved = troop_levels.monthly(troop_levels.levels(levels))
    deaths = measures.yearly(outcomes)
    main = next((name for name in countries if name in set(deaths["country"]) & set(resolved["country"])), None)
    months, years = resolved[resolved["country"] == main], deaths[deaths["country"] == main]
    ended = waves[(waves["country"] == main) & waves["end"].notna()]
    rules = [Rule(row.end, row.title) for row in ended[ended["kind"] == "drawdown"].itertuples()]
    return Chart(
        key="levels_and_deaths",
        title=_("Force level and deaths: {where}").format(where=countries[main])
        if main
        else _("Force level and deaths"),
        caption=_(
            "Each series of deaths counts something else; its line is one edition, its shade the range of all. A rule"
            " stands where a drawdown ended. What follows it in time is not thereby its effect."
        ),
        alt=_deaths_alt(years),
        data=years,
        panels=[
            Panel([*_level(months, colours.get(main or "", Colour.BLUE)), *rules], title=_("US military personnel")),
            Panel([*_deaths(years, outcomes), *rules], title=_("Deaths a year")),
        ]
        if main
        else [],
        height=2.6,
        empty=""
        if main
        else _("The pack has no theatre with both levels and a long series of yearly deaths in this view."),
    )


def verdicts(claims: pd.DataFrame) -> Chart:
    """Draw how many of the article's claims carry each verdict, on the day of the article and as known now."""
    names = [term(verdict) for verdict in measures.VERDICTS]
    titles = {"verdict_then": _("On the day of the article"), "verdict": _("As known now")}
    counts = {column: measures.verdicts(claims, column) for column in titles} if len(claims) else {}
    panels = [
        Panel(
            [
                Bars(
                    [name],
                    [int(n)],
                    "",
                    MEANING[str(verdict)],
                    horizontal=True,
                    hover=Hover(sources=[" ".join(claims.loc[claims[column] == verdict, "source_keys"])]),
                )
                for name, (verdict, n) in zip(names, found.items(), strict=True)
            ],
            title=titles[column],
            y_scale="category",
            categories=names,
        )
        for column, found in counts.items()
    ]
    return Chart(
        key="verdicts",
        title=_("The article's claims, checked"),
        caption=_(
            "A claim that reports an opinion is supported when the opinion was in fact stated, whether or not it is"
            " right."
        ),
        alt=_("Of {n} claims {supported} are supported and {contradicted} contradicted as known now.").format(
            n=len(claims), supported=counts["verdict"]["supported"], contradicted=counts["verdict"]["contradicted"]
        )
        if counts
        else "",
        data=pd.DataFrame(counts).rename_axis("verdict_of").reset_index(),
        panels=panels,
        x_scale="number",
        x_title=_("Claims"),
        height=1.7,
        tables=("claims",),
        empty="" if counts else _("No claim of an article stands in this view."),
    )


def ledger(claims: pd.DataFrame) -> Table:
    """List every claim with its verdict and the sources behind it."""
    return Table(
        key="claims",
        caption=_("The claims ledger, by number"),
        rows=claims.sort_values("claim_id").assign(
            claim=texts.told(claims, "claim"),
            by=claims["said_by"].map(named),
            before=claims["verdict_then"].map(term),
            result=claims["verdict"].map(term),
            why=texts.told(claims, "reason"),
            source=claims["source_keys"],
        )
        if len(claims)
        else claims,
        columns={
            "claim_id": Column(_("No.")),
            "claim": Column(_("Claim")),
            "by": Column(_("Said by")),
            "before": Column(_("On its day")),
            "result": Column(_("Now")),
            "why": Column(_("Why")),
            "related_rows": Column(_("Rows")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No claim of an article stands in this view."),
    )


def _level(months: pd.DataFrame, colour: Colour) -> list[Mark]:
    drawn = troop_levels.broken(months)
    told = Hover(
        _("Headline of the month"),
        precision="month",
        low=optional(drawn["low"]),
        high=optional(drawn["high"]),
        interval=_("Range of statements"),
        sources=hover.sources(drawn),
    )
    return [Line(list(drawn["month"]), optional(drawn["headline"]), "", colour, step=True, hover=told)]


def _deaths(years: pd.DataFrame, outcomes: pd.DataFrame) -> list[Mark]:
    """Return a line for each series, in the middle of its years, and the range over its editions."""
    shown = years.merge(measures.editions(outcomes), on=["country", "series", "year"])
    colours = palette.of_series(outcomes)
    marks: list[Mark] = []
    for series, rows in shown.groupby("series"):
        colour = colours[str(series)]
        middle = [pd.Timestamp(int(year), 7, 1) for year in rows["year"]]
        marks.append(Band(middle, list(rows["low"]), list(rows["high"]), "", colour))
        told = Hover(precision="year", sources=hover.sources(rows))
        marks.append(Line(middle, list(rows["value"]), named(series), colour, markers=True, hover=told))
    return marks


def _deaths_alt(years: pd.DataFrame) -> str:
    if years.empty:
        return ""
    tops = years.loc[years.groupby("series")["value"].idxmax()]
    return " ".join(
        _("{series}: highest in {year}, {n}.").format(
            series=named(row.series), year=row.year, n=language.number(row.value)
        )
        for row in tops.itertuples()
    )
