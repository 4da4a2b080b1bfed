"""Prose written from the tables themselves raises nothing, however the tables are filled."""

from __future__ import annotations

import random

import pytest

from govreport_desktop.checks import check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from tests.unit.checks.true_prose import COLUMNS, RESULTS, SENTENCES, true_figures


def _filled(dice: random.Random) -> Report:
    """A report whose tables balance, with most columns empty as in real ones."""
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2024)
    cells: dict[Address, Content] = {
        cell.address: 0
        for cell in report.form.cells
        if not cell.formula and cell.kind.id == "count"
    }
    rows = [cell.address.row for cell in report.form.cells if cell.address.table == "requests"]
    results = sorted({r for r in rows if r.split(".")[0] in RESULTS})
    for column in dice.sample(sorted(COLUMNS), dice.randrange(1, 5)):
        done = 0
        for row in dice.sample(results, dice.randrange(1, 5)):
            number = dice.randrange(60)
            cells[CellAddress("requests", row, column)] = number
            done += number
        left = dice.randrange(5)
        carried = dice.randrange(min(done + left, 8) + 1)
        cells[CellAddress("requests", "carried_over", column)] = carried
        cells[CellAddress("requests", "carried_forward", column)] = left
        cells[CellAddress("requests", "received", column)] = done + left - carried
    for row, column in (("normative_documents", "issued"), ("normative_documents", "repealed")):
        cells[CellAddress("proactive", row, column)] = dice.randrange(20)
    cells[CellAddress("proactive", "normative_documents", "in_force")] = dice.randrange(20, 90)
    for row in ("licences", "penalties", "compulsion"):
        cells[CellAddress("proactive", row, "decisions")] = dice.randrange(3000)
    for column in ("upheld", "corrected"):
        cells[CellAddress("disputes", "review", column)] = dice.randrange(9)
    report.apply(report.edit(cells.items()))
    return report


@pytest.mark.parametrize("half_width", [False, True])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_true_prose_raises_nothing(sentence: str, half_width: bool) -> None:
    for seed in range(40):
        report = _filled(random.Random(seed))
        text = sentence.format(**true_figures(report))
        if half_width:
            text = text.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")")
        report.apply(report.edit([(TextAddress("overview"), text)]))
        alarms = [p.message for p in check(report) if p.rule in ("R1", "R9", "R10", "R20")]
        assert not alarms, (text, alarms)
