"""The office's side of a 退回意见: into the report it is meant for, as problems at the cells."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.collect.letter import Letter, read_letter
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.documents import changing
from govreport_desktop.report import Edit, Report
from govreport_desktop.report.remarks import ADDRESS, read_remarks, written
from govreport_desktop.shown import shown

_NAME = "打开退回意见"


def remarks_edit(report: Report, letter: Letter) -> Edit:
    """The one step that puts the points of ``letter`` into ``report``; empty where they are there.

    Points of earlier letters of the same sender that are settled by now are taken off, so that
    the list is what is still to be done. Raises GovReportError for another office's or year's.
    """
    refuse_other(report, letter)
    before = read_remarks(report.fields[ADDRESS.name])
    kept = [one for one in before if one in letter.remarks or not one.settled(report)]
    return report.edit([(ADDRESS, written([*kept, *letter.remarks]))], _NAME, "return")


def refuse_other(report: Report, letter: Letter) -> None:
    """Raise GovReportError where ``letter`` is not about ``report``."""
    whose = f"“{shown(letter.office)}”{letter.year} 年度"
    mine = f"“{shown(report.office)}”{report.year or '未填年度'}{' 年度' if report.year else ''}"
    if "".join(report.office.split()) != "".join(letter.office.split()):
        raise GovReportError(f"这份退回意见是给{whose}的，这份报告是{mine}的，请打开对应的报告。")
    if report.year != letter.year:
        raise GovReportError(f"这份退回意见说的是{whose}的报告，这份是{mine}的，请打开对应的报告。")
    # What is said of a whole file holds on any form: a report on the old one is sent back so.
    if report.form.id != letter.form and any(one.cells for one in letter.remarks):
        raise GovReportError("这份退回意见说的报告用的是另一种格式，对不上格，请让上级重新发一份。")


def take_letter(path: Path, source: Path) -> tuple[Letter, int]:
    """Put the letter in ``source`` into the report at ``path``; answers how many points are new.

    Raises GovReportError, with nothing changed, where it is no letter or not about that report.
    """
    letter = read_letter(source)
    with changing(path) as document:
        before = set(read_remarks(document.report.fields[ADDRESS.name]))
        edit = remarks_edit(document.report, letter)
        if edit:
            document.apply(edit)
    return letter, len([one for one in letter.remarks if one not in before])


def taken_words(report: Report, letter: Letter) -> str:
    """How many points of ``letter`` are listed in ``report``, and how many are met already."""
    count = len(letter.remarks)
    met = sum(one.settled(report) for one in letter.remarks)
    if met == count:
        return f"退回意见 {count} 点都已改过，没有要办的"
    if met:
        return f"退回意见 {count} 点：{count - met} 点要办，已列在问题里；{met} 点已改过，不再列"
    return f"退回意见 {count} 点已列在问题里"


def letter_words(letter: Letter) -> str:
    """What a letter is, in one sentence for the clerk."""
    due = f"，{letter.due} 前再报" if letter.due else ""
    phone = f"，电话 {shown(letter.phone)}" if letter.phone else ""
    return (
        f"{shown(letter.sender)} {letter.sent_on} 对“{shown(letter.file)}”的退回意见，"
        f"{len(letter.remarks)} 点{due}{phone}。"
    )
