"""The search of the Arabic site in a real browser: what is asked in one form is found in the others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import fromstring
from playwright.sync_api import Browser, Page

from drawdown.web.search_records import sections
from drawdown.web.search_words import ARABIC
from tests.browser import PAGES, Visit, pages, until

pytestmark = pytest.mark.slow
FIRST = 10  # results on the page before a reader asks for more
SAMPLE = 7  # every so many words of the site are asked for

# what is asked, and the place that is among the first results
PAIRS = [
    # with and without the article, with letters before it
    ("انسحاب", "chapters/withdrawal_history.html#withdrawal-history"),
    ("الانسحاب", "chapters/withdrawal_history.html#withdrawal-history"),
    ("والانسحاب", "chapters/withdrawal_history.html#withdrawal-history"),
    ("فصائل", "evidence/predictions.html#PR05"),
    ("كالفصائل", "evidence/predictions.html#PR05"),
    ("وللقواعد", "coding.html#where-the-rules-are-hard"),
    ("للكونغرس", "evidence/milestones.html#M007"),
    ("بالبنتاغون", "methods.html#what-is-never-done"),
    # letters before a word without the article
    ("بلجنة", "evidence/milestones.html#M098"),
    ("بوعد", "chapters/withdrawal_history.html#what-was-promised"),
    ("بمسيّرات", "chapters/attack_frequency.html#casualties"),
    ("سينسحب", "evidence/positions-3.html#PO-P248"),
    # numbers, persons and endings
    ("بالانسحابات", "chapters/withdrawal_history.html#withdrawal-history"),
    ("الوعود", "methods.html#the-pledge-rule"),
    ("مستشارين", "chapters/troop_levels.html#what-is-not-counted-and-what-is-not-known"),
    ("للمدربين", "evidence/milestones.html#M029"),
    ("قاعدتها", "methods.html#the-pledge-rule"),
    ("التوقعات", "methods.html#grades"),
    # spellings
    ("امريكا", "chapters/troop_levels.html#what-is-not-counted-and-what-is-not-known"),
    ("أمريكا", "chapters/troop_levels.html#what-is-not-counted-and-what-is-not-known"),
    ("آيار", "chapters/withdrawal_history.html#numbers-in-this-chapter"),
    ("مسيره", "chapters/attack_frequency.html#casualties"),
    ("خطه", "chapters/withdrawal_history.html#which-promises-hold"),
    ("علي", "methods.html#when-sources-disagree"),
    ("عليها", "methods.html#when-sources-disagree"),
    ("انسحابٌ", "chapters/withdrawal_history.html#withdrawal-history"),
    ("الانســـحاب", "chapters/withdrawal_history.html#withdrawal-history"),
    ("٢٠٢٤", "chapters/synthesis.html#claims-then-and-now"),
    ("حزيران ٢٠١١", "chapters/withdrawal_history.html#how-long-each-exit-took"),
    ("٩٠٠", "chapters/troop_levels.html#fig-troop-levels-revisions"),
    # places, actors, and what stands in a table alone
    ("عين الأسد", "chapters/attack_frequency.html#casualties"),
    ("وعين الاسد", "evidence/attack_events-2.html#E091"),
    ("التنف", "evidence/attack_events.html#E028"),
    ("خراب الجير", "evidence/attack_events-3.html#E201"),
    ("كتائب حزب الله", "evidence/us_strikes.html#K01"),
    ("السوداني", "evidence/milestones-2.html#M105"),
    ("بواسون", "chapters/attack_frequency.html#method"),
    ("الشدادي", "evidence/attack_events-2.html#E098"),
    # Latin letters, and titles in Arabic and English
    ("M152", "evidence/milestones.html#M152"),
    ("SOHR", "sources/research.html#sohr-2023-hours-sohr-reported-alert-al-tanaf"),
    ("Binder", "rerun.html#without-a-machine-of-your-own"),
    ("كونيكو", "sources/press.html#syriatv-2024-conoco-rocket-attack"),
    ("Iraqi Shiite militia claims", "sources/party.html#peoplesdaily-2024-iraqi-shiite-militia-claims"),
]


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Iterator[Page]:
    """The page of the search, with nothing asked yet."""
    context = browser.new_context()
    visit = Visit(context, address)
    yield visit.open("ar/search.html")
    assert visit.wrong == []
    context.close()


@pytest.fixture(scope="module")
def words(site: Path) -> list[str]:
    """Every word in Arabic letters on the pages of the Arabic site."""
    texts = (fromstring((site / "ar" / name).read_bytes()).text_content() for name in pages(site / "ar"))
    return sorted({word for text in texts for word in ARABIC.found(text)})


def ask(page: Page, words: str) -> list[str]:
    """Type the words and return the places found, as far as they are shown."""
    page.fill("#search-query", "")
    until(page, "() => document.querySelector('.search-count').textContent === ''")
    page.fill("#search-query", words)
    until(
        page,
        "() => document.querySelector('.search-results li')"
        " || document.querySelector('.search-count').textContent"
        " === document.querySelector('.search-form').dataset.none",
    )
    links = page.query_selector_all(".search-results a")
    return [str(link.get_attribute("href")).removeprefix("./") for link in links]


@pytest.mark.parametrize(("asked", "place"), PAIRS)
def test_what_is_asked_is_found(search: Page, asked: str, place: str) -> None:
    assert place in ask(search, asked)[:FIRST]


def test_the_browser_has_the_keys_of_the_index(search: Page, words: list[str]) -> None:
    assert len(words) > 5000
    keys = search.evaluate(
        "words => { const { key } = questionWords(JSON.parse(document.querySelector('.search-form').dataset.words));"
        " return words.map(key); }",
        words,
    )
    ours = [ARABIC.key(ARABIC.spelt(word)) for word in words]
    assert [pair for pair in zip(words, ours, keys, strict=True) if pair[1] != pair[2]] == []


def test_every_word_leads_to_where_it_stands(search: Page, site: Path) -> None:
    places: dict[str, str] = {}
    for name in PAGES:
        for place, _title, text in sections((site / "ar" / name).read_text(encoding="utf-8")):
            places |= dict.fromkeys(ARABIC.found(text), f"{name}#{place}")
    assert len(places) > 2000
    lost = search.evaluate(
        """async (places) => {
            const form = document.querySelector('.search-form');
            const { asked } = questionWords(JSON.parse(form.dataset.words));
            const pagefind = await import(new URL(form.dataset.index, document.baseURI).href);
            const known = async (word) => (await pagefind.search(`"${word}"`)).results.length > 0;
            const lost = [];
            for (const [word, place] of places) {
                const answers = await Promise.all((await asked(word, known)).map((form) => pagefind.search(form)));
                const results = answers.flatMap((answer) => answer.results);
                const found = await Promise.all(results.map((result) => result.data()));
                if (!found.some(({ meta }) => meta.address === place)) lost.push([word, place]);
            }
            return lost;
        }""",
        sorted(places.items())[::SAMPLE],
    )
    assert not lost, lost


@pytest.mark.parametrize(
    ("asked", "marked"),
    [("انسحاب", {"الانسحاب"}), ("اسد", {"الأسد"}), ("٢٠٢٤", {"2024"})],
)
def test_what_is_found_is_marked_as_it_is_written(search: Page, asked: str, marked: set[str]) -> None:
    ask(search, asked)
    results = search.inner_text(".search-results")
    assert "|" not in results
    assert marked <= {mark.strip("«».,،[]()") for mark in search.locator(".search-results mark").all_inner_texts()}


def test_the_page_speaks_arabic(search: Page) -> None:
    counts = json.loads(str(search.get_attribute(".search-form", "data-counts")))
    assert set(counts) == {"zero", "one", "two", "few", "many", "other"} and len(set(counts.values())) == 6
    for number in ("M152", "زقزقةالعصافير"):
        ask(search, number)
    assert search.inner_text("[role=status]") == "لم يُعثر على شيء."
    assert search.evaluate("document.documentElement.lang") == "ar"
