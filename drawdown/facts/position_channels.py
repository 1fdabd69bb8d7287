"""What the chapter states about public positions and private reports of the same actor."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, called, ids, whole
from drawdown.language import N_
from drawdown.measures import channels
from drawdown.measures.influence import leave_one_out
from drawdown.measures.rates import Estimate, share

KEY = "position_id"
SOURCES = ("source", "source_2")
MODULE = "drawdown.measures.channels."


def stated(positions: pd.DataFrame) -> list[Fact]:
    """Return the facts on the actor with the most private reports, of those with at least five of each channel.

    The actor is chosen by its number of rows, not by what they say.
    """
    table = channels.channels(positions)
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    own = positions[positions["actor"] == top.get("actor")]
    private = channels.private(own)
    rows = ids(own, KEY)
    clear = table[(table["low"] > 0.5) | (table["high"] < 0.5)]
    return [
        Fact(
            "split_actor",
            called(top.get("actor")),
            "text",
            N_("The actor with the most private reports, of those with at least five positions of each kind."),
            rows,
        ),
        *_half(
            "public",
            own.drop(private.index),
            N_("Share of its public positions that are for an exit."),
            N_("Public positions of the actor with the most private reports."),
        ),
        *_half(
            "private",
            private,
            N_("Share of its privately reported positions that are for an exit."),
            N_("Privately reported positions of the actor with the most."),
        ),
        *_comparison(own, rows),
        *_basis(private),
        *_months(own),
        _compared("compared", table, positions, N_("Actors with at least five positions of each kind.")),
        _compared(
            "compared_clear",
            clear,
            positions,
            N_("Actors compared whose range of pairs leaves out one half."),
        ),
    ]


def _half(kind: str, rows: pd.DataFrame, text: str, counted: str) -> list[Fact]:
    held, found = ids(rows, KEY), share(int((rows["stance"] > 0).sum()), len(rows))
    number = len(rows) or None
    return [
        Fact(f"split_{kind}", found.value, "share", text, held, found.low, found.high, MODULE + "channels"),
        Fact(f"split_n_{kind}", number, "count", counted, held),
    ]


def _comparison(own: pd.DataFrame, rows: tuple[str, ...]) -> list[Fact]:
    found = channels.split_range(own) if len(own) else Estimate(None, None, None)
    lost = leave_one_out(own, SOURCES, channels.split).lost
    return [
        Fact(
            "split",
            found.value,
            "share",
            N_(
                "Of all pairs of one public and one private position of the actor, the share in which the public one is"
                " nearer to an exit, ties counted half; the widest of three bootstrap 95% ranges: over rows, speakers"
                " and documents."
            ),
            rows,
            found.low,
            found.high,
            MODULE + "split_range",
        ),
        dropped(
            "split",
            "share",
            own,
            KEY,
            channels.split,
            N_("The actor's share of pairs; its range is that without any one source."),
        ),
        dropped(
            "split_private",
            "share",
            own,
            KEY,
            _private_share,
            N_("Its private share for an exit; its range is that without any one source."),
        ),
        Fact(
            "split_lost",
            len(lost),
            "count",
            N_("Documents without any one of which nothing is left to compare."),
            rows if lost else (),
            measure="drawdown.measures.influence.leave_one_out",
        ),
        Fact(
            "split_second",
            channels.recoded(own) if len(own) else None,
            "share",
            N_("The share of pairs by the second coding of the same statements."),
            rows,
            measure=MODULE + "recoded",
        ),
    ]


def _private_share(rows: pd.DataFrame) -> float | None:
    private = channels.private(rows)
    return float((private["stance"] > 0).mean()) if len(private) else None


def _basis(private: pd.DataFrame) -> list[Fact]:
    table = channels.basis(private)
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    relayed = private[private["relayed_by"] != ""]
    parts = {
        "unnamed": (
            private[private["attribution"] == "unnamed_official"],
            N_("Its private reports that are attributed to unnamed officials."),
        ),
        "relayed": (relayed, N_("Its private reports that someone else passes on.")),
        "relayers": (relayed, N_("Different parties that pass them on, counted by name.")),
        "documents": (private, N_("Documents that its private reports come from.")),
        "weakest": (
            private[private["tier"] == channels.WEAKEST],
            N_("Its private reports that rest on sources of tier D alone."),
        ),
    }
    return [
        Fact(f"split_{name}", whole(top.get(name)), "count", text, ids(rows, KEY), measure=MODULE + "basis")
        for name, (rows, text) in parts.items()
    ]


def _months(own: pd.DataFrame) -> list[Fact]:
    table = channels.episodes(own)
    month = own["said_on"].dt.to_period("M").dt.to_timestamp()
    parts = {
        "months": (table, N_("Months in which the actor is on record both in public and in private.")),
        "months_stay": (
            table[table["private"] == "stay"],
            N_("Months in which its private reports are nearer to staying than its public positions."),
        ),
        "months_exit": (
            table[table["private"] == "exit"],
            N_("Months in which its private reports are nearer to an exit than its public positions."),
        ),
        "months_same": (
            table[table["private"] == "same"],
            N_("Months in which neither of its channels is nearer."),
        ),
    }
    dated = own["date_precision"] != "year"
    return [
        Fact(
            name,
            len(some),
            "count",
            text,
            ids(own[dated & month.isin(some["month"])], KEY),
            measure=MODULE + "episodes",
        )
        for name, (some, text) in parts.items()
    ]


def _compared(name: str, table: pd.DataFrame, positions: pd.DataFrame, text: str) -> Fact:
    rows = positions[positions["actor"].isin(table["actor"])]
    return Fact(name, len(table), "count", text, ids(rows, KEY), measure=MODULE + "channels")
