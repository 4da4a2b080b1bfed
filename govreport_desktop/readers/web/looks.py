"""How an element of a page is shown: hidden, struck out, raised; by its tag, style and class.

Of style sheets only the page's own are read, and of them only rules for one tag, class or id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govreport_desktop.readers.marks import LOWERED, RAISED

# Rules beyond this are no report's, and each costs a look at every element.
_MOST_RULES, _LONGEST_SHEET = 3000, 1_000_000

_HIDDEN = re.compile(
    r"(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:[;!]|$)|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|%)?\s*(?:[;!]|$))",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse|mso-hide", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LEVEL = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_TELLING = re.compile(r"none|hidden|collapse|hide|opacity|font-size|line-through|super|sub", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}@;]{1,2000})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))?")


class Looks:
    """Answers how an element looks, given the page's own style sheets."""

    def __init__(self, root: Any) -> None:
        self._rules: dict[tuple[str, str], str] = {}
        for sheet in root.iter("style"):
            if (sheet.get("media") or "all").strip().lower() in ("all", "screen", ""):
                for key, style in _rules(sheet.text or ""):
                    if len(self._rules) < _MOST_RULES:
                        self._rules[key] = self._rules.get(key, "") + ";" + style

    def hidden(self, element: Any) -> bool:
        """Whether nobody sees it."""
        return element.get("hidden") is not None or bool(_HIDDEN.search(self._style(element)))

    def takes_room(self, element: Any) -> bool:
        """Whether what is hidden keeps its place: a cell of a row does, unless it is taken out."""
        style = self._style(element)
        return element.get("hidden") is None and not _TAKEN_OUT.search(style)

    def struck(self, element: Any) -> bool:
        """Whether it is crossed out."""
        return element.tag in ("s", "strike", "del") or bool(_STRUCK.search(self._style(element)))

    def level(self, element: Any) -> int:
        """RAISED, LOWERED or 0."""
        if element.tag in ("td", "th", "tr", "tbody", "table", "img"):
            return 0
        if element.tag in ("sup", "sub"):
            return RAISED if element.tag == "sup" else LOWERED
        found = _LEVEL.search(self._style(element))
        return 0 if not found else RAISED if found[1].lower() == "super" else LOWERED

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


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], str]]:
    sheet = _COMMENT.sub(" ", sheet[:_LONGEST_SHEET])
    for rule in _RULE.finditer(_without_media(sheet)):
        if not _TELLING.search(rule[2]):
            continue
        for selector in rule[1].split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if not simple or not simple.group():
                continue
            tag = (simple["tag"] or "").lower()
            if simple["cls"] or simple["id"]:
                yield (tag, f".{simple['cls']}" if simple["cls"] else f"#{simple['id']}"), rule[2]
            elif tag not in ("body", "html"):
                yield ("", tag), rule[2]


def _without_media(sheet: str) -> str:
    """Without what is said for paper or small screens: a block within a block."""
    return re.sub(r"@[^{};]{0,300}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\})*[^{}]{0,5000}\}", " ", sheet)
