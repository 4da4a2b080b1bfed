"""Where a pasted block goes: as a whole or not at all, labels and totals recognised."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.clipboard import Block, PasteError, place
from govreport_desktop.form import CellAddress, Role, load_form
from govreport_desktop.report import Unread

FORM = load_form("2021")
REQUESTS = FORM.tables["requests"]
PROACTIVE = FORM.tables["proactive"]
DISPUTES = FORM.tables["disputes"]


def at(row: str, column: str = "natural_person", table: str = "requests") -> CellAddress:
    return CellAddress(table, row, column)


def printed(table_id: str, *, spread: bool) -> tuple[Block, dict[CellAddress, int]]:
    """The whole printed table as it is copied: labels, totals and 1, 2, 3 …

    ``spread`` repeats nothing: a merged cell's text stands first, its rest is blank.
    """
    table = FORM.tables[table_id]
    values: dict[CellAddress, int] = {}
    rows = [["" for _ in range(table.column_count)] for _ in range(table.row_count)]
    for cell in table.grid:
        if cell.role is Role.VALUE and cell.address:
            values[cell.address] = len(values) + 1
            rows[cell.row][cell.column] = str(values[cell.address])
        elif spread or cell.column >= table.label_columns or cell.row < table.header_rows:
            rows[cell.row][cell.column] = cell.text
    return tuple(map(tuple, rows)), values


@pytest.mark.parametrize("table_id", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("form_id", ["2021"])
def test_the_whole_printed_table_goes_where_its_labels_say(table_id: str, form_id: str) -> None:
    table = FORM.tables[table_id]
    block, values = printed(table_id, spread=True)
    somewhere = list(table.cells)[-1] if table_id == "requests" else next(iter(table.cells))
    placed = place(FORM, block, somewhere)
    typed = {a: v for a, v in values.items() if table.cells[a].formula is None}
    assert {a: int(v) for a, v in placed.contents} == typed  # type: ignore[arg-type]
    assert dict(placed.declared) == {a: v for a, v in values.items() if a not in typed}
    assert placed.labels


def test_numbers_alone_go_from_the_cell_on() -> None:
    placed = place(FORM, (("1", "2"), ("3", "4")), at("granted", "business"))
    assert dict(placed.contents) == {
        at("granted", "business"): 1,
        at("granted", "research"): 2,
        at("partial", "business"): 3,
        at("partial", "research"): 4,
    }


def test_a_row_label_decides_the_row() -> None:
    block = (("（五）不予处理", "2.重复申请", "7", "0"),)
    placed = place(FORM, block, at("received"))
    assert dict(placed.contents) == {at("declined.repeat"): 7, at("declined.repeat", "business"): 0}


def test_column_headings_decide_the_columns() -> None:
    block = (("科研机构", "自然人"), ("3", "4"))
    placed = place(FORM, block, at("granted", "business"))
    assert dict(placed.contents) == {at("granted", "research"): 3, at("granted"): 4}


def test_totals_are_left_out_and_remembered() -> None:
    row = ("1", "0", "0", "0", "0", "0", "9")
    placed = place(FORM, (row,), at("received"))
    assert len(placed.contents) == 6
    assert placed.declared == ((at("received", "total"), 9),)


def test_one_number_fills_the_selection_and_spares_totals() -> None:
    selected = [at("received", c) for c in REQUESTS.column_names]
    placed = place(FORM, (("3",),), at("received"), selected)
    assert len(placed.contents) == 6


def test_a_row_is_repeated_over_a_larger_selection() -> None:
    selected = [at(r, c) for r in ("granted", "partial") for c in ("natural_person", "business")]
    placed = place(FORM, (("1", "2"),), at("granted"), selected)
    assert [value for _, value in placed.contents] == [1, 2, 1, 2]


def test_blank_cells_clear_and_words_are_kept_marked() -> None:
    placed = place(FORM, (("", "待核"),), at("received"))
    assert dict(placed.contents) == {
        at("received"): None,
        at("received", "business"): Unread("待核"),
    }


def test_a_column_over_the_articles_of_part_two_steps_over_them() -> None:
    column = (("1",), ("2",), ("3",), ("4",), ("5",), ("6.5",))
    placed = place(FORM, column, at("rules", "issued", "proactive"))
    assert [value for _, value in placed.contents] == [1, 2, 3, 4, 5, Decimal("6.5")]


@pytest.mark.parametrize(
    ("block", "where", "reason"),
    [
        ((("1",),) * 3, at("carried_forward"), "只有 1 行"),
        ((("1", "2", "3"),), at("received", "other_organisation"), "只有 2 列"),
        ((("别的事项", "1"),) * 2, at("received"), "不是"),
        ((), at("received"), "没有可以粘贴"),
        ((("自然人", "商业企业"),), at("received"), "只有表头"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    block: Block, where: CellAddress, reason: str
) -> None:
    if reason == "不是":
        block = (("1.属于国家秘密", "1"), *block, ("3.其他", "1"))
        block = (block[0], ("（二）部分公开", "2"), ("别的事项", "9"), ("1.属于国家秘密", "1"))
    with pytest.raises(PasteError, match=reason):
        place(FORM, block, where)


def test_pasting_onto_a_total_says_why_not() -> None:
    with pytest.raises(PasteError, match="由程序计算"):
        place(FORM, (("5",),), at("received", "total"))


@pytest.mark.parametrize(("text", "number"), [("壹佰", 100), ("十二", 12), ("=(2+3)*4", 20)])
def test_what_is_pasted_into_a_cell_is_read_as_what_is_typed(text: str, number: int) -> None:
    placed = place(FORM, ((text,),), at("received"))
    assert placed.contents == ((at("received"), number),)
    assert not placed.notes
