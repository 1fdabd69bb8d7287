"""The normal form of a notebook: no outputs, no counters, only the metadata that means something."""

from pathlib import Path

import nbformat

from drawdown import disk

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def normal(path: Path) -> str:
    """Return a notebook's text in normal form."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell.pop("attachments", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(notebook, indent=1).rstrip("\n") + "\n"


def untidy(folder: Path) -> list[Path]:
    """Return the notebooks of a folder that are not in normal form."""
    return [path for path in sorted(folder.glob("*.ipynb")) if path.read_text(encoding="utf-8") != normal(path)]


def tidy(folder: Path) -> list[Path]:
    """Bring every notebook of a folder into normal form and return those that changed."""
    changed = untidy(folder)
    for path in changed:
        disk.replace(path, normal(path))
    return changed
