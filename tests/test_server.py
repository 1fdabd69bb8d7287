"""The site as `drawdown serve` gives it: compressed, fresh after a new build, with its own page for what is missing."""

import gzip
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from drawdown.book.server import serving
from drawdown.errors import ParameterError

PAGE = "<!doctype html><title>A</title>" + "<p>the same words again</p>" * 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "404.html").write_text("<p>Not here", encoding="utf-8")
    (site / "levels.csv").write_text("a,b\n", encoding="utf-8")
    return site


def answer(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, dict(response.headers), response.read()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_text_is_sent_compressed_to_who_takes_it(folder):
    with serving(folder) as address:
        _, plain, whole = answer(address)
        _, headers, body = answer(address, Accept_Encoding="gzip")
    assert "Content-Encoding" not in plain and whole.decode() == PAGE
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(body) == whole
    assert len(body) < len(whole) / 10


def test_a_text_says_its_type_and_encoding(folder):
    with serving(folder) as address:
        assert answer(f"{address}/levels.csv")[1]["Content-Type"] == "text/csv; charset=utf-8"


def test_what_is_missing_is_told_by_the_sites_own_page(folder):
    with serving(folder) as address:
        status, headers, body = answer(f"{address}/no/such/page.html")
    assert (status, body) == (404, b"<p>Not here")
    assert headers["Content-Type"].startswith("text/html")


def test_what_is_missing_is_told_in_the_language_it_was_asked_for(folder):
    (folder / "ar" / "pages").mkdir(parents=True)
    (folder / "ar" / "404.html").write_text("<p>لا صفحة هنا", encoding="utf-8")
    (folder.parent / "404.html").write_text("not of this site", encoding="utf-8")
    with serving(folder) as address:
        found = [
            answer(f"{address}/{way}") for way in ("ar/none", "ar/pages/no/such/page.html", "arable", "ar/../none")
        ]
    assert [body.decode() for *_, body in found] == ["<p>لا صفحة هنا"] * 2 + ["<p>Not here"] * 2


def test_a_file_is_kept_only_when_asked_for_with_its_hash(folder):
    with serving(folder) as address:
        assert answer(f"{address}/levels.csv")[1]["Cache-Control"] == "no-cache"
        assert answer(f"{address}/levels.csv?v=1a2b")[1]["Cache-Control"] == "max-age=315360000"


def test_a_new_build_is_seen_at_once(folder):
    with serving(folder) as address:
        mark = answer(f"{address}/levels.csv")[1]["Etag"]
        assert answer(f"{address}/levels.csv", If_None_Match=mark)[0] == 304
        (folder / "levels.csv").write_text("c,d\n", encoding="utf-8")
        assert answer(f"{address}/levels.csv", If_None_Match=mark)[2] == b"c,d\n"


def test_nothing_outside_the_site_is_given(folder):
    (folder.parent / "secret.csv").write_text("d,e\n", encoding="utf-8")
    with serving(folder) as address:
        found = [answer(f"{address}/{way}/secret.csv")[0] for way in ("..", "%2e%2e", "x/..%2f..")]
    assert found == [403, 403, 403]


def test_a_port_that_is_taken_is_told_with_the_way_out(folder):
    with (
        serving(folder) as address,
        pytest.raises(ParameterError, match=r"Port \d+ cannot be had: .*--port"),
        serving(folder, int(address.rpartition(":")[2])),
    ):
        pass


def test_no_site_is_told_with_the_way_to_make_one(tmp_path):
    with pytest.raises(ParameterError, match="make book"), serving(tmp_path / "html"):
        pass
