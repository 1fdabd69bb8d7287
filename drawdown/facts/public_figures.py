"""What the troop levels state about the public figure: beside the counts, and beside what was disclosed later."""

import pandas as pd

from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.facts.sentences import by_id, values
from drawdown.language import N_, _, percent
from drawdown.measures.median import median
from drawdown.measures.public_figures import SIGNS, TOLERANCE

_COUNTED = "drawdown.measures.public_figures.counted"
_RESTATED = "drawdown.measures.public_figures.restatements"
_MEDIAN = "drawdown.measures.median.median"
DISCLOSED = (
    N_("The figure disclosed divided by the public one before it, at its largest."),
    N_("The public figure before the largest disclosure."),
    N_("The figure that the largest disclosure gave."),
    N_("The day of the largest disclosure."),
    N_("Where the largest disclosure was about."),
)
COUNTED = (
    N_("The persons counted divided by the public figure, at the widest gap."),
    N_("The public figure at the widest gap to a count."),
    N_("The persons counted at the widest gap to a public figure."),
    N_("The day of the count with the widest gap to a public figure."),
    N_("Where the count with the widest gap to a public figure was."),
)


def stated(restated: pd.DataFrame, pairs: pd.DataFrame, countries: dict[str, str]) -> list[Fact]:
    """Return what is stated of the restatements and of the pairs of count and public figure."""
    return [
        *_widest("restated", restated, "before", "after", ["before_id", "after_id"], countries),
        *_widest("counted", pairs, "public", "count", ["obs_id", "dmdc_id"], countries),
        *_restated(restated),
        *_signs(pairs),
        _small(pairs),
    ]


def _restated(restated: pd.DataFrame) -> list[Fact]:
    both = tuple(dict.fromkeys([*restated["before_id"], *restated["after_id"]]))
    longest = restated.loc[restated["days"].idxmax()] if len(restated) else pd.Series(dtype=object)
    pair = (str(longest["before_id"]), str(longest["after_id"])) if len(longest) else ()
    smaller = restated[restated["ratio"] < 1]
    return [
        Fact(
            "restatements",
            len(restated),
            "count",
            N_("Disclosures that changed a public figure."),
            both,
            measure=_RESTATED,
        ),
        Fact(
            "restated_down",
            len(smaller),
            "count",
            N_("Disclosures of a number below the public one."),
            ids(smaller, "after_id"),
            measure=_RESTATED,
        ),
        Fact(
            "restated_days",
            whole(longest.get("days")),
            "days",
            N_("The longest time from the first publication of a public figure to the disclosure that changed it."),
            pair,
            measure=_RESTATED,
        ),
    ]


def _signs(pairs: pd.DataFrame) -> list[Fact]:
    texts = {
        "pairs": N_("Personnel counts with a public figure near in time."),
        "above": N_("Personnel counts more than 10 percent above the public figure."),
        "within": N_("Personnel counts within 10 percent of the public figure."),
        "below": N_("Personnel counts more than 10 percent below the public figure."),
    }
    groups = {"pairs": pairs} | {sign: pairs[pairs["sign"] == sign] for sign in SIGNS}
    return [
        Fact(f"count_{name}", len(group), "count", texts[name], _both(group), measure=_COUNTED)
        for name, group in groups.items()
    ]


def _small(pairs: pd.DataFrame) -> Fact:
    small = pairs[pairs["size"] == "small"]
    middle = median(small["ratio"])
    text = N_("Count divided by the public figure, median over small forces, with its exact 95% interval.")
    rows = _both(small) if middle.value is not None else ()
    return Fact("ratio_small", middle.value, "ratio", text, rows, middle.low, middle.high, _MEDIAN)


def _both(pairs: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*pairs["dmdc_id"], *pairs["obs_id"]]))


def _widest(
    name: str, table: pd.DataFrame, low: str, high: str, keys: list[str], countries: dict[str, str]
) -> list[Fact]:
    """State the row with the largest ratio: a figure, what replaced it, and when."""
    top = table.loc[table["ratio"].idxmax()] if len(table) else pd.Series(dtype=object)
    rows = tuple(str(top[key]) for key in keys) if len(top) else ()
    when = day(top.get("disclosed_on", top.get("date")))
    where = countries.get(top.get("country", ""), top.get("country", ""))
    made, texts = (_RESTATED, DISCLOSED) if name == "restated" else (_COUNTED, COUNTED)
    return [
        Fact(
            f"{name}_ratio",
            top.get("ratio"),
            "ratio",
            texts[0],
            rows,
            None,
            None,
            made,
        ),
        Fact(f"{name}_from", whole(top.get(low)), "persons", texts[1], rows),
        Fact(f"{name}_to", whole(top.get(high)), "persons", texts[2], rows),
        Fact(f"{name}_on", when, "day", texts[3], rows),
        Fact(f"{name}_where", where, "text", texts[4], rows),
    ]


def short(stated: list[Fact]) -> str:
    """Return the gap in one sentence, for the chapter's finding."""
    held = values(stated)
    if held["counted_ratio"] is None:
        return ""
    return _(
        "The public figure was not the count: at the widest gap, in {counted_where} on {counted_on}, {counted_to}"
        " were counted where {counted_from} had been public."
    )


def counts(stated: list[Fact]) -> str:
    """Return what the counts say beside the public figures: how often above, near and below, and how far."""
    held = by_id(stated)
    if not held["count_pairs"].value:
        return _("No personnel count of this view has a public figure near it in time.")
    if held["count_pairs"].value == 1:
        return _(
            "One personnel count of this view has a public figure near it: {counted_to} counted in {counted_where},"
            " {counted_from} public. One pair shows no pattern."
        )
    text = _(
        "Of {count_pairs} personnel counts with a public figure near in time, {count_above} lie more than {tolerance}"
        " above it, {count_within} within {tolerance}, and {count_below} more than {tolerance} below."
        " At the widest gap, in {counted_where} on {counted_on}, the personnel office counted {counted_to} where the"
        " public figure was {counted_from}: {counted_ratio} times as many."
    ).replace("{tolerance}", percent(TOLERANCE))
    return f"{text} {_middle(held['ratio_small'])}"


def _middle(small: Fact) -> str:
    if small.value is None or small.low is None:
        return _("The pairs of small forces are too few to give a typical ratio.")
    text = _(
        "For small forces the count is {ratio_small} times the public figure at the median (95% interval"
        " {ratio_small_low} to {ratio_small_high})."
    )
    if float(str(small.low)) <= 1 <= float(str(small.high)):
        return text + " " + _("The interval holds one: the gap goes both ways, and no single factor corrects it.")
    return text


def disclosures(stated: list[Fact]) -> str:
    """Return what later disclosures changed."""
    held = values(stated)
    if not held["restatements"]:
        return _("No disclosure in this view changed a figure that had been public.")
    one = held["restatements"] == 1
    text = (
        _("One later disclosure changed a public figure:")
        if one
        else _("Later disclosures changed {restatements} public figures. The largest change,")
    )
    text += " " + _(
        "about {restated_where} and published on {restated_on}, put {restated_to} where {restated_from} had been"
        " public, {restated_ratio} times as many."
    )
    smaller = _("The disclosed number was the smaller one {times}.").replace("{times}", _times(held["restated_down"]))
    down = smaller if held["restated_down"] else ""
    longest = _("The oldest of the figures had first been printed {restated_days} days before.") if not one else ""
    close = _("Each is a change of counting; when the disclosed number began is mostly not known.")
    return " ".join(filter(None, [text, down if not one else "", longest, close]))


def _times(times: object) -> str:
    return _("once") if times == 1 else _("{restated_down} times")
