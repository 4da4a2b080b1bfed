"""What the pictures of the manual take for granted of the sample."""

from __future__ import annotations

from govreport_desktop.jobs.bring_in import read
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.fields import expand
from scripts.screenshots import BOUND, SAID, SAMPLE


def test_the_sentence_that_gives_way_to_fields_is_in_the_sample() -> None:
    proposal = read(SAMPLE).proposal
    report: Report = proposal.new_report()
    text = report.texts["overview"]
    assert SAID in text
    report.apply(report.edit([(TextAddress("overview"), text.replace(SAID, BOUND))]))
    assert "新收政府信息公开申请0件，" in expand(report.texts["overview"], report).text
