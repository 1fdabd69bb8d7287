"""How well the evidence covers its time and places, on what kinds of sources it rests, and how often it was wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from drawdown.measures.rates import share

SILENCE = pd.Timedelta(days=60)  # a longer time without a row is a gap
KINDS = {
    "official": ("official_document", "official_statement", "legislature", "dataset"),
    "press": ("wire", "newspaper", "broadcaster"),
    "regional": ("regional_press",),
    "research": ("monitor", "research_service", "think_tank", "ngo", "trade_press"),
    "party": ("party_or_state_media",),
    "web": ("aggregator", "blog_or_forum", "encyclopedia"),
}
DRAWN = ("sample", "headline")  # strata of the audit that make a rate
VERDICTS = ("confirmed", "imprecise", "wrong")
_KIND = {name: kind for kind, names in KINDS.items() for name in names}
_COLUMNS = ["table", "row_id", "country", "first", "last", "kind"]


def evidence(
    tables: Mapping[str, pd.DataFrame],
    keys: Mapping[str, str],
    times: Mapping[str, tuple[str, str]],
    cited: Mapping[str, list[str]],
    registry: pd.DataFrame,
) -> pd.DataFrame:
    """Return the rows of several tables as one frame of what coverage is about.

    Parameters
    ----------
    tables
        The rows of each table.
    keys, times, cited
        For each table: the column of the row id, those of the first and last day, and those of its sources.
    registry
        The sources, indexed by key, with ``tier`` and ``source_type``.

    Returns
    -------
    DataFrame
        ``table``, ``row_id``, ``country`` ("" where the table has none), ``first`` and ``last`` day, and ``kind``: that
        of the row's best source, the first of the best tier.
    """
    parts = [
        pd.DataFrame(
            {
                "table": name,
                "row_id": rows[keys[name]],
                "country": rows.get("country", ""),
                "first": rows[times[name][0]],
                "last": rows[times[name][1]].fillna(rows[times[name][0]]),
                "kind": [_best(sources, registry) for sources in rows[cited[name]].itertuples(index=False)],
            }
        )
        for name, rows in tables.items()
        if len(rows)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)


def _best(sources: Iterable[Any], registry: pd.DataFrame) -> str:
    known = [key for key in sources if key in registry.index]
    best = min(known, key=lambda key: str(registry.at[key, "tier"]), default=None)
    return _KIND.get(str(registry.at[best, "source_type"]), "web") if best else ""


def by_month(rows: pd.DataFrame, theatres: Iterable[str]) -> pd.DataFrame:
    """Return the number of rows of each table, place and month, by the first day of the row; months without are absent.

    ``place`` is the theatre a row is about alone, and "" for a row about several or none.
    """
    if rows.empty:
        return pd.DataFrame(columns=["table", "place", "month", "rows"])
    place = rows["country"].where(rows["country"].isin(list(theatres)), "").rename("place")
    month = rows["first"].dt.to_period("M").dt.to_timestamp().rename("month")
    return rows.groupby(["table", place, month], sort=False).size().rename("rows").reset_index()


def by_country(rows: pd.DataFrame, theatres: Iterable[str]) -> pd.DataFrame:
    """Return the number of rows about each theatre; a row about several counts for each, and ``alone`` for one."""
    named = rows["country"].astype(str).str.split("+")
    found = [(name, sum(name in names for names in named), int((rows["country"] == name).sum())) for name in theatres]
    return pd.DataFrame(found, columns=["country", "rows", "alone"])


def by_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, for each table and kind of best source, the number of rows and their ``share`` of the table."""
    counts = rows.groupby(["table", "kind"], sort=False).size().rename("rows").reset_index()
    return counts.assign(share=counts["rows"] / counts.groupby("table")["rows"].transform("sum"))


def gaps(rows: pd.DataFrame, theatres: Iterable[str]) -> pd.DataFrame:
    """Return the times longer than 60 days between rows of a table about a theatre, the longest first.

    Columns: ``table``, ``country``, ``after`` and ``until`` (the days of the rows around the gap), ``days``. Times
    before the first row and after the last are not gaps; tables without countries are left out.
    """
    found = []
    named = rows["country"].astype(str).str.split("+")
    for country in theatres:
        about = rows[pd.Series([country in names for names in named], rows.index, dtype=bool)]
        for table, own in about.sort_values("first").groupby("table", sort=False):
            reached = own["last"].cummax().shift()
            for after, until in zip(reached, own["first"], strict=True):
                if until - after > SILENCE:
                    found.append((table, country, after, until, (until - after).days))
    columns = ["table", "country", "after", "until", "days"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["days", "table", "country", "after"], ascending=[False, True, True, True], ignore_index=True
    )


def audited(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the error rates of an audit, by how its rows were drawn and by what was read to check them.

    Only drawn rows make a rate: those of the strata sample and headline, which are not pooled. A row whose verdict is
    not one of confirmed, imprecise and wrong was not decided, and is left out.

    Returns
    -------
    DataFrame
        ``stratum``, ``basis``, ``rows``, and ``wrong`` and ``off`` (wrong or imprecise) as shares, each with ``_low``
        and ``_high``, the exact 95% interval.
    """
    decided = rows[rows["verdict"].isin(VERDICTS) & rows["stratum"].isin(DRAWN)]
    groups = decided.groupby(["stratum", "basis"], sort=True)["verdict"]
    columns = ["stratum", "basis", "rows", "wrong", "wrong_low", "wrong_high", "off", "off_low", "off_high"]
    found = [_rates(stratum, basis, verdicts) for (stratum, basis), verdicts in groups]
    return pd.DataFrame(found, columns=columns)


def _rates(stratum: str, basis: str, verdicts: pd.Series) -> dict[str, Any]:
    found: dict[str, Any] = {"stratum": stratum, "basis": basis, "rows": len(verdicts)}
    for name, bad in {"wrong": ["wrong"], "off": ["wrong", "imprecise"]}.items():
        estimate = share(int(verdicts.isin(bad).sum()), len(verdicts))
        found |= {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}
    return found
