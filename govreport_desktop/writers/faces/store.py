"""Converted glyphs kept on disk, so that a face is cut and converted once on a machine.

One file per face. It may be emptied, damaged or unwritable at any time: then the glyphs
are made again, and nobody notices more than half a second.
"""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.bounded import read_regular

# Raise it whenever the conversion changes: old files are then no longer looked at.
_VERSION = 1
_MAGIC = b"govreport glyphs\n"
_RECORD = struct.Struct(">IHI")
_NOTHING = 0xFFFF
_LARGEST = 64 << 20


class Glyph(NamedTuple):
    """One converted glyph: advance in font units, outline as a record of the glyf table."""

    advance: int
    outline: bytes


# None stands for a character the face does not have: that, too, need not be looked up twice.
Glyphs = Mapping[str, Glyph | None]


def store_path(folder: Path, face: Path, index: int) -> Path:
    """Where the glyphs of a face are kept; another file of the same name is another face."""
    stat = face.stat()
    key = f"{_VERSION}\n{face}\n{index}\n{stat.st_size}\n{stat.st_mtime_ns}"
    return folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.glyphs"


def load_glyphs(path: Path) -> dict[str, Glyph | None]:
    """The glyphs kept at ``path``: none where it is missing, damaged or unreadable."""
    try:
        data = read_regular(path, _LARGEST, follow=False)
    except OSError:
        return {}
    head = len(_MAGIC) + hashlib.sha256().digest_size
    body = data[head:]
    if data[:head] != _MAGIC + hashlib.sha256(body).digest():
        return {}
    try:
        return dict(_records(body))
    except (struct.error, ValueError, OverflowError):
        return {}


def _records(body: bytes) -> Iterator[tuple[str, Glyph | None]]:
    at = 0
    while at < len(body):
        code, advance, length = _RECORD.unpack_from(body, at)
        at += _RECORD.size
        outline = body[at : at + length]
        at += length
        yield chr(code), None if advance == _NOTHING else Glyph(advance, outline)


def save_glyphs(path: Path, glyphs: Glyphs) -> None:
    """Keep ``glyphs`` at ``path``, in one step; where that cannot be, they are not kept."""
    records = []
    for char, glyph in sorted(glyphs.items()):
        advance, outline = glyph or (_NOTHING, b"")
        records.append(_RECORD.pack(ord(char), advance, len(outline)) + outline)
    body = b"".join(records)
    # A cache is a convenience: an export must not fail for want of it.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(body).digest() + body)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
