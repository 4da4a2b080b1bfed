"""Copies of narrow tables: numbers and labels broken over lines, put together or left open."""

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
_TITLE = "白沙市渔政管理局2023年政府信息公开工作年度报告"


def _report(seed: int, most: int) -> Report:
    pick = Random(seed)
    report = Report(_FORM, "白沙市渔政管理局", 2023)
    values: dict[CellAddress, Value] = {
        c.address: pick.choice((0, pick.randrange(1, most))) for c in _FORM.cells if not c.formula
    }
    report.load(values, {}, {}, {})
    return report


def _figures(report: Report, table: str, row: str) -> list[str]:
    columns = vocabulary("2021").columns_of[table, row]
    return [str(report.values[CellAddress(table, row, column)]) for column in columns]


def _rows(report: Report) -> list[tuple[str, list[str]]]:
    labels = _FORM.tables["requests"].row_labels
    return [(label.text, _figures(report, "requests", label.id)) for label in labels]


def _read(lines: list[str], title: str = "三、收到和处理政府信息公开申请情况") -> Proposal:
    proposal = match(read_text("\n".join((_TITLE, title, *lines)), "来文"))
    assert proposal.account.balances
    return proposal


def _compared(report: Report, proposal: Proposal) -> tuple[int, int]:
    read = {a: v for a, v in proposal.values.items() if v is not None}
    right = sum(report.values[a] == value for a, value in read.items())
    return right, len(read) - right


@pytest.mark.parametrize("around", [False, True], ids=["below", "around the row"])
def test_a_total_that_a_narrow_column_broke_is_put_together_and_said(around: bool) -> None:
    report = _report(5, 700)
    lines, broken = list[str](), 0
    for label, figures in _rows(report):
        total, rest = figures[-1], " ".join(figures[:-1])
        if len(total) < 4 or broken == 5:
            lines.append(f"{label} {rest} {total}")
            continue
        broken += 1
        halves = total[:3], total[3:]
        lines += (
            [halves[0], f"{label} {rest}", halves[1]]
            if around
            else [f"{label} {rest} {halves[0]}", halves[1]]
        )
    proposal = _read(lines)
    assert broken
    assert _compared(report, proposal) == (144, 0)


def test_numbers_of_part_four_broken_below_their_line_are_put_together() -> None:
    for seed in range(3):
        report = _report(seed, 90)
        rows = ("review", "litigation_direct", "litigation_after_review")
        figures = [figure for row in rows for figure in _figures(report, "disputes", row)]
        head = " ".join(figure[:2] for figure in figures)
        tail = " ".join(figure[2:] for figure in figures if figure[2:])
        proposal = _read([head, tail], "四、政府信息公开行政复议、行政诉讼情况")
        right, wrong = _compared(report, proposal)
        assert wrong == 0
        if tail:
            assert right == 12


def test_numbers_of_part_four_that_do_not_add_up_are_left_open() -> None:
    head = "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n"
    line = "1 2 3 4 10 5 6 7 8 26 9 1 1 1 30"
    proposal = _read([f"{head}{line}"], "四、政府信息公开行政复议、行政诉讼情况")
    read = {a.row for a, value in proposal.values.items() if value is not None}
    assert read == {"review", "litigation_direct"}
    assert [item.text for item in proposal.unplaced] == ["9", "1", "1", "1", "30"]


def test_half_a_label_is_not_another_rows_whole_one() -> None:
    """2.其他 / 法律行政法规禁止公开 is no 3.其他."""
    report = _report(8, 60)
    lines = []
    for label, figures in _rows(report):
        head, tail = label, ""
        if label.startswith(("1.", "2.", "3.", "4.")) and len(label) > 4:
            head, tail = label[:4], label[4:]
        lines += [f"{head} {' '.join(figures)}", *([tail] if tail else [])]
    proposal = _read(lines)
    assert _compared(report, proposal)[1] == 0
    other = CellAddress("requests", "closed.other", "natural_person")
    assert proposal.values.get(other) in (None, report.values[other])
