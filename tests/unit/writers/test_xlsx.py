"""The workbook as another office sees it: layout, protection, formulas, printing."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.errors import WriteError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress, Role, Table
from govreport_desktop.paths import APP_NAME
from govreport_desktop.report import Report, Unread
from govreport_desktop.workbook.layout import (
    MAP_SHEET,
    grid_position,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.xlsx.workbook import render_xlsx, write_xlsx
from tests.unit.writers.xlsx_reports import FORMS, full_report

TABLE_3 = "三 收到和处理政府信息公开申请情况"


def written(report: Report, path: Path, **load: Any) -> Workbook:
    write_xlsx(report, path)
    return openpyxl.load_workbook(path, **load)


def tables(report: Report, book: Workbook) -> list[tuple[Worksheet, Table]]:
    found: list[tuple[Worksheet, Table]] = []
    for section in report.form.sections:
        if section.kind == "table":
            sheet = book[sheet_title(section)]
            assert isinstance(sheet, Worksheet)
            found.append((sheet, table_of(report.form, section)))
    return found


def test_sheets_stand_in_the_order_of_the_report(tmp_path: Path) -> None:
    book = written(full_report(), tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "封面",
        "前言",
        "一 总体情况",
        "二 主动公开政府信息情况",
        TABLE_3,
        "四 政府信息公开行政复议、行政诉讼情况",
        "五 存在的主要问题及改进情况",
        "六 其他需要报告的事项",
        MAP_SHEET,
    ]
    assert book[MAP_SHEET].sheet_state == "hidden"
    assert book["封面"]["A2"].value == "2021年版格式（国办公开办函〔2021〕30号）"


@pytest.mark.parametrize("form_id", FORMS)
def test_tables_are_merged_labelled_and_ruled_as_the_form_prints_them(
    form_id: str, tmp_path: Path
) -> None:
    report = full_report(form_id)
    for sheet, table in tables(report, written(report, tmp_path / "a.xlsx")):
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for cell in table.grid:
            at = grid_position(cell.row, cell.column)
            end = grid_position(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            if at != end:
                assert f"{at.ref}:{end.ref}" in merged
            if cell.text:
                assert sheet[at.ref].value == cell.text
            assert (sheet[at.ref].fill.fgColor.rgb == "00C6D9F1") == (cell.role is Role.ARTICLE)
            first, last = sheet[at.ref].border, sheet[end.ref].border
            sides = (first.left, first.top, last.right, last.bottom)
            assert all(side is not None and side.style == "thin" for side in sides)


@pytest.mark.parametrize("form_id", FORMS)
def test_only_what_is_to_be_filled_in_is_unlocked(form_id: str, tmp_path: Path) -> None:
    report = full_report(form_id)
    book = written(report, tmp_path / "a.xlsx")
    for sheet, table in tables(report, book):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        cells = [cell for row in sheet.iter_rows() for cell in row]
        open_cells = {cell.coordinate for cell in cells if not cell.protection.locked}
        typed = {a for a, spec in table.cells.items() if spec.formula is None}
        entries = [cell for cell in table.grid if cell.address in typed]
        assert open_cells == {
            grid_position(cell.row, cell.column + offset).ref
            for cell in entries
            for offset in range(cell.column_span)
        }
        rules = sheet.data_validations.dataValidation
        for entry in entries:
            ref = grid_position(entry.row, entry.column).ref
            assert sum(ref in rule.sqref for rule in rules) == 1, ref
    assert book.security.lockStructure
    for title in ("前言", "一 总体情况"):
        # The whole column is open, rows that nobody has used yet included.
        assert not book[title].column_dimensions["B"].protection.locked


@pytest.mark.parametrize("form_id", FORMS)
def test_totals_are_formulas_over_their_sources_with_the_result_beside(
    form_id: str, tmp_path: Path
) -> None:
    report = full_report(form_id)
    path = tmp_path / "a.xlsx"
    formulas = dict(tables_by_id(report, written(report, path)))
    results = dict(tables_by_id(report, openpyxl.load_workbook(path, data_only=True)))
    assert report.form.computed
    for formula in report.form.computed:
        table = report.form.tables[formula.target.table]
        at = table_position(table, formula.target).ref
        text = str(formulas[table.id][at].value)
        assert text.startswith("=IF(COUNT(")
        covered = MultiCellRange(text.partition("SUM(")[2].rstrip(")").replace(",", " "))
        sources = {table_position(table, source).ref for source in formula.sources}
        assert sum(len(list(area.cells)) for area in covered.ranges) == len(sources)
        assert all(ref in covered for ref in sources)
        assert results[table.id][at].value == report.values[formula.target]


def tables_by_id(report: Report, book: Workbook) -> list[tuple[str, Worksheet]]:
    return [(table.id, sheet) for sheet, table in tables(report, book)]


def test_totals_over_blanks_are_blank(tmp_path: Path) -> None:
    report = Report(load_form("2021"))
    path = tmp_path / "a.xlsx"
    write_xlsx(report, path)
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet, table in tables(report, book):
        assert all(not sheet[table_position(table, a).ref].value for a in table.cells)


def test_the_check_row_says_by_how_much_a_column_is_out(tmp_path: Path) -> None:
    report = Report(load_form("2021"))
    given = {("received", "business"): 5, ("carried_forward", "business"): 5}
    given |= {("received", "research"): 2, ("carried_over", "natural_person"): 9}
    given |= {("granted", "research"): 5}
    values = {CellAddress("requests", *key): value for key, value in given.items()}
    report.load(dict(values), {}, {}, {})
    sheet = written(report, tmp_path / "a.xlsx", data_only=True)[TABLE_3]
    assert str(sheet["A31"].value).startswith("勾稽检查")
    said = [sheet.cell(31, column).value for column in range(4, 11)]
    assert said == ["多 9", "相符", "少 3", None, None, None, "多 6"]


def test_the_cover_says_what_is_missing_and_what_is_out_of_balance(tmp_path: Path) -> None:
    report = Report(load_form("2021"))
    path = tmp_path / "a.xlsx"

    def said() -> list[object]:
        sheet = written(report, path, data_only=True)["封面"]
        return [sheet.cell(row, 2).value for row in (14, 15, 16)]

    assert said() == ["还有 10 格未填", "还有 144 格未填", "还有 12 格未填"]
    received = CellAddress("requests", "received", "business")
    report.load({received: 5}, {}, {}, {})
    assert said()[1] == "还有 143 格未填；勾稽检查：2 列不符"
    report.load({CellAddress("requests", "partial", "business"): 5}, {}, {}, {})
    assert said()[1] == "还有 142 格未填；勾稽检查：相符"


@pytest.mark.parametrize(
    ("title", "laid"),
    [(TABLE_3, "portrait"), ("四 政府信息公开行政复议、行政诉讼情况", "landscape")],
)
def test_a_table_prints_on_one_a4_page(title: str, laid: str, tmp_path: Path) -> None:
    sheet = written(full_report(), tmp_path / "a.xlsx")[title]
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize)) == (laid, "9")
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)
    fit = sheet.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage
    assert sheet.print_title_rows == "$1:$4"
    # The check row is for the screen only.
    assert sheet.print_area.endswith(f"${sheet.max_row - 2}") or "三" not in title


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_text_becomes_a_formula(sign: str, tmp_path: Path) -> None:
    attack = f'{sign}HYPERLINK("http://example.invalid","点")'
    report = full_report()
    fields = dict.fromkeys(("office", "contact_name", "contact_address", "signed_on"), attack)
    address = CellAddress("requests", "received", "business")
    texts = dict.fromkeys(report.texts, f"{attack}\n{attack}")
    report.load({address: Unread(attack)}, texts, fields, {})
    path = tmp_path / "a.xlsx"
    book = written(report, path)
    texts_seen = 0
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
            if "HYPERLINK" in str(cell.value):
                assert cell.data_type == "s"
                assert cell.quotePrefix
                texts_seen += 1
    assert texts_seen >= len(fields) + 1 + 2 * len(texts)
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<hyperlink" in archive.read(name) for name in archive.namelist())
        formulas = b"".join(
            archive.read(name) for name in archive.namelist() if "worksheets" in name
        ).split(b"<f>")[1:]
    assert formulas
    assert all(part.startswith((b"IF(COUNT(", b"IF(COUNTA(")) for part in formulas)


def test_the_same_report_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from tests.unit.writers.xlsx_reports import full_report;"
        "from govreport_desktop.writers.xlsx.workbook import render_xlsx;"
        "print(hashlib.sha256(render_xlsx(full_report())).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env=environment,
        )
        digests.add(run.stdout)
    assert len(digests) == 1
    assert render_xlsx(full_report(seed=1)) != render_xlsx(full_report(seed=2))


def test_the_properties_say_who_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    report = full_report()
    write_xlsx(report, tmp_path / "a.xlsx")
    said = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (said.creator, said.lastModifiedBy) == (report.office, report.office)
    assert said.created == said.modified == datetime(2027, 1, 15, 8)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        application = archive.read("docProps/app.xml").decode()
    assert f"<Application>{APP_NAME}</Application>" in application


def test_a_table_wider_than_high_is_printed_on_paper_laid_across(tmp_path: Path) -> None:
    write_xlsx(full_report(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    laid = {sheet.title[:1]: sheet.page_setup.orientation for sheet in book if sheet.print_area}
    assert laid == {"二": "portrait", "三": "portrait", "四": "landscape"}


def test_a_text_no_cell_can_hold_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    report = full_report()
    report.load({}, {}, {"office": "长" * 32768}, {})
    with pytest.raises(WriteError, match="32767"):
        write_xlsx(report, path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]
    report.load({}, {}, {"office": "长" * 32767}, {})
    write_xlsx(report, path)
    assert openpyxl.load_workbook(path)["封面"]["B4"].value == "长" * 32767


def test_what_cannot_be_read_is_kept_and_shows(tmp_path: Path) -> None:
    report = full_report()
    address = CellAddress("requests", "received", "business")
    report.load({address: Unread("十二")}, {}, {}, {})
    sheet = written(report, tmp_path / "a.xlsx")[TABLE_3]
    at = table_position(report.form.tables["requests"], address).ref
    assert sheet[at].value == "十二"
    rules = [
        (str(area.sqref), rule.formula[0])
        for area in sheet.conditional_formatting
        for rule in area.rules
        if at in area.sqref
    ]
    assert any("ISTEXT" in formula for _, formula in rules)
    assert any("相符" in formula for _, formula in rules)


@pytest.mark.parametrize(
    ("office", "words"),
    [
        ("青禾县人民政府", "按名称判断：县级政府，2 月 20 日前报送。"),
        ("云岭市人民政府", ""),
        ("", ""),
    ],
)
def test_the_cover_says_when_the_report_is_due_and_offers_the_kinds(
    office: str, words: str, tmp_path: Path
) -> None:
    report = Report(load_form("2021"), office, 2026)
    cover = written(report, tmp_path / "r.xlsx")["封面"]
    texts = [str(row[0].value) for row in cover.iter_rows(max_col=1)]
    assert (
        any(words in text for text in texts) if words else not any("日前报送" in t for t in texts)
    )
    (choice,) = cover.data_validations.dataValidation
    assert "县级政府,地市级政府,省级政府" in choice.formula1
    assert "高等学校" not in choice.formula1
    assert choice.prompt == f"留空就按机关名称判断。{words}"
