"""A workbook of ours that came back with columns taken out, sheets copied, sums typed as such."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.readers.xlsx.arithmetic import computed
from govreport_desktop.report import Report, TextAddress, format_value
from govreport_desktop.source import Source
from govreport_desktop.workbook.layout import position
from govreport_desktop.writers.xlsx.workbook import render_xlsx
from tests.unit.writers.xlsx_reports import full_report

TABLE_3 = "三 收到和处理政府信息公开申请情况"
TABLE_2 = "二 主动公开政府信息情况"
TABLE_4 = "四 政府信息公开行政复议、行政诉讼情况"
OVERVIEW = "一 总体情况"


@pytest.fixture(scope="module")
def report() -> Report:
    return full_report()


@pytest.fixture(scope="module")
def written(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    path.write_bytes(render_xlsx(report))
    return path


def take_out(sheet: Worksheet, at: int, *, rows: bool) -> None:
    """A whole row or column, merged cells and the text of headers as Excel does it."""
    merged = list(sheet.merged_cells.ranges)
    kept: list[tuple[CellRange, Any]] = []
    for area in merged:
        first, last = (area.min_row, area.max_row) if rows else (area.min_col, area.max_col)
        text: Any = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        bounds = [area.min_col, area.min_row, area.max_col, area.max_row]
        begin, end = (1, 3) if rows else (0, 2)
        bounds[begin] -= first > at
        bounds[end] -= last >= at
        if bounds[begin] <= bounds[end]:
            kept.append((CellRange(None, *bounds), text))
    (sheet.delete_rows if rows else sheet.delete_cols)(at)
    for area, text in kept:
        sheet.cell(area.min_row, area.min_col).value = text
        if area.size["rows"] * area.size["columns"] > 1:
            sheet.merge_cells(area.coord)


def changed(written: Path, path: Path, title: str, at: int, *, rows: bool) -> Source:
    book = openpyxl.load_workbook(written)
    take_out(book[title], at, rows=rows)
    book.save(path)
    return read_xlsx(path)


def assert_read_but(source: Source, report: Report, missing: set[CellAddress]) -> None:
    """Every number stands where it belongs; those that are ``missing`` nowhere."""
    for cell in report.form.cells:
        if cell.formula is None and cell.address not in missing:
            assert source.placed[cell.address] == format_value(report.values[cell.address])
    assert not missing & {a for a, text in source.placed.items() if text}


def of(form: Form, table: str, *, row: str = "", column: str = "") -> set[CellAddress]:
    cells = form.tables[table].cells
    return {a for a in cells if (a.row == row or not row) and (a.column == column or not column)}


@pytest.mark.parametrize(
    ("title", "letter", "table", "column", "row", "said"),
    [
        (TABLE_3, "D", "requests", "natural_person", "", "自然人"),
        (TABLE_3, "E", "requests", "business", "", "商业企业"),
        (TABLE_3, "F", "requests", "research", "", "科研机构"),
        (TABLE_3, "I", "requests", "other_organisation", "", "其他"),
        (TABLE_2, "C", "proactive", "repealed", "", "本年废止件数"),
        (TABLE_4, "B", "disputes", "corrected", "review", "结果纠正"),
        (TABLE_4, "I", "disputes", "pending", "litigation_direct", "尚未审结"),
    ],
)
def test_a_deleted_column_is_named(
    title: str,
    letter: str,
    table: str,
    column: str,
    row: str,
    said: str,
    written: Path,
    report: Report,
    tmp_path: Path,
) -> None:
    at = position(f"{letter}1").column
    source = changed(written, tmp_path / "a.xlsx", title, at, rows=False)
    notes = [note for note in source.notes if "没有读到" in note]
    assert any(f"“{title}”" in note and f"{said}”" in note and "列" in note for note in notes), (
        source.notes
    )
    assert_read_but(source, report, of(report.form, table, row=row, column=column))


@pytest.mark.parametrize(
    ("at", "row", "said"), [(8, "partial", "部分公开"), (29, "carried_forward", "结转下年度")]
)
def test_a_deleted_row_is_named(
    at: int, row: str, said: str, written: Path, report: Report, tmp_path: Path
) -> None:
    source = changed(written, tmp_path / "a.xlsx", TABLE_3, at, rows=True)
    assert any(said in note and "行" in note and "没有" in note for note in source.notes), (
        source.notes
    )
    assert_read_but(source, report, of(report.form, "requests", row=row))


def copied(written: Path, path: Path, title: str, cells: dict[str, Any], name: str) -> Source:
    book = openpyxl.load_workbook(written)
    copy = book.copy_worksheet(book[title])
    copy.title = name
    for ref, value in cells.items():
        copy[ref] = value
    book.save(path)
    return read_xlsx(path)


def test_a_copied_and_altered_sheet_is_named(written: Path, report: Report, tmp_path: Path) -> None:
    name = "三 收到和处理 (2)"
    source = copied(written, tmp_path / "a.xlsx", TABLE_3, {"D5": 4711, "E9": None}, name)
    [note] = source.notes
    assert f"“{name}”" in note
    assert f"“{TABLE_3}”" in note
    assert "2 处" in note
    assert "D5" in note
    assert_read_but(source, report, set())


def test_a_copied_sheet_that_is_the_same_is_named_too(written: Path, tmp_path: Path) -> None:
    [note] = copied(written, tmp_path / "a.xlsx", TABLE_4, {}, "备份").notes
    assert "“备份”" in note
    assert "相同" in note


def test_a_copy_with_other_prose_is_named(written: Path, report: Report, tmp_path: Path) -> None:
    source = copied(
        written, tmp_path / "a.xlsx", OVERVIEW, {"B3": "改过的一段。"}, "一 总体情况 (2)"
    )
    [note] = source.notes
    assert "“一 总体情况 (2)”" in note
    assert "不同" in note
    assert source.placed[TextAddress("overview")] == report.texts["overview"]


def test_a_sheet_that_somebody_added_is_named(written: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written)
    book.create_sheet("台账")["A1"] = "序号"
    book.create_sheet("空的")
    book.save(tmp_path / "a.xlsx")
    [note] = read_xlsx(tmp_path / "a.xlsx").notes
    assert "“台账”" in note
    assert "没有读入" in note


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+0", "1"),
        ("=12+5", "17"),
        ("=+3", "3"),
        ("=-(2+3)*4", "-20"),
        ("= 7 - 2 * 3", "1"),
        ("=0.1+0.2", "0.3"),
        ("=10/4", "2.5"),
        ("=(1+2)*(3+4)/7", "3"),
        ("=2*-3", "-6"),
    ],
)
def test_a_sum_typed_as_such_is_its_value(formula: str, value: str) -> None:
    assert computed(formula) == value


@pytest.mark.parametrize(
    "formula",
    [
        "=A1+1",
        "=1/3",
        "=1/0",
        "=",
        "=()",
        "=1+",
        "=2^3",
        "=1e5",
        "=SUM(1,2)",
        "=1 2",
        "=5%",
        "1+0",
        "=" + "(" * 300 + "1" + ")" * 300,
        "=" + "9" * 400,
        "=1.2.3",
        "=１+1",
    ],
)
def test_what_is_no_plain_sum_is_left_alone(formula: str) -> None:
    assert computed(formula) is None


@pytest.mark.parametrize("stored", ["", "<v></v>", "<v>1</v>", "<v>0</v>"])
def test_a_sum_in_a_cell_is_its_value_whatever_is_stored_beside_it(
    stored: str, written: Path, tmp_path: Path
) -> None:
    """Some programs store nothing beside a formula, and some a 0."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(
                    rb'<c r="(D5|F5)"( s="\d+")?[^>]*>.*?</c>',
                    rb'<c r="\1"\2><f>1+0</f>' + stored.encode() + b"</c>",
                    data,
                )
            new.writestr(name, data)
    source = read_xlsx(path)
    assert source.placed[CellAddress("requests", "received", "natural_person")] == "1"
    assert source.placed[CellAddress("requests", "received", "research")] == "1"
    # A program's 0 that is no result is said.
    assert bool(source.notes) == (stored == "<v>0</v>")
