"""``THIRD_PARTY.md``: the licence of every package of the locks, and what of them a reader is sent.

``make licences`` writes it. A licence is told as the package declares it; none is guessed.
"""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from drawdown import disk, paths
from drawdown.book import locked
from drawdown.book.locked import Package

NOT_DECLARED = "not declared"
OWN_TEXT = "a text of its own"
PYTHON = "3.13"  # the newest for which the lock is: some entries are for it alone
# What the pages are sent with, and the package that it comes from.
SHIPPED = {
    "plotly.js-basic-dist-min": "interactive charts (`_static/plotly.min.js`)",
    "pagefind-bin": "the search (`pagefind/`)",
    "fontpkg-noto-sans-arabic": "the face of Arabic pages, Noto Sans Arabic, as a subset",
    "sphinx": "style sheet and scripts of its basic theme",
    "myst-nb": "the style sheet of notebook outputs",
    "pygments": "the colours of code",
}
HEAD = """\
# What others made, and its licences

Written by `make licences` from the two locks; licences are as each package declares them. `used` packages make or serve
the book, `work` packages only test and build it. A frozen edition lists the same packages in its `sbom.cdx.json`.
"""


def write() -> None:
    """Write ``THIRD_PARTY.md`` anew."""
    packages = locked.packages()
    of_python = _of_python([part for part in packages if part.kind == locked.PYPI])
    disk.replace(paths.THIRD_PARTY, text(packages, of_python))


def text(packages: Iterable[Package], of_python: dict[tuple[str, str], str]) -> str:
    """Return the file's text: what a reader is sent, then all packages of Python, then those of npm."""
    rows = {
        (part.kind, part.name, part.version): (part, part.licence or of_python.get((part.name, part.version), ""))
        for part in packages
    }
    sent = [(SHIPPED[part.name], part, licence) for part, licence in rows.values() if part.name in SHIPPED]
    lines = [HEAD, "## Sent to readers\n", *_table(("what", "package", "version", "licence"))]
    lines += [f"| {what} | {part.name} | {part.version} | {licence or NOT_DECLARED} |" for what, part, licence in sent]
    for kind, title in ((locked.PYPI, "Python"), (locked.NPM, "npm")):
        lines += [f"\n## {title}\n", *_table(("package", "version", "needed", "licence"))]
        lines += [
            f"| {part.name} | {part.version} | {'used' if part.used else 'work'} | {licence or NOT_DECLARED} |"
            for part, licence in rows.values()
            if part.kind == kind
        ]
    return "\n".join(lines) + "\n"


def declared() -> dict[tuple[str, str], str]:
    """Return the licence by name and version as ``THIRD_PARTY.md`` has it; what declares none is not in it."""
    rows = [line.strip("| ").split(" | ") for line in paths.THIRD_PARTY.read_text(encoding="utf-8").splitlines()]
    held = {(row[0], row[1]): row[3] for row in rows if len(row) == 4 and row[2] in ("used", "work")}
    return {key: licence for key, licence in held.items() if licence != NOT_DECLARED}


def _table(names: tuple[str, ...]) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"


def _of_python(packages: Iterable[Package]) -> dict[tuple[str, str], str]:
    """Return the licences of packages; those that the lock has for other machines are read in a folder aside."""
    found, elsewhere = {}, []
    for part in packages:
        try:
            held = distribution(part.name)
        except PackageNotFoundError:
            held = None
        if held and held.version == part.version:
            found[part.name, part.version] = licence(held)
        else:
            elsewhere.append(part)
    with tempfile.TemporaryDirectory() as aside:
        _fetch(elsewhere, aside)
        versions = {part.name: part.version for part in elsewhere}
        for held in distributions(path=[aside]):
            name = held.name.lower().replace("_", "-")
            found[name, versions[name]] = licence(held)
    return found


def _fetch(packages: Iterable[Package], target: str) -> None:
    """Unpack packages into a folder, with their hashes checked; nothing of them is run."""
    from uv import find_uv_bin  # there for the work on the book, not for a book

    lock = Path(target, "lock.txt")
    lines = [" ".join([part.path, *(f"--hash={digest}" for digest in part.hashes)]) for part in packages]
    lock.write_text("\n".join(lines), encoding="utf-8")
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--python-version", PYTHON]
    subprocess.run([find_uv_bin(), "pip", "install", "-q", *options, "--target", target, "-r", lock], check=True)


def licence(held: Distribution) -> str:
    """Return what a distribution declares: an SPDX expression, else a name in one line, else its classifiers."""
    expression, name = (
        "".join(held.metadata.get_all(field) or []).strip() for field in ("License-Expression", "License")
    )
    if expression:
        return expression
    if name and "\n" not in name and name != "UNKNOWN":
        return name
    classes = [text for text in held.metadata.get_all("Classifier") or [] if text.startswith("License :: ")]
    return ", ".join(text.rpartition(" :: ")[2] for text in classes) or (OWN_TEXT if "\n" in name else "")


if __name__ == "__main__":
    write()
