"""The sources of a page as citations, from the strongest tier to the weakest."""

import pandas as pd

from drawdown.language import N_, _, ngettext, strung
from drawdown.pack import bibliography
from drawdown.page.written import markdown

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
    groups = [(tier, cited[cited["tier"] == tier]) for tier in TIERS]
    blocks = [_group(tier, rows) for tier, rows in groups if len(rows)]
    blocks = [":::{rst-class} sources", "", *blocks, ":::"]  # the class: names of publishers are no terms
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


def cited(row: pd.Series) -> tuple[str, int]:
    """Return how a citation of a source reads: its name and year."""
    return bibliography.name(row), row["published_on"].year


def _group(tier: str, rows: pd.DataFrame) -> str:
    """Return the citations of a tier: each name once, with the years of its documents."""
    years: dict[str, dict[str, int]] = {}
    for key, row in rows.iterrows():
        name, year = cited(row)
        years.setdefault(name, {})[str(key)] = year
    named = [
        f"{markdown(name)} {{cite:year}}`{','.join(sorted(keys, key=lambda key: (keys[key], key)))}`"
        for name, keys in sorted(years.items(), key=lambda item: bibliography.place(item[0]))
    ]
    return f"**{tier}. {_(TIERS[tier])}.** {strung(named)}"
