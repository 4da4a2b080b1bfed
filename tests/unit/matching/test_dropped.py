"""A page whose table lacks one cell: no number may slip into the place of another unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.report import Report, is_number
from tests.unit.matching import dropping, noisy

_SAMPLE = 12


def _pages(report: Report) -> Iterator[tuple[str, bytes]]:
    """The report's page without each of the cells of its tables in turn, and what that said."""
    blocks = noisy.blocks_of(report, "web", Random(0))
    for number, table in enumerate(blocks):
        if isinstance(table, str):
            continue
        for y, row in enumerate(table):
            for x, cell in enumerate(row):
                less = [list(other) for other in table]
                del less[y][x]
                page = noisy.page_of([*blocks[:number], less, *blocks[number + 1 :]])
                yield f"{report.form.id} {y}/{x} {cell.text}", page.encode()


def _unsaid(report: Report, proposal: Proposal) -> dict[str, tuple[object, object]]:
    """The wrong numbers that nothing in the proposal points at."""
    said = " ".join((*proposal.notes, *(item.where(proposal.source) for item in proposal.unplaced)))
    rows = {item.address[:2] for item in proposal.declared}
    columns = {(a.table, a.column) for a in (item.address for item in proposal.declared)}
    told = " ".join(proposal.doubts)
    found: dict[str, tuple[object, object]] = {}
    for address, value in proposal.values.items():
        right = report.values[address]
        if not is_number(value) or value == right:
            continue
        flagged = (
            address in proposal.confidence
            or address[:2] in rows
            or (address.table, address.column) in columns
            or "表头与格式的顺序不同" in said
            or f"“{proposal.form.tables[address.table].row_names[address.row]}”一行末尾" in told
        )
        if not flagged:
            found[str(address)] = (right, value)
    return found


def _wrong(seeds: range, every: int, form_id: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for seed in seeds:
        report = noisy.numbers(Random(seed), form_id)
        for number, (what, page) in enumerate(_pages(report)):
            if (number + seed) % every == 0 and (
                wrong := _unsaid(report, match(read_html(page, "a.html")))
            ):
                found[f"{seed} {what}"] = wrong
    return found


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_missing_cell_moves_no_number_unsaid(form_id: str) -> None:
    assert _wrong(range(1), _SAMPLE, form_id) == {}


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_no_missing_cell_of_twenty_reports_moves_a_number_unsaid(form_id: str) -> None:
    assert _wrong(range(20), 1, form_id) == {}


def _dropped(seeds: range, count: int, form_id: str, kind: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for seed in seeds:
        report = noisy.numbers(Random(seed), form_id)
        for what, source in dropping.dropped(report, kind, count, Random(f"{seed} {kind}")):
            try:
                proposal = match(source)
            except ReadError:
                continue
            # Without its header a table may be known for one of the other form, which is said.
            if proposal.form.id == form_id and (wrong := _unsaid(report, proposal)):
                found[f"{seed} {what}"] = wrong
    return found


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("kind", dropping.KINDS)
def test_a_missing_cell_of_any_source_moves_no_number_unsaid(kind: str, form_id: str) -> None:
    assert _dropped(range(1), 3, form_id, kind) == {}


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("kind", dropping.KINDS)
def test_hundreds_of_missing_cells_move_no_number_unsaid(kind: str, form_id: str) -> None:
    assert _dropped(range(10), 60, form_id, kind) == {}


def test_a_row_that_ends_with_a_blank_is_asked_about() -> None:
    rows = "规章,3,5,\n行政规范性文件,4,0,6\n"
    head = "二、主动公开政府信息情况,,,\n信息内容,本年制发件数,本年废止件数,现行有效件数\n"
    proposal = match(read_text(f"{head}{rows}行政许可,7,,\n", "a.csv"))
    assert any("“规章”一行末尾是空的" in doubt for doubt in proposal.doubts)
    assert not any("行政规范性文件”一行末尾" in doubt for doubt in proposal.doubts)


def test_a_row_one_cell_short_is_left_out_and_named() -> None:
    report = noisy.numbers(Random(3), "2021")
    page = next(page for what, page in _pages(report) if what.startswith("2021 4/2 "))
    proposal = match(read_html(page, "a.html"))
    row = {a.row for a in proposal.values if a.table == "requests"}
    assert "carried_over" not in row
    assert len([item for item in proposal.unplaced if item.label.startswith("二、上年结转")]) >= 1
    assert CellAddress("requests", "received", "business") in proposal.values


def test_a_row_whose_line_goes_on_with_the_next_label_is_not_read_by_its_columns() -> None:
    found = match(
        read_text(
            "二、主动公开政府信息情况\n第二十条第（六）项\t信息内容\t上一年项目数\n"
            "量\t本年增/减\t处理决定数量\t行政处罚\t0\t12652\n"
            "43043\t行政强制\t57617\t6078\t29910\t第二十条第\n"
            "（八）项\t信息内容\t上一年项目数量\t本年增/减\n"
            "行政事业性收费\t17739\t31853\t第二十条第（九\n"
            "）项\t信息内容\t采购项目数量\t采购总金额\t政府\n集中采购\t54008\t8.6",
            "来文",
        ),
        "2019",
    )
    fees = {a.column: v for a, v in found.values.items() if a.row == "fees"}
    assert fees in ({}, {"last_year_items": 17739, "change": 31853})
    assert fees or {"17739", "31853"} <= {one.text for one in found.unplaced}


_ROWS = ("received", "granted", "partial", "declined.petition")
_NUMBERS = ("38 907 212 355 141 735 2388", "8 0 2 0 0 0 10", "0 335 0 0 0 0 335", "0 8 0 0 0 0 8")


@pytest.mark.parametrize("down", [2, 50])
@pytest.mark.parametrize("across", ["colspan=5", "rowspan=2"])
def test_a_header_whose_spans_are_wrong_moves_no_number(down: int, across: str) -> None:
    names = {row.id: row.text for row in load_form("2021").tables["requests"].row_labels}
    page = (
        "<meta charset=utf-8><h3>三、收到和处理政府信息公开申请情况</h3><table>"
        "<tr><td rowspan=3 colspan=3>（本列数据的勾稽关系）<td colspan=7>申请人情况"
        f"<tr><td rowspan={down}>自然人<td {across}>法人或其他组织<td rowspan=2>总计"
        "<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他"
    )
    for row, numbers in zip(_ROWS, _NUMBERS, strict=True):
        page += f"<tr><td colspan=3>{names[row]}<td>" + "<td>".join(numbers.split())
    found = match(read_html(page.encode(), "a.html"))
    for row, numbers in zip(_ROWS, _NUMBERS, strict=True):
        read = [value for address, value in found.values.items() if address.row == row]
        assert read in ([], [int(number) for number in numbers.split()[:-1]])
    assert found.values or "907" in [one.text for one in found.unplaced]
