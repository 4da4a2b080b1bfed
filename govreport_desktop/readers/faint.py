"""What stands in a line and is not seen, or too small to be read beside its number.

A 1 in white on white behind 4213, or in 4 pt behind 4213 in 12 pt, would make 42131 of it.
Digits of several sizes that can all be read are one number: 10 px beside 16 px is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govreport_desktop.readers.left import DROWNED, HIDDEN, SMALL, TINY, LeftOut
from govreport_desktop.readers.marks import Piece

Color = tuple[int, int, int]
WHITE, BLACK = (255, 255, 255), (0, 0, 0)

# What is smaller, in points, nobody can read.
_SMALLEST = 1.6
# What is smaller than this is a mark, where what it stands beside is twice as large; of larger
# digits that are far smaller than others it is said that they were counted as the number's.
_FINE_PRINT, _FAR_BELOW, _BELOW = 5.0, 0.5, 0.6
# How far apart two colours are that nobody tells apart, of 255.
_ALIKE = 24
_MARK = re.compile(r"[\s\[\]【】〔〕()（）*※注]*\d{1,4}[\s\[\]【】〔〕()（）*※]*")
_HEX = re.compile(r"#?(?:([0-9a-f]{2})?([0-9a-f]{6})|([0-9a-f]{3}))", re.IGNORECASE)


class Shade(NamedTuple):
    """How large a text is, in points, and its colour on its ground.

    A ``color`` of None is one with the ground, a ``ground`` of None is not known.
    """

    size: float = 12.0
    color: Color | None = BLACK
    ground: Color | None = WHITE

    @property
    def drowned(self) -> bool:
        """Whether colour and ground are the same."""
        if self.color is None:
            return True
        return self.ground is not None and all(
            abs(mine - its) <= _ALIKE for mine, its in zip(self.color, self.ground, strict=True)
        )

    @property
    def is_legible(self) -> bool:
        """Whether a person can read it."""
        return self.size >= _SMALLEST and not self.drowned


PLAIN = Shade()


class Shaded(NamedTuple):
    """A piece of a line with how it looks."""

    text: str
    level: int
    shade: Shade = PLAIN


def legible(pieces: Sequence[Shaded], left: LeftOut) -> list[Piece]:
    """The pieces that are seen, digits beside others in much the same size; ``left`` the rest.

    A line that is all of one colour with its ground stands, as a doubt: who knows the ground
    for certain?
    """
    if not pieces:
        return []
    words = "".join(piece.text for piece in pieces)
    if words.strip() and all(p.shade.drowned for p in pieces if p.text.strip()):
        left.doubt(DROWNED, words)
    if (
        all(piece.shade is pieces[0].shade for piece in pieces)
        and pieces[0].shade.size >= _SMALLEST
    ):
        return [piece[:2] for piece in pieces]
    drowning = any(p.text.strip() and not p.shade.drowned for p in pieces)
    seen = []
    for piece in pieces:
        drowned = drowning and piece.shade.drowned and any(map(str.isdigit, piece.text))
        if piece.text.strip() and (drowned or piece.shade.size < _SMALLEST):
            left.leave(HIDDEN, piece.text)
        else:
            seen.append(piece)
    kept = []
    for index, piece in enumerate(seen):
        share = _share(seen, index)
        if share <= _FAR_BELOW and piece.shade.size < _FINE_PRINT:
            left.leave(TINY, piece.text)
            continue
        if share <= _BELOW:
            left.doubt(SMALL, piece.text)
        kept.append((piece.text, piece.level))
    return kept


def _share(pieces: Sequence[Shaded], index: int) -> float:
    """How large digits straight beside a digit are, of that one; 1 where they are none."""
    piece = pieces[index]
    if piece.level or not _MARK.fullmatch(piece.text):
        return 1.0
    before = next((p for p in pieces[:index][::-1] if p.text), None)
    behind = next((p for p in pieces[index + 1 :] if p.text), None)
    beside = [p for p in (before, behind) if p and any(map(str.isdigit, p.text))]
    touching = (before and before.text[-1:].isdigit()) or (behind and behind.text[:1].isdigit())
    largest = max((other.shade.size for other in beside), default=0.0)
    return piece.shade.size / largest if touching and largest else 1.0


def hex_color(text: str) -> Color | None:
    """The colour written as #fff, FFFFFF or FFFFFFFF (the first two say how opaque it is)."""
    match = _HEX.fullmatch(text.strip())
    if not match:
        return None
    digits = match[2] or "".join(digit * 2 for digit in match[3])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
