"""A county in January, to be drawn: 24 offices, a file or none from each, everything asked once."""

from __future__ import annotations

import os
import random
from datetime import datetime
from pathlib import Path

from govreport_desktop.collect import roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.report import Report, TextAddress
from tests.collect_folder import YEAR, a_report, changed, write

COUNTY = "云岭县"
PARENT = f"{COUNTY}人民政府"
OFFICES = tuple(
    f"{COUNTY}{name}"
    for name in (
        *("人民政府办公室", "发展和改革局", "教育局", "科学技术局", "公安局", "民政局", "司法局"),
        *("财政局", "人力资源和社会保障局", "自然资源局", "住房和城乡建设局", "交通运输局"),
        *("水利局", "农业农村局", "卫生健康局", "应急管理局", "审计局", "市场监督管理局"),
        *("石桥镇人民政府", "云溪镇人民政府", "竹园镇人民政府", "凉水镇人民政府"),
        *("石桥街道办事处", "城关街道办事处"),
    )
)
_FORMATS = ("docx", "xlsx", "govreport", "pdf", "html")
_MISSING, _CUT_OFF, _TWO, _WRONG = "审计局", "凉水镇人民政府", "公安局", "交通运输局"
_COURT = "与县司法局作为共同被告的行政诉讼案件1件。"
RECEIVED = CellAddress("requests", "received", "natural_person")


def a_task(base: Path) -> Path:
    """Make the folder and the task beside it; its path."""
    folder, dice = base / f"{YEAR}年报收件", random.Random(12)
    for number, name in enumerate(OFFICES):
        short = name.removeprefix(COUNTY)
        last = a_report(name, YEAR - 1, dice)
        path = folder / "往年" / f"{short}{YEAR - 1}.govreport"
        write(last, path)
        _dated(path, 10, YEAR)
        report = a_report(name, YEAR, dice, last)
        _send(folder, short, report, number)
    (folder / "关于报送年报的通知.txt").write_text("请各单位于1月15日前报送。", "utf-8")
    task = base / f"{PARENT}{YEAR}年度汇总.govtask"
    names = "\n".join(f"{name}\t{name.removeprefix(COUNTY)}" for name in OFFICES)
    offices = roster.from_text(f"全称\t简称\n{names}", PARENT)
    new_task(NewTask(task, PARENT, YEAR, folder, offices))
    with CollectTask.open(task) as opened:
        scan(opened)
        opened.decide(Draft(Subject.TASK, "phone", {"value": "0839-8800123"}))
    return task


def _send(folder: Path, short: str, report: Report, number: int) -> None:
    """What one office sends: its report, or what it has made of it."""
    path = folder / f"{short}{YEAR}年报.{_FORMATS[number % len(_FORMATS)]}"
    if short == _MISSING:
        return
    if short == _CUT_OFF:
        path.write_bytes(b"PK\x03\x04 cut off in the middle")
    elif short == _WRONG:
        received = report.values[RECEIVED]
        assert isinstance(received, int)
        report.apply(report.edit([(RECEIVED, received + 6)]))
    elif short == "司法局":
        direct = CellAddress("disputes", "litigation_direct", "upheld")
        other = f"{report.texts['other']}{_COURT}"
        report.apply(report.edit([(TextAddress("other"), other), (direct, 1)]))
    if short != _CUT_OFF:
        write(report, path)
    if short == _TWO:
        second = path.with_name(f"{short}年报（改）.docx")
        write(changed(report, 4), second)
        _dated(second, 14)
    _dated(path, 5 + number % 9)


def _dated(path: Path, day: int, year: int = YEAR + 1) -> None:
    """As if written on that day of January."""
    when = datetime(year, 1, day, 10).timestamp()
    os.utime(path, (when, when))
