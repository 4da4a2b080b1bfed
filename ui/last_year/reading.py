"""What was understood of last year's report, and the files it may be in."""

from __future__ import annotations

from govreport_desktop.report import Report, is_number
from govreport_desktop.shown import shown

FILES = (
    "上年度报告 (*.govreport *.xlsx *.xlsm *.docx *.pdf *.html *.htm *.txt *.csv *.json);;"
    "所有文件 (*)"
)


def understood(last: Report) -> str:
    """What was read, in one line: whose report, of which form, how much of it."""
    typed = [spec.address for spec in last.form.cells if spec.formula is None]
    numbers = sum(is_number(last.values[address]) for address in typed)
    prose = sum(bool(text) for text in last.texts.values())
    year = f"{last.year} 年度" if last.year else "年度未读出"
    whose = f"{shown(last.office) or '机关名称未读出'} {year}"
    return f"{whose}，按{last.form.name}读出 {numbers} 个数、{prose} 段文字。"
