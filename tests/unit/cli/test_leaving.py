"""The commands around a report that leaves: check --final, versions, diff, submit."""

from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.store.document import Document
from govreport_desktop.store.summary import summary
from tests.unit.cli.conftest import OFFICE, Run
from tests.unit.jobs.test_leaving import finished


@pytest.fixture
def unbalanced(report_file: Path) -> Path:
    """Part 三 is filled in and does not balance; the rest is blank."""
    with Document.open(report_file) as document:
        cells = document.report.form.tables["requests"].cells.items()
        blank = [c for c, s in cells if not s.formula and document.report.values[c] is None]
        document.apply(document.report.edit([(c, 0) for c in blank]))
    return report_file


def test_final_lists_what_is_open_and_says_so_by_its_code(run: Run, unbalanced: Path) -> None:
    code, out, _ = run("check", unbalanced, "--final")
    assert code == 1
    assert out.startswith("还有 ")
    assert "错误（" in out
    assert "空白（" in out


def test_final_is_0_where_the_report_may_leave(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.govreport"
    report = finished()
    with Document.create(path, load_form("2021"), report.office, report.year) as document:
        contents = [(a, v) for a, v in report.values.items() if report.form.cell(a).formula is None]
        document.apply(document.report.edit(contents))
    code, out, _ = run("check", path, "--final")
    assert code == 3
    assert "错误" not in out
    shape = tmp_path / "年报.json"
    from govreport_desktop.writers.plain.json import write_json

    write_json(report, shape)
    code, out, _ = run("check", shape, "--final")
    assert (code, out.startswith("可以报送")) == (0, True)


def test_final_writes_its_page(run: Run, unbalanced: Path, tmp_path: Path) -> None:
    page = tmp_path / "检查.txt"
    code, out, _ = run("check", unbalanced, "--final", "-o", page)
    assert code == 1
    assert "已写出" in out
    assert "送审前检查" in page.read_text(encoding="utf-8")
    code, _, err = run("check", unbalanced, "-o", page)
    assert (code, "--final" in err) == (2, True)
    code, _, err = run("check", unbalanced, "--final", "--json")
    assert (code, "单独用" in err) == (2, True)


def test_versions_are_listed_compared_and_handed_in(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    assert "还没有记下版本" in run("versions", report_file)[1]
    with Document.open(report_file) as document:
        document.save_version("送审稿")
        cell = CellAddress("requests", "granted", "natural_person")
        document.apply(document.report.edit([(cell, 3)]))
    code, out, _ = run("diff", report_file, "送审稿")
    assert code == 3
    assert "予以公开\t自然人\t空白\t3" in out
    code, out, _ = run("diff", report_file, "送审稿", "1")
    assert (code, "完全相同" in out) == (0, True)
    code, out, _ = run("diff", report_file, "1", "-o", tmp_path / "清单.pdf")
    assert (code, "1 处不同" in out) == (3, True)
    code, _, err = run("diff", report_file, "定稿")
    assert (code, "没有叫“定稿”的版本" in err) == (2, True)
    code, out, _ = run("submit", report_file, "--to", "县政府办公室", "--date", "2024-01-22")
    assert code == 0
    assert "2024年1月22日报送县政府办公室" in out
    code, out, _ = run("versions", report_file)
    assert "报送稿（2024年1月22日报送县政府办公室）（与现在的内容相同）" in out
    assert summary(report_file).office == OFFICE


def test_a_day_that_is_none_is_refused(run: Run, report_file: Path) -> None:
    code, _, err = run("submit", report_file, "--date", "1月22日")
    assert (code, "2026-01-22 这样" in err) == (2, True)
    assert run("versions", report_file)[1] == "这份报告还没有记下版本。\n"
