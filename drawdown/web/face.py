"""The face that a site in some scripts brings along: the signs its texts can use, in the weights they have.

A face is loaded by the pages that are written in its script alone. Until it has come the device's own stands in for
it, set to about its measures, so that the text hardly moves.
"""

from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg
from docutils import nodes
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from sphinx.application import Sphinx

from drawdown.charts import style
from drawdown.charts.style import STAND_IN

NAME = "face.woff2"
WEIGHTS = (400, 700)
# Unicode ranges: Latin with its accents and print's punctuation; Arabic's letters and marks, and those that names of
# its neighbours add. The forms of letters that join come along.
SIGNS = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x2009, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2212, 0x2212)),
    *((0x60C, 0x60C), (0x61B, 0x61F), (0x621, 0x65F), (0x66A, 0x66C), (0x670, 0x670), (0x67E, 0x67E), (0x686, 0x686)),
    *((0x695, 0x698), (0x6A4, 0x6A4), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6B5, 0x6B5), (0x6C6, 0x6CE), (0x6D5, 0x6D5)),
)
# Devices' faces by their PostScript names, regular and bold, the best last: what their signs are enlarged by, so that
# the Arabic book is as wide in them. Letters, spaces and the rest differ by amounts of their own. Faces of Windows and
# Apple's systems are not free to be measured; there the first lines may break anew.
ARABIC, SPACE, OTHERS = "U+600-6FF", "U+20, U+A0", "U+21-7E, U+A1-17F, U+2009-2212"
DEJAVU, NASKH = ("DejaVuSans", "DejaVuSans-Bold"), ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
NOTO, NOTO_ARABIC = ("NotoSans-Regular", "NotoSans-Bold"), ("NotoSansArabic-Regular", "NotoSansArabic-Bold")
STAND_INS = {
    ARABIC: {DEJAVU: (0.959, 0.876), NASKH: (1.11, 1.17), NOTO_ARABIC: (1.0, 1.0)},
    SPACE: {NASKH: (1.176, 1.176), DEJAVU: (0.818, 0.747), NOTO: (1.0, 1.0)},
    OTHERS: {NASKH: (1.024, 1.025), DEJAVU: (0.9, 0.84), NOTO: (1.0, 1.0)},
}


def setup(app: Sphinx) -> None:
    """Put the face beside the style sheets."""
    app.connect("builder-inited", _write)
    app.connect("html-page-context", _context, priority=700)  # links of the page for a 404 are made absolute by then


def rules() -> str:
    """Return the style rules that name the face of the active language's script; none where it has none."""
    family = style.face()
    if not family:
        return ""
    lightest, boldest = WEIGHTS
    own = f'url("{address(family)}") format("woff2");\n  font-weight: {lightest} {boldest};\n  font-display: swap'
    read = TTFont(BytesIO(made(family)))
    ends = [abs(end) / read["head"].unitsPerEm for end in (read["hhea"].ascent, read["hhea"].descent)]
    faces = {family: [own]}
    faces[f"{family} {STAND_IN}"] = [
        f"{_stand_in(name, size, *ends)};\n  font-weight: {weight};\n  unicode-range: {signs}"
        for signs, found in STAND_INS.items()
        for names, sizes in found.items()
        for name, size, weight in zip(names, sizes, WEIGHTS, strict=True)
    ]
    return "".join(
        f'@font-face {{\n  font-family: "{name}";\n  src: {source};\n}}\n'
        for name, sources in faces.items()
        for source in sources
    )


def address(family: str) -> str:
    """Return the address of a family's file, from the folder of the style sheets: its version is in it."""
    return f"{NAME}?v={sha256(made(family)).hexdigest()[:8]}"


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Name the file in the head of a page, so that it comes with the style sheet and breaks no line anew later."""
    family = style.face()
    context["face"] = context["pathto"](f"_static/{address(family)}", 1) if family else ""


def _stand_in(name: str, size: float, up: float, down: float) -> str:
    """Return the source of a device's face with the lines of ours; sizes of lines are those before it is enlarged."""
    overrides = f"ascent-override: {up / size:.1%};\n  descent-override: {down / size:.1%};\n  line-gap-override: 0%"
    return f'local("{name}");\n  size-adjust: {size:.1%};\n  {overrides}'


@cache
def made(family: str) -> bytes:
    """Return a family's variable font as WOFF 2, with the weights and signs of the site: the same bytes every time."""
    font = TTFont(fontpkg.path(family), recalcTimestamp=False)
    names = [*range(7), 13, 14]  # among them copyright and licence, which go where the font goes
    subsetter = subset.Subsetter(subset.Options(hinting=False, name_IDs=names, drop_tables=["meta", "DSIG"]))
    subsetter.populate(unicodes=[sign for first, last in SIGNS for sign in range(first, last + 1)])
    subsetter.subset(font)
    kept = BytesIO()
    font.save(kept)  # what is to be instantiated is read anew
    font = TTFont(kept, recalcTimestamp=False)
    limits = {axis.axisTag: WEIGHTS if axis.axisTag == "wght" else axis.defaultValue for axis in font["fvar"].axes}
    font = instancer.instantiateVariableFont(font, limits)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _write(app: Sphinx) -> None:
    if app.builder.format == "html" and (family := style.face()):
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_bytes(made(family))
