"""The chapters of the book, in reading order."""

import yaml

from drawdown import paths


def chapters() -> list[str]:
    """Return the stems of the chapters, as ``_toc.yml`` lists them."""
    toc = yaml.safe_load(paths.TOC.read_text(encoding="utf-8"))
    entries = [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    folder = f"{paths.CHAPTERS.name}/"
    return [entry.removeprefix(folder) for entry in entries if entry.startswith(folder)]
