"""The headings of a figure's data as a table: what its columns are called in the reader's language.

The file of data has the columns' own names, as programs want them, in every language.
"""

from collections.abc import Callable, Iterable, Mapping

from drawdown import language
from drawdown.charts.position_cells import signed
from drawdown.language import N_, _
from drawdown.pack.schema import Table, standard, worded
from drawdown.terms import term

# The columns that measures add to those of the pack, and those that tables of the pack call by several titles.
COMPUTED = {
    "about": N_("Level stated for"),
    "after_high": N_("After, high"),
    "after_low": N_("After, low"),
    "alone": N_("About it alone"),
    "before_high": N_("Before, high"),
    "before_low": N_("Before, low"),
    "count": N_("Personnel counted"),
    "cut_id": N_("Cut, id"),
    "cut_on": N_("Cut on"),
    "date_precision": N_("Precision of the date"),
    "day": N_("Day of knowledge"),
    "days": N_("Days"),
    "dmdc_id": N_("Personnel count, id"),
    "end": N_("End"),
    "ended": N_("Ended on"),
    "error": N_("Error"),
    "error_high": N_("Error, high"),
    "error_low": N_("Error, low"),
    "exit": N_("For exit"),
    "fate": N_("Fate"),
    "first": N_("First day of the target"),
    "headline": N_("Headline level"),
    "headline_now": N_("Headline level now"),
    "headline_then": N_("Headline level then"),
    "high_median": N_("Median, high"),
    "high_now": N_("High now"),
    "high_then": N_("High then"),
    "incidents": N_("Incidents"),
    "known_on": N_("Known on"),
    "known_then": N_("Known then"),
    "lead": N_("Days ahead"),
    "least": N_("Days, at least"),
    "level_ids": N_("Stated level, ids"),
    "level_source": N_("Source of the stated level"),
    "low_median": N_("Median, low"),
    "low_now": N_("Low now"),
    "low_then": N_("Low then"),
    "month": N_("Month"),
    "most": N_("Days, at most"),
    "n": N_("Statements"),
    "now_source": N_("Source now"),
    "obs_id_now": N_("Id now"),
    "obs_id_then": N_("Id then"),
    "official": N_("Official count"),
    "open": N_("Disclosed later, ids"),
    "other_high": N_("Other base, high"),
    "other_low": N_("Other base, low"),
    "past": N_("Days after the target date"),
    "per_week": N_("Attacks a week"),
    "place": N_("Theatre"),
    "planned": N_("Level planned"),
    "planned_on": N_("Planned on"),
    "precision": N_("Precision of the target"),
    "public": N_("Public figure"),
    "public_source": N_("Source of the public figure"),
    "ratio": N_("Ratio"),
    "relative": N_("Relative error"),
    "relative_high": N_("Relative error, high"),
    "relative_low": N_("Relative error, low"),
    "replaced_on": N_("Replaced on"),
    "rows": N_("Rows"),
    "scope": N_("Scope"),
    "share": N_("Share"),
    "shown_on": N_("Other level shown on"),
    "sign": N_("Against the public figure"),
    "since": N_("Days since the announcement"),
    "size": N_("Size of the force"),
    "slippage": N_("Days late"),
    "source_kind": N_("Kind of best source"),
    "start": N_("Start"),
    "start_unknown": N_("Start unknown"),
    "stay": N_("For staying"),
    "target": N_("Target date"),
    "theatre": N_("Theatre"),
    "then_source": N_("Source then"),
    "told_on": N_("Said to be undone on"),
    "until": N_("Known until"),
    "verdict_of": N_("Verdict"),
    "wave": N_("Wave"),
    "year": N_("Year"),
    "years": N_("Years after"),
}
CODES = ("claimed", "confirmed", "impact", "intercepted", "unknown", "-2", "-1", "0", "1", "2")  # counts of each

Headings = Callable[[str], str]


def headings(tables: Mapping[str, Table]) -> Headings:
    """Return what gives a column's heading by its name: the words for what measures add, or the title in the tables.

    A table that the pack lacks is as every pack would have it.
    """
    fields = (field for table in {**standard(), **tables}.values() for field in table.descriptor["schema"]["fields"])
    titles = {field["name"]: worded(field, "title") for field in fields}

    def heading(name: str) -> str:
        if name in CODES:
            return term(name) if name.isalpha() else f"{signed(int(name))} {term(name)}"
        return _(COMPUTED[name]) if name in COMPUTED else titles.get(name) or plain(name)

    return heading


def plain(name: str) -> str:
    """Return a column's name as words, for one that nothing else is known of."""
    return name.replace("_", " ")


def foreign(name: str, names: Iterable[str]) -> bool:
    """Return whether a column says in another language what one of the others says in the active one."""
    stem, _dash, ending = name.rpartition("_")
    here = language.active()
    return ending in language.LOCALES and ending != here and f"{stem}_{here}" in names
