"""A header in another order than the form's: proved by its rows, or left open, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Value

_FORM = load_form("2021")
_TABLE = _FORM.tables["requests"]
_COLUMNS = tuple(_TABLE.column_names)
_SHORT = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_organisation": "其他",
    "total": "总计",
}
_GROUP = ("business", "research", "public_interest", "legal_service", "other_organisation")
# 法人或其他组织 first; 总计 first; the columns below 法人或其他组织 turned round; all three.
_ORDERS = {
    "group first": (*_GROUP, "natural_person", "total"),
    "total first": ("total", "natural_person", *_GROUP),
    "group turned": ("natural_person", *_GROUP[::-1], "total"),
    "all": ("total", *_GROUP[::-1], "natural_person"),
}


def _report(seed: int) -> Report:
    pick = Random(seed)
    report = Report(_FORM, "白沙市渔政管理局", 2023)
    values: dict[CellAddress, Value] = {
        c.address: pick.choice((0, 0, pick.randrange(70))) for c in _FORM.cells if not c.formula
    }
    report.load(values, {}, {}, {})
    return report


def _lines(report: Report, order: Sequence[str]) -> list[list[str]]:
    """The table's rows as a browser copies them: nothing for what merged cells cover."""
    top = list(dict.fromkeys("法人或其他组织" if c in _GROUP else _SHORT[c] for c in order))
    low = [_SHORT[c] for c in order if c in _GROUP]
    found = [["申请人情况"], top, low]
    for label in _TABLE.row_labels:
        figures = [str(report.values[CellAddress("requests", label.id, c)]) for c in order]
        found.append([label.text, *figures])
    return found


def _read(report: Report, order: Sequence[str], gap: str) -> Proposal:
    body = "\n".join(gap.join(row) for row in _lines(report, order))
    title = f"{report.office}{report.year}年政府信息公开工作年度报告"
    return match(read_text(f"{title}\n三、收到和处理政府信息公开申请情况\n{body}\n", "来文"))


def _compared(report: Report, proposal: Proposal) -> tuple[int, int]:
    """How many cells of the table were read rightly, and how many wrongly."""
    read = {a: v for a, v in proposal.values.items() if v is not None and a.table == "requests"}
    right = sum(report.values[a] == value for a, value in read.items())
    return right, len(read) - right


@pytest.mark.parametrize("gap", ["\t", " "], ids=["tabs", "blanks"])
@pytest.mark.parametrize("order", ["total first", "group turned"])
def test_an_order_that_stands_on_one_line_is_the_sources(order: str, gap: str) -> None:
    for seed in range(4):
        report = _report(seed)
        proposal = _read(report, _ORDERS[order], gap)
        assert _compared(report, proposal) == (144, 0)
        assert any("已按来源表头的顺序读入" in note for note in proposal.notes)


@pytest.mark.parametrize("order", ["group first", "all"])
def test_rows_with_tabs_are_rows_whatever_their_order(order: str) -> None:
    for seed in range(4):
        report = _report(seed)
        assert _compared(report, _read(report, _ORDERS[order], "\t")) == (144, 0)


def test_columns_turned_round_one_cell_a_line_are_left_open() -> None:
    report = _report(7)
    proposal = _read(report, _ORDERS["group turned"], "\n")
    right, wrong = _compared(report, proposal)
    assert wrong == 0
    # What was not placed is named, or asked for row by row.
    assert right or proposal.unplaced


def test_the_order_is_one_for_all_rows_of_a_table() -> None:
    """A row that adds up both ways follows the rows that do not."""
    order = _ORDERS["total first"]
    for seed in range(4):
        report = _report(seed)
        changes: list[tuple[CellAddress, Value]] = [
            (CellAddress("requests", "granted", c), 5 if c == "other_organisation" else 0)
            for c in _COLUMNS
            if c != "total"
        ]
        report.apply(report.edit(changes))
        for gap in ("\t", " ", "\n"):
            assert _compared(report, _read(report, order, gap))[1] == 0


@pytest.mark.parametrize("order", _ORDERS)
def test_a_row_that_no_order_explains_is_no_other_order(order: str) -> None:
    """One printed total is wrong: the others still say what the columns are."""
    report = _report(3)
    body = _lines(report, _ORDERS[order])
    at = 1 + list(_ORDERS[order]).index("total")
    body[5][at] = str(int(body[5][at]) + 1)
    text = "\n".join("\t".join(row) for row in body)
    title = f"{report.office}{report.year}年政府信息公开工作年度报告"
    proposal = match(read_text(f"{title}\n三、收到和处理政府信息公开申请情况\n{text}\n", "来文"))
    assert _compared(report, proposal)[1] == 0
    assert _compared(report, proposal)[0] >= 138
    assert len(proposal.declared) <= 1
