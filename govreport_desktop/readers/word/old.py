"""The documents of Word 97 to 2003 (.doc) and of WPS (.wps), by way of .docx.

`doc2docx` (the package msdoc2docx) takes the compound file apart and writes what Word would
save today; that is then read as every .docx is. It works on files, so it gets two in a folder
of its own. WPS writes a class into the header where Word writes none: taken out beforehand.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.word.docx import read_document
from govreport_desktop.readers.word.package import Document, open_document
from govreport_desktop.source import Source

# An office's document with pictures has a few; the time it takes goes with its size.
MAX_BYTES = 24 * 2**20
MAX_STREAM_BYTES, MAX_ENTRIES = 24 * 2**20, 5000

_CLASS = slice(8, 24)
_STORY = "WordDocument"
# What the streams are called that make a file one of Excel, as their names are stored.
_BOOKS = ("Workbook", "Book")
# What the codes of the converter have in them where something may be missing.
_LOST = ("MALFORMED", "MISMATCH", "OMITTED", "LIMITED", "TABLE_FLATTENED", "CONTROL_CHARACTER")
_SAID_LOST = "这份旧版 Word 文档有的地方已损坏或没有照原样读出，请打开原文件核对。"


def is_old_word(data: bytes) -> bool:
    """Whether a compound file is a text of Word or WPS, and no workbook that holds one."""
    if _stored(_STORY) not in data:
        return False
    if not any(_stored(name) in data for name in _BOOKS):
        return True
    return _STORY in _at_top(data)


def read_doc(data: bytes, name: str) -> Source:
    """The document in ``data`` in the neutral shape.

    Raises ReadError with a sentence where it needs a password, is older than Word 97, damaged
    or unreasonably large.
    """
    document, is_whole = _converted(data, name)
    source = read_document(document)
    return source if is_whole else replace(source, notes=(*source.notes, _SAID_LOST))


def _converted(data: bytes, name: str) -> tuple[Document, bool]:
    """The document as a .docx holds it, and whether nothing was lost on the way."""
    from doc2docx import convert  # type: ignore[import-untyped]
    from doc2docx.cfb.container import CompoundFileLimits  # type: ignore[import-untyped]
    from doc2docx.errors import EncryptedDocumentError, UnsupportedFeatureError  # type: ignore[import-untyped]

    if len(data) > MAX_BYTES:
        raise ReadError(f"“{name}”大得不正常，没有读取；请另存为 .docx 再试。")
    limits = CompoundFileLimits(MAX_BYTES, MAX_STREAM_BYTES, MAX_ENTRIES)
    plain = bytearray(data)
    plain[_CLASS] = bytes(16)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        old, new = Path(folder) / "a.doc", Path(folder) / "a.docx"
        old.write_bytes(plain)
        try:
            found = convert(old, new, limits=limits)
            whole = not any(part in said.code for said in found.report.warnings for part in _LOST)
            return open_document(new.read_bytes(), name), whole
        except EncryptedDocumentError as error:
            raise ReadError(f"“{name}”设有打开密码，请去掉密码后再试。") from error
        except UnsupportedFeatureError as error:
            raise ReadError(
                f"“{name}”是 Word 95 或更早的文档，或者用了这里读不了的功能；"
                "请用 Word 或 WPS 另存为 .docx 再试。"
            ) from error
        except ReadError:
            raise
        except Exception as error:
            # What a converter trips over in damaged files is nowhere listed.
            raise ReadError(
                f"“{name}”是旧版 Word 文档，已损坏，读不出来；请用 Word 或 WPS 另存为 .docx 再试。"
            ) from error


def _stored(name: str) -> bytes:
    """A stream's name as the directory of a compound file has it."""
    return name.encode("utf-16-le") + b"\0\0"


def _at_top(data: bytes) -> list[str]:
    """The names of the streams that are in no folder of a compound file."""
    from xlrd.compdoc import CompDoc

    from govreport_desktop.readers.xlsx.xls import DAMAGE

    try:
        listed = CompDoc(data, logfile=StringIO()).dirlist
        return [listed[child].name for child in listed[0].children]
    except (*DAMAGE, struct.error):
        return []
