"""Digits with blanks between them in one cell: one number, or several."""

from __future__ import annotations

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Unread, Value
from govreport_desktop.source import Source, SourceCell, SourceTable

_HEAD = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_RECEIVED = "一、本年新收政府信息公开申请数量"


def _values(*rows: list[str]) -> dict[str, Value]:
    table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows))
    values = match(Source("来文", (table,))).values
    return {str(address): value for address, value in values.items()}


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\t", "\u3000", "\n"])
def test_groups_of_digits_that_no_sum_bears_out_stay_open(blank: str) -> None:
    found = _values(["行政许可", f"55{blank}456"], ["行政处罚", "3"], ["行政强制", "0"])
    assert isinstance(found["proactive/licences/decisions"], Unread)
    assert found["proactive/penalties/decisions"] == 3


def _received(first: str, total: str) -> dict[str, Value]:
    row = [_RECEIVED, first, "1", "0", "0", "0", "2", total]
    rest = [f"（{n}）{name}" for n, name in zip("一二", ("予以公开", "部分公开"), strict=True)]
    return _values(_HEAD, row, *([label, *"0000000"] for label in rest))


def test_groups_of_digits_that_the_printed_total_bears_out_are_one_number() -> None:
    address = str(CellAddress("requests", "received", "natural_person"))
    assert _received("1 234", "1 237")[address] == 1234
    assert _received("1 234", "1237")[address] == 1234
    assert isinstance(_received("1 234", "1238")[address], Unread)
    assert isinstance(_received("1\t234", "1237")[address], Unread)


@pytest.mark.parametrize("words", ["件（含委托 12 件）", "（其中网上 7 件）", "(含委托 12 件)"])
def test_words_with_a_figure_in_brackets_stay_with_the_number(words: str) -> None:
    values = match(read_text(f"行政许可 834 {words}\n行政处罚 3\n行政强制 0\n", "来文")).values
    found = {address.row: value for address, value in values.items()}
    licences = found["licences"]
    assert isinstance(licences, Unread)
    assert licences.text.startswith("834")
    assert found["penalties"] == 3
