"""All writers agree: whatever a report is written as, the same numbers and sentences come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Report
from govreport_desktop.source import SourceParagraph
from govreport_desktop.writers.formats import FORMATS, ExportOptions, blank_cells
from govreport_desktop.writers.seams import heading_lines
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=6)
@given(report=reports_to_write)
def test_every_format_comes_back_as_the_report(
    name: str, report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = FORMATS[name]
    path = tmp_path_factory.mktemp(name) / chosen.file_name(report)
    chosen.write(report, path, ExportOptions())
    assert_comes_back(read_source(path), report)


@pytest.mark.parametrize("name", ["pdf", "ofd", "docx", "html", "html-fragment"])
def test_a_heading_broken_by_its_sense_comes_back_whole(name: str, tmp_path: Path) -> None:
    report = written_report("2019", 5)
    path = tmp_path / FORMATS[name].file_name(report)
    FORMATS[name].write(report, path, ExportOptions())
    headings = [s.title for s in report.form.sections if len(heading_lines(s.title)) > 1]
    read = [block.text for block in read_source(path).blocks if isinstance(block, SourceParagraph)]
    assert headings
    assert set(headings) <= set(read)


def test_files_are_named_as_offices_name_them() -> None:
    report = written_report("2021", 1)
    names = {name: chosen.file_name(report) for name, chosen in FORMATS.items()}
    assert names["pdf"] == "青屿市海洋渔业局2022年政府信息公开工作年度报告.pdf"
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    "office",
    ["甲/乙:局", "..", "局" * 200, "𠮷" * 200, "a\nb", "", "某\u202e局fdp.\ufeff", "某\u2028局"],
)
def test_no_office_makes_a_bad_file_name(office: str, tmp_path: Path) -> None:
    report = Report(written_report("2021", 1).form, office, 2024)
    for chosen in FORMATS.values():
        name = chosen.file_name(report)
        assert Path(name).name == name
        assert name.isprintable()
        (tmp_path / name).write_bytes(b"")


def test_blanks_are_listed_before_an_export() -> None:
    report = written_report("2021", 1)
    blanks = [a for a, v in report.values.items() if v is None and not report.form.cell(a).formula]
    assert blanks
    assert blank_cells(report) == [report.form.cell(address).words for address in blanks]
