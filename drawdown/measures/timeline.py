"""The milestones grouped into waves, and what followed each drawdown."""

import pandas as pd

from drawdown.measures import waves
from drawdown.pack import texts

COLUMNS = ["wave_id", "country", "kind", "title_en", "start", "end", "milestones", "source"]


def counted(resolved: pd.DataFrame, milestones: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the waves with their length and the number of milestones in each.

    Parameters
    ----------
    resolved
        As `drawdown.measures.waves.resolve` returns them.
    milestones
        The milestones known on the day.
    until
        The last day of knowledge, to which an open wave is counted.

    Returns
    -------
    DataFrame
        The columns of ``resolved``, and ``open`` (its end is not known), ``days`` (first to last day, both included),
        ``rows`` (milestones in it) and ``dates`` (different days with one).

    Notes
    -----
    Two sources may tell one event in two rows of a day, as news and as denial: ``dates`` counts such twins once, and
    counts two events of one day once as well. Twins that are dated differently stay two.
    """
    resolved = _shaped(resolved)
    member = waves.of(milestones, resolved)
    inside = milestones.assign(wave=member.str.split()).explode("wave").groupby("wave")["date"]
    rows, dates = inside.size(), inside.nunique()
    ended = resolved["end"].fillna(until)
    return resolved.assign(
        open=resolved["end"].isna(),
        days=((ended - resolved["start"]).dt.days + 1).astype("Int64"),
        rows=resolved["wave_id"].map(rows).fillna(0).astype(int),
        dates=resolved["wave_id"].map(dates).fillna(0).astype(int),
    )


def followed(resolved: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return what followed each drawdown wave in its country.

    Parameters
    ----------
    resolved
        As `drawdown.measures.waves.resolve` returns them.
    until
        The last day of knowledge.

    Returns
    -------
    DataFrame
        The drawdown waves with ``fate`` (``rebuilt``: the next wave is a build-up; ``continued``: the next is another
        drawdown; ``quiet``: none has begun by ``until``; ``open``: the wave has not ended), ``next_title_en`` and those
        of other languages, and ``days`` from its end to the next wave, or to ``until`` where there is none; missing for
        an open one.

    Notes
    -----
    A drawdown that another continues is not followed by a build-up even if one comes later: only the last of a run
    counts, so one build-up is never counted twice. Forces may grow without a wave: a rise that was only disclosed
    later is none.
    """
    resolved = _shaped(resolved)
    down = resolved[resolved["kind"] == "drawdown"]
    after = [_next(row, resolved) for row in down.itertuples()]
    began = pd.Series(
        [until if one is None else one["start"] for one in after], index=down.index, dtype="datetime64[s]"
    )
    fates = [_fate(row, one) for row, one in zip(down.itertuples(), after, strict=True)]
    days = (began - down["end"]).dt.days.clip(lower=0).astype("Int64")
    names = texts.columns(down, "title")
    titles = {f"next_{name}": ["" if one is None else one[name] for one in after] for name in names}
    return down.assign(fate=fates, days=days, **titles)


def _shaped(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the waves with all columns: a pack without a table of waves has none."""
    if len(resolved):
        return resolved
    return resolved.reindex(columns=COLUMNS).astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def _next(row: pd.Series, resolved: pd.DataFrame) -> pd.Series | None:
    later = resolved[(resolved["country"] == row.country) & (resolved["start"] > row.start)]
    return None if later.empty or pd.isna(row.end) else later.iloc[0]


def _fate(row: pd.Series, after: pd.Series | None) -> str:
    if pd.isna(row.end):
        return "open"
    if after is None:
        return "quiet"
    return "rebuilt" if after["kind"] == "buildup" else "continued"
