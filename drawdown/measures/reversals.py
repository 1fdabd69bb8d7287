"""Promises that were announced and then undone, and the chains in which one takes the place of another."""

import pandas as pd

CUTS_IN = ("announcement", "policy", "deployment", "return")  # kinds of milestones that can undo a promise


def paths(pledges: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Return each promise that was reversed, kept only in part, or replaced, and how long it lasted.

    A promise lasts from its announcement to the first dated sign that it no longer held: the day on which the promise
    that replaced it was made, a milestone that is among the rows behind its outcome (an announcement, a policy, a
    deployment or a return), or the day for which another level was shown. Where none is dated, it is the day on which
    its outcome could be read.

    Parameters
    ----------
    pledges
        Pledges known on the day.
    milestones
        Milestones known on the day.

    Returns
    -------
    DataFrame
        The columns of the pledges, and ``replaced_on``, ``cut_on``, ``shown_on`` and ``told_on`` (the days of those
        signs), ``cut_id`` (the milestone), ``first_sign`` and ``last_sign`` (days), ``least`` and ``most`` (days the
        promise lasted until each; missing where the day of the announcement is not known), in order of announcement.

    Notes
    -----
    A sign is when the change could be seen, not when it was decided. A level shown only long after makes the most too
    long; a promise reversed in silence has a least that is too long as well.
    """
    unmet = pledges["outcome"].isin(["partial", "reversed"])
    undone = pledges[unmet | pledges["replaced_by"].isin(pledges["pledge_id"])]
    made = pledges.set_index("pledge_id")["announced_on"]
    cuts = milestones[milestones["kind"].isin(CUTS_IN)].set_index("milestone_id")["date"].sort_values()
    cut = pd.Series([_cut(row, cuts) for row in undone.itertuples()], index=undone.index, dtype="str")
    signs = pd.DataFrame(
        {
            "replaced_on": made.reindex(undone["replaced_by"]).to_numpy(),
            "cut_on": cuts.reindex(cut).to_numpy(),
            "shown_on": undone["actual_level_date"].where(unmet),
        },
        index=undone.index,
    ).astype("datetime64[s]")
    signs["told_on"] = undone["outcome_reported_on"].where(signs.isna().all(axis=1)).astype("datetime64[s]")
    dated = signs.stack().groupby(level=0)
    found = undone.assign(cut_id=cut, **signs, first_sign=dated.min(), last_sign=dated.max())
    for name, sign in (("least", "first_sign"), ("most", "last_sign")):
        days = (found[sign].astype("datetime64[s]") - found["announced_on"]).dt.days.astype("Int64")
        found[name] = days.where(found["announced_on_precision"] == "day")
    return found.sort_values(["announced_on", "pledge_id"], ignore_index=True)


def _cut(row: pd.Series, cuts: pd.Series) -> str:
    """Return the first milestone behind the outcome that came after the announcement; "" for none."""
    behind = cuts[cuts.index.isin(row.outcome_rows.split()) & (cuts > row.announced_on).to_numpy()]
    return str(behind.index[0]) if len(behind) else ""


def chains(pledges: pd.DataFrame) -> pd.DataFrame:
    """Return the chains of promises in which each took the place of the one before.

    Returns
    -------
    DataFrame
        One row per chain of at least two promises: ``promises`` (ids, first to last, separated by spaces), ``steps``
        (their number), ``first`` and ``last`` (days of the first and the last announcement) and ``outcome`` of the
        last. Two chains may end in the same promise. The longest stand first.

    Notes
    -----
    That one promise takes the place of another is coded in the table, not computed. A chain is as long as the promises
    found: a step that no page shows is missing, so ``steps`` is a least, and the time from first to last is not the
    time that any one of them held.
    """
    columns = ["promises", "steps", "first", "last", "outcome"]
    known = pledges.set_index("pledge_id")
    follows = {name: after for name, after in known["replaced_by"].items() if after in known.index}
    heads = [name for name in follows if name not in set(follows.values())]
    found = []
    for head in heads:
        chain = [head]
        while follows.get(chain[-1]) and follows[chain[-1]] not in chain:
            chain.append(follows[chain[-1]])
        days = known.loc[[chain[0], chain[-1]], "announced_on"]
        found.append((" ".join(chain), len(chain), days.iloc[0], days.iloc[1], known.loc[chain[-1], "outcome"]))
    return pd.DataFrame(found, columns=columns).sort_values(
        ["steps", "first"], ascending=[False, True], ignore_index=True
    )
