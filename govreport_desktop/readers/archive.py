"""A report sent as a .zip: the one document in it that can be read is read, all others are named.

Nothing is unpacked beside the report, and no archive within an archive.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo

from govreport_desktop.errors import ReadError, shown_name
from govreport_desktop.readers.one_document import one_of_each
from govreport_desktop.readers.package import DAMAGE, Bounded
from govreport_desktop.readers.text.decoding import decoded
from govreport_desktop.source import Source

# What is sent with a report are a few files; more are the reports of many offices.
MAX_FILES, MAX_BYTES, MAX_TOTAL_BYTES = 200, 32 * 2**20, 96 * 2**20
_MOST_NAMED = 5
_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
# Signs that no system has in the name of a file, and as much of a name as any takes.
_BARRED, _LONGEST = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^\.+$'), 60
_UTF8, _LOCKED = 0x800, 0x1

# Reads a file, and says of contents what they are; "" for what cannot be read.
Read = Callable[[Path], Source]
Kind = Callable[[bytes], str]


class _Inner(NamedTuple):
    path: str
    data: bytes


def read_zip(data: bytes, name: str, read: Read, kind: Kind) -> Source:
    """The report in ``data``, a zip file.

    Raises ReadError where there is none or there are several, it needs a password, is damaged
    or unreasonably large, and what ``read`` raises.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if _counts(info)]
            if len(files) > MAX_FILES:
                raise ReadError(f"“{name}”是压缩包，里面的文件太多，请先解压，再选里面的文件。")
            if any(info.flag_bits & _LOCKED for info in files):
                raise ReadError(f"“{name}”是设有密码的压缩包，请先解压，再选里面的文件。")
            contents = _contents(archive, files, name)
    except DAMAGE as error:
        raise ReadError(f"“{name}”不完整或已损坏，打不开，请重新取得这个文件。") from error
    found = [one for one in contents if kind(one.data)]
    if not found:
        within = _listed([one.path for one in contents])
        raise ReadError(f"“{name}”是压缩包，里面没有能读的文件{within}，请先解压看一看。")
    found = one_of_each(found, lambda one: one.path, lambda one: kind(one.data))
    if len(found) > 1:
        within = _listed([one.path for one in found])
        raise ReadError(f"“{name}”是压缩包，里面不止一个文件{within}，请先解压，再选其中一个。")
    inner = PurePosixPath(found[0].path).name
    source = _read(inner, found[0].data, read)
    others = [one.path for one in contents if one is not found[0]]
    if not others:
        return source
    note = f"“{name}”是压缩包，读的是里面的“{inner}”，别的文件{_listed(others)}没有读入。"
    return replace(source, notes=(note, *source.notes))


def _read(inner: str, part: bytes, read: Read) -> Source:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / (_BARRED.sub("_", inner)[-_LONGEST:] or "_")
        path.write_bytes(part)
        return read(path)


def _counts(info: ZipInfo) -> bool:
    """Whether it is a file that somebody put there, and none that a system left."""
    plain = info.filename.replace("\\", "/").lower()
    last = plain.rpartition("/")[2]
    litter = plain.startswith(_LITTER) or last in _LITTER or last.startswith(("~$", "._"))
    return bool(last) and not litter


def _contents(archive: ZipFile, files: list[ZipInfo], name: str) -> list[_Inner]:
    left = MAX_TOTAL_BYTES
    found = []
    for info in files:
        with archive.open(info) as stream:
            part = Bounded(stream, min(MAX_BYTES, left), name).read()
        left -= len(part)
        found.append(_Inner(_path(info), part))
    return found


def _path(info: ZipInfo) -> str:
    """A file's folders and name; many programs write them in UTF-8 or GBK and do not say so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = decoded(name.encode("cp437")).text
        except UnicodeEncodeError:
            name = info.filename
    steps = name.replace("\0", "").replace("\\", "/").split("/")
    return "/".join(shown_name(step) for step in steps if step not in ("", ".", ".."))


def _listed(names: list[str]) -> str:
    if not names:
        return ""
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return f"（{'、'.join(names[:_MOST_NAMED])}{more}）"
