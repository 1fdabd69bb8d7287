"""The official record in stretches of at least a week, and the busiest of them."""

import pandas as pd

from drawdown.measures import attack_record
from drawdown.measures.attack_frequency import WEEK


def weekly(record: pd.DataFrame) -> pd.DataFrame:
    """Return the official record with each stretch under a week joined to the next, so that no rate is of single days.

    Parameters
    ----------
    record
        Stretches that do not overlap, as `drawdown.measures.attack_record.record` returns them.

    Returns
    -------
    DataFrame
        The columns of the record; rates are attacks a week. A stretch before a gap stays as short as it is.
    """
    rows: list[dict[str, object]] = []
    for row in record.to_dict("records"):
        last = rows[-1] if rows else None
        if last is not None and last["end"] == row["start"] and int(str(last["days"])) < WEEK:
            joined = {name: _words(f"{last[name]} {row[name]}") for name in ("count_id", "source")}
            sums = {name: int(str(last[name])) + int(row[name]) for name in ("days", "attacks")}
            rows[-1] = row | joined | sums | {"start": last["start"], "tier": max(str(last["tier"]), row["tier"])}
        else:
            rows.append({str(name): value for name, value in row.items()})
    return attack_record.with_rates(pd.DataFrame(rows, columns=list(record)))


def busiest(record: pd.DataFrame, begin: pd.Timestamp | None) -> pd.Series:
    """Return the stretch of at least a week with most attacks a week since the campaign began, as `weekly` joins them.

    The columns are those of the record; without such a stretch the row is empty.

    Notes
    -----
    Where totals were stated only weeks apart, a busier week between them cannot be seen.
    """
    if begin is None:
        return pd.Series(dtype=object)
    since = weekly(record[record["start"] >= begin - pd.Timedelta(days=1)].reset_index(drop=True))
    long = since[since["days"] >= WEEK]
    return long.loc[long["per_week"].idxmax()] if len(long) else pd.Series(dtype=object)


def _words(text: str) -> str:
    return " ".join(dict.fromkeys(text.split()))
