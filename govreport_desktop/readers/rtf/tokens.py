"""The signs of an RTF file one after the other: groups, control words, bytes of text.

(Rich Text Format specification 1.9.1.) What is skipped is passed over without being taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\x00]+"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
)
_FENCE = re.compile(rb"\\bin(\d{1,9}) ?|\\[^b]|[{}]")
_LARGEST = 2**31


class Token(NamedTuple):
    """``kind`` is { } word sign or text; ``number`` is what stands behind a control word."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


class Tokens:
    """The tokens of ``data``; a group can be passed over."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def __iter__(self) -> Iterator[Token]:
        data = self._data
        while match := _TOKEN.match(data, self._at):
            self._at = match.end()
            if (word := match["word"]) is not None:
                number = int(match["number"]) if match["number"] else None
                if word == b"bin" and number:
                    self._at += max(0, number)
                elif number is None or abs(number) < _LARGEST:
                    yield Token("word", word.decode("ascii"), number)
            elif match["hex"]:
                yield Token("text", data=bytes([int(match["hex"], 16)]))
            elif match["text"]:
                yield Token("text", data=match["text"])
            elif match["sign"]:
                yield Token("sign", match["sign"].decode("latin-1"))
            elif match["brace"]:
                yield Token(match["brace"].decode("ascii"))

    def skip_group(self) -> None:
        """Go on before the brace that ends the group one is in."""
        depth, at = 0, self._at
        while fence := _FENCE.search(self._data, at):
            at = fence.end()
            if fence[1]:
                at += int(fence[1])
            elif fence[0] == b"{":
                depth += 1
            elif fence[0] == b"}":
                depth -= 1
                if depth < 0:
                    self._at = fence.start()
                    return
        self._at = len(self._data)
