"""What an import leaves open leads to the cells it is about, wherever these are known."""

from __future__ import annotations

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import open_points
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

_HEAD = ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_LICENCES = CellAddress("proactive", "licences", "decisions")


def _cells(source: Source, words: str) -> list[CellAddress]:
    """The cells of the one point that says ``words``."""
    points = open_points(match(source))
    (point,) = [p for p in points if words in p.words + p.where]
    return list(point.cells)


def _table(*rows: tuple[str | SourceCell, ...]) -> Source:
    cells = (tuple(SourceCell(c) if isinstance(c, str) else c for c in row) for row in rows)
    title = SourceParagraph("三、收到和处理政府信息公开申请情况")
    return Source("来文", (title, SourceTable(tuple(cells), where="表格")))


def _row(name: str, *texts: str) -> tuple[str, ...]:
    return (name, *(texts or ("1", "0", "0", "0", "0", "0", "1")))


def test_a_label_taken_for_one_that_is_alike_leads_to_its_row() -> None:
    source = _table(_HEAD, _row("一、本年新收政府信息公开申请数最"), _row("（一）予以公开"))
    cells = _cells(source, "相近的名称")
    assert {(cell.table, cell.row) for cell in cells} == {("requests", "received")}


def test_a_number_without_a_place_leads_to_the_row_it_stood_in() -> None:
    source = _table(_HEAD, _row("（一）予以公开"), (*_row("（二）部分公开"), "977"))
    assert {cell.row for cell in _cells(source, "977")} == {"partial"}


def test_numbers_left_of_a_row_known_by_its_name_lead_there() -> None:
    source = read_text("行政许可\t5\t6\n行政处罚\t7\n行政强制\t8\n", "来文.txt")
    assert _cells(source, "6") == [_LICENCES]


def test_a_cell_said_something_of_is_led_to() -> None:
    row = ("行政许可", SourceCell("4213", remark="“1”的字比旁边的小得多，算作了同一个数"))
    source = _table(row, ("行政处罚", "3"), ("行政强制", "4"))
    assert _cells(source, "小得多") == [_LICENCES]


def test_what_is_there_a_second_time_leads_to_the_cell() -> None:
    source = _table(("行政许可", "5"), ("行政许可", "7"), ("行政处罚", "3"), ("行政强制", "4"))
    assert _cells(source, "7") == [_LICENCES]


@pytest.mark.parametrize("mark", ["4213①", "4213注1"])
def test_a_mark_of_a_note_leads_to_its_number(mark: str) -> None:
    source = _table(("行政许可", mark), ("行政处罚", "3"), ("行政强制", "4"))
    assert _cells(source, "注码") == [_LICENCES]


def test_a_unit_that_was_converted_leads_to_the_amount() -> None:
    source = _table(("行政许可", "4"), ("行政强制", "3"), ("行政事业性收费", "50000元"))
    assert _cells(source, "换算") == [CellAddress("proactive", "fees", "amount")]
