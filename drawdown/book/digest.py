"""One digest for all that the result of a run depends on."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from drawdown import paths
from drawdown.book import run
from drawdown.parameters import Parameters

LIBRARIES = ("babel", "krippendorff", "matplotlib", "numpy", "pandas", "plotly", "scipy", "statsmodels")
CODE = ("*.py", "*.po")


def of(chapter: str, values: Mapping[str, str]) -> str:
    """Return the digest of a chapter run with these parameters: of notebook, parameters, pack, code and libraries."""
    held = hashlib.sha256(_code().encode())
    held.update(json.dumps([chapter, dict(values)], sort_keys=True).encode())
    held.update(run.notebook(chapter).read_bytes())
    pack = paths.pack(Parameters(**values).data)
    held.update(_files(pack, (path for path in pack.rglob("*") if path.is_file())).encode())
    return held.hexdigest()


@cache
def _code() -> str:
    """Return the digest of the code as this process came to know it: what it has imported does not change either."""
    package = Path(__file__).parent.parent
    named = [platform.python_version(), *(f"{library} {version(library)}" for library in LIBRARIES)]
    return _files(package, (path for form in CODE for path in package.rglob(form))) + "\n".join(named)


def _files(folder: Path, files: Iterable[Path]) -> str:
    held = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        held.update(f"{path.relative_to(folder)} {len(content)}\n".encode() + content)
    return held.hexdigest()
