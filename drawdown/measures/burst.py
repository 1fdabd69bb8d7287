"""The campaign up to its first stated quiet: how fast its attacks fell, and how long it was quiet then."""

from dataclasses import dataclass

import pandas as pd

QUIET = 7  # days: a shorter stretch without attacks lies between two reports
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Burst:
    """The attacks from the first day of a campaign to its first quiet.

    ``intervals`` are those up to ``end``; ``ended`` says whether a quiet was stated, else the count only stops there.
    The quiet lasted at least ``quiet_days`` and at most ``quiet_most`` (None: no later attack is stated); by
    ``next_by`` the official count knew of ``next_attacks`` more. ``quiet_ids`` are the statements on the quiet and on
    those attacks.
    """

    intervals: pd.DataFrame
    start: pd.Timestamp
    end: pd.Timestamp
    attacks: int
    ended: bool
    quiet_days: int = 0
    quiet_most: int | None = None
    next_by: pd.Timestamp | None = None
    next_attacks: int = 0
    quiet_ids: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """The days from the first day counted to the last."""
        return (self.end - self.start).days


def burst(record: pd.DataFrame, begin: pd.Timestamp) -> Burst | None:
    """Return the burst of a campaign: the official count from its first day to the first stated quiet of a week.

    Without a stated quiet it is the whole record from the first day on; None where there is no attack in it.

    Parameters
    ----------
    record
        The official intervals, as `attack_record.record` returns them.
    begin
        The first day that the campaign's running total counts.

    Notes
    -----
    "Quiet" is what the counter states about attacks by its definition; others may report attacks in it. The last attack
    can have come before the day the quiet is stated from, so the days of the burst are at most that many.
    """
    own = record[record["start"] >= begin - DAY].reset_index(drop=True)
    if own.empty or own["attacks"].sum() == 0:
        return None
    late = own["attacks"].cumsum() > 0
    quiet = own[late & (own["attacks"] == 0) & (own["days"] >= QUIET)]
    if quiet.empty:
        return Burst(own, begin - DAY, own["end"].iloc[-1], int(own["attacks"].sum()), ended=False)
    first = int(quiet.index[0])
    loud = own[(own.index > first) & (own["attacks"] > 0)]
    last = int(loud.index[0]) if len(loud) else len(own)
    still, head = own.iloc[first:last], own.iloc[:first]
    end = head["end"].iloc[-1]
    ids = tuple(dict.fromkeys(" ".join(own["count_id"].iloc[first : last + 1]).split()))
    following = loud.iloc[0] if len(loud) else None
    return Burst(
        head,
        begin - DAY,
        end,
        int(head["attacks"].sum()),
        True,
        int((still["end"].iloc[-1] - end).days),
        None if following is None else int((following["end"] - end).days) - 1,
        None if following is None else following["end"],
        0 if following is None else int(following["attacks"]),
        ids,
    )


def reached(found: Burst, share: float) -> tuple[int, int]:
    """Return the days after which a share of the burst had fallen: at least, and at most.

    Only the ends of intervals are known: it was reached after the end of the interval before, and by its own.

    Notes
    -----
    Days run from the first one that the official total counts; counters date that start up to three days apart, and
    totals differ by a day between US and local time. A difference of a few days means nothing.
    """
    fallen = found.intervals["attacks"].cumsum()
    row = found.intervals[fallen >= share * found.attacks].iloc[0]
    return int((row["start"] - found.start).days) + 1, int((row["end"] - found.start).days)


def fallen(found: Burst, days: int) -> tuple[float, float]:
    """Return the share of the burst that fell in its first days: at least, and at most.

    Notes
    -----
    Nothing is guessed between two totals: where none is stated near the day, the two ends lie far apart. The whole is
    what the counter counts as an attack up to the quiet; counters that also list drones downed away from bases had
    more, and another share.
    """
    day = found.start + pd.Timedelta(days=days)
    total = found.intervals["attacks"].cumsum()
    least = total[found.intervals["end"] <= day].max() if (found.intervals["end"] <= day).any() else 0
    beyond = total[found.intervals["end"] >= day]
    return float(least / found.attacks), float((beyond.iloc[0] if len(beyond) else found.attacks) / found.attacks)
