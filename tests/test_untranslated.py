"""A page says which of its texts Sphinx found no translation of."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from drawdown.web import untranslated


@pytest.mark.parametrize(
    ("code", "partial", "found"), [("ar", False, ["Two", "Three"]), ("ar", True, []), ("en", False, [])]
)
def test_a_page_names_its_texts_without_translation(monkeypatch, tmp_path, code, partial, found):
    told: list[str] = []
    monkeypatch.setattr(untranslated.logger, "warning", lambda text, **_where: told.append(text))
    monkeypatch.setattr(untranslated.language, "partial", lambda _code: partial)
    document = new_document("page")
    (tmp_path / "locale" / "ar").mkdir(parents=True)
    config = SimpleNamespace(language=code, locale_dirs=["locale"])
    document.settings.env = SimpleNamespace(config=config, app=SimpleNamespace(srcdir=tmp_path))
    for text, state in [("One", {"translated": True}), ("Two", {"translated": False}), ("Three", {})]:
        document += nodes.paragraph(text, text, **state)
    document += nodes.paragraph("4", "4", translatable=False)
    document += nodes.container("", nodes.paragraph("5", "5"), classes=["output", "cell_output"])
    untranslated.Untranslated(document).apply()
    assert [text.split("'")[1] for text in told] == found
