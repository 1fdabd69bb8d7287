"""An SVG fit for a page: small, without anything that varies or clashes, in colours that the page can switch."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from drawdown.charts.compact import hoist, path, short
from drawdown.charts.labels import isolate
from drawdown.charts.style import Colour, families

_ROOT = f"direction:ltr;stroke-linejoin:round;fill:{Colour.INK.light}"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_CSS = {colour.light: colour.css for colour in Colour}
_HEX = re.compile("|".join(_CSS))
_USELESS = {
    "stroke-linejoin: round",
    "stroke-linecap: butt",
    "stroke-opacity: 1",
    "fill-opacity: 1",
    f"fill: {Colour.INK.light}",
    "stroke-width: 1.0",
    "text-anchor: start",
}
_TILE = 12  # points from one line of a hatch to the next


def inline(source: str, key: str, alt: str, words: Sequence[str], size: float) -> str:
    """Return matplotlib's SVG as markup to put into a page.

    Parameters
    ----------
    source
        The document as matplotlib wrote it, text kept as text; each text is the number of one of the ``words``.
    key
        Begins every id, so that several figures share a page.
    alt
        What the figure says, for those who cannot see it.
    words
        The texts of the figure.
    size
        The size of its letters in points.
    """
    read = ET.fromstring(source)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": short(read.attrib["viewBox"]),
            "role": "img",
            "aria-label": alt,
            "style": f"font-size:{size:g}px;font-family:{families()};{_ROOT}",
        },
    )
    names = _names(read, key)
    for child in read:
        _copy(child, root, names, words, f"font-size: {size:g}px")
    hoist(root)
    root.attrib["style"] = _coloured(root.attrib["style"])
    return ET.tostring(root, encoding="unicode")


def standalone(markup: str) -> str:
    """Return the figure for programs that know no custom properties: in the colours of a light page, with a size."""
    for hexadecimal, css in _CSS.items():
        markup = markup.replace(css, hexadecimal)
    return re.sub(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', r'\g<0> width="\1pt" height="\2pt"', markup, count=1)


def _names(read: ET.Element, key: str) -> dict[str, str]:
    text = ET.tostring(read, encoding="unicode")
    used = dict.fromkeys(re.findall(r'(?:url\(|href=")#([\w.-]+)', text))
    return {old: f"{key}-{number}" for number, old in enumerate(used, 1)}


def _copy(element: ET.Element, parent: ET.Element, names: dict[str, str], words: Sequence[str], letters: str) -> None:
    tag = element.tag.rpartition("}")[2]
    if tag in ("metadata", "style") or (tag == "path" and element.get("style") == "fill: none"):
        return
    copy = ET.Element(tag, _attributes(element, names, letters))
    if tag == "text":
        copy.text = isolate(words[int(element.text or "")])
    for child in element:
        _copy(child, copy, names, words, letters)
    if tag in ("g", "defs") and not len(copy):
        return
    if tag == "pattern":
        _hatch(copy)
    if tag == "g" and not copy.attrib:
        parent.extend(copy)
    else:
        hoist(copy)
        parent.append(copy)


def _hatch(pattern: ET.Element) -> None:
    """Make the tile of a pattern of slanting lines as small as it can be."""
    style = next(part.get("style", "") for part in pattern if part.tag == "path")
    for part in list(pattern):
        pattern.remove(part)
    pattern.set("width", f"{_TILE}")
    pattern.set("height", f"{_TILE}")
    lines = f"M-1 1l2-2M0 {_TILE}l{_TILE}-{_TILE}M{_TILE - 1} {_TILE + 1}l2-2"
    ET.SubElement(pattern, "path", {"d": lines, "style": style})


def _attributes(element: ET.Element, names: dict[str, str], letters: str) -> dict[str, str]:
    kept = {}
    for qualified, value in element.attrib.items():
        name = qualified.rpartition("}")[2]
        if name == "id":
            value = names.get(value, "")
        elif name == "href":
            value = f"#{names[value[1:]]}"
        elif name == "style":
            value = _style(value, names, letters)
        elif name == "transform" and value.startswith("rotate(-0 "):
            value = ""
        elif name == "d":
            value = path(value)
        elif name in ("x", "y", "transform"):
            value = short(value)
        if value:
            kept[name] = value
    return kept


def _style(value: str, names: dict[str, str], letters: str) -> str:
    parts = (part.strip() for part in value.split(";"))
    kept = [
        part.replace(": ", ":")
        for part in parts
        if part not in _USELESS and part != letters and not part.startswith("font-family")
    ]
    return _coloured(_REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", ";".join(kept)))


def _coloured(style: str) -> str:
    return _HEX.sub(lambda found: _CSS[found[0]], style)
