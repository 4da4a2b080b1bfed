"""审核说明 that come in with a document: our own are given back to their warnings, others kept."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from govreport_desktop.checks import CheckSettings, check
from govreport_desktop.collect.appendix import Appendix, read_appendix
from govreport_desktop.jobs.reading_one import read_one
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.edit import ExplanationAddress
from govreport_desktop.report.explanations import Note, explanation_content, explanation_text
from govreport_desktop.store.document import Document
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.word.docx import render_docx
from tests.collect_folder import COUNTY, YEAR, Received, changed, write

NAME = f"{COUNTY}商务局"
WHY = "因平台迁移，本年集中清理。"
BROKEN = "自然人：上年结转 9，上年度报告“结转下年度继续办理”为 6，本年多 3。"


@pytest.fixture
def report(made: Received) -> Report:
    """One whose part five is a warning, explained."""
    one = changed(made.reports[NAME], 0)
    one.apply(one.edit([(TextAddress("problems"), "无。")]))
    return one


def warned(report: Report) -> tuple[str, str]:
    """Key and sentence of a warning."""
    found = next(p for p in check(report, CheckSettings(), handed_in=True) if p.is_open)
    return found.key, found.message


@pytest.mark.parametrize("kind", [".docx", ".pdf", ".html"])
def test_a_document_of_ours_gives_them_back_to_their_warnings(
    report: Report, tmp_path: Path, kind: str
) -> None:
    key, message = warned(report)
    path = tmp_path / f"商务局{kind}"
    notes = (Note(message, WHY), Note(BROKEN, "乡镇合并带来 3 件。"))
    FORMATS[kind[1:]].write(report, path, ExportOptions(notes=notes))
    head, body = read_one(path, "k")
    said = {k: explanation_text(text) for k, text in head.explanations.items()}
    assert said == {key: WHY, "R6:requests/natural_person": "乡镇合并带来 3 件。"}
    (mine,) = (one for one in body.problems if one["key"] == key)
    assert (mine["explanation"], mine["open"]) == (WHY, False)
    # The figures in what is said are no cells'.
    assert not head.open_points


@pytest.mark.parametrize("kind", [".xlsx", ".govreport"])
def test_our_own_files_carry_them(report: Report, tmp_path: Path, kind: str) -> None:
    key, _ = warned(report)
    figures = next(p.figures for p in check(report) if p.key == key)
    path = tmp_path / f"商务局{kind}"
    said = [(ExplanationAddress(key), explanation_content(WHY, figures))]
    report.apply(report.edit(said))
    write(report, path)
    if kind == ".govreport":
        with Document.open(path) as document:
            document.apply(document.report.edit(said))
    head, body = read_one(path, "k")
    assert explanation_text(head.explanations[key]) == WHY
    assert not next(one for one in body.problems if one["key"] == key)["open"]


def test_what_another_program_wrote_is_kept_and_explains_nothing(
    report: Report, tmp_path: Path
) -> None:
    key, _ = warned(report)
    path = tmp_path / "商务局.docx"
    path.write_bytes(render_docx(build_document(report)))
    document = docx.Document(str(path))
    document.add_paragraph("审核说明")
    document.add_paragraph("上年结转与上年报告不一致，是机构改革划入 3 件。")
    document.save(str(path))
    head, body = read_one(path, "k")
    assert head.explanations == {"": "上年结转与上年报告不一致，是机构改革划入 3 件。"}
    assert next(one for one in body.problems if one["key"] == key)["open"]


def test_without_the_label_nothing_is_taken() -> None:
    assert read_appendix(["六、其他", "说明：以上数据截至 12 月 31 日。"]) == Appendix()
    found = read_appendix(["审核说明：数据已核。", f"{YEAR}年1月3日", "主办：政府办"])
    assert found == Appendix((), "数据已核。")
