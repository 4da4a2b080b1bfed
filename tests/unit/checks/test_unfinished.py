"""Incomplete is not wrong: a column that blanks may still complete is no error, nor silence."""

from __future__ import annotations

from govreport_desktop.checks import Severity, check
from govreport_desktop.checks.settings import CheckSettings, settings_text
from govreport_desktop.form import load_form
from govreport_desktop.report import Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import COLUMNS, found, put, requests, sound_report


def begun() -> Report:
    """What a new report holds that was made from last year's: 上年结转, three columns."""
    report = Report(load_form("2021"), "青禾县档案局", 2023)
    return put(report, {requests("carried_over", column): 3 for column in COLUMNS[:3]})


def blanks(report: Report) -> str:
    return found(report, "R18")["R18:requests"].message


def test_nothing_is_wrong_before_anything_was_typed() -> None:
    report = begun()
    assert not [p for p in check(report) if p.severity is Severity.ERROR]
    assert not found(report, "R1")
    assert blanks(report).endswith("自然人、商业企业、科研机构、总计各列填完才能核对勾稽关系。")


def test_a_column_is_not_wrong_until_it_is_filled_in() -> None:
    report = begun()
    rows = [
        cell.row
        for cell, spec in report.form.tables["requests"].cells.items()
        if cell.column == COLUMNS[0] and not spec.formula
    ]
    for row in rows[:-1]:
        put(report, {requests(row, COLUMNS[0]): 1 if row == "received" else 0})
        assert not found(report, "R1"), row
    put(report, {requests(rows[-1], COLUMNS[0]): 0})
    problem = found(report, "R1")[f"R1:requests/{COLUMNS[0]}"]
    assert problem.severity is Severity.ERROR
    assert "自然人" not in blanks(report).partition("没有的请填 0。")[2]


def test_a_difference_that_no_blank_can_make_up_for_is_an_error_at_once() -> None:
    report = sound_report()
    put(report, {requests("granted", "business"): 25, requests("partial", "business"): None})
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.severity is Severity.ERROR


def test_blanks_for_0_in_a_finished_column_hide_no_difference() -> None:
    """The last row is filled in: whoever left the others blank meant 0, or forgot them."""
    contents: dict[Address, Content] = {
        requests("received", "business"): 12,
        requests("granted", "business"): 9,
        requests("carried_forward", "business"): 1,
    }
    report = put(Report(load_form("2021"), "青禾县档案局", 2023), contents)
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.severity is Severity.WARNING
    assert "一、二两项共 12，三、四两项共 10，前者多 2" in problem.message
    assert problem.message.endswith("等 21 格空着，没有的填 0 再核对。")
    assert "R1:requests/total" in found(report, "R1")


def finished(report: Report) -> Report:
    texts = {s.id: "做了很多工作。" for s in report.form.sections if s.kind != "table"}
    put(report, {TextAddress(section): text for section, text in texts.items()})
    others = [t.cells for t in report.form.tables.values() if t.id != "requests"]
    first = [next(c for c, spec in cells.items() if not spec.formula) for cells in others]
    return put(report, dict.fromkeys(first, 1))


def test_a_report_that_is_written_is_judged_with_its_blanks() -> None:
    report = put(begun(), {requests("received", "business"): 12})
    assert not found(report, "R1")
    problem = found(finished(report), "R1")["R1:requests/business"]
    assert problem.severity is Severity.WARNING


def test_where_blanks_are_printed_for_0_both_sides_will_do() -> None:
    report = begun()
    stated = settings_text(CheckSettings(off=frozenset({"R18"})))
    put(report, {FieldAddress("check_settings"): stated})
    assert not found(report, "R1")
    put(report, {requests("granted", "business"): 2})
    assert found(report, "R1")["R1:requests/business"].severity is Severity.WARNING


def test_what_was_handed_in_is_judged_as_it_is() -> None:
    """The office above, and whoever is about to send it, must not hear that it goes on."""
    report = begun()
    (problem,) = [p for p in check(report, handed_in=True) if p.key == f"R1:requests/{COLUMNS[0]}"]
    assert problem.severity is Severity.ERROR
    assert "空着" in problem.message
