"""What a map needs: axes that are to scale, and circles whose areas are."""

from drawdown.charts import geometry
from drawdown.charts.chart import Values
from drawdown.charts.geometry import Span


def fitted(across: Span, upwards: Span, width: float, height: float, aspect: float) -> tuple[Span, Span]:
    """Return both spans, one of them widened about its middle, so that a map of that size is to scale.

    Parameters
    ----------
    across, upwards
        What the axes must show.
    width, height
        The size of the plot area.
    aspect
        How many units across are as long as one unit upwards.
    """
    unit = min(width / (across[1] - across[0]), height / ((upwards[1] - upwards[0]) * aspect))
    return _widened(across, width / unit), _widened(upwards, height / unit / aspect)


def _widened(span: Span, length: float) -> Span:
    middle = (span[0] + span[1]) / 2
    return middle - length / 2, middle + length / 2


def diameters(sizes: Values, largest: float) -> list[float]:
    """Return diameters whose areas are in proportion to the sizes, where the largest size has the given one."""
    amounts = geometry.positions(sizes, "number")
    top = max(amounts, default=0.0)
    return [largest * (max(amount, 0.0) / top) ** 0.5 if top > 0 else 0.0 for amount in amounts]
