"""What the commands take in: whose report, of which year, from where."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from govreport_desktop.store.document import Document, verify
from tests.unit.cli.conftest import OFFICE, RECEIVED, Run

SHAPE = {
    "form": "2021",
    "office": "青禾县水利局",
    "year": 2024,
    "tables": {"requests": {"received": {"natural_person": 7}}},
    "narratives": {"overview": "水利局的总体情况。"},
    "profile": {"contact_name": "水利局联系人"},
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "水利局.json"
    path.write_text(json.dumps(SHAPE, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "没有内容.json"
    path.write_text('{"form": "2021", "office": "甲局", "year": 2023}', encoding="utf-8")
    return path


def test_a_file_keeps_its_office_and_year(run: Run, source: Path, report_file: Path) -> None:
    code, out, _ = run("import", source, "--into", report_file)
    assert code == 0
    assert f"来源是“青禾县水利局” 2024 年度的报告，这份报告仍记为“{OFFICE}” 2023 年度。" in out
    with Document.open(report_file) as document:
        report = document.report
        assert (report.office, report.year, report.values[RECEIVED]) == (OFFICE, 2023, 7)
        assert report.texts["overview"] == "水利局的总体情况。"
        assert report.fields["contact_name"] == ""


def test_office_and_year_change_when_that_is_asked_for(
    run: Run, source: Path, report_file: Path
) -> None:
    code, out, _ = run("import", source, "--into", report_file, "--office", "乙局", "--year", 2022)
    assert code == 0
    assert "这份报告记为“乙局” 2022 年度" in out
    with Document.open(report_file) as document:
        assert (document.report.office, document.report.year) == ("乙局", 2022)


def test_another_year_than_the_source_says_is_spoken_of(
    run: Run, source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "neu.govreport"
    _, out, _ = run("import", source, "-o", target, "--year", 2025)
    assert "来源是 2024 年度的报告，按要求记为 2025 年度。" in out
    _, out, _ = run("import", source, "-o", target, "--year", 2024, "--force")
    assert "来源是" not in out


@pytest.mark.parametrize("kind", ["json", "html", "csv"])
def test_nothing_is_mapped_between_the_forms(run: Run, tmp_path: Path, kind: str) -> None:
    files = {}
    for form, year in (("2019", 2020), ("2021", 2023)):
        files[form] = tmp_path / f"{form}.govreport"
        run("new", files[form], "--office", OFFICE, "--year", year)
        run("export", files[form], f"--{kind}", tmp_path / f"{form}.{kind}")
    for form, other in (("2019", "2021"), ("2021", "2019")):
        before = files[other].read_bytes()
        for words in ((), ("--dry-run",)):
            code, out, err = run(
                "import", tmp_path / f"{form}.{kind}", "--into", files[other], *words
            )
            assert (code, out) == (2, "")
            assert f"来源用的是{form}年版格式，这份报告是{other}年版格式" in err
        assert files[other].read_bytes() == before
        target = tmp_path / "neu.govreport"
        options = ("-o", target, "--office", OFFICE, "--form", other)
        assert run("import", tmp_path / f"{form}.{kind}", *options)[0] == 2
        assert not target.exists()


def test_a_source_without_contents_makes_no_file(
    run: Run, empty: Path, report_file: Path, tmp_path: Path
) -> None:
    target, before = tmp_path / "neu.govreport", report_file.read_bytes()
    for words in (("-o", target), ("--into", report_file), ("--dry-run",)):
        code, _, err = run("import", empty, *words)
        assert code == 2
        assert "没有读出任何数和文字" in err
    assert run("check", empty)[0] == 2
    assert not target.exists()
    assert report_file.read_bytes() == before


def test_a_folder_says_which_file_had_no_contents(run: Run, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    empty.rename(folder / empty.name)
    code, out, _ = run("import", folder, "-o", tmp_path / "out")
    assert code == 1
    assert "没有读出任何数和文字" in out
    assert list((tmp_path / "out").iterdir()) == []


def test_a_source_is_not_overwritten_by_its_report(run: Run, source: Path) -> None:
    before = source.read_bytes()
    code, _, err = run("import", source, "-o", source, "--force")
    assert code == 2
    assert "同一个文件" in err
    assert source.read_bytes() == before


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "json"])
def test_standard_input_is_read_by_its_contents(
    run: Run, report_file: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, target = tmp_path / f"a.{kind}", tmp_path / "neu.govreport"
    run("export", report_file, f"--{kind}", file)
    piped = io.TextIOWrapper(io.BytesIO(file.read_bytes()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert run("import", "-", "-o", target)[0] == 0
    with Document.open(target) as document:
        assert document.report.office == OFFICE
        assert document.report.values[RECEIVED] == 3


def test_an_office_without_a_name_is_refused(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.govreport"
    code, _, err = run("new", target, "--office", "   ", "--year", 2024)
    assert code == 2
    assert "--office 后面是空白" in err
    assert not target.exists()


@pytest.mark.parametrize("year", ["1999", "2101", "9999", "24", "２０２x"])
def test_years_of_other_centuries_are_slips(run: Run, tmp_path: Path, year: str) -> None:
    code, _, err = run("new", tmp_path / "a.govreport", "--office", OFFICE, "--year", year)
    assert code == 2
    assert "年度应为四位数字（2000 到 2100）" in err


# ------------------------------------------------------------------ last year
def _new(run: Run, path: Path, year: int, office: str = OFFICE) -> Path:
    assert run("new", path, "--office", office, "--year", year)[0] == 0
    return path


def test_last_year_is_the_year_before(run: Run, tmp_path: Path) -> None:
    this, other = (_new(run, tmp_path / f"{y}.govreport", y) for y in (2025, 2023))
    before = this.read_bytes()
    code, _, err = run("last-year", this, other)
    assert code == 2
    assert "读出的是 2023 年度的报告，而本报告是 2025 年度，上一年度应为 2024 年度" in err
    assert "--force" in err
    assert this.read_bytes() == before
    code, _, err = run("last-year", this, other, "--force")
    assert code == 0
    assert err.startswith("注意：读出的是 2023 年度的报告")


def test_a_new_report_starts_from_the_year_before(run: Run, tmp_path: Path) -> None:
    last, target = _new(run, tmp_path / "2024.govreport", 2024), tmp_path / "neu.govreport"
    code, _, err = run("new", target, "--last-year", last, "--year", 2022)
    assert code == 2
    assert "上一年度应为 2021 年度" in err
    assert not target.exists()
    assert run("new", target, "--last-year", last)[0] == 0
    assert verify(target) == []
    with Document.open(target) as document:
        assert document.report.year == 2025
        assert document.report.last_year is not None


def test_a_report_is_not_its_own_last_year(run: Run, tmp_path: Path) -> None:
    this = _new(run, tmp_path / "2025.govreport", 2025)
    before = this.read_bytes()
    assert "同一个文件" in run("last-year", this, this, "--force")[2]
    assert "同一个文件" in run("new", this, "--last-year", this, "--force")[2]
    assert this.read_bytes() == before


def test_another_offices_report_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    this = _new(run, tmp_path / "2025.govreport", 2025)
    other = _new(run, tmp_path / "2024.govreport", 2024, "某县水务局")
    code, _, err = run("last-year", this, other)
    assert code == 0
    assert err == f"注意：读出的机关是“某县水务局”，与本报告的“{OFFICE}”不同，请核对。\n"
