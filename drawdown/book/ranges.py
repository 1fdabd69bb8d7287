"""Days of knowledge as a grid takes them: ``2023-10-01..2024-09-01/month``, single days, lists of both."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator

from drawdown.errors import ParameterError
from drawdown.parameters import LATEST

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
STEPS = (*DAYS, *MONTHS)
FORM = "write 2024-08-24, or a range as 2023-10-01..2024-09-01/month"


def days(text: str) -> list[str]:
    """Return the days that a text lists, each once, in its order: dates, ranges with a step, the word "latest".

    A range holds its first day, the steps after it, and its last day if a step meets it. A step of months keeps the
    day of the month, or takes the month's last day where it has no such day.

    Raises
    ------
    ParameterError
        If a part is no day and no range, with how to write one.
    """
    return list(dict.fromkeys(day for part in text.split(",") for day in _part(part.strip())))


def _part(text: str) -> Iterator[str]:
    if text == LATEST:
        yield text
        return
    span, slash, step = text.partition("/")
    start, dots, end = span.partition("..")
    if bool(slash) != bool(dots):
        raise ParameterError(f"as_of = {text!r} is no day and no range with a step: {FORM}.")
    if not dots:
        yield str(_day(text))
        return
    if step not in STEPS:
        raise ParameterError(f"as_of = {text!r}: {step!r} is no step; the steps are {', '.join(STEPS)}.")
    first, last = _day(start), _day(end)
    if first > last:
        raise ParameterError(f"as_of = {text!r} ends before it starts: give the earlier day first.")
    yield from map(str, _range(first, last, step))


def _range(first: dt.date, last: dt.date, step: str) -> Iterator[dt.date]:
    day, count = first, 0
    while day <= last:
        yield day
        count += 1
        day = first + dt.timedelta(DAYS[step] * count) if step in DAYS else _later(first, MONTHS[step] * count)


def _later(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"as_of = {text!r} is not a date: {FORM}.") from None
