"""The event datasets a pack can import: what each counts, and what its licence allows."""

from dataclasses import dataclass

from drawdown.language import N_, _


@dataclass(frozen=True)
class Dataset:
    """One dataset of events.

    ``counted`` is a pattern of the kinds of event that are counted by month; ``whole`` says that a file of it holds
    every event of its days and countries, so that an event it lacks was withdrawn; ``open`` that rows may be passed on.
    """

    name: str
    title: str
    terms: str
    open: bool
    whole: bool
    counted: str
    unit: str

    @property
    def licence(self) -> str:
        """The licence, or what the terms of use allow, in the active language."""
        return _(self.terms)

    @property
    def note(self) -> str:
        """What one event of it is, in the active language."""
        return _(self.unit)


DATASETS = {
    "ucdp": Dataset(
        name="ucdp",
        title="UCDP GED",
        terms="CC BY 4.0",
        open=True,
        whole=True,
        counted=".",
        unit=N_(
            "UCDP GED holds only events in which somebody died: an attack without a death is not in it, so that it can"
            " check deaths and never a number of attacks."
        ),
    ),
    "acled": Dataset(
        name="acled",
        title="ACLED",
        terms=N_("ACLED terms of use: rows may not be passed on; name the day of access and the filters"),
        open=False,
        whole=False,
        counted="^(Battle|Explosions|Remote violence|Violence against civilians)",
        unit=N_(
            "ACLED merges what the same actors did on one day in one place into one event, so that its events are not"
            " attacks; it gives one number of deaths and no range. Only battles, explosions and remote violence, and"
            " violence against civilians are counted."
        ),
    ),
    "gtd": Dataset(
        name="gtd",
        title="GTD",
        terms=N_("GTD terms of use: rows may not be passed on"),
        open=False,
        whole=True,
        counted=".",
        unit=N_(
            "GTD holds acts that its coders took for terrorism, doubtful ones included; a number of deaths it does not"
            " know adds nothing to a sum."
        ),
    ),
}
