"""Workbooks whose cells show something else than they hold."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.xlsx.formats import shown
from govreport_desktop.report import Unread, parse_number
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.hostile import xlsx
from tests.unit.readers.zips import archive

_AMOUNT = load_form("2021").cell(CellAddress("proactive", "fees", "amount")).kind


@pytest.mark.parametrize(
    ("stored", "code", "text", "said"),
    [
        ("4213", "General", "4213", False),
        ("4213", "#,##0", "4213", False),
        ("4213", "¥#,##0.00", "4213", False),
        ("4213", "[$¥-804]#,##0.00_);[Red](#,##0.00)", "4213", False),
        ("4213", '0"件"', "4213", False),
        ("2024", '0"年"', "2024", True),
        ("42", '@"9"', "429（存着的是 42）", True),
        ("42", "0*1", "42（格式用数字填满这一格）", True),
        ("1203.4506", '0.0000"万元"', "1203.4506万元", False),
        ("12034506", '0.00"元"', "12034506元", False),
        ("12345600", "0!.0000", "1234.5600", True),
        ("12345600", r"0\.0000", "1234.5600", True),
        ("12346000", "0!.0,", "1234.6", True),
        ("4213000", "#,##0,", "4213", True),
        ("12345600", "#,##0.00,", "12345.60", True),
        ("0.5", "0.00%", "50.00%", True),
        ("500", '[>=10000]0!.0,"万";0', "500", False),
        ("50000", '[>=10000]0!.0,"万";0', "5.0万", True),
        ("-5", "#,##0;[Red]#,##0", "-5", False),
        ("5", "[$-804]0", "5", False),
        ("5", "[$￥-zh-CN]0", "5", False),
        ("5", "[$CNY] 0", "5", False),
        ("5", '"无"', "无", True),
        ("5", ";;;", "", True),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0", False),
        ("1.5", "# ?/?", "1.5", False),
        ("1203.4506", "0.00", "1203.4506", True),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(
    stored: str, code: str, text: str, said: bool
) -> None:
    found = shown(stored, code)
    assert (found.text, bool(found.remark)) == (text, said)


@pytest.mark.parametrize(
    ("stored", "code"),
    [("12345600", "0!.0000,"), ("12345600", "0!.0,"), ("4213", "0,"), ("4213", "0.00,,")],
)
def test_of_a_number_only_partly_seen_neither_is_taken(stored: str, code: str) -> None:
    found = shown(stored, code)
    assert stored in found.text
    assert stored in found.remark
    assert isinstance(parse_number(found.text, _AMOUNT), Unread)


@pytest.mark.parametrize(
    "code", ['"', "[", "\\", ";" * 400, "0" * 600, "0." + "0" * 300, "[>=]0", "%%%,,,"]
)
@pytest.mark.parametrize("stored", ["4213", "0", "-1e300", "nan", "1e-300", "9" * 40])
def test_rubbish_for_a_format_harms_nothing(stored: str, code: str) -> None:
    assert isinstance(shown(stored, code).text, str)


@pytest.mark.parametrize(
    "code",
    ['"9"0', '0"（1）"', "0（1）", r"0\9", '"9"General', '"7件"', '0.0"1"0'],
)
def test_a_number_beside_digits_of_its_format_is_none(code: str) -> None:
    found = shown("5", code)
    assert isinstance(parse_number(found.text, _AMOUNT), Unread)
    assert "存着的是 5" in found.text
    assert "没有认作数" in found.remark


@pytest.mark.parametrize("code", ['"-"0', "-0", "(0)", '"（"0"）"'])
def test_a_format_that_shows_a_minus_nobody_stored_leaves_a_doubt(code: str) -> None:
    found = shown("34", code)
    assert found.text == "-34（存着的是 34）"
    assert isinstance(parse_number(found.text, _AMOUNT), Unread)
    assert shown("34", "#,##0_);(#,##0)").text == "34"
    assert shown("-34", "#,##0_);(#,##0)").text == "-34"
    assert shown("0", code).text == "0"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('"约"0', "约34"),
        ('"<"0', "<34"),
        ('0"余件"', "34余"),
        ('0"以上"', "34以上"),
        ('#,##0"左右"', "34左右"),
    ],
)
def test_a_format_that_says_about_makes_no_exact_number(code: str, text: str) -> None:
    found = shown("34", code)
    assert found.text == text
    assert isinstance(parse_number(found.text, _AMOUNT), Unread)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("[$$-409]#,##0.00", "$5.00"),
        ("[$€-2] #,##0.00", "€5.00"),
        ("[$¥-411]#,##0", "日元5"),
        ("[$$-en-US]#,##0.00", "$5.00"),
        ("[$€-x-euro2] 0", "€5"),
        ("#,##0 [$kr-41D]", "5kr"),
        ('0.00"美元"', "5.00美元"),
        ('0.00"万美元"', "5.00万美元"),
        ('"Rp"0', "Rp5"),
        ("$#,##0", "$5"),
        ('"HK$"General', "HK$5"),
    ],
)
def test_other_money_than_that_of_the_form_is_said(code: str, text: str) -> None:
    found = shown("5", code)
    assert found.text == text
    assert isinstance(parse_number(text, _AMOUNT), Unread)
    assert "不是人民币" in found.remark


def saved(tmp_path: Path, value: object, font: Font | None = None, code: str = "") -> Source:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, label in enumerate(("行政许可", "行政处罚", "行政强制"), 1):
        sheet.cell(row, 1).value = label
        sheet.cell(row, 2).value = row
    cell = sheet["B1"]
    cell.value = value
    if font:
        cell.font = font
    if code:
        cell.number_format = code
    book.save(tmp_path / "来表.xlsx")
    return read_source(tmp_path / "来表.xlsx")


def first(source: Source) -> str:
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    return table.rows[0][1].text


def test_runs_of_a_cell_are_read_as_they_are_shown(tmp_path: Path) -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    struck = TextBlock(InlineFont(strike=True), "88")
    source = saved(tmp_path, CellRichText(struck, TextBlock(InlineFont(), "4213"), raised))
    assert first(source) == "4213¹"
    assert any("删除线" in note and "“88”" in note for note in source.notes)


@pytest.mark.parametrize("font", [InlineFont(sz=4), InlineFont(color=Color("FFFFFFFF"))])
def test_a_run_that_is_tiny_or_unseen_is_named(tmp_path: Path, font: InlineFont) -> None:
    runs = TextBlock(InlineFont(sz=12), "4213"), TextBlock(font, "1")
    source = saved(tmp_path, CellRichText(*runs))
    assert first(source) == "4213"
    assert any("没有读入：“1”" in note for note in source.notes)


@pytest.mark.parametrize(("first_size", "second_size"), [(7, 11), (20, 14), (11, 7), (11, 10)])
def test_runs_of_any_size_that_can_be_read_are_one_number(
    tmp_path: Path, first_size: int, second_size: int
) -> None:
    runs = TextBlock(InlineFont(sz=first_size), "1"), TextBlock(InlineFont(sz=second_size), "2")
    source = saved(tmp_path, CellRichText(*runs))
    assert first(source) == "12"
    assert not source.notes


def test_digits_half_as_large_as_their_neighbours_are_taken_and_doubted(tmp_path: Path) -> None:
    source = saved(
        tmp_path, CellRichText(TextBlock(InlineFont(sz=28), "1"), TextBlock(InlineFont(sz=11), "2"))
    )
    assert first(source) == "12"
    assert any("“2”的字比旁边的小得多" in note for note in source.notes)


@pytest.mark.parametrize("value", [88, "88件"])
def test_a_cell_crossed_out_is_blank_and_named(tmp_path: Path, value: object) -> None:
    source = saved(tmp_path, value, Font(strike=True))
    assert first(source) == ""
    assert any("删除线" in note and "88" in note for note in source.notes)


def test_a_format_that_scales_is_said_with_its_cell(tmp_path: Path) -> None:
    source = saved(tmp_path, 12345600, code="0!.0000")
    assert first(source) == "1234.5600"
    assert any("B1" in note and "12345600" in note and "1234.5600" in note for note in source.notes)
    assert first(saved(tmp_path, 0.5, code="0.00%")) == "50.00%"


def test_signs_nobody_sees_are_no_part_of_a_cell(tmp_path: Path) -> None:
    assert first(saved(tmp_path, "\u202d42\u200b13\u202c")) == "4213"


def test_lines_of_a_cell_stay_apart(tmp_path: Path) -> None:
    assert first(saved(tmp_path, "55\n456")) == "55\n456"


def test_formulas_without_results_are_blank_and_named(tmp_path: Path) -> None:
    source = saved(tmp_path, "=SUM(B2:B3)")
    assert first(source) == ""
    assert any("B1 是公式" in note and "没有读到数" in note for note in source.notes)


def test_a_formula_whose_result_is_no_text_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "来表.xlsx"
    rows = "<row><c><v>1</v></c><c t='str'><f>IF(A1,&quot;&quot;)</f><v></v></c></row>"
    path.write_bytes(xlsx(rows))
    assert not any("公式" in note for note in read_source(path).notes)


def test_a_reading_above_the_signs_is_no_text() -> None:
    import io

    from govreport_desktop.readers.xlsx.sheet import read_strings

    part = "<sst><si><t>市</t><rPh sb='0' eb='1'><t>シ</t></rPh></si></sst>"
    assert [text.text for text in read_strings(io.BytesIO(part.encode()))] == ["市"]


@pytest.mark.parametrize(("height", "hidden"), [("0", True), ("0.75", True), ("9.75", False)])
def test_rows_without_height_to_speak_of_are_hidden(
    tmp_path: Path, height: str, hidden: bool
) -> None:
    path = tmp_path / "来表.xlsx"
    flat = f"<row r='2' ht='{height}' customHeight='1'><c><v>88</v></c></row>"
    path.write_bytes(xlsx(f"<row r='1'><c><v>1</v></c></row>{flat}"))
    source = read_source(path)
    assert any("1 个隐藏行" in note for note in source.notes) is hidden


@pytest.mark.parametrize("change", [str.upper, str.title, lambda name: name.replace("/", "\\")])
def test_names_of_parts_are_found_however_they_are_written(tmp_path: Path, change: object) -> None:
    from zipfile import ZipFile

    assert callable(change)
    saved(tmp_path, 4213)
    with ZipFile(tmp_path / "来表.xlsx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    other = tmp_path / "别的.xlsx"
    named: dict[str, str | bytes] = {
        n if "[" in n or "_rels" in n else change(n): part for n, part in parts.items()
    }
    other.write_bytes(archive(named))
    assert first(read_source(other)) == "4213"
