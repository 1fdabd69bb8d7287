"""The box that says how to cite a chapter."""

BOX = "```{cite-this}\n```"


def bundle(chapter: str) -> dict[str, str]:
    """Return the MIME bundle of the box; the page knows the edition and its address, a notebook the command."""
    return {"text/markdown": BOX, "text/plain": f"drawdown cite {chapter}"}
