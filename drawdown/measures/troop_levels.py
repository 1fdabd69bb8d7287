"""How many troops there were, by whose word, and how far the word was from the count."""

import pandas as pd

from drawdown.language import N_
from drawdown.measures.fact import Fact, day, ids, whole

LEVELS = ("observed", "disclosed_later")  # caps and plans are not observations
NOT_A_LEVEL = r"\[(?:not_a_total|retracted)\]"
GAP = pd.Timedelta(days=400)  # a stated level is not carried further than this
NEAR = pd.Timedelta(days=120)  # a public figure this close to a count can be set against it


def levels(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stated levels of US military personnel, one row a statement.

    Kept are observations and later disclosures of a whole force in one country. ``low`` and ``high`` (persons) are
    filled from ``estimate`` where the source gives one number; ``date`` is the first day the number was true.
    """
    usable = (
        rows["kind"].isin(LEVELS)
        & (rows["scope"] == "us_military")
        & (rows["status"] != "superseded")
        & ~rows["note"].str.contains(NOT_A_LEVEL)
        & ~rows["country"].str.contains("+", regex=False)
        & rows["estimate"].notna()
    )
    kept = rows[usable]
    return kept.assign(
        date=kept["valid_from"], low=kept["low"].fillna(kept["estimate"]), high=kept["high"].fillna(kept["estimate"])
    ).sort_values(["country", "date", "obs_id"])


def monthly(stated: pd.DataFrame) -> pd.DataFrame:
    """Resolve the statements of each country and month into low, headline and high.

    Only sources of tier A to C count. The headline is the statement about the latest day of the month, of the best
    tier among those, published last among equals; low and high span all statements of the month, so that a
    disagreement shows as a band.

    Returns
    -------
    DataFrame
        One row per country and month with a statement: ``country``, ``month`` (first day), ``low``, ``headline``,
        ``high`` (persons), ``kind`` of the headline row, ``obs_id`` and ``source`` of all rows, space-separated.
    """
    sound = stated[stated["tier"] < "D"]
    months = sound.assign(month=sound["date"].dt.to_period("M").dt.to_timestamp())
    ordered = months.sort_values(
        ["country", "month", "date", "tier", "reported_on", "obs_id"], ascending=[True, True, False, True, False, True]
    )
    grouped = ordered.groupby(["country", "month"], sort=True)
    return grouped.agg(
        low=("low", "min"),
        headline=("estimate", "first"),
        high=("high", "max"),
        kind=("kind", "first"),
        obs_id=("obs_id", " ".join),
        source=("source", lambda keys: " ".join(dict.fromkeys(keys))),
    ).reset_index()


def spells(resolved: pd.DataFrame) -> list[pd.DataFrame]:
    """Split a country's months where no line may be drawn: over a long silence, and over a change of counting."""
    if resolved.empty:
        return []
    silence = resolved["month"].diff() > GAP
    recount = (resolved["kind"] == "disclosed_later") != (resolved["kind"].shift() == "disclosed_later")
    return [spell for _, spell in resolved.groupby((silence | recount).cumsum())]


def restatements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each later disclosure that differs from the figure that was public about the same time.

    The public figure is the observation or ceiling (tiers A to C) nearest in time to the disclosed one, within 120
    days of it and published before the disclosure. Columns: ``country``, ``disclosed_on``, ``date`` (the time both
    are about), ``before``, ``after`` (persons), ``ratio``, both ids and sources.
    """
    said, found = public(rows), []
    stated = levels(rows)
    for row in stated[(stated["kind"] == "disclosed_later") & (stated["tier"] < "D")].itertuples():
        near = _nearest(said[said["reported_on"] < row.reported_on], row.country, row.date)
        if near is not None and near["estimate"] != row.estimate:
            found.append((row.country, row.reported_on, row.date, near["estimate"], row.estimate, row.estimate / near["estimate"],
                          near["obs_id"], row.obs_id, near["source"], row.source))  # fmt: skip
    columns = ["country", "disclosed_on", "date", "before", "after", "ratio", "before_id", "after_id", "before_source", "after_source"]
    table = pd.DataFrame(found, columns=columns).sort_values(["disclosed_on", "country", "date"])
    return table.drop_duplicates(["country", "before", "after"]).reset_index(drop=True)


def public(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what was said in public at the time: observations and ceilings dated to the month, tiers A to C.

    Ceilings belong here because the press printed the ceiling as a count.
    """
    return rows[
        rows["kind"].isin(["observed", "cap"]) & rows["date_precision"].isin(["day", "month"]) & (rows["tier"] < "D")
        & rows["estimate"].notna() & (rows["scope"] == "us_military") & ~rows["note"].str.contains(NOT_A_LEVEL)
    ]  # fmt: skip


def counted(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Set each personnel count of the DMDC beside the public figure nearest to it, within 120 days.

    Columns: ``country``, ``date``, ``count``, ``public`` (persons), ``ratio``, the ids and sources.
    """
    said, found = public(rows), []
    for row in counts.itertuples():
        near = _nearest(said, row.country, row.as_of_date)
        if near is not None:
            found.append((row.country, row.as_of_date, row.troops_total, near["estimate"], row.troops_total / near["estimate"],
                          row.dmdc_id, near["obs_id"], row.source, near["source"]))  # fmt: skip
    columns = ["country", "date", "count", "public", "ratio", "dmdc_id", "obs_id", "source", "public_source"]
    return pd.DataFrame(found, columns=columns)


def _nearest(said: pd.DataFrame, country: str, date: pd.Timestamp) -> pd.Series | None:
    near = said[said["country"] == country]
    distance = (near["valid_from"] - date).abs()
    return near.loc[distance.idxmin()] if len(near) and distance.min() <= NEAR else None


def summary(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return peak and latest month of each country: ``peak``, ``peak_month``, ``latest``, ``latest_month``, ``share``."""
    found = []
    for country, months in resolved.groupby("country", sort=False):
        top, last = months.loc[months["headline"].idxmax()], months.iloc[-1]
        found.append((country, top["headline"], top["month"], last["low"], last["headline"], last["high"], last["month"],
                      last["headline"] / top["headline"], len(months), f"{top['source']} {last['source']}",
                      f"{top['obs_id']} {last['obs_id']}"))  # fmt: skip
    columns = ["country", "peak", "peak_month", "low", "latest", "high", "latest_month", "share", "months", "source", "obs_id"]
    return pd.DataFrame(found, columns=columns)


def facts(rows: pd.DataFrame, counts: pd.DataFrame, countries: dict[str, str]) -> list[Fact]:
    """Return what the chapter states; the first theatre with a level is the main one."""
    stated = levels(rows)
    table = summary(monthly(stated)).set_index("country")
    main = next((country for country in countries if country in table.index), None)
    top = table.loc[main] if main else pd.Series(dtype=object)
    rows_used = tuple(top.get("obs_id", "").split())
    weak = stated[stated["tier"] == "D"]
    restated, set_beside = restatements(rows), counted(rows, counts)
    return [
        Fact("theatre", countries.get(main or "", ""), "text", N_("The theatre with the first stated level.")),
        Fact("statements", len(stated), "count", N_("Stated levels of a whole US force in one country."), ids(stated, "obs_id")),
        Fact("sources", stated["source"].nunique(), "count", N_("Documents that state those levels."), ids(stated, "obs_id")),
        Fact("weak", len(weak) / len(stated) if len(stated) else None, "share", N_("Share of stated levels that rest on sources of tier D alone."), ids(weak, "obs_id")),
        Fact("peak", whole(top.get("peak")), "persons", N_("Highest monthly level, tiers A to C."), rows_used),
        Fact("peak_month", day(top.get("peak_month")), "month", N_("Month of the highest level."), rows_used),
        Fact("latest", whole(top.get("latest")), "persons", N_("Level in the last month with a statement."), rows_used, whole(top.get("low")), whole(top.get("high"))),
        Fact("latest_month", day(top.get("latest_month")), "month", N_("The last month with a statement of tiers A to C."), rows_used),
        Fact("share_of_peak", top.get("share"), "share", N_("The latest level as a share of the highest."), rows_used),
        *_largest("restated", restated, "before", "after", ["before_id", "after_id"], countries),
        *_largest("counted", set_beside, "public", "count", ["obs_id", "dmdc_id"], countries),
        Fact("restatements", len(restated), "count", N_("Disclosures that changed a public figure."), tuple(restated["after_id"])),
    ]  # fmt: skip


def _largest(name: str, table: pd.DataFrame, low: str, high: str, keys: list[str], countries: dict[str, str]) -> list[Fact]:
    """State the row with the largest ratio: a figure, what replaced it, and when."""
    top = table.loc[table["ratio"].idxmax()] if len(table) else pd.Series(dtype=object)
    rows = tuple(str(top[key]) for key in keys) if len(top) else ()
    when = day(top.get("disclosed_on", top.get("date")))
    return [
        Fact(f"{name}_ratio", top.get("ratio"), "ratio", N_("The later figure divided by the public one, at its largest."), rows),
        Fact(f"{name}_from", whole(top.get(low)), "persons", N_("The public figure at that point."), rows),
        Fact(f"{name}_to", whole(top.get(high)), "persons", N_("The figure counted or disclosed."), rows),
        Fact(f"{name}_on", when, "day", N_("The day of the count or the disclosure."), rows),
        Fact(f"{name}_where", countries.get(top.get("country", ""), top.get("country", "")), "text", N_("Where that was."), rows),
    ]  # fmt: skip
