"""Workbooks of others: any arrangement, hidden parts, text for numbers, dates, formulas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import Table
from govreport_desktop.matching.match import match
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import Report, Unread, format_value
from govreport_desktop.source import SourceParagraph, SourceTable
from tests.unit.writers.xlsx_reports import FORMS, full_report

Arrange = Callable[[openpyxl.Workbook, Report], None]


def put_table(sheet: Worksheet, table: Table, report: Report, top: int, left: int = 1) -> int:
    """The printed grid with plain values; returns the first row below."""
    for cell in table.grid:
        row, column = top + cell.row, left + cell.column
        end = row + cell.row_span - 1, column + cell.column_span - 1
        value = report.values[cell.address] if cell.address else cell.text
        sheet.cell(row, column).value = value.text if isinstance(value, Unread) else value
        if (row, column) != end:
            sheet.merge_cells(start_row=row, start_column=column, end_row=end[0], end_column=end[1])
    return top + table.row_count


def sections(report: Report) -> list[tuple[str, Table | None, str]]:
    by_section = {table.section: table for table in report.form.tables.values()}
    return [
        (s.title, by_section.get(s.id), report.texts.get(s.id, ""))
        for s in report.form.sections
        if s.number
    ]


def one_sheet(book: openpyxl.Workbook, report: Report) -> None:
    """Everything below each other, as copied from the published page."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = report.title
    row = 3
    for title, table, text in sections(report):
        sheet.cell(row, 1).value = title
        row += 1
        for paragraph in [] if table else text.split("\n"):
            sheet.cell(row, 1).value = paragraph
            row += 1
        if table:
            row = put_table(sheet, table, report, row)


def a_sheet_each(book: openpyxl.Workbook, report: Report) -> None:
    """A sheet a part, tables away from the corner, title merged across."""
    for number, (title, table, text) in enumerate(sections(report)):
        sheet = book.create_sheet(f"表{number + 1}")
        sheet["B2"] = title
        sheet.merge_cells("B2:K2")
        if table:
            put_table(sheet, table, report, 4, 2)
        else:
            sheet["B4"] = text
    first = book.worksheets[0]
    first["A1"] = report.title
    first.title = "标题"


def numbers_as_text(book: openpyxl.Workbook, report: Report) -> None:
    one_sheet(book, report)
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, int | float):
                cell.value = f"{cell.value} "


def without_group_columns(book: openpyxl.Workbook, report: Report) -> None:
    """A column and a row of notes that somebody hid, holding numbers of their own."""
    one_sheet(book, report)
    sheet = book.worksheets[0]
    sheet.cell(5, 20).value = 4711
    sheet.column_dimensions["T"].hidden = True
    sheet.cell(2, 1).value = "4712 作废"
    sheet.row_dimensions[2].hidden = True
    secret = book.create_sheet("上年")
    secret["A1"] = "行政许可"
    secret["B1"] = 4713
    secret.sheet_state = "hidden"


ARRANGEMENTS = [one_sheet, a_sheet_each, numbers_as_text, without_group_columns]


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("arrange", ARRANGEMENTS)
def test_every_number_is_found_in_any_arrangement(
    form_id: str, arrange: Arrange, tmp_path: Path
) -> None:
    report = full_report(form_id)
    book = openpyxl.Workbook()
    arrange(book, report)
    book.save(tmp_path / "a.xlsx")
    proposal = match(read_xlsx(tmp_path / "a.xlsx"))
    assert proposal.form.id == form_id
    for cell in report.form.cells:
        if cell.formula is None:
            assert format_value(proposal.values[cell.address]) == format_value(
                report.values[cell.address]
            )
    assert "收到申请12件。" in proposal.texts["overview"]
    assert proposal.declared == ()
    assert "471" not in repr(proposal.unplaced)


def test_what_was_hidden_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    without_group_columns(book, full_report())
    book.save(tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    assert "4711" not in repr(source.blocks) + repr(source.placed)
    assert [note for note in source.notes if "上年" in note and "隐藏" in note]
    assert [note for note in source.notes if "1 个隐藏行" in note]
    assert [note for note in source.notes if "隐藏列" in note]


def test_merged_cells_keep_their_spans_and_hidden_rows_count_for_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"], sheet["D2"], sheet["D3"], sheet["D5"] = "宽高", "甲", "乙", "丁"
    sheet["D4"] = "隐藏"
    sheet.merge_cells("B2:C5")
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    (table,) = read_xlsx(tmp_path / "a.xlsx").blocks
    assert isinstance(table, SourceTable)
    assert [[cell.text for cell in row] for row in table.rows] == [["宽高", "甲"], ["乙"], ["丁"]]
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (3, 2)


def test_a_merged_block_that_begins_in_a_hidden_column_keeps_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for column, (top, below) in enumerate(
        [("前", 1), ("宽", 2), (None, 3), (None, 4), ("后", 5)], 1
    ):
        sheet.cell(1, column).value, sheet.cell(2, column).value = top, below
    sheet.merge_cells("B1:D1")
    sheet.column_dimensions["B"].hidden = True
    book.save(tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    above = [(cell.text, cell.column_span) for cell in table.rows[0]]
    assert above == [("前", 1), ("宽", 2), ("后", 1)]
    assert [cell.text for cell in table.rows[1]] == ["1", "3", "4", "5"]
    assert source.left_out == ("2",)


def test_dates_and_formulas_without_results_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["C1"] = "行政许可", date(2023, 3, 5), "=A9*2"
    sheet["E1"] = "=1+1"
    sheet["D1"].number_format = '0"年"'
    sheet["D1"] = 12
    book.save(tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert [cell.text for cell in table.rows[0]] == ["行政许可", "2023年3月5日", "", "12", "2"]
    assert "B1 是日期“2023年3月5日”" in source.notes[0]
    assert "C1 是公式，没有保存计算结果" in source.notes[1]
    assert len(source.notes) == 2


def test_long_prose_comes_as_paragraphs_with_their_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "文字"
    text = "本机关全年公开信息。" * 10
    sheet["A1"] = f"{text}\n第二段"
    sheet["A2"] = text
    book.save(tmp_path / "a.xlsx")
    blocks = read_xlsx(tmp_path / "a.xlsx").blocks
    assert blocks == (
        SourceParagraph(text, "工作表“文字”第 1 行"),
        SourceParagraph("第二段", "工作表“文字”第 1 行"),
        SourceParagraph(text, "工作表“文字”第 2 行"),
    )
