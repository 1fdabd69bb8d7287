"""The captions of the contents are in the book's language."""

from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from docutils.utils import new_document
from sphinx import addnodes

from drawdown.web.captions import Captions


@pytest.mark.parametrize(("code", "caption"), [("ar", "الفصول"), ("en", "Chapters")])
def test_a_caption_is_translated_where_there_is_a_translation(tmp_path, code, caption):
    catalogue = Catalog("ar")
    catalogue.add("Chapters", "الفصول")
    folder = tmp_path / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{code}.mo").open("wb") as file:
        write_mo(file, catalogue)
    assert captions(tmp_path, code, ["Chapters", "Appendix", ""]) == [caption, "Appendix", ""]


def captions(folder, code: str, texts: list[str]) -> list[str]:
    """Return the captions of a page with such lists, as a book in that language shows them."""
    config = SimpleNamespace(locale_dirs=["locale"], language=code, gettext_compact=False)
    document = new_document("index")
    document.settings.env = SimpleNamespace(srcdir=str(folder), docname=code, config=config)
    document.extend(addnodes.toctree(caption=text) for text in texts)
    Captions(document).apply()
    return [node["caption"] for node in document.findall(addnodes.toctree)]
