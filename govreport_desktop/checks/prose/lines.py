"""One line of prose by itself: uniform characters, brackets, quantities and tokens.

Nothing here depends on the lines around it, so that a line nobody has changed is not read again
while somebody types in another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from govreport_desktop.checks.prose.genre import Term
from govreport_desktop.checks.prose.numerals import Quantity, find_quantities
from govreport_desktop.checks.prose.tokens import Tokens, tokenise
from govreport_desktop.patterns import regex

# Full-width digits and Latin letters lie 0xFEE0 above their plain forms.
_UNIFORM = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))} | {
    ord(sign): ord(uniform)
    for sign, uniform in zip("％．();:?!﹐\r", "%.（）；：？！，\n", strict=True)
}
# A comma inside 14,711 belongs to the number; every other one is punctuation.
# A point behind a Chinese sentence is its full stop.
_POINT = regex(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff]|$)", needs=(".",))
_COMMA = regex(r"(?<!\d),|,(?!\d{3}(?!\d))")
_WIDE_GROUP = regex(r"(?<![\d.])(\d{1,3})，(?=\d{3}(?!\d))")
_BLANK = regex(r"[ \t\u3000\u00a0\u2002-\u200b\ufeff]+")
# Longer ones are not kept: what is kept has an end.
_KEPT = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What `text.Reading` says of one line, or of several joined by line feeds."""

    plain: str
    origin: tuple[int, ...]  # ends with the place behind its last character
    quoted: bytes
    depth: bytes
    quantities: tuple[Quantity, ...]
    tokens: Tokens


@lru_cache(maxsize=512)
def _kept(line: str) -> Line:
    """Read one line of ordinary length; the same again costs nothing."""
    return _read(line)


def _read(line: str) -> Line:
    uniform = _COMMA.sub("，", line.translate(_UNIFORM))
    uniform = _POINT.sub("。", _WIDE_GROUP.sub(r"\1,", uniform))
    plain, origin = _without_blanks(uniform)
    quantities = find_quantities(plain)
    return Line(plain, origin, *_enclosures(plain), quantities, tokenise(plain, quantities))


def join(lines: Sequence[str]) -> Line:
    """``lines`` of a text, parted by line feeds, read and put together."""
    feed = _kept("\n").tokens.symbols
    origin: list[int] = []
    quantities: list[Quantity] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: dict[int, Quantity] = {}
    terms: dict[int, Term] = {}
    read = [_kept(line) if len(line) <= _KEPT else _read(line) for line in lines]
    place = stored = 0
    for text, line in zip(lines, read, strict=True):
        tokens = line.tokens
        first = len(starts)
        moved = [q.moved(place) for q in line.quantities]
        quantities += moved
        known = dict(zip((q.start for q in line.quantities), moved, strict=True))
        numbers.update((first + n, known[q.start]) for n, q in tokens.quantities.items())
        terms.update((first + n, term) for n, term in tokens.terms.items())
        origin += [stored + o for o in line.origin]
        starts += [place + s for s in tokens.starts]
        ends += [place + e for e in tokens.ends]
        place += len(line.plain)
        stored += len(text)
        starts.append(place)
        ends.append(place + 1)
        place, stored = place + 1, stored + 1
    symbols = feed.join(line.tokens.symbols for line in read)
    return Line(
        plain="\n".join(line.plain for line in read),
        origin=tuple(origin),
        quoted=b"\0".join(line.quoted for line in read),
        depth=b"\0".join(line.depth for line in read),
        quantities=tuple(quantities),
        tokens=Tokens(symbols, tuple(starts[:-1]), tuple(ends[:-1]), numbers, terms),
    )


def _without_blanks(text: str) -> tuple[str, tuple[int, ...]]:
    """Drop blanks, except one between two Latin words or numbers, where it parts them."""
    kept: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _BLANK.finditer(text):
        kept.append(text[last : match.start()])
        origin.extend(range(last, match.start()))
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            kept.append(" ")
            origin.append(match.start())
        last = match.end()
    kept.append(text[last:])
    origin.extend(range(last, len(text) + 1))
    return "".join(kept), tuple(origin)


def _enclosures(plain: str) -> tuple[bytes, bytes]:
    """For each character: inside quotes or 《》, and how deep in round brackets.

    What a paragraph leaves open ends with it.
    """
    quoted, depth = bytearray(len(plain)), bytearray(len(plain))
    quotes = brackets = 0
    for i, char in enumerate(plain):
        if char == "\n":
            quotes = brackets = 0
        elif char in "“‘《「『":
            quotes += 1
        elif char == "（":
            brackets += 1
        quoted[i], depth[i] = quotes > 0, min(brackets, 255)
        if char in "”’》」』":
            quotes = max(quotes - 1, 0)
        elif char == "）":
            brackets = max(brackets - 1, 0)
    return bytes(quoted), bytes(depth)
