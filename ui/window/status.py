"""The status bar: where one is, what the selection adds up to, due when, saved when."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QStyle, QStyleOption, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.errors import FileError, GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.form.organs import MonthDay
from govreport_desktop.report.deadline import deadline_words, organ_of
from govreport_desktop.report.figures import figures_of
from govreport_desktop.report.inspection import inspect_cell
from govreport_desktop.store.errors import (
    DiskFullError,
    FileChangedError,
    FileGoneError,
    FileReplacedError,
)
from ui.look import colors
from ui.look.structures import Option
from ui.look.tokens import Space
from ui.plain import ElidedLabel, Label, tip
from ui.session import Session

_TROUBLES: tuple[tuple[type[GovReportError], str], ...] = (
    (FileGoneError, "文件不在原处，还没有存进文件"),
    (FileReplacedError, "文件被换掉了，还没有存进文件"),
    (FileChangedError, "文件被别的程序改过，还没有存进文件"),
    (DiskFullError, "磁盘已满，还没有存进文件"),
)


class StatusBar(QStatusBar):
    """Follows one session at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._local: MonthDay | None = None
        self.place = _label("当前位置")
        self.told = _label("消息")
        self.figures = _label("所选数字")
        self.due = _label("报送期限")
        self.saved = Label()
        self.saved.speak_as("保存情况")
        for widget in (self.place, self.told):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told.hide()
        self.setSizeGripEnabled(False)
        # All of them permanent: those that are not Qt hides behind a message, and shows again
        # where something else makes them visible, so that two texts stand on top of each other.
        for widget in (self.place, self.told):
            self.addPermanentWidget(widget, 1)
        for field in (self.figures, self.due, self.saved):
            self.addPermanentWidget(field)
        self.messageChanged.connect(self._tell)

    def follow(self, session: Session | None) -> None:
        """Show what concerns this session; None for the home page."""
        self._session = session
        for widget in (self.figures, self.due, self.saved):
            widget.setVisible(session is not None)
        self._tell(self.currentMessage())
        if session is None:
            return
        session.changed.connect(self.show_report)
        session.file_changed.connect(self.show_report)
        self.show_report()

    def show_words(self, place: str, saved: str) -> None:
        """What is shown of a file that is no report."""
        self.place.setText(place)
        self.place.setToolTip(tip(place))
        self.saved.setText(saved)
        self.saved.setToolTip("")
        self.saved.show()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The bar alone: a message has its own field, and is not drawn across the others."""
        painter = QPainter(self)
        option: Option = QStyleOption()
        option.initFrom(self)
        element = QStyle.PrimitiveElement.PE_PanelStatusBar
        self.style().drawPrimitive(element, option, painter, self)
        painter.end()

    def has_room(self, words: str) -> bool:
        """Whether a message of these words is seen whole, also before the bar is laid out."""
        others = [field for field in (self.figures, self.due, self.saved) if not field.isHidden()]
        taken = sum(field.sizeHint().width() for field in others)
        room = self.window().width() - taken - 4 * Space.STEP  # around it, and the bar's own
        return self.fontMetrics().horizontalAdvance(words) <= room

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setToolTip(tip(words))
        self.told.setVisible(bool(words))
        self.place.setVisible(not words)

    def take_local_deadline(self, day: MonthDay | None) -> None:
        """Tell a day the locality asks for beside the law's."""
        self._local = day
        self.show_report()

    def show_report(self, _: object = None) -> None:
        """Saved time and deadline, as they stand."""
        session = self._session
        if session is None:
            return
        sheet = session.check_settings.sheet
        local = (sheet.deadline if sheet else None) or self._local
        due = deadline_words(session.report, date.today(), local)
        self.due.setText(handed_in_words(session) or due)
        self.due.setToolTip(tip(f"{self.due.text()}\n{organ_of(session.report).words}"))
        self.saved.setText(saved_words(session))
        self.saved.setToolTip(tip(str(session.trouble)) if session.trouble else "")

    def show_selection(
        self, current: CellAddress | None, chosen: list[CellAddress], *, brief: bool = False
    ) -> None:
        """The address in words, what counts there, the figures of a selection.

        ``brief`` where what counts is said elsewhere in the window.
        """
        session = self._session
        if session is None or current is None:
            self.place.setText("")
            self.figures.setText("")
            return
        spec = session.report.form.cell(current)
        # Who goes by the keyboard sees no tooltip: what counts in the cell stands here.
        known = "" if brief else inspect_cell(session.report, current, session.hints).line
        self.place.setText("　".join(filter(None, (spec.words, known))))
        self.place.setToolTip(tip(self.place.text()))
        values = [session.report.values[address] for address in chosen]
        found = figures_of(values) if len(chosen) > 1 else None
        self.figures.setText(str(found) if found else "")


def handed_in_words(session: Session) -> str:
    """✓ 2026年1月22日报送县政府办公室, and whether it has changed since; "" before that day."""
    try:
        versions = session.document.versions()
    except FileError:
        return ""
    version = next((each for each in reversed(versions) if each.submission), None)
    if version is None or version.submission is None:
        return ""
    if any(each.is_current and each.submission for each in versions):
        return f"{colors.OK_SIGN} {version.submission.words}"
    return f"{colors.SIGNS[Severity.WARNING]} {version.submission.words}，以后改过"


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


def _label(name: str) -> ElidedLabel:
    label = ElidedLabel()
    label.speak_as(name)
    return label
