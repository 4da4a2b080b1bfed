"""A workbook of ours comes back exactly as it was filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import (
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
    format_value,
    parse_number,
)
from govreport_desktop.source import Source
from govreport_desktop.workbook.layout import MAP_SHEET, sheet_title, table_position
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from tests.unit.writers.xlsx_reports import FORMS, full_report, reports

TABLE_3 = "三 收到和处理政府信息公开申请情况"
OVERVIEW = "一 总体情况"


def assert_same(source: Source, report: Report) -> None:
    """Every entry cell, text and field of ``report`` stands in ``source``, and nothing else."""
    assert source.form_id == report.form.id
    assert source.notes == ()
    assert source.blocks == ()
    cells = {a: t for a, t in source.placed.items() if isinstance(a, CellAddress)}
    typed = [cell for cell in report.form.cells if cell.formula is None]
    assert cells == {cell.address: format_value(report.values[cell.address]) for cell in typed}
    for cell in typed:
        value = report.values[cell.address]
        back = parse_number(cells[cell.address], cell.kind)
        assert back == value
        assert isinstance(back, Unread) or format_value(back) == format_value(value)
    for section, text in report.texts.items():
        assert source.placed[TextAddress(section)] == text
    for address, text in source.placed.items():
        if isinstance(address, FieldAddress):
            assert text == report.fields[address.name]


# A workbook written and read is some 50 ms of each example.
@settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(reports())
def test_any_report_comes_back_exactly(report: Report) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_xlsx(report, path)
        assert_same(read_xlsx(path), report)


@pytest.mark.parametrize("form_id", FORMS)
def test_full_report_comes_back_exactly(form_id: str, tmp_path: Path) -> None:
    report = full_report(form_id)
    write_xlsx(report, tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    assert_same(source, report)
    assert (source.office, source.year) == (report.office, report.year)


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n", "a", "\na", "a\n", "\n\na\n\nb\n\n\n", " ", "a\r\nb"]
)
def test_empty_paragraphs_are_kept(text: str, tmp_path: Path) -> None:
    report = full_report()
    report.load({}, {"overview": text}, {}, {})
    write_xlsx(report, tmp_path / "a.xlsx")
    assert read_xlsx(tmp_path / "a.xlsx").placed[TextAddress("overview")] == text


def test_a_paragraph_of_forty_thousand_characters_is_not_cut(tmp_path: Path) -> None:
    report = full_report()
    text = "无标点" * 14000 + "\n" + "有标点。" * 3000
    report.load({}, {"problems": text}, {}, {})
    write_xlsx(report, tmp_path / "a.xlsx")
    assert read_xlsx(tmp_path / "a.xlsx").placed[TextAddress("problems")] == text


def test_numbers_bound_to_cells_stay_bound_unless_the_sentence_was_changed(tmp_path: Path) -> None:
    report = full_report()
    bound = "全年收到{requests/received/total}件。"
    report.load({}, {"overview": f"{bound}\n第二段{{requests/received/total}}"}, {}, {})
    path = tmp_path / "a.xlsx"
    write_xlsx(report, path)
    total = report.values[CellAddress("requests", "received", "total")]
    sheet = open_sheet(path, OVERVIEW)
    assert sheet["B3"].value == f"全年收到{total}件。"
    sheet["B4"].value = "改过的第二段"
    save(sheet, path)
    assert read_xlsx(path).placed[TextAddress("overview")] == f"{bound}\n改过的第二段"


# ---------------------------------------------------------------- filled in by another office
def open_sheet(path: Path, title: str) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def save(sheet: Worksheet, path: Path) -> None:
    assert sheet.parent is not None
    sheet.parent.save(path)


@pytest.mark.parametrize("form_id", FORMS)
def test_a_blank_form_filled_in_by_another_program_gives_what_was_typed(
    form_id: str, tmp_path: Path
) -> None:
    """openpyxl stands for a program that stores no results of formulas."""
    path = tmp_path / "blank.xlsx"
    form = load_form(form_id)
    write_xlsx(Report(form), path)
    expected = full_report(form_id, seed=7)
    book = openpyxl.load_workbook(path)
    for section in form.sections:
        sheet = book[sheet_title(section)]
        if section.kind == "narrative":
            for row, paragraph in enumerate(expected.texts[section.id].split("\n"), 3):
                sheet.cell(row, 2).value = paragraph or None
            continue
        table = next(t for t in form.tables.values() if t.section == section.id)
        for cell in table.cells.values():
            if cell.formula is None:
                at = table_position(table, cell.address)
                value = expected.values[cell.address]
                assert not isinstance(value, Unread)
                # Other programs store whole numbers as fractions, too.
                sheet.cell(*at).value = float(value) if at.row % 2 and value else value
    book["封面"]["B4"] = expected.office
    book["封面"]["B5"] = expected.year
    book["封面"]["B7"].value = expected.fields["contact_name"]
    book["封面"]["B7"].data_type = "s"
    book["封面"]["B8"] = expected.fields["contact_phone"]
    book.save(path)
    source = read_xlsx(path)
    assert_same(source, expected)
    assert source.year == expected.year


def test_what_people_type_into_cells_comes_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(Report(load_form("2021")), path)
    sheet = open_sheet(path, TABLE_3)
    sheet["D5"], sheet["E5"], sheet["F5"], sheet["G5"] = "12件", " 7 ", "=12+5", "=Sheet9!A1*2"
    sheet["H5"] = datetime(2023, 3, 5)
    sheet["I5"] = 0.1 + 0.2
    sheet["J6"] = 99  # over the formula
    save(sheet, path)
    source = read_xlsx(path)
    row = {c: source.placed[CellAddress("requests", "received", c)] for c in COLUMNS}
    assert row == {
        "natural_person": "12件",
        "business": " 7 ",
        "research": "17",
        "public_interest": "=Sheet9!A1*2",
        "legal_service": "2023年3月5日",
        "other_organisation": "0.3",
    }
    assert source.placed[CellAddress("requests", "carried_over", "total")] == "99"
    assert CellAddress("requests", "received", "total") not in source.placed
    notes = "".join(source.notes)
    assert "日期“2023年3月5日”" in notes
    assert "没有保存计算结果" in notes


COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organisation",
)


def test_inserted_rows_and_columns_do_not_shift_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    report = full_report()
    write_xlsx(report, path)
    book = openpyxl.load_workbook(path)
    book[TABLE_3].insert_rows(8, 2)
    book[TABLE_3].insert_rows(1, 3)
    book["四 政府信息公开行政复议、行政诉讼情况"].insert_cols(1, 2)
    book["四 政府信息公开行政复议、行政诉讼情况"].insert_rows(2)
    book.save(path)
    source = read_xlsx(path)
    for cell in report.form.cells:
        if cell.formula is None:
            assert source.placed[cell.address] == format_value(report.values[cell.address])
    assert len(source.notes) == 2
    assert all("已按各行各列的名称对应" in note for note in source.notes)


def test_a_rearranged_table_is_matched_by_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    report = full_report()
    write_xlsx(report, path)
    sheet = open_sheet(path, TABLE_3)
    # Two rows change places, label and numbers together, and a label is worded differently.
    for letter in "ADEFGHI":
        first, second = sheet[f"{letter}5"], sheet[f"{letter}6"]
        first.value, second.value = second.value, first.value
    sheet["B28"].value = "（七）合计"
    save(sheet, path)
    source = read_xlsx(path)
    assert "改为按名称识别" in "".join(source.notes)
    for cell in report.form.cells:
        if cell.formula is None:
            assert source.placed[cell.address] == format_value(report.values[cell.address])


def test_a_table_that_nobody_can_match_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    report = full_report()
    write_xlsx(report, path)
    sheet = open_sheet(path, TABLE_3)
    for row in range(1, 30):
        for letter in "ABC":
            if not isinstance(sheet[f"{letter}{row}"], MergedCell):
                sheet[f"{letter}{row}"].value = None
    save(sheet, path)
    source = read_xlsx(path)
    assert CellAddress("requests", "received", "business") not in source.placed
    assert CellAddress("disputes", "review", "upheld") in source.placed
    texts = "".join(repr(block) for block in source.blocks)
    assert format_value(report.values[CellAddress("requests", "received", "business")]) in texts


def test_without_the_hidden_sheet_the_layout_tells(tmp_path: Path) -> None:
    """Some programs drop hidden sheets when they save under another format."""
    path = tmp_path / "a.xlsx"
    report = full_report("2019")
    write_xlsx(report, path)
    book = openpyxl.load_workbook(path)
    del book[MAP_SHEET]
    book.save(path)
    assert_same(read_xlsx(path), report)


def test_explanations_travel_along(tmp_path: Path) -> None:
    report = full_report()
    report.load({}, {}, {}, {"R6/requests/business": "机构划转，=已核对。" * 2000})
    write_xlsx(report, tmp_path / "a.xlsx")
    placed = read_xlsx(tmp_path / "a.xlsx").placed
    key = ExplanationAddress("R6/requests/business")
    assert placed[key] == report.explanations["R6/requests/business"]


def test_how_it_is_checked_and_what_an_import_left_open_travel_along(tmp_path: Path) -> None:
    report = full_report()
    facts = {
        "check_settings": '{"off": ["R18"], "overview_limit": 1500}',
        "open_points": '[["figure", "12", "第 3 行", []]]',
    }
    report.load({}, {}, facts, {})
    write_xlsx(report, tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    again = match(source).new_report()
    assert {name: again.fields[name] for name in facts} == facts
    report.load({}, {}, dict.fromkeys(facts, ""), {})
    write_xlsx(report, tmp_path / "b.xlsx")
    # Nothing is said, so nothing of another report is taken away.
    assert not {FieldAddress(name) for name in facts} & set(read_xlsx(tmp_path / "b.xlsx").placed)


def test_a_missing_sheet_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(full_report(), path)
    book = openpyxl.load_workbook(path)
    del book[TABLE_3]
    del book[OVERVIEW]
    book.save(path)
    source = read_xlsx(path)
    assert TextAddress("overview") not in source.placed
    assert any(TABLE_3 in note for note in source.notes)
    assert any("一、总体情况" in note for note in source.notes)


def test_text_outside_the_columns_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(Report(load_form("2021")), path)
    sheet = open_sheet(path, OVERVIEW)
    sheet["A3"], sheet["B3"], sheet["B4"] = "前面", "一段", "二段\n三段"
    sheet["A6"], sheet["B6"], sheet["D7"] = "续", "，续上。", "旁注"
    save(sheet, path)
    source = read_xlsx(path)
    assert source.placed[TextAddress("overview")] == "前面一段\n二段\n三段\n，续上。"
    assert any("旁注" in note for note in source.notes)


def test_a_workbook_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(Report(load_form("2021")), path)
    sheet = open_sheet(path, MAP_SHEET)
    sheet["B1"] = "2"
    save(sheet, path)
    with pytest.raises(ReadError, match="更新版本的程序"):
        read_xlsx(path)


def test_a_zero_printed_for_blanks_is_read_as_the_zero_it_shows(tmp_path: Path) -> None:
    report = Report(load_form("2021"), "示例局", 2023)
    zero = CellAddress("requests", "received", "business")
    blank = CellAddress("requests", "received", "research")
    report.load({zero: 0}, {}, {}, {})
    write_xlsx(report, tmp_path / "a.xlsx", blank="0")
    placed = read_xlsx(tmp_path / "a.xlsx").placed
    assert (placed[zero], placed[blank]) == ("0", "0")


def test_the_mark_for_blanks_is_read_as_blank(tmp_path: Path) -> None:
    report = Report(load_form("2021"), "示例局", 2023)
    write_xlsx(report, tmp_path / "a.xlsx", blank="/")
    assert open_sheet(tmp_path / "a.xlsx", TABLE_3)["D5"].value == "/"
    cover = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["封面"]
    assert cover["B14"].value == "还有 10 格未填"
    source = read_xlsx(tmp_path / "a.xlsx")
    assert_same(source, report)


def test_a_map_that_names_no_cell_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(full_report(), path)
    book = openpyxl.load_workbook(path)
    sheet = book[MAP_SHEET]
    for row in sheet.iter_rows(max_col=4):
        if row[0].value == "field" and row[1].value == "contact_name":
            row[3].value = "B0"
    book.save(path)
    placed = read_xlsx(path).placed
    assert FieldAddress("contact_name") not in placed
    assert placed[FieldAddress("office")] == "示例市测试局"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("county", "县级政府"),
        ("department", "政府部门"),
        ("government", "人民政府"),
        ("", None),
        ("县政府", "县政府"),
    ],
)
def test_the_kind_of_organ_goes_out_in_words_and_comes_back(
    stored: str, shown: str | None, tmp_path: Path
) -> None:
    report = Report(load_form("2021"), "青禾县人民政府", 2026)
    report.apply(report.edit([(FieldAddress("office_kind"), stored)]))
    path = tmp_path / "r.xlsx"
    write_xlsx(report, path)
    cover = openpyxl.load_workbook(path)["封面"]
    cells = {row[0].value: row[1].value for row in cover.iter_rows(max_col=2)}
    assert cells["机关类别"] == shown
    assert read_xlsx(path).placed[FieldAddress("office_kind")] == stored


def test_only_the_kind_of_organ_is_read_as_one(tmp_path: Path) -> None:
    report = Report(load_form("2021"), "人民政府", 2026)
    path = tmp_path / "r.xlsx"
    write_xlsx(report, path)
    assert read_xlsx(path).placed[FieldAddress("office")] == "人民政府"
