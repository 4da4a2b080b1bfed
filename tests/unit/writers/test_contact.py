"""Whom to ask, as published reports print it: from the facts, and only where it is wished."""

from __future__ import annotations

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.writers.document import Heading, Paragraph, build_document


def report_with(preamble: str = "", **facts: str) -> Report:
    report = Report(load_form("2021"), "某县档案局", 2026)
    report.apply(report.edit([(FieldAddress(name), value) for name, value in facts.items()]))
    report.apply(report.edit([(TextAddress("preamble"), preamble)]))
    return report


def front(report: Report, *, contact: bool = True) -> list[str]:
    """What is printed before the first part."""
    found: list[str] = []
    for block in build_document(report, contact=contact).blocks:
        if isinstance(block, Heading):
            return found
        assert isinstance(block, Paragraph)
        found.append(block.text)
    return found


def test_the_sentence_names_what_is_known_and_nothing_else() -> None:
    report = report_with("本报告依条例编制。", contact_name="李四", contact_phone="0571-12345678")
    assert front(report) == [
        "本报告依条例编制。",
        "如对本报告有疑问，请与某县档案局联系（联系人：李四，电话：0571-12345678）。",
    ]
    assert front(report, contact=False) == ["本报告依条例编制。"]


def test_nothing_is_printed_of_nothing_nor_said_twice() -> None:
    assert front(report_with()) == []
    said = "有疑问请拨打0571-12345678。"
    assert front(report_with(said, contact_phone="0571-12345678")) == [said]
