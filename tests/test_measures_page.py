"""The catalogue of measures: that it is whole, what it says of each, and what leads to it and away from it."""

import pickle
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.book import plan
from drawdown.facts.fact import Fact
from drawdown.pack.view import View
from drawdown.web import catalogue
from drawdown.web.catalogue import Measure
from drawdown.web.measures import DocstringError, described
from drawdown.web.tested import cases, properties
from tests.test_cards import CONF, PAGES, notebook
from tests.test_saying import records
from tests.test_web import build, one, page

MEASURED = Fact("measured", 0.2, "share", "A share.", ("ARL-001",), 0.1, 0.4, "drawdown.measures.rates.share")
URL = "https://example.org/book/"
NOWHERE = "from pathlib import Path\nfrom drawdown.web import catalogue\ncatalogue.TESTS = Path('nowhere')\n"


@pytest.fixture(scope="module")
def measures() -> dict[str, Measure]:
    return {measure.path: measure for module in catalogue.modules() for measure in module.measures}


def test_every_measure_is_defined_and_tested(measures: dict[str, Measure]) -> None:
    tests = cases(catalogue.TESTS)
    wrong = [f"{path}: no test calls it" for path in measures if not catalogue.tested(measures[path], tests)]
    for path, measure in measures.items():
        try:
            wrong += [] if described(measure.text, path).definition else [f"{path}: its docstring has no definition"]
        except DocstringError as error:
            wrong.append(str(error))
    assert not wrong, "\n".join(["", *wrong])


def test_every_measure_has_a_property_test(measures: dict[str, Measure]) -> None:
    held = properties(catalogue.TESTS)
    missing = [path for path in measures if path not in held]
    assert not missing, "\n".join([f"{len(missing)} measures that no test with @given calls:", *missing])


def test_every_measure_that_makes_a_fact_says_what_it_assumes(
    measures: dict[str, Measure], view: Callable[..., View], stated: Callable[[str, View], list[Fact]]
) -> None:
    facts = [(chapter, fact) for chapter in plan.chapters() for fact in stated(chapter, view()) if fact.measure]
    made = {fact.measure: f"{chapter}/{fact.id}" for chapter, fact in facts}
    wrong = [f"{path}, of the fact {made[path]}: no such measure" for path in made if path not in measures]
    for path in made:
        if path in measures and not described(measures[path].text, path).notes:
            wrong.append(f"{path}, of the fact {made[path]}: its docstring has no Notes")
    assert not wrong, "\n".join(["", *wrong])


def test_a_measure_tested_through_another_has_no_test_of_its_own(measures: dict[str, Measure]) -> None:
    called = cases(catalogue.TESTS)
    for path, whole in catalogue.THROUGH.items():
        assert path in measures and path not in called and whole in called


def test_each_measure_has_one_place(measures: dict[str, Measure]) -> None:
    places = Counter(measure.anchor for measure in measures.values())
    assert [place for place, times in places.items() if times > 1] == []
    assert catalogue.anchor("drawdown.measures.attack_frequency.half_time") == "measure-attack-frequency-half-time"
    assert measures["drawdown.measures.rates.share"].anchor == "measure-rates-share"
    assert not catalogue.is_measure("drawdown.facts.troop_levels.stated")


def test_shared_modules_stand_first_and_chapters_follow_the_contents() -> None:
    names = [module.name for module in catalogue.modules()]
    assert names[: len(catalogue.SHARED)] == list(catalogue.SHARED)
    assert [name for name in names if name in plan.chapters()] == plan.chapters()
    assert len(names) == len(set(names))


def test_a_place_in_the_code_is_where_the_function_stands(measures: dict[str, Measure]) -> None:
    share = measures["drawdown.measures.rates.share"]
    line = (paths.ROOT / "drawdown/measures/rates.py").read_text(encoding="utf-8").splitlines()[share.line - 1]
    assert line == "def share(successes: int, trials: int) -> Estimate:"
    assert share.signature == line.removeprefix("def ").removesuffix(":")
    assert not [path for path in measures if ".Estimate" in path or "._" in path]


def test_a_docstring_is_read_section_by_section() -> None:
    text = (
        "Return ``x``.\n\nAfter `a.b` and :func:`c`.\n\n"
        "Parameters\n----------\nrows : DataFrame\n    Columns ``d``.\n\n"
        "Returns\n-------\nfloat\n    Days.\n\nRaises\n------\nValueError\n    If empty.\n\n"
        "Notes\n-----\nOne.\n\nTwo.\n\nReferences\n----------\nA book.\n"
    )
    found = described(text, "x")
    assert [node.astext() for node in found.definition] == ["Return x.", "After a.b and c."]
    assert [node.astext() for node in found.notes] == ["One.", "Two."]
    words = " ".join(" ".join(node.astext() for node in found.interface).split())
    assert (
        words
        == "Inputs rows (DataFrame) -- Columns d. Output float -- Days. Error ValueError If empty. References A book."
    )


def test_a_docstring_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(DocstringError, match="the docstring of a.b: .*Inline literal start-string without end-string"):
        described("Return ``x`.", "a.b")


def test_a_test_is_found_by_what_its_body_calls(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_b.py").write_text(
        "import drawdown.measures.rates\n"
        "import drawdown.measures.series as s\n"
        "from drawdown.measures import rates, waves as w\n"
        "from drawdown.measures.rates import share as part\n"
        "from other import rate\n\n\n"
        "def test_alias():\n    assert [s.resolve(x) for x in y] and w.of(1)\n\n\n"
        "def test_name():\n    with raises(ValueError):\n        part(2, 1)\n    rate(1, 2)\n\n\n"
        "def test_whole_path():\n    drawdown.measures.rates.rate(1, 2)\n\n\n"
        "def test_not_called(rates):\n    rates.share(1, 2)\n    f = w.resolve\n\n\n"
        "def test_shadowed():\n    part = min\n    part(1, 2)\n\n\n"
        "def test_own_import():\n    from drawdown.measures.waves import of\n    of(1)\n\n\n"
        "def helper():\n    rates.share(1, 2)\n",
        encoding="utf-8",
    )
    (folder / "test_a.py").write_text(
        "from drawdown.measures import rates\n\n\ndef test_it():\n    rates.share(1, 2)\n"
    )
    found = {path.removeprefix("drawdown.measures."): held for path, held in cases(folder).items()}
    assert {
        path: [case.name for case in held] for path, held in found.items() if "." in path and "other" not in path
    } == {
        "rates.share": ["test_it", "test_name"],
        "rates.rate": ["test_whole_path"],
        "series.resolve": ["test_alias"],
        "waves.of": ["test_alias", "test_own_import"],
    }
    assert found["rates.share"][0] == ("tests/test_a.py", 4, "test_it")
    assert cases(tmp_path / "none") == {}


def test_a_property_test_is_found_by_what_it_calls_itself_or_through_its_file(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        "import hypothesis\n"
        "from hypothesis import given, settings\n"
        "from drawdown.measures import rates, waves\n\n\n"
        "@settings(max_examples=9)\n@given(x)\n"
        "def test_itself(x):\n    rates.share(x, x)\n\n\n"
        "@hypothesis.given(x)\ndef test_through(x):\n    helper(x)\n\n\n"
        "@given(waves.held())\ndef test_not_through(helper):\n    helper(1)\n\n\n"
        "@rates.given(x)\n@hypothesis.example(1)\ndef test_no_property():\n    waves.resolve(1)\n\n\n"
        "@given(x)\ndef no_test(x):\n    waves.resolve(x)\n\n\n"
        "def helper(x):\n    return further(x) or rates.rate(x)\n\n\n"
        "def further(x):\n    return helper(x) or waves.of(x)\n",
        encoding="utf-8",
    )
    found = {path.removeprefix("drawdown.measures."): held for path, held in properties(tmp_path).items()}
    assert {path: [case.name for case in held] for path, held in found.items()} == {
        "rates.share": ["test_itself"],
        "rates.rate": ["test_through"],
        "waves.of": ["test_through"],
    }
    assert found["rates.rate"] == [(f"{tmp_path.name}/test_a.py", 13, "test_through")]


def make(folder: Path, pack: Path, methods: str, settings: str) -> Path:
    """Write a book of one chapter, one of whose facts is made by ``rates.share``, and return its folder."""
    book = folder / "book"
    (book / "chapters").mkdir(parents=True)
    conf = CONF.format(pack=str(pack), report="") + settings
    (book / "conf.py").write_text(conf, encoding="utf-8")
    for name, text in {**PAGES, "methods": methods}.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    held = records(pack, MEASURED)
    (book / "chapters/troop_levels.ipynb").write_text(notebook(held), encoding="utf-8")
    return book


LISTED = "# Methods\n\n## Measures\n\n```{measures}\n```\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    folder = tmp_path_factory.mktemp("measures")
    done = build(make(folder, tiny, LISTED, f"drawdown_repository_url = {URL!r}\n"))
    assert done.returncode == 0, done.stderr
    return folder / "out/html"


@pytest.mark.slow
def test_the_page_lists_every_measure_with_its_code_and_tests(site: Path, measures: dict[str, Measure]) -> None:
    methods = page(site, "methods")
    assert [str(node["id"]) for node in methods.select("section[id^=measure-]")] == [
        measure.anchor for measure in measures.values() if measure.text
    ]
    share = one(methods, "#measures-rates > #measure-rates-share")
    assert (
        one(share, ".measure-definition > p:first-child").get_text()
        == "Return a share (0 to 1) with its exact interval."
    )
    line = measures["drawdown.measures.rates.share"].line
    code = one(share, f'a[href="https://example.org/book/blob/HEAD/drawdown/measures/rates.py#L{line}"]')
    assert code.get_text() == f"drawdown/measures/rates.py:{line}"
    folded = one(share, "details:not([open])")
    tests = [link.get_text() for link in folded.select(".measure-tests a")]
    assert "tests/test_rates.py::test_share_has_the_interval_of_clopper_and_pearson" in tests
    assert one(folded, "summary").get_text() == f"Inputs and outputs, {len(tests)} tests"
    assert "share(successes: int, trials: int) -> Estimate" in folded.get_text()
    assert (
        one(methods, "#measures-rates > .measure-module").get_text(strip=True)
        == "Shares and rates with exact intervals."
    )


@pytest.mark.slow
def test_assumptions_stand_under_their_name(site: Path, measures: dict[str, Measure]) -> None:
    labelled = {
        str(label.parent["id"]) for label in page(site, "methods").select(".measure-label:has(+ .measure-notes)")
    }
    assert labelled == {measure.anchor for path, measure in measures.items() if described(measure.text, path).notes}


@pytest.mark.slow
def test_a_card_leads_to_the_measure_that_made_its_number(site: Path) -> None:
    chapter = page(site, "chapters/troop_levels")
    link = one(chapter, '#fact-troop-levels-measured a[href="../methods.html#measure-rates-share"]')
    assert link.get_text() == "drawdown.measures.rates.share"
    one(chapter, '#fact-troop-levels-peak a[href="../methods.html"]')


@pytest.mark.slow
def test_the_page_is_read_again_when_a_measure_changes(site: Path) -> None:
    with (site.parent.parent / "doctrees/environment.pickle").open("rb") as file:
        depends = {Path(name).resolve() for name in pickle.load(file).dependencies["methods"]}
    root = paths.ROOT
    assert {root / "drawdown/measures/rates.py", root / "tests/test_rates.py", paths.TOC} <= depends


@pytest.mark.slow
def test_without_a_repository_and_tests_the_page_names_the_files(tmp_path: Path, tiny: Path) -> None:
    done = build(make(tmp_path, tiny, LISTED, NOWHERE))
    assert done.returncode == 0, done.stderr
    methods = page(tmp_path / "out/html", "methods")
    share = one(methods, "#measure-rates-share")
    assert "drawdown/measures/rates.py:" in one(share, "p.measure-code:not(details *)").get_text()
    assert not [link for link in share.select("a") if not str(link["href"]).startswith("#")]
    assert one(share, "summary").get_text() == "Inputs and outputs"
    assert str(paths.ROOT) not in str(methods) and "tests/" not in str(methods)


@pytest.mark.slow
def test_a_card_that_leads_nowhere_stops_the_build(tmp_path: Path, tiny: Path) -> None:
    done = build(make(tmp_path, tiny, "# Methods\n", ""))
    assert done.returncode != 0
    assert "undefined label: 'measure-rates-share'" in done.stderr
