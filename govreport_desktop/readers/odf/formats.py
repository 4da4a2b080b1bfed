"""Number formats of OpenDocument as the codes that spreadsheets write them with.

What a number looks like is then worked out in one place (`readers.xlsx.formats`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from govreport_desktop.readers.odf.package import NUMBER, STYLE

_KINDS = ("number", "currency", "percentage", "boolean", "text", "date", "time")
_DATES = (f"{NUMBER}date-style", f"{NUMBER}time-style")
_MOST_PLACES, _MOST_MAPS = 30, 4
# The first number that is divided by a thousand, by a million, and so on.
_THOUSANDS = {"1000": 1, "1000000": 2, "1000000000": 3}


class Formats:
    """The number formats of a document, by their names."""

    def __init__(self, roots: tuple[Any, ...]) -> None:
        self._elements: dict[str, Any] = {}
        for root in roots:
            for kind in _KINDS:
                for element in root.iter(f"{NUMBER}{kind}-style"):
                    self._elements.setdefault(element.get(f"{STYLE}name") or "", element)
        self.code: Callable[[str], str] = cache(self._code)

    def _code(self, name: str) -> str:
        """The code of that format; "" for one there is not, and for days."""
        element = self._elements.get(name)
        if element is None or element.tag in _DATES:
            return ""
        sections = []
        for mapped in list(element.iterchildren(f"{STYLE}map"))[:_MOST_MAPS]:
            condition = (mapped.get(f"{STYLE}condition") or "").replace("value()", "")
            other = self._elements.get(mapped.get(f"{STYLE}apply-style-name") or "")
            if other is not None:
                sections.append(f"[{condition.replace('!=', '<>')}]{_section(other)}")
        return ";".join([*sections, _section(element)])


def _section(element: Any) -> str:
    parts = []
    for child in element:
        name = str(child.tag).removeprefix(NUMBER)
        if name in ("text", "fill-character"):
            parts.append(_literal(child.text or ""))
        elif name == "currency-symbol":
            japan = child.get(f"{NUMBER}country") == "JP"
            parts.append(f"[${child.text or ''}{'-411' if japan else ''}]")
        elif name == "text-content":
            parts.append("@")
        elif name == "number":
            parts.append(_number(child))
        elif name in ("scientific-number", "fraction"):
            parts.append("0E+00" if name == "scientific-number" else "0/0")
    return "".join(parts)


def _literal(text: str) -> str:
    """Signs that are written as they are; a share's is what makes it one."""
    return "%".join(f'"{part}"' if part else "" for part in text.replace('"', "").split("%"))


def _number(element: Any) -> str:
    said = element.get(f"{NUMBER}decimal-places")
    if said is None and not element.get(f"{NUMBER}display-factor"):
        # As many places as the number has.
        return "General" if not len(element) else "0"
    whole = _places(element.get(f"{NUMBER}min-integer-digits"))
    signs = ["0"] * whole or ["#"]
    for inserted in element.iterchildren(f"{NUMBER}embedded-text"):
        at = _places(inserted.get(f"{NUMBER}position"))
        signs = ["0"] * max(0, at + 1 - sum(s in "0#" for s in signs)) + signs
        signs.insert(_before(signs, at), _literal(inserted.text or ""))
    if element.get(f"{NUMBER}grouping") == "true":
        signs.insert(0, "#,##")
    thousands = _THOUSANDS.get((element.get(f"{NUMBER}display-factor") or "").partition(".")[0], 0)
    places = _places(said)
    return "".join(signs) + ("." + "0" * places if places else "") + "," * thousands


def _before(signs: list[str], at: int) -> int:
    """Where in ``signs`` ``at`` places for digits are behind."""
    for index in range(len(signs), -1, -1):
        if sum(sign in "0#" for sign in signs[index:]) == at:
            return index
    return 0


def _places(text: str | None) -> int:
    """A count of digits, no more than any number has."""
    return min(int(text), _MOST_PLACES) if text and text.isdecimal() and len(text) < 4 else 0
