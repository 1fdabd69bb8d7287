"""What the sentences of every chapter are made with: the facts by their ids, and texts put together."""

from collections.abc import Iterable

from drawdown.facts.fact import Fact, Value


def by_id(stated: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts by their ids."""
    return {fact.id: fact for fact in stated}


def values(stated: Iterable[Fact]) -> dict[str, Value]:
    """Return the values of the facts by their ids."""
    return {fact.id: fact.value for fact in stated}


def joined(*texts: str) -> str:
    """Return the texts that are not empty as one."""
    return " ".join(filter(None, texts))
