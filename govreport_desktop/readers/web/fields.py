"""Elements that show something else than their text: fields, pictures, formulas."""

from __future__ import annotations

import re
from typing import Any

from govreport_desktop.readers.marks import LOWERED, RAISED

FIELDS = frozenset({"input", "textarea", "select", "button"})
_TYPED = ("", "text", "number", "tel")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# Second and third in these stand raised or lowered; second in a fraction below its line.
_SCRIPTS = {"msup": (RAISED,), "msub": (LOWERED,), "msubsup": (LOWERED, RAISED)}
# Pictures that keep a cell open are no larger, in pixels.
_SPACER = 3


def text_of(element: Any) -> str:
    """All text below ``element``."""
    return "".join(element.itertext())


def content(element: Any) -> str:
    """The same on one line."""
    return _BLANKS.sub(" ", text_of(element)).strip()


def chosen(element: Any) -> list[Any]:
    """The options of a list that are selected."""
    return [option for option in element.iter("option") if option.get("selected") is not None]


def field_text(element: Any) -> str:
    """What stands in a field of a form that was saved with its page."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "select":
        selected = chosen(element)
        several = selected if element.get("multiple") is not None else selected[:1]
        return "、".join(map(text_of, several))
    if element.tag == "button":
        return content(element)
    return (element.get("value") or "") if (element.get("type") or "").lower() in _TYPED else ""


def pictured(cell: Any) -> str:
    """What the picture in a cell without text is called; "" where there is none to be seen."""
    for image in cell.iter("img"):
        sizes = (image.get(name) or "" for name in ("width", "height"))
        if not any(size.isdecimal() and int(size[:9]) <= _SPACER for size in sizes):
            return (image.get("alt") or "").strip() or "图片"
    return ""


def math_sign(element: Any) -> tuple[int, str]:
    """How a part of a formula stands, and what is drawn before it: x² and 1/2 are no numbers."""
    around = element.getparent()
    kind = "" if around is None else str(around.tag)
    if kind not in _SCRIPTS and kind != "mfrac":
        return 0, ""
    place = sum(1 for _ in element.itersiblings(preceding=True))
    if kind == "mfrac":
        return 0, "/" if place == 1 else ""
    levels = _SCRIPTS[kind]
    return (levels[place - 1] if 0 < place <= len(levels) else 0), ""
