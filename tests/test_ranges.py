"""Ranges of days of knowledge: every step is known by hand, and what is no range is told with how to write one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.book.ranges import MONTHS, STEPS, days
from drawdown.errors import ParameterError

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("latest", ["latest"]),
        ("2024-08-24", ["2024-08-24"]),
        ("2024-08-24, latest,2024-08-24", ["2024-08-24", "latest"]),
        ("2024-02-28..2024-03-01/day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("2024-08-24..2024-09-07/week", ["2024-08-24", "2024-08-31", "2024-09-07"]),
        ("2024-08-24..2024-09-06/week", ["2024-08-24", "2024-08-31"]),
        ("2023-12-31..2024-04-30/month", ["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("2023-11-15..2024-06-01/quarter", ["2023-11-15", "2024-02-15", "2024-05-15"]),
        ("2020-02-29..2022-12-31/year", ["2020-02-29", "2021-02-28", "2022-02-28"]),
        ("2024-08-24..2024-08-24/year", ["2024-08-24"]),
    ],
)
def test_a_text_lists_its_days(text, expected):
    assert days(text) == expected


def test_a_year_of_months_is_twelve_and_ends_with_its_last_day():
    assert len(days("2023-10-01..2024-09-01/month")) == 12
    assert days("2023-10-01..2024-09-01/month")[-1] == "2024-09-01"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-13-01", "'2024-13-01' is not a date"),
        ("", "'' is not a date"),
        ("yesterday", "is not a date"),
        ("2024-01-01..2024-02-01", "no day and no range with a step"),
        ("2024-01-01/month", "no day and no range with a step"),
        ("2024-01-01..latest/month", "'latest' is not a date"),
        ("2024-01-01..2024-02-01/fortnight", "'fortnight' is no step; the steps are day, week"),
        ("2024-02-01..2024-01-01/month", "ends before it starts"),
    ],
)
def test_what_is_no_range_is_told_with_the_form(text, told):
    with pytest.raises(ParameterError, match="as_of = ") as caught:
        days(text)
    assert told in str(caught.value)


@given(first=DATES, length=st.integers(0, 2000), step=st.sampled_from(STEPS))
def test_days_rise_from_the_first_to_at_most_the_last_and_keep_their_day_of_the_month(first, length, step):
    last = first + dt.timedelta(length)
    found = [dt.date.fromisoformat(day) for day in days(f"{first}..{last}/{step}")]
    assert found[0] == first and found[-1] <= last
    assert found == sorted(set(found))
    if step in MONTHS:
        assert all(day.day == first.day or (day + dt.timedelta(1)).day == 1 for day in found)
