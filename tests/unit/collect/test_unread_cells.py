"""Words in a cell of an office's file: what its letter says of them, and of what follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.returns import Sender
from govreport_desktop.collect.second import Second
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import returning
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.report import Report
from govreport_desktop.report.remarks import Remark
from tests.collect_folder import COUNTY, FORM, PARENT, Received, of, write

HEALTH = f"{COUNTY}卫生健康局"
GRANTED = CellAddress("requests", "granted", "natural_person")
SENDER = Sender(PARENT, date(2026, 1, 20), date(2026, 1, 25), "0839-1234567")
ROW = "（一）予以公开"


def handed_in(
    made: Received, task: CollectTask, cells: Mapping[tuple[str, int], str | int], name: str
) -> Overview:
    """The office hands in a workbook of its own; ``cells`` are put in by row and column."""
    (made.folder / of(made, "卫生健康局")).unlink(missing_ok=True)
    place = made.folder / name
    write(made.reports[HEALTH], place)
    book = openpyxl.load_workbook(place)
    for (label, at), content in cells.items():
        figures(book, label)[at].value = content
    book.save(place)
    scan(task)
    return overview(task)


def figures(book: openpyxl.Workbook, label: str) -> list[Cell]:
    """The cells behind the one that says ``label``."""
    for sheet in book:
        for row in sheet.iter_rows():
            at = next((n for n, c in enumerate(row) if "".join(str(c.value).split()) == label), -1)
            if at >= 0:
                return [c for c in row[at + 1 :] if c.value is not None]
    raise AssertionError(label)


def points(task: CollectTask, view: Overview) -> tuple[Remark, ...]:
    return returning.proposed_points(task, view, view.row(office(view)))


def office(view: Overview) -> str:
    return next(row.office.id for row in view.rows if row.office.name == HEALTH)


def second(task: CollectTask, view: Overview) -> Second:
    found = returning.second_version(task, view, view.row(office(view)))
    assert found is not None
    return found


@pytest.fixture
def report(made: Received) -> Report:
    return made.reports[HEALTH]


WORDS = "2件（撤回1件）"
FIRST, AGAIN = "卫生健康局.foreign.xlsx", "卫生健康局第二稿.foreign.xlsx"


def test_words_in_a_cell_are_the_one_point_and_what_follows_is_none(
    made: Received, task: CollectTask
) -> None:
    view = handed_in(made, task, {(ROW, 0): WORDS}, FIRST)
    (point,) = points(task, view)
    assert [(one.address, one.text) for one in point.cells] == [(GRANTED, WORDS)]
    assert WORDS in point.words
    assert "只写一个数" in point.why
    assert "空" not in point.words + point.why
    assert point.should == ""
    assert "予以公开 · 自然人" in returning.where(point, FORM)


def test_the_point_stays_until_a_number_stands_there(
    made: Received, task: CollectTask, report: Report, tmp_path: Path
) -> None:
    view = handed_in(made, task, {(ROW, 0): WORDS}, FIRST)
    row = view.row(office(view))
    returning.send_back(task, [returning.prepared(task, view, row, SENDER)], tmp_path)
    (made.folder / FIRST).unlink()
    view = handed_in(made, task, {(ROW, 0): "2件（其中撤回1件）"}, AGAIN)
    found = second(task, view)
    assert (len(found.done), len(found.left), found.others) == (0, 1, ())
    (made.folder / AGAIN).unlink()
    view = handed_in(made, task, {}, "卫生健康局第三稿.foreign.xlsx")
    found = second(task, view)
    assert (len(found.done), found.left, found.others) == (1, (), ())


def test_a_total_put_right_by_its_parts_is_done_and_the_parts_were_asked_for(
    made: Received, task: CollectTask, report: Report, tmp_path: Path
) -> None:
    """The total was the right one, the cell it adds up was not."""
    value = report.values[GRANTED]
    assert isinstance(value, int)
    total = report.values[GRANTED._replace(column="total")]
    assert isinstance(total, int)
    wrong = {(ROW, 0): value + 1, (ROW, -1): total + 1}
    view = handed_in(made, task, wrong, FIRST)
    row = view.row(office(view))
    said = points(task, view)
    assert any(one.key.startswith("total:") for one in said)
    returning.send_back(task, [returning.prepared(task, view, row, SENDER)], tmp_path)
    (made.folder / FIRST).unlink()
    found = second(task, handed_in(made, task, {}, AGAIN))
    assert (len(found.done), found.left, found.others) == (len(said), (), ())
