"""The description of a figure. Both renderings are made from it, so they cannot disagree.

A chart holds panels that share the horizontal axis; a panel holds marks. Positions are dates, numbers or
category names; every text is already in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from drawdown.charts.style import Colour

Values = Sequence[Any]
Scale = Literal["date", "number", "category"]
Shape = Literal["circle", "square", "diamond", "triangle", "cross", "left"]


@dataclass(frozen=True)
class Hover:
    """What hovering says of a mark's values beside its label, their places and amounts: one entry for each value.

    ``series`` names a mark that has no label, as the label of another does; ``at`` are places in words, instead of
    those that an axis gives, and ``precision`` how exact the dates of a time axis are; ``low`` and ``high`` are the
    ends of an interval that no band or whisker of the mark's colour shows, ``interval`` is its name; ``sources`` are
    keys, parted by spaces.
    """

    series: str = ""
    at: Values = ()
    precision: Literal["day", "month", "year"] = "day"
    low: Values = ()
    high: Values = ()
    interval: str = ""
    notes: Values = ()
    sources: Values = ()


@dataclass(frozen=True)
class Line:
    """Values joined over time; ``step`` holds a value until the next one, as a stated level is held."""

    x: Values
    y: Values
    label: str
    colour: Colour
    step: bool = False
    dashed: bool = False
    markers: bool = False
    hover: Hover = Hover()


@dataclass(frozen=True)
class Band:
    """The range from ``low`` to ``high`` at each ``x``; drawn as an area behind the marks of its colour.

    A ``hatched`` one has no edge: it says that something holds somewhere in it, not where it begins.
    """

    x: Values
    low: Values
    high: Values
    label: str
    colour: Colour
    step: bool = False
    hatched: bool = False
    hover: Hover = Hover()


@dataclass(frozen=True)
class Points:
    """Single observations; hollow ones are plans, claims or rows of the weakest sources.

    With ``sizes`` the area of each is in proportion to its amount; ``names`` are written beside the points, on the
    ``sides`` given ("right", "left", "above", "below").
    """

    x: Values
    y: Values
    label: str
    colour: Colour
    shape: Shape = "circle"
    hollow: bool = False
    hover: Hover = Hover()
    sizes: Values = ()
    names: Values = ()
    sides: Values = ()


@dataclass(frozen=True)
class Whiskers:
    """A range at each position: ``low`` to ``high`` along the value axis."""

    at: Values
    low: Values
    high: Values
    label: str
    colour: Colour
    horizontal: bool = False
    hover: Hover = Hover()


@dataclass(frozen=True)
class Bars:
    """Amounts from zero, or from ``base``; marks of one panel stack where they share a position."""

    at: Values
    amount: Values
    label: str
    colour: Colour
    base: Values = ()
    horizontal: bool = False
    hollow: bool = False
    hover: Hover = Hover()


@dataclass(frozen=True)
class Rule:
    """A date worth knowing, as a thin vertical line with a short label at its top."""

    x: Any
    label: str


Mark = Line | Band | Points | Whiskers | Bars | Rule


@dataclass(frozen=True)
class Panel:
    """One plot area. ``categories`` gives the order of a category axis, first at the top (or left).

    ``unit`` is what the amounts are, where the title of their axis does not say it.
    """

    marks: Sequence[Mark]
    title: str = ""
    y_title: str = ""
    y_scale: Scale = "number"
    categories: Sequence[str] = ()
    log: bool = False
    zero: bool = True  # the value axis starts at zero
    unit: str = ""


@dataclass(frozen=True)
class Frame:
    """The panels of one step of a chart that moves, the ``label`` of the step and a ``note`` on it.

    The frames of a chart have the same panels, and in each the same marks: only their values differ.
    """

    label: str
    note: str
    panels: Sequence[Panel]


@dataclass(frozen=True)
class Chart:
    """A whole figure.

    ``key`` is stable and names its anchor and files; ``title`` states what is shown, ``caption`` adds how to read
    it, ``alt`` states the finding for those who cannot see it; ``data`` is what the figure draws, for the CSV.
    """

    key: str
    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    panels: Sequence[Panel]
    x_scale: Scale = "date"
    x_title: str = ""
    x_categories: Sequence[str] = ()
    aspect: float = 0.0  # of a map: how many units across are as long as one unit upwards; 0: the axes are free
    mirrored: bool = False  # amounts count away from zero on both sides: the horizontal axis shows no minus sign
    height: float = 3.6  # inches of one panel, at a width of 7.2
    frames: Sequence[Frame] = ()  # what the interactive figure steps through; the static one shows ``panels``
    frames_title: str = ""  # what the steps are
    origin: str = ""  # where the data come from, if they are no rows of the pack's tables
    tables: Sequence[str] = ()  # those that the data are computed from, where these name no source
    empty: str = field(default="")  # said instead of the panels when there is nothing to draw


def optional(values: pd.Series) -> list[float | None]:
    """Return numbers as a mark takes them: None where one is missing, and a line breaks."""
    return [None if pd.isna(value) else float(value) for value in values]
