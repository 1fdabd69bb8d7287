"""Publishing: whole or not at all."""

from pathlib import Path

from drawdown.book.publish import publish


def site(folder: Path, text: str) -> Path:
    made = folder / "html"
    made.mkdir(parents=True)
    (made / "index.html").write_text(text)
    return made


def test_a_site_is_published_and_the_one_before_is_removed(tmp_path):
    target = tmp_path / "html"
    publish(site(tmp_path / "one", "first"), target)
    assert (target / "index.html").read_text() == "first"
    publish(site(tmp_path / "two", "second"), target)
    assert (target / "index.html").read_text() == "second"
    assert len(list((tmp_path / "sites").iterdir())) == 1


def test_a_plain_folder_gives_way(tmp_path):
    target = site(tmp_path, "plain")
    publish(site(tmp_path / "one", "made"), target)
    assert (target / "index.html").read_text() == "made"


def test_a_link_left_by_an_interrupted_build_does_not_stop_the_next(tmp_path):
    target = tmp_path / "html"
    (tmp_path / ".html.link").symlink_to("nowhere")
    publish(site(tmp_path / "one", "made"), target)
    assert (target / "index.html").read_text() == "made"
