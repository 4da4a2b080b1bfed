"""What was understood of last year's report, and the files it may be in."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.checks import Severity
from govreport_desktop.errors import GovReportError
from govreport_desktop.readers.endings import WILDCARDS
from govreport_desktop.report import Report, is_number
from govreport_desktop.report.carry_over import last_year_doubts
from govreport_desktop.shown import shown
from ui.look.colors import SIGNS

FILES = f"上年度报告 ({WILDCARDS});;所有文件 (*)"


def understood(last: Report) -> str:
    """What was read, in one line: whose report, of which form, how much of it."""
    typed = [spec.address for spec in last.form.cells if spec.formula is None]
    numbers = sum(is_number(last.values[address]) for address in typed)
    prose = sum(bool(text) for text in last.texts.values())
    year = f"{last.year} 年度" if last.year else "年度未读出"
    whose = f"{shown(last.office) or '机关名称未读出'} {year}"
    return f"{whose}，按{last.form.name}读出 {numbers} 个数、{prose} 段文字。"


def being_read(path: Path) -> str:
    """What is said until it is read."""
    return f"正在读取“{path.name}”……"


def found_words(last: Report, office: str, year: int | None) -> str:
    """What was read, and a line for each thing that speaks against it.

    ``office`` and ``year`` are those of the new report; None for a year not said yet.
    """
    against = last_year_doubts(Report(last.form, office, year), last, any_year=True)
    doubts = [f"{SIGNS[Severity.WARNING]} {words}" for words in against]
    return "\n".join([f"读出：{understood(last)}", *doubts])


def refused_words(error: GovReportError) -> str:
    """That it could not be read, and why."""
    return f"{SIGNS[Severity.ERROR]} 没有读出：{error}"
