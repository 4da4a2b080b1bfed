"""What kind of organ a report is of, and when it is due (条例第四十九条; `form.organs`)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from govreport_desktop.form.model import Form
from govreport_desktop.form.organs import MonthDay, OrganKind, organ_kind_of, organs
from govreport_desktop.report.report import Report


class Judged(NamedTuple):
    """The kind of an organ, as far as it is known.

    ``means`` is that kind, or every kind it may be of: then it is to be asked. ``words`` say
    kind, day and how the kind is known, in one clause for the clerk.
    """

    means: tuple[OrganKind, ...]
    words: str

    @property
    def kind(self) -> OrganKind | None:
        """The kind; None where it is to be asked."""
        return self.means[0] if len(self.means) == 1 else None

    def due(self, year: int) -> date:
        """The last day for the report of ``year``: of what may be meant, the earliest."""
        return min(kind.due_date(year) for kind in self.means)


def judge(stored: str, office: str, form: Form) -> Judged:
    """The kind ``stored`` in the field ``office_kind``, else the one the office's name says.

    ``government``, which earlier programs stored for every government, is the one of its
    meanings that the name says. Other words nobody knows count as blank.
    """
    known = organs()
    named = organ_kind_of(office)
    if stored in known.kinds:
        kind = known.kinds[stored]
        doubt = f"（按名称像是{named.name}，请核对）" if named not in (None, kind) else ""
        return Judged((kind,), kind.words + doubt)
    _, means = known.old.get(stored, ("", known.reporting(form.organs)))
    if len(means) == 1:
        return Judged(means, means[0].words)
    if named in means:
        return Judged((named,), f"按名称判断：{named.words}")
    earliest = min(means, key=lambda kind: kind.due_date(2001)).due
    return Judged(means, f"{_why_open(office)}，请选择；选定前按最早的 {earliest}提醒")


def organ_of(report: Report) -> Judged:
    """The kind of organ a report is of."""
    return judge(report.fields["office_kind"], report.office, report.form)


def due_date(report: Report) -> date | None:
    """The last day for handing the report in; None while its year is unknown."""
    return None if report.year is None else organ_of(report).due(report.year)


def deadline_words(report: Report, today: date, local: MonthDay | None = None) -> str:
    """How far away that day is: 距报送期限 2027 年 2 月 20 日还有 12 天; "" without a year.

    ``local`` is what the locality asks for; it is told where it is earlier.
    """
    due = due_date(report)
    if due is None:
        return ""
    kind = organ_of(report).kind
    name = kind.due_name if kind else "最早的报送期限"
    day = f"{due.year} 年 {due.month} 月 {due.day} 日"
    days = (due - today).days
    words = f"距{name} {day}还有 {days} 天"
    if days <= 0:
        words = f"{name} {day}已过" if days else f"今天是{name} {day}"
    asked = date(due.year, *local) if local else due
    if asked >= due:
        return words
    return f"{words}；本地要求 {local}前" + ("，已过" if today > asked else "")


def _why_open(office: str) -> str:
    if not office:
        return "还没有填机关名称"
    why = organs().why_asked(office)
    return "按名称判断不出" + (f"（{why}）" if why else "")
