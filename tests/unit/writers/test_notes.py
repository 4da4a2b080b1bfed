"""审核说明: every page format prints what it is handed, and computes nothing of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import openpyxl
import pytest

import govreport_desktop.writers
from govreport_desktop.form import load_form
from govreport_desktop.report import ExplanationAddress, Report, TextAddress
from govreport_desktop.report.explanations import Note
from govreport_desktop.writers.document import Appendix, Paragraph, build_document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.xlsx.workbook import write_xlsx

WRITERS = Path(govreport_desktop.writers.__file__).parent
NOTES = (
    Note("一、总体情况有 1350 字，超过 1000 字，请压缩。", "经办公室同意。\n内容较多。"),
    Note("自然人：上年结转 1，上年度报告为 3，少 2。", "机构划转。", outdated=True),
    Note("没有做以下审核：半角标点。"),
)


def appendix(report: Report, notes: tuple[Note, ...]) -> list[str]:
    blocks = build_document(report, notes=notes).blocks
    if not any(isinstance(block, Appendix) for block in blocks):
        return []
    return [b.text for b in blocks if isinstance(b, Paragraph) and b.section == "notes"]


def test_every_note_is_numbered_and_followed_by_its_explanation() -> None:
    assert appendix(Report(load_form("2021")), NOTES) == [
        "对审核中提示的下列事项，说明如下：",
        "1.一、总体情况有 1350 字，超过 1000 字，请压缩。",
        "说明：经办公室同意。",
        "内容较多。",
        "2.自然人：上年结转 1，上年度报告为 3，少 2。",
        "说明（写明后数字有变动）：机构划转。",
        "3.没有做以下审核：半角标点。",
    ]


def test_nothing_is_explained_that_was_not_handed_in() -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    explained = {TextAddress("problems"): "无。"}
    report.apply(
        report.edit(
            [*explained.items(), (ExplanationAddress("R17.problems:problems"), "新设机构。")]
        )
    )
    assert appendix(report, ()) == []


@pytest.mark.parametrize("name", ["html", "html-fragment", "docx", "pdf", "ofd"])
def test_page_formats_print_the_notes(name: str, tmp_path: Path) -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    sizes = []
    for notes in ((), NOTES):
        path = tmp_path / f"{len(notes)}{FORMATS[name].suffix}"
        FORMATS[name].write(report, path, ExportOptions(notes=notes))
        sizes.append(path.stat().st_size)
        if name.startswith("html"):
            assert ("经办公室同意。" in path.read_text(encoding="utf-8")) is bool(notes)
    assert sizes[1] > sizes[0]


def test_no_writer_knows_the_checks() -> None:
    for path in WRITERS.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        named += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        assert not [name for name in named if name.startswith("govreport_desktop.checks")], path


def test_a_workbook_has_them_on_its_cover(tmp_path: Path) -> None:
    notes = (
        Note("现有规章 3 件，应为 4 件。", "清理 1 件，=已核对", outdated=True),
        Note("本报告的审核设置与通常不同。"),
    )
    report = Report(load_form("2021"), "某县档案局", 2023)
    write_xlsx(report, tmp_path / "r.xlsx", notes=notes)
    cover = openpyxl.load_workbook(tmp_path / "r.xlsx")["封面"]
    words = [str(row[0].value) for row in cover.iter_rows() if row[0].value]
    at = words.index("审核说明")
    assert (
        words[at + 1] == "1. 现有规章 3 件，应为 4 件。说明（写明后数字有变动）：清理 1 件，=已核对"
    )
    assert words[at + 2] == "2. 本报告的审核设置与通常不同。"
    write_xlsx(report, tmp_path / "r.xlsx")
    cover = openpyxl.load_workbook(tmp_path / "r.xlsx")["封面"]
    assert "审核说明" not in {row[0].value for row in cover.iter_rows()}
