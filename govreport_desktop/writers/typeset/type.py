"""Characters into type: which face sets each one, how wide it is, and what could not be set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from govreport_desktop.writers.faces import Face, FaceSet, Role
from govreport_desktop.writers.faces.store import Glyph
from govreport_desktop.writers.typeset.breaker import is_full, is_latin

# 〓 is what a compositor sets where the sort is missing from the case: it keeps the place
# without posing as a character, and the text behind it stays the right one.
STAND_IN = "〓"
_CELL = (0.95, 1.05)  # what counts as a full-width glyph, in ems
_CONTROL = ("Cc", "Cf", "Cs")


class Sort(NamedTuple):
    """One piece of type: ``char`` is the text, ``glyph`` of ``face`` what is printed."""

    face: Face
    char: str
    glyph: Glyph
    stands_in: bool = False  # for a character that no face has

    def width(self, size: float, cell: float) -> float:
        """The advance in points; full-width glyphs take a ``cell`` of the grid.

        What is narrower stands as much closer, as Word sets it: else a line of many numbers
        would hold less than there.
        """
        ems = self.glyph.advance / self.face.info.units
        if _CELL[0] <= ems <= _CELL[1] and is_full(self.char):
            return cell
        return ems * size + (cell - size if ems else 0.0)


class Galley(NamedTuple):
    """Set text, not yet broken into lines. ``text`` is what ``sorts`` print, char by char."""

    text: str
    sorts: tuple[Sort, ...]
    widths: tuple[float, ...]
    size: float

    @property
    def width(self) -> float:
        """The whole of it on one line."""
        return sum(self.widths)

    def cut(self, at: int) -> tuple[Galley, Galley]:
        """What stands before character ``at``, and the rest."""
        first = Galley(self.text[:at], self.sorts[:at], self.widths[:at], self.size)
        return first, Galley(self.text[at:], self.sorts[at:], self.widths[at:], self.size)


class Setter(Protocol):
    """Whoever knows how wide text is."""

    def set(
        self,
        text: str,
        role: Role,
        size: float,
        *,
        cell: float = 0,
        where: str = "",
        own_digits: bool = False,
    ) -> Galley:
        """``text`` as a galley; the arguments are those of `Compositor.set`."""


class Compositor:
    """Sets text in the faces of a `FaceSet` and remembers what it could not set."""

    def __init__(self, faces: FaceSet) -> None:
        self._faces = faces
        self._cases: dict[tuple[Role, bool], dict[str, Sort | None]] = {}
        self._lacking: dict[str, None] = {}
        self._missing: dict[tuple[str, str], None] = {}

    def set(
        self,
        text: str,
        role: Role,
        size: float,
        *,
        cell: float = 0,
        where: str = "",
        own_digits: bool = False,
    ) -> Galley:
        """Set ``text`` in the face of ``role`` at ``size`` points.

        ``cell`` is the pitch of the character grid, ``size`` where it is 0; ``where`` says
        in which part the text stands, for the report of missing characters. ``own_digits``
        sets Latin and digits in the face of the role itself.
        """
        case = self._cases.setdefault((role, own_digits), {})
        for char in dict.fromkeys(text):
            if char not in case:
                case[char] = self._find(char, role, own_digits)
            if char in self._lacking:
                self._missing[char, where] = None
        sorts = [sort for char in text if (sort := case[char])]
        widths = tuple(sort.width(size, cell or size) for sort in sorts)
        return Galley("".join(sort.char for sort in sorts), tuple(sorts), widths, size)

    @property
    def missing(self) -> tuple[str, ...]:
        """One sentence for each character without a glyph and part it stands in."""
        return tuple(
            f"{where}：“{char}”（U+{ord(char):04X}）没有字体可印，"
            f"印作“{STAND_IN}”，请换字或安装含此字的字体。"
            for char, where in self._missing
        )

    def _find(self, char: str, role: Role, own: bool) -> Sort | None:
        for face in self._candidates(char, role, own):
            glyph = face.glyph(char)
            if glyph:
                return Sort(face, char, glyph)
        category = unicodedata.category(char)
        if category in _CONTROL:
            return None
        if category == "Zs" and char != " ":
            # A blank of some unusual width is still a blank.
            return self._find(" ", role, own)
        other = self._faces.reserve.face(char)
        if other and (glyph := other.glyph(char)):
            return Sort(other, char, glyph)
        for face in self._candidates(STAND_IN, role, own):
            glyph = face.glyph(STAND_IN)
            if glyph:
                self._lacking[char] = None
                return Sort(face, char, glyph, stands_in=True)
        return None

    def _candidates(self, char: str, role: Role, own: bool) -> Iterator[Face]:
        latin = self._faces.roles.get(Role.LATIN)
        if latin and not own and _is_of_latin(char):
            yield latin
        yield self._faces.roles[role]
        yield from self._faces.spare


def _is_of_latin(char: str) -> bool:
    # Quotation marks, dashes and dots beyond Latin-1 are Chinese punctuation here.
    return is_latin(char) or ("!" <= char <= "\u024f" and char not in "·×÷°±§")


def joined(first: Galley, second: Galley) -> Galley:
    """Two galleys of one size as one: a heading that runs into its paragraph."""
    return Galley(
        first.text + second.text,
        first.sorts + second.sorts,
        first.widths + second.widths,
        first.size,
    )
