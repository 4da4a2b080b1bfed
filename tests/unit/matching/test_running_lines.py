"""What a page prints between the rows of a table: furniture, which costs no row its numbers."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Unread, Value
from tests.unit.matching import rendered

_FORM = load_form("2021")
_RUNNING = {
    "bare": "{n}",
    "P": "P{n}",
    "tilde": "~ {n} ~",
    "address": "http://www.bsyz.gov.cn/xxgk/nb/2024/{n}.shtml",
    "bare address": "www.bsyz.gov.cn/xxgk/nb",
    "time": "2024-01-{n:02} 09:{n:02}",
    "day": "2024/1/{n}",
    "printed": "打印时间：2024年1月{n}日 09:31",
    "mark": "内部材料 {n}",
    "mark alone": "仅供内部使用",
    "title": "白沙市渔政管理局2023年政府信息公开工作年度报告",
    "title and page": "白沙市渔政管理局2023年政府信息公开工作年度报告\n{n}",
    "feed": "\f{n}",
}


def _report() -> Report:
    report = Report(_FORM, "白沙市渔政管理局", 2023)
    values: dict[CellAddress, Value] = {
        cell.address: (7 * n) % 83 for n, cell in enumerate(_FORM.cells) if not cell.formula
    }
    report.load(values, {s.id: "工作有序。" for s in _FORM.narratives}, {}, {})
    return report


def _text(report: Report, tabs: bool, line: str, every: int) -> str:
    """The report as text with ``line`` behind every so many rows of tables."""
    write = rendered.browser_table if tabs else rendered.viewer_table
    tables = {t.id: write(report, t) for t in _FORM.tables.values()}
    found, rows, number = list[str](), 0, 0
    for row in rendered.document(report, tables).split("\n"):
        found.append(row)
        rows += ("\t" if tabs else " ") in row
        if rows == every:
            rows, number = 0, number + 1
            found.append(line.format(n=number))
    return "\n".join(found)


def _compared(report: Report, proposal: Proposal) -> tuple[int, int]:
    read = {a: v for a, v in proposal.values.items() if v is not None}
    right = sum(report.values[a] == value for a, value in read.items())
    return right, len(read) - right


@pytest.mark.parametrize("tabs", [True, False], ids=["tabs", "blanks"])
@pytest.mark.parametrize("line", _RUNNING.values(), ids=_RUNNING)
def test_running_lines_between_rows_cost_no_number(line: str, tabs: bool) -> None:
    report = _report()
    typed = sum(cell.formula is None for cell in _FORM.cells)
    proposal = match(read_text(_text(report, tabs, line, 4), "来文"))
    assert _compared(report, proposal) == (typed, 0)
    assert proposal.unplaced == ()
    assert all(text == "工作有序。" for text in proposal.texts.values())
    assert proposal.account.balances
    assert proposal.account.furniture > 0


@pytest.mark.parametrize("gap", ["\t", " "], ids=["tabs", "blanks"])
def test_a_number_that_goes_on_in_the_next_line_is_left_open(gap: str) -> None:
    proposal = match(
        read_text(
            f"信息内容{gap}本年处理决定数量\n行政许可{gap}52\n18\n行政处罚{gap}6\n行政强制{gap}2\n",
            "来文",
        )
    )
    read = {a.row: v for a, v in proposal.values.items()}
    assert read.get("licences") is None or isinstance(read["licences"], Unread)
    assert (read["penalties"], read["compulsion"]) == (6, 2)
    told = " ".join(item.text for item in proposal.unplaced) + str(read.get("licences"))
    assert "52" in told
    assert "18" in told


@pytest.mark.parametrize("gap", ["\t", " "], ids=["tabs", "blanks"])
def test_a_number_alone_below_a_row_that_adds_up_belongs_to_no_row(gap: str) -> None:
    rows = (
        "一、本年新收政府信息公开申请数量|1|2|3|4|5|6|21",
        "9",
        "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1",
        "四、结转下年度继续办理|2|0|0|0|0|0|2",
    )
    proposal = match(read_text("\n".join(row.replace("|", gap) for row in rows), "来文"))
    read = [v for v in proposal.values.values() if v is not None]
    assert read == [1, 2, 3, 4, 5, 6, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0]
    assert [item.text for item in proposal.unplaced] == ["9"]


def test_halves_of_numbers_that_happen_to_count_on_are_no_pages() -> None:
    text = "行政许可\t52\n1\n行政处罚\t6\n2\n行政强制\t2\n3\n"
    proposal = match(read_text(f"二、主动公开政府信息情况\n{text}规章\t1\t2\t3\n", "来文"))
    assert {a.row for a, v in proposal.values.items() if isinstance(v, int)} == {"rules"}


def test_numbers_alone_that_count_no_pages_are_no_furniture() -> None:
    text = "行政许可\t52\n18\n行政处罚\t6\n40\n行政强制\t2\n"
    proposal = match(read_text(text, "来文"))
    assert {a.row: v for a, v in proposal.values.items() if isinstance(v, int)} == {"compulsion": 2}


def test_a_date_or_an_address_in_prose_stays() -> None:
    text = (
        "一、总体情况\n年报网址：\nwww.bsyz.gov.cn/nb\n2024-01-02\n公开有序。\n"
        "二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n行政强制\t3\n"
    )
    proposal = match(read_text(text, "来文"))
    assert proposal.texts["overview"] == "年报网址：\nwww.bsyz.gov.cn/nb\n2024-01-02\n公开有序。"
