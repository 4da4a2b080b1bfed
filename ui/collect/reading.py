"""An office's report as it was read: all its parts, its problems beside it, to be looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from govreport_desktop.checks import CheckSettings, Problem, Span, settings_text
from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect.roles import Filed
from govreport_desktop.form.model import CellAddress
from govreport_desktop.shown import shown
from govreport_desktop.store.looking import looked_at
from ui.collect.cards import button
from ui.collect.session import CollectSession
from ui.collect.words import short_name
from ui.look.tokens import Space
from ui.plain import ElidedLabel, on_button
from ui.problems.dock import ProblemsDock
from ui.problems.ends import ends
from ui.report.view import PROBLEMS_HEIGHT, ReportView
from ui.session import Session
from ui.settings import Settings

LOW = 560  # pixels: lower than that the table needs the room of the list below it


class ReadingPage(QWidget):
    """One report at a time, above it whose it is and the ways to the next."""

    left = Signal()  # back to where one came from
    stepped = Signal(int)  # the next office, or the one before

    def __init__(
        self, session: CollectSession, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._collect = session
        self._settings = settings
        self.session: Session | None = None
        self.view: ReportView | None = None
        self._part = ""
        self.title = ElidedLabel()
        self.problems = ProblemsDock(self)
        self.problems.hide()
        self.problems.jump_wanted.connect(self._jump)
        self.problems.reshaped.connect(self._share_height)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.problems)
        self._splitter.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._bar())
        page.addWidget(self._splitter, 1)

    def show_report(
        self, one: Filed, office: str, state: str = "", cell: CellAddress | None = None
    ) -> None:
        """Show what was read of a file of ``office``. Raises GovReportError."""
        report = self._collect.task.body(one.hash).report()
        # How the office has its own report checked is its own affair; here the task's sheet holds.
        rules = self._collect.task.rules
        stated = settings_text(CheckSettings(sheet=sheet_of(rules))) if rules else ""
        report.load({}, {}, {"check_settings": stated}, dict(report.explanations))
        document = looked_at(report, self._collect.task.path)
        self.clear()
        self.session = Session(document, self)
        counts = "计入" if one.counts else str(one.role)
        self.title.setText(f"{shown(office)}　{short_name(one.path)}（{counts}）　{state}".rstrip())
        self.title.setToolTip(shown(one.path))
        self.view = ReportView(self.session, self._settings)
        for banner in self.view.findChildren(QFrame, "banner"):
            banner.hide()  # the bar above says that this is for looking at
        self._splitter.insertWidget(0, self.view)
        self._splitter.setStretchFactor(0, 1)
        self.problems.follow(self.session)
        room = self.parentWidget() or self  # this page has no size of its own before it is shown
        self.problems.set_open(room.height() >= LOW)
        self.problems.show()
        self.session.recheck()
        self._share_height()
        self.view.open_at(self._part)
        if cell is not None:
            self.view.show_address([cell])
        self.view.focus_later()

    def announce(self, office: str) -> None:
        """Say whose report is being opened, at once: making it takes as long as is noticed."""
        self.title.setText(f"正在打开{shown(office)}的报告……")
        self.title.repaint()

    def clear(self) -> None:
        """Put the report away."""
        if self.view is None or self.session is None:
            return
        self._part = self.view.part
        self.problems.hide()
        self.problems.follow(None)
        self.view.hide()
        self.view.setParent(None)
        self.view.deleteLater()
        self.session.document.close()
        self.session.deleteLater()
        self.view = self.session = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height again."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """The list as high as a few problems need, the line alone where there is none."""
        if self.view is None:
            return
        height = self.problems.line_height()
        if not self.problems.is_line:
            height = max(min(PROBLEMS_HEIGHT, self.height() // 3), height)
        self._splitter.setSizes([self._splitter.height() - height, height])

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("panelTitle")
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.STEP, Space.HALF, Space.STEP, Space.HALF)
        row.setSpacing(Space.STEP)
        back = button("← 返回 Esc", self.left.emit)
        before = button("上一个单位 Alt+PgUp", self._before)
        after = button("下一个单位 Alt+PgDn", self._after)
        for each in (back, before, after):
            each.setText(on_button(each.text()))
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(back)
        row.addWidget(self.title, 1)
        row.addWidget(before)
        row.addWidget(after)
        return bar

    def _before(self) -> None:
        self.stepped.emit(-1)

    def _after(self) -> None:
        self.stepped.emit(1)

    def _jump(self, problem: Problem) -> None:
        """Show where a problem is."""
        if self.view is None:
            return
        places = ends(problem)
        match places[0] if places else None:
            case Span(section, start, end):
                self.view.show_span(section, start, end)
            case None:
                self.view.show_part(problem.section or "office")
            case cells:
                self.view.show_address(list(cells))
