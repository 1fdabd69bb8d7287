"""The formats of the static rendering: a wide one for a column of text, a narrow one for a phone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """The size of a drawing and of its letters.

    A drawing is shown about as large as it is made: a point of the narrow one is a pixel where the page is 360 wide.
    """

    suffix: str  # of the ids, so that both drawings of a figure can stand on one page
    width: float  # inches
    size: float  # points, of the letters
    column: float  # inches that names at the left may take; above their rows they take none
    margin: float  # inches that names of lines may take at the right
    numbers: int  # at most on a horizontal axis

    @property
    def line(self) -> float:
        """The inches from one line of text to the next."""
        return 1.28 * self.size / 72

    @property
    def letter(self) -> float:
        """The inches of an average letter."""
        return 0.56 * self.size / 72

    @property
    def letters(self) -> int:
        """The letters of a line as wide as the drawing."""
        return int(0.87 * self.width / self.letter)


WIDE = Format("", 7.2, 11.5, 2.4, 1.3, 6)
NARROW = Format("-narrow", 4.5, 12.0, 1.5, 0.0, 5)
