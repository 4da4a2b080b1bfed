"""Where everything stands in our workbook, and how text stands in a cell.

Shared by the writers and by the reader of our own workbooks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress, Form, Section, Table

MAP_SHEET = "_govreport"
BY_OFFICE, SIGNED = "分单位", "签发"  # sheets that only a 汇总底稿 has
MAP_MARK = "govreport-workbook"
MAP_VERSION = "1"
COVER_SHEET = "封面"
# What an office above lists of a workbook it sends back, and notes at the cells.
REMARKS_SHEET = "退回意见"

# Sheet rows and columns count from 1. Row 1 of every part is its title.
TABLE_TOP = 2
TEXT_TOP = 3
MARK_COLUMN, TEXT_COLUMN = 1, 2
# In the column beside the prose: this row goes on with the paragraph of the row above.
CONTINUED = "续"

# Cover fields in printed order.
COVER_FIELDS = (
    "office",
    "year",
    "office_kind",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_address",
    "signed_on",
)
COVER_TOP = 4
# Facts that nobody types, kept on the hidden sheet: how the report is checked, what an import
# left open and last year's report, without which the office above would see other words and other
# problems than the office; and how that office knows it, whatever becomes of the name.
CARRIED_FIELDS = ("roster_id", "check_settings", "open_points", "last_year")

# Excel draws no row higher than 409 pt: about 24 lines of prose. A longer paragraph goes on
# in the next row, so that all of it can be seen and printed.
ROW_CHARACTERS = 640
CELL_CHARACTERS = 32767

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
# What is forbidden begins with a _ as well once it is encoded.
_LITERAL = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_FORBIDDEN.pattern}))")
_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ENCODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SENTENCE_END = re.compile(r"[。；！？]”?")


class Position(NamedTuple):
    """A cell of a sheet, counted from 1."""

    row: int
    column: int

    @property
    def ref(self) -> str:
        """The name of the cell as people say it: D5."""
        return f"{column_letter(self.column)}{self.row}"


def column_letter(column: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_position(ref: str) -> bool:
    """Whether ``ref`` is the name of a cell, like D5."""
    return _REF.fullmatch(ref) is not None


def position(ref: str) -> Position:
    """The position of a cell named like D5. Raises ValueError where it is no such name."""
    match = _REF.fullmatch(ref)
    if not match:
        raise ValueError(ref)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return Position(int(match[2]), column)


def sheet_title(section: Section) -> str:
    """The tab of a part: 一 总体情况. Excel allows 31 characters without ``[]:*?/\\``."""
    return re.sub(r"[\[\]:*?/\\]", "", f"{section.number} {section.heading}".strip())[:31]


def table_position(table: Table, address: CellAddress) -> Position:
    """Where a number of ``table`` stands on the sheet of its part."""
    cell = table.cells[address]
    return grid_position(cell.grid_row, cell.grid_column)


def grid_position(grid_row: int, grid_column: int) -> Position:
    """Where a printed cell of a table stands on the sheet of its part."""
    return Position(TABLE_TOP + grid_row, grid_column + 1)


def check_row(table: Table, index: int) -> int:
    """The sheet row, below the printed grid, that shows the relation of that index live."""
    return TABLE_TOP + table.row_count + 1 + index


def table_of(form: Form, section: Section) -> Table:
    """The table of a part that is a table."""
    return next(table for table in form.tables.values() if table.section == section.id)


def encode(text: str) -> str:
    """``text`` as the workbook stores it: what XML forbids becomes ``_xHHHH_``.

    That is ST_Xstring of ISO/IEC 29500, which every spreadsheet reads. A literal ``_x0041_``
    is protected the same way, so `decode` gives back every character.
    """
    text = _LITERAL.sub("_x005F_", text)
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def decode(text: str) -> str:
    """The characters a stored text stands for, as Excel itself reads them."""
    if "_x" not in text:
        return text
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), text)


def row_pieces(paragraph: str) -> list[str]:
    """A paragraph cut into rows of at most `ROW_CHARACTERS`, behind a sentence where one ends."""
    pieces: list[str] = []
    while len(paragraph) > ROW_CHARACTERS:
        ends = [m.end() for m in _SENTENCE_END.finditer(paragraph, 0, ROW_CHARACTERS)]
        cut = ends[-1] if ends and ends[-1] > ROW_CHARACTERS // 2 else ROW_CHARACTERS
        pieces.append(paragraph[:cut])
        paragraph = paragraph[cut:]
    return [*pieces, paragraph]
