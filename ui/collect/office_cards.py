"""What is known of the chosen office: where it stands, what to ask it, what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Draft, Subject, kind_words
from govreport_desktop.collect.raised import Above
from govreport_desktop.collect.second import Second
from govreport_desktop.collect.side_by_side import in_words, side_by_side
from govreport_desktop.collect.status import VERDICTS, OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.returning import second_version
from govreport_desktop.shown import shown
from govreport_desktop.store.log import moment
from ui.collect.cards import Card, button
from ui.collect.session import CollectSession
from ui.collect.words import short_name, state_words
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout

_KEYS = dict(zip(VERDICTS, "PCU", strict=True))
POINTS_SHOWN = 10
EVENTS_SHOWN = 12
_NO_EVENT = (Subject.TASK, Subject.OFFICE, Subject.UNDO, Subject.LAST, Subject.PAST)


class StandingCard(Card):
    """The state and the verdict."""

    many_wanted = Signal()

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row: OfficeRow | None = None

    def show_row(self, row: OfficeRow) -> None:
        """Say where an office stands, and offer what can be said of its report."""
        self.clear()
        self._row = row
        self.setVisible(row.state is not OfficeState.PENDING)
        self.head(row.office.name, state_words(row, self._session.unknown))
        if row.remark:
            self.say(shown(row.remark))
        unreadable = next((one for one in row.files if one.ask), None)
        if row.counted is None and unreadable is not None:
            self.hint(shown(unreadable.ask))
        if not self._session.read_only:
            self._offer(row)

    def _offer(self, row: OfficeRow) -> None:
        if row.counted is not None:
            buttons = [
                button(f"{word}(&{_KEYS[word]})", partial(self._judge, word))
                for word in VERDICTS
                if not (row.decided and row.state is word)
            ]
            if row.counted.head is not None and row.counted.head.open_points:
                buttons.append(button("已核对原件(&K)", self._check))
            if row.state is OfficeState.PASSED and not row.decided:
                buttons.append(button("建议通过的一次定下(&A)…", self.many_wanted.emit))
            self.offer(*buttons)
        elif (
            row.state in (OfficeState.MISSING, OfficeState.UNREADABLE) and not self._session.unknown
        ):
            self.offer(button("没有报告，按零计(&Z)…", self._ask_zero))

    def _judge(self, word: OfficeState, *_: object) -> None:
        self._decide(lambda row: deciding.verdict(row, word), f"{word}")

    def _check(self) -> None:
        row = self._row
        if row is not None and row.counted is not None:
            self._session.decide([deciding.checked(row.counted)], "已核对原件")

    def _ask_zero(self) -> None:
        dialog = ReasonDialog("没有报告，按零计", "理由(&R)", self.window())
        dialog.decided.connect(self._take_zero)
        dialog.open()

    def _take_zero(self, why: str) -> None:
        self._decide(lambda row: deciding.nothing(row, why), "按零计")

    def _decide(self, make: object, what: str) -> None:
        row = self._row
        if row is None or not callable(make):
            return
        try:
            draft: Draft = make(row)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"{row.office.called} {what}")


class PointsCard(Card):
    """What there is to ask the office, numbered."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_row(self, row: OfficeRow) -> None:
        """The points of the report that counts; gone where there is none."""
        self.clear()
        found = list(points_of(self._session, row))
        head = row.counted.head if row.counted is not None else None
        said = head.explanations.get("", "") if head is not None else ""
        self.setVisible(bool(found) or bool(said))
        self.head("问单位")
        if said:
            self.hint(f"单位写的审核说明：{shown(said)}")
        for number, words in enumerate(found[:POINTS_SHOWN], 1):
            self.say(f"{number}. {shown(words)}")
        if len(found) > POINTS_SHOWN:
            self.hint(f"还有 {len(found) - POINTS_SHOWN} 条，按 Enter 打开报告看全部。")


class SecondCard(Card):
    """What the version that came after a letter did about its points, and what else it changed."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_row(self, row: OfficeRow) -> None:
        """The points one by one; gone where nothing has come back."""
        self.clear()
        found = self._second(row)
        self.setVisible(found is not None)
        if found is None:
            return
        self.head("退回以后再报的", f"{found.words}。")
        for one, said in found.left[:POINTS_SHOWN]:
            answer = f"（单位说明：{said}）" if said else ""
            self.say(f"{one.number}. 没有改：{shown(one.words)}{shown(answer)}")
        for one, said in found.unsure[:POINTS_SHOWN]:
            answer = f"（单位说明：{said}）" if said else ""
            self.say(f"{one.number}. 请对照看：{shown(one.words)}{shown(answer)}")
        for one in found.done[:POINTS_SHOWN]:
            self.hint(f"{one.number}. 已改：{shown(one.words)}")
        for change in found.others[:POINTS_SHOWN]:
            self.hint(f"另改　{change.words}：{change.before} → {change.after}")
        left = [found.left, found.unsure, found.done, found.others]
        if more := sum(max(len(some) - POINTS_SHOWN, 0) for some in left):
            self.hint(f"还有 {more} 条没有列出。")

    def _second(self, row: OfficeRow) -> Second | None:
        if not row.returns:
            return None
        try:
            return second_version(self._session.task, self._session.view, row)
        except GovReportError:
            return None


class PastCard(Card):
    """What the office got wrong last year: what to look at first this time."""

    def show_row(self, row: OfficeRow) -> None:
        """How often it was sent back, how late it was, and the points; gone where nothing."""
        self.clear()
        past = row.past
        self.setVisible(past is not None)
        if past is None:
            return
        self.head("上年的问题", f"{past.short}。")
        for number, words in enumerate(past.points[:POINTS_SHOWN], 1):
            self.say(f"{number}. {shown(words)}")
        if len(past.points) > POINTS_SHOWN:
            self.hint(f"还有 {len(past.points) - POINTS_SHOWN} 点。")


class HistoryCard(Card):
    """What came in and what was decided, the latest first."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_row(self, row: OfficeRow) -> None:
        """The history of an office."""
        self.clear()
        found = sorted(_events(self._session, row), reverse=True)
        self.setVisible(bool(found))
        self.head("经过")
        row_year = self._session.task.year
        for time, words in found[:EVENTS_SHOWN]:
            # Last year's file came a year before.
            day = f"{time.month}月{time.day}日"
            day = day if time.year > row_year else f"{time.year}年{day}"
            self.hint(f"{day}　{shown(words)}")


class ReasonDialog(Dialog):
    """Asks for a reason, without which nothing is done."""

    decided = Signal(str)

    def __init__(self, title: str, label: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, accept="确定(&O)", close="取消(&C)")
        self.reason = Line()
        form = form_layout()
        add_row(form, label, self.reason, "写进任务的记录，签发时列出。")
        self.body.addLayout(form)
        self.reason.textChanged.connect(self._follow)
        self.accepted.connect(self._tell)
        self._follow()
        self.reason.setFocus()  # the first button would have the keyboard, and call it off
        self.resize(460, self.height())

    def _follow(self) -> None:
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(bool(self.reason.text().strip()))

    def _tell(self) -> None:
        self.decided.emit(self.reason.text().strip())


def points_of(session: CollectSession, row: OfficeRow) -> Iterator[str]:
    """What is open in the report that counts: errors, what was not read, last year, warnings."""
    if row.counted is None:
        return
    try:
        problems = [p for p in session.task.body(row.counted.hash).problems if p.get("open")]
    except GovReportError:
        problems = []
    errors = [p for p in problems if p.get("severity") == Severity.ERROR.value]
    warnings = [p for p in problems if p.get("severity") == Severity.WARNING.value]
    yield from (str(p["message"]) for p in errors)
    seen = session.view.above.get(row.office.id, Above())
    yield from (one.words for one in seen.breaks)
    for one in seen.findings:
        yield f"{one.words}{in_words(side_by_side(session.task, session.view, one))}"
    yield from (str(p["message"]) for p in warnings)


def _events(session: CollectSession, row: OfficeRow) -> Iterator[tuple[datetime, str]]:
    paths = {one.path for one in row.files}
    hashes = {one.hash for one in row.files}
    for receipt in session.task.receipts:
        if receipt.path in paths:
            # The day of the file, as in the list: the folder may be read much later.
            came = min(moment(receipt.modified), moment(receipt.time))
            yield came, f"收到 {short_name(receipt.path)}"
    undone, mine = session.task.state.undone, {row.office.id, *paths, *hashes}
    for made in session.task.decisions:
        if made.subject not in mine or made.number in undone or made.kind in _NO_EVENT:
            continue
        words = f"{kind_words(made.kind)} {session.said.rest_of(made)}".strip()
        yield made.time, f"{made.who}：{words}{f'（{made.why}）' if made.why else ''}"
