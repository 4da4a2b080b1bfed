"""Last year's report out of any file the readers understand, and what was understood of it."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.report import Report, is_number
from ui.tasks import Task

FILES = (
    "上年度报告 (*.govreport *.xlsx *.xlsm *.docx *.pdf *.html *.htm *.txt *.csv *.json);;"
    "所有文件 (*)"
)


def read_report(path: Path, task: Task) -> Report:
    """The report in ``path``; for a task. Raises GovReportError with a sentence."""
    from govreport_desktop.matching.match import match
    from govreport_desktop.readers.detect import read_source

    task.step(20, "正在读取")
    source = read_source(path)
    task.step(60, "正在对位")
    return match(source).new_report()


def understood(last: Report) -> str:
    """What was read, in one line: whose report, of which form, how much of it."""
    typed = [spec.address for spec in last.form.cells if spec.formula is None]
    numbers = sum(is_number(last.values[address]) for address in typed)
    prose = sum(bool(text) for text in last.texts.values())
    whose = (
        f"{last.office or '机关名称未读出'} {f'{last.year} 年度' if last.year else '年度未读出'}"
    )
    return f"{whose}，按{last.form.name}读出 {numbers} 个数、{prose} 段文字。"
