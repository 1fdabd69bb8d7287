"""The tables of the withdrawal history."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts.table import Column, Table
from drawdown.charts.withdrawal_history import sources
from drawdown.language import _
from drawdown.measures import exits, kinds_of_promise, slippage, timeline, waves
from drawdown.measures import withdrawal_history as measures
from drawdown.pack import texts
from drawdown.terms import place, term

UNFIXED = ("convention", "computed")  # target dates that were not set by the promise itself


def waves_of(
    wave_rows: pd.DataFrame, milestones: pd.DataFrame, promises: pd.DataFrame, countries: Mapping[str, str]
) -> Table:
    """List the waves with their days, their milestones, and what followed each drawdown."""
    until, resolved = slippage.horizon(milestones, promises), waves.resolve(wave_rows, milestones)
    found, after = timeline.counted(resolved, milestones, until), timeline.followed(resolved, until)
    after = after.assign(next_title=texts.told(after, "next_title"))
    then = dict(zip(after["wave_id"], (_then(row) for row in after.itertuples()), strict=True))
    return Table(
        key="waves",
        caption=_("The waves, and what followed each drawdown"),
        rows=found.assign(
            where=found["country"].map(lambda name: countries.get(name, name)),
            what=found["kind"].map(term),
            called=texts.told(found, "title"),
            to=[_("open") if pd.isna(end) else language.date(end.date()) for end in found["end"]],
            then=found["wave_id"].map(then).fillna(""),
        ),
        columns={
            "where": Column(_("Country")),
            "what": Column(_("Kind")),
            "called": Column(_("Wave")),
            "start": Column(_("First day"), "day"),
            "to": Column(_("Last day")),
            "days": Column(_("Days"), "days"),
            "rows": Column(_("Milestones"), "count"),
            "dates": Column(_("On different days"), "count"),
            "then": Column(_("What followed")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No wave of build-up or drawdown begins in this view."),
    )


def _then(row: pd.Series) -> str:
    if row.fate == "open":
        return _("not ended")
    days = language.number(int(row.days))
    match row.fate:
        case "quiet":
            return _("no further wave in {days} days, until the last page").format(days=days)
        case "rebuilt":
            text = _("a build-up after {days} days: {wave}")
        case _:
            text = _("a further drawdown after {days} days: {wave}")
    return text.format(days=days, wave=row.next_title)


def outcomes(rows: pd.DataFrame) -> Table:
    """List the promises with target, outcome and delay."""
    pledges = measures.pledges(rows)
    return Table(
        key="pledges",
        caption=_("Every promise, its target and its outcome"),
        rows=pledges.assign(
            result=pledges["outcome"].map(term),
            announced=[announced(row) for row in pledges.itertuples()],
            due=[_due(row) for row in pledges.itertuples()],
            met=[_met(row) for row in pledges.itertuples()],
            promised=texts.told(pledges, "promised"),
            why=texts.told(pledges, "outcome_note"),
            late=_blank(pledges["slippage"]),
            source=_keys(pledges),
        ),
        columns={
            "pledge_id": Column(_("Promise")),
            "announced": Column(_("Announced")),
            "promised": Column(_("Promised")),
            "due": Column(_("Target date")),
            "met": Column(_("Shown met")),
            "late": Column(_("Days late"), "days"),
            "result": Column(_("Outcome")),
            "why": Column(_("Why")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("The pack has no promise in this view."),
    )


def kinds(rows: pd.DataFrame) -> Table:
    """List the kinds of promises with the share kept on time."""
    found = kinds_of_promise.kinds(rows)
    shares = {name: _blank(found[name]) for name in ("share", "low", "high")}
    return Table(
        key="kinds",
        caption=_("How the kinds of promises fared; no share is given where fewer than {few} are scored").format(
            few=language.number(kinds_of_promise.FEW)
        ),
        rows=found.assign(called=[_called(row) for row in found.itertuples()], **shares),
        columns={
            "called": Column(_("Promises")),
            "promises": Column(_("All"), "count"),
            "scored": Column(_("Scored"), "count"),
            "kept": Column(_("On time"), "count"),
            "late": Column(_("Late"), "count"),
            "share": Column(_("Share on time"), "share"),
            "low": Column(_("From"), "share"),
            "high": Column(_("To"), "share"),
        },
        empty=_("The pack has no promise in this view."),
    )


def _called(row: pd.Series) -> str:
    named = {
        "all": _("All"),
        "strict": _("Strict: no restatement, plan or third party"),
        "level": _("About a number of troops"),
        "mission_label": _("About what the mission is called"),
        "bases": _("About bases or places"),
    }
    if row.by == "country":
        return place(row.kind)
    return named.get(row.kind or row.by) or term(row.kind)


def met(rows: pd.DataFrame) -> Table:
    """List the promises that were met, with the days they took and had planned."""
    found = exits.exits(rows)
    what = {
        "country": _("Whole country"),
        "level": _("Number of troops"),
        "mission_label": _("Label"),
        "bases": _("Bases or places"),
    }
    return Table(
        key="met",
        caption=_("How long the promises that were met took"),
        rows=found.assign(
            about=found["what"].map(what),
            promised=texts.told(found, "promised"),
            announced=[announced(row) for row in found.itertuples()],
            met=[_met(row) for row in found.itertuples()],
            planned=_blank(found["planned"]),
            ratio=_blank(found["ratio"]),
            source=_keys(found),
        ),
        columns={
            "pledge_id": Column(_("Promise")),
            "about": Column(_("About")),
            "promised": Column(_("Promised")),
            "announced": Column(_("Announced")),
            "met": Column(_("Shown met")),
            "days": Column(_("Days taken"), "days"),
            "planned": Column(_("Days planned"), "days"),
            "ratio": Column(_("Taken to planned"), "ratio"),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No promise of this view was met from a day known to a day known."),
    )


def announced(row: pd.Series) -> str:
    """Return when a promise was made, no finer than it is known."""
    return language.date(row.announced_on.date(), row.announced_on_precision)


def _due(row: pd.Series) -> str:
    if pd.isna(row.target_date):
        return _("none set")
    day = language.date(row.target_date.date())
    return _("{day} (not its own)").format(day=day) if row.target_date_basis in UNFIXED else day


def _met(row: pd.Series) -> str:
    if pd.isna(row.completed_on):
        return ""
    day = language.date(row.completed_on.date())
    return _("by {day}").format(day=day) if row.completed_on_basis == "on_or_before" else day


def _blank(values: pd.Series) -> pd.Series:
    """Return the values as cells of a table, empty where there is none."""
    return values.astype(object).where(values.notna(), "")


def _keys(rows: pd.DataFrame) -> pd.Series:
    return rows[sources(rows)].agg(" ".join, axis=1) if len(rows) else pd.Series(dtype="str")
