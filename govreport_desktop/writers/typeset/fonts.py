"""The faces of one document, and which of their characters it uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.writers.faces import Face
from govreport_desktop.writers.typeset.type import Sort


class Font:
    """A face as one document uses it: its characters numbered from 1 in order of first use.

    A file embeds exactly these, under these numbers; 0 is the glyph for nothing.
    """

    def __init__(self, number: int, face: Face) -> None:
        """``number`` counts the fonts of the document from 1."""
        self.number = number
        self.face = face
        self.sorts: dict[str, Sort] = {}
        self._codes: dict[str, int] = {}

    def codes(self, sorts: Sequence[Sort]) -> tuple[int, ...]:
        """The glyph numbers of ``sorts``, which are new in the font or known already."""
        known = self._codes
        for sort in sorts:
            if sort.char not in known:
                self.sorts[sort.char] = sort
                known[sort.char] = len(self.sorts)
        return tuple([known[sort.char] for sort in sorts])


class Fonts:
    """The fonts of one document, in order of first use."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}

    def of(self, face: Face) -> Font:
        """The font of ``face``."""
        font = self._fonts.get(id(face))
        if font is None:
            font = self._fonts[id(face)] = Font(len(self._fonts) + 1, face)
        return font

    def __iter__(self) -> Iterator[Font]:
        return iter(self._fonts.values())
