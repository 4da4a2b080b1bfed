"""Choosing a number of the tables by what people call it (新收 总计, xs zj), or a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.report import Report
from ui.forms import Line
from ui.look.room import room_at
from ui.narrative.choices import Choice, ChoiceList, Column
from ui.narrative.keys import BRACES
from ui.plain import Label

_WIDTH, _ROWS = 520, 9
_VALUE, _SUBJECT = 96, 132  # pixels: the column of values; of what sentences are about
_LINES = 3  # of a sentence in full
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NUMBER_HINT = "输入格的名称查找，如：新收 总计，也可用拼音：xs zj"
_SENTENCE_HINT = "输入句子里的词查找，如：结转，也可用拼音：jz"
_NOTHING = "没有名称里含有这些字的格，请换一个词。"
_NO_SENTENCE = "没有这样的句子。表格填好以后，这里列出可以直接用的句子。"


class FieldPicker(QFrame):
    """A small window at the cursor: type part of the name, Enter puts it in.

    Tab turns from the numbers to the ready sentences and back.
    """

    chosen = Signal(object)  # Choice
    cancelled = Signal(str)  # the brace that was typed to open it, where it is text after all

    def __init__(
        self, report: Report, brace: str, parent: QWidget, *, sentences: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("插入表内数字或现成的句子")
        self._picked: Choice | None = None
        self._told = False
        self._brace = brace
        self.choices = ChoiceList(report, self)
        self.numbers_button = self._turn_button("数字")
        self.sentences_button = self._turn_button("句子")
        self.line = Line(self)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._search)
        self.view = self._make_view()
        self._empty = Label("", self)
        self._whole = Label("", self)
        self._whole.setWordWrap(True)
        self._whole.setMinimumHeight(_LINES * self._whole.fontMetrics().lineSpacing())
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._show_whole)
        self.turn(sentences=sentences)

    def turn(self, *, sentences: bool) -> None:
        """Offer ready sentences, or numbers."""
        self.choices.sentences = sentences
        self.sentences_button.setChecked(sentences)
        self.numbers_button.setChecked(not sentences)
        header = self.view.horizontalHeader()
        wide, narrow = (Column.VALUE, Column.WORDS) if sentences else (Column.WORDS, Column.VALUE)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(narrow, QHeaderView.ResizeMode.Fixed)
        self.view.setColumnWidth(narrow, _SUBJECT if sentences else _VALUE)
        self.view.setAccessibleName("现成的句子" if sentences else "表内数字")
        self.line.setPlaceholderText(_SENTENCE_HINT if sentences else _NUMBER_HINT)
        self.line.setAccessibleName("查找现成的句子" if sentences else "查找表内数字")
        self._empty.setText(_NO_SENTENCE if sentences else _NOTHING)
        self._whole.setVisible(sentences)
        self._search(self.line.text())

    def open_at(self, below: QPoint, above: int) -> None:
        """Show it under a point of the screen, or over it (``above`` px higher) at the edge."""
        self.adjustSize()
        room = room_at(below)
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        top = below.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), below.y() - above - self.height())
        self.move(left, top)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk the list while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in _TAKES:
                self._take()
                return True
            if event.key() in _TURNS:
                self.turn(sentences=not self.choices.sentences)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives it up, with the sign that opened it: that asked for a number."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._brace = ""
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """However it went away, exactly one answer is given."""
        super().hideEvent(event)
        if self._told:
            return
        self._told = True
        if self._picked:
            self.chosen.emit(self._picked)
        else:
            self.cancelled.emit(self._brace)

    # ------------------------------------------------------------ putting it together
    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.numbers_button)
        top.addWidget(self.sentences_button)
        hint = Label("回车插入，Tab 换数字或句子，Esc 取消；再打一次 { 或「 就写这个符号", self)
        hint.setObjectName("hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(top)
        for widget in (self.view, self._empty, self._whole, hint):
            layout.addWidget(widget)

    def _turn_button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_turn)
        return button

    def _on_turn(self) -> None:
        self.turn(sentences=self.sender() is self.sentences_button)

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.choices)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        # Both ends of 不予公开 · 属于国家秘密 · 自然人 tell which number it is.
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        view.horizontalHeader().hide()
        height = view.verticalHeader().defaultSectionSize()
        view.setFixedSize(_WIDTH, height * _ROWS + 2 * view.frameWidth())
        view.clicked.connect(self._take)
        return view

    # ------------------------------------------------------------ at work
    def _search(self, query: str) -> None:
        if query in BRACES:  # the sign once more is the sign itself
            self._brace = query
            self.close()
            return
        self.choices.search(query, sentences=self.choices.sentences)
        found = self.choices.rowCount() > 0
        self._empty.setVisible(not found)
        self._whole.setText("")
        if found:
            self.view.selectRow(0)
            self.view.scrollToTop()

    def _show_whole(self) -> None:
        row = self.view.currentIndex().row()
        if self.choices.sentences and 0 <= row < self.choices.rowCount():
            self._whole.setText(self.choices.choice(row).shown)

    def _walk(self, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - _ROWS}
        row = self.view.currentIndex().row() + step.get(key, _ROWS - 1)
        self.view.selectRow(max(0, min(row, self.choices.rowCount() - 1)))

    def _take(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < self.choices.rowCount():
            self._picked = self.choices.choice(row)
            self.close()
