"""Runs of type as pieces: what stands in one text object, and where every character of it is."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govreport_desktop.writers.faces.store import Glyph
from govreport_desktop.writers.ofd.measures import Box, across, down
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.fonts import Font
from govreport_desktop.writers.typeset.sheet import Drawn, Run

_LAST_BMP = "\uffff"
_NEXT_TO = 0.01  # points


@dataclass(slots=True)
class Piece:
    """Characters of one font on the baseline ``y``, each at its own place; lengths in points.

    It ends at ``right``.
    """

    font: Font
    size: float
    y: float
    chars: list[str] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    right: float = 0.0

    def add(self, char: str, x: float, advance: float) -> None:
        """One more character at the end."""
        self.chars.append(char)
        self.places.append(x)
        self.right = x + advance

    def goes_on_at(self, run: Run) -> bool:
        """Whether ``run`` begins where this ends."""
        return run.y == self.y and run.size == self.size and abs(run.x - self.right) < _NEXT_TO

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.chars)

    @property
    def start(self) -> tuple[int, int]:
        """Where the first character stands on the paper."""
        return across(self.places[0]), down(self.y)

    @property
    def steps(self) -> list[int]:
        """From each character to the next."""
        places = [across(x) for x in self.places]
        return [there - here for here, there in pairwise(places)]

    @property
    def box(self) -> Box:
        """What a reader may cut off beyond: the line as it is set, and ink that stands out."""
        edges = [self._ink(char, x) for char, x in zip(self.chars, self.places, strict=True)]
        below = page.DESCENT * self.size
        left = min(self.places[0], *(edge[0] for edge in edges))
        bottom = min(-below, *(edge[1] for edge in edges))
        right = max(self.right, *(edge[2] for edge in edges))
        top = max(self.size - below, *(edge[3] for edge in edges))
        lower, upper = down(self.y + bottom), down(self.y + top)
        return Box(across(left) - 1, upper - 1, across(right) + 1, lower + 1)

    def _ink(self, char: str, x: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a glyph; the heights from the baseline."""
        outline = glyph_of(self.font, char).outline
        if not outline:
            return x, 0.0, x, 0.0
        scale = self.size / self.font.face.info.units
        left, bottom, right, top = (edge * scale for edge in struct.unpack_from(">4h", outline, 2))
        return x + left, bottom, x + right, top


def glyph_of(font: Font, char: str) -> Glyph:
    """What ``font`` prints for ``char``: nothing for a blank that came from another font."""
    sort = font.sorts.get(char)
    return sort.glyph if sort else Glyph(font.face.info.units // 2, b"")


def pieces(drawn: Sequence[Drawn]) -> list[Piece]:
    """The runs among ``drawn``, cut so that every reader draws them alike.

    None begins with a blank: a reader that strips text would move all that follows. The blanks
    go to the end of the piece before, where it stands right there. A character beyond 16 bits is
    a piece by itself: some readers count it as two, and would move what follows, too.
    """
    found: list[Piece] = []
    for run in drawn:
        if isinstance(run, Run):
            before = found[-1] if found and found[-1].goes_on_at(run) else None
            _cut(run, before, found)
    return found


def _cut(run: Run, before: Piece | None, found: list[Piece]) -> None:
    piece, x = before, run.x
    for sort, advance in zip(run.sorts, run.advances, strict=True):
        char = sort.char
        if not char.isspace():
            apart = char > _LAST_BMP or (piece is not None and piece.chars[0] > _LAST_BMP)
            if piece is None or piece is before or apart:
                piece = Piece(run.font, run.size, run.y)
                found.append(piece)
        if piece is not None:
            piece.add(char, x, advance)
        x += advance
