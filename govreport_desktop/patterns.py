"""Regular expressions that are compiled when they are first used.

Half of those in the program are used in no one run, and a set of Chinese characters takes a
tenth of a millisecond to compile: all of them at once are a good part of a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, cast

# The inside of a set of all characters of Chinese script that names are written in: every block
# of Unicode 16 and its planes 2 and 3, the round zero, the sign for a repeated one.
HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(
    pattern: str,
    flags: int = 0,
    *,
    needs: tuple[str, ...] = (),
    refuse: Callable[[re.error], NoReturn] | None = None,
) -> re.Pattern[str]:
    """What ``re.compile`` answers, but for the moment in which an error in it shows.

    Whatever matches has one of ``needs`` in it: a text without them is not searched, and no
    reason to compile. ``refuse`` is told of an error, to say where the pattern stands.
    """
    return cast("re.Pattern[str]", Later(pattern, flags, needs, refuse))


class Later:
    """A pattern that is not compiled yet; it behaves as the one that it becomes."""

    def __init__(
        self,
        pattern: str,
        flags: int,
        needs: tuple[str, ...],
        refuse: Callable[[re.error], NoReturn] | None,
    ) -> None:
        self.pattern = pattern
        self.needs = needs
        self._flags = flags
        self._refuse = refuse

    def search(self, text: str, *within: int) -> re.Match[str] | None:
        """The first match; until it is compiled, only a text with what it needs is searched."""
        return self._compiled().search(text, *within) if self._may(text) else None

    def finditer(self, text: str, *within: int) -> Iterator[re.Match[str]]:
        """Every match, under the same condition."""
        return self._compiled().finditer(text, *within) if self._may(text) else iter(())

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """``text`` with ``new`` for every match, under the same condition."""
        return self._compiled().sub(new, text, count) if self._may(text) else text

    def _may(self, text: str) -> bool:
        return not self.needs or any(word in text for word in self.needs)

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process it goes as what it is made of."""
        return Later, (self.pattern, self._flags, self.needs, None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        try:
            compiled = re.compile(self.pattern, self._flags)
        except re.error as error:
            if self._refuse is None:
                raise
            self._refuse(error)
        # Found in the object itself from now on: the next call takes no detour.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return compiled
