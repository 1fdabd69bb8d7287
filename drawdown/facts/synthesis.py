"""What the synthesis states."""

from collections.abc import Callable, Iterable

import pandas as pd

from drawdown.facts import wave_years
from drawdown.facts.fact import Fact, ids, listed
from drawdown.facts.grades import without_one
from drawdown.language import N_
from drawdown.measures import mechanisms as measures
from drawdown.measures import synthesis, waves
from drawdown.measures.cases import Evidence, cases
from drawdown.measures.cases import evidence as gather
from drawdown.measures.mechanisms import GRADES
from drawdown.pack import texts
from drawdown.terms import term

SHOWN = ("claims", "mechanisms", "predictions", "rivals", "troop_levels")
TABLES = ("outcomes", "attack_events", "attack_counts", "us_strikes", "milestones")
VERDICTS = {
    "supported": N_("Claims the sources found support; an opinion, as having been said."),
    "refined": N_("Claims that hold with a correction or a detail."),
    "contradicted": N_("Claims the sources found contradict."),
    "unverified": N_("Claims no page found could check."),
    "then_supported": N_("Claims that the pages of the article's own day support."),
    "then_refined": N_("Claims that by the pages of the article's own day hold with a correction or a detail."),
    "then_contradicted": N_("Claims that the pages of the article's own day contradict."),
    "then_unverified": N_("Claims that no page of the article's own day could check."),
}
RESULTS = {
    "expected": N_("Cases that came out as “{mechanism}” predicts."),
    "opposite": N_("Cases that came out against what “{mechanism}” predicts."),
    "open": N_("Cases of “{mechanism}” whose range includes no change."),
}
GRADE = "drawdown.measures.mechanisms.grade"
GRADED = "grade"  # the column of which the codes are words
TALLY = "drawdown.measures.mechanisms.tally"
CASES = "drawdown.measures.cases.cases"


def stated(claims: pd.DataFrame, mechanisms: pd.DataFrame, predictions: pd.DataFrame, held: Evidence) -> list[Fact]:
    """Return what the chapter states."""
    predicted = known(predictions, mechanisms)
    found = cases(predicted, held)
    verdicts = measures.tally(predicted, found)
    grades = measures.grades(mechanisms, verdicts)
    return [
        *_claim_facts(claims),
        *_count_facts(mechanisms, verdicts, grades),
        *(
            fact
            for row in _named(mechanisms).to_dict("records")
            for fact in _mechanism_facts(row, verdicts, found, grades, held)
        ),
        *wave_years.stated(held),
    ]


def evidence(rows: Callable[[str], pd.DataFrame], theatres: Iterable[str]) -> Evidence:
    """Return what the predictions are tested on.

    Parameters
    ----------
    rows
        Gives a table of the pack by its name.
    theatres
        The countries shown.
    """
    tables = {name: rows(name) for name in TABLES}
    return gather(tables, titled(waves.resolve(rows("waves"), tables["milestones"])), theatres)


def seen(predictions: pd.DataFrame, mechanisms: pd.DataFrame, held: Evidence) -> pd.DataFrame:
    """Return every case of the predictions that are known, see `drawdown.measures.cases.cases`."""
    return cases(known(predictions, mechanisms), held)


def known(predictions: pd.DataFrame, mechanisms: pd.DataFrame) -> pd.DataFrame:
    """Return the predictions of the mechanisms that are known on the day of knowledge."""
    return (
        predictions[predictions["mechanism_id"].isin(mechanisms["mechanism_id"])]
        if len(mechanisms)
        else predictions[:0]
    )


def titled(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the waves with a ``title`` in the active language."""
    return resolved.assign(title=texts.told(resolved, "title"))


def _claim_facts(claims: pd.DataFrame) -> list[Fact]:
    measure = "drawdown.measures.synthesis.verdicts"
    changed = synthesis.moved(claims) if len(claims) else claims
    found = [Fact("claims", len(claims), "count", N_("Checkable claims of the article."), ids(claims, "claim_id"))]
    for column, name in {"verdict": "", "verdict_then": "then_"}.items():
        counts = synthesis.verdicts(claims, column) if len(claims) else pd.Series(0, synthesis.VERDICTS)
        for verdict, count in counts.items():
            rows = ids(claims[claims[column] == verdict], "claim_id") if len(claims) else ()
            key = f"{name}{verdict}"
            found.append(Fact(key, int(count), "count", VERDICTS[key], rows, measure=measure))
    definition = N_("Claims whose verdict is not the one that the pages of the article's day allowed.")
    rows = ids(changed, "claim_id")
    return [*found, Fact("moved", len(changed), "count", definition, rows, measure="drawdown.measures.synthesis.moved")]


def _count_facts(mechanisms: pd.DataFrame, verdicts: pd.DataFrame, grades: pd.Series) -> list[Fact]:
    rows = ids(mechanisms, "mechanism_id")
    untested = verdicts[verdicts["verdict"] == "untested"]
    return [
        Fact(
            "mechanisms", len(mechanisms), "count", N_("Ways in which a withdrawal is said to make crises worse."), rows
        ),
        Fact(
            "predictions",
            len(verdicts),
            "count",
            N_("Predictions of those mechanisms, as the pack lists them."),
            rows,
            measure=TALLY,
        ),
        Fact(
            "untested",
            len(untested),
            "count",
            N_("Predictions that no row of this view can test."),
            tuple(sorted(set(untested["mechanism_id"]))),
            measure=TALLY,
        ),
        *(
            Fact(
                f"graded_{grade}",
                int((grades == grade).sum()),
                "count",
                N_("Mechanisms whose grade is “{grade}”."),
                tuple(sorted(grades[grades == grade].index)),
                measure=GRADE,
                about={"grade": term(grade, GRADED)},
            )
            for grade in GRADES
        ),
    ]


def _named(mechanisms: pd.DataFrame) -> pd.DataFrame:
    return mechanisms.assign(title=texts.told(mechanisms, "title")) if len(mechanisms) else mechanisms


def _mechanism_facts(
    row: dict[str, str], verdicts: pd.DataFrame, every: pd.DataFrame, grades: pd.Series, held: Evidence
) -> list[Fact]:
    name, title = row["mechanism_id"], row["title"]
    about = {"mechanism": title}
    own, found = verdicts[verdicts["mechanism_id"] == name], every[every["mechanism_id"] == name]
    rows = listed(found["rows"]) or (name,)
    untested = own[own["verdict"] == "untested"]
    low, high = without_one(own, found, grades[name], held)
    return [
        Fact(
            f"title_{name}",
            title,
            "text",
            N_("What the pack calls the mechanism {name}."),
            (name,),
            about={"name": name},
        ),
        Fact(
            f"grade_{name}",
            term(grades[name], GRADED),
            "text",
            N_("How far the evidence bears out “{mechanism}”; the range is that without any one source."),
            rows,
            term(low, GRADED),
            term(high, GRADED),
            GRADE,
            about,
        ),
        Fact(
            f"cases_{name}",
            len(found),
            "count",
            N_("Cases in which predictions of “{mechanism}” could be looked at."),
            rows,
            measure=CASES,
            about=about,
        ),
        *(
            Fact(
                f"{result}_{name}",
                int((found["result"] == result).sum()),
                "count",
                definition,
                listed(found.loc[found["result"] == result, "rows"]),
                measure=CASES,
                about=about,
            )
            for result, definition in RESULTS.items()
        ),
        Fact(
            f"predictions_{name}",
            len(own),
            "count",
            N_("Predictions that follow from “{mechanism}”."),
            (name,),
            measure=TALLY,
            about=about,
        ),
        Fact(
            f"untested_{name}",
            len(untested),
            "count",
            N_("Predictions of “{mechanism}” that no row of this view can test."),
            (name,) if len(untested) else (),
            measure=TALLY,
            about=about,
        ),
    ]
