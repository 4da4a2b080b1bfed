"""Regular expressions that are compiled when they are first used.

Half of those in the program are used in no one run, and a set of Chinese characters takes a
tenth of a millisecond to compile: all of them at once are a good part of a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn, cast

# The inside of a set of all characters of Chinese script that names are written in: every block
# of Unicode 16 and its planes 2 and 3, the round zero, the sign for a repeated one.
HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(
    pattern: str, flags: int = 0, *, refuse: Callable[[re.error], NoReturn] | None = None
) -> re.Pattern[str]:
    """What ``re.compile`` answers, but for the moment in which an error in it shows.

    ``refuse`` is then told of it, to say where the pattern stands.
    """
    return cast("re.Pattern[str]", Later(pattern, flags, refuse))


class Later:
    """A pattern that is not compiled yet; it behaves as the one that it becomes."""

    def __init__(
        self, pattern: str, flags: int, refuse: Callable[[re.error], NoReturn] | None
    ) -> None:
        self.pattern = pattern
        self._flags = flags
        self._refuse = refuse

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process it goes as what it is made of."""
        return regex, (self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            compiled = re.compile(self.pattern, self._flags)
        except re.error as error:
            if self._refuse is None:
                raise
            self._refuse(error)
        # Found in the object itself from now on: the next call takes no detour.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
