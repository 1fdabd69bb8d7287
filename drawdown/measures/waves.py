"""Waves of the withdrawal story: the stretches in which forces were built up or drawn down."""

import pandas as pd


def resolve(waves: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the waves with the days of the milestones that begin and end them.

    Parameters
    ----------
    waves
        The table of waves.
    milestones
        The milestones known on the day of knowledge.

    Returns
    -------
    DataFrame
        The columns of ``waves`` and ``start``, ``end`` (days), ``milestones`` (the ids of those two, separated by
        spaces) and ``source`` (their sources), in order of ``start``. A wave whose beginning is not among the
        milestones is left out; one without a known end is open, its ``end`` missing.

    Notes
    -----
    Where a wave begins and ends is a choice made in the table, by naming milestones; the days follow from it.
    """
    if waves.empty or milestones.empty:
        columns = [*waves.columns, "start", "end", "milestones", "source"]
        return pd.DataFrame(columns=columns).astype({"start": "datetime64[s]", "end": "datetime64[s]"})
    known = milestones.set_index("milestone_id")
    days, sources = known["date"], known["source"]
    begun = waves[waves["starts_with"].isin(known.index)]
    ended = begun["ends_with"].where(begun["ends_with"].isin(known.index), "")
    return begun.assign(
        start=begun["starts_with"].map(days),
        end=ended.map(days),
        milestones=(begun["starts_with"] + " " + ended).str.strip(),
        source=(begun["starts_with"].map(sources) + " " + ended.map(sources).fillna("")).str.strip(),
    ).sort_values(["start", "wave_id"], ignore_index=True)


def of(milestones: pd.DataFrame, resolved: pd.DataFrame) -> pd.Series:
    """Return the waves that each milestone falls in, by its index: ids separated by spaces, "" for one between them.

    A milestone falls in a wave of its country, on its first or last day or between them; where two waves of a country
    overlap, in the one that began last. A joint milestone falls in a wave of each country it names.

    Notes
    -----
    Membership is by place and time alone: a milestone within a wave need not be a part of what the wave is about.
    """
    none = pd.Series("", index=milestones.index, dtype="str")
    if resolved.empty or milestones.empty:
        return none
    found = []
    for country, waves in resolved.sort_values("start").groupby("country"):
        here = milestones["country"].str.split("+").map(lambda names, country=country: country in names).astype(bool)
        held = none.copy()
        for wave in waves.itertuples():
            until = milestones["date"] <= wave.end if pd.notna(wave.end) else True
            held[here & (milestones["date"] >= wave.start) & until] = wave.wave_id
        found.append(held)
    return pd.concat(found, axis=1).agg(" ".join, axis=1).str.split().str.join(" ")
