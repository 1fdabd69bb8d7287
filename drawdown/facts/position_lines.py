"""What the chapter states about the movement of actors and of persons."""

from collections.abc import Iterable, Sequence

import pandas as pd

from drawdown.facts.fact import Fact, called, day, ids, whole
from drawdown.language import N_
from drawdown.measures import movement
from drawdown.measures.influence import leave_one_out

KEY = "position_id"
MODULE = "drawdown.measures.movement."
SOURCES = ("source", "source_2")
ACTORS = (
    N_("Public lines of actors, each on one theatre, with at least four moments in order."),
    N_("Lines of actors that never change stance."),
    N_("Lines of actors that never change side."),
    N_("Lines of actors that change side at least once."),
)
PERSONS = (
    N_("Public lines of persons, each on one theatre, with at least four moments in order."),
    N_("Lines of persons that never change stance."),
    N_("Lines of persons that never change side."),
    N_("Lines of persons that change side at least once."),
)


def stated(positions: pd.DataFrame, theatres: Iterable[str] | None = None) -> list[Fact]:
    """Return the facts on lines of at least four moments: those of actors, then those of persons."""
    asked = None if theatres is None else list(theatres)
    actors, persons = (movement.lines(positions, who, asked) for who in ("actor", "speaker"))
    coarse = positions[positions["date_precision"] == "year"]
    return [
        *_counts("lines", actors, ACTORS),
        *_directions(actors),
        *_counts("persons", persons, PERSONS),
        *_mover(persons),
        Fact(
            "unordered",
            len(coarse),
            "count",
            N_("Positions dated to a year only, which cannot be put in order."),
            ids(coarse, KEY),
        ),
    ]


def _counts(kind: str, told: pd.DataFrame, texts: Sequence[str]) -> list[Fact]:
    table = movement.movement(told)
    parts = {
        kind: table,
        f"{kind}_still": table[table["changes"] == 0],
        f"{kind}_sided": table[table["crossings"] == 0],
        f"{kind}_crossed": table[table["crossings"] > 0],
    }
    return [_fact(name, some, told, text) for (name, some), text in zip(parts.items(), texts, strict=True)]


def _directions(told: pd.DataFrame) -> list[Fact]:
    table = movement.movement(told)
    parts = {
        "exit": N_("Lines of actors that end nearer to an exit than they began."),
        "stay": N_("Lines of actors that end nearer to staying than they began."),
        "same": N_("Lines of actors that end where they began."),
        "open": N_("Lines of actors whose direction the codes or the dates leave open."),
    }
    return [_fact(f"lines_{way}", table[table["direction"] == way], told, text) for way, text in parts.items()]


def _fact(name: str, some: pd.DataFrame, told: pd.DataFrame, text: str) -> Fact:
    return Fact(name, len(some), "count", text, ids(movement.of(told, some), KEY), measure=MODULE + "movement")


def _mover(told: pd.DataFrame) -> list[Fact]:
    """Return the facts on the person who changes side most often; among equals, the one on record most often."""
    table = movement.movement(told)
    table = table[table["crossings"] > 0].sort_values("crossings", ascending=False, kind="stable")
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    own = movement.of(told, table.head(1))
    found = leave_one_out(own, SOURCES, movement.crossings)
    rows, measure = ids(own, KEY), MODULE + "movement"
    low, high = (whole(end) if len(own) else None for end in (found.low, found.high))
    return [
        Fact("mover", called(top.get("who")), "text", N_("The named person who changes side most often."), rows),
        Fact(
            "mover_crossings",
            whole(top.get("crossings", 0)),
            "count",
            N_("How often that person changes side, at least; the range is that over all ways to drop one document."),
            rows,
            low,
            high,
            MODULE + "crossings",
        ),
        Fact(
            "mover_n",
            whole(top.get("moments", 0)),
            "count",
            N_("Moments of that person."),
            rows,
            measure=measure,
        ),
        Fact(
            "mover_first",
            day(top.get("first")),
            "day",
            N_("First day of that person."),
            rows,
            measure=measure,
        ),
        Fact(
            "mover_last",
            day(top.get("last")),
            "day",
            N_("Last day of that person."),
            rows,
            measure=measure,
        ),
    ]
