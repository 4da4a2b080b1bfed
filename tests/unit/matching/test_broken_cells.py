"""Numbers that a narrow cell broke into lines: one number where sums prove it, never two rows'."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal, open_points
from govreport_desktop.report import Unread
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_TYPED = [name for name in load_form("2021").tables["requests"].column_names if name != "total"]
_NEW, _OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
_SUM, _LEFT = "（七）总计", "四、结转下年度继续办理"


def _read(*rows: Sequence[str]) -> Proposal:
    cells = (tuple(map(SourceCell, row)) for row in (("", *_COLUMNS), *rows))
    part = SourceParagraph("三、收到和处理政府信息公开申请情况")
    return match(Source("来文", (part, SourceTable(tuple(cells), where="表格"))))


def _row(found: Proposal, row: str) -> list[object]:
    return [found.values.get(CellAddress("requests", row, column)) for column in _TYPED]


def test_a_row_with_a_printed_0_is_proved_by_its_total() -> None:
    found = _read(("（一）予以公开", "2\n3\n3", "21", "7", "0", "0", "0", "26\n1"))
    assert _row(found, "granted") == [233, 21, 7, 0, 0, 0]
    (note,) = [note for note in found.notes if "断成了几行" in note]
    assert "2 3 3 读作 233" in note
    assert not found.declared
    cells = [cell for point in open_points(found) for cell in point.cells]
    assert CellAddress("requests", "granted", "natural_person") in cells


def test_two_rows_in_one_are_no_broken_numbers() -> None:
    both = ("1\n4", "2\n5", "1\n1", "1\n1", "1\n1", "1\n1", "7\n13")
    found = _read(("（一）予以公开", *both))
    assert not any(isinstance(value, int) for value in _row(found, "granted"))


def test_a_row_whose_sum_does_not_hold_is_left_open() -> None:
    found = _read(("（一）予以公开", "2\n3\n3", "21", "7", "0", "0", "0", "26\n2"))
    assert isinstance(_row(found, "granted")[0], Unread)


def test_the_columns_prove_what_no_0_does() -> None:
    zero = ("0",) * 5
    found = _read(
        (_NEW, "1\n2", "1", "1", "1", "1", "1", "1\n7"),
        (_OLD, "0", "0", *zero),
        ("（一）予以公开", "1\n2", "1", "1", "1", "1", "1", "1\n7"),
        *(
            (label.text, "0", "0", *zero)
            for label in load_form("2021").tables["requests"].row_labels[3:-2]
        ),
        (_SUM, "1\n2", "1", "1", "1", "1", "1", "1\n7"),
        (_LEFT, "0", "0", *zero),
    )
    assert _row(found, "granted") == [12, 1, 1, 1, 1, 1]
    assert _row(found, "received") == [12, 1, 1, 1, 1, 1]
    assert not found.declared


def test_a_number_without_a_sum_is_left_open() -> None:
    cells = (("行政许可", "12\n34"), ("行政处罚", "3"), ("行政强制", "4"))
    table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in cells), where="表格")
    found = match(Source("来文", (SourceParagraph("二、主动公开政府信息情况"), table)))
    assert isinstance(found.values[CellAddress("proactive", "licences", "decisions")], Unread)
