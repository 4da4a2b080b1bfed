"""OpenDocument: texts by way of Word's elements, spreadsheets as workbooks."""

from __future__ import annotations

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.odf.package import OpenDocument, open_flat_odf, open_odf
from govreport_desktop.source import Source


def read_odf(data: bytes, name: str) -> Source:
    """The text or spreadsheet in ``data``, a zip file (.odt, .ods), in the neutral shape.

    Raises ReadError with a sentence where it needs a password, is something else, is damaged
    or unreasonably large.
    """
    return _read(open_odf(data, name))


def read_flat_odf(data: bytes, name: str) -> Source:
    """The same in ``data``, one file of XML (.fodt, .fods)."""
    return _read(open_flat_odf(data, name))


def _read(document: OpenDocument) -> Source:
    return _text(document) if document.is_text else _sheets(document)


def _text(document: OpenDocument) -> Source:
    from govreport_desktop.readers.odf.text import as_word
    from govreport_desktop.readers.word.docx import read_built

    return read_built(as_word(document))


def _sheets(document: OpenDocument) -> Source:
    from govreport_desktop.readers.odf.sheets import as_book
    from govreport_desktop.readers.own.workbook import read_own
    from govreport_desktop.readers.xlsx.foreign import read_foreign

    book = as_book(document)
    if not book.sheets:
        raise ReadError(f"“{document.name}”里没有工作表。")
    return read_own(book) or read_foreign(book)
