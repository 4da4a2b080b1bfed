"""What one key puts right, and what it leaves to the clerk."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.checks import Problem, Severity, check
from govreport_desktop.checks.problem import Cause, Fix
from govreport_desktop.report import Content, Report, TextAddress
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import (
    COLUMNS,
    found,
    proactive,
    put,
    requests,
    sound_report,
    with_last_year,
)

PERSON, BUSINESS = requests("received", "natural_person"), requests("received", "business")


def two_cases_in_the_wrong_column() -> Report:
    """自然人 has 2 too many; what became of the 商业企业's stands in rows of 1, none of them 2."""
    contents: dict[Address, Content] = {PERSON: 22, BUSINESS: 18}
    contents |= {requests("carried_over", c): 1 for c in ("natural_person", "business")}
    contents |= {requests("carried_forward", "natural_person"): 0}
    rows = [
        a.row
        for a, spec in sound_report().form.tables["requests"].cells.items()
        if a.column == "business" and spec.formula is None and a.row not in _INCOMING
    ]
    contents |= {requests(row, "business"): 1 for row in rows[:21]}
    contents |= {requests(row, "business"): 0 for row in rows[21:]}
    return put(sound_report(), contents)


_INCOMING = ("received", "carried_over")


def balance(report: Report, column: str) -> Problem:
    return found(report, "R1")[f"R1:requests/{column}"]


def test_one_row_that_explains_two_columns_is_moved() -> None:
    report = two_cases_in_the_wrong_column()
    problem = balance(report, "natural_person")
    assert problem.figures == (23, 21, 2)
    assert problem.cause == (
        "“本年新收”可能有 2 件填错了列，应在“商业企业”，不在“自然人”，"
        "改后“自然人”列、“商业企业”列都相符"
    )
    (fix,) = problem.fixes
    assert fix.label == "移动 2 件：自然人 → 商业企业"
    assert balance(report, "business").fixes == (fix,)
    put(report, dict(fix.contents))
    assert (report.values[PERSON], report.values[BUSINESS]) == (20, 20)
    assert not found(report, "R1")


def test_last_years_report_decides_between_rows() -> None:
    report = with_last_year(sound_report(), {requests("carried_forward", c): 3 for c in COLUMNS})
    carried = [requests("carried_over", c) for c in ("natural_person", "business")]
    put(report, {carried[0]: 6, carried[1]: None})
    problem = balance(report, "business")
    assert problem.cause.endswith("改后“自然人”列、“商业企业”列、上年度报告的结转都相符")
    assert [fix.label for fix in problem.fixes] == ["移动 3 件：自然人 → 商业企业"]
    put(report, dict(problem.fixes[0].contents))
    assert [report.values[cell] for cell in carried] == [3, 3]
    assert not found(report, "R1")
    assert not found(report, "R6")


def test_three_columns_are_not_sorted_out_by_guessing() -> None:
    report = put(sound_report(), {PERSON: 22, BUSINESS: 18})
    put(report, {requests("received", "research"): 22})
    assert all(not problem.fixes for problem in found(report, "R1").values())


def test_a_carry_over_forgotten_is_filled_in() -> None:
    report = with_last_year(sound_report(), {requests("carried_forward", c): 3 for c in COLUMNS})
    put(report, {requests("carried_over", "business"): None})
    (fix,) = balance(report, "business").fixes
    assert fix.label == "上年结转填 3"
    put(report, dict(fix.contents))
    assert not found(report, "R1")


def written(text: str) -> Report:
    """20 received in each of six columns, and prose."""
    return put(sound_report(), {TextAddress("overview"): text})


def fixed(report: Report, rule: str, which: int = 0) -> str:
    (problem,) = (p for p in check(report) if p.rule == rule)
    put(report, dict(problem.fixes[which].contents))
    assert not found(report, rule)
    return report.texts["overview"]


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("全年收到政府信息公开申请 119 件。", "120", "{requests/received/total}"),
        ("全年收到政府信息公开申请１１９件。", "120", "{requests/received/total}"),
        ("全年收到政府信息公开申请十九件。", "120", "{requests/received/total}"),
        (
            "办结{requests/total/total}件。\n全年收到政府信息公开申请1,190件。",
            "120",
            "{requests/received/total}",
        ),
    ],
)
def test_prose_takes_the_tables_figure_or_follows_it(text: str, number: str, bound: str) -> None:
    wrong = next(w for w in ("119 ", "１１９", "十九", "1,190") if w in text)
    kept = wrong[len(wrong.rstrip()) :]
    labels = [f.label for p in check(written(text)) if p.rule == "R9" for f in p.fixes]
    assert labels == [f"改成 {number}", "改为随表更新"]
    assert fixed(written(text), "R9") == text.replace(wrong, number + kept)
    assert fixed(written(text), "R9", 1) == text.replace(wrong, bound + kept)


def test_an_amount_is_put_in_the_unit_it_is_written_in() -> None:
    report = put(sound_report(), {proactive("fees", "amount"): Decimal(3)})
    put(report, {TextAddress("overview"): "全年收取行政事业性收费35000元。"})
    (problem,) = found(report, "R9").values()
    assert [fix.label for fix in problem.fixes] == ["改成 30000", "表格改为 3.5 万元"]
    assert fixed(report, "R9") == "全年收取行政事业性收费30000元。"


def test_a_number_in_ten_thousands_is_put_right_in_ten_thousands() -> None:
    report = put(sound_report(), {proactive("licences", "decisions"): 128_400})
    put(report, {TextAddress("overview"): "作出行政许可决定12.9万件。"})
    (problem,) = found(report, "R9").values()
    assert [fix.label for fix in problem.fixes] == ["改成 12.84万件"]
    assert fixed(report, "R9") == "作出行政许可决定12.84万件。"


def test_a_sum_of_cells_can_be_written_and_bound() -> None:
    report = written("收到政府信息公开申请120件，其中不予公开9件。")
    denied = [cell for cell in report.values if cell.row.startswith("denied.")]
    put(report, {cell: 0 for cell in denied if cell.column != "total"})
    put(report, {requests("denied.process", "business"): 1})
    put(report, {requests("granted", "business"): 20})
    fixes = {f.label: f for p in check(report) if p.rule == "R9" for f in p.fixes}
    assert list(fixes) == ["改成 1", "改为随表更新"]
    ((_, bound),) = fixes["改为随表更新"].contents
    assert bound == "收到政府信息公开申请120件，其中不予公开{requests/denied.*/total}件。"


def test_a_field_of_another_cell_is_left_to_the_clerk() -> None:
    report = written("收到政府信息公开申请{requests/carried_over/total}件。")
    (problem,) = (p for p in check(report) if p.rule == "R9")
    assert problem.fixes == ()


def test_the_year_of_an_old_draft_is_put_right_beside_a_field() -> None:
    text = "2022年，全年收到政府信息公开申请{requests/received/total}件。"
    report = written(text)
    assert fixed(report, "R14") == text.replace("2022", "2023")


def test_between_several_cells_and_the_text_a_person_chooses() -> None:
    """One key would put the table's wrong figure into a sentence that is right."""
    cells = (Fix("改为 218", ((PERSON, 218),)), Fix("改为 103", ((BUSINESS, 103),)))
    text = Fix("改成 329", ((TextAddress("overview"), "无法提供329件"),))
    problem = Problem("R9:overview/1", "R9", Severity.WARNING, "overview", "…", fixes=(text,))
    due = problem.due_to(Cause("218 或者 103", cells, "改为哪一个"))
    assert due.fix is None
    assert due.fixes == (*cells, text)
