"""When the report is due (条例第四十九条): departments 31 January, governments 31 March."""

from __future__ import annotations

from datetime import date

from govreport_desktop.report.report import Report

# What the field ``office_kind`` may hold, and what it is called. An office that has not
# said which it is gets the earlier date.
OFFICE_KINDS = {"department": "政府部门", "government": "人民政府"}


def due_date(report: Report) -> date | None:
    """The last day for handing the report in; None while its year is unknown."""
    if report.year is None:
        return None
    after = report.year + 1
    if report.fields["office_kind"] == "government":
        return date(after, 3, 31)
    return date(after, 1, 31)


def deadline_words(report: Report, today: date) -> str:
    """How far away that day is: 距 1 月 31 日还有 12 天; "" while the year is unknown."""
    due = due_date(report)
    if due is None:
        return ""
    days = (due - today).days
    day = f"{due.year} 年 {due.month} 月 {due.day} 日"
    if days > 0:
        return f"距报送期限 {day}还有 {days} 天"
    return f"今天是报送期限 {day}" if days == 0 else f"报送期限 {day}已过"
