"""R5: what is no such number is an error that says why and what to put there."""

from __future__ import annotations

import pytest

from govreport_desktop.checks import Severity
from govreport_desktop.report import Unread, parse_number
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import found, proactive, put, requests, sound_report

RECEIVED = requests("received", "business")
FEES = proactive("fees", "amount")


@pytest.mark.parametrize(
    ("address", "text", "message"),
    [
        (RECEIVED, "-3", "三 · 本年新收 · 商业企业：“-3”不能是负数，请改为件数。"),
        (RECEIVED, "2.5", "三 · 本年新收 · 商业企业：“2.5”应为整数，请改为件数。"),
        (RECEIVED, "无", "三 · 本年新收 · 商业企业：“无”不是数，请改为件数。"),
        (
            RECEIVED,
            "12345678901234567890",
            "三 · 本年新收 · 商业企业：“12345678901234567890”超过 15 位数，请改为件数。",
        ),
        (
            FEES,
            "-0.5",
            "二 · 行政事业性收费 · 本年收费金额：“-0.5”不能是负数，请改为金额（万元）。",
        ),
    ],
)
def test_r5_says_what_is_wrong_where_and_what_to_do(
    address: Address, text: str, message: str
) -> None:
    report = sound_report()
    kind = report.form.cell(RECEIVED if address == RECEIVED else FEES).kind
    put(report, {address: parse_number(text, kind)})
    problem = found(report, "R5")[f"R5:{address}"]
    assert problem.message == message
    assert problem.severity is Severity.ERROR
    assert problem.cells == (address,)
    assert problem.basis


def test_r5_finds_the_reason_again_where_the_file_did_not_keep_it() -> None:
    report = put(sound_report(), {RECEIVED: Unread("-3")})
    assert "不能是负数" in found(report, "R5")[f"R5:{RECEIVED}"].message


def test_r5_each_cell_once() -> None:
    report = put(sound_report(), {RECEIVED: Unread("a"), FEES: Unread("b")})
    assert list(found(report, "R5")) == [f"R5:{FEES}", f"R5:{RECEIVED}"]
