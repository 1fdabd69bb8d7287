"""What the rows say about people outside the levels: advisers, coalition forces, temporary forces, contractors."""

import re

import pandas as pd

from drawdown.pack import texts

SCOPES = ("us_advisers", "coalition", "contractors")
MENTIONS = {"temporary": r"\btemporar|\brotational forces", "contractors": r"\bcontractors?\b"}
TAG = re.compile(r"\[[a-z_]+\]")
GROUPS = ("us_advisers", "coalition", "temporary", "contractors")


def outside(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that speak of people outside the level of a whole US force, by group.

    Advisers, coalition forces and contractors are scopes of the table. Temporary forces, and contractors beside a
    level, are found by the words of a row's statement or note; its number is theirs only where the row is tagged as a
    part.

    Returns
    -------
    DataFrame
        ``group`` (one of ``GROUPS``), ``country``, ``date``, ``kind``, ``number`` (persons; missing where the words,
        not the row's number, are about the group), ``said`` (the statement in the active language, and the note in
        that language where it is what speaks of the group), ``tier``, ``obs_id``, ``source``.

    Notes
    -----
    A search for words finds what was entered with these words, in English, and nothing else. That nothing is found
    does not show that there was nobody.
    """
    kept = rows[(rows["kind"] != "planned") & (rows["status"] != "superseded")]
    part = kept["note"].str.contains(r"\[not_a_total\]")
    found = [_group(kept[kept["scope"] == scope], scope) for scope in SCOPES]
    own = kept["scope"] == "us_military"
    for group, words in MENTIONS.items():
        told = kept["statement_en"].str.contains(words, case=False)
        noted = ~told & kept["note"].str.contains(words, case=False)
        named = kept[own & (told | noted)]
        table = _group(named, group)
        number = table["number"].where(part[named.index] & told[named.index])
        said = texts.told(named, "statement").where(told[named.index], _noted(named, words))
        found.append(table.assign(number=number, said=said))
    joined = pd.concat(found).sort_values(["date", "obs_id"], kind="stable")
    order = joined["group"].map({group: place for place, group in enumerate(GROUPS)})
    return joined.assign(order=order).sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def silent(rows: pd.DataFrame) -> list[str]:
    """Return the groups for which no row gives a number."""
    found = outside(rows)
    told = set(found.loc[found["number"].notna(), "group"])
    return [group for group in GROUPS if group not in told]


def _group(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    columns = ["country", "date", "kind", "number", "said", "tier", "obs_id", "source"]
    table = rows.rename(columns={"valid_from": "date", "estimate": "number"})
    return table.assign(said=texts.told(rows, "statement"))[columns].assign(group=group)


def _noted(rows: pd.DataFrame, words: str) -> pd.Series:
    """Return the statements with those sentences of the notes that hold the words in English."""
    pairs = zip(rows["note"], texts.told(rows, "note"), strict=True)
    bare = [_holding(TAG.sub("", note), TAG.sub("", told), words).strip(" .") for note, told in pairs]
    return texts.told(rows, "statement") + pd.Series([f" ({part})" for part in bare], rows.index, dtype="str")


def _holding(note: str, told: str, words: str) -> str:
    """Return the sentences of a note that hold the words, as ``told`` says them; all of it where it has others."""
    own, parts = (re.split(r"\.\s+", text.strip()) for text in (note, told))
    if len(own) != len(parts):
        return told
    return ". ".join(part for said, part in zip(own, parts, strict=True) if re.search(words, said, re.IGNORECASE))
