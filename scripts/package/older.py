"""Bind what a library asks of a newer libm to the same functions' older versions.

glibc 2.29 gave ``exp``, ``exp2``, ``log``, ``log2`` and ``pow`` a second version that leaves
``errno`` to others; the first is there still. A library of Debian 11 asks for the second, and
would not start where glibc is 2.28. The version is a name in a table of the file (ELF, 64 bits,
little-endian, ``SHT_GNU_verneed``): it is changed in place.
"""

from __future__ import annotations

import struct
from pathlib import Path

NEWER, OLDER = b"GLIBC_2.29", b"GLIBC_2.2.5"
_VERNEED = 0x6FFFFFFE


def bind(path: Path) -> bool:
    """Change the file; whether it had asked for the newer version."""
    data = bytearray(path.read_bytes())
    sections = _sections(data)
    changed = False
    for kind, start, link in sections:
        if kind == _VERNEED:
            changed |= _change(data, start, sections[link][1])
    if changed:
        path.write_bytes(data)
    return changed


def _sections(data: bytearray) -> list[tuple[int, int, int]]:
    """Kind, offset and the section each belongs to."""
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    found = []
    for n in range(count):
        kind, start, link = struct.unpack_from("<4xI16xQ8xI", data, table + n * size)
        found.append((kind, start, link))
    return found


def _change(data: bytearray, need: int, names: int) -> bool:
    changed = False
    older = data.find(OLDER + b"\0", names) - names
    while True:
        _, file, first, following = struct.unpack_from("<2xHIII", data, need)
        one = need + first
        while _name(data, names + file).startswith(b"libm."):
            name, onward = struct.unpack_from("<8xII", data, one)
            if _name(data, names + name) == NEWER and older >= 0:
                struct.pack_into("<I", data, one, elf_hash(OLDER))
                struct.pack_into("<I", data, one + 8, older)
                changed = True
            if not onward:
                break
            one += onward
        if not following:
            return changed
        need += following


def _name(data: bytearray, start: int) -> bytes:
    return bytes(data[start : data.index(0, start)])


def elf_hash(name: bytes) -> int:
    """The hash that the loader compares before the name (System V ABI)."""
    total = 0
    for byte in name:
        total = (total << 4) + byte
        high = total & 0xF0000000
        total = (total ^ (high >> 24)) & ~high
    return total & 0xFFFFFFFF
