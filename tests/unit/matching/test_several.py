"""Two reports of one office and year in a source: said, listed, asked about, never silently one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.into import match_into, match_new
from govreport_desktop.matching.proposal import Proposal, open_points
from govreport_desktop.matching.several import Meant, SeveralReportsError
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.readers.word.docx import read_document
from govreport_desktop.readers.word.package import open_document
from govreport_desktop.report import Report
from govreport_desktop.source import Source
from tests.unit.readers.words import document, para, row, table

Make = Callable[..., Source]
_NAMES = ("行政许可", "行政处罚", "行政强制")


def _lines(licences: int, prose: str = "工作有序。") -> tuple[str, ...]:
    return (
        "青禾县审计局2024年政府信息公开工作年度报告",
        "一、总体情况",
        prose,
        "二、主动公开政府信息情况",
        f"{licences} 306 42",
        "五、存在的主要问题及改进情况",
        "深度不够。",
        "六、其他需要报告的事项",
        "无。",
    )


def _word(*reports: tuple[str, ...]) -> Source:
    body = []
    for lines in reports:
        for line in lines:
            numbers = line.split() if line[0].isdigit() else []
            rows = [row(name, number) for name, number in zip(_NAMES, numbers, strict=False)]
            body.append(table(*rows) if numbers else para(line))
    return read_document(open_document(document(*body), "两份.docx"))


def _page(*reports: tuple[str, ...]) -> Source:
    parts = []
    for lines in reports:
        for line in lines:
            numbers = line.split() if line[0].isdigit() else []
            rows = (f"<tr><td>{n}<td>{v}</tr>" for n, v in zip(_NAMES, numbers, strict=False))
            parts.append(f"<table>{''.join(rows)}</table>" if numbers else f"<p>{line}</p>")
    return read_html(f"<meta charset=utf-8>{''.join(parts)}".encode(), "两份.html")


def _licences(proposal: Proposal) -> object:
    return next(v for a, v in proposal.values.items() if a.row == "licences")


@pytest.mark.parametrize("make", [_word, _page])
def test_two_that_differ_leave_a_point_with_the_cells_concerned(make: Make) -> None:
    proposal = match_new(make(_lines(5120), _lines(88)))
    (point,) = [p for p in open_points(proposal) if "两份报告" in p.words]
    assert "行政许可 · 本年处理决定数量 5120／88" in point.words
    assert [cell.row for cell in point.cells] == ["licences"]
    assert _licences(proposal) == 5120


@pytest.mark.parametrize("make", [_word, _page])
def test_each_is_named_by_where_it_stands(make: Make) -> None:
    proposal = match_new(make(_lines(5120), _lines(88)))
    (note,) = [note for note in proposal.notes if "两份报告" in note]
    assert "青禾县审计局 2024 年度（第一份，第 1 个表）" in note
    assert "青禾县审计局 2024 年度（第二份，第 2 个表）没有读入" in note
    assert "（）" not in note


def test_where_somebody_can_be_asked_neither_is_taken() -> None:
    source = _word(_lines(5120), _lines(88))
    with pytest.raises(SeveralReportsError) as asked:
        match_new(source, ask=True)
    assert "5120／88" in asked.value.differing
    for which, licences in zip(asked.value.reports, (5120, 88), strict=True):
        proposal = match_new(source, chosen=which.meant, ask=True)
        assert _licences(proposal) == licences
        assert not [p for p in open_points(proposal) if "两份报告" in p.words]
    report = Report(proposal.form, "青禾县审计局", 2024)
    assert _licences(match_into(source, report, chosen=Meant(number=2), ask=True)) == 88


def test_two_that_say_the_same_need_no_question() -> None:
    proposal = match_new(_word(_lines(5120), _lines(5120)), ask=True)
    assert any("各数相同" in note for note in proposal.notes)
    assert not [p for p in open_points(proposal) if "两份报告" in p.words]


def test_two_that_differ_in_their_prose_only_are_asked_about_too() -> None:
    source = _word(_lines(5120), _lines(5120, "工作另有安排。"))
    with pytest.raises(SeveralReportsError, match="两份"):
        match_new(source, ask=True)
    (point,) = [p for p in open_points(match_new(source)) if "两份报告" in p.words]
    assert "文字也不相同" in point.words


def test_a_report_beside_another_stays_a_point_though_it_was_chosen() -> None:
    other = tuple(line.replace("2024", "2023") for line in _lines(77))
    proposal = match_new(_word(_lines(5120), other), year=2024)
    assert [p for p in open_points(proposal) if "两份报告" in p.words]


def test_the_number_each_is_chosen_by_stands_in_question_and_doubt() -> None:
    source = _word(_lines(5120), _lines(88))
    (point,) = [p for p in open_points(match_new(source)) if "两份报告" in p.words]
    assert "--report 2" in point.words
    with pytest.raises(SeveralReportsError, match=r"第一份.*第二份.*--report 2"):
        match_new(source, ask=True)


@pytest.mark.parametrize("number", [3, 9])
def test_a_report_that_is_not_there_is_none_of_the_others(number: int) -> None:
    with pytest.raises(ReadError, match=f"没有第 {number} 份"):
        match_new(_word(_lines(5120), _lines(88)), chosen=Meant(number=number))


def test_of_one_report_there_is_no_second() -> None:
    with pytest.raises(ReadError, match="一份报告，没有第 2 份"):
        match_new(_word(_lines(5120)), chosen=Meant(number=2))


@pytest.mark.parametrize("line", ["一、本年新收政府信息公开", "二、上年结转政府信息公开申请"])
def test_a_row_whose_label_a_line_broke_begins_no_second_report(line: str) -> None:
    text = "\n".join(
        (
            *_lines(0)[:3],
            "二、主动公开政府信息情况\n行政许可 5\n行政处罚 3\n行政强制 4",
            "三、收到和处理政府信息公开申请情况",
            line,
            "申请数量 1 0 0 0 0 0 1",
            "四、政府信息公开行政复议、行政诉讼情况",
            *_lines(0)[5:],
        )
    )
    proposal = match_new(read_text(text, "来文.txt"))
    assert not any("份报告" in note for note in proposal.notes)
    assert proposal.office == "青禾县审计局"


@pytest.mark.parametrize("make", [_word, _page])
def test_offices_above_their_titles_tell_two_reports_apart(make: Make) -> None:
    title, rest = "二〇二四年政府信息公开工作年度报告", _lines(306)[1:]
    two = [(f"青禾县{name}", title, *rest) for name in ("审计局", "信访局")]
    with pytest.raises(SeveralReportsError) as raised:
        match_new(make(*two))
    assert [one.office for one in raised.value.reports] == ["青禾县审计局", "青禾县信访局"]
    found = match_new(make(*two), chosen=Meant("青禾县信访局"))
    assert found.office == "青禾县信访局"


def test_a_signature_above_the_next_title_is_of_the_report_before() -> None:
    first = (*_lines(306), "青禾县审计局")
    second = ("二〇二四年政府信息公开工作年度报告", *_lines(307)[1:])
    with pytest.raises(SeveralReportsError) as raised:
        match_new(_word(first, second))
    assert [one.office for one in raised.value.reports] == ["青禾县审计局", ""]
