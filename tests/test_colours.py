"""The palette can be read: against the page, and by readers who see fewer colours."""

from itertools import combinations

import numpy as np
import pytest

from drawdown.charts import attack_frequency, attack_models, palette, reversals, wave_years, withdrawal_history
from drawdown.charts import synthesis as charts
from drawdown.charts.chart import Bars, Chart, Line, Points
from drawdown.charts.style import MEANING, THEATRES, Colour
from drawdown.facts import synthesis
from drawdown.measures.attack_models import Study
from drawdown.terms import term

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE Transactions on Visualization and Computer Graphics 15(6), severity 1.0, for linear RGB
SIGHT = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])  # D65
APART = 8.0  # CIEDE2000; that two colours differ at all is seen from about one
SERIES = [Colour[name] for name in ("INK", "BLUE", "ORANGE", "GREEN", "RED", "PURPLE", "SKY", "GREY")]
THEMES = ("light", "dark")


def linear(colour: str) -> np.ndarray:
    """The linear RGB of a hexadecimal colour (IEC 61966-2-1)."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2."""
    low, high = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB."""
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """The CIEDE2000 difference of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grow = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = np.hypot(a1 * grow, b1), np.hypot(a2 * grow, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * grow)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    middle, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, np.radians((h1 + turn / 2) % 360)
    shape = 1 - 0.17 * np.cos(hue - np.radians(30)) + 0.24 * np.cos(2 * hue)
    shape += 0.32 * np.cos(3 * hue + np.radians(6)) - 0.20 * np.cos(4 * hue - np.radians(63))
    light = (l2 - l1) / (1 + 0.015 * (middle - 50) ** 2 / np.sqrt(20 + (middle - 50) ** 2))
    rich = (c2 - c1) / (1 + 0.045 * chroma)
    tone = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * chroma * shape)
    bend = np.radians(60 * np.exp(-(((np.degrees(hue) - 275) / 25) ** 2)))
    cross = -np.sin(bend) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
    return float(np.sqrt(light**2 + rich**2 + tone**2 + cross * rich * tone))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_published_examples(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert difference(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


def test_contrast_is_that_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", [colour for colour in Colour if colour not in (Colour.PAPER, Colour.GRID)])
def test_words_and_marks_stand_out_from_the_page(colour: Colour, theme: str) -> None:
    paper = getattr(Colour.PAPER, theme)
    assert contrast(getattr(colour, theme), paper) >= 3, "a mark: WCAG 2.2, 1.4.11"
    assert contrast(getattr(colour.text, theme), paper) >= 4.5, "words: WCAG 2.2, 1.4.3"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", [Colour[name] for name in ("BLUE", "ORANGE", "GREEN", "RED", "PURPLE", "SKY")])
def test_words_about_a_mark_have_its_hue(colour: Colour, theme: str) -> None:
    mark, words = (lab(linear(getattr(one, theme))) for one in (colour, colour.text))
    turn = np.degrees(np.arctan2(mark[2], mark[1]) - np.arctan2(words[2], words[1]))
    assert abs((turn + 180) % 360 - 180) < 15 and np.hypot(*words[1:]) > 20


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_colours_look_alike(sight: str, theme: str) -> None:
    seen = {colour.name: lab(SIGHT[sight] @ linear(getattr(colour, theme))) for colour in SERIES}
    close = {(one, other): difference(seen[one], seen[other]) for one, other in combinations(seen, 2)}
    assert {pair: round(apart, 1) for pair, apart in close.items() if apart < APART} == {}


def test_what_carries_a_meaning_is_a_colour_of_its_own() -> None:
    assert len(set(THEATRES)) == len(THEATRES)
    promises = [MEANING[name] for name in ("kept", "late", "partial", "reversed", "pending")]
    assert len(set(promises)) == len(promises)
    assert len({MEANING[name] for name in ("supported", "refined", "contradicted")}) == 3
    assert {*THEATRES, *promises} <= set(SERIES)


def shown(*made: Chart) -> dict[str, set[Colour]]:
    """The colours that each label has in some charts."""
    found: dict[str, set[Colour]] = {}
    for mark in (mark for chart in made for panel in chart.panels for mark in panel.marks):
        if isinstance(mark, Line | Points | Bars) and mark.label:
            found.setdefault(mark.label, set()).add(mark.colour)
    return found


def test_a_series_of_outcomes_has_one_colour(view) -> None:
    seen = view()
    held = synthesis.evidence(seen.table, seen.countries)
    levels = charts.levels_and_deaths(seen.table("troop_levels"), held.outcomes, held.waves, seen.countries, {})
    assert {name: colours for name, colours in shown(wave_years.around(held), levels).items() if len(colours) > 1} == {}
    of = palette.of_series(held.outcomes)
    assert len(of) > 1 and len(set(of.values())) == len(of)


def test_how_an_incident_is_known_has_one_colour_which_is_that_of_no_counter_or_result(view) -> None:
    rows = view().table
    study = Study(rows("attack_counts"), rows("attack_events"), rows("milestones"))
    known = shown(attack_frequency.incidents(study.events), attack_models.rates(study), attack_models.coverage(study))
    assert known[term("confirmed")] == {MEANING["confirmed"]}
    others = shown(attack_frequency.weapons(study.events), attack_frequency.totals(rows("attack_counts")))
    assert MEANING["confirmed"] not in set().union(*others.values())


def test_outcomes_of_one_look_differ_in_shape(view) -> None:
    marks = withdrawal_history.promises(view().table("pledges")).panels[0].marks
    looks = [(mark.shape, mark.hollow, mark.colour) for mark in marks if isinstance(mark, Points)]
    assert len(looks) == len(set(looks))
    hollow = [mark for outcome in ("pending", "unverified") for mark in [withdrawal_history.look(outcome)]]
    assert hollow[0] != hollow[1]


def test_every_colour_of_a_line_is_in_the_key_of_the_promises_undone(view) -> None:
    rows = view().table
    marks = reversals.paths(rows("pledges"), rows("milestones")).panels[0].marks
    lines = [mark for mark in marks if isinstance(mark, Line)]
    assert lines and {mark.colour for mark in lines} == {mark.colour for mark in lines if mark.label}
    signs = {mark.colour for mark in marks if isinstance(mark, Points) and mark.label == "A milestone against it"}
    assert not signs & {mark.colour for mark in lines}
