"""The map of the sites that were attacked."""

from collections.abc import Mapping
from math import cos, radians

import pandas as pd

from drawdown import language
from drawdown.charts.axes import LINE, measure
from drawdown.charts.chart import Chart, Hover, Panel, Points
from drawdown.charts.furniture import WIDTH
from drawdown.charts.scale import diameters
from drawdown.charts.strokes import LARGEST
from drawdown.charts.style import Colour
from drawdown.language import _, ngettext
from drawdown.measures import attack_coverage
from drawdown.terms import named

NAMED = 10  # sites with a name on the map, the largest
SIDES = ("right", "left", "above", "below")
_WIDTH = WIDTH - 0.6  # inches of the plot area, about
Box = tuple[float, float, float, float]  # left, bottom, right, top


def sites(one_each: pd.DataFrame, countries: Mapping[str, str], colours: Mapping[str, Colour]) -> Chart:
    """Draw the incidents per site as circles on longitude and latitude, to scale at the middle latitude."""
    every = attack_coverage.sites(one_each)
    placed = every[every["lat"].notna() & every["lon"].notna()].reset_index(drop=True)
    lost = len(one_each) - int(placed["incidents"].sum())
    height, aspect = _frame(placed)
    placed = _beside(placed, height, aspect)
    names, sides = _labels(placed, height, aspect)
    top = placed["incidents"].max() if len(placed) else 0
    marks = []
    for country in dict.fromkeys([*(name for name in countries if name in set(placed["country"])), *placed["country"]]):
        rows = placed[placed["country"] == country]
        largest = {"sizes": [*rows["incidents"], top], "names": [*(names[n] for n in rows.index), ""]}
        marks.append(_circles(rows, countries.get(country, country), colours.get(country, Colour.GREY), largest, sides))
    return Chart(
        key="sites",
        title=_("Where the incidents fell"),
        caption=" ".join([_caption(), _unplaced(lost)]).strip(),
        alt=_alt(placed),
        data=every,
        panels=[Panel(marks, y_title=_("Latitude, degrees"), zero=False, unit=_("Incidents"))] if len(placed) else [],
        x_scale="number",
        x_title=_("Longitude, degrees"),
        aspect=aspect,
        height=height,
        empty="" if len(placed) else _("No incident of this view has a place on the map."),
    )


def _circles(
    rows: pd.DataFrame, title: str, colour: Colour, largest: Mapping[str, list[object]], sides: list[str]
) -> Points:
    """Return the sites of a theatre; a last place without coordinates carries the scale that all theatres share."""
    claimed = (rows["incidents"] - rows["confirmed"]).astype(int)
    notes = [_("{n} of them claimed only").format(n=language.number(n)) if n else "" for n in claimed]
    hover = Hover(at=list(rows["site"].map(named)), notes=notes, sources=list(rows["source"]))
    x, y = ([*rows[name].astype(float), None] for name in ("lon", "lat"))
    side = [*(sides[n] for n in rows.index), ""]
    return Points(x, y, title, colour, hover=hover, sizes=largest["sizes"], names=largest["names"], sides=side)


def _frame(placed: pd.DataFrame) -> tuple[float, float]:
    """Return the height of the map in inches, and how many degrees of longitude are as long as one of latitude."""
    if placed.empty:
        return 1.0, 0.0
    lat, lon = placed["lat"].astype(float), placed["lon"].astype(float)
    aspect = 1 / cos(radians((lat.min() + lat.max()) / 2))
    across, up = max(lon.max() - lon.min(), 1.0), max(lat.max() - lat.min(), 0.5)
    return min(max(1.25 * _WIDTH * up * aspect / (1.12 * across), 2.0), 6.0), aspect


def _unit(placed: pd.DataFrame, height: float, aspect: float) -> float:
    """Return how many inches long a degree of longitude is, about."""
    lat, lon = placed["lat"].astype(float), placed["lon"].astype(float)
    return min(
        _WIDTH / max(1.08 * (lon.max() - lon.min()), 1.0), height / (1.14 * max(lat.max() - lat.min(), 0.5)) / aspect
    )


def _beside(placed: pd.DataFrame, height: float, aspect: float) -> pd.DataFrame:
    """Return the sites with each of those at one place moved so far east that their circles touch."""
    if placed.empty:
        return placed
    unit = _unit(placed, height, aspect)
    radii = pd.Series(diameters(placed["incidents"], LARGEST), index=placed.index) / 72 / 2
    here = radii.groupby([placed["lat"], placed["lon"]])
    east = 2 * here.cumsum() - radii - here.transform("first")
    return placed.assign(lon=placed["lon"].astype(float) + east / unit)


def _labels(placed: pd.DataFrame, height: float, aspect: float) -> tuple[list[str], list[str]]:
    """Return the names of the largest sites, each on the first side where it lies on no circle and no other name."""
    names, sides = [""] * len(placed), ["right"] * len(placed)
    if placed.empty:
        return names, sides
    lat, lon = placed["lat"].astype(float), placed["lon"].astype(float)
    unit = _unit(placed, height, aspect)
    sizes = [size / 72 for size in diameters(placed["incidents"], LARGEST)]
    spots = [(unit * (a - lon.mean()), unit * aspect * (b - lat.mean())) for a, b in zip(lon, lat, strict=True)]
    taken = [(x - r / 2, y - r / 2, x + r / 2, y + r / 2) for (x, y), r in zip(spots, sizes, strict=True)]
    left, right = unit * (lon.min() - lon.mean()) - 0.3, unit * (lon.max() - lon.mean()) + 0.3
    for n in range(min(NAMED, len(placed))):
        name = language.strung([named(placed["site"][n]), language.number(placed["incidents"][n])], ",")
        boxes = {side: _box(spots[n], sizes[n], name, side) for side in SIDES}
        free = [s for s, box in boxes.items() if left <= box[0] and box[2] <= right and _clear(box, taken)]
        if free:
            names[n], sides[n] = name, free[0]
            taken.append(boxes[free[0]])
    return names, sides


def _box(spot: tuple[float, float], size: float, name: str, side: str) -> Box:
    (x, y), width, away = spot, measure(name), size / 2 + 0.05
    if side in ("right", "left"):
        start = x + away if side == "right" else x - away - width
        return start, y - LINE / 2, start + width, y + LINE / 2
    base = y + away if side == "above" else y - away - LINE
    return x - width / 2, base, x + width / 2, base + LINE


def _clear(box: Box, taken: list[Box]) -> bool:
    return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)


def _incidents(n: int) -> str:
    return ngettext("{n} incident", "{n} incidents", n)


def _caption() -> str:
    return _(
        "The area of a circle is in proportion to the incidents found at the site, claims included. The map is to scale"
        " at its middle latitude and has no coastlines or borders: the book ships no outlines. Places are those of the"
        " sites, to about a kilometre, not of the impacts; sites at one place stand side by side."
    )


def _unplaced(lost: int) -> str:
    if not lost:
        return ""
    return ngettext(
        "{n} incident has no known place and is not drawn.",
        "{n} incidents have no known place and are not drawn.",
        lost,
    )


def _alt(placed: pd.DataFrame) -> str:
    if placed.empty:
        return ""
    first = placed.iloc[0]
    return _("Sites with a place: {sites}; the most incidents were found at {site}: {n}.").format(
        sites=language.number(len(placed)), site=named(first["site"]), n=language.number(first["incidents"])
    )
