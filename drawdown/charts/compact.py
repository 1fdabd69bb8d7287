"""SVG written short: path data in steps of a tenth, looks said once for those that share them."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_NUMBER = re.compile(r"-?\d+\.\d+")
_COUNTS = {"M": 2, "L": 2, "C": 6, "Q": 4}


def path(data: str) -> str:
    """Return the data of an absolute path as relative steps, rounded where they end so that nothing adds up."""
    out, x, y, start = [], 0, 0, (0, 0)
    for command, places in _commands(data):
        if command == "Z":
            out.append("z")
            x, y = start
            continue
        pairs = list(zip(places[::2], places[1::2], strict=True))
        steps = [(a - x, b - y) for a, b in pairs]
        if command == "M":
            out.append("M" + _joined(pairs[0]))
            start = pairs[0]
        elif command == "L":
            out.append(_straight(*steps[0]))
        else:
            out.append(command.lower() + _joined(tuple(part for step in steps for part in step)))
        x, y = pairs[-1]
    return "".join(_merged(out))


def short(value: str) -> str:
    """Return a text with its numbers rounded to a tenth."""
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 1) + 0.0:.10g}", value)


def hoist(group: ET.Element) -> None:
    """Say once, on a group around them, the look that neighbours share."""
    found = list(group)
    for part in found:
        group.remove(part)
    for look, same in groupby(found, key=lambda part: (part.get("style", ""), part.tag in ("use", "text", "path"))):
        parts = list(same)
        if len(parts) == 1 or not look[0] or not look[1] or re.search("(^|;)opacity:", look[0]):
            group.extend(parts)
            continue
        shared = ET.SubElement(group, "g", {"style": look[0]})
        for part in parts:
            del part.attrib["style"]
            shared.append(part)


def _commands(data: str) -> Iterator[tuple[str, list[int]]]:
    tokens = iter(_TOKEN.findall(data))
    for token in tokens:
        command = token.upper()
        yield command, [round(float(next(tokens)) * 10) for _ in range(_COUNTS.get(command, 0))]


def _straight(dx: int, dy: int) -> str:
    if dy == 0:
        return "h" + _joined((dx,))
    return "v" + _joined((dy,)) if dx == 0 else "l" + _joined((dx, dy))


def _joined(tenths: tuple[int, ...]) -> str:
    found = ""
    for text in (f"{number / 10:.10g}" for number in tenths):
        found += text if not found or text.startswith("-") else f" {text}"
    return found


def _merged(parts: list[str]) -> Iterator[str]:
    """Leave out the letter of a step that is of the same kind as the one before it."""
    for before, part in pairwise(["", *parts]):
        if before[:1] == part[:1] != "z" and part[0] in "lcq":
            yield part[1:] if part[1] == "-" else f" {part[1:]}"
        else:
            yield part
