"""Says which pages of one site another lacks, or tells in other words: ``python .ci/same_text.py SITE OTHER``.

Pages that are made after Sphinx, and frozen editions and other languages, are not looked at.
"""

import sys
from pathlib import Path

from bs4 import BeautifulSoup


def pages(site: Path) -> set[str]:
    """Return the pages that Sphinx wrote from a text: those whose source is kept beside them."""
    sources = site / "_sources"
    return {path.relative_to(sources).with_suffix(".html").as_posix() for path in sources.rglob("*.*")}


def said(page: Path) -> list[str]:
    """Return the words of a page."""
    return BeautifulSoup(page.read_bytes(), "lxml").select_one("main").get_text(" ").split()


def main(site: Path, other: Path) -> int:
    """Print what differs, and return 1 if anything does."""
    wanted = pages(site)
    faults = [f"{name}: missing" for name in sorted(wanted) if not (other / name).is_file()]
    for name in sorted(wanted):
        if (other / name).is_file():
            old, new = said(site / name), said(other / name)
            at = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
            if old != new:
                at = min(len(old), len(new)) if at is None else at
                faults.append(f"{name}: {' '.join(old[at : at + 8])!r} is now {' '.join(new[at : at + 8])!r}")
    print(*faults, f"{len(wanted) - len(faults)} of {len(wanted)} pages say the same.", sep="\n")
    return 1 if faults or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
