"""The code of this process as it came to know it: what it has imported does not change with the files."""

import hashlib
from functools import cache
from pathlib import Path

from drawdown import paths

PACKAGE = Path(__file__).parent.parent
CODE = ("*.py", "*.po")


@cache
def code() -> str:
    """Return the digest of the package and its lock, as they were when this was first asked."""
    held = hashlib.sha256(paths.LOCK.read_bytes() if paths.LOCK.is_file() else b"")
    for path in sorted(path for form in CODE for path in PACKAGE.rglob(form)):
        content = path.read_bytes()
        held.update(f"{path.relative_to(PACKAGE)} {len(content)}\n".encode() + content)
    return held.hexdigest()
