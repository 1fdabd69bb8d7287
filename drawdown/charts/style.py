"""The house style: a colour-blind-safe palette whose colours keep their meaning across the book.

The palette is that of Okabe and Ito (2008, "Color Universal Design"); each colour has a darker reading on
paper and a lighter one on a dark page.
"""

from enum import Enum


class Colour(Enum):
    """A colour by name: its value on a light page, and on a dark one."""

    INK = ("#1b1f24", "#e6e8eb")
    MUTED = ("#5c6670", "#a7b0ba")
    GRID = ("#d9dee3", "#39414a")
    PAPER = ("#ffffff", "#14181d")
    BLUE = ("#0072b2", "#56a5e0")
    ORANGE = ("#b86e00", "#e69f00")
    GREEN = ("#00805e", "#2bb58e")
    RED = ("#c0500c", "#f08a4b")
    PURPLE = ("#a3487f", "#d98bb9")
    SKY = ("#3385b8", "#8ccbf2")
    GREY = ("#6b747d", "#98a1ab")

    @property
    def light(self) -> str:
        """The hex value on a light page."""
        return self.value[0]

    @property
    def dark(self) -> str:
        """The hex value on a dark page."""
        return self.value[1]

    @property
    def css(self) -> str:
        """The custom property that carries the colour in a page, with the light value to fall back on."""
        return f"var(--chart-{self.name.lower()}, {self.light})"


THEATRES = (Colour.BLUE, Colour.ORANGE, Colour.PURPLE, Colour.GREEN)  # in the order of the pack


MEANING = {
    "kept": Colour.GREEN,
    "late": Colour.SKY,
    "partial": Colour.ORANGE,
    "reversed": Colour.RED,
    "pending": Colour.GREY,
    "unverified": Colour.MUTED,
    "supported": Colour.GREEN,
    "refined": Colour.SKY,
    "contradicted": Colour.RED,
}
