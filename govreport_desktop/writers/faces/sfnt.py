"""What a font file says about itself, read without decoding its outlines.

A workstation holds hundreds of font files; a full parser takes tens of milliseconds for
each. This reads the table directory and the few fixed fields needed (OpenType 1.9: head,
hhea, OS/2, name), in well under one.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true")
# More faces than any collection has; a damaged count must not make us read for ever.
_MAX_FACES = 64
_MAX_TABLE = 1 << 20
_FAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
_CHINESE = (0x0804, 0x1004, 0x0404, 0x0C04)


class FaceFileError(Exception):
    """A file that is no font, or a damaged one; never reaches the clerk."""


@dataclass(frozen=True, slots=True)
class FaceInfo:
    """One face of a font file. Lengths are in units of ``units`` to the em.

    ``names`` are all family and full names, in every language; ``name`` is the one to show.
    ``fs_type`` is the embedding licence of OS/2 (OpenType 1.9, OS/2, fsType).
    """

    path: Path
    index: int
    name: str
    names: frozenset[str]
    postscript: str
    units: int
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    fs_type: int
    weight: int  # 400 is regular
    italic: bool
    outlines: str  # the table the outlines are in: glyf, CFF or CFF2

    @property
    def embeddable(self) -> bool:
        """Whether the licence lets a subset of the face travel inside a document."""
        restricted = self.fs_type & 0x000F == 0x0002
        return not restricted and not self.fs_type & 0x0300

    @property
    def oddness(self) -> tuple[bool, int]:
        """How far from upright and regular: the styles of a family share its name."""
        return self.italic, abs(self.weight - 400)


def read_faces(path: Path) -> list[FaceInfo]:
    """Every face in the file, one of a TTF or OTF, several of a TTC.

    Raises FaceFileError for whatever is no usable font file, and OSError.
    """
    try:
        with path.open("rb") as file:
            return [
                _read_face(file, path, index, offset)
                for index, offset in enumerate(_face_offsets(file))
            ]
    except (struct.error, UnicodeError, IndexError, OverflowError) as error:
        raise FaceFileError(f"{path.name}: {error}") from error


def read_table(file: BinaryIO, index: int, tag: str, most: int) -> bytes:
    """A table of the face with that number in an open file, no more than ``most`` bytes of it.

    Raises FaceFileError where there is none, struct.error where the file is damaged.
    """
    file.seek(0)
    place = _directory(file, _face_offsets(file)[index]).get(tag)
    if place is None:
        raise FaceFileError(f"no {tag}")
    return _table(file, place, most)


def _face_offsets(file: BinaryIO) -> tuple[int, ...]:
    head = file.read(12)
    if head[:4] in _SIGNATURES:
        return (0,)
    if head[:4] != b"ttcf":
        raise FaceFileError("no font file")
    count = struct.unpack(">L", head[8:12])[0]
    if not 0 < count <= _MAX_FACES:
        raise FaceFileError("no font collection")
    return struct.unpack(f">{count}L", file.read(4 * count))


def _read_face(file: BinaryIO, path: Path, index: int, offset: int) -> FaceInfo:
    tables = _directory(file, offset)
    outlines = next((tag for tag in ("glyf", "CFF ", "CFF2") if tag in tables), "")
    if not outlines or not {"cmap", "head", "hhea", "hmtx", "name"} <= tables.keys():
        raise FaceFileError("no outlines")
    head = _table(file, tables["head"])
    hhea = _table(file, tables["hhea"])
    names = _names(_table(file, tables["name"]))
    os2 = _table(file, tables["OS/2"]) if "OS/2" in tables else b""
    every = frozenset(n for code, _, n in names if code in (_FAMILY, _FULL, _TYPOGRAPHIC_FAMILY))
    ascent, descent = struct.unpack(">hh", hhea[4:8])
    x0, y0, x1, y1 = struct.unpack(">4h", head[36:44])
    return FaceInfo(
        path=path,
        index=index,
        name=_shown_name(names) or path.stem,
        names=every,
        postscript=next((n for code, _, n in names if code == _POSTSCRIPT), path.stem),
        units=struct.unpack(">H", head[18:20])[0] or 1000,
        box=(x0, y0, x1, y1),
        ascent=ascent,
        descent=descent,
        weight=struct.unpack(">H", os2[4:6])[0] if len(os2) >= 10 else 400,
        italic=bool(head[45] & 2),
        fs_type=struct.unpack(">H", os2[8:10])[0] if len(os2) >= 10 else 0,
        outlines=outlines.strip(),
    )


def _directory(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    """Where each table of the face at ``offset`` stands, and how long it is."""
    file.seek(offset)
    count = struct.unpack(">4xH6x", file.read(12))[0]
    directory = file.read(16 * count)
    return {
        directory[at : at + 4].decode("latin-1"): struct.unpack(">LL", directory[at + 8 : at + 16])
        for at in range(0, len(directory), 16)
    }


def _table(file: BinaryIO, place: tuple[int, int], most: int = _MAX_TABLE) -> bytes:
    file.seek(place[0])
    return file.read(min(place[1], most))


def _names(table: bytes) -> list[tuple[int, int, str]]:
    """(name id, language, text) of every Windows and Unicode record, and Macintosh Roman."""
    count, strings = struct.unpack(">2xHH", table[:6])
    found = []
    for at in range(6, 6 + 12 * count, 12):
        platform, encoding, language, code, length, start = struct.unpack(
            ">6H", table[at : at + 12]
        )
        raw = table[strings + start : strings + start + length]
        if platform in (0, 3):
            text = raw.decode("utf-16-be", "replace")
        elif (platform, encoding) == (1, 0):
            text = raw.decode("mac-roman", "replace")
        else:
            continue
        found.append((code, language if platform == 3 else 0, text.strip("\x00 ")))
    return found


def _shown_name(names: list[tuple[int, int, str]]) -> str:
    chinese = (n for code, language, n in names if code == _FAMILY and language in _CHINESE)
    return next(chinese, "") or next((n for code, _, n in names if code == _FAMILY), "")
