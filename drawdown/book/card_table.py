"""The cards of a chapter's numbers as one table, for paper and e-readers."""

from html import escape

from bs4 import BeautifulSoup, Tag

from drawdown.language import _


def of(cards: Tag) -> Tag:
    """Return the table of a list of cards: each value, and what it is."""
    rows = "".join(map(_row, cards.select("details.fact-card")))
    head = "".join(f"<th scope='col'>{escape(text)}</th>" for text in (_("Value"), _("What it is")))
    note = escape(_("The rows and sources behind each number are on the page of this chapter."))
    table = f"<table class='facts'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    place = f' id="{cards["id"]}"' if cards.get("id") else ""
    return BeautifulSoup(f"<div class='facts'{place}><p>{note}</p>{table}</div>", "html.parser").div  # type: ignore


def _row(card: Tag) -> str:
    head, body = card.select_one("summary"), card.select_one(".fact-body")
    definition = head.select_one(".fact-definition") if head else None
    if head is None or definition is None:
        raise LookupError(f"a card without a definition: {card.get_text()[:80]}")
    words = definition.extract().decode_contents()
    place = f' id="{body["id"]}"' if body and body.get("id") else ""
    return f"<tr{place}><td>{head.decode_contents().strip()}</td><td>{words}</td></tr>"
