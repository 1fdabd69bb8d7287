"""The figures and tables of the stated positions, as their description has them."""

import pandas as pd
import pytest

from drawdown.charts import agreement_tables, channel_tables, position_cells, position_lines, position_tables
from drawdown.charts import stated_positions as charts
from drawdown.charts.chart import Points, Whiskers
from tests.test_movement import daily, line
from tests.test_stated_positions import PRIVATE, positions, said

COUNTRIES = {"Arland": "The land of Ar"}
SHOWN = [
    charts.stances,
    charts.by_year,
    charts.arguments,
    position_lines.over_time,
    lambda rows: position_lines.actors(rows, COUNTRIES),
    lambda rows: position_lines.persons(rows, COUNTRIES),
    position_tables.groups,
    lambda rows: position_tables.lines(rows, COUNTRIES),
    position_tables.argued,
    position_tables.attribution,
    channel_tables.compared,
    channel_tables.episodes,
    channel_tables.private,
    agreement_tables.confusion,
    agreement_tables.agreed,
]


def full(rows):
    texts = {"statement_en": "A position.", "statement_ar": "موقف.", "status": "confirmed"}
    return rows.assign(**texts)


@pytest.mark.parametrize("made", SHOWN, ids=range(len(SHOWN)))
def test_without_rows_each_says_so(made):
    shown = made(full(positions()))
    assert shown.empty
    assert getattr(shown, "alt", "") == "" and not list(getattr(shown, "panels", ()))
    assert len(getattr(shown, "rows", ())) == 0


@pytest.mark.parametrize("made", SHOWN, ids=range(len(SHOWN)))
def test_one_row_can_be_shown(made):
    shown = made(full(positions(said(1))))
    assert "nan" not in shown.caption
    if hasattr(shown, "columns"):
        assert not shown.rows[list(shown.columns)].isna().any(axis=None)


def test_a_date_that_is_not_exact_is_drawn_as_the_time_it_spans():
    rows = full(line((1, "2001-01-10", "day"), (1, "2001-02-01", "month"), (1, "2003-01-01", "year")))
    marks = position_lines.over_time(rows).panels[0].marks
    [span] = [mark for mark in marks if isinstance(mark, Whiskers)]
    ends = [[f"{day:%Y-%m-%d}" for day in side] for side in (span.low, span.high)]
    assert ends == [["2001-02-01", "2003-01-01"], ["2001-02-28", "2003-12-31"]]
    [points] = [mark for mark in marks if isinstance(mark, Points)]
    assert all(low <= point <= high for point, low, high in zip(points.x[1:], span.low, span.high, strict=True))


def test_private_reports_are_hollow_and_in_no_line():
    rows = full(pd.concat([daily(1, 1, 1, 1), daily(-1).assign(channel=PRIVATE)], ignore_index=True))
    points = [mark for mark in position_lines.over_time(rows).panels[0].marks if isinstance(mark, Points)]
    assert [(mark.hollow, len(mark.x)) for mark in points] == [(True, 1), (False, 4)]
    [drawn] = [mark for mark in position_lines.actors(rows, COUNTRIES).panels[0].marks if isinstance(mark, Points)]
    assert len(drawn.x) == 4 and not drawn.hollow


def test_a_line_names_its_theatre_where_there_are_several():
    rows = full(daily(1, 1, 1, 1))
    one, two = ({"Arland": "The land of Ar"}, {"Arland": "The land of Ar", "Borland": "The land of Bor"})
    assert list(position_lines.actors(rows, one).panels[0].categories) == ["Arland government"]
    assert list(position_lines.actors(rows, two).panels[0].categories) == ["Arland government (The land of Ar)"]


def test_the_bars_of_a_year_are_its_positions():
    rows = full(line((1, "2001-01-10", "day"), (1, "2001-02-01", "day"), (-2, "2003-01-01", "year")))
    shown = charts.by_year(rows)
    assert list(shown.x_categories) == ["2001", "2002", "2003"]
    assert [list(mark.amount) for mark in shown.panels[0].marks if any(mark.amount)] == [[0, 0, 1], [2, 0, 0]]


def test_a_cell_is_written_with_sign_and_interval():
    table = pd.DataFrame({"low_median": [1, -1, None], "high_median": [1, 1, None], "v": [0.5, None, 0.25]})
    assert position_cells.medians(table) == ["+1", "\u22121 / +1", position_cells.NONE]
    assert position_cells.shares(table["v"]) == ["50%", position_cells.NONE, "25%"]
    ends = table.assign(low=[0.4, None, None], high=[0.6, None, None])
    assert position_cells.estimates(ends, "v", "low", "high") == ["50% (40% to 60%)", *[position_cells.NONE], "25%"]
    assert position_cells.coefficient(0.968, 0.956, 0.979) == "0.97 (0.96 to 0.98)"
    assert position_cells.end(pd.Timestamp("2001-02-01"), -1, 1) == "\u22121 to +1 (February 2001)"
