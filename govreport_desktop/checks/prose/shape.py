"""A pattern over symbols, compiled when a text first has everything that it cannot do without.

Of more than a hundred patterns a report of ordinary length needs some thirty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NoReturn

from govreport_desktop.patterns import regex

_SET = regex(r"\[[^\]]*\]")
# (?P<figure>X) and (?:XY) that are there once, and any other group without one inside.
_ONCE = regex(r"\((?:\?P<\w+>|\?:)?([^()|?]*)\)(?![?*{])")
_GROUP = regex(r"\([^()]*\)")
# A symbol, or the sign that stands for a set of them, that is there at least once.
_SURE = regex(r"[\x01-\x1f\x80-\xff\ue000-\uf8ff\U000f0000-\U000ffffd](?![?*]|\{0)")
_CUT, _SIGNS = "\0", 0xF0000


class Shape:
    """``pattern`` as regular expressions know it; ``fail`` refuses one that is none.

    The methods are those of a compiled pattern.
    """

    def __init__(self, pattern: str, fail: Callable[[str], NoReturn]) -> None:
        self.pattern = pattern
        self._fail = fail

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Without one symbol of each nothing matches, as far as that can be seen easily."""
        sets: list[str] = []

        def sign(match: re.Match[str]) -> str:
            sets.append(match.group()[1:-1])
            return _CUT if sets[-1].startswith("^") else chr(_SIGNS + len(sets) - 1)

        rest, before = _SET.sub(sign, self.pattern), ""
        while rest != before:
            before = rest
            rest = _ONCE.sub(r"\1", rest)
            if rest == before:
                rest = _GROUP.sub(_CUT, rest)
        sure = () if "|" in rest else dict.fromkeys(_SURE.findall(rest))
        return tuple(sets[ord(one) - _SIGNS] if ord(one) >= _SIGNS else one for one in sure)

    @cached_property
    def sure(self) -> frozenset[str]:
        """The symbols among `needs`, sets left out: what many patterns are told apart by."""
        return frozenset(one for one in self.needs if len(one) == 1)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The same, compiled. Raises FormError where it is no regular expression."""
        try:
            return re.compile(self.pattern)
        except re.error as error:
            self._fail(f"写法有误（{error}）")

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The slots of the pattern."""
        return self.compiled.groupindex

    def fits(self, symbols: str) -> bool:
        """Whether ``symbols`` have what it needs: the faster look, which need not compile it."""
        return all(
            any(symbol in symbols for symbol in one) if len(one) > 1 else one in symbols
            for one in self.needs
        )

    def finditer(self, symbols: str, *within: int) -> Iterator[re.Match[str]]:
        """Every match that does not overlap another, from left to right."""
        return self.compiled.finditer(symbols, *within) if self.fits(symbols) else iter(())

    def search(self, symbols: str, *within: int) -> re.Match[str] | None:
        """The first match."""
        return self.compiled.search(symbols, *within) if self._may(symbols) else None

    def match(self, symbols: str, *within: int) -> re.Match[str] | None:
        """The match that begins where it is asked for."""
        return self.compiled.match(symbols, *within) if self._may(symbols) else None

    def _may(self, symbols: str) -> bool:
        """Whether it has to be tried: once it is compiled, that is as fast as to look."""
        return "compiled" in self.__dict__ or self.fits(symbols)
