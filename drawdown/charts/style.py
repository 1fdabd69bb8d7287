"""The house style: a colour-blind-safe palette whose colours keep their meaning across the book.

The hues are those of Okabe and Ito (2008, "Color Universal Design"); each colour has a darker reading on paper and a
lighter one on a dark page. Their values are such that words and marks stand out from the page (WCAG 2.2, 1.4.3 and
1.4.11), and that no two look alike to readers with protanopia, deuteranopia or tritanopia.
"""

from enum import Enum

from drawdown import language

FACES = {"Arab": "Noto Sans Arabic"}  # by script: devices' own faces for these differ too much to set a text in
STAND_IN = "stand-in"  # what is said behind the name of such a face for those that are shown until it has come


class Colour(Enum):
    """A colour by name: its value on a light page, and on a dark one."""

    INK = ("#1b1f24", "#e6e8eb")
    MUTED = ("#5c6670", "#a7b0ba")
    GRID = ("#d9dee3", "#39414a")
    PAPER = ("#ffffff", "#14181d")
    BLUE = ("#0069c1", "#229eff")
    ORANGE = ("#c27800", "#f9ae02")
    GREEN = ("#00815f", "#2cb48e")
    RED = ("#c03000", "#ee8243")
    PURPLE = ("#a53693", "#c979bf")
    SKY = ("#2c8ac1", "#8acefa")
    GREY = ("#6b747c", "#9da5ad")
    OCHRE = ("#8f5a00", "#f9ae02")  # of words about what is orange
    AZURE = ("#1b6f9f", "#8acefa")  # of words about what is sky blue

    @property
    def light(self) -> str:
        """The hex value on a light page."""
        return self.value[0]

    @property
    def dark(self) -> str:
        """The hex value on a dark page."""
        return self.value[1]

    @property
    def text(self) -> "Colour":
        """The colour of words about what has this one: itself, or a deeper one where words in it would be too faint."""
        return {Colour.ORANGE: Colour.OCHRE, Colour.SKY: Colour.AZURE}.get(self, self)

    @property
    def css(self) -> str:
        """The custom property that carries the colour in a page, with the light value to fall back on."""
        return f"var(--chart-{self.name.lower()}, {self.light})"


def face() -> str:
    """Return the family that the site brings along for the reader's script; empty where a device's own will do."""
    return FACES.get(language.script(), "")


def families() -> str:
    """Return the families of the reader's language, as CSS lists them."""
    own = face()
    first = f"'{own}', '{own} {STAND_IN}', system-ui" if own else "system-ui, 'Noto Sans Arabic'"
    return f"{first}, sans-serif"


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
    "confirmed": Colour.SKY,
    "claimed": Colour.RED,
}
