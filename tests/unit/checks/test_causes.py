"""The likely cause of a broken column, where the figures point to one and only one."""

from __future__ import annotations

from govreport_desktop.report import Content, Report
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import (
    COLUMNS,
    found,
    put,
    requests,
    sound_report,
    with_last_year,
)


def cause(report: Report, column: str = "business") -> str:
    return found(report, "R1")[f"R1:requests/{column}"].cause


def test_a_case_in_the_wrong_applicant_column_names_the_rows_that_may_hold_it() -> None:
    astray: dict[Address, Content] = {
        requests("granted", "business"): 24,
        requests("granted", "research"): 18,
    }
    report = put(sound_report(), astray)
    said = "商业企业、科研机构两列正好相差相反的数，可能有 3 件填错了列"
    assert cause(report) == f"{said}，请核对“本年新收”“上年结转”“予以公开”"
    assert cause(report, "research") == cause(report)
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.choice == "移动 3 件：商业企业、科研机构"
    assert problem.fix is None, "one key must not choose"
    assert [fix.label for fix in problem.fixes] == [
        "本年新收：移动 3 件 科研机构 → 商业企业",
        "上年结转：移动 3 件 科研机构 → 商业企业",
        "予以公开：移动 3 件 商业企业 → 科研机构",
    ]
    for fix in problem.fixes:
        assert not found(put(put(sound_report(), astray), dict(fix.contents)), "R1")


def test_every_row_that_may_hold_it_is_named() -> None:
    """The one meant must not be hidden behind a number."""
    contents: dict[Address, Content] = {requests("granted", c): 19 for c in COLUMNS}
    contents |= {requests(r, c): 1 for r in ("partial", "denied.internal") for c in COLUMNS}
    report = put(sound_report(), contents)
    put(report, {requests("carried_forward", "business"): 3})
    put(report, {requests("carried_forward", "research"): 1})
    assert cause(report).endswith(
        "请核对“本年新收”“上年结转”“予以公开”“部分公开”“不予公开 · 属于三类内部事务信息”"
        "“结转下年度继续办理”"
    )
    labels = [fix.label for fix in found(report, "R1")["R1:requests/business"].fixes]
    assert "结转下年度继续办理：移动 1 件 商业企业 → 科研机构" in labels


def test_a_row_of_small_numbers_hides_no_other() -> None:
    """2 and 1 exchanged look no more like the slip than 9 and 4 with one of them moved."""
    report = sound_report()
    figures = {
        "received": (12, 6),
        "carried_over": (2, 1),
        "granted": (9, 4),
        "partial": (2, 1),
        "unavailable.not_held": (2, 0),
        "carried_forward": (2, 1),
    }
    for row, (person, business) in figures.items():
        put(report, {requests(row, "natural_person"): person, requests(row, "business"): business})
    labels = [fix.label for fix in found(report, "R1")["R1:requests/natural_person"].fixes]
    assert [label.partition("：")[0] for label in labels] == [
        "本年新收",
        "上年结转",
        "予以公开",
        "部分公开",
        "无法提供 · 本机关不掌握相关政府信息",
        "结转下年度继续办理",
    ]


def test_rows_that_cannot_hold_it_are_not_named() -> None:
    """Last year's report says what was carried over: that row is none of those."""
    report = with_last_year(sound_report(), {requests("carried_forward", c): 3 for c in COLUMNS})
    put(report, {requests("granted", "business"): 24, requests("granted", "research"): 18})
    assert cause(report).endswith("请核对“本年新收”“予以公开”")


def test_two_columns_that_could_be_meant_are_not_guessed_between() -> None:
    report = put(
        sound_report(),
        {
            requests("granted", "business"): 24,
            requests("granted", "research"): 18,
            requests("granted", "legal_service"): 18,
        },
    )
    assert cause(report) == ""


def test_last_years_carry_over_forgotten() -> None:
    report = with_last_year(sound_report(), {requests("carried_forward", c): 3 for c in COLUMNS})
    put(report, {requests("carried_over", "business"): None})
    said = "上年度报告结转下年度的是 3 件，“上年结转·商业企业”可能忘了填，改后“商业企业”列相符"
    assert cause(report) == said
    put(report, {requests("carried_over", "business"): 0})
    assert cause(report) == (
        "上年度报告结转下年度的是 3 件，“上年结转·商业企业”可能忘了填，"
        "改后“商业企业”列、上年度报告的结转都相符"
    )
    put(report, {requests("carried_over", "business"): 1})
    assert cause(report) == (
        "只有“上年结转·商业企业”的 1 改为 3，改后“商业企业”列、上年度报告的结转都相符"
    )


def test_a_digit_too_many() -> None:
    report = put(sound_report(), {requests("received", "business"): 200})
    assert cause(report) == (
        "“本年新收·商业企业”的 200 可能是 20（多打了一位数字），改后“商业企业”列相符"
    )


def test_a_digit_too_many_below_the_line() -> None:
    report = put(sound_report(), {requests("granted", "business"): 221})
    assert cause(report) == (
        "“予以公开·商业企业”的 221 可能是 21（多打了一位数字），改后“商业企业”列相符"
    )


def test_swapped_digits() -> None:
    report = put(
        sound_report(),
        {requests("received", "business"): 92, requests("granted", "business"): 30},
    )
    # 29 + 3 = 30 + 2; 92 was typed for 29.
    assert cause(report).startswith("“本年新收·商业企业”的 92 可能是 29（相邻两位数字颠倒）")


def test_digits_swapped_the_other_way() -> None:
    report = put(
        sound_report(),
        {requests("received", "business"): 29, requests("granted", "business"): 93},
    )
    # 92 + 3 = 93 + 2; 29 was typed for 92.
    assert cause(report).startswith("“本年新收·商业企业”的 29 可能是 92（相邻两位数字颠倒）")


def test_swapping_that_would_make_it_worse_is_not_the_cause() -> None:
    """The left side is too large by 9: 21 for 12 on the right would widen the gap."""
    report = put(
        sound_report(),
        {
            requests("received", "business"): 29,
            requests("granted", "business"): 0,
            requests("partial", "business"): 21,
        },
    )
    assert found(report, "R1")["R1:requests/business"].message.endswith("多 9。")
    assert cause(report) == ""


def test_a_difference_that_fits_nothing_is_left_unexplained() -> None:
    report = put(sound_report(), {requests("received", "business"): 24})
    assert cause(report) == ""


def test_a_row_pasted_one_column_aside_is_named_and_moved_back() -> None:
    granted = dict(zip(COLUMNS, (30, 12, 4, 3, 5, 4), strict=True))
    contents: dict[Address, Content] = {}
    contents |= {requests("granted", column): number for column, number in granted.items()}
    # What came in makes each column balance: 3 carried over, 2 carried forward.
    contents |= {requests("received", column): number - 1 for column, number in granted.items()}
    report = put(sound_report(), contents)
    assert not found(report, "R1")
    aside = zip(COLUMNS, (0, *granted.values()), strict=False)
    put(report, {requests("granted", column): number for column, number in aside})
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.cause == (
        "“予以公开”一行可能整行错了一列，应左移一列，改后“自然人”列、“商业企业”列、“科研机构”列等 "
        "6 处都相符"
    )
    assert problem.fix is not None
    assert problem.fix.label == "“予以公开”一行左移一列"
    put(report, dict(problem.fix.contents))
    assert not found(report, "R1")
    assert all(report.content(cell) == number for cell, number in contents.items())


def test_a_case_of_partial_disclosure_counted_twice() -> None:
    report = put(
        sound_report(),
        {
            requests("granted", "business"): 16,
            requests("partial", "business"): 5,
            requests("denied.process", "business"): 5,
        },
    )
    assert cause(report) == (
        "“不予公开 · 属于四类过程性信息”的 5 可能是 0：区分处理的只计部分公开，可能又计了一次，"
        "改后“商业企业”列相符"
    )


def test_the_carry_over_can_be_taken_from_last_year() -> None:
    report = with_last_year(sound_report(), {requests("carried_forward", "business"): 4})
    problem = found(report, "R6")["R6:requests/business"]
    assert problem.fix is not None
    assert problem.fix.label == "按上年度报告填 4"
    put(report, dict(problem.fix.contents))
    assert "R6:requests/business" not in found(report, "R6")
