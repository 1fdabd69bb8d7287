"""Where everything of a static drawing stands, worked out before any of it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from drawdown.charts import axes, direct, geometry, heads, labels, rules, scale
from drawdown.charts.axes import Tick, measure
from drawdown.charts.chart import Bars, Chart, Mark, Panel, Rule
from drawdown.charts.direct import Name
from drawdown.charts.formats import WIDE, Format
from drawdown.charts.geometry import Span
from drawdown.charts.ground import Ground

EDGE = 0.04  # inches around the figure
GAP = 0.1  # inches between a text and what it belongs to
_BAR = 0.75  # of a line of text, the thickness of a bar under its name


@dataclass(frozen=True)
class Banner:
    """A rule with the lines of its label: the row of the lowest, and the ends of the label in inches."""

    place: float  # on the axis
    at: float  # inches
    lines: list[str]
    row: int
    leftwards: bool
    width: float

    def covers(self, at: float) -> bool:
        """Whether the label lies across a place that is not its own rule's."""
        start = self.at - self.width if self.leftwards else self.at
        return bool(self.lines) and at != self.at and start < at < start + self.width


@dataclass
class Plot:
    """A plot area and what stands above and beside it; ``raised`` names stand above their rows, so much higher."""

    panel: Panel
    form: Format
    height: float  # inches
    upwards: Span
    ticks: list[Tick]
    raised: float = 0.0  # inches
    share: float = 1.0  # of the usual thickness of bars
    banners: list[Banner] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    heads: list[Name] = field(default_factory=list)

    @property
    def title(self) -> list[str]:
        """The lines of the title, in bold letters."""
        return labels.lines(self.panel.title, int(0.9 * self.form.letters))

    @property
    def unit(self) -> list[str]:
        """The lines that say what the vertical axis counts."""
        return labels.lines(self.panel.y_title, self.form.letters)

    @property
    def heading(self) -> float:
        """The height in inches of the title, the axis title and the labels of the rules."""
        rows = max((banner.row + len(banner.lines) for banner in self.banners if banner.lines), default=0)
        texts = len(self.title) + len(self.unit)
        spare = (0.9 * GAP if texts else 0.3 * GAP) + (GAP if rows else 0.0)
        return (texts + rows + bool(self.heads)) * self.form.line + spare

    def crossings(self, banner: Banner) -> list[tuple[int, int]]:
        """Return from which row to which the labels of others lie across a rule, upwards."""
        return sorted(
            (other.row, other.row + len(other.lines))
            for other in self.banners
            if banner.lines and other.row < banner.row and other.covers(banner.at)
        )


@dataclass
class Layout:
    """A whole drawing, in inches."""

    form: Format
    left: float
    right: float
    across: Span
    below: list[Tick]
    plots: list[Plot]

    @property
    def entries(self) -> set[tuple[str, str]]:
        """The entries of the legend that are named where they stand."""
        return {name.entry for plot in self.plots for name in (*plot.names, *plot.heads)}

    @property
    def ends(self) -> int:
        """How many marks are named where they end."""
        return sum(name.side == "right" for plot in self.plots for name in plot.names if any(name.entry))

    def rest(self, chart: Chart) -> list[Mark]:
        """Return the marks that only a legend can name."""
        return [mark for mark in labels.legend(chart) if labels.entry(mark) not in self.entries]


def arranged(chart: Chart, form: Format) -> Layout:
    """Return the layout; names of lines get a margin at the right if more of them find room with it."""
    first = _arranged(chart, form, 0.0)
    if not form.margin or first.ends == len(labels.legend(chart)):
        return first
    other = _arranged(chart, form, form.margin)
    return max(first, other, key=lambda layout: (len(layout.entries), layout.ends))


def _arranged(chart: Chart, form: Format, margin: float) -> Layout:
    across = geometry.limits(chart, chart.panels, "x") or (0.0, 1.0)
    plots = [_plot(chart, panel, form) for panel in chart.panels]
    left = EDGE + max((tick.width + GAP for plot in plots if not plot.raised for tick in plot.ticks), default=GAP)
    outer = form.width - margin
    shown = geometry.limits(chart, chart.panels, "x") is not None
    below = axes.horizontal(chart, across, outer - left - 2 * GAP, form) if shown else []
    right = _right(below, across, left, outer)
    if chart.aspect and below:
        across, plots[0].upwards = scale.fitted(across, plots[0].upwards, right - left, plots[0].height, chart.aspect)
    for plot, own in zip(plots, rules.of(chart), strict=True):
        log = geometry.logarithmic(chart, plot.panel) and geometry.value_axis(chart, plot.panel) == "y"
        ground = Ground(across, plot.upwards, (right - left) * 72, plot.height * 72, log)
        plot.banners = _banners(own, Ground(across, plot.upwards, right - left, 1.0), chart, form, left)
        plot.names = direct.named(chart, plot.panel, ground, form, (form.width - EDGE - right) * 72) if shown else []
        plot.heads = [] if plot.raised else heads.above(chart, plot.panel, ground, form)
    return Layout(form, left, right, across, below, plots)


def _plot(chart: Chart, panel: Panel, form: Format) -> Plot:
    height = chart.height
    if chart.aspect:
        height *= (form.width - 6 * GAP) / (WIDE.width - 6 * GAP)
    span = geometry.limits(chart, [panel], "y")
    upwards = span or (0.0, 1.0)
    ticks = axes.vertical(chart, panel, upwards, form, height) if span else []
    if panel.y_scale != "category":
        return Plot(panel, form, height, upwards, ticks)
    names = geometry.order(chart, panel, "y")
    if not names or axes.column(names, form, height):
        return Plot(panel, form, height, upwards[::-1], ticks)
    return _raised(panel, form, len(names), ticks)


def _raised(panel: Panel, form: Format, rows: int, ticks: list[Tick]) -> Plot:
    bars = any(isinstance(mark, Bars) for mark in panel.marks)
    pitch, up = (2.2 * form.line, 0.9 * form.line) if bars else (1.9 * form.line, 0.8 * form.line)
    down = (up + 0.1 * form.line) / 2 / pitch  # a row's name and marks stand in its middle together
    share = min(1.0, _BAR * form.line / (pitch * geometry.BAR))
    return Plot(panel, form, rows * pitch, (rows - 0.5 - down, -0.5 - down), ticks, up, share)


def _right(below: Sequence[Tick], across: Span, left: float, outer: float) -> float:
    if not below:
        return outer - EDGE
    share = (below[-1].place - across[0]) / (across[1] - across[0])
    room = outer - EDGE - left
    return left + min(room, (room - below[-1].width / 2) / share if share > 0.5 else room)


def _broken(label: str, width: float, form: Format) -> list[str]:
    """Return the lines of a label that fit before the next rule, as few as can be; nothing where they do not."""
    tried = (labels.broken(label, letters) for letters in range(len(label) if width > 0 else 0, 0, -1))
    fit = (found for found in tried if found and all(measure(line, size=form.size) <= width for line in found))
    return next(fit, [])


def _banners(own: Sequence[Rule], ground: Ground, chart: Chart, form: Format, left: float) -> list[Banner]:
    places = geometry.positions([rule.x for rule in own], chart.x_scale)
    spots = [ground.spot(place, 1.0)[0] for place in places]
    room = form.width - EDGE - left
    texts = [
        _broken(rule.label, after - at - 1.2 * GAP, form)
        or axes.wrapped(rule.label, max(room - at, at + left) - 2 * GAP, form)
        for rule, at, after in zip(own, spots, [*spots[1:], *spots[-1:]], strict=True)
    ]
    widths = [max((measure(line, size=form.size) for line in lines), default=-GAP) + GAP for lines in texts]
    rows = rules.stagger(spots, widths, room, [len(lines) for lines in texts])
    return [
        Banner(place, at, lines, row, leftwards, width)
        for place, at, lines, (row, leftwards), width in zip(places, spots, texts, rows, widths, strict=True)
    ]
