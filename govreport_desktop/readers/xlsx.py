"""Excel workbooks: our own by their hidden map, all others as tables for the matcher."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.readers.source import Source
from govreport_desktop.readers.xlsx_foreign import read_foreign
from govreport_desktop.readers.xlsx_own import read_own
from govreport_desktop.readers.xlsx_package import read_book


def read_xlsx(path: Path) -> Source:
    """The workbook at ``path`` (.xlsx, .xlsm) in the neutral shape.

    Raises ReadError with a sentence where it is no workbook, is damaged, protected with a
    password or unreasonably large. Formulas are never computed: their stored results count.
    """
    book = read_book(path)
    return read_own(book) or read_foreign(book)
