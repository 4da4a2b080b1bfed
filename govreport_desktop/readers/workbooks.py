"""Workbooks: our own by their hidden map, all others as tables for the matcher."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.readers.own.workbook import read_own
from govreport_desktop.readers.xlsx.foreign import read_foreign
from govreport_desktop.source import Source


def read_xlsx(path: Path) -> Source:
    """The workbook at ``path`` (.xlsx, .xlsm) in the neutral shape.

    Raises ReadError with a sentence where it is no workbook, is damaged, protected with a
    password or unreasonably large. Formulas are never computed: their stored results count.
    """
    from govreport_desktop.readers.xlsx.package import read_book

    book = read_book(path)
    return read_own(book) or read_foreign(book)


def read_xls(path: Path) -> Source:
    """The old workbook at ``path`` (.xls) in the neutral shape; errors as for `read_xlsx`."""
    from govreport_desktop.readers.xlsx.xls import read_old_book

    book = read_old_book(path)
    return read_own(book) or read_foreign(book)


def read_xml(data: bytes, name: str) -> Source:
    """The XML of Excel 2003 in ``data`` in the neutral shape; errors as for `read_xlsx`."""
    from govreport_desktop.readers.xlsx.xml2003 import read_2003

    return read_foreign(read_2003(data, name))


def read_rows(path: Path) -> list[list[str]]:
    """The first sheet of the workbook at ``path`` that is shown, as rows of texts.

    For lists that are no report, such as a roster; errors as for `read_xlsx`.
    """
    from govreport_desktop.readers.xlsx.package import read_book

    sheet = next((s for s in read_book(path).sheets if not s.hidden and s.cells), None)
    if sheet is None:
        return []
    width = max(column for _, column in sheet.cells)
    return [
        [sheet.text(row, column) for column in range(1, width + 1)]
        for row in range(1, sheet.last_row + 1)
    ]
