"""Words in one cell of a table stay in it, and the others of its row stand where they belong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

import pytest

from govreport_desktop.form import Table, load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.labels import is_blank
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal, open_points
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Unread, Value, format_value
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable
from tests.unit.matching import noisy, rendered

Said = Mapping[CellAddress, str]
_WORDS = ("2件（撤回1件）", "3（其中1件撤回）", "5件左右", "见附件", "约 3", "待核", "无")
_FORMS = ("2019", "2021")


def _merged(report: Report, table: Table, said: Said) -> SourceTable:
    """The table as the notice prints it, its spans with it."""
    rows = (
        tuple(
            SourceCell(_text(cell.address, text, said), cell.row_span, cell.column_span)
            for cell, text in cells
        )
        for cells in rendered.rows(report, table)
    )
    return SourceTable(tuple(rows), where="表格")


def _matrix(report: Report, table: Table, said: Said) -> SourceTable:
    """The same as a CSV has it: empty cells where the merged ones were."""
    found = [[SourceCell("")] * table.column_count for _ in range(table.row_count)]
    for y, cells in enumerate(rendered.rows(report, table)):
        for cell, text in cells:
            found[y][cell.column] = SourceCell(_text(cell.address, text, said))
    return SourceTable(tuple(map(tuple, found)), where="表格")


def _by_hand(report: Report, table: Table, said: Said) -> SourceTable:
    """One line of column names and a name before each row, in the words this program shows."""
    rows: list[list[str]] = []
    before: list[str] = []
    for row, name in table.row_names.items():
        cells = [cell for cell in table.cells.values() if cell.address.row == row]
        columns = [table.column_names[cell.address.column] for cell in cells]
        if columns != before:
            rows.append(["项目", *(column.split(" · ")[-1] for column in columns)])
        before = columns
        values = [(cell.address, format_value(report.values[cell.address])) for cell in cells]
        rows.append([name, *(_text(address, text, said) for address, text in values)])
    width = max(map(len, rows))
    filled = (tuple(map(SourceCell, [*row, *[""] * (width - len(row))])) for row in rows)
    return SourceTable(tuple(filled), where="表格")


def _pasted(report: Report, table: Table, said: Said) -> str:
    """A tab between the cells, nothing for merged ones: what a browser copies."""
    return "\n".join(
        "\t".join(_text(cell.address, text, said) for cell, text in cells)
        for cells in rendered.rows(report, table)
    )


def _text(address: CellAddress | None, text: str, said: Said) -> str:
    return said.get(address, text) if address else text


Style = Callable[[Report, Table, Said], SourceTable | str]
_STYLES: dict[str, Style] = {
    "merged": _merged,
    "matrix": _matrix,
    "by hand": _by_hand,
    "pasted": _pasted,
}


def _read(report: Report, style: str, said: Said) -> Proposal:
    tables = {
        table.section: _STYLES[style](report, table, said) for table in report.form.tables.values()
    }
    if style == "pasted":
        texts = {section: table for section, table in tables.items() if isinstance(table, str)}
        return match(read_text(rendered.document(report, texts), "来文"))
    blocks: list[SourceParagraph | SourceTable] = [SourceParagraph(report.title)]
    for section in report.form.sections:
        table = tables.get(section.id)
        if isinstance(table, SourceTable):
            blocks += [SourceParagraph(section.title), table]
    return match(Source("来文", tuple(blocks)))


def _wrong(report: Report, found: Proposal, said: Said) -> dict[CellAddress, Value]:
    """The typed cells that hold something else than they should."""
    wrong: dict[CellAddress, Value] = {}
    for cell in report.form.cells:
        text = said.get(cell.address)
        want: Value = report.values[cell.address]
        if text is not None:
            want = None if is_blank(text) else Unread(text)
        got = found.values.get(cell.address)
        if cell.formula is None and got != want:
            wrong[cell.address] = got
    return wrong


@pytest.mark.parametrize("form_id", _FORMS)
@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("table", ["proactive", "requests", "disputes"])
def test_words_in_one_cell_cost_no_other(form_id: str, style: str, table: str) -> None:
    pick = Random(f"{form_id} {table}")
    report = noisy.numbers(pick, form_id)
    cells = load_form(form_id).tables[table].cells.values()
    for cell in pick.sample([cell for cell in cells if not cell.formula], 5):
        # Where nothing but sums says which numbers are a group's, 无 for 3 contradicts them.
        words = _WORDS[: -1 if (style, table) == ("pasted", "disputes") else None]
        said = {cell.address: pick.choice(words)}
        found = _read(report, style, said)
        assert _wrong(report, found, said) == {}, said
        assert found.account.balances


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("table", ["requests", "disputes"])
def test_words_for_a_total_cost_no_number_and_are_said(style: str, table: str) -> None:
    report = noisy.numbers(Random(style), "2021")
    cells = load_form("2021").tables[table].cells.values()
    totals = [cell for cell in cells if cell.formula]
    for cell in (totals[0], totals[-1]):
        said = {cell.address: "见附件"}
        found = _read(report, style, said)
        assert _wrong(report, found, said) == {}, said
        assert [str(other) for other in found.declared if "见附件" in str(other)]


@pytest.mark.parametrize("style", _STYLES)
def test_what_the_words_leave_open_is_a_problem(style: str) -> None:
    report = noisy.numbers(Random(1), "2021")
    address = CellAddress("requests", "granted", "business")
    found = _read(report, style, {address: "2件（撤回1件）"})
    assert found.values[address] == Unread("2件（撤回1件）")
    assert found.new_report().values[address] == Unread("2件（撤回1件）")
    assert not [point for point in open_points(found) if "没有读到" in str(point)]


@pytest.mark.parametrize("words", ["见附件", "5件左右"])
def test_words_in_several_cells_of_a_row_stay_there(words: str) -> None:
    report = noisy.numbers(Random(2), "2021")
    columns = ("natural_person", "research", "total")
    said = {CellAddress("requests", "denied.internal", column): words for column in columns}
    for style in _STYLES:
        assert _wrong(report, _read(report, style, said), said) == {}, style


def test_two_numbers_in_one_cell_still_move_the_row() -> None:
    """55 and 456 ran together and the last cell is empty: no one knows where the row moved."""
    head = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = (
        ["项目", *head],
        ["一、本年新收政府信息公开申请数量", "1", "2 3", "4", "5", "6", "21", ""],
        ["二、上年结转政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    )
    table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows), where="表格")
    found = match(Source("来文", (table,)))
    assert not [a for a in found.values if a.row == "received"]


@pytest.mark.parametrize("about", ["约", "大约", "将近", "不足"])
def test_a_blank_behind_about_parts_it_from_no_number(about: str) -> None:
    found = match(
        read_text(
            "二、主动公开政府信息情况\n"
            f"规章 1 0 3\n行政规范性文件 {about} 3 4 5\n行政许可 {about} 12 行政处罚 5\n",
            "来文",
        )
    )
    rows = {(a.row, a.column): value for a, value in found.values.items()}
    assert rows["normative_documents", "issued"] == Unread(f"{about} 3")
    assert rows["normative_documents", "in_force"] == 5
    assert rows["licences", "decisions"] == Unread(f"{about} 12")
    assert rows["penalties", "decisions"] == 5


@pytest.mark.parametrize("words", ["不详", "见附件", "待核"])
def test_words_between_the_numbers_of_a_line_are_its_cell_or_said(words: str) -> None:
    whole = match(
        read_text(
            f"二、主动公开政府信息情况\n规章 1 {words} 3\n行政许可 {words}\n行政处罚 5\n行政强制 0",
            "来文",
        )
    )
    rows = {(a.row, a.column): value for a, value in whole.values.items()}
    assert rows["rules", "issued"] == 1
    assert rows["rules", "repealed"] == rows["licences", "decisions"] == Unread(words)
    assert rows["rules", "in_force"] == 3
    # One cell too many for its row: nobody knows where, and each is named.
    more = match(
        read_text(
            f"二、主动公开政府信息情况\n规章 1 2 {words} 3\n行政许可 4\n行政处罚 5\n行政强制 0",
            "来文",
        )
    )
    assert not [a for a in more.values if a.row == "rules"]
    assert words in "".join(item.text for item in more.unplaced)


def _remarked(*row: str) -> Proposal:
    """Part three with a column of remarks behind its totals, and ``row`` in it."""
    head = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = (
        ("项目", *head, "备注"),
        ("一、本年新收政府信息公开申请数量", "4", "2", "0", "0", "0", "1", "7", "含电子申请"),
        ("（一）予以公开", *row),
        ("四、结转下年度继续办理", "0", "0", "0", "0", "0", "0", "0", ""),
    )
    table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows), where="表格")
    return match(Source("来文", (table,)))


def test_a_remark_that_moved_under_the_total_is_not_what_it_says() -> None:
    found = _remarked("1", "2", "0", "0", "0", "3", "含电子申请", "")
    assert not [a for a in found.values if a.row == "granted"]


def test_words_for_a_total_before_remarks_are_its_own_where_no_number_can_be_it() -> None:
    found = _remarked("4", "2", "0", "0", "0", "1", "见附件", "")
    granted = [v for a, v in found.values.items() if a.row == "granted"]
    assert granted == [4, 2, 0, 0, 0, 1]
