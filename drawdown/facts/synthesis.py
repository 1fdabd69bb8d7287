"""What the synthesis states."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, ids, whole
from drawdown.language import N_
from drawdown.measures import synthesis as measures
from drawdown.measures import troop_levels

VERDICTS = {
    "supported": N_("Claims the sources found support; an opinion, as having been said."),
    "refined": N_("Claims that hold with a correction or a detail."),
    "contradicted": N_("Claims the sources found contradict."),
    "unverified": N_("Claims no page found could check."),
}


def stated(claims: pd.DataFrame, outcomes: pd.DataFrame, levels: pd.DataFrame, countries: dict[str, str]) -> list[Fact]:
    """Return what the chapter states."""
    resolved = troop_levels.monthly(troop_levels.levels(levels))
    left = measures.exits(resolved)
    compared = measures.around(measures.yearly(outcomes), left)
    return [
        Fact("claims", len(claims), "count", N_("Checkable claims of the article."), ids(claims, "claim_id")),
        *_verdict_facts(claims),
        *_around_facts(compared, countries),
        dropped("third_low", "ratio", _used(outcomes, compared), "outcome_id", lambda rows: _third(rows, left)),
        Fact(
            "series",
            outcomes["series"].nunique(),
            "count",
            N_("Series of violence in the pack; each counts something else."),
            ids(outcomes, "outcome_id"),
        ),
    ]


def _verdict_facts(claims: pd.DataFrame) -> list[Fact]:
    return [
        Fact(verdict, int(count), "count", VERDICTS[verdict], ids(claims[claims["verdict"] == verdict], "claim_id"))
        for verdict, count in measures.verdicts(claims).items()
    ]


def _used(outcomes: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the series compared, all their years: an edition counts by its length."""
    return outcomes[outcomes["series"].isin(compared["series"])]


def _third(outcomes: pd.DataFrame, left: pd.DataFrame) -> float | None:
    rows = measures.around(measures.yearly(outcomes), left).dropna(subset="year_3")
    return (rows["year_3"] / rows["before"]).min() if len(rows) else None


def _around_facts(compared: pd.DataFrame, countries: dict[str, str]) -> list[Fact]:
    """State the comparison of the main theatre: how many series rose, and how far they differ."""
    main = next((country for country in countries if country in set(compared["country"])), None)
    rows = compared[compared["country"] == main].dropna(subset=["year_1", "year_3"])
    first, third = rows["year_1"] / rows["before"], rows["year_3"] / rows["before"]
    used = tuple(sorted({part for cell in rows["outcome_id"] for part in cell.split()}))
    year = whole(rows["exit_year"].iloc[0]) if len(rows) else None
    return [
        Fact(
            "theatre",
            countries.get(main or "", ""),
            "text",
            N_("The theatre whose exit the series can be set around."),
            used,
        ),
        Fact(
            "exit_year",
            None if year is None else str(year),
            "text",
            N_("The year its level fell below a tenth of the peak."),
            used,
        ),
        Fact("compared", len(rows), "count", N_("Series of deaths that cover the years around that exit."), used),
        Fact(
            "first_low",
            first.min() if len(rows) else None,
            "ratio",
            N_("Deaths the year after the exit against the year before, lowest of the series."),
            used,
        ),
        Fact("first_high", first.max() if len(rows) else None, "ratio", N_("The same, highest of the series."), used),
        Fact(
            "third_low",
            third.min() if len(rows) else None,
            "ratio",
            N_("Deaths three years after the exit against the year before, lowest of the series."),
            used,
        ),
        Fact("third_high", third.max() if len(rows) else None, "ratio", N_("The same, highest of the series."), used),
    ]
