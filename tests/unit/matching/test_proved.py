"""A table whose rows came apart is read where its sums leave one way, and only there."""

from __future__ import annotations

from random import Random

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress, Form, Table
from govreport_desktop.matching.laying import MOST_LOOKS, Search
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, format_value
from scripts.copies import balanced_report


def figures(report: Report, table: str) -> list[list[str]]:
    """The numbers of a table, row by row as printed."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for spec in report.form.tables[table].cells.values():
        text = format_value(report.values[spec.address])
        rows.setdefault(spec.grid_row, []).append((spec.grid_column, text))
    return [[text for _, text in sorted(cells)] for _, cells in sorted(rows.items())]


def copied(report: Report, requests: list[str]) -> Proposal:
    """What is read of a copy in which part three is all labels, then ``requests``."""
    labels = [label.text for label in report.form.tables["requests"].row_labels]
    disputes = [text for row in figures(report, "disputes") for text in row]
    lines = [report.title, "三、收到和处理政府信息公开申请情况", *labels, *requests]
    lines += ["四、政府信息公开行政复议、行政诉讼情况", "行政复议", "行政诉讼", *disputes]
    return match(read_text("\n".join(lines), "copy.txt"))


def _named(report: Report) -> list[str]:
    """The labels of the rows of part three that hold numbers."""
    labels = [label.text for label in report.form.tables["requests"].row_labels]
    groups = ("三、", "（三）", "（四）", "（五）", "（六）")
    return [label for label in labels if not label.startswith(groups)]


def wrong(report: Report, found: Proposal) -> list[CellAddress]:
    """The typed cells that were read as another number."""
    return [
        address
        for address, value in found.values.items()
        if value is not None and value != report.values[address]
    ]


def unread(report: Report, found: Proposal, table: str) -> list[CellAddress]:
    typed = [spec for spec in report.form.tables[table].cells.values() if spec.formula is None]
    return [spec.address for spec in typed if found.values.get(spec.address) is None]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(6))
def test_numbers_behind_all_labels_find_their_cells(form_id: str, seed: int) -> None:
    report = balanced_report(load_form(form_id), Random(seed))
    rows = figures(report, "requests")
    found = copied(report, [text for row in rows for text in row])
    assert unread(report, found, "requests") == []
    assert wrong(report, found) == []
    assert any("请核对" in note for note in found.notes)


def test_last_columns_taken_out_by_themselves_come_back() -> None:
    report = balanced_report(load_form("2021"), Random("wide"))
    rows = figures(report, "requests")
    aside = [text for row in (rows[0], rows[-2]) for text in row[5:]]
    kept = [rows[0][:5], *rows[1:-2], rows[-2][:5], rows[-1]]
    found = copied(report, [text for row in kept for text in row] + aside)
    assert wrong(report, found) == []
    assert unread(report, found, "requests") == []


def test_what_the_sums_leave_open_is_not_read() -> None:
    """Two rows alike but for their order: no sum tells them apart once a number is lost."""
    report = balanced_report(load_form("2021"), Random("lost"))
    flat = [text for row in figures(report, "requests") for text in row]
    del flat[flat.index(next(text for text in flat if text != "0"))]
    found = copied(report, flat)
    assert wrong(report, found) == []
    assert len(unread(report, found, "requests")) > 100
    assert len(found.unplaced) > 100


def test_a_row_that_only_the_balance_could_prove_is_left_open_where_it_fails() -> None:
    report = balanced_report(load_form("2021"), Random("swap"))
    rows = figures(report, "requests")
    last = rows[-1]
    other = next(i for i in range(6) if last[i] != last[0]) if len(set(last[:6])) > 1 else None
    if other is None:
        last[0], last[6] = "3", str(int(last[6]) + 3)
        other = 1
    last[0], last[other] = last[other], last[0]
    found = copied(report, [text for row in rows for text in row])
    open_cells = [CellAddress("requests", "carried_forward", c) for c in ("natural_person",)]
    assert all(found.values.get(address) is None for address in open_cells)


def test_labels_that_say_another_row_are_believed() -> None:
    report = balanced_report(load_form("2021"), Random(3))
    rows = figures(report, "requests")
    named = _named(report)
    swapped = [rows[0], rows[1], rows[3], rows[2], *rows[4:]]
    lines = [text for name, row in zip(named, swapped, strict=True) for text in (name, *row)]
    title = "三、收到和处理政府信息公开申请情况"
    found = match(read_text("\n".join([report.title, title, *lines]), "copy.txt"))
    given = found.values[CellAddress("requests", "granted", "natural_person")]
    assert format_value(given) == rows[3][0]


def test_where_every_label_tells_its_row_no_sums_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report out of balance would have every search run to its end."""
    searched: list[str] = []

    def asked(form: Form, table: Table, *rest: object) -> None:
        searched.append(table.id)

    monkeypatch.setattr("govreport_desktop.matching.parts.prove", asked)
    report = balanced_report(load_form("2021"), Random(4))
    rows = figures(report, "requests")
    rows[0] = ["5"] * 6 + ["30"]
    lines = [
        text for label, row in zip(_named(report), rows, strict=True) for text in (label, *row)
    ]
    title = "三、收到和处理政府信息公开申请情况"
    found = match(read_text("\n".join([report.title, title, *lines]), "copy.txt"))
    assert searched == []
    assert found.values[CellAddress("requests", "received", "business")] == 5
    lines.remove(_named(report)[3])
    match(read_text("\n".join([report.title, title, *lines]), "copy.txt"))
    assert searched == ["requests"]


def test_a_table_that_nothing_proves_is_given_up_soon() -> None:
    """Fifteen cells, no number of which adds up, and twelve numbers too many."""
    numbers = [4, 7, 5, 20, 4, 0, 132, 0, 4, 0, 5, 13, 111, 9, 24, 201, 0, 0, 9, 0, 124, 7, 8]
    table = load_form("2021").tables["disputes"]
    line = tuple(table.cells)
    sums = [((s.address,), s.formula.sources) for s in table.cells.values() if s.formula]
    search = Search([line], sums, [*numbers, 202, 0, 0, 9])
    assert search.ways(sums) == []
    assert len(search.known) <= MOST_LOOKS
