"""The list of the report's parts at the left: how far each is, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from govreport_desktop.checks import Problem, Severity, Tally, tally
from govreport_desktop.form.model import Section
from govreport_desktop.report import Report
from govreport_desktop.report.carry_over import has_body
from govreport_desktop.report.deadline import organ_of
from govreport_desktop.report.edit import CONTACT, FIELDS, Address, TextAddress
from govreport_desktop.report.fields import expand
from govreport_desktop.report.prose import count_words
from ui.hints import part_tip
from ui.look import colors
from ui.look.choice import draw_choice
from ui.look.faces import sized
from ui.look.structures import Option
from ui.look.tokens import Size
from ui.models import ROOT, Display, Index
from ui.plain import tip
from ui.session import Session

OFFICE = "office"  # the id of the page with the facts about the office
PART = Qt.ItemDataRole.UserRole + 1  # Part
_TITLE_FLAGS = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
FULL = "已填满"
SIGN_WIDTH = 20  # pixels
# Left of the sign, and right of the words: the scroll bar, so that it covers and moves nothing.
_MARGINS = (10, 12)
_LINE = 10  # characters of a title on one line, so that the longest of the statute takes two


class Filled(IntEnum):
    """How far a part is."""

    NOTHING = 0
    SOME = 1
    ALL = 2


_SIGNS = {Filled.NOTHING: "○", Filled.SOME: "◐", Filled.ALL: "●"}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the list."""

    id: str
    title: str
    filled: Filled
    state: str
    errors: int
    warnings: int

    @property
    def spoken(self) -> str:
        """The line for screen readers."""
        words = [self.title, self.state]
        if self.errors:
            words.append(f"{self.errors} 个错误")
        if self.warnings:
            words.append(f"{self.warnings} 个警告")
        return "，".join(words)


def parts_of(report: Report, problems: Iterable[Problem]) -> list[Part]:
    """Every line of the list as things stand."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        # What concerns the report as a whole is counted where its office and year stand.
        found.setdefault(problem.section or OFFICE, []).append(problem)
    counts = {section: tally(those) for section, those in found.items()}
    lines = [(OFFICE, "机关和年度", *_office_state(report))]
    for section in report.form.sections:
        state = _table_state if section.kind == "table" else _prose_state
        lines.append((section.id, section.title, *state(report, section)))
    return [_part(*line, counts.get(line[0], Tally())) for line in lines]


def _part(part_id: str, title: str, filled: Filled, state: str, found: Tally) -> Part:
    """A part with an error in it is not done, however full it is."""
    if found.errors and filled is Filled.ALL:
        filled, state = Filled.SOME, "有错误" if state == FULL else state
    return Part(part_id, title, filled, state, found.errors, found.warnings)


def _office_state(report: Report) -> tuple[Filled, str]:
    known: dict[str, str | int | None] = {"office": report.office, "year": report.year}
    wanted = {name: report.fields[name].strip() for name in (*CONTACT, "signed_on")}
    if report.office and organ_of(report).kind is None:  # asked for before the report leaves
        known["office_kind"] = None
    missing = [FIELDS[name] for name, value in (known | wanted).items() if not value]
    if missing:
        more = f"等 {len(missing)} 项" if len(missing) > 1 else ""
        return Filled.SOME, f"缺{missing[0]}{more}"
    return Filled.ALL, f"{report.year} 年度"


def _table_state(report: Report, section: Section) -> tuple[Filled, str]:
    cells = report.form.tables[section.id].cells.values()
    typed = [spec.address for spec in cells if spec.formula is None]
    blank = sum(report.values[address] is None for address in typed)
    if not blank:
        return Filled.ALL, FULL
    if blank == len(typed):
        return Filled.NOTHING, "未填写"
    return Filled.SOME, f"还有 {blank} 格空白"


def _prose_state(report: Report, section: Section) -> tuple[Filled, str]:
    text = expand(report.texts[section.id], report).text
    count = _count_words(text)
    if count and not has_body(text):
        return Filled.SOME, "只有标题"
    if count:
        return Filled.ALL, f"{count:,} 字"
    return Filled.NOTHING, "可不填" if section.optional else "未填写"


# Asked for with every number, of texts that are the same.
_count_words = lru_cache(maxsize=32)(count_words)


class PartsModel(QAbstractListModel):
    """The lines; only those that changed are drawn again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._parts = parts_of(session.report, session.problems)
        session.changed.connect(self._on_changed)
        session.problems_changed.connect(self._refresh)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a part."""
        return 0 if parent.isValid() else len(self._parts)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Title, spoken line, and the part itself for the delegate."""
        if not index.isValid():
            return None
        part = self._parts[index.row()]
        match role:
            case Display.DisplayRole:
                return part.title
            case Display.AccessibleTextRole:
                return part.spoken
            case Display.ToolTipRole:
                return self._tip(part)
            case _ if role == PART:
                return part
        return None

    def _tip(self, part: Part) -> str:
        form = self._session.report.form
        section = next((section for section in form.sections if section.id == part.id), None)
        return part_tip(form, section, part.spoken) if section else tip(part.spoken)

    def row_of(self, part_id: str) -> int:
        """The row of a part. Raises ValueError for an unknown one."""
        return self.ids.index(part_id)

    @property
    def ids(self) -> list[str]:
        """Every part, in order."""
        return [part.id for part in self._parts]

    def _on_changed(self, moved: frozenset[Address]) -> None:
        # With figures the problems are looked for at once, and then all of it is read anew.
        if all(isinstance(address, TextAddress) for address in moved):
            self._refresh(None)

    def _refresh(self, _: object) -> None:
        fresh = parts_of(self._session.report, self._session.problems)
        before, self._parts = self._parts, fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))


def _title_room(view: QListView, rect: QRect) -> QRect:
    """Where in a line of the list its words stand, right of the sign.

    As wide with the scroll bar as without it: a line keeps the height it was laid out with.
    """
    room = rect.adjusted(_MARGINS[0] + SIGN_WIDTH, 4, 0, -4)
    room.setRight(rect.left() + view.width() - _MARGINS[1])
    return room


class _PartDelegate(QStyledItemDelegate):
    """Sign and title, on two lines where one is too short; below, its state and problems."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._high: dict[tuple[str, int, int], int] = {}

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """The lines of the title and the one below, with air around them."""
        em = option.fontMetrics.horizontalAdvance("宽")
        view = option.widget
        assert isinstance(view, QListView)
        room = _title_room(view, QRect(0, 0, view.width(), em * 10))
        words = str(index.data(Display.DisplayRole))
        # Qt asks for every part with each change of the list's size, and breaking lines is slow.
        asked = words, room.width(), em
        if asked not in self._high:
            box = option.fontMetrics.boundingRect(room, _TITLE_FLAGS, words)
            line = option.fontMetrics.boundingRect(room, _TITLE_FLAGS, "宽")
            self._high[asked] = round(em * 3.3) + box.height() - line.height()
        return QSize(120, self._high[asked])

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """One line of the list."""
        part: Part = index.data(PART)
        palette: QPalette = option.palette
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            draw_choice(painter, option)
        view = option.widget
        assert isinstance(view, QListView)
        room = _title_room(view, rect)
        painter.setFont(option.font)
        painter.setPen(palette.text().color())
        painter.drawText(room, _TITLE_FLAGS, part.title)
        self._sign(painter, room, palette, part)
        right = self._badges(painter, room, option.font, palette, part)
        painter.setFont(sized(option.font, Size.SMALL))
        painter.setPen(colors.muted(palette))
        room.setRight(right)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom), part.state)
        painter.restore()

    def _sign(self, painter: QPainter, room: QRect, palette: QPalette, part: Part) -> None:
        ink = colors.ok(palette) if part.filled is Filled.ALL else colors.muted(palette)
        sign = _SIGNS[part.filled]
        if part.errors:
            ink, sign = colors.mark(palette, Severity.ERROR), colors.SIGNS[Severity.ERROR]
        painter.setPen(ink)
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(room.translated(-SIGN_WIDTH, 0), top, sign)

    def _badges(
        self, painter: QPainter, room: QRect, font: QFont, palette: QPalette, part: Part
    ) -> int:
        """Draws the counts and answers where they begin."""
        painter.setFont(sized(font, Size.BODY, bold=True))
        right = room.right() - 2  # clear of the scroll bar
        for count, severity in ((part.warnings, Severity.WARNING), (part.errors, Severity.ERROR)):
            if count:
                text = f"{colors.SIGNS[severity]} {count}"
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.setPen(colors.mark(palette, severity))
                place = QRect(right - width, room.top(), width + 1, room.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom), text)
                right -= width + 8
        return right


class PartsList(QListView):
    """Chooses the part that is shown."""

    part_chosen = Signal(str)
    entered = Signal()  # the clerk wants to type into the part that is shown

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = PartsModel(session)
        self._parts.setParent(self)
        self.setModel(self._parts)
        self.setItemDelegate(_PartDelegate(self))
        self.setAccessibleName("报告各部分")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(150)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows look around; Enter goes into the part, as a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the titles anew: Qt lays a list out again for another height alone."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @property
    def part(self) -> str:
        """The id of the part that is shown; "" before one is chosen."""
        part = self.currentIndex().data(PART)
        return part.id if part else ""

    @property
    def ids(self) -> list[str]:
        """Every part, in order."""
        return self._parts.ids

    def choose(self, part_id: str) -> None:
        """Show a part. Raises ValueError for an unknown one."""
        self.setCurrentIndex(self._parts.index(self._parts.row_of(part_id)))

    def step(self, by: int) -> None:
        """Show the next part, or the one before."""
        row = (self.currentIndex().row() + by) % self._parts.rowCount()
        self.setCurrentIndex(self._parts.index(row))

    def sizeHint(self) -> QSize:
        """As narrow as its titles are still read at a glance: the table wants the room."""
        words = self.fontMetrics().horizontalAdvance("宽" * _LINE) + 2  # rounding
        return QSize(words + SIGN_WIDTH + sum(_MARGINS), 400)

    def _on_entered(self, _: QModelIndex) -> None:
        self.entered.emit()

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        part = current.data(PART)
        if part is not None:
            self.part_chosen.emit(part.id)
