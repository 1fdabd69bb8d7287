"""How far a mechanism's grade moves when any one source is left out."""

from dataclasses import replace

import pandas as pd

from drawdown.measures import mechanisms as measures
from drawdown.measures.cases import RESTS_ON, RESULTS, Evidence, cases
from drawdown.measures.influence import leave_one_out
from drawdown.measures.mechanisms import GRADES
from drawdown.pack.schema import SOURCE_COLUMNS

KEYS = {
    "outcomes": "outcome_id",
    "incidents": "event_id",
    "counts": "count_id",
    "us_strikes": "strike_id",
    "steps": "milestone_id",
}


def without_one(own: pd.DataFrame, seen: pd.DataFrame, grade: str, evidence: Evidence) -> tuple[str, str]:
    """Return the lowest and highest grade over all ways to leave one source out of one part of the evidence."""
    predicted = own.drop(columns=[*RESULTS, "cases", "verdict"])
    found = {GRADES.index(grade)}
    for part in sorted({part for test in own["test"] for part in RESTS_ON[test]}):
        found |= _ranks(part, predicted, seen, evidence)
    return GRADES[min(found)], GRADES[max(found)]


def _ranks(part: str, predicted: pd.DataFrame, seen: pd.DataFrame, evidence: Evidence) -> set[int]:
    """Return the lowest and highest rank of the grade when a source of that part is left out.

    Only rows behind a case can move it, and only the tests that read the part are made again.
    """
    rests = predicted["test"].map(lambda test: part in RESTS_ON[test])
    apart = seen[seen["prediction_id"].isin(predicted.loc[~rests, "prediction_id"])]
    rows = getattr(evidence, part)
    matter = rows[KEYS[part]].isin(set(" ".join(seen["rows"]).split())) if len(rows) else pd.Series(dtype=bool)
    if not matter.any():
        return set()

    def rank(left: pd.DataFrame) -> float:
        again = cases(predicted[rests], replace(evidence, **{part: pd.concat([rows[~matter], left])}))
        return GRADES.index(measures.grade(measures.tally(predicted, pd.concat([apart, again]))))

    influence = leave_one_out(rows[matter], [column for column in SOURCE_COLUMNS if column in rows], rank)
    return {int(end) for end in (influence.low, influence.high) if end is not None}
