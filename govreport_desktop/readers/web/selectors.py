"""Selectors of a style sheet: read once, then asked of an element and what is around it.

The compound and complex selectors of the CSS Selectors standard (levels 3 and 4) with type,
class, id, attribute and child-indexed parts, :not(), :is() and :where(). What a mouse or a
click would decide never holds here; every other pseudo-class cannot be told, and the selector
is ``unsure``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

_NAME = r"(?:[^\W]|-|\\.)+"
_PIECE = re.compile(
    rf"""\s*(?P<by>[>+~])\s*|(?P<gap>\s+)|(?P<any>\*)|(?P<tag>[a-zA-Z][\w-]*)
    |\.(?P<cls>{_NAME})|\#(?P<id>{_NAME})
    |\[\s*(?P<attr>[\w-]+)\s*(?:(?P<op>[~|^$*]?=)\s*(?P<quote>["']?)(?P<value>[^"'\]]*)(?P=quote)
      \s*[isIS]?\s*)?\]
    |(?P<colons>::?)(?P<pseudo>[\w-]+)(?P<opened>\()?""",
    re.VERBOSE,
)
_NTH = re.compile(r"([+-]?\d*)n(?:([+-])(\d+))?|([+-]?\d+)")
# Browsers put a body into every table; the parser does not.
_BODY = re.compile(r"\s*>\s*tbody\s*>\s*", re.IGNORECASE)
_NEVER = {"hover", "focus", "focus-within", "focus-visible", "active", "visited", "target"}
_NEVER |= {"before", "after", "first-line", "first-letter", "selection", "placeholder"}
# From which end a pseudo-class counts, and whether only elements of the same tag.
_PLACES = {
    f"{first}{kind}": (from_end, kind == "-of-type")
    for first, from_end in (("nth", False), ("nth-last", True), ("first", False), ("last", True))
    for kind in ("-child", "-of-type")
}
_LISTS = {"not": False, "is": True, "where": True, "matches": True, "any": True}
_MOST_NESTED = 4
# A sheet asks this of a page at most, in elements looked at.
_MOST_STEPS = 100_000
_MOST_SIBLINGS = 5000


class _Place(NamedTuple):
    """The an+b-th among its siblings; from their end, or of its own tag."""

    step: int
    first: int
    from_end: bool
    of_type: bool


class _List(NamedTuple):
    """Whether one of ``selectors`` must hold, or none may; what that adds to the weight."""

    wanted: bool
    selectors: tuple[Selector, ...]
    weight: tuple[int, int, int]


class Compound(NamedTuple):
    """What one element must be: every part holds."""

    tag: str = ""
    words: tuple[tuple[str, str], ...] = ()  # ("class" or "id", the word)
    attributes: tuple[tuple[str, str, str], ...] = ()  # name, operator, value
    places: tuple[_Place, ...] = ()
    lists: tuple[_List, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether tag, class and id are all it asks."""
        return not (self.attributes or self.places or self.lists)

    @property
    def key(self) -> str:
        """The one word by which candidates are found: .class, #id, tag or *."""
        if self.words:
            kind, word = self.words[-1]
            return ("." if kind == "class" else "#") + word
        return self.tag or "*"


class Selector(NamedTuple):
    """Compounds from the left, each with what leads to it from the one before."""

    parts: tuple[tuple[str, Compound], ...]
    text: str
    unsure: bool

    @property
    def last(self) -> Compound:
        """What the element itself must be."""
        return self.parts[-1][1]

    @property
    def words(self) -> set[tuple[str, str]]:
        """The classes and ids without which it selects nothing."""
        return {word for _, part in self.parts for word in part.words}

    @property
    def placed(self) -> bool:
        """Whether more than the element's tag, class and id decides."""
        return len(self.parts) > 1 or self.unsure or not self.last.plain

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its specificity: ids, classes and the like, tags."""
        parts = [part for _, part in self.parts]
        kinds = [kind for part in parts for kind, _ in part.words]
        others = sum(len(part.attributes) + len(part.places) for part in parts)
        tags = sum(bool(part.tag) for part in parts)
        own = kinds.count("id"), kinds.count("class") + others, tags
        within = (each.weight for part in parts for each in part.lists)
        return _sum((own, *within))


def _sum(weights: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    ids, classes, tags = zip(*weights, strict=True)
    return sum(ids), sum(classes), sum(tags)


def selector(text: str, depth: int = 0) -> Selector | None:
    """``text`` as a selector; None where it never holds on a page at rest or is none."""
    parts: list[tuple[str, Compound]] = []
    by, now, at, unsure, begun = "", Compound(), 0, False, False
    text = _BODY.sub(" ", text.strip())
    while at < len(text):
        if not (piece := _PIECE.match(text, at)):
            return None
        at = piece.end()
        if piece["by"] or piece["gap"]:
            if not begun:
                return None
            parts.append((by, now))
            by, now, begun = piece["by"] or " ", Compound(), False
            continue
        begun = True
        if piece["pseudo"]:
            name, argument = piece["pseudo"].lower(), ""
            if piece["opened"]:
                argument, at = _argument(text, at)
            if piece["colons"] == "::" or name in _NEVER:
                return None
            told = _told(now, name, argument, depth)
            unsure, now = unsure or told is None or told[1], told[0] if told else now
        else:
            now = _with(now, piece)
    return Selector((*parts, (by, now)), text, unsure) if begun else None


def _with(now: Compound, piece: re.Match[str]) -> Compound:
    if piece["tag"]:
        return now._replace(tag=piece["tag"].lower())
    if piece["attr"]:
        wanted = (piece["attr"].lower(), piece["op"] or "", (piece["value"] or "").strip())
        return now._replace(attributes=(*now.attributes, wanted))
    if word := piece["cls"] or piece["id"]:
        kind = "class" if piece["cls"] else "id"
        return now._replace(words=(*now.words, (kind, word.replace("\\", ""))))
    return now


def _argument(text: str, at: int) -> tuple[str, int]:
    """What stands in the brackets opened before ``at``, and where they have ended."""
    depth = 1
    for end in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[at:end], end + 1
    return text[at:], len(text)


def _told(now: Compound, name: str, argument: str, depth: int) -> tuple[Compound, bool] | None:
    """``now`` with what a pseudo-class asks, and whether that is unsure; None: cannot be told."""
    if name in ("only-child", "only-of-type"):
        kind = name.removeprefix("only")
        both = (_Place(0, 1, from_end, kind == "-of-type") for from_end in (False, True))
        return now._replace(places=(*now.places, *both)), False
    if name == "root":
        return now._replace(tag="html"), False
    if name in _PLACES:
        place = _place(name, argument)
        return place and (now._replace(places=(*now.places, place)), False)
    name = name.removeprefix("-webkit-").removeprefix("-moz-")
    if name not in _LISTS or depth >= _MOST_NESTED:
        return None
    asked = [selector(words, depth + 1) for words in single(argument)]
    # What never holds on a page at rest is none of a list.
    held = tuple(one for one in asked if one is not None)
    weights = (one.weight for one in held) if name != "where" else ()
    listed = _List(_LISTS[name], held, max(weights, default=(0, 0, 0)))
    return now._replace(lists=(*now.lists, listed)), any(one.unsure for one in held)


def single(selectors: str) -> Iterator[str]:
    """Each selector of a list; a comma in brackets is part of one."""
    if "(" not in selectors and "[" not in selectors:
        yield from selectors.split(",")
        return
    begin = depth = 0
    for at, sign in enumerate(selectors):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            yield selectors[begin:at]
            begin = at + 1
    yield selectors[begin:]


def _place(name: str, argument: str) -> _Place | None:
    if not name.startswith("nth"):
        return _Place(0, 1, *_PLACES[name])
    said = re.sub(r"\s", "", argument).lower()
    said = {"odd": "2n+1", "even": "2n"}.get(said, said)
    if len(said) > 12 or not (found := _NTH.fullmatch(said)):
        return None
    if found[4]:
        return _Place(0, int(found[4]), *_PLACES[name])
    step = int(found[1] + "1") if found[1] in ("", "+", "-") else int(found[1])
    return _Place(step, int((found[2] or "") + (found[3] or "0")), *_PLACES[name])


class Asking:
    """Asks selectors of elements, for a bounded number of steps; then it is ``tired``."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    @property
    def tired(self) -> bool:
        """Whether it answers no more, and always False."""
        return self._steps <= 0

    def holds(self, asked: Selector, element: Any) -> bool:
        """Whether ``element`` is what ``asked`` selects, as far as that can be told."""
        return self._is(asked.last, element) and self._around(asked.parts, element)

    def may_be(self, asked: Selector, element: Any) -> bool:
        """Whether elements of its tag, class and id may be what ``asked`` selects."""
        return not asked.last.plain or self.fits(asked.last, element)

    def holds_at(self, asked: Selector, element: Any) -> bool:
        """`holds` of an element that it `may_be`."""
        if asked.last.plain:
            return self._around(asked.parts, element)
        return self.holds(asked, element)

    def _around(self, parts: tuple[tuple[str, Compound], ...], element: Any) -> bool:
        """Whether what is around ``element``, the last of ``parts``, is the others."""
        if len(parts) == 1:
            return True
        by, before = parts[-1][0], parts[:-1]
        aside = by in "+~"
        others = element.itersiblings(preceding=True) if aside else element.iterancestors()
        for other in islice(others, 1 if by in ">+" else None):
            if self.tired:
                return False
            if self._is(before[-1][1], other) and self._around(before, other):
                return True
        return False

    def _is(self, wanted: Compound, element: Any) -> bool:
        self._steps -= 1
        return self._steps >= 0 and self.fits(wanted, element)

    def fits(self, wanted: Compound, element: Any) -> bool:
        """Whether ``element`` alone is what ``wanted`` asks."""
        if wanted.tag and wanted.tag != element.tag:
            return False
        for kind, word in wanted.words:
            if (said := element.get(kind)) is None or word not in said.split():
                return False
        return wanted.plain or (
            all(_says(element.get(name), op, value) for name, op, value in wanted.attributes)
            and all(self._stands(element, place) for place in wanted.places)
            and all(
                any(self.holds(one, element) for one in listed.selectors) is listed.wanted
                for listed in wanted.lists
            )
        )

    def _stands(self, element: Any, place: _Place) -> bool:
        tag = element.tag if place.of_type else None
        siblings = element.itersiblings(tag, preceding=not place.from_end)
        before = sum(1 for _ in islice(siblings, _MOST_SIBLINGS))
        self._steps -= before // 10
        off = before + 1 - place.first
        return off == 0 if place.step == 0 else off % place.step == 0 and off // place.step >= 0


def _says(said: str | None, op: str, value: str) -> bool:
    if said is None or not op:
        return said is not None
    if op == "=":
        return said == value
    if op == "~=":
        return value in said.split()
    if op == "|=":
        return said == value or said.startswith(value + "-")
    if not value:
        return False
    if op == "^=":
        return said.startswith(value)
    return said.endswith(value) if op == "$=" else value in said
