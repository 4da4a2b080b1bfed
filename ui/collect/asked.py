"""The third view of a task: what may not simply be added is asked, with its evidence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.collect import deciding
from govreport_desktop.collect.asked import Question
from govreport_desktop.shown import shown
from ui.collect.asked_model import ANSWERED, STATE, TITLE, WORDS, AskedModel
from ui.collect.cards import Card, Side, button, side_by_side
from ui.collect.list_model import ROW
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.collect.words import short_name
from ui.forms import Lines
from ui.look import colors
from ui.look.items import dress
from ui.look.tokens import Space
from ui.models import Display, Index
from ui.plain import Label, tip

NOTHING = "眼下没有要问的：没有共同被告、联合发文、移送等迹象。"
_EVIDENCE_SHOWN = 9
_OFFICE_EMS = 9  # characters of an office's name on one line


class AskedPage(QWidget):
    """The list of questions and, beside it, the chosen one with its evidence and its answer."""

    opened = Signal(str, object)  # id of an office, and the CellAddress to show, or None
    counted = Signal(int)  # how many are open

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self._stale = True  # the questions are read when somebody looks
        self.model = AskedModel()
        self.list = RowsTable(self.model, "要问的")
        self.list.setItemDelegate(_AskedDelegate(self.list))
        self.list.widen({STATE: 4, TITLE: 9}, WORDS)
        self.none = Label(NOTHING)
        self.none.setObjectName("hint")
        self.card = AnswerCard(session)
        self.side = Side("所选的问题")
        self.side.add(self.card)
        self._splitter = side_by_side(self.list, self.side)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        page.setSpacing(Space.STEP)
        page.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        page.addWidget(self._splitter, 1)
        self.setFocusProxy(self.list)
        session.changed.connect(self._on_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self.card.opened.connect(self.opened)

    def look(self) -> None:
        """Read the questions where they are not those of the task as it is."""
        if not self._stale:
            return
        self._stale = False
        found = self._session.questions
        self.model.show_questions(found)
        unknown = self._session.unknown
        self.none.setText(f"收件文件夹{unknown}，读完以后才知道要问什么。" if unknown else NOTHING)
        self.none.setVisible(not found)
        self._splitter.setVisible(bool(found))
        self.list.choose(max(self.model.row_of(self._key), 0))
        self.counted.emit(sum(one.is_open for one in found))

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.look()

    def _on_current(self, current: QModelIndex) -> None:
        one = current.data(ROW)
        if isinstance(one, Question):
            self._key = one.key
            self.card.show_question(one)

    def _on_opened(self, _: QModelIndex) -> None:
        self.card.answer.setFocus()


class AnswerEdit(Lines):
    """What was found out. Ctrl+Enter hands it in; Enter alone begins another line."""

    handed_in = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is not for the text."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.handed_in.emit()
        else:
            super().keyPressEvent(event)


class AnswerCard(Card):
    """A question with its evidence; what is answered holds for the figures it was asked with."""

    opened = Signal(str, object)

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question: Question | None = None
        self.title, self.words = self.line(bold=True), self.line()
        self.basis = self.line(hint=True)
        self.evidence = EvidenceTable()
        self.evidence.cellActivated.connect(self._on_evidence)
        self.put(self.evidence)
        self.outdated = self.line(hint=True)
        self.answer = AnswerEdit()
        self.answer.setAccessibleName("答复")
        self.answer.setPlaceholderText("问过谁、怎么定的；Ctrl+Enter 记下")
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(self.fontMetrics().height() * 4 + Space.ROOM)
        self.answer.setReadOnly(session.read_only)
        self.put(self.answer)
        self.save = button("记下答复(&O)", self._save, primary=True)
        self.take_back = button("撤回答复(&R)", self._take_back)
        if not session.read_only:
            self.offer(self.save, self.take_back)
        self.answer.handed_in.connect(self._save)

    def show_question(self, one: Question) -> None:
        """Show another question; what is being written about the same one stays."""
        same = self._question is not None and self._question.key == one.key
        writing = same and self.answer.document().isModified()
        self._question = one
        self.title.setText(shown(one.title))
        self.words.setText(shown(one.words))
        self.basis.setText(shown(f"依据：{one.basis}"))
        self.outdated.setText("答过以后数又变了，请核对答复是否仍然成立，再记一次。")
        self.outdated.setVisible(one.outdated)
        self.take_back.setVisible(bool(one.answer))
        self.evidence.show_evidence(one)
        if not writing:
            self.answer.setPlainText(one.answer)
            self.answer.document().setModified(False)

    def _save(self) -> None:
        one, text = self._question, self.answer.toPlainText().strip()
        if one is None or not text or self._session.read_only:
            return
        self.answer.document().setModified(False)
        draft = deciding.answer(one.key, text, one.figures)
        self._session.decide([draft], f"答复“{one.title}”")

    def _take_back(self) -> None:
        from govreport_desktop.collect.decision import Subject

        if self._question is not None:
            self.answer.document().setModified(False)
            draft = deciding.take_back(Subject.ANSWER, self._question.key)
            self._session.decide([draft], f"撤回“{self._question.title}”的答复")

    def _on_evidence(self, row: int, _: int) -> None:
        one = self._question
        if one is not None and row < len(one.offices):
            self.opened.emit(one.offices[row], one.cells[0] if one.cells else None)


class _AskedDelegate(RowsDelegate):
    """Open questions in the colour of what has to be looked at."""

    def ink(self, palette: QPalette, index: Index) -> QColor:
        """By state."""
        if index.column() != STATE:
            return palette.text().color()
        answered = index.data(Display.DisplayRole) == ANSWERED
        return colors.ok(palette) if answered else colors.mark(palette, Severity.WARNING)

    def is_state(self, index: Index) -> bool:
        """The first column."""
        return bool(index.column() == STATE)


class EvidenceTable(QTableWidget):
    """Who said what, whole: as high as its first rows are in the width there is."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("由来：Enter 打开单位的报告")
        dress(self)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)

    def show_evidence(self, one: Question) -> None:
        """Show what a question rests on; gone where that is nothing."""
        self.setRowCount(len(one.evidence))
        for row, each in enumerate(one.evidence):
            where = f"　{short_name(each.file)}" if each.file else ""
            for column, text in enumerate((each.office, f"{each.words}{where}")):
                item = QTableWidgetItem(shown(text))
                item.setToolTip(tip(f"{text}\n{each.file}" if each.file else text))
                self.setItem(row, column, item)
        self._fit()
        self.setVisible(bool(one.evidence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        if (wide := event.size().width()) != event.oldSize().width():
            em = self.fontMetrics().horizontalAdvance("宽")
            self.setColumnWidth(0, min(_OFFICE_EMS * em, wide * 2 // 5))
            self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        rows = range(min(self.rowCount(), _EVIDENCE_SHOWN))
        self.setFixedHeight(sum(map(self.rowHeight, rows)) + 2 * self.frameWidth() + 2)
