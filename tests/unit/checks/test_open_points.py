"""What an import left open is a problem of the report, here and tomorrow, until it is settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.checks import Problem, check
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.bring_in import make_of, read
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.open_points import ADDRESS, OpenPoint, read_points, written
from govreport_desktop.store.document import Document
from govreport_desktop.writers.formats import FORMATS, ExportOptions

_RECEIVED = CellAddress("requests", "received", "natural_person")
_PAGE = """云岭县档案局2024年政府信息公开工作年度报告
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
信息内容\t本年处理决定数量
行政许可\t55
转办事项\t7\t8
三、收到和处理政府信息公开申请情况
自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t7
二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
"""


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A report of a source with a row nobody knows and a total that is none."""
    source, target = tmp_path / "来文.txt", tmp_path / "年报.govreport"
    source.write_text(_PAGE, encoding="utf-8")
    make_of(target, read(source).proposal, "云岭县档案局")
    return target


def found(report: Report) -> list[Problem]:
    return [problem for problem in check(report) if problem.rule == "R24"]


def test_figures_without_a_place_and_wrong_totals_stay_with_the_report(imported: Path) -> None:
    with Document.open(imported) as document:
        messages = [problem.message for problem in found(document.report)]
    assert any("“7、8”没有认出" in message and "第 6 行" in message for message in messages)
    assert any("原件印的是 7" in m and "按各项相加是 6" in m for m in messages)


def test_a_total_is_settled_by_the_number_that_was_missing(imported: Path) -> None:
    with Document.open(imported) as document:
        before = len(found(document.report))
        document.apply(document.report.edit([(_RECEIVED, 6)]))
        assert len(found(document.report)) == before - 1


def test_looking_it_up_settles_one_point_and_can_be_taken_back(imported: Path) -> None:
    with Document.open(imported) as document:
        report = document.report
        first, *rest = found(report)
        assert first.fix is not None
        assert first.fix.label == "已核对"
        settle = report.edit(first.fix.contents)
        document.apply(settle)
        assert [problem.key for problem in found(report)] == [problem.key for problem in rest]
        document.apply(settle.inverse())
        assert found(report)[0].key == first.key


def test_a_second_import_adds_to_what_is_open(imported: Path, tmp_path: Path) -> None:
    other = tmp_path / "补充.txt"
    other.write_text(_PAGE.replace("转办事项\t7\t8", "交办事项\t44"), encoding="utf-8")
    with Document.open(imported) as document:
        report = document.report
        document.apply(read(other, into=report).proposal.edit(report))
        words = [point.words for point in read_points(report.fields[ADDRESS.name])]
    assert "7、8" in words
    assert "44" in words
    assert len(words) == len(set(words))


def test_what_is_open_goes_with_a_report_that_is_brought_in(imported: Path, tmp_path: Path) -> None:
    with Document.open(imported, read_only=True) as document:
        before = read_points(document.report.fields[ADDRESS.name])
        FORMATS["json"].write(document.report, tmp_path / "a.json", ExportOptions())
    for source in (imported, tmp_path / "a.json"):
        again = read(source).proposal.new_report()
        assert read_points(again.fields[ADDRESS.name])[: len(before)] == before


def test_rows_that_were_not_read_are_settled_by_filling_them_in() -> None:
    report = Report(load_form("2021"))
    cells = tuple(
        address for address in report.values if address[:2] == ("requests", "carried_over")
    )
    point = OpenPoint("rows", "上年结转", cells=cells)
    report.apply(report.edit([(ADDRESS, written([point]))]))
    assert len(found(report)) == 1
    report.apply(report.edit([(cells[0], 0)]))
    assert found(report) == []


_words = st.text(max_size=12)
_points = st.builds(
    OpenPoint,
    st.sampled_from(["figure", "total", "rows", "doubt"]),
    _words,
    _words,
    st.lists(st.builds(CellAddress, _words, _words, _words), max_size=3).map(tuple),
)


@given(st.lists(_points, unique=True, max_size=4))
def test_points_come_back_from_the_file(points: list[OpenPoint]) -> None:
    assert read_points(written(points)) == tuple(points)


@pytest.mark.parametrize("text", ["[", "[" * 100_000, "{}", "[1]", '[["x","a","b",[]]]', "null"])
def test_a_fact_that_is_none_of_ours_is_passed_over(text: str) -> None:
    report = Report(load_form("2021"))
    report.apply(report.edit([(FieldAddress("open_points"), text)]))
    assert found(report) == []


def test_a_note_with_a_figure_stays_and_a_date_does_not(tmp_path: Path) -> None:
    source, target = tmp_path / "来文.txt", tmp_path / "年报.govreport"
    note = "行政许可\t55\n注：行政许可数含委托乡镇办理的318件。\n填表时间：2025年1月9日"
    source.write_text(_PAGE.replace("行政许可\t55", note), encoding="utf-8")
    make_of(target, read(source).proposal, "云岭县档案局")
    with Document.open(target) as document:
        words = [point.words for point in read_points(document.report.fields[ADDRESS.name])]
    assert any("318件" in word for word in words)
    assert not any("1月9日" in word for word in words)
