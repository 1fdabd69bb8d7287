"""axe-core finds nothing on the pages that the contents do not list: figures, evidence, citations, other languages, …

A file of its own with many tests, so that a worker begins it early, beside that of the pages in the contents.
"""

import pytest

from tests.browser import PAGES, pages
from tests.test_accessibility import NOWHERE, on_all_screens

PARTS = 40


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_a_page(site, address, browser, part):
    beside = [path for path in pages(site) if path not in PAGES]
    assert "search.html" in beside and len(beside) > PARTS
    with browser.new_context(reduced_motion="reduce") as context:
        found = {path: on_all_screens(context, address, path) for path in beside[part::PARTS]}
    assert found == dict.fromkeys(found, NOWHERE)
