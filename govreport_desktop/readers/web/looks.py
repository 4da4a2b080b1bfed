"""How an element of a page is shown: hidden, struck out, raised; by its tag, style and class.

Of style sheets only the page's own are read. Where several rules speak of an element, the more
specific and then the later one counts, as in browsers.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from govreport_desktop.readers.marks import LOWERED, RAISED
from govreport_desktop.readers.web.selectors import Asking, Selector
from govreport_desktop.readers.web.shades import Said, stated
from govreport_desktop.readers.web.sheets import (
    BESIDE,
    HIDING,
    MOST_NESTED,
    MOST_RULES,
    hides,
    rules_of,
    variables,
)

# A box that cuts off what is too large for it, and has no room; a cell makes room, and what
# opens at a click has none only for the moment.
_CUTS = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_NO_ROOM = re.compile(
    r"(?:^|[;\s{])(?:width|height)\s*:\s*[01](?:\.0*)?(?:px|pt|em|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
# In a line nothing opens at a click.
_NO_ROOM_IN_LINE = re.compile(
    r"(?:^|[;\s{])max-(?:width|height)\s*:\s*[01](?:\.0*)?(?:px|pt|em|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_IN_LINE = {"span", "i", "b", "em", "strong", "font", "a", "u", "small", "big", "label"}
# Boxes of their own: what stands in one goes on in no other.
_BOX = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)|float\s*:\s*(?:left|right)|"
    r"position\s*:\s*(?:absolute|fixed|sticky)",
    re.IGNORECASE,
)
_REVERSED = re.compile(r"unicode-bidi\s*:\s*(?:isolate-|bidi-)override", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
# Digits are half as wide as high.
_SQUEEZED = re.compile(
    r"letter-spacing\s*:\s*-(?:(?:0?\.[4-9]|[1-9])\d*\.?\d*r?em|(?:[6-9]|\d\d)\d*\.?\d*p[xt])",
    re.IGNORECASE,
)
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", re.IGNORECASE)
_TAKEN_OUT = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse|mso-hide", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LEVEL = re.compile(
    r"vertical-align\s*:\s*(super\b|sub\b|[+-]?(?:\d+\.?\d*|\.\d+)(?=px|pt|r?em|ex|%))",
    re.IGNORECASE,
)
_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([^;!]*)", re.IGNORECASE)
_OF_TABLES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup")
# The attributes that say how an element looks.
_SAYING = frozenset({"hidden", "style", "class", "id", "size", "color", "bgcolor"})
_SAYING |= {"open", "popover", "dir"}
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_EVERY = {kind: etree.XPath(f"//@{kind}", smart_strings=False) for kind in ("class", "id")}


class Look(NamedTuple):
    """How an element looks.

    ``hidden`` says that nobody sees it; what ``takes_room`` then keeps its place, as a cell of
    a row does that is not taken out. ``level`` is RAISED, LOWERED or 0, ``list_style`` the kind
    of sign before an item in the words of CSS, None where nothing says so. ``said`` is what it
    states of size and colour, None for nothing. ``reversed`` says that its digits are drawn from
    right to left, ``squeezed`` that they are drawn one upon the other, ``boxed`` that it is a
    box of its own.
    """

    hidden: bool
    takes_room: bool
    struck: bool
    level: int
    list_style: str | None
    said: Said | None
    reversed: bool = False
    squeezed: bool = False
    boxed: bool = False


class _Rule(NamedTuple):
    order: tuple[tuple[int, int, int], int]
    selector: Selector
    style: str


class Looks:
    """Answers how an element looks, given the page's own style sheets."""

    def __init__(self, root: Any) -> None:
        # By the word of the last compound; those that ask what is around an element apart.
        self._plain: dict[str, list[_Rule]] = {}
        self._placed: dict[str, list[_Rule]] = {}
        # Elements that say the same of themselves look the same; a table's cells mostly do.
        self._known: dict[tuple[object, ...], Look] = {}
        # Which placed rules may speak of elements of one tag, class and id: mostly none.
        self._near: dict[tuple[object, ...], list[_Rule]] = {}
        self._asking = Asking()
        # What cannot be told, and what the sheet writes beside numbers, by its selectors.
        self._doubts: dict[str, None] = {}
        self._written: dict[str, None] = {}
        self._variables = variables(root)
        words = _words(root)
        rules = (rule for rule in rules_of(root) if rule[0].words <= words)
        for number, (asked, style) in enumerate(islice(rules, MOST_RULES)):
            index = self._placed if asked.placed else self._plain
            rule = _Rule((asked.weight, number), asked, style)
            index.setdefault(asked.last.key, []).append(rule)

    def notes(self) -> list[str]:
        """What could not be told of the elements asked for."""
        placed = (rule for rules in self._placed.values() for rule in rules)
        if self._asking.tired and any(hides(rule.style) for rule in placed):
            self._doubts["规则太多"] = None
        notes = []
        if self._doubts:
            notes.append(
                f"网页的样式里有判断不了的隐藏规则（{'、'.join(islice(self._doubts, 3))}），"
                "表里个别的字在浏览器里可能不显示；请对照浏览器里的网页核对各数。"
            )
        if self._written:
            notes.append(
                f"网页的样式在表里的数旁边另外写了数字（{'、'.join(islice(self._written, 3))}），"
                "没有读入；请对照浏览器里的网页核对各数。"
            )
        return notes

    def of(self, element: Any) -> Look:
        """How ``element`` looks by its tag, its own style and the page's sheets."""
        # One call for all of them: a page has ten thousand elements.
        said = (element.tag, *[pair for pair in element.items() if pair[0] in _SAYING])
        placed = self._placed_at(element, said) if self._placed else []
        key: tuple[object, ...] = (*said, *(rule.order for rule in placed)) if placed else said
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._made(element, placed)
        return known

    def _made(self, element: Any, placed: list[_Rule]) -> Look:
        style, gone = self._resolved(self._style(element, placed)), _is_gone(element)
        size = (element.get("size") or "") if element.tag == "font" else ""
        color, ground = (element.get(name) or "" for name in ("color", "bgcolor"))
        return Look(
            hidden=gone or _is_hidden(element.tag, style),
            takes_room=not gone and not _TAKEN_OUT.search(style),
            struck=element.tag in ("s", "strike", "del") or bool(_STRUCK.search(style)),
            level=_level(element.tag, style),
            list_style=_list_style(style),
            said=stated(style, size, color, ground),
            reversed=_is_reversed(element, style),
            squeezed=bool(_SQUEEZED.search(style)),
            boxed=bool(_BOX.search(style)),
        )

    def _resolved(self, style: str) -> str:
        """``style`` with the values of its variables."""
        for _ in range(MOST_NESTED if "var(" in style else 0):
            style = _USED.sub(self._value, style)
        return style

    def _value(self, used: re.Match[str]) -> str:
        return self._variables.get(used[1], used[2] or "")

    def _style(self, element: Any, placed: list[_Rule]) -> str:
        found = [
            rule
            for key in _keys(element)
            for rule in self._plain.get(key, ())
            if self._asking.fits(rule.selector.last, element)
        ]
        own = element.get("style") or ""
        if not found and not placed:
            return own
        return _cascade([*(rule.style for rule in sorted([*found, *placed])), own])

    def _placed_at(self, element: Any, said: tuple[object, ...]) -> list[_Rule]:
        """The rules that hold for ``element``, which has ``said`` what it says of itself."""
        found: list[_Rule] = []
        if self._asking.tired:
            return found
        if (near := self._near.get(said)) is None:
            fits = self._asking.may_be
            rules = (rule for key in _keys(element) for rule in self._placed.get(key, ()))
            near = self._near[said] = [rule for rule in rules if fits(rule.selector, element)]
        for rule in near:
            if not self._asking.holds_at(rule.selector, element):
                continue
            if not rule.selector.unsure:
                found.append(rule)
            elif _writes(rule) and _is_number(element):
                self._written[rule.selector.text] = None
            elif hides(rule.style) and _is_number(element):
                self._doubts[rule.selector.text] = None
        return found


def _words(root: Any) -> set[tuple[str, str]]:
    """Every class and id on the page: a framework's sheet speaks of thousands of others."""
    said = {(kind, str(text)) for kind, every in _EVERY.items() for text in _texts(every(root))}
    return {(kind, word) for kind, text in said for word in text.split()}


def _texts(found: Any) -> set[Any]:
    return set(found)


def _keys(element: Any) -> list[str]:
    classes, ids = (element.get("class") or "").split(), (element.get("id") or "").split()
    names = (*("." + word for word in classes), *("#" + word for word in ids))
    return ["*", str(element.tag), *dict.fromkeys(names)]


def _cascade(styles: list[str]) -> str:
    """``styles`` as one, the later over the earlier and what is important over all."""
    said: dict[tuple[bool, str], str] = {}
    for style in styles:
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            key = (bool(_IMPORTANT.search(value)), name.strip().lower())
            said.pop(key, None)
            said[key] = _IMPORTANT.sub("", value)
    important = {name for forced, name in said if forced}
    first = (f"{n}:{v}" for (forced, n), v in said.items() if not forced and n not in important)
    return ";".join([*first, *(f"{n}:{v}" for (forced, n), v in said.items() if forced)])


def _writes(rule: _Rule) -> bool:
    """Whether it is about what stands beside the text; only those that write digits are kept."""
    return bool(BESIDE.search(rule.selector.text))


def _is_number(element: Any) -> bool:
    """Whether it holds digits that stand in a table."""
    if element.tag not in _OF_TABLES and next(element.iterancestors("td", "th"), None) is None:
        return False
    return any(sign.isdecimal() for text in element.itertext() for sign in text)


def _is_hidden(tag: str, style: str) -> bool:
    if HIDING.search(style):
        return True
    if tag in _OF_TABLES or not _CUTS.search(style):
        return False
    flat = _NO_ROOM.search(style) or (tag in _IN_LINE and _NO_ROOM_IN_LINE.search(style))
    return bool(flat)


def _is_gone(element: Any) -> bool:
    """Whether its attributes hide it, until something opens it."""
    closed = element.tag == "dialog" and element.get("open") is None
    return closed or any(element.get(name) is not None for name in ("hidden", "popover"))


def _is_reversed(element: Any, style: str) -> bool:
    if element.tag == "bdo":
        return (element.get("dir") or "").strip().lower() == "rtl"
    return bool(_REVERSED.search(style)) and bool(_RIGHT_TO_LEFT.search(style))


def _list_style(style: str) -> str | None:
    said = _LIST.findall(style)
    words = said[-1].lower().split() if said else ()
    # The shorthand also says where the sign stands.
    return next((word for word in words if word not in ("inside", "outside")), None)


def _level(tag: str, style: str) -> int:
    if tag in ("td", "th", "tr", "tbody", "table", "img"):
        return 0
    if tag in ("sup", "sub"):
        return RAISED if tag == "sup" else LOWERED
    if not (found := _LEVEL.search(style)):
        return 0
    by = {"super": 1.0, "sub": -1.0}.get(found[1].lower())
    off = float(found[1]) if by is None else by
    return RAISED if off > 0 else LOWERED if off < 0 else 0
