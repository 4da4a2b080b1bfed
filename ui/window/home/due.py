"""What is due next, out of the recent reports and what is known of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import form_for_office
from govreport_desktop.form.organs import MonthDay
from govreport_desktop.jobs.standing import Standing
from govreport_desktop.report.deadline import Judged, judge
from govreport_desktop.shown import shown
from ui.settings import RecentFile

Known = tuple[RecentFile, Standing | None]

_LATE = 60  # days behind its day a report that nobody marked as handed in is still asked for
_FAR = 180  # days; what is further away is nothing to count down to


@dataclass(frozen=True, slots=True)
class Due:
    """The report that is due next: ``day`` is the one that counts here, ``law`` the statute's.

    ``path`` is the report where it is begun, ``last`` last year's of the same office.
    """

    office: str
    year: int
    kind: str
    day: date
    law: date
    path: Path | None
    last: Path | None
    changed: bool = False  # since it was handed in: it is to be handed in again
    sent: bool = False  # that of the year before was handed in

    def days(self, today: date) -> int:
        """How many days are left; below 0 it is late."""
        return (self.day - today).days

    def headline(self, today: date) -> tuple[str, str]:
        """The number to be seen from afar, and what it says: 62, 天后报送 2025 年度报告."""
        days = self.days(today)
        if self.sent and days > _FAR:
            day = f"{self.day.year} 年 {MonthDay(self.day.month, self.day.day)}前"
            return "已报送", f"{self.year - 1} 年度报告。下一份是 {self.year} 年度的，{day}报送"
        if self.changed and days >= 0:
            return str(days), f"天后到期：{self.year} 年度报告报送后改过，需要再报一次"
        if days < 0:
            return str(-days), f"天前已到期：{self.year} 年度报告"
        if days == 0:
            return "今天", f"是报送 {self.year} 年度报告的最后一天"
        return str(days), f"天后报送 {self.year} 年度报告"

    @property
    def details(self) -> str:
        """某县档案局 · 政府部门 · 1 月 31 日前（本地要求 1 月 20 日前）."""
        law = f"{MonthDay(self.law.month, self.law.day)}前"
        here = MonthDay(self.day.month, self.day.day)
        local = f"（本地要求 {here}前）" if self.day < self.law else ""
        return " · ".join(filter(None, (shown(self.office), self.kind, law + local)))


def next_due(
    recent: Sequence[Known],
    profile: Mapping[str, str],
    local: MonthDay | None,
    today: date,
) -> Due | None:
    """What is due next; None while no office is known.

    First a begun report whose day is still to come, then one that is late and was not marked
    as handed in, else the next one that the office owes.
    """
    begun = [due for known in recent if (due := _begun(known, recent, local)) is not None]
    coming = [due for due in begun if due.day >= today]
    if coming:
        return min(coming, key=lambda due: due.day)
    late = [due for due in begun if -_LATE <= due.days(today) < 0 and not due.changed]
    if late:
        return max(late, key=lambda due: due.day)
    return _owed(recent, profile, local, today)


def _begun(known: Known, recent: Sequence[Known], local: MonthDay | None) -> Due | None:
    file, standing = known
    if standing is not None and (standing.gone or standing.trouble):
        return None
    if standing is not None and standing.handed_in and not standing.changed:
        return None
    if not file.office or file.year is None:
        return None
    if standing is not None and standing.due is not None:
        kind, law = standing.kind, standing.due
    else:
        judged = _judged("", file.office, file.year)
        if judged is None:
            return None
        kind, law = judged.kind.name if judged.kind else "", judged.due(file.year)
    last = _path_of(recent, file.office, file.year - 1)
    changed = standing is not None and bool(standing.handed_in)
    return Due(file.office, file.year, kind, _earlier(law, local), law, file.path, last, changed)


def _owed(
    recent: Sequence[Known], profile: Mapping[str, str], local: MonthDay | None, today: date
) -> Due | None:
    office = profile["office"] or next((file.office for file, _ in recent if file.office), "")
    stored = profile["office_kind"] if profile["office"] else ""
    if not office:
        return None
    for year in (today.year - 1, today.year, today.year + 1):
        judged = _judged(stored, office, year)
        if judged is None or _path_of(recent, office, year) is not None:
            continue  # what is there and is not begun (above) was handed in, or is long past
        day = _earlier(law := judged.due(year), local)
        if day >= today:
            kind = judged.kind.name if judged.kind else ""
            last = _path_of(recent, office, year - 1)
            sent = any(f.path == last and s and s.handed_in and not s.changed for f, s in recent)
            return Due(office, year, kind, day, law, None, last, sent=sent)
    return None


def _judged(stored: str, office: str, year: int) -> Judged | None:
    try:
        return judge(stored, office, form_for_office(year, office, stored))
    except GovReportError:  # no form is prescribed for that year
        return None


def _path_of(recent: Sequence[Known], office: str, year: int) -> Path | None:
    for file, standing in recent:
        missing = standing is not None and (standing.gone or bool(standing.trouble))
        if file.office == office and file.year == year and not missing:
            return file.path
    return None


def _earlier(law: date, local: MonthDay | None) -> date:
    return min(law, date(law.year, *local)) if local else law
