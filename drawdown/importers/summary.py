"""What came of an import, in words for the terminal."""

import datetime as dt

from drawdown.language import number
from drawdown.pack.datasets import Dataset
from drawdown.pack.imported import Import


def summary(dataset: Dataset, one: Import, already: bool) -> str:
    """Return what was taken and dropped, from when it is known, and what its numbers mean."""
    if already:
        return (
            f"{dataset.title} {one.release}: {one.file} with these filters is in the pack already; nothing was added."
        )
    taken = one.new + one.changed + one.same
    lines = [
        f"{dataset.title} {one.release}, {one.file}: {number(taken)} of {number(one.read)} rows taken"
        f" ({number(one.new)} new, {number(one.changed)} changed, {number(one.same)} as before;"
        f" {number(one.withdrawn)} withdrawn).",
        *(f"  dropped {number(n)}: {why}" for why, n in sorted(one.dropped.items(), key=lambda pair: -pair[1])),
        f"Known from {one.known_on} ({one.known_on_basis}), accessed {one.accessed}, filters: {filters(one)}.",
        f"Licence: {dataset.licence}.",
        *(
            []
            if dataset.open
            else [f"Its rows stay out of git and of the site; {dataset.title} is used for sums alone."]
        ),
        dataset.note,
    ]
    return "\n".join(lines)


def ahead(one: Import, last: dt.date) -> str:
    """Return how to see an import that is known only after the last day of its pack; empty if it is seen anyway."""
    if one.known_on <= last.isoformat():
        return ""
    return (
        f"The pack's last day is {last}: a book shows these rows with `drawdown build -p as_of={one.known_on}`, or once"
        " they are imported again with --released, the day on which the release was published."
    )


def filters(one: Import) -> str:
    """Return the filters of an import in words."""
    parts = [", ".join(one.countries), f"since {one.since}" if one.since else ""]
    return "; ".join(part for part in parts if part) or "none"
