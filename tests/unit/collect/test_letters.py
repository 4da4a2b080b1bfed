"""What offices send instead of a report: a letter with it, a letter that there is nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import look_at, scan
from tests.collect_folder import PARENT, YEAR, a_report, write

POLICE, LETTERS = "青川县公安局", "青川县信访局"
NOTHING = f"县政府办：\n我单位{YEAR + 1}年无政府信息公开申请，零报告。\n{LETTERS}\n"


def _mail(path: Path, text: str, attached: Path | None = None) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "a@example.invalid", "b@example.invalid"
    letter.set_content(text)
    if attached is not None:
        data = attached.read_bytes()
        letter.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=attached.name
        )
    path.write_bytes(letter.as_bytes())


@pytest.fixture
def task(tmp_path: Path) -> Iterator[CollectTask]:
    report = tmp_path / "年报.xlsx"
    write(a_report(POLICE, YEAR, random.Random(3)), report)
    inbox = tmp_path / "收件"
    inbox.mkdir()
    _mail(inbox / "来信.eml", "请查收。", report)
    _mail(inbox / "零报告.eml", NOTHING)
    (inbox / "会议通知.txt").write_text(
        f"{date.today()}召开政府信息公开工作会议，请参加。", "utf-8"
    )
    offices = roster.from_text(f"{POLICE}\n{LETTERS}", PARENT)
    with look_at(inbox, PARENT, YEAR, offices) as task:
        scan(task)
        yield task


def test_the_report_in_a_letter_counts(task: CollectTask) -> None:
    view = overview(task)
    (row,) = (row for row in view.rows if row.office.name == POLICE)
    assert row.counted is not None
    assert row.counted.path == "来信.eml"
    assert row.state is OfficeState.PASSED


def test_nothing_to_report_is_no_report_and_no_zero_by_itself(task: CollectTask) -> None:
    view = overview(task)
    assert view.file("会议通知.txt").office == ""
    zero = view.file("零报告.eml")
    assert zero.role is Role.NO_REPORT
    assert "零报告" in zero.why
    (row,) = (row for row in view.rows if row.office.name == LETTERS)
    assert (row.state, row.counted) == (OfficeState.MISSING, None)
    assert "定为按零计，或请它补报" in row.remark
    task.decide(deciding.nothing(row, "来信说没有"))
    row = overview(task).row(row.office.id)
    assert (row.state, row.zero) == (OfficeState.PASSED, True)
