"""A workbook as cells: the shapes that reading an .xlsx file yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.readers.faint import Shade
from govreport_desktop.readers.left import LeftOut
from govreport_desktop.readers.xlsx.looks import Change
from govreport_desktop.workbook.layout import column_letter


class Cell(NamedTuple):
    """One cell: its text or number as plain text, and the formula it comes from ("" if typed).

    ``date`` says that the number is shown as a date, ``money`` that it is as money; ``format``
    is the number format, ``style`` the number of the cell's style, ``remark`` names digits that
    stand in it and were not taken.
    """

    text: str
    formula: str = ""
    date: bool = False
    format: str = ""
    remark: str = ""
    style: int = 0
    money: bool = False


class Span(NamedTuple):
    """A merged block: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One worksheet. ``cells`` are by (row, column) from 1 and hold no blank ones."""

    title: str
    hidden: bool
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    # Heights in points, widths in characters by first and last column, where they are stated;
    # those of all others under 0.
    heights: dict[int, float] = field(default_factory=dict)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    cut: bool = False
    # What is to be said of single cells, by what it says; what was seen and not taken.
    remarks: dict[str, list[str]] = field(default_factory=dict)
    left: LeftOut = field(default_factory=LeftOut)

    def remark(self, row: int, column: int, sentence: str) -> None:
        """Something to say of a cell."""
        self.remarks.setdefault(sentence, []).append(f"{column_letter(column)}{row}")

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; "" for a blank one."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    @property
    def last_row(self) -> int:
        """The last row with anything in it; 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(slots=True)
class Book:
    """A workbook: its sheets in order of their tabs."""

    name: str
    sheets: list[Sheet]

    def find(self, title: str) -> Sheet | None:
        """The sheet of that title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


class Styles(NamedTuple):
    """Number formats by cell style; ``epoch_1904`` is the old Macintosh day count.

    ``struck`` are the styles whose text is crossed out, ``faint`` those in which nobody can
    read it, ``looks`` how text looks in each; ``changes`` are what conditional formats change.
    """

    formats: tuple[str, ...]
    dates: tuple[bool, ...]
    epoch_1904: bool
    struck: frozenset[int] = frozenset()
    faint: frozenset[int] = frozenset()
    looks: tuple[Shade, ...] = ()
    changes: tuple[Change, ...] = ()


class RichText(NamedTuple):
    """A text of several runs: raised digits as ¹; apart what is crossed out in it, or not seen."""

    text: str
    struck: str = ""
    left: LeftOut | None = None
