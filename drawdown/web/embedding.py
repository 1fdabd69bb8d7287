"""How a figure is embedded in the page of another site."""

import re
from html import escape

from drawdown.web.placed import Placed

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_WIDTH = 680  # pixels of a drawing in the column of a news page
_LETTERS = 90  # in a line of that width
_LINE = 22  # pixels
_MARGINS = 130  # around the texts, and the two lines at the foot


def snippet(placed: Placed) -> str:
    """Return the markup that shows the figure on a page of another site."""
    base = f"{placed.base_url}/" if placed.base_url else ""
    return (
        f'<iframe src="{escape(base + placed.file(".html"))}" title="{escape(placed.heading)}" width="100%"'
        f' height="{_height(placed)}" style="border: 0" loading="lazy"></iframe>'
    )


def _height(placed: Placed) -> int:
    """Return how high the figure's own page is in a column of usual width, rather too much than too little."""
    texts = (placed.heading, placed.figure.caption, placed.figure.origin)
    lines = sum(-(-len(text) // _LETTERS) for text in texts)
    found = _BOX.search(placed.figure.svg)
    drawing = _WIDTH * float(found[2]) / float(found[1]) if found else _WIDTH
    return round((drawing + lines * _LINE + _MARGINS) / 10) * 10
