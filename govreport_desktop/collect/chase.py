"""催报: who still owes something at any moment, how long there is or how late it is.

Whoever has handed in nothing, was sent back and has not come again, or sent what nobody can read
is on the list. The days are those that the task states, else those of 条例第四十九条.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect.decision import Decision, Draft, State, Subject
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import Form
from govreport_desktop.report.deadline import judge


class Owes(StrEnum):
    """What an office still owes; the value is the word on screen."""

    NOTHING_YET = "未报"
    NOT_BACK = "退回未再报"
    AGAIN = "读不出待重交"


_OWES = {
    OfficeState.MISSING: Owes.NOTHING_YET,
    OfficeState.NOT_BACK: Owes.NOT_BACK,
    OfficeState.UNREADABLE: Owes.AGAIN,
}


# 条例第四十九条: the governments' reports of a year are published by this day of the next.
_SEASON_ENDS = 3, 31
_MANY = 3  # offices that do not by chance come late on the same day


@dataclass(frozen=True, slots=True)
class Owing:
    """One office on the list. ``days`` are left until ``due``, negative where it is late.

    ``ask`` says what is asked for, ``chased`` how often it was asked already.
    """

    office: Office
    what: Owes
    due: date
    days: int
    ask: str
    chased: int

    @property
    def when(self) -> str:
        """The days in words."""
        if not self.days:
            return "今天到期"
        return f"还有 {self.days} 天" if self.days > 0 else f"已逾期 {-self.days} 天"


def owing(view: Overview, state: State, decisions: Sequence[Decision], today: date) -> list[Owing]:
    """Everybody who owes something, by what it is, the latest first."""
    found = []
    for row in view.rows:
        what = _OWES.get(row.state)
        if what is None:
            continue
        due = due_of(row, state, view.sums.form, view.year)
        chased = _count(decisions, state, row.office.id)
        days = (due - today).days
        found.append(Owing(row.office, what, due, days, _ask(row), chased))
    order = list(Owes)
    return sorted(found, key=lambda one: (order.index(one.what), one.days))


def due_of(row: OfficeRow, state: State, form: Form, year: int) -> date:
    """The day an office's report is due: as its letter says, the task, or the statute."""
    office = row.office
    letter = state.what(Subject.RETURN, office.id)
    # A file that nothing could be made of was sent back as well, and has its day.
    meant = row.counted is None and any(one.hash == letter.get("hash") for one in row.files)
    if row.state is OfficeState.NOT_BACK or meant:
        asked = _day(str(letter.get("due", "")))
        if asked is not None:
            return asked
    return report_due(office, state, form, year)


def report_due(office: Office, state: State, form: Form, year: int) -> date:
    """The day the first report of an office is due: as the task says, its sheet, the statute."""
    stated = _day(state.setting("due"))
    if stated is not None:
        return stated
    due = judge(office.kind, office.name, form).due(year)
    rules = state.setting("sheet")
    asked = sheet_of(rules).deadline if rules else None
    return due.replace(month=asked.month, day=asked.day) if asked else due


def day_of_copying(rows: Sequence[OfficeRow], year: int) -> date | None:
    """The day on which the files of most offices were put in place long after they were due.

    Whoever copies a folder of an earlier year gives all of it the day of copying: of these it is
    not known when they came. None where there is no such day.
    """
    days = Counter(row.received.date() for row in rows if row.received)
    if not days:
        return None
    day, offices = days.most_common(1)[0]
    many = offices >= _MANY and 2 * offices > days.total()
    return day if many and day > date(year + 1, *_SEASON_ENDS) else None


def record(found: Sequence[Owing], words: str) -> tuple[Draft, ...]:
    """That the offices were asked. Raises GovReportError where nobody owes anything."""
    if not found:
        raise GovReportError("没有要催的单位。")
    return tuple(
        Draft(Subject.CHASE, one.office.id, {"words": words, "what": str(one.what)}, str(one.what))
        for one in found
    )


def caution(view: Overview) -> str:
    """That who owes what is not sure, as not all of the folder has been read; "" where it has."""
    if not view.unread:
        return ""
    return f"收件文件夹里还有 {view.unread} 个文件没有读，名单可能不准，请读完再催。"


def message(found: Sequence[Owing], view: Overview, phone: str = "") -> str:
    """The list as a message to be pasted into QQ or 微信."""
    lines = [f"【{view.year}年度政府信息公开工作年度报告催报】"]
    for what in Owes:
        mine = [one for one in found if one.what is what]
        if not mine:
            continue
        lines.append(f"{what}（{len(mine)} 个）：")
        lines += [f"{n}. {_line(one)}" for n, one in enumerate(mine, 1)]
    if len(lines) == 1:
        lines.append("各单位都已报送，没有要催的。")
    else:
        call = f"，有问题请打 {phone}" if phone else ""
        lines.append(f"请尽快报送{call}。{view.parent}")
    return "\n".join(lines) + "\n"


def _line(one: Owing) -> str:
    ask = f"：{one.ask}" if one.ask else ""
    return f"{one.office.called}（{one.due.month}月{one.due.day}日，{one.when}）{ask}"


def _ask(row: OfficeRow) -> str:
    """What is to be sent: what the file that cannot be used is to be replaced with."""
    if row.state is OfficeState.UNREADABLE:
        return next((one.ask for one in row.files if one.ask), "请重新报送")
    if row.state is OfficeState.NOT_BACK:
        return "请按退回意见改好再报"
    return row.remark if row.files else ""


def _count(decisions: Sequence[Decision], state: State, office: str) -> int:
    return sum(
        1
        for one in decisions
        if one.kind == Subject.CHASE and one.subject == office and one.number not in state.undone
    )


# ------------------------------------------------------------ 公布情况
@dataclass(frozen=True, slots=True)
class Figures:
    """What is published about the collecting itself; ``handed_in`` = ``in_time`` + ``late`` +
    ``undated``, of which it is not known when they came.

    ``passed`` are those that somebody has passed; ``proposed`` those that only the program would.
    """

    due: int
    handed_in: int
    in_time: int
    late: int
    undated: int
    passed: int
    proposed: int
    offices_returned: int
    returns: int
    missing: tuple[str, ...]

    @property
    def doubt(self) -> str:
        """What is to be decided before they are published; "" for nothing."""
        said = []
        if self.proposed:
            count = f"另有 {self.proposed} 个"
            said.append(f"{count}只是程序建议通过，还没有人定，没有算进“审核通过”。")
        if self.undated:
            copied = f"有 {self.undated} 个的文件是同一天拷来的"
            said.append(f"{copied}，看不出哪天收到，没有算按期、逾期。")
        return "".join(said)

    @property
    def words(self) -> str:
        """The sentence for the page."""
        known = self.due and not self.undated
        rate = f"，按期报送率 {100 * self.in_time / self.due:.1f}%" if known else ""
        undated = f"、收到日期不明 {self.undated} 个" if self.undated else ""
        missing = (
            f"；未报 {len(self.missing)} 个：{'、'.join(self.missing)}" if self.missing else ""
        )
        back = f"；退回 {self.offices_returned} 个单位、{self.returns} 次" if self.returns else ""
        return (
            f"应报 {self.due} 个单位，已报 {self.handed_in} 个，其中按期 {self.in_time} 个、"
            f"逾期 {self.late} 个{undated}{rate}；审核通过 {self.passed} 个{back}{missing}。"
        )

    def to_plain(self) -> Mapping[str, object]:
        """As JSON takes it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"words": self.words}


def figures(view: Overview, state: State) -> Figures:
    """The figures of the collecting at this moment; in time is by when the first file came."""
    rows = [row for row in view.rows if row.state is not OfficeState.NOT_DUE]
    form, year = view.sums.form, view.year
    here = [row for row in rows if row.received is not None or row.zero]
    copied = day_of_copying(rows, year)
    undated = [row for row in here if row.received and row.received.date() == copied]
    late = [
        row
        for row in here
        if row.received
        and row.received.date() != copied
        and row.received.date() > report_due(row.office, state, form, year)
    ]
    return Figures(
        due=len(rows),
        handed_in=len(here),
        in_time=len(here) - len(late) - len(undated),
        late=len(late),
        undated=len(undated),
        passed=sum(row.state is OfficeState.PASSED and not row.proposed for row in rows),
        proposed=sum(row.state is OfficeState.PASSED and row.proposed for row in rows),
        offices_returned=sum(bool(row.returns) for row in rows),
        returns=sum(row.returns for row in rows),
        missing=tuple(row.office.called for row in rows if row.received is None and not row.zero),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
