"""A form is data alone: other ones pass through checks, writers, readers and command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport_desktop.checks import check
from govreport_desktop.cli import main
from govreport_desktop.cli.codes import ERRORS, WARNINGS
from govreport_desktop.form import form_for_year, load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Address, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.edit import Content
from govreport_desktop.store.document import Document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.plain.csv import render_csv
from govreport_desktop.writers.xlsx.consolidated import write_consolidated_xlsx
from tests.forms import OTHER_FORMS, other_forms
from tests.unit.writers.written import assert_comes_back, written_report

__all__ = ["other_forms"]
pytestmark = pytest.mark.usefixtures("other_forms")
OWN = ("xlsx", "csv", "json")


# Offices that forms of their own are for: any other is refused.
_OFFICES = {"university": "青屿海洋大学", "toy": "青屿市海滨街道办事处"}


def filled(form_id: str) -> Report:
    """A report with every cell filled, which no reader of a printed page can lose."""
    report = written_report(form_id, 11)
    contents = [
        (cell.address, 5 if cell.kind.type == "integer" else Decimal("5.5"))
        for cell in report.form.cells
        if cell.formula is None
    ]
    report.apply(report.edit(contents))
    return report


@pytest.mark.parametrize("form_id", OTHER_FORMS)
def test_every_check_runs_on_it(form_id: str) -> None:
    for report in (filled(form_id), Report(load_form(form_id), "某局", 2027)):
        assert all(
            problem.section in {"", *(s.id for s in report.form.sections)}
            for problem in check(report)
        )


@pytest.mark.parametrize(
    ("form_id", "title", "asked", "not_asked"),
    [
        ("university", "信息公开年度报告", ("自然段",), ("勾稽检查", "万元", "填写情况", "总计")),
        ("toy", "政府信息公开工作年度报告", ("填 0", "表二"), ("勾稽检查",)),
        ("2027", "政府信息公开工作年度报告", ("表三下方的“勾稽检查”", "表七"), ()),
    ],
)
def test_the_cover_of_a_workbook_asks_for_what_the_form_has(
    tmp_path: Path, form_id: str, title: str, asked: tuple[str, ...], not_asked: tuple[str, ...]
) -> None:
    path = tmp_path / "r.xlsx"
    FORMATS["xlsx"].write(Report(load_form(form_id), "某单位", 2027), path, ExportOptions())
    cover = [str(cell.value) for row in load_workbook(path)["封面"].rows for cell in row]
    assert cover[0] == title
    assert all(words in "".join(cover) for words in asked)
    assert not any(words in "".join(cover) for words in not_asked)


def test_a_form_without_roles_switches_off_what_needs_them() -> None:
    report = Report(load_form("toy"), "某局", 2024)
    prose = "2024年，我局收到政府信息公开申请5件，因政府信息公开被申请行政复议3件。"
    report.apply(report.edit([(CellAddress("papers", "guides", "paper"), 3)]))
    report.load(dict(report.values), {"words": prose}, dict(report.fields), {})
    assert [(p.rule, p.section) for p in check(report)] == [("R18", "papers")]


def test_the_later_form_keeps_every_rule_of_the_one_before() -> None:
    def rules(form_id: str, year: int) -> set[str]:
        report = Report(load_form(form_id), "某局", year)
        cells = {
            CellAddress("requests", "received", "business"): 3,
            CellAddress("requests", "closed.fee_unpaid", "business"): 1,
        }
        prose = f"{year}年，我局收到政府信息公开申请5件。"
        report.load(cells, {"overview": prose, "problems": "无。"}, dict(report.fields), {})
        return {problem.key for problem in check(report)}

    assert rules("2027", 2027) == rules("2021", 2024)
    assert any(key.startswith("R9:overview") for key in rules("2027", 2027))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form_id", OTHER_FORMS)
def test_what_is_written_comes_back(form_id: str, kind: str, tmp_path: Path) -> None:
    report = filled(form_id)
    path = tmp_path / f"年报{FORMATS[kind].suffix}"
    FORMATS[kind].write(report, path, ExportOptions())
    assert_comes_back(read_source(path), report)


@pytest.mark.parametrize("form_id", OTHER_FORMS)
def test_blanks_come_back_from_what_is_ours(form_id: str, tmp_path: Path) -> None:
    report = written_report(form_id, 5)
    for kind in OWN:
        path = tmp_path / f"年报{FORMATS[kind].suffix}"
        FORMATS[kind].write(report, path, ExportOptions())
        assert_comes_back(read_source(path), report)


def without_the_form(text: str) -> str:
    """The CSV as it was written before it said its form."""
    return "".join(line for line in text.splitlines(True) if not line.rstrip().endswith(",form"))


@pytest.mark.parametrize(("form_id", "year"), [("2019", 2020), ("2021", 2024), ("2027", 2028)])
def test_an_old_csv_is_of_the_form_whose_cells_it_has(
    form_id: str, year: int, tmp_path: Path
) -> None:
    report = Report(load_form(form_id), "某局", year)
    text = without_the_form(render_csv(report))
    assert text != render_csv(report)
    path = tmp_path / "年报.csv"
    path.write_text(text, encoding="utf-8-sig")
    assert match(read_source(path)).form.id == form_id
    lines = text.splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[20:60]]), encoding="utf-8-sig")
    assert match(read_source(path)).form.id == form_id


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in OWN])
def test_a_report_of_the_form_before_is_still_known(kind: str, tmp_path: Path) -> None:
    """Every label of it is one of the later form too."""
    report = filled("2021")
    path = tmp_path / f"年报{FORMATS[kind].suffix}"
    FORMATS[kind].write(report, path, ExportOptions())
    assert_comes_back(read_source(path), report)


def test_the_form_a_source_is_on_is_told_from_the_one_of_its_year(tmp_path: Path) -> None:
    """A report of 2019 on the form of 2021: also where a later form has the same labels."""
    report = Report(load_form("2021"), "某局", 2019)
    report.apply(report.edit([(CellAddress("requests", "received", "business"), 3)]))
    path = tmp_path / "年报.docx"
    FORMATS["docx"].write(report, path, ExportOptions())
    proposal = match(read_source(path))
    assert proposal.form.id == "2021"
    assert any("格式不符" in note for note in proposal.notes)


@pytest.mark.parametrize("form_id", OTHER_FORMS)
def test_the_command_line_takes_it(
    form_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> str:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert code in (0, ERRORS, WARNINGS), captured.err
        return captured.out

    file, out = tmp_path / "年报.govreport", tmp_path / "out"
    report = filled(form_id)
    office = _OFFICES.get(form_id, report.office)
    run("new", file, "--form", form_id, "--office", office, "--year", report.year)
    with Document.open(file) as document:
        contents: list[tuple[Address, Content]] = [
            (cell.address, report.values[cell.address])
            for cell in report.form.cells
            if cell.formula is None
        ]
        contents += [(TextAddress(section), text) for section, text in report.texts.items()]
        document.apply(document.report.edit(contents))
    assert json.loads(run("check", file, "--json"))["problems"] is not None
    shown = run("show", file)
    assert all(s.heading in shown for s in report.form.sections if not s.optional)
    run("export", file, "--all", "-o", out)
    written = sorted(out.iterdir())
    assert len(written) == len(FORMATS)
    for path in written:
        again = tmp_path / f"{path.stem}{path.suffix[1:]}.govreport"
        run("import", path, "-o", again)
        with Document.open(again) as document:
            assert document.report.form.id == form_id
            assert document.report.values == report.values
            assert document.report.texts == report.texts
    run(
        "blank", "--form", form_id, "--xlsx", tmp_path / "空表.xlsx", "--pdf", tmp_path / "空表.pdf"
    )


def test_offices_on_several_forms_are_put_together(tmp_path: Path) -> None:
    reports = [filled(form_id) for form_id in ("toy", "2027", "2021")]
    write_consolidated_xlsx(reports, tmp_path / "汇总.xlsx")
    book = load_workbook(tmp_path / "汇总.xlsx")
    assert book.sheetnames == ["试验格式", "2027年版格式", "2021年版格式"]
    cells = (cell for row in book["试验格式"].rows for cell in row)
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    # A form without a relation has nothing to check: AND() of nothing is no formula.
    assert len(formulas) == 2 + 6
    assert not any("AND()" in formula for formula in formulas)


def test_last_year_is_carried_over_the_change_of_form() -> None:
    last, this = Report(load_form("2021"), "某局", 2026), Report(load_form("2027"), "某局", 2027)
    last.apply(last.edit([(CellAddress("requests", "carried_forward", "business"), 4)]))
    this.apply(carry_over(this, last))
    assert this.values[CellAddress("requests", "carried_over", "business")] == 4
    assert [problem for problem in check(this) if problem.rule == "R6"] == []


def test_the_year_chooses_between_them() -> None:
    years = (2020, 2026, 2027)
    assert [form_for_year(year).id for year in years] == ["2019", "2021", "2027"]
    assert form_for_year(2024, "subdistrict").id == "toy"
