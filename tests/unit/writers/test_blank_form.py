"""The empty form to be filled in: room for office and year, and what belongs in each part."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.form import available_forms, load_form
from govreport_desktop.jobs.export import export_blank
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.document import Heading, Paragraph, build_document

_NAME = "＿" * 14
_YEAR = "＿" * 4


@pytest.mark.parametrize("form_id", available_forms())
def test_it_has_room_for_office_and_year_and_says_what_belongs_where(form_id: str) -> None:
    form = load_form(form_id)
    document = build_document(Report(form), prompts=True)
    assert document.title == Report(form).title
    office, *rest = document.title_lines
    assert office == _NAME
    assert "".join(rest) == form.title.format(office="", year=_YEAR, year_before=_YEAR)
    asked = {block.section: block.text for block in document.blocks if isinstance(block, Paragraph)}
    parts = [section for section in form.narratives if section.number]
    assert asked == {section.id: f"（{section.hint}）" for section in parts if section.hint}
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [section.title for section in form.sections if section.number]


def test_what_is_written_takes_the_place_of_the_prompt() -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    report.apply(report.edit([(TextAddress("overview"), "全年公开信息12条。")]))
    document = build_document(report, prompts=True)
    assert document.title_lines[0] == "青屿市海洋渔业局"
    assert "2023年" in document.title_lines[1]
    assert next(b.text for b in document.blocks if isinstance(b, Paragraph)) == "全年公开信息12条。"


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_nothing_of_it_is_taken_for_an_answer(kind: str, form_id: str, tmp_path: Path) -> None:
    path = tmp_path / f"空表.{kind}"
    export_blank(load_form(form_id), {kind: path})
    proposal = match(read_source(path))
    assert proposal.form.id == form_id
    assert not any(proposal.texts.values())
    assert not any(value for value in proposal.values.values())
    assert not proposal.fields.get("office")
    assert proposal.unplaced == ()


@pytest.mark.parametrize("around", ["", "＿", "＿＿＿", "__"])
def test_what_is_written_into_the_room_is_read(around: str) -> None:
    lines = [
        f"{around}青屿市海洋渔业局{around}",
        f"{around}2023{around}年政府信息公开工作年度报告",
        "一、总体情况",
        "（文字描述，收取信息处理费情况在此处报告。）",
        "全年公开信息12条。",
        "二、主动公开政府信息情况",
        "行政许可 7",
    ]
    proposal = match(read_text("\n".join(lines), "年报.txt"))
    assert (proposal.office, proposal.year) == ("青屿市海洋渔业局", 2023)
    assert proposal.texts["overview"] == "全年公开信息12条。"
    assert not proposal.texts.get("preamble")
