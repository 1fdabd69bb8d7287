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
    """Return the wave that each milestone falls in, by its index; "" for one between the waves.

    A milestone falls in a wave of its country, on its first or last day or between them; where two waves overlap, in
    the one that began last. A joint milestone belongs to the waves of each country it names.

    Notes
    -----
    A wave is a time and a country, not a cause: a milestone inside one need have nothing to do with it. Milestones that
    sources date differently are kept as twins on purpose, so a count per wave can hold one event twice.
    """
    found = pd.Series("", index=milestones.index, dtype="str")
    for wave in resolved.sort_values("start").itertuples():
        here = milestones["country"].str.split("+").map(lambda names, country=wave.country: country in names)
        until = milestones["date"] <= wave.end if pd.notna(wave.end) else True
        found[here & (milestones["date"] >= wave.start) & until] = wave.wave_id
    return found
