"""The sources of a pack as items of CSL-JSON, for reference managers."""

import pandas as pd

from drawdown.citing.work import Item
from drawdown.pack import bibliography

TYPES = {
    **dict.fromkeys(("official_document", "legislature", "research_service", "think_tank", "ngo"), "report"),
    **dict.fromkeys(
        ("newspaper", "regional_press", "trade_press", "wire", "party_or_state_media"), "article-newspaper"
    ),
    "dataset": "dataset",
    "encyclopedia": "entry-encyclopedia",
    "blog_or_forum": "post-weblog",
}
OTHER = "webpage"
PARTS = {"day": 3, "month": 2, "year": 1}  # of a date, by its precision


def items(registry: pd.DataFrame) -> list[Item]:
    """Return the sources in the order of their keys.

    The publisher stands for an author where none is named. A title the page does not show is a description, and stands
    in brackets. A day that is not shown but inferred is marked as uncertain.

    Parameters
    ----------
    registry
        Rows of ``sources.csv``, indexed by key.
    """
    return [_item(str(key), row) for key, row in registry.sort_index().iterrows()]


def _item(key: str, row: pd.Series) -> Item:
    unit, _dash, hedge = row["date_precision"].partition("-")
    published = row["published_on"]
    item: Item = {
        "id": key,
        "type": TYPES.get(row["source_type"], OTHER),
        "title": row["title"] if row["title_shown"] == "yes" else f"[{row['title']}]",
        "author": [{"literal": bibliography.name(row)}],
        "publisher": row["publisher"] if row["author"] else "",  # else it stands as the author
        "issued": {
            "date-parts": [[published.year, published.month, published.day][: PARTS[unit]]],
            **({"circa": True} if hedge else {}),
        },
        "language": row["language"],
        "note": f"{bibliography.note(row)}.",
        "keyword": f"tier-{row['tier'].lower()}",
        "URL": row["url"],
    }
    return {name: value for name, value in item.items() if value}
