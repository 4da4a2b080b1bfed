"""Counts stated in another unit than one, and numbers of two rows in one merged cell: said."""

from __future__ import annotations

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.source import Source, SourceCell, SourceTable


def _read(head: str, above: str = "") -> Proposal:
    text = f"二、主动公开政府信息情况\n{above}信息内容\t{head}\n行政许可\t2\n行政处罚\t5\n"
    return match(read_text(text, "来文"))


@pytest.mark.parametrize(
    ("head", "above", "unit"),
    [
        ("本年处理决定数量（万件）", "", "万件"),
        ("本年处理决定数量（单位：千件）", "", "千件"),
        ("本年处理决定数量", "单位：万件\n", "万件"),
        ("本年处理决定数量", "（单位:百件）\n", "百件"),
    ],
)
def test_counts_in_hundreds_or_thousands_are_said(head: str, above: str, unit: str) -> None:
    (said,) = [note for note in _read(head, above).doubts if "没有换算" in note]
    assert f"“{unit}”" in said


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("本年处理决定数量", ""),
        ("本年处理决定数量（件）", "单位：件\n"),
        ("本年收费金额（单位：万元）", ""),
    ],
)
def test_counts_one_by_one_need_no_word(head: str, above: str) -> None:
    assert not [note for note in _read(head, above).doubts if "没有换算" in note]


def test_a_number_merged_over_two_rows_is_said_of_the_second() -> None:
    rows = (
        (SourceCell("信息内容"), SourceCell("本年处理决定数量")),
        (SourceCell("行政许可"), SourceCell("4213", 2)),
        (SourceCell("行政处罚"),),
        (SourceCell("行政强制"), SourceCell("8")),
    )
    proposal = match(Source("来文", (SourceTable(rows, where="表格"),)))
    values = {a.row: value for a, value in proposal.values.items()}
    assert (values["licences"], values["compulsion"]) == (4213, 8)
    (said,) = [note for note in proposal.doubts if "4213" in note]
    assert "行政处罚" in said
