"""Numbers with the next row's label stuck to them, as a copy on one line leaves them."""

from __future__ import annotations

from random import Random

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.vocabulary import vocabulary
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Value

_FORM = load_form("2021")
_TITLE = "白沙市渔政管理局2023年政府信息公开工作年度报告\n"


def _read(text: str) -> Proposal:
    proposal = match(read_text(_TITLE + text, "来文"))
    assert proposal.account.balances
    return proposal


def _requests(text: str) -> Proposal:
    return _read("三、收到和处理政府信息公开申请情况\n" + text)


def _row(found: Proposal, table: str, row: str) -> list[Value]:
    columns = vocabulary("2021").columns_of[table, row]
    return [found.values.get(CellAddress(table, row, column)) for column in columns]


def _report(seed: int) -> Report:
    pick = Random(seed)
    report = Report(_FORM, "白沙市渔政管理局", 2023)
    values: dict[CellAddress, Value] = {
        c.address: pick.choice((0, pick.randrange(1, 60))) for c in _FORM.cells if not c.formula
    }
    report.load(values, {}, {}, {})
    return report


def _line(report: Report, numbered: bool) -> str:
    """Part three on one line, every total stuck to the next label, the last one alone."""
    line = ""
    for label in _FORM.tables["requests"].row_labels:
        name = label.text if numbered else label.text.lstrip("（一二三四五六七）、0123456789.")
        columns = vocabulary("2021").columns_of["requests", label.id]
        values = [report.values[CellAddress("requests", label.id, c)] for c in columns]
        line += f"{name} {' '.join(map(str, values))}"
    return line


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_a_total_stuck_to_the_next_label_ends_its_row(seed: int, numbered: bool) -> None:
    report = _report(seed)
    found = _requests(_line(report, numbered))
    typed = [c.address for c in _FORM.tables["requests"].cells.values() if c.formula is None]
    assert {a: found.values.get(a) for a in typed} == {a: report.values[a] for a in typed}
    assert not any("相近的名称" in note for note in found.notes)


@pytest.mark.parametrize("total", ["3", "26", "148"])
def test_no_row_goes_on_behind_a_label_that_a_number_is_stuck_to(total: str) -> None:
    first, second = divmod(int(total), 2)
    found = _requests(
        f"予以公开 {first} {first + second} 0 {total}重复申请 161 7 3 0 0 0 171 总计 9 0 0 0 0 0 9"
    )
    assert not any(_row(found, "requests", "granted"))
    assert _row(found, "requests", "declined.repeat")[:6] == [161, 7, 3, 0, 0, 0]
    assert [one.text for one in found.unplaced][:4] == [str(first), str(first + second), "0", total]


def test_a_number_that_no_sum_proves_to_be_the_rows_is_asked_about() -> None:
    found = _read("二、主动公开政府信息情况\n规章 4 1 7行政规范性文件 5 0 9 行政许可 3")
    assert _row(found, "proactive", "rules") == [None, None, None]
    assert _row(found, "proactive", "normative_documents") == [5, 0, 9]
    (choice,) = found.choices
    assert choice.words == ("4、1、7",)
    rules = _row(found.choosing({0: 0}), "proactive", "rules")
    assert rules == [4, 1, 7]


def test_a_0_before_a_label_numbers_nothing_and_is_the_rows() -> None:
    found = _read("二、主动公开政府信息情况\n规章 4 1 0行政规范性文件 5 0 9 行政许可 3")
    assert _row(found, "proactive", "rules") == [4, 1, 0]
    assert _row(found, "proactive", "normative_documents") == [5, 0, 9]
    assert not found.choices


def test_a_number_of_a_row_that_is_whole_without_it_numbers_the_next_one() -> None:
    found = _read(
        "二、主动公开政府信息情况\n"
        "1规章 4 1 7 2行政规范性文件 5 0 9 3行政许可 3 4行政处罚 8 5行政强制 6"
    )
    assert _row(found, "proactive", "rules") == [4, 1, 7]
    assert _row(found, "proactive", "normative_documents") == [5, 0, 9]
    assert _row(found, "proactive", "licences") == [3]
    assert _row(found, "proactive", "penalties") == [8]
    assert _row(found, "proactive", "compulsion") == [6]
    assert not found.choices


def test_what_is_said_of_a_number_stays_with_it() -> None:
    found = _read("二、主动公开政府信息情况\n行政许可 约12件左右 行政处罚 8 行政强制 6")
    assert _row(found, "proactive", "penalties") == [8]
    assert [c.text for c in found.unplaced] == []
    assert "12" in str(found.values[CellAddress("proactive", "licences", "decisions")])


def test_a_row_without_its_total_below_a_header_that_has_one_is_left_open() -> None:
    found = _requests(
        "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总\n计\n"
        "一、本年新收政府信息公开申请数量 1 0 2 0 0 0 3\n"
        "8.属于行政查询事项 0 0 7 275 0 2 （四）无法提供\n重复申请 3 0 0 1 0 0 4"
    )
    assert _row(found, "requests", "received")[:6] == [1, 0, 2, 0, 0, 0]
    assert not any(_row(found, "requests", "denied.admin_query"))
    assert {"7", "275"} <= {one.text for one in found.unplaced}


def test_rows_of_a_copy_that_lost_all_totals_are_read() -> None:
    found = _requests(
        "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
        "一、本年新收政府信息公开申请数量 1 0 2 0 0 0\n8.属于行政查询事项 0 0 7 275 0 2"
    )
    assert _row(found, "requests", "received")[:6] == [1, 0, 2, 0, 0, 0]
    assert _row(found, "requests", "denied.admin_query")[:6] == [0, 0, 7, 275, 0, 2]


def test_a_number_that_the_end_of_a_line_may_have_cut_is_left_open() -> None:
    """The total was 282, and a blank before it is lost: 0, 0, 7, 275, 0, 282."""
    found = _requests("8.属于行政查询事项 0 0 7 275 0 2\n82 （四）无法提供\n重复申请 3 0 0 1 0 0 4")
    assert not any(_row(found, "requests", "denied.admin_query"))
    assert _row(found, "requests", "declined.repeat")[:6] == [3, 0, 0, 1, 0, 0]
    assert {"7", "275", "2", "82"} <= {one.text for one in found.unplaced}
