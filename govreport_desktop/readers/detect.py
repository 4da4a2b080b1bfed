"""Which reader a file needs, by what is in it and not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source

# A year's report with pictures is a few megabytes; whatever is larger is something else.
MAX_BYTES = 64 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\x00"

# A whole page or a part of one; prose that begins with <3 is neither.
_MARKUP = re.compile(rb"<(?:!doctype|!--|html|head|body|article|section|div|table|p|h\d)\b", re.I)

# What a zip container holds, by the folder that only this kind has.
_IN_ZIP = {"xl/": "xlsx", "word/": "docx", "ppt/": "pptx", "content.xml": "odf"}
# Formats that are recognised in order to say which one it is.
_REFUSED = {
    "pptx": "是演示文稿，里面没有年度报告的表格",
    "odf": "是 OpenDocument 文件，请把文档另存为 .docx、表格另存为 .xlsx 再试",
    "rtf": "是 RTF 文档，请用 Word 或 WPS 另存为 .docx 再试",
    "image": "是图片，读不出文字，请换用原来的文档",
    "damaged": "不完整或已损坏，打不开，请重新复制或重新导出一份",
    "zip": "是压缩包，不是工作簿，请先解压，再选里面的文件",
}
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
)


def read_source(path: Path) -> Source:
    """Read the file at ``path``, whatever its name says it is.

    Raises ReadError with one sentence where it is missing, empty, too large, damaged or of
    a kind that cannot be read; FileError where a ``.govreport`` cannot be trusted.
    """
    data = _bytes(path)
    kind = kind_of(data)
    if kind in _REFUSED:
        raise ReadError(f"“{path.name}”{_REFUSED[kind]}。")
    return _READERS[kind](path, data)


def kind_of(data: bytes) -> str:
    """What ``data`` is: a kind of `_READERS`, or one that is refused."""
    if data.startswith(_SQLITE):
        return "govreport"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return kind
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"{":
        return "json"
    if head[:1] == b"<" and _MARKUP.match(head):
        return "html"
    return "text"


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"“{path.name}”是一个文件夹，请选里面的文件。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(
                f"“{path.name}”有 {size // 1024 // 1024} MB，超过了 {MAX_BYTES // 1024 // 1024} MB"
                "的上限，请确认它是年度报告。"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"没有找到文件“{path}”，请检查路径。") from error
    except OSError as error:
        raise ReadError(f"“{path.name}”打不开（{error.strerror}），请检查读取权限。") from error
    if not data.strip():
        raise ReadError(f"“{path.name}”是空文件，没有可以读入的内容。")
    return data


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "damaged"
    for part, kind in _IN_ZIP.items():
        if any(name.startswith(part) for name in names):
            return kind
    return "zip"


def _text(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.own.csv import read_own_csv
    from govreport_desktop.readers.text.text import decode, read_text

    text = decode(data, path.name)
    return read_own_csv(text, path.name) or read_text(text, path.name)


def _json(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.own.json import read_json
    from govreport_desktop.readers.text.text import decode

    return read_json(decode(data, path.name), path.name)


def _xlsx(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.workbooks import read_xlsx

    return read_xlsx(path)


def _docx(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.word.docx import read_docx

    return read_docx(path)


def _html(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.web.html import read_html

    return read_html(data, path.name)


def _xls(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.workbooks import read_xls

    return read_xls(path)


def _pdf(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.pdf.document import read_pdf

    return read_pdf(data, path.name)


def _govreport(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.own.govreport import read_govreport

    return read_govreport(path)


# Imported when needed: a text file must not wait for openpyxl.
_READERS: dict[str, Callable[[Path, bytes], Source]] = {
    "govreport": _govreport,
    "xlsx": _xlsx,
    "ole": _xls,  # it may be a .doc or encrypted, too: the reader says so
    "docx": _docx,
    "html": _html,
    "pdf": _pdf,
    "json": _json,
    "text": _text,
}
