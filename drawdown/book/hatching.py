"""Hatched areas as plain lines: Chromium prints an SVG pattern as a coarse and heavy picture."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_NS = "http://www.w3.org/2000/svg"
_FILL = re.compile(r"\bfill:\s*url\(#([^)]+)\)")
_COMMAND = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 1}  # the numbers of one step; Z has none


def lined(markup: str) -> str:
    """Return a drawing whose pattern fills are lines, cut off at the edge of each area."""
    if "<pattern" not in markup:
        return markup
    ET.register_namespace("", _NS)
    root = ET.fromstring(markup)
    patterns = {str(node.get("id")): node for node in root.iter(f"{{{_NS}}}pattern")}
    hatched = [(parent, child, name) for parent, child, name in _filled(root, "") if name in patterns]
    for number, (parent, area, name) in enumerate(hatched, 1):
        place = list(parent).index(area)
        parent.insert(place, _hatch(area, patterns[name], f"hatch-{number}"))
        area.set("style", f"{_FILL.sub('', area.get('style', ''))};fill:none")
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == f"{{{_NS}}}pattern"]:
            parent.remove(child)
    return ET.tostring(root, encoding="unicode")


def _filled(parent: ET.Element, inherited: str) -> Iterator[tuple[ET.Element, ET.Element, str]]:
    for child in parent:
        style = child.get("style", "")
        found = _FILL.search(style)
        name = found[1] if found else "" if "fill:" in style else inherited
        if child.tag == f"{{{_NS}}}path" and name:
            yield parent, child, name
        elif child.tag == f"{{{_NS}}}g":
            yield from _filled(child, name)


def _hatch(area: ET.Element, pattern: ET.Element, key: str) -> ET.Element:
    group = ET.Element(
        f"{{{_NS}}}g", {name: area.attrib[name] for name in ("clip-path", "transform") if area.get(name)}
    )
    clip = ET.SubElement(group, f"{{{_NS}}}clipPath", {"id": key})
    ET.SubElement(clip, f"{{{_NS}}}path", {"d": area.attrib["d"]})
    lines = ET.SubElement(group, f"{{{_NS}}}g", {"clip-path": f"url(#{key})"})
    strokes = [node for node in pattern if node.tag == f"{{{_NS}}}path"]
    for x, y in _tiles(area.attrib["d"], float(pattern.attrib["width"]), float(pattern.attrib["height"])):
        tile = ET.SubElement(lines, f"{{{_NS}}}g", {"transform": f"translate({x:g} {y:g})"})
        tile.extend(strokes)
    return group


def _tiles(path: str, width: float, height: float) -> Iterator[tuple[float, float]]:
    xs, ys = zip(*corners(path), strict=True)
    for column in range(int(min(xs) // width), int(max(xs) // width) + 1):
        for row in range(int(min(ys) // height), int(max(ys) // height) + 1):
            yield column * width, row * height


def corners(path: str) -> Iterator[tuple[float, float]]:
    """Yield the places that a path leads to, in absolute or relative steps; those that bend its curves are among them.

    Raises
    ------
    KeyError
        If the path has a command other than M, L, H, V, C, Q and Z.
    """
    x = y = 0.0
    start = x, y
    for command, text in _COMMAND.findall(path):
        kind, numbers = command.upper(), [float(number) for number in _NUMBER.findall(text)]
        count = _COUNTS[kind]
        for place in range(0, len(numbers), count):
            found = list(_reached(command, numbers[place : place + count], x, y))
            yield from found
            x, y = found[-1]
            start = (x, y) if kind == "M" and place == 0 else start
        if kind == "Z":
            x, y = start


def _reached(command: str, step: list[float], x: float, y: float) -> Iterator[tuple[float, float]]:
    from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
    if command in "Hh":
        yield from_x + step[0], y
    elif command in "Vv":
        yield x, from_y + step[0]
    else:
        yield from ((from_x + across, from_y + down) for across, down in zip(step[::2], step[1::2], strict=True))
