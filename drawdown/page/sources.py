"""The sources of a page as citations, from the strongest tier to the weakest."""

import pandas as pd

from drawdown.language import N_, _, ngettext

TIERS = {
    "A": N_("Primary official documents and datasets"),
    "B": N_("Wire agencies and established outlets"),
    "C": N_("Faithful reprints and reputable regional outlets"),
    "D": N_("Party or state outlets, weak aggregators and rewrites"),
}


def bundle(cited: pd.DataFrame, drawn: int) -> dict[str, str]:
    """Return the MIME bundle of the list of sources.

    Parameters
    ----------
    cited
        The registry's rows of the sources cited on the page, indexed by key.
    drawn
        How many sources the page draws on in all, those behind its figures included.
    """
    groups = [(tier, list(cited.index[cited["tier"] == tier])) for tier in TIERS]
    blocks = [_group(tier, keys) for tier, keys in groups if keys]
    blocks.append(
        ngettext(
            "The page draws on {n} document in all. Every row of a figure's data (CSV) names its source; the"
            " [sources pages](../sources.md) list each of them.",
            "The page draws on {n} documents in all. Every row of a figure's data (CSV) names its source; the"
            " [sources pages](../sources.md) list each of them.",
            drawn,
        )
    )
    return {"text/markdown": "\n\n".join(blocks), "text/plain": f"{len(cited)} sources"}


def _group(tier: str, keys: list[str]) -> str:
    citations = "; ".join(f"{{cite:t}}`{key}`" for key in keys)
    return f"**{tier}. {_(TIERS[tier])}.** {citations}"
