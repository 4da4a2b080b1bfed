"""Which reader a file needs, by what is in it and not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from govreport_desktop.errors import GovReportError, ReadError, cause, shown_name
from govreport_desktop.readers.books import audited
from govreport_desktop.readers.mail import is_mail
from govreport_desktop.readers.text.decoding import decoded, text_of
from govreport_desktop.readers.web.mhtml import is_mhtml
from govreport_desktop.source import MAX_CHARACTERS, Source, SourceParagraph, SourceTable

# A year's report with pictures is a few megabytes; whatever is larger is something else.
MAX_BYTES = 64 * 1024 * 1024
# A cell counts as prose from this length on.
_LONG_CELL = 200

_ZIP = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\x00"

# A page begins with any of what a page may begin with; prose that begins with <3 does not.
_MARKUP = re.compile(r"<(?:!doctype\b|!--|\?|!\[|[a-z][a-z0-9:]*[\s/>])", re.IGNORECASE)
_HEAD = 4096
# XML that is no page, by what stands in its head.
_XML = (
    ("schemas.microsoft.com/office/2006/xmlPackage", "flat"),
    ("schemas.microsoft.com/office/word/2003/wordml", "word2003"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "excel2003"),
    ("urn:oasis:names:tc:opendocument:xmlns:office", "fodf"),
)

# What a zip container holds, by the folder that only this kind has.
_IN_ZIP = {
    "xl/": "xlsx",
    "word/": "docx",
    "ppt/": "pptx",
    "content.xml": "odf",
    "encrypted-package": "odf",
    "ofd.xml": "ofd",
}
# Formats that are recognised in order to say which one it is.
_REFUSED = {
    "pptx": "是演示文稿，里面没有年度报告的表格",
    "image": "是图片，读不出文字，请换用原来的文档",
    "damaged": "不完整或已损坏，打不开，请重新复制或重新导出一份",
    "packed": "是压缩包（.rar、.7z 或 .gz），这里打不开，请先用解压软件解开，再选里面的文件",
}
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b\x08", "packed"),
)


def read_source(path: Path) -> Source:
    """Read the file at ``path``, whatever its name says it is.

    Raises ReadError with one sentence where it is missing, empty, too large, damaged or of
    a kind that cannot be read; FileError where a ``.govreport`` cannot be trusted.
    """
    name = shown_name(path.name)
    try:
        source = _source(path)
    except GovReportError as error:
        if name == path.name:
            raise
        broken = path.name.encode("utf-8", "replace").decode("utf-8")
        raise type(error)(str(error).replace(broken, name)) from error
    return source if name == path.name else replace(source, name=name)


def _source(path: Path) -> Source:
    data = _bytes(path)
    kind = kind_of(data)
    if kind in _REFUSED:
        raise ReadError(f"“{path.name}”{_REFUSED[kind]}。")
    source = _READERS[kind](path, data)
    _refuse_long(source, path.name)
    return audited(kind, data, source)


def _refuse_long(source: Source, name: str) -> None:
    paragraphs = (b.text for b in source.blocks if isinstance(b, SourceParagraph))
    tables = (b for b in source.blocks if isinstance(b, SourceTable))
    cells = (cell.text for table in tables for row in table.rows for cell in row)
    long = (text for text in cells if len(text) > _LONG_CELL)
    characters = sum(map(len, (*paragraphs, *long)))
    if characters > MAX_CHARACTERS:
        raise ReadError(
            f"“{name}”的文字有 {characters} 个字符，超过了 {MAX_CHARACTERS} 个的上限，"
            "请只保留年度报告部分。"
        )


def kind_of(data: bytes) -> str:
    """What ``data`` is: a kind of `_READERS`, or one that is refused."""
    if data.startswith(_SQLITE):
        return "govreport"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return _kind_of_compound(data) if kind == "ole" else kind
    if is_mail(data):
        return "mail"
    if is_mhtml(data):
        return "mhtml"
    head = decoded(data[:_HEAD]).text.lstrip("\ufeff \t\r\n\f")
    if head[:1] == "{":
        return "json"
    return _kind_of_markup(head) if _MARKUP.match(head) else "text"


def _kind_of_markup(head: str) -> str:
    for mark, kind in _XML:
        if mark in head and not re.search(r"<html[\s>]", head, re.IGNORECASE):
            return kind
    return "html"


def _kind_of_compound(data: bytes) -> str:
    from govreport_desktop.readers.word.old import is_old_word

    return "doc" if is_old_word(data) else "ole"


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
        raise ReadError(f"“{path.name}”打不开（{cause(error)}），请检查读取权限。") from error
    if not data.strip():
        raise ReadError(f"“{path.name}”是空文件，没有可以读入的内容。")
    return data


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "damaged"
    for part, kind in _IN_ZIP.items():
        if any(name.startswith(part) for name in names):
            return kind
    return "zip"


def _text(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.own.csv import read_own_csv
    from govreport_desktop.readers.text.text import read_text

    found = text_of(data, path.name)
    source = read_own_csv(found.text, path.name) or read_text(found.text, path.name)
    return replace(source, notes=(*found.notes(), *source.notes))


def _json(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.own.json import read_json

    return read_json(text_of(data, path.name).text, path.name)


def _xlsx(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.workbooks import read_xlsx

    return read_xlsx(path)


def _docx(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.word.docx import read_document
    from govreport_desktop.readers.word.package import open_document

    return read_document(open_document(data, path.name), _embedded)


def _doc(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.word.old import read_doc

    return read_doc(data, path.name)


def _flat(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.word.docx import read_document
    from govreport_desktop.readers.word.package import open_flat

    return read_document(open_flat(data, path.name), _embedded)


def _word2003(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.word.docx import read_document
    from govreport_desktop.readers.word.xml2003 import open_2003

    return read_document(open_2003(data, path.name))


def _odf(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.opendocument import read_odf

    return read_odf(data, path.name)


def _fodf(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.opendocument import read_flat_odf

    return read_flat_odf(data, path.name)


def _rtf(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.rtf.document import as_word
    from govreport_desktop.readers.word.docx import read_built

    return read_built(as_word(data, path.name))


def _embedded(data: bytes, name: str) -> Source | None:
    """A document within a document; one within that one is not looked for."""
    kind = kind_of(data)
    if kind == "docx":
        from govreport_desktop.readers.word.docx import read_document
        from govreport_desktop.readers.word.package import open_document

        return read_document(open_document(data, name))
    if kind in ("html", "mhtml", "text"):
        return _READERS[kind](Path(name), data)
    return None


def _html(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.web.html import read_html

    return read_html(data, path.name)


def _mhtml(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.web.mhtml import read_mhtml

    return read_mhtml(data, path.name)


def _mail(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.mail import read_mail

    readable = [kind for kind in _READERS if kind != "mail"]  # one within it is walked through
    return read_mail(data, path.name, kind_of, readable, _source)


def _xls(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.workbooks import read_xls

    return read_xls(path)


def _excel2003(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.workbooks import read_xml

    return read_xml(data, path.name)


def _pdf(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.pdf.document import read_pdf

    return read_pdf(data, path.name)


def _ofd(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.ofd.document import read_ofd

    return read_ofd(data, path.name)


def _zip(path: Path, data: bytes) -> Source:
    from govreport_desktop.readers.archive import read_zip

    def readable(part: bytes) -> str:
        kind = kind_of(part) if part.strip() else ""
        # What may hold files itself is not looked into: there would be no end.
        return "" if kind in _REFUSED or kind in ("zip", "mail") else kind

    return read_zip(data, path.name, _source, readable)


def _govreport(path: Path, _data: bytes) -> Source:
    from govreport_desktop.readers.own.govreport import read_govreport

    return read_govreport(path)


# Imported when needed: a text file must not wait for openpyxl.
_READERS: dict[str, Callable[[Path, bytes], Source]] = {
    "govreport": _govreport,
    "xlsx": _xlsx,
    "excel2003": _excel2003,
    "ole": _xls,  # it may be encrypted, or something else: the reader says so
    "doc": _doc,
    "docx": _docx,
    "flat": _flat,
    "word2003": _word2003,
    "odf": _odf,
    "fodf": _fodf,
    "rtf": _rtf,
    "html": _html,
    "mhtml": _mhtml,
    "pdf": _pdf,
    "ofd": _ofd,
    "json": _json,
    "mail": _mail,
    "text": _text,
    "zip": _zip,
}
