"""A zip package of an office program: its parts by name, bounded, and what they refer to.

Names are looked for as Windows does: without regard to case, backslashes for slashes.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from govreport_desktop.errors import ReadError

# What a part whose bytes are damaged raises, and what reading a damaged package does besides.
_BROKEN = (BadZipFile, ZlibError, EOFError)
DAMAGE = (
    *_BROKEN,
    LargeZipFile,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
)
MAX_PARTS = 5000
MAX_SMALL_PART_BYTES = 8 * 2**20

_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"""\b(Id|Type|Target|TargetMode)\s*=\s*("[^"]*"|'[^']*')""")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class Relation(NamedTuple):
    """What one part refers to: ``kind`` is the last word of its type, ``part`` a part's name."""

    kind: str
    part: str


class Bounded:
    """A part that refuses to grow beyond ``limit`` bytes, whatever it claims."""

    def __init__(self, stream: IO[bytes], limit: int, name: str) -> None:
        self._stream, self._left, self._name = stream, limit, name

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises ReadError once the part is larger than it may be."""
        data = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(f"“{self._name}”展开后大得不正常，没有读取。")
        return data


class Package:
    """The parts of ``data``, which is a zip file, or of a mapping that stands for one."""

    def __init__(self, data: bytes | Mapping[str, bytes], name: str) -> None:
        """Raises what `DAMAGE` lists, ReadError where it has more parts than any document."""
        self._title = name
        self._archive = ZipFile(io.BytesIO(data)) if isinstance(data, bytes) else None
        self._parts = {} if isinstance(data, bytes) else dict(data)
        names = self._archive.namelist() if self._archive else list(self._parts)
        if len(names) > MAX_PARTS:
            raise ReadError(f"“{name}”里的文件多得不正常，没有读取。")
        # Of two parts of one name the last counts, as it does for zipfile.
        self._names = {plain_name(stored): stored for stored in names}

    @property
    def names(self) -> list[str]:
        """The names of the parts, in small letters."""
        return list(self._names)

    def named(self, end: str) -> str:
        """The part whose name ends so, whatever folder its writer chose; "" for none."""
        return next((name for name in self._names if name.endswith(end.lower())), "")

    @contextmanager
    def open(self, name: str, limit: int) -> Iterator[Bounded | None]:
        """A part to be read, closed afterwards; None where there is no such part."""
        stored = self._names.get(plain_name(name))
        if stored is None:
            yield None
            return
        stream: IO[bytes]
        if self._archive is None:
            stream = io.BytesIO(self._parts[stored])
        else:
            try:
                stream = self._archive.open(stored)
            except RuntimeError as error:
                raise ReadError(f"“{self._title}”设有密码，请去掉密码后再试。") from error
        with stream:
            yield Bounded(stream, limit, self._title)

    def read(self, name: str, limit: int = MAX_SMALL_PART_BYTES) -> bytes:
        """A part; b"" where there is none.

        Raises ReadError where it is larger than ``limit`` or its bytes are damaged.
        """
        try:
            with self.open(name, limit) as stream:
                return stream.read() if stream else b""
        except _BROKEN as error:
            raise ReadError(f"“{self._title}”不完整或已损坏，请重新取得这个文件。") from error

    def relations(self, part: str) -> dict[str, Relation]:
        """What ``part`` refers to within the file, by id."""
        folder, _, name = part.rpartition("/")
        rels = self.read(f"{folder}/_rels/{name}.rels").decode("utf-8", "replace")
        found: dict[str, Relation] = {}
        for element in _RELATION.findall(rels):
            said = {key: _plain(value[1:-1]) for key, value in _ATTRIBUTE.findall(element)}
            if said.get("TargetMode") == "External" or "Target" not in said:
                continue
            target = posixpath.join(f"/{folder}", said["Target"].replace("\\", "/"))
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = Relation(kind, posixpath.normpath(target).lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The first part that ``part`` refers to as ``kind``; "" for none."""
        found = (relation for relation in self.relations(part).values() if relation.kind == kind)
        return next((relation.part for relation in found), "")


def plain_name(name: str) -> str:
    """A part's name as it is looked for."""
    return name.replace("\\", "/").lstrip("/").lower()


def _plain(text: str) -> str:
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text
