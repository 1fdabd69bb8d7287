"""What the troop levels state."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import troop_levels as measures


def stated(rows: pd.DataFrame, counts: pd.DataFrame, countries: dict[str, str]) -> list[Fact]:
    """Return what the chapter states; the first theatre with a level is the main one."""
    stated = measures.levels(rows)
    table = measures.summary(measures.monthly(stated)).set_index("country")
    main = next((country for country in countries if country in table.index), None)
    top = table.loc[main] if main else pd.Series(dtype=object)
    rows_used = tuple(top.get("obs_id", "").split())
    weak = stated[stated["tier"] == "D"]
    restated, set_beside = measures.restatements(rows), measures.counted(rows, counts)
    return [
        *_dropped(stated[stated["country"] == main], top),
        Fact(
            "theatre", countries.get(main or "", ""), "text", N_("The theatre with the first stated level."), rows_used
        ),
        Fact(
            "statements",
            len(stated),
            "count",
            N_("Stated levels of a whole US force in one country."),
            ids(stated, "obs_id"),
        ),
        Fact(
            "sources",
            stated["source"].nunique(),
            "count",
            N_("Documents that state those levels."),
            ids(stated, "obs_id"),
        ),
        Fact(
            "weak",
            len(weak) / len(stated) if len(stated) else None,
            "share",
            N_("Share of stated levels that rest on sources of tier D alone."),
            ids(weak, "obs_id"),
        ),
        Fact("peak", whole(top.get("peak")), "persons", N_("Highest monthly level, tiers A to C."), rows_used),
        Fact("peak_month", day(top.get("peak_month")), "month", N_("Month of the highest level."), rows_used),
        Fact(
            "latest",
            whole(top.get("latest")),
            "persons",
            N_("Level in the last month with a statement."),
            rows_used,
            whole(top.get("low")),
            whole(top.get("high")),
        ),
        Fact(
            "latest_month",
            day(top.get("latest_month")),
            "month",
            N_("The last month with a statement of tiers A to C."),
            rows_used,
        ),
        Fact("share_of_peak", top.get("share"), "share", N_("The latest level as a share of the highest."), rows_used),
        *_largest("restated", restated, "before", "after", ["before_id", "after_id"], countries),
        *_largest("counted", set_beside, "public", "count", ["obs_id", "dmdc_id"], countries),
        Fact(
            "restatements",
            len(restated),
            "count",
            N_("Disclosures that changed a public figure."),
            tuple(restated["after_id"]),
        ),
    ]


def _largest(
    name: str, table: pd.DataFrame, low: str, high: str, keys: list[str], countries: dict[str, str]
) -> list[Fact]:
    """State the row with the largest ratio: a figure, what replaced it, and when."""
    top = table.loc[table["ratio"].idxmax()] if len(table) else pd.Series(dtype=object)
    rows = tuple(str(top[key]) for key in keys) if len(top) else ()
    when = day(top.get("disclosed_on", top.get("date")))
    return [
        Fact(
            f"{name}_ratio",
            top.get("ratio"),
            "ratio",
            N_("The later figure divided by the public one, at its largest."),
            rows,
        ),
        Fact(f"{name}_from", whole(top.get(low)), "persons", N_("The public figure at that point."), rows),
        Fact(f"{name}_to", whole(top.get(high)), "persons", N_("The figure counted or disclosed."), rows),
        Fact(f"{name}_on", when, "day", N_("The day of the count or the disclosure."), rows),
        Fact(
            f"{name}_where",
            countries.get(top.get("country", ""), top.get("country", "")),
            "text",
            N_("Where that was."),
            rows,
        ),
    ]


def _dropped(stated: pd.DataFrame, top: pd.Series) -> list[Fact]:
    """State how far peak and latest level move; only rows that can reach the peak, or are as late, are dropped."""
    high = stated[stated["high"] >= top.get("peak", 0) / 2]
    late = stated[stated["date"] >= top.get("latest_month", pd.NaT) - measures.GAP]
    return [
        dropped("peak", "persons", high, "obs_id", lambda rows: measures.monthly(rows)["headline"].max()),
        dropped("latest", "persons", late, "obs_id", lambda rows: _last(measures.monthly(rows)["headline"])),
    ]


def _last(values: pd.Series) -> float | None:
    return None if values.empty else values.iloc[-1]
