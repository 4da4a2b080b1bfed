"""The likely cause of a broken column, where the figures point to one and only one."""

from __future__ import annotations

from govreport_desktop.report import Report
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


def test_a_case_in_the_wrong_applicant_column() -> None:
    report = put(
        sound_report(),
        {requests("granted", "business"): 24, requests("granted", "research"): 18},
    )
    assert cause(report) == "“科研机构”列正好相差相反的数，可能有 3 件填错了申请人类别"
    assert cause(report, "research") == "“商业企业”列正好相差相反的数，可能有 3 件填错了申请人类别"


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
    said = "相差的正好是上年度报告结转下年度的 3 件，可能忘了填上年结转"
    assert cause(report) == said
    put(report, {requests("carried_over", "business"): 0})
    assert cause(report) == said
    put(report, {requests("carried_over", "business"): 1})
    assert cause(report) == ""


def test_a_digit_too_many() -> None:
    report = put(sound_report(), {requests("received", "business"): 200})
    assert cause(report) == "“本年新收”的 200 可能多打了一位数字"


def test_a_digit_too_many_below_the_line() -> None:
    report = put(sound_report(), {requests("granted", "business"): 221})
    assert cause(report) == "“予以公开”的 221 可能多打了一位数字"


def test_swapped_digits() -> None:
    report = put(
        sound_report(),
        {requests("received", "business"): 92, requests("granted", "business"): 30},
    )
    # 29 + 3 = 30 + 2; 92 was typed for 29.
    assert cause(report) == "“本年新收”的 92 可能是 29（相邻两位数字颠倒）"


def test_digits_swapped_the_other_way() -> None:
    report = put(
        sound_report(),
        {requests("received", "business"): 29, requests("granted", "business"): 93},
    )
    # 92 + 3 = 93 + 2; 29 was typed for 92.
    assert cause(report) == "“本年新收”的 29 可能是 92（相邻两位数字颠倒）"


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
