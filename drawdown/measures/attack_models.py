"""Every series of attacks, fitted over the same breaks."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from drawdown.measures import attack_frequency, attack_record, interrupted, phases
from drawdown.measures.interrupted import Model
from drawdown.measures.phases import Change
from drawdown.measures.rates import Estimate

OFFICIAL, ALL, MONITOR, CONFIRMED, EVERY = "official", "official_all", "observatory", "confirmed", "incidents"
WEEKLY = (CONFIRMED, EVERY)  # series of equal weeks
COUNTS = ["count_id", "period_start", "period_end", "country", "attacks", "count_qualifier", "counter", "scope"]
COUNTS += ["split_of", "computed", "lags_behind", "status", "source", "source_2", "reported_on", "tier"]


@dataclass(frozen=True)
class Fit:
    """One series: its intervals with their phases, the table of phases, and the model over them."""

    name: str
    phased: pd.DataFrame
    table: pd.DataFrame
    model: Model | None

    def ratio(self, phase: int) -> tuple[Estimate, str]:
        """Return the ratio of a phase to the one before it, and where its interval comes from."""
        return interrupted.ratio(self.table, phase, self.model)


class Study:
    """The series of one view, fitted over the breaks of the pack.

    Parameters
    ----------
    counts, events, milestones
        The tables of the pack, as the chapter sees them.
    """

    def __init__(self, counts: pd.DataFrame, events: pd.DataFrame, milestones: pd.DataFrame) -> None:
        self.counts = counts[[name for name in COUNTS if name in counts]]
        self.events = events
        self.one_each = attack_frequency.incidents(events)
        self.breaks = phases.changes(milestones)
        self.start = attack_frequency.campaign_start(self.counts)  # by all tiers, also where the best ones are few

    @cached_property
    def record(self) -> pd.DataFrame:
        """The official record on sources of tiers A to C."""
        return attack_record.record(attack_record.sound(self.counts), self.start)

    @cached_property
    def begin(self) -> pd.Timestamp | None:
        """The first day of the campaign, by sources of tiers A to C."""
        total = attack_frequency.running_total(attack_frequency.campaign(attack_record.sound(self.counts), self.start))
        return total["period_start"].iloc[0] if len(total) else None

    @cached_property
    def main(self) -> Change | None:
        """The break before and after which series are compared: the first that comes after the campaign began."""
        later = (change for change in self.breaks if self.begin is not None and change.first > self.begin)
        return next(later, None)

    @cached_property
    def official(self) -> Fit:
        """The official record, fitted."""
        return self._fit(OFFICIAL, self.record)

    @cached_property
    def fits(self) -> list[Fit]:
        """Every series with data on both sides of some break, the official first; countries by their own name."""
        total = attack_frequency.running_total(attack_frequency.campaign(self.counts), MONITOR)
        weeks = self._weeks(self.one_each), self._weeks(self.one_each[self.one_each["status"] == CONFIRMED])
        found = [
            self.official,
            self._fit(ALL, attack_record.stretches(self.counts)),
            *(self._of_country(name) for name in self.countries if len(self.countries) > 1),
            self._fit(MONITOR, attack_record.of_total(total)),
            self._fit(CONFIRMED, weeks[1]),
            self._fit(EVERY, weeks[0]),
        ]
        return [one for one in found if len(one.table)]

    @cached_property
    def countries(self) -> dict[str, pd.DataFrame]:
        """The official running total of each country that the campaign's statements split off, or are all about."""
        split = self.counts.loc[self.counts["split_of"] != "", "country"]
        campaign = attack_frequency.campaign(self.counts)
        named = split if len(split) else campaign.loc[campaign["counter"] == attack_frequency.OFFICIAL, "country"]
        named = named.drop_duplicates()
        totals = {str(name): attack_record.country_total(self.counts, str(name)) for name in sorted(named)}
        return {name: total for name, total in totals.items() if len(total)}

    @cached_property
    def by_country(self) -> dict[str, pd.DataFrame]:
        """The phases of the official count of each country."""
        return {name: self._of_country(name).table for name in self.countries}

    def _of_country(self, name: str) -> Fit:
        return self._fit(name, attack_record.of_total(self.countries[name]))

    def _weeks(self, one_each: pd.DataFrame) -> pd.DataFrame:
        return phases.weeks(one_each["date"], self.breaks)

    def _fit(self, name: str, intervals: pd.DataFrame) -> Fit:
        phased = phases.assigned(intervals, self.breaks)
        model = interrupted.fit(phased, regular=name in WEEKLY)
        return Fit(name, phased, phases.table(phased, self.breaks), model)

    def at_main(self, one: Fit) -> int | None:
        """Return the phase of a series that begins with the main break; None where the series cannot see it."""
        if self.main is None:
            return None
        begins = one.table["begins"].str.split().map(set)
        rows = one.table[begins.map(lambda names: bool(names & set(self.main.ids)) if self.main else False)]
        rows = rows[rows["phase"] > 0]
        return int(rows["phase"].iloc[0]) if len(rows) else None
