"""What a build is going to do, thought through before anything is done."""

import pytest

from drawdown import paths
from drawdown.book import inputs, keys, plan, store
from drawdown.errors import ParameterError
from tests.project import copy

pytestmark = pytest.mark.slow

CHAPTERS = plan.chapters()


@pytest.fixture(scope="module")
def whole(tmp_path_factory, tiny):
    """The copy is in one language here, so that a chapter is one step."""
    return copy(tmp_path_factory.mktemp("project"), tiny, ("en",))


@pytest.fixture
def built(project, tmp_path, monkeypatch):
    """A book that was built as it stands, as far as the store knows."""
    monkeypatch.setattr(paths, "STORE", tmp_path / "store")
    monkeypatch.setattr(paths, "BUILD", tmp_path)
    monkeypatch.setattr(paths, "HTML", tmp_path / "html")
    (tmp_path / "site").mkdir()
    paths.HTML.symlink_to("site")
    executed = tmp_path / "executed.ipynb"
    executed.write_text("{}", encoding="utf-8")
    found = {chapter: keys.key(chapter, {}) for chapter in CHAPTERS}
    for key in found.values():
        store.put(key, executed)
    inputs.note(
        paths.HTML, "site", plan.begun({}).inputs, {plan.named(chapter, "en"): key for chapter, key in found.items()}
    )
    return found


def steps(only=(), **asked) -> dict[str, str]:
    """Return why each chapter runs; a chapter that does not has no reason."""
    due = plan.finished(plan.begun(asked.pop("values", {}), only=only, **asked), only)
    return {step.chapter: "; ".join(step.why) for step in due.steps if step.entry is None}


def test_a_book_with_the_same_inputs_has_nothing_due(built):
    assert plan.begun({}).nothing
    assert list(plan.begun({}).words()) == ["Nothing to do."]


@pytest.mark.parametrize(
    "asked", [{"force": True}, {"files": False}, {"values": {"lang": "ar"}}, {"only": ["synthesis"]}]
)
def test_a_book_asked_for_in_another_way_has(built, asked):
    assert not plan.begun(asked.pop("values", {}), **asked).nothing


@pytest.mark.parametrize("edited", ["book/cite.md", "drawdown/web/search.py", "_toc.yml", "data/README.md"])
def test_a_file_that_no_chapter_sees_makes_the_site_again_but_runs_no_chapter(built, edit, edited):
    edit(edited, "a", "o")
    due = plan.finished(plan.begun({}))
    assert not due.nothing and due.stale == []
    assert list(due.words())[-1].split(maxsplit=1)[1] == f"{edited.removeprefix('drawdown/')} changed"


def test_a_file_that_comes_or_goes_is_seen(built, project):
    page = project / "book" / "new.md"
    page.write_text("# New", encoding="utf-8")
    try:
        assert plan.finished(plan.begun({})).site == ["book/new.md is used now"]
    finally:
        page.unlink()
    assert plan.begun({}).nothing


def test_a_site_that_was_put_there_by_hand_is_made_again(built):
    (paths.HTML.parent / "other").mkdir()
    paths.HTML.unlink()
    paths.HTML.symlink_to("other")
    assert not plan.begun({}).nothing
    assert plan.finished(plan.begun({})).site == ["never made"]
    assert steps() == {}  # the chapters are in the store all the same


def test_a_chapter_runs_where_its_entry_is_gone_or_damaged(built):
    gone, damaged = CHAPTERS[:2]
    entry = store.get(built[gone].digest)
    for file in entry.notebook.parent.iterdir():
        file.unlink()
    entry.notebook.parent.rmdir()
    (store.place(built[damaged].digest) / store.NOTEBOOK).write_text("{ }", encoding="utf-8")
    assert steps() == {gone: "its entry in the store is gone", damaged: "its entry in the store is damaged"}


def test_force_runs_every_chapter(built):
    assert steps(force=True) == dict.fromkeys(CHAPTERS, "asked for")


def test_only_leaves_the_others_as_they_were_published(built, edit):
    edit("data/troop_levels.csv", ",8000,", ",8100,")
    assert steps().keys() == {"troop_levels", "attack_frequency", "synthesis"}
    assert steps(only=["troop_levels"]) == {"troop_levels": "troop_levels.csv: 1 row changed"}
    due = plan.finished(plan.begun({}, only=["troop_levels"]), ["troop_levels"])
    taken = {step.chapter: step.key for step in due.steps if step.chapter != "troop_levels"}
    assert taken == {chapter: key for chapter, key in built.items() if chapter != "troop_levels"}


def test_only_needs_something_to_leave(built):
    inputs.record(paths.HTML).unlink()
    (store.place(built["synthesis"].digest) / store.NOTEBOOK).unlink()
    with pytest.raises(ParameterError, match="--only leaves synthesis out"):
        steps(only=["troop_levels"])


@pytest.mark.parametrize(
    ("values", "only", "said"),
    [
        ({"contry": "Arland"}, (), "Did you mean 'country'"),
        ({"country": "Atlantis"}, (), "Arland"),
        ({}, ("troop_level",), "There is no chapter 'troop_level'"),
    ],
)
def test_what_cannot_be_built_is_refused(built, values, only, said):
    with pytest.raises(ParameterError, match=said):
        plan.finished(plan.begun(values, only=only))


def test_a_chapter_never_run_says_so(built):
    inputs.record(paths.HTML).write_bytes(b"{")
    store.place(built["synthesis"].digest).rename(paths.STORE / "elsewhere")
    assert steps() == {"synthesis": "never run"}


def test_explained_a_chapter_names_all_it_rests_on(built, edit):
    edit("notebooks/synthesis.ipynb", "# Does", "# So: does")
    text = "\n".join(plan.finished(plan.begun({})).words(explain=True))
    assert "synthesis en           notebooks/synthesis.ipynb changed" in text
    assert "- rests on " in text and "drawdown/charts/synthesis.py" in text
