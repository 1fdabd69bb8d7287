"""The colour of each series of outcomes, the same in every figure."""

from itertools import cycle

import pandas as pd

from drawdown.charts.style import Colour
from drawdown.measures import synthesis, windows

VIOLENCE = "violence"
_COLOURS = tuple(Colour[name] for name in ["RED", "PURPLE", "INK", "ORANGE", "GREEN", "GREY", "SKY", "BLUE"])


def of_series(outcomes: pd.DataFrame) -> dict[str, Colour]:
    """Return the colour of each series of deaths and of violence that a figure can show, by its name."""
    shown = {*windows.yearly(outcomes, VIOLENCE)["series"], *synthesis.yearly(outcomes)["series"]}
    return dict(zip(sorted(shown), cycle(_COLOURS), strict=False))
