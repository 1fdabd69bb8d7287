"""From the cases of its predictions to a grade for each mechanism."""

from collections import Counter

import pandas as pd

from drawdown.measures.cases import RESULTS

HOLDS, FAILS = 2 / 3, 1 / 3  # shares of the decided cases
SEVERAL = 2  # one case alone neither makes nor breaks a prediction
GRADES = ("none", "weak", "moderate", "strong")


def tally(predictions: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Return for each prediction the number of cases per result, and its verdict.

    ``holds``: at least two cases are decided, and two thirds of those as expected. ``fails``: at least two are decided,
    and at most a third as expected. ``open``: anything between, or fewer decided cases. ``untested``: no case.

    Returns
    -------
    DataFrame
        The columns of ``predictions``, and ``expected``, ``opposite``, ``open``, ``cases`` and ``verdict``.

    Notes
    -----
    Every decided case weighs the same, although theatres, waves and strikes overlap in time and share their series:
    they are fewer independent tests than they look. The two thirds and one third are choices, and with two or three
    decided cases one of them turns the verdict.
    """
    counts = Counter(zip(seen["prediction_id"], seen["result"], strict=True))
    results = {name: [counts[key, name] for key in predictions["prediction_id"]] for name in RESULTS}
    decided = zip(*results.values(), strict=True)
    return predictions.assign(
        **results,
        cases=[sum(row) for row in zip(*results.values(), strict=True)],
        verdict=[_verdict(*row) for row in decided],
    )


def grade(verdicts: pd.DataFrame) -> str:
    """Return the grade of one mechanism from the tally of its predictions.

    ``strong``: at least two predictions hold, and none fails or stays open or untested. ``moderate``: at least one
    holds and none fails. ``weak``: at least one case is as expected. ``none``: no case is.

    Notes
    -----
    A grade says how much of what a mechanism predicts is seen in these rows. None means that nothing was seen, which
    is not that the mechanism is wrong: where no row can test it, it stays untested.
    """
    held = verdicts["verdict"].tolist()
    if held.count("holds") >= SEVERAL and set(held) == {"holds"}:
        return "strong"
    if "holds" in held and "fails" not in held:
        return "moderate"
    return "weak" if verdicts["expected"].sum() else "none"


def grades(mechanisms: pd.DataFrame, verdicts: pd.DataFrame) -> pd.Series:
    """Return the grade of each mechanism, by its id."""
    found = {name: grade(verdicts[verdicts["mechanism_id"] == name]) for name in mechanisms.get("mechanism_id", [])}
    return pd.Series(found, dtype="str")


def _verdict(expected: int, opposite: int, undecided: int) -> str:
    decided = expected + opposite
    if not decided + undecided:
        return "untested"
    if decided < SEVERAL:
        return "open"
    if expected >= HOLDS * decided:
        return "holds"
    return "fails" if expected <= FAILS * decided else "open"
