"""How an element of a page is shown: hidden, struck out, raised; by its tag, style and class.

Of style sheets only the page's own are read, and of them only rules for one tag, class or id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from govreport_desktop.readers.marks import LOWERED, RAISED
from govreport_desktop.readers.web.shades import Said, stated

# Rules beyond this are no report's, and each costs a look at every element.
_MOST_RULES, _LONGEST_SHEET, _LONGEST_SELECTOR = 3000, 1_000_000, 200

_HIDDEN = re.compile(
    r"(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*(?:0|0?\.0\d*|0%)\s*(?:[;!]|$)|(?:left|top)\s*:\s*-\d{4,}"
    # Word writes hanging indents of up to some hundred points.
    r"|text-indent\s*:\s*-(?:\d{4,}|9\d\d(?:px|pt)|\d{3,}(?:\.\d+)?(?:em|%))"
    r"|clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:[^;]*scale[XY]?\(\s*0(?:\.0*)?\s*[,)])",
    re.IGNORECASE,
)
# A box that cuts off what is too large for it, and has no room; a cell makes room, and what
# opens at a click has none only for the moment.
_CUTS = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_NO_ROOM = re.compile(
    r"(?:^|[;\s{])(?:width|height)\s*:\s*[01](?:\.0*)?(?:px|pt|em|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse|mso-hide", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LEVEL = re.compile(
    r"vertical-align\s*:\s*(super\b|sub\b|[+-]?(?:\d+\.?\d*|\.\d+)(?=px|pt|r?em|ex|%))",
    re.IGNORECASE,
)
_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([^;!]*)", re.IGNORECASE)
_TELLING = re.compile(
    r"none|hidden|collapse|hide|opacity|font|line-through|vertical-align|list-style"
    r"|color|background|indent|-\d{4}|clip|scale",
    re.IGNORECASE,
)
_OF_TABLES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup")
# The attributes that say how an element looks.
_SAYING = frozenset({"hidden", "style", "class", "id", "size", "color", "bgcolor"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))?")


class Look(NamedTuple):
    """How an element looks.

    ``hidden`` says that nobody sees it; what ``takes_room`` then keeps its place, as a cell of
    a row does that is not taken out. ``level`` is RAISED, LOWERED or 0, ``list_style`` the kind
    of sign before an item in the words of CSS, None where nothing says so. ``said`` is what it
    states of size and colour, None for nothing.
    """

    hidden: bool
    takes_room: bool
    struck: bool
    level: int
    list_style: str | None
    said: Said | None


class Looks:
    """Answers how an element looks, given the page's own style sheets."""

    def __init__(self, root: Any) -> None:
        self._rules: dict[tuple[str, str], str] = {}
        # Elements that say the same of themselves look the same; a table's cells mostly do.
        self._known: dict[tuple[object, ...], Look] = {}
        for sheet in root.iter("style"):
            if (sheet.get("media") or "all").strip().lower() in ("all", "screen", ""):
                for key, style in _rules(sheet.text or ""):
                    if len(self._rules) < _MOST_RULES:
                        self._rules[key] = self._rules.get(key, "") + ";" + style

    def of(self, element: Any) -> Look:
        """How ``element`` looks by its tag, its own style and the page's sheets."""
        # One call for all of them: a page has ten thousand elements.
        said = (element.tag, *(pair for pair in element.items() if pair[0] in _SAYING))
        if (known := self._known.get(said)) is None:
            known = self._known[said] = self._made(element)
        return known

    def _made(self, element: Any) -> Look:
        style, gone = self._style(element), element.get("hidden") is not None
        size = (element.get("size") or "") if element.tag == "font" else ""
        color, ground = (element.get(name) or "" for name in ("color", "bgcolor"))
        return Look(
            hidden=gone or _is_hidden(element.tag, style),
            takes_room=not gone and not _TAKEN_OUT.search(style),
            struck=element.tag in ("s", "strike", "del") or bool(_STRUCK.search(style)),
            level=_level(element.tag, style),
            list_style=_list_style(style),
            said=stated(style, size, color, ground),
        )

    def _style(self, element: Any) -> str:
        own = element.get("style") or ""
        if not self._rules:
            return own
        tag = str(element.tag)
        keys = [("", tag)]
        for mark, name in ((".", "class"), ("#", "id")):
            for word in (element.get(name) or "").split():
                keys += [("", mark + word), (tag, mark + word)]
        return ";".join([*(self._rules.get(key, "") for key in keys), own])


def _is_hidden(tag: str, style: str) -> bool:
    if _HIDDEN.search(style):
        return True
    return tag not in _OF_TABLES and bool(_CUTS.search(style)) and bool(_NO_ROOM.search(style))


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


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], str]]:
    for selectors, style in _blocks(_COMMENT.sub(" ", sheet[:_LONGEST_SHEET])):
        if not _TELLING.search(style):
            continue
        for selector in selectors.split(",")[:_MOST_RULES]:
            simple = _SIMPLE.fullmatch(selector.strip()[:_LONGEST_SELECTOR])
            if not simple or not simple.group():
                continue
            tag = (simple["tag"] or "").lower()
            if simple["cls"] or simple["id"]:
                yield (tag, f".{simple['cls']}" if simple["cls"] else f"#{simple['id']}"), style
            elif tag not in ("body", "html"):
                yield ("", tag), style


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and style of each rule; those within @media, said for paper or phones, are not."""
    depth, begin, opened = 0, 0, 0
    for brace in re.finditer(r"[{};]", sheet):
        sign, at = brace.group(), brace.start()
        if sign == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                selectors = sheet[begin:opened].strip()
                if selectors and not selectors.startswith("@"):
                    yield selectors, sheet[opened + 1 : at]
                begin = at + 1
        elif depth == 0:
            begin = at + 1  # @import and @charset end with a semicolon
