"""The workbook in the programs offices have: LibreOffice and Gnumeric, as far as installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import Report, Unread, format_value
from govreport_desktop.workbook.layout import sheet_title, table_of, table_position
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from tests.unit.readers.test_xlsx_own import assert_same
from tests.unit.writers.xlsx_reports import FORMS, full_report

Convert = Callable[..., Path]
needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed on this machine"
)
needs_gnumeric = pytest.mark.skipif(
    not shutil.which("ssconvert"), reason="Gnumeric is not installed on this machine"
)
# CT_Worksheet of ISO/IEC 29500-1, as far as we use it.
ELEMENTS = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection mergeCells "
    "conditionalFormatting dataValidations printOptions pageMargins pageSetup headerFooter"
)
FEES = CellAddress("proactive", "fees", "amount")
RECEIVED = CellAddress("requests", "received", "business")
ATTACK = '=HYPERLINK("http://example.invalid","点")&1+1'
# The first sheet as it is shown: comma, quotes, UTF-8.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"


def odd_report(form_id: str) -> Report:
    """Text that programs like to change, in every kind of place."""
    report = full_report(form_id)
    text = "a_x0041_b\r\n{x/y/z}\n  两端有空  \n\n=1+1\n" + "长" * 1500
    texts = {"overview": text, "problems": ATTACK}
    fields = {"office": ATTACK, "contact_address": "@甲<&>"}
    report.load({RECEIVED: Unread("+十二")}, texts, fields, {})
    return report


def write(name: str, path: Path) -> None:
    """One of `REPORTS`; the sparse one with a mark in its blanks."""
    write_xlsx(REPORTS[name](), path, blank="/" if name == "marked" else "")


def sparse_report() -> Report:
    report = Report(load_form("2021"))
    report.load({RECEIVED: 5, CellAddress("requests", "granted", "research"): 2}, {}, {}, {})
    return report


REPORTS: dict[str, Callable[[], Report]] = {
    "full-2021": lambda: full_report("2021"),
    "full-2019": lambda: full_report("2019"),
    "odd-2021": lambda: odd_report("2021"),
    "odd-2019": lambda: odd_report("2019"),
    "sparse": sparse_report,
    "marked": sparse_report,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Our workbooks without results, opened in LibreOffice and saved again, once a format."""
    home = tmp_path_factory.mktemp("office")
    for name in REPORTS:
        write(name, home / f"{name}.xlsx")
        without_results(home / f"{name}.xlsx")

    @cache
    def convert(kind: str, names: str = "*") -> Path:
        out = home / f"out-{kind.partition(':')[0]}"
        profile = f"-env:UserInstallation={home.as_uri()}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
        sources = map(str, sorted(home.glob(f"{names}.xlsx")))
        subprocess.run([*command, *sources], check=True, capture_output=True, timeout=100)
        return out

    return convert


def without_results(path: Path) -> None:
    """Take the stored results away, so that only a program that computes can know them."""
    openpyxl.load_workbook(path).save(path)


def shown(path: Path, report: Report) -> dict[CellAddress, object]:
    """Every number of the tables as another library (calamine) reads it from the sheets."""
    book = CalamineWorkbook.from_path(str(path))
    found: dict[CellAddress, object] = {}
    for section in report.form.sections:
        if section.kind == "table":
            table = table_of(report.form, section)
            rows = book.get_sheet_by_name(sheet_title(section)).to_python(skip_empty_area=False)
            for address in table.cells:
                at = table_position(table, address)
                found[address] = rows[at.row - 1][at.column - 1]
    return found


def as_numbers(report: Report, blank: str = "") -> dict[CellAddress, object]:
    values = report.values.items()
    return {
        a: blank if v is None else v.text if isinstance(v, Unread) else float(v) for a, v in values
    }


@pytest.mark.parametrize("form_id", FORMS)
def test_calamine_reads_every_number_and_total(form_id: str, tmp_path: Path) -> None:
    report = full_report(form_id)
    write_xlsx(report, tmp_path / "a.xlsx")
    assert shown(tmp_path / "a.xlsx", report) == as_numbers(report)


@needs_libreoffice
@pytest.mark.parametrize("name", REPORTS)
def test_libreoffice_computes_the_same_totals(name: str, office: Convert) -> None:
    report = REPORTS[name]()
    mark = "/" if name == "marked" else ""
    assert shown(office("xlsx") / f"{name}.xlsx", report) == as_numbers(report, mark)


@needs_libreoffice
@pytest.mark.parametrize("name", REPORTS)
def test_saved_by_libreoffice_gives_exactly_what_was_typed(name: str, office: Convert) -> None:
    """LibreOffice writes results beside its formulas, shared strings and styles of its own."""
    assert_same(read_xlsx(office("xlsx") / f"{name}.xlsx"), REPORTS[name]())


@needs_libreoffice
def test_libreoffice_says_which_columns_are_out_of_balance(office: Convert) -> None:
    book = CalamineWorkbook.from_path(str(office("xlsx") / "sparse.xlsx"))
    sheet = book.get_sheet_by_name("三 收到和处理政府信息公开申请情况")
    said = sheet.to_python(skip_empty_area=False)[30]
    assert said[3:] == ["", "多 5", "少 2", "", "", "", "多 3"]


@needs_libreoffice
@pytest.mark.parametrize("name", REPORTS)
def test_libreoffice_says_the_same_on_the_cover(name: str, office: Convert, tmp_path: Path) -> None:
    write(name, tmp_path / "a.xlsx")
    assert cover(office("xlsx") / f"{name}.xlsx") == cover(tmp_path / "a.xlsx")


def cover(path: Path) -> list[object]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("封面").to_python()
    state: list[object] = [row[1] for row in rows if str(row[0]).startswith("表")]
    assert len(state) == 3
    return state


@needs_libreoffice
def test_no_formula_runs_in_libreoffice(office: Convert) -> None:
    (found,) = office(AS_SHOWN, "odd-2021").glob("odd-2021*.csv")
    with found.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert ATTACK in cells


@needs_libreoffice
def test_each_table_and_the_cover_print_on_one_page(office: Convert) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed on this machine")
    command = ["pdftotext", "-layout", str(office("pdf", "full-2021") / "full-2021.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = ["".join(page.split()) for page in text.split("\f")]
    assert len(pages) - 1 == 1 + len(full_report().form.sections)
    third = next(page for page in pages if "三、收到和处理政府信息公开申请情况" in page)
    assert "四、结转下年度继续办理" in third
    assert "勾稽检查" not in third


@needs_gnumeric
@pytest.mark.parametrize("form_id", FORMS)
def test_gnumeric_opens_computes_and_saves_it(form_id: str, tmp_path: Path) -> None:
    report = full_report(form_id)
    path, saved = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_xlsx(report, path)
    without_results(path)
    run = subprocess.run(
        ["ssconvert", "--recalc", str(path), str(saved)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "rror" not in run.stderr
    assert shown(saved, report) == as_numbers(report)
    assert_same(read_xlsx(saved), report)


def test_parts_keep_to_the_rules_excel_is_strict_about(tmp_path: Path) -> None:
    """What makes Excel offer a repair: order of elements, long texts, too many characters."""
    path = tmp_path / "a.xlsx"
    write_xlsx(Report(load_form("2021")), path)
    order = ELEMENTS.split()
    with zipfile.ZipFile(path) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            root = fromstring(archive.read(name))
            tags = [str(child.tag).rpartition("}")[2] for child in root]
            assert [order.index(tag) for tag in tags] == sorted(order.index(tag) for tag in tags)
            for rule in root.iter():
                if str(rule.tag).endswith("dataValidation"):
                    assert len(rule.get("errorTitle", "")) <= 32
                    assert len(rule.get("promptTitle", "")) <= 32
                    assert len(rule.get("error", "")) <= 225
                    assert len(rule.get("prompt", "")) <= 255
    assert all(len(title) <= 31 for title in openpyxl.load_workbook(path).sheetnames)


def test_numbers_stay_exact_through_calamine(tmp_path: Path) -> None:
    report = Report(load_form("2021"))
    report.load({FEES: Decimal("1234567.12345678")}, {}, {}, {})
    write_xlsx(report, tmp_path / "a.xlsx")
    assert shown(tmp_path / "a.xlsx", report)[FEES] == 1234567.12345678
    assert read_xlsx(tmp_path / "a.xlsx").placed[FEES] == format_value(report.values[FEES])
