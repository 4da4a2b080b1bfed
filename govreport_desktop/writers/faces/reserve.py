"""The machine's other faces: for a character that none of the chosen ones has.

Names of people and places hold characters beyond 仿宋 and 宋体; workstations carry faces made for
them. They are asked only when such a character comes up, by a look into the character map alone
(OpenType 1.9, cmap, formats 4 and 12): a full parser takes a second for all of them.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from govreport_desktop.writers.faces.face import Face
from govreport_desktop.writers.faces.sfnt import (
    FaceFileError,
    FaceInfo,
    read_faces,
    read_table,
)

# Asked first: faces made for rare characters, by the beginning of the file's name.
_FIRST = ("simsunb", "simsunext", "hanamin", "mingliub", "notoserif", "notosans", "sourcehan", "fz")
# Draws a box for every character there is, and says nothing with it.
_SHAM = "lastresort"
_LARGEST_MAP = 1 << 22
_MOST_ASKED = 200  # characters; each costs a look into every font file


class Reserve:
    """Font files that are opened when one of them is needed."""

    def __init__(self, files: Sequence[Path] = (), kept: Path | None = None) -> None:
        """``kept`` is the folder for converted glyphs."""
        self._files = sorted(files, key=_rank)
        self._kept = kept
        self._found: dict[str, Face | None] = {}
        self._opened: dict[tuple[Path, int], Face] = {}

    def face(self, char: str) -> Face | None:
        """A face that prints ``char``; None where no installed one does.

        What stands for itself in the private area of Unicode is another sign in every face.
        """
        if char not in self._found:
            if unicodedata.category(char) == "Co" or len(self._found) >= _MOST_ASKED:
                return None
            self._found[char] = self._search(char)
        return self._found[char]

    def keep(self) -> None:
        """Keep what was converted for the next run."""
        for face in self._opened.values():
            face.keep()

    def _search(self, char: str) -> Face | None:
        for path in self._files:
            for info in _able(path, ord(char)):
                face = self._opened.get((path, info.index)) or Face(info, self._kept)
                glyph = face.glyph(char)
                if glyph and glyph.outline:
                    self._opened[path, info.index] = face
                    return face
        return None


def _rank(path: Path) -> tuple[int, str]:
    name = path.name.lower()
    first = (number for number, start in enumerate(_FIRST) if name.startswith(start))
    return next(first, len(_FIRST)), name


def _able(path: Path, code: int) -> list[FaceInfo]:
    """The faces of a file that may be embedded and have the character, upright ones first."""
    if _SHAM in path.name.lower():
        return []
    try:
        faces = [info for info in read_faces(path) if info.embeddable]
        with path.open("rb") as file:
            able = [info for info in faces if _covers(file, info.index, code)]
    except (FaceFileError, OSError, struct.error, IndexError):
        return []
    return sorted(able, key=lambda info: info.oddness)


def _covers(file: BinaryIO, index: int, code: int) -> bool:
    table = read_table(file, index, "cmap", _LARGEST_MAP)
    (count,) = struct.unpack_from(">2xH", table)
    starts = {struct.unpack_from(">4xL", table, 4 + 8 * each)[0] for each in range(count)}
    return any(_maps(table, start, code) for start in starts)


def _maps(table: bytes, start: int, code: int) -> bool:
    (kind,) = struct.unpack_from(">H", table, start)
    if kind == 12:
        (count,) = struct.unpack_from(">L", table, start + 12)
        ranges = struct.iter_unpack(">LL4x", table[start + 16 : start + 16 + 12 * count])
        return any(first <= code <= last for first, last in ranges)
    if kind == 4:
        (double,) = struct.unpack_from(">H", table, start + 6)
        lasts = struct.unpack_from(f">{double // 2}H", table, start + 14)
        firsts = struct.unpack_from(f">{double // 2}H", table, start + 16 + double)
        return any(a <= code <= b for a, b in zip(firsts, lasts, strict=True))
    return False
