"""What the office above sent back is a problem of the report until it is settled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_desktop.checks import Problem, check
from govreport_desktop.collect.letter import Letter, letter_bytes, read_letter
from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.jobs.sent_back import take_letter
from govreport_desktop.report import ExplanationAddress, FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.remarks import ADDRESS, Remark, Stood, read_remarks, written
from govreport_desktop.store.document import Document

RECEIVED = CellAddress("requests", "received", "natural_person")
FORM = load_form("2021")
OVERVIEW = next(s.id for s in FORM.narratives if s.role == "overview")
FIGURE = Remark(1, "自然人一列多 2 件", "10", cells=(Stood(RECEIVED, "12"),), sender="某县")
WORDS = Remark(2, "写的是 2023 年", "2024年", section=OVERVIEW, excerpt="2023年", sender="某县")
WHOLE = Remark(3, "请加盖公章", sender="某县")
LETTER = Letter(
    *("某县人民政府", "某县教育局", 2024, "2021", "教育局.docx", "ab12", 1),
    *("2025-01-20", "2025-01-25", "0838-1234567", (FIGURE, WORDS, WHOLE)),
)


@pytest.fixture
def report() -> Report:
    made = Report(FORM, "某县教育局", 2024)
    texts = {OVERVIEW: "2023年以来，认真做好公开工作。"}
    made.load({RECEIVED: 12}, texts, dict(made.fields) | {"remarks": written(LETTER.remarks)}, {})
    return made


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "退回意见.govreturn"
    path.write_bytes(letter_bytes(LETTER))
    return path


def found(report: Report) -> list[Problem]:
    return [problem for problem in check(report) if problem.rule == "R25"]


def test_each_point_is_a_problem_at_its_place(report: Report) -> None:
    problems = {p.cells or p.section: p.message for p in found(report)}
    assert set(problems) == {(RECEIVED,), OVERVIEW, ""}
    assert "某县退回意见第 1 点：自然人一列多 2 件；应为：10" in problems[(RECEIVED,)]


def test_it_is_settled_by_the_number_the_words_or_an_answer(report: Report) -> None:
    report.apply(report.edit([(RECEIVED, 10)]))
    assert {p.section for p in found(report)} == {OVERVIEW, ""}
    report.apply(report.edit([(TextAddress(OVERVIEW), "2024年，认真做好公开工作。")]))
    (last,) = found(report)
    report.apply(report.edit([(ExplanationAddress(last.key), "已补盖")]))
    (answered,) = found(report)
    assert not answered.is_open
    assert last.fix is not None
    report.apply(report.edit(last.fix.contents))
    assert found(report) == []
    assert [one.number for one in read_remarks(report.fields["remarks"])] == [1, 2]


def test_it_does_not_go_on_into_next_years_report(report: Report) -> None:
    new = Report(FORM, "某县教育局", 2025)
    new.apply(carry_over(new, report))
    assert not new.fields["remarks"]


def test_a_letter_goes_into_the_report_it_is_meant_for(tmp_path: Path, sent: Path) -> None:
    path = tmp_path / "年报.govreport"
    write_new(path, FORM, "某县教育局", 2024, [(RECEIVED, 12)])
    letter, new = take_letter(path, sent)
    assert (letter, new) == (LETTER, 3)
    assert take_letter(path, sent)[1] == 0
    with Document.open(path) as document:
        assert read_remarks(document.report.fields["remarks"]) == LETTER.remarks
        assert len(document.history(ADDRESS)) == 1
        document.apply(document.report.edit([(RECEIVED, 10)]))


@pytest.mark.parametrize(("office", "year"), [("某县公安局", 2024), ("某县教育局", 2023)])
def test_another_office_and_another_year_are_refused(
    tmp_path: Path, sent: Path, office: str, year: int
) -> None:
    path = tmp_path / "年报.govreport"
    write_new(path, FORM, office, year)
    before = path.read_bytes()
    with pytest.raises(GovReportError, match="请打开对应的报告"):
        take_letter(path, sent)
    assert path.read_bytes() == before


def test_what_is_said_of_a_whole_file_goes_into_a_report_on_any_form(tmp_path: Path) -> None:
    path, source = tmp_path / "年报.govreport", tmp_path / "x.govreturn"
    write_new(path, FORM, "某县教育局", 2024)
    for form in ("", "2019"):
        source.write_bytes(letter_bytes(replace(LETTER, form=form, remarks=(WHOLE,))))
        take_letter(path, source)
    source.write_bytes(letter_bytes(replace(LETTER, form="2019")))
    with pytest.raises(GovReportError, match="另一种格式"):
        take_letter(path, source)


def test_foreign_and_damaged_ones_are_refused_in_a_sentence(tmp_path: Path, sent: Path) -> None:
    data = sent.read_bytes()
    newer = json.dumps(json.loads(data) | {"format_version": 9}).encode()
    bad: tuple[bytes, ...] = (b"", b"hello", b"[1]", b'{"format": "other"}', data[:-40], newer)
    bad = (*bad, data.replace("多 2 件".encode(), "多 9 件".encode()), b"[" * 200_000)
    for number, each in enumerate(bad):
        path = tmp_path / f"{number}.govreturn"
        path.write_bytes(each)
        with pytest.raises(ReadError, match=r"退回意见|更新版本|与发出时不同"):
            read_letter(path)
    large = tmp_path / "大.govreturn"
    large.write_bytes(b" " * (5 * 2**20))
    for path in (large, tmp_path, tmp_path / "没有.govreturn"):
        with pytest.raises(ReadError):
            read_letter(path)


def test_what_is_no_remark_is_passed_over(report: Report) -> None:
    for text in (
        "{",
        "[[]]",
        '[{"number": true, "words": "x"}]',
        '[{"number": 1}]',
        "7",
        "[" * 9999,
    ):
        report.apply(report.edit([(FieldAddress("remarks"), text)]))
        assert found(report) == []
