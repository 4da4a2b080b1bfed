"""What the tokens around a place say: where its words begin, and what the talk is of."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property

from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.checks.prose.shape import Shape
from govreport_desktop.checks.prose.tokens import Tokens

# What changes the talk; where several end at one place, in this order.
_CHANGES = ("elsewhere", "papers", "until", "paragraph", "heading", "sentence", "told", "here")


@cache
def _patterns() -> dict[str, Shape]:
    """The patterns of ``talk`` in the data, each by its name."""
    file = genre().files["applications"]
    return {
        key: genre().compile(file, f"talk.{key}", words) for key, words in file.data["talk"].items()
    }


class Spots:
    """Answers about the places of one text; each is worked out once."""

    def __init__(self, tokens: Tokens, *, headed: bool = False) -> None:
        """``headed``: the text is what stands below a heading, from the end of its line on."""
        self._tokens = tokens
        self._headed = headed

    @cached_property
    def headed(self) -> frozenset[int]:
        """The tokens that begin a line below a heading that names applications."""
        ends = _patterns()["heading"].finditer(self._tokens.symbols)
        return frozenset((*(match.end() for match in ends), *([1] if self._headed else [])))

    @cached_property
    def _leads(self) -> tuple[int, ...]:
        return self._behind("lead")

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        return self._behind("number")

    @cached_property
    def _chains(self) -> tuple[int, ...]:
        return self._behind("sentence")

    @cached_property
    def _sentences(self) -> tuple[int, ...]:
        return self._behind("clause")

    @cached_property
    def _paragraphs(self) -> tuple[int, ...]:
        return self._behind("paragraph")

    def _behind(self, key: str) -> tuple[int, ...]:
        ends = _patterns()[key].finditer(self._tokens.symbols)
        return (0, *(match.end() for match in ends))

    def lead(self, token: int) -> int:
        """The first of the words that belong to ``token``: behind the sign or figure before."""
        return self._leads[bisect_right(self._leads, token) - 1]

    def number_before(self, token: int) -> int:
        """Where the words behind the last figure before ``token`` begin."""
        return self._numbers[bisect_right(self._numbers, token) - 1]

    def chain(self, token: int) -> tuple[int, int]:
        """The sentence around ``token``, with what semicolons join to it."""
        return _around(self._chains, token, len(self._tokens.symbols))

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence around ``token`` alone, to its semicolon."""
        return _around(self._sentences, token, len(self._tokens.symbols))

    def paragraph(self, token: int) -> tuple[int, int]:
        """The paragraph around ``token``."""
        return _around(self._paragraphs, token, len(self._tokens.symbols))

    def joins(self, token: int) -> bool:
        """Whether ``token`` joins what is before it to what follows (、, 和, 等)."""
        return _patterns()["joining"].match(self._tokens.symbols, token) is not None

    @staticmethod
    def narrows(symbols: str) -> bool:
        """Whether a word (网上, 其中) makes a figure a part of what its noun says."""
        wide = _patterns()["wide"].search(symbols)
        if wide is not None:
            symbols = symbols[: wide.start()] + symbols[wide.end() :]
        return _patterns()["narrowing"].search(symbols) is not None

    def talks(self, token: int) -> bool:
        """Whether the last business named in the paragraph are applications for information."""
        return self._talk[token]

    def carries(self, place: int) -> bool:
        """Whether the year at character ``place`` is the one that something was carried from."""
        token = self._tokens.at(place)
        return _patterns()["carrying"].match(self._tokens.symbols, token) is not None

    @cached_property
    def _talk(self) -> tuple[bool, ...]:
        symbols, found = self._tokens.symbols, _patterns()
        changes: dict[int, list[str]] = {}
        for key in _CHANGES:
            ends = (match.end() for match in found[key].finditer(symbols))
            for end in self.headed if key == "heading" else ends:
                changes.setdefault(end, []).append(key)
        here = papers = named = False
        talk: list[bool] = []
        start = 0  # of the sentence
        for token in range(len(symbols) + 1):
            for change in changes.get(token, ()):
                if change == "told" and (named or papers):
                    continue
                key = "here" if change == "told" else change
                if key == "here" and not named and not papers:
                    # 上年结转3件，新收政府信息公开申请20件: the first business named there.
                    talk[start:] = [True] * (len(talk) - start)
                if key in ("here", "elsewhere", "paragraph", "heading"):
                    here, named = key in ("here", "heading"), key != "paragraph"
                if key in ("papers", "until", "sentence", "paragraph"):
                    papers = key == "papers"
                if key in ("sentence", "paragraph"):
                    start = token
            talk.append(here and not papers)
        return tuple(talk)


def _around(starts: tuple[int, ...], token: int, size: int) -> tuple[int, int]:
    index = bisect_right(starts, token)
    return starts[index - 1], starts[index] if index < len(starts) else size
