"""The status bar: where one is, what the selection adds up to, saved when, what is wrong, due."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QToolButton, QWidget

from govreport_desktop.checks import Severity, tally
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.form.organs import MonthDay
from govreport_desktop.report.deadline import deadline_words, organ_of
from govreport_desktop.report.figures import figures_of
from govreport_desktop.store.errors import (
    DiskFullError,
    FileChangedError,
    FileGoneError,
    FileReplacedError,
)
from ui.look import colors
from ui.plain import Label, tip
from ui.session import Session

_TROUBLES: tuple[tuple[type[GovReportError], str], ...] = (
    (FileGoneError, "文件不在原处，还没有存进文件"),
    (FileReplacedError, "文件被换掉了，还没有存进文件"),
    (FileChangedError, "文件被别的程序改过，还没有存进文件"),
    (DiskFullError, "磁盘已满，还没有存进文件"),
)


class StatusBar(QStatusBar):
    """Follows one session at a time."""

    problems_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._local: MonthDay | None = None
        self.place = _label("当前位置")
        # Cut rather than let a long address push the window wider.
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.figures = _label("所选数字")
        self.saved = _label("保存情况")
        self.due = _label("报送期限")
        self.problems = QToolButton()
        self.problems.setAutoRaise(True)
        self.problems.setToolTip("打开问题列表")
        self.problems.clicked.connect(self.problems_wanted)
        self.setSizeGripEnabled(False)
        self.addWidget(self.place, 1)
        for widget in (self.figures, self.problems, self.due, self.saved):
            self.addPermanentWidget(widget)

    def follow(self, session: Session | None) -> None:
        """Show what concerns this session; None for the start page."""
        self._session = session
        for widget in (self.place, self.figures, self.problems, self.due, self.saved):
            widget.setVisible(session is not None)
        if session is None:
            return
        session.changed.connect(self.show_report)
        session.problems_changed.connect(self.show_report)
        session.file_changed.connect(self.show_report)
        self.show_report()

    def take_local_deadline(self, day: MonthDay | None) -> None:
        """Tell a day the locality asks for beside the law's."""
        self._local = day
        self.show_report()

    def show_report(self, _: object = None) -> None:
        """Saved time, problem counts and deadline, as they stand."""
        session = self._session
        if session is None:
            return
        found = tally(session.problems)
        self.problems.setText(
            f"{colors.SIGNS[Severity.ERROR]} {found.errors}　"
            f"{colors.SIGNS[Severity.WARNING]} {found.warnings}"
        )
        self.problems.setToolTip(f"{found.words}，打开问题列表")
        self.problems.setAccessibleName(
            f"{found.errors} 个错误，{found.warnings} 个警告，打开问题列表"
        )
        self.due.setText(deadline_words(session.report, date.today(), self._local))
        self.due.setToolTip(tip(organ_of(session.report).words))
        self.saved.setText(saved_words(session))
        self.saved.setToolTip(tip(str(session.trouble)) if session.trouble else "")

    def show_selection(self, current: CellAddress | None, chosen: list[CellAddress]) -> None:
        """The address in words, how it is computed or counted, the figures of a selection."""
        session = self._session
        if session is None or current is None:
            self.place.clear()
            self.figures.clear()
            return
        spec = session.report.form.cell(current)
        how = f"　由程序计算：{spec.formula.explain}" if spec.formula else ""
        # Who goes by the keyboard sees no tooltip: what the notice says of the cell stands here.
        note = "".join(f"　{line}" for line in spec.note.splitlines())
        self.place.setText(f"{spec.words}{how}{note}")
        self.place.setToolTip(tip(self.place.text()))
        values = [session.report.values[address] for address in chosen]
        found = figures_of(values) if len(chosen) > 1 else None
        self.figures.setText(str(found) if found else "")


def saved_words(session: Session) -> str:
    """已保存 12:03, with the day where it was not today; never where something is in no file."""
    if session.read_only:
        return "只读"
    if session.trouble is not None:
        kinds = [words for kind, words in _TROUBLES if isinstance(session.trouble, kind)]
        return f"{colors.SIGNS[Severity.ERROR]} {kinds[0] if kinds else '还没有存进文件'}"
    time = session.document.saved_at
    if time is None:
        return "已保存"
    today = datetime.now().astimezone().date()
    shape = "%H:%M" if time.date() == today else "%m-%d %H:%M"
    return f"已保存 {time.strftime(shape)}"


def _label(name: str) -> Label:
    label = Label()
    label.setAccessibleName(name)
    return label
