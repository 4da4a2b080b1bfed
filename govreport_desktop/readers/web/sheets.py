"""The style sheets of a page: their rules, one selector and its declarations each.

Only what tells how digits are shown is kept. Rules within rules are written out (CSS Nesting),
conditions of media are answered, or make their rules unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from govreport_desktop.readers.web.media import conditions_hold
from govreport_desktop.readers.web.selectors import Selector, selector, single
from govreport_desktop.readers.web.shades import stated

# Rules beyond this are no report's, and each costs a look at every element.
MOST_RULES, _LONGEST_SHEET, _LONGEST_SELECTOR = 3000, 1_000_000, 200

HIDING = re.compile(
    r"(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*(?:0|0?\.0\d*|0%)\s*(?:[;!]|$)|(?:left|top)\s*:\s*-(?:\d{4,}|[5-9]\d\dpx)"
    r"|margin(?:-left|-top)?\s*:[^;]*-\d{4,}|content-visibility\s*:\s*hidden"
    r"|filter\s*:[^;]*opacity\(\s*(?:0|0?\.0\d*|0%)\s*\)|zoom\s*:\s*0(?:\.0*)?%?\s*(?:[;!]|$)"
    r"|-webkit-text-fill-color\s*:\s*transparent"
    # Word writes hanging indents of up to some hundred points.
    r"|text-indent\s*:\s*-(?:\d{4,}|9\d\d(?:px|pt)|\d{3,}(?:\.\d+)?(?:em|%))"
    r"|clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:[^;]*scale[XY]?\(\s*0(?:\.0*)?\s*[,)])",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"none|display|visibility|hide|opacity|font|line-through|vertical-align|list-style"
    r"|color|background|indent|-\d{4}|clip|scale|content|overflow|zoom|filter|letter-spacing|direction",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]+)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# What frameworks keep for screen readers; their own sheets are not at hand.
_FOR_EARS = ".sr-only,.visually-hidden{clip-path:inset(50%)}"
MOST_NESTED = 5
_NESTED = re.compile(r"([^;{}]*)\{")
# What a sheet writes before or behind an element's text; \f101 is the picture of an icon.
BESIDE = re.compile(r"::?(?:before|after)\s*$", re.IGNORECASE)
_CONTENT = re.compile(r"(?:^|[;\s{])content\s*:\s*([^;]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)


def rules_of(root: Any) -> Iterator[tuple[Selector, str]]:
    """The rules of all sheets of a page, in order: selectors with their declarations."""
    yield from _rules(_FOR_EARS)
    for sheet in root.iter("style"):
        media = f"@media {sheet.get('media') or 'all'}"
        if (holds := conditions_hold(media)) is not False:
            yield from _rules(sheet.text or "", "" if holds else media)


def variables(root: Any) -> dict[str, str]:
    """The values of the sheets' variables: of several the first, the others are a theme's."""
    found = (pair for sheet in root.iter("style") for pair in _VARIABLE.findall(sheet.text or ""))
    return dict(reversed([*islice(found, MOST_RULES)]))


def hides(style: str) -> bool:
    """Whether ``style`` keeps what it is about from being seen."""
    said = stated(style)
    small = said is not None and (said.points == 0 or said.share == 0)
    return small or bool(HIDING.search(style))


def _digits_beside(style: str) -> bool:
    words = "".join(_CONTENT.findall(style))
    shown = _ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), words)
    return "counter(" in words or any(map(str.isdigit, shown))


def _rules(sheet: str, media: str = "", depth: int = 0) -> Iterator[tuple[Selector, str]]:
    """Selectors with their declarations; ``media`` are conditions that cannot be told."""
    for selectors, block in _blocks(_COMMENT.sub(" ", sheet[:_LONGEST_SHEET])):
        if selectors.startswith("@"):
            holds = conditions_hold(selectors) if depth < MOST_NESTED else False
            if holds is not False:
                unsure = media if holds else selectors
                yield from _rules(block, unsure, depth + 1)
            continue
        style, nested = _unnested(selectors, block) if "{" in block else (block, "")
        if _TELLING.search(style):
            yield from ((asked, style) for asked in _asked(selectors, style, media))
        if nested and depth < MOST_NESTED:
            yield from _rules(nested, media, depth + 1)


def _asked(selectors: str, style: str, media: str) -> Iterator[Selector]:
    """The selectors of a rule that may tell something."""
    for words in islice(single(selectors), MOST_RULES):
        if beside := BESIDE.search(words):
            asked = selector(words[: beside.start()]) if _digits_beside(style) else None
            if asked and not media:
                yield asked._replace(unsure=True, text=words.strip())
            continue
        asked = selector(words[:_LONGEST_SELECTOR])
        if asked is None or not (asked.placed or _counts(asked.last.key, style)):
            continue
        if media:
            asked = asked._replace(unsure=True, text=f"{media} {asked.text}")
        yield asked


def _counts(key: str, style: str) -> bool:
    """What holds for the whole page tells nothing of its parts, unless it hides them all."""
    return key not in ("body", "html", "*") or (key != "*" and hides(style))


def _unnested(selectors: str, style: str) -> tuple[str, str]:
    """A rule's own declarations, and the rules within it written out (CSS Nesting)."""
    own, nested, at = [], [], 0
    around = f":is({selectors})" if "," in selectors else selectors
    for block in _NESTED.finditer(style):
        if block.start() < at:
            continue
        end = _closed(style, block.end())
        own.append(style[at : block.start()])
        head, body = block[1].strip(), style[block.end() : end]
        if head.startswith("@"):
            nested.append(f"{head}{{{selectors}{{{body}}}}}")
        else:
            each = (h if "&" in h else f"& {h.strip()}" for h in single(head))
            nested.append(f"{','.join(each).replace('&', around)}{{{body}}}")
        at = end + 1
    return ";".join([*own, style[at:]]), "".join(nested)


def _closed(text: str, at: int) -> int:
    """Where the brace that is open at ``at`` is closed."""
    depth = 1
    for brace in re.compile("[{}]").finditer(text, at):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return len(text)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before the braces and within them, of each rule and each @-rule."""
    depth, begin, opened = 0, 0, 0
    for brace in re.finditer(r"[{};]", sheet):
        sign, at = brace.group(), brace.start()
        if sign == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                if selectors := sheet[begin:opened].strip():
                    yield selectors, sheet[opened + 1 : at]
                begin = at + 1
        elif depth == 0:
            begin = at + 1  # @import and @charset end with a semicolon
