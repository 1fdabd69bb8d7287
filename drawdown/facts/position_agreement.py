"""What the chapter states about the agreement of the two codings."""

import pandas as pd

from drawdown.facts.fact import Fact, Unit, called, ids
from drawdown.language import N_
from drawdown.measures import agreement
from drawdown.measures.rates import Estimate

KEY = "position_id"
MODULE = "drawdown.measures.agreement."
COEFFICIENT: Unit = "coefficient"


def stated(positions: pd.DataFrame) -> list[Fact]:
    """Return the facts on the two codings of the same statements."""
    both = agreement.twice(positions)
    steps = agreement.steps(positions)
    unsure = both[both["confidence_b"] == "low"]
    parts = {
        "twice": (both, N_("Positions that carry both codings."), "twice"),
        "one_step": (both[steps == 1], N_("Positions that the two codings place one step apart."), "steps"),
        "wider": (both[steps > 1], N_("Positions that the two codings place more than one step apart."), "steps"),
        "sides_apart": (
            agreement.sides(positions),
            N_("Positions that one coding has for an exit and the other against it."),
            "sides",
        ),
        "unsure": (unsure, N_("Positions the second coder was least sure of."), "twice"),
        "unsure_apart": (
            unsure[steps[unsure.index] > 0],
            N_("Positions the second coder was least sure of, and on which the two codings differ."),
            "steps",
        ),
    }
    return [
        *_coefficients(positions),
        *(
            Fact(name, len(rows), "count", text, ids(rows, KEY), measure=MODULE + made)
            for name, (rows, text, made) in parts.items()
        ),
        *_weakest_group(positions),
    ]


def _coefficients(positions: pd.DataFrame) -> list[Fact]:
    rows = ids(agreement.twice(positions), KEY)
    return [
        _estimate(
            "alpha",
            agreement.alpha(positions),
            COEFFICIENT,
            N_("Krippendorff's alpha of the two codings, ordinal, with a bootstrap 95% interval over statements."),
            rows,
            "alpha",
        ),
        _estimate(
            "alpha_nominal",
            agreement.alpha(positions, "nominal"),
            COEFFICIENT,
            N_("Krippendorff's alpha with every disagreement weighing the same."),
            rows,
            "alpha",
        ),
        _estimate(
            "agreement",
            agreement.raw(positions),
            "share",
            N_("Share of positions that two codings gave the same stance, with the exact 95% interval."),
            rows,
            "raw",
        ),
        _estimate(
            "guessed",
            agreement.guessed(positions),
            "share",
            N_("Share of first codes that the commonest code of the group of the actor gives by itself."),
            ids(positions, KEY),
            "guessed",
        ),
    ]


def _weakest_group(positions: pd.DataFrame) -> list[Fact]:
    table = agreement.by_group(positions).dropna(subset="alpha").sort_values("alpha", kind="stable")
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    rows = ids(positions[positions["actor_group"] == top.get("actor_group")], KEY)
    return [
        Fact(
            "alpha_least_group",
            called(top.get("actor_group")),
            "text",
            N_("The group of actors within which the two codings agree least, by ordinal alpha."),
            rows,
            measure=MODULE + "by_group",
        ),
        _estimate(
            "alpha_least",
            Estimate(top.get("alpha"), top.get("low"), top.get("high")),
            COEFFICIENT,
            N_("The lowest ordinal alpha within a group of actors, with its bootstrap 95% interval."),
            rows,
            "by_group",
        ),
    ]


def _estimate(name: str, found: Estimate, unit: Unit, text: str, rows: tuple[str, ...], made: str) -> Fact:
    return Fact(name, found.value, unit, text, rows, found.low, found.high, MODULE + made)
