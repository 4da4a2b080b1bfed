"""One wrong sign in a header, a numbering on its own line, a name without end: said, not lost."""

from __future__ import annotations

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.into import match_into, match_new
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_NUMBERS = ("10", "2", "3", "4", "5", "6", "30")
_TITLE = "云岭县水务局2024年政府信息公开工作年度报告"
_PART = "三、收到和处理政府信息公开申请情况"


def _grid(columns: tuple[str, ...]) -> Proposal:
    rows = (("", *columns), ("一、本年新收政府信息公开申请数量", *_NUMBERS))
    cells = tuple(tuple(map(SourceCell, row)) for row in rows)
    return match(Source("来文", (SourceParagraph(_PART), SourceTable(cells, where="表格"))))


def _received(found: Proposal) -> list[object]:
    return [value for address, value in found.values.items() if address.row == "received"]


@pytest.mark.parametrize(
    ("label", "slip"),
    [("自然人", "自燃人"), ("商业企业", "商业企亚"), ("商业企业", "商业企"), ("总计", "总汁")],
)
def test_a_header_label_one_sign_off_is_the_one_of_its_place(label: str, slip: str) -> None:
    found = _grid(tuple(slip if text == label else text for text in _COLUMNS))
    assert _received(found) == [10, 2, 3, 4, 5, 6]
    assert any(slip in note and label in note for note in found.notes) or slip in label
    assert not found.unplaced


def test_another_word_in_the_header_is_no_slip() -> None:
    found = _grid(tuple("备注" if text == "商业企业" else text for text in _COLUMNS))
    assert CellAddress("requests", "received", "business") not in found.values
    assert [item.text for item in found.unplaced] == ["2"]


def test_two_labels_turned_round_are_no_slips() -> None:
    turned = ("自然人", "科研机构", "商业企业", *_COLUMNS[3:])
    found = _grid(turned)
    assert found.values[CellAddress("requests", "received", "research")] == 2


def test_a_numbering_on_a_line_of_its_own_belongs_to_the_label_below() -> None:
    rows = "（六）其他处理\n3.\n其他 4 0 0 0 0 0 4\n（七）总计 4 0 0 0 0 0 4\n"
    text = f"{_TITLE}\n{_PART}\n{' '.join(_COLUMNS)}\n{rows}"
    found = match(read_text(text, "来文.txt"))
    assert found.values[CellAddress("requests", "closed.other", "natural_person")] == 4
    assert not found.unplaced


@pytest.mark.parametrize("length", [100, 5000])
def test_a_name_without_end_is_said_in_one_short_sentence(length: int) -> None:
    text = f"{'甲' * length}局2024年政府信息公开工作年度报告\n一、总体情况\n好。\n{_PART}\n"
    text += f"{' '.join(_COLUMNS)}\n（一）予以公开 {' '.join(_NUMBERS)}\n"
    source = read_text(text, "来文.txt")
    named = Source("来文", source.blocks[1:], office="甲" * length, year=2024)
    report = Report(match(source).form, "某局", 2024)
    for found in (match_new(source), match_new(named), match_into(named, report)):
        (said,) = [note for note in found.notes if "太长" in note]
        assert len(said) < 60
        assert found.office in ("", "某局")
        assert not any("甲甲" in prose for prose in found.texts.values())


def _moved(totals: tuple[str, ...]) -> Proposal:
    """Three columns of labels in the header, two before the numbers: a cell is missing."""
    corner = SourceCell("", 1, 3)
    head = (corner, *map(SourceCell, _COLUMNS))
    row = ("（一）予以公开", "", *totals, "")
    first = ("一、本年新收政府信息公开申请数量", "", "", *_NUMBERS)
    cells = (head, *(tuple(map(SourceCell, texts)) for texts in (first, row)))
    return match(Source("来文", (SourceParagraph(_PART), SourceTable(cells, where="表格"))))


def test_a_row_that_moved_as_a_whole_counts_in_its_order_where_it_adds_up() -> None:
    found = _moved(("1", "2", "0", "0", "0", "4", "7"))
    assert [v for a, v in found.values.items() if a.row == "granted"] == [1, 2, 0, 0, 0, 4]


def test_a_row_that_moved_and_does_not_add_up_is_told_of() -> None:
    found = _moved(("1", "2", "0", "0", "0", "4", "8"))
    read = [v for a, v in found.values.items() if a.row == "granted"]
    assert read in ([], [1, 2, 0, 0, 0, 4])
    assert [total.printed for total in found.declared] == [8] or found.unplaced


def test_a_header_that_lost_a_label_moves_no_number_where_the_sums_speak() -> None:
    rows = (
        ("", *_COLUMNS[1:], ""),
        ("一、本年新收政府信息公开申请数量", *_NUMBERS),
        ("（一）予以公开", "1", "2", "0", "0", "0", "4", "7"),
    )
    cells = tuple(tuple(map(SourceCell, row)) for row in rows)
    found = match(Source("来文", (SourceParagraph(_PART), SourceTable(cells, where="表格"))))
    assert _received(found) == [10, 2, 3, 4, 5, 6]


def test_a_name_that_is_only_alike_is_no_matter_where_no_number_hangs_on_it() -> None:
    rows = "一、本年新收政府信息公开申情数量 1 2 3\n（一）予以公开 1 2 3 4 5 6 21"
    found = match(read_text(f"{_PART}\n{rows}", "来文"))
    assert not _received(found)
    assert not any("相近的名称" in doubt for doubt in found.doubts)
    whole = rows.replace("1 2 3\n", "1 2 3 4 5 6 21\n")
    found = match(read_text(f"{_PART}\n{whole}", "来文"))
    assert _received(found) == [1, 2, 3, 4, 5, 6]
    assert any("相近的名称" in doubt for doubt in found.doubts)
