"""Nothing that is published tells of the machine that made it: its paths, its user, its name, its kernel."""

import gzip
import io
import os
import platform
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import IPython
import pikepdf
import pytest

from drawdown import paths
from tests.project import CANARIES

NAME = platform.node()


def told() -> dict[str, str]:
    """{what it is: how it would be written}; a short name of a machine is a part of many words."""
    places = {
        "home": f"{Path.home()}{os.sep}",
        "project": str(paths.ROOT),
        "Python": sys.prefix,
        "libraries": "site-packages",
        "temporary": f"{tempfile.gettempdir()}{os.sep}",
    }
    banners = {
        "IPython": f"IPython {IPython.__version__}",
        "build": sys.version.partition("[")[2].rstrip("]"),
        "platform": platform.platform(),
    }
    machine = {"machine": NAME} if len(NAME) > 7 else {}
    return {**CANARIES, **places, **banners, **machine}


def layers(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and what is packed in it."""
    yield name, content
    if content.startswith(b"\x1f\x8b"):
        yield from layers(f"{name} unpacked", gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.infolist():
                yield f"{name}: {inner.filename}", f"{inner.filename} {inner.comment!r}".encode()
                yield from layers(f"{name}: {inner.filename}", archive.read(inner))
    elif content.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(content)) as document:
            for number, held in enumerate(document.objects):
                yield f"{name}: object {number}", _plain(held)


def _plain(held: pikepdf.Object) -> bytes:
    """Return an object of a PDF with its stream unpacked; pictures stay as they are."""
    if not isinstance(held, pikepdf.Stream):
        return held.unparse()
    described = repr(dict(held.items())).encode()
    return described + (held.read_raw_bytes() if held.get("/Subtype") == "/Image" else held.read_bytes())


def leaks(folder: Path) -> list[str]:
    """Return each leak in the files of a folder."""
    words = {what: word.encode() for what, word in told().items()}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    inner = (layer for path in files for layer in layers(str(path.relative_to(folder)), path.read_bytes()))
    return [f"{what} in {name}" for name, content in inner for what, word in words.items() if word in content]


@pytest.mark.parametrize("what", told())
def test_a_leak_is_found_wherever_it_is_packed(tmp_path, what):
    word = told()[what]
    (tmp_path / "plain.html").write_text(f"<p>{word}", encoding="utf-8")
    (tmp_path / "index.pf_meta").write_bytes(gzip.compress(word.encode()))
    with zipfile.ZipFile(tmp_path / "book.epub", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.xhtml", word * 3)
    document = pikepdf.new()
    document.Root.Note = pikepdf.Stream(document, word.encode())
    document.save(tmp_path / "book.pdf", compress_streams=True, recompress_flate=True)
    found = [
        line.partition(" in ")[2].split(" ")[0].rstrip(":") for line in leaks(tmp_path) if line.startswith(f"{what} ")
    ]
    assert sorted(set(found)) == ["book.epub", "book.pdf", "index.pf_meta", "plain.html"]


@pytest.mark.slow
def test_nothing_published_tells_of_the_machine(site: Path) -> None:
    assert leaks(site) == []
    assert {path.suffix for path in site.rglob("*")} >= {".html", ".ipynb", ".csv", ".json", ".pf_meta"}
