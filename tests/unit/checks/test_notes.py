"""What an annex says of a warning is a statement of the office, no order of the program."""

from __future__ import annotations

import pytest

from govreport_desktop.checks import Severity, check, notes_of, statement
from govreport_desktop.collect.appendix import Appendix, explained
from govreport_desktop.form import load_form
from govreport_desktop.report import ExplanationAddress, TextAddress
from tests.unit.checks.filled import put, sound_report

FORM = load_form("2021")


@pytest.mark.parametrize(
    ("message", "stated"),
    [
        (
            "一、总体情况没有写到监督保障，请补写，或确认这方面没有需要报告的内容。",
            "第一部分“总体情况”没有写到监督保障。",
        ),
        (
            "自然人：上年结转 3，上年度报告为 27，本年多 3",
            "自然人：上年结转3，上年度报告为27，本年多3。",
        ),
        (
            "规章填了 2，本单位没有制定规章的权限，请核实是不是行政规范性文件。",
            "规章填了2，本单位没有制定规章的权限。",
        ),
        (
            "一、总体情况：这里写的期限是 15 个工作日，按规定是 20 个工作日（第33条），请改正；"
            "是本地另行承诺的，请写明是承诺。",
            "第一部分“总体情况”：这里写的期限是15个工作日，按规定是20个工作日（第33条）。",
        ),
        (
            "“请拨打电话，请勿 1 来信”一句写了 2 次，请只留一处。",
            "“请拨打电话，请勿 1 来信”一句写了2次。",
        ),
        (
            "五、存在的主要问题及改进情况有 3 格空着，没有的请填 0。",
            "第五部分“存在的主要问题及改进情况”有3格空着。",
        ),
        ("没有写收取信息处理费的情况，没有收取的请写明未收取。", "没有写收取信息处理费的情况。"),
        ("1.属于国家秘密：本年 30，上年 1，请核实。", "属于国家秘密：本年30，上年1。"),
        ("没有政府信息公开申请，请示件也没有", "没有政府信息公开申请，请示件也没有。"),
    ],
)
def test_a_warning_is_stated_without_requests_and_blanks(message: str, stated: str) -> None:
    assert statement(message, FORM) == stated


def test_a_stated_warning_is_found_again() -> None:
    report = put(sound_report(), {TextAddress("overview"): "公开信息3条。"})
    (first, *_) = [p for p in check(report, handed_in=True) if p.severity is Severity.WARNING]
    report.apply(report.edit([(ExplanationAddress(first.key), "情况属实。")]))
    problems = check(report, handed_in=True)
    (note, *_) = notes_of(report, problems)
    appendix = Appendix(((note.message, note.explanation),))
    assert explained(appendix, problems, report.form) == ({first.key: "情况属实。"}, "")
