"""The numbers in front of the items of a list, as an OpenDocument text shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.odf.package import LOEXT, STYLE, TEXT
from govreport_desktop.readers.odf.styles import Styles
from govreport_desktop.readers.word.numbering import FORMATS

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MOST, _LEVELS = 30_000, 10
_PLACE = re.compile(r"%(\d{1,2})%")
# How a format begins, and how Word calls it.
_SIGNS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "01, 02": "decimalZero", "一": "chineseCounting", "壹, 贰": "chineseLegalSimplified",
    "壹": "ideographLegalTraditional", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "㊀": "ideographEnclosedCircle",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: Callable[[int], str] | None  # None where nothing is counted, or a dot is drawn
    prefix: str
    suffix: str
    start: int
    shown: int  # how many levels its number shows
    pattern: str


@dataclass(slots=True)
class Counted:
    """A list as far as it has been counted, by level from 1; ``levels`` say how."""

    levels: dict[int, _Level]
    style: str = ""
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, depth: int) -> str:
        """What stands in front of the next item at ``depth``, which is counted."""
        level = self.levels.get(depth)
        start = level.start if level else 1
        self.counts[depth] = min(self.counts.get(depth, start - 1) + 1, _MOST)
        for deeper in [other for other in self.counts if other > depth]:
            del self.counts[deeper]
        if level is None or level.format is None:
            return ""
        if level.pattern:
            return _PLACE.sub(lambda found: self._number(int(found[1])), level.pattern)
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        return level.prefix + ".".join(filter(None, map(self._number, shown))) + level.suffix

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None or level.format is None:
            return ""
        return level.format(self.counts.get(depth, level.start))

    def set_next(self, depth: int, start: str | None) -> None:
        """The next item at ``depth`` is to be counted as ``start`` says."""
        if start and start.isdecimal() and len(start) < 6:
            self.counts[depth] = int(start) - 1


@dataclass(slots=True)
class Lists:
    """The lists of a document as they come."""

    styles: Styles
    outline: Counted
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _by_id: dict[str, Counted] = field(default_factory=dict)
    _last: dict[str, Counted] = field(default_factory=dict)

    def begun(self, element: Any) -> Counted:
        """The list that ``element``, which is in no other, begins or goes on with."""
        style = element.get(f"{TEXT}style-name") or self._of_first(element)
        found = self._by_id.get(element.get(f"{TEXT}continue-list") or "")
        if found is None and element.get(f"{TEXT}continue-numbering") == "true":
            found = self._last.get(style)
        found = found or Counted(self._levels.get(style, {}), style)
        self._last[style] = self._by_id[element.get(_ID) or ""] = found
        return found

    def _of_first(self, element: Any) -> str:
        """The list that the style of the first paragraph within names."""
        first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
        name = "" if first is None else first.get(f"{TEXT}style-name") or ""
        for style in self.styles.bases("paragraph", name):
            if found := style.get(f"{STYLE}list-style-name"):
                return str(found)
        return ""


def read_lists(roots: tuple[Any, ...], styles: Styles) -> Lists:
    """How the lists of a document are numbered."""
    levels: dict[str, dict[int, _Level]] = {}
    outline: dict[int, _Level] = {}
    for root in roots:
        for element in root.iter(f"{TEXT}list-style"):
            levels.setdefault(element.get(f"{STYLE}name") or "", dict(map(_level, element)))
        for element in root.iter(f"{TEXT}outline-style"):
            outline = outline or dict(map(_level, element))
    return Lists(styles, Counted(outline), levels)


def depth_of(element: Any, attribute: str) -> int:
    """The level an element states, from 1."""
    text = element.get(attribute) or "1"
    return min(max(int(text), 1), _LEVELS) if text.isdecimal() and len(text) < 3 else 1


def _level(element: Any) -> tuple[int, _Level]:
    sign = element.get(f"{STYLE}num-format") or ""
    name = next((name for start, name in _SIGNS.items() if sign.startswith(start)), "decimal")
    start = element.get(f"{TEXT}start-value") or "1"
    return depth_of(element, f"{TEXT}level"), _Level(
        FORMATS[name] if sign else None,
        element.get(f"{STYLE}num-prefix") or "",
        element.get(f"{STYLE}num-suffix") or "",
        int(start) if start.isdecimal() and len(start) < 6 else 1,
        depth_of(element, f"{TEXT}display-levels"),
        element.get(f"{LOEXT}num-list-format") or element.get(f"{STYLE}num-list-format") or "",
    )
