"""Promises as tests write them: one that was kept, and what is different about each."""

import pandas as pd

KEPT = {
    "pledge_id": "PL001",
    "country": "Arland",
    "announced_on": "2001-01-01",
    "announced_on_precision": "day",
    "made_by_type": "executive",
    "promised_en": "8,000 by the end of 2001",
    "scope": "level",
    "target_area": "Arland",
    "target_date": "2001-12-31",
    "target_date_basis": "stated",
    "target_level": 8000,
    "outcome": "kept",
    "outcome_reported_on": "2001-12-30",
    "completed_on": "2001-12-21",
    "completed_on_basis": "day",
    "actual_level": None,
    "actual_level_date": None,
    "outcome_rows": "",
    "restates": "",
    "replaced_by": "",
    "source_announcement": "a",
    "source_announcement_2": "",
    "source_outcome": "o",
    "reported_on": "2001-01-02",
    "tier": "B",
}
DAYS = ["announced_on", "target_date", "outcome_reported_on", "completed_on", "actual_level_date", "reported_on"]


def promises(*changes):
    """Rows that differ from a promise kept ten days early; each has an id of its own."""
    rows = [KEPT | {"pledge_id": f"PL{n:03}"} | change for n, change in enumerate(changes, 1)]
    table = pd.DataFrame(rows, columns=list(KEPT))
    levels = {name: table[name].astype("Int64") for name in ("target_level", "actual_level")}
    return table.assign(**{day: table[day].astype("datetime64[s]") for day in DAYS}, **levels)


def undone(outcome="reversed", seen="2001-07-01", **changes):
    """A promise of which another level was seen."""
    return {"outcome": outcome, "completed_on": None, "actual_level": 12000, "actual_level_date": seen} | changes


PENDING = {"outcome": "pending", "completed_on": None, "outcome_reported_on": None, "source_outcome": ""}
