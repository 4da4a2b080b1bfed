"""R22: a number bound to a cell that has none is found before it is printed."""

from govreport_desktop.checks import Problem, Severity, check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress, Unread

CELL = CellAddress("proactive", "licences", "decisions")
FIELD = "{proactive/licences/decisions}"


def found(text: str, value: int | Unread | None = None, *, handed_in: bool = True) -> list[Problem]:
    report = Report(load_form("2021"), "示例局", 2024)
    report.apply(report.edit([(CELL, value), (TextAddress("overview"), text)]))
    found = check(report, handed_in=handed_in)
    return [problem for problem in found if problem.rule == "R22"]


def test_a_blank_cell_is_named_with_its_place_in_the_text() -> None:
    (problem,) = found(f"作出许可{FIELD}件")
    assert problem.severity is Severity.ERROR
    assert "二 · 行政许可 · 本年处理决定数量" in problem.message
    assert "（未填）" in problem.message
    assert problem.cells == (CELL,)
    assert [tuple(span) for span in problem.spans] == [("overview", 4, 4 + len(FIELD))]


def test_a_blank_cell_is_no_error_while_the_report_is_begun() -> None:
    """As with last year's prose before this year's tables."""
    (problem,) = found(f"作出许可{FIELD}件", handed_in=False)
    assert problem.severity is Severity.INFO


def test_a_filled_cell_is_fine_and_0_is_filled() -> None:
    assert found(f"作出许可{FIELD}件", 0) == []


def test_a_cell_of_another_form_is_named() -> None:
    (problem,) = found("制作{proactive/rules/made}件")
    assert (
        "引用了“二 · 规章 · 本年新制作数量”（2019年版格式），2021年版格式里没有" in problem.message
    )
    assert "rules" not in problem.message
    assert problem.cells == ()


def test_what_is_unreadable_is_left_to_its_cell() -> None:
    assert found(f"作出许可{FIELD}件", Unread("约三万")) == []
