"""The numbers a browser draws before the items of a list: 1. 一、 a. as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.counting import in_chinese, letters, roman
from govreport_desktop.readers.web.looks import Look

LISTS = frozenset({"ol", "ul", "menu", "dir"})
# What counts further is no list of a report, and its letters would fill the memory.
_MOST = 9999
# By the attribute ``type`` and by ``list-style``; what is not named here draws a dot or nothing.
_SIGNS: dict[str, Callable[[int], str]] = {
    "1": lambda number: f"{number}.",
    "a": lambda number: f"{letters(number)}.",
    "A": lambda number: f"{letters(number).upper()}.",
    "i": lambda number: f"{roman(number)}.",
    "I": lambda number: f"{roman(number).upper()}.",
    "一": lambda number: f"{in_chinese(number)}、",
}
_STYLES = {
    "decimal": "1", "decimal-leading-zero": "1",
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
    "cjk-ideographic": "一", "simp-chinese-informal": "一", "trad-chinese-informal": "一",
}  # fmt: skip


@dataclass(slots=True)
class _List:
    sign: str  # in the words of the attribute ``type``
    next: int
    step: int


@dataclass(slots=True)
class Lists:
    """The lists that are open where a page is being read, and how far each has counted."""

    _open: list[_List] = field(default_factory=list)

    def open(self, element: Any, look: Look) -> None:
        """``element`` begins a list."""
        back = element.tag == "ol" and element.get("reversed") is not None
        first = len(element.findall("li")) if back else 1
        start = _whole(element.get("start"), first)
        sign = _stated(element, look)
        sign = sign if sign is not None else "1" if element.tag == "ol" else ""
        self._open.append(_List(sign, start, -1 if back else 1))

    def close(self) -> None:
        """The list opened last ends."""
        if self._open:
            self._open.pop()

    def number(self, item: Any, look: Look) -> str:
        """What is drawn before ``item``, which is counted; "" for a dot or nothing."""
        if not self._open:
            return ""
        found = self._open[-1]
        at = _whole(item.get("value"), found.next)
        found.next = at + found.step
        stated = _stated(item, look)
        sign = found.sign if stated is None else stated
        if sign not in _SIGNS:
            return ""
        return _SIGNS[sign](at) if 0 < at <= _MOST else f"{at}."


def _stated(element: Any, look: Look) -> str | None:
    """The kind of sign a list or an item says it has; None where it says nothing."""
    if look.list_style is not None:
        return _STYLES.get(look.list_style, "")
    kind = element.get("type")
    return str(kind).strip() if kind else None


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else otherwise
