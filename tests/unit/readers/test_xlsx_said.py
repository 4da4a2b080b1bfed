"""What lies on a cell of a workbook, or keeps it from being seen, is said of the cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source, SourceCell, SourceTable
from tests.unit.readers.hostile import xlsx


def _saved(path: Path, change: object) -> Source:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("行政许可", 815), ("行政处罚", 7)):
        sheet.append(row)
    change(sheet["B1"])  # type: ignore[operator]
    book.save(path)
    return read_source(path)


def _cell(source: Source) -> SourceCell:
    table = next(block for block in source.blocks if isinstance(block, SourceTable))
    return table.rows[0][1]


def test_a_comment_on_a_number_is_named_at_it(tmp_path: Path) -> None:
    def change(cell: Cell) -> None:
        cell.comment = Comment("应为 999 件", "甲")

    source = _saved(tmp_path / "a.xlsx", change)
    assert "999" in _cell(source).remark
    assert any("批注" in note and "999" in note for note in source.notes)


@pytest.mark.parametrize(
    ("color", "ground", "size", "said"),
    [
        ("FFFFFFFF", "", 11, True),
        ("FF204060", "FF204060", 11, True),
        ("FFFFFFFF", "FF204060", 11, False),
        ("FF000000", "", 1, True),
        ("FF000000", "", 8, False),
    ],
)
def test_a_number_that_nobody_can_read_is_a_doubt(
    color: str, ground: str, size: int, said: bool, tmp_path: Path
) -> None:
    def change(cell: Cell) -> None:
        cell.font = Font(color=color, size=size)
        if ground:
            cell.fill = PatternFill("solid", fgColor=ground)

    cell = _cell(_saved(tmp_path / "a.xlsx", change))
    assert cell.text == "815"
    assert ("看不出来" in cell.remark) is said


def test_a_text_to_which_its_format_adds_a_digit_is_no_number(tmp_path: Path) -> None:
    def change(cell: Cell) -> None:
        cell.value, cell.number_format = "42", '@"9"'

    source = _saved(tmp_path / "a.xlsx", change)
    assert _cell(source).text.startswith("429")
    assert any("B1" in note for note in source.notes)


def test_one_address_written_twice_is_said(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>行政许可</t></is></c>'
        '<c r="B1"><v>573</v></c><c r="B1"><v>777</v></c></row>'
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(rows))
    assert "573" in _cell(read_source(path)).remark
