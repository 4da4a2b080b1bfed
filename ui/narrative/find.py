"""Find and replace across the prose of every part."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from govreport_desktop.report import Address, TextAddress
from govreport_desktop.report.search import Match, find_all, replace_matches
from ui.forms import Line
from ui.look.tokens import Space
from ui.plain import Label
from ui.session import Session

PROSE_ONLY = "只查找各部分的文字，不找表格里的数"


class FindBar(QFrame):
    """A bar under the editors: what is looked for, what it becomes, where it is.

    It searches the report, not one editor, and asks the window to go to a place: ``found``
    has the part and the offsets in its stored text.
    """

    found = Signal(str, int, int)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._matches: list[Match] = []
        self._current = -1
        self._origin = ("", 0)
        self._in_table = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("查找和替换")
        self.wanted = _line(self, "查找", "各部分的文字里查找")
        self.new = _line(self, "替换为", "留空则删去")
        self.match_case = QCheckBox("区分大小写(&C)", self)
        self.state = Label(parent=self)
        # What it says may be long; the bar is not to widen its column for it.
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.previous_button = _button(self, "上一处(&P)", "Shift+F3")
        self.next_button = _button(self, "下一处(&N)", "F3 或回车")
        self.replace_button = _button(self, "替换(&R)", "替换这一处，再找下一处")
        self.replace_all_button = _button(self, "全部替换(&A)", "各部分一次替换，可以一步撤销")
        self._lay_out()
        self._connect()
        self.hide()

    # ------------------------------------------------------------ for the window
    def show_find(
        self, text: str = "", section: str = "", position: int = 0, *, in_table: bool = False
    ) -> None:
        """Open it, looking for ``text`` (what is selected) from a place on.

        Who comes from a table is told that its numbers are not looked through.
        """
        self._origin = (section, position)
        self._in_table = in_table
        self.show()
        if text and "\n" not in text:
            self.wanted.setText(text)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.search()

    def find_next(self) -> None:
        """Go to the next place, from the last on to the first."""
        self._go(1)

    def find_previous(self) -> None:
        """Go to the place before, from the first on to the last."""
        self._go(-1)

    def replace(self) -> None:
        """Replace the place shown, and go to the next."""
        self._refresh()
        if not 0 <= self._current < len(self._matches):
            self.find_next()
            return
        match = self._matches[self._current]
        if match.bound:
            self.find_next()
            self.state.setText("这个数字来自表格，请到表格中修改")
            return
        self._origin = (match.section, match.start + len(self.new.text()))
        if self._put([match], "替换"):
            self.find_next()
            self._say_replaced(1)

    def replace_all(self) -> None:
        """Replace every place in one step."""
        self._refresh()
        self._put(self._matches, "")

    def search(self) -> None:
        """Look again from where the clerk is, without leaving it."""
        self._refresh()
        self._current = -1
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ at work
    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _go(self, step: int) -> None:
        self._refresh()
        if not self._matches:
            self._say()
            return
        if self._current < 0:
            self._current = self._first(step)
        else:
            self._current = (self._current + step) % len(self._matches)
        match = self._matches[self._current]
        self._in_table = False  # from here on one is in the prose
        self._say()
        # Going there gives the keyboard to the prose, where the next Enter would replace
        # what was found by a paragraph end.
        holder = QApplication.focusWidget()
        self.found.emit(match.section, match.start, match.end)
        if holder is not None and self.isAncestorOf(holder):
            holder.setFocus()

    def _first(self, step: int) -> int:
        """The first place at or after the origin (before it, when going back)."""
        order = [section.id for section in self._session.report.form.sections]
        section, position = self._origin
        here = (order.index(section) if section in order else 0, position)
        later = [
            index
            for index, match in enumerate(self._matches)
            if (order.index(match.section), match.start) >= here
        ]
        if step > 0:
            return later[0] if later else 0
        return (later[0] if later else len(self._matches)) - 1

    def _refresh(self) -> None:
        self._session.request_commit()
        self._matches = find_all(
            self._session.report, self.wanted.text(), match_case=self.match_case.isChecked()
        )
        if self._current >= len(self._matches):
            self._current = -1

    def _put(self, matches: list[Match], name: str) -> bool:
        result = replace_matches(self._session.report, matches, self.new.text())
        if result.replaced:
            name = name or f"替换 {result.replaced} 处"
            if not self._session.put(result.contents, name, "replace"):
                return False
        self.search()
        if matches:
            self._say_replaced(result.replaced, result.bound)
        return bool(result.replaced)

    def _say_replaced(self, count: int, bound: int = 0) -> None:
        """What was done, and what is left to do."""
        words = [f"已替换 {count} 处"]
        if bound:
            words.append(f"{bound} 处来自表格，没有改")
        left = len(self._matches) - bound
        if self._current >= 0:
            words.append(f"现在第 {self._current + 1} 处，共 {len(self._matches)} 处")
        elif left:
            words.append(f"还有 {left} 处")
        elif not bound:
            words.append("没有别的了")
        self.state.setText("，".join(words))

    def _say(self) -> None:
        total = len(self._matches)
        aside = f"，{PROSE_ONLY}" if self._in_table else ""
        if not self.wanted.text():
            self.state.setText(PROSE_ONLY if self._in_table else "")
        elif not total:
            self.state.setText(f"没有找到{aside}")
        elif self._current < 0:
            self.state.setText(f"共 {total} 处{aside}")
        else:
            self.state.setText(f"第 {self._current + 1} 处，共 {total} 处")

    def _on_changed(self, addresses: frozenset[Address]) -> None:
        if self.isVisible() and any(isinstance(address, TextAddress) for address in addresses):
            self._current = -1

    # ------------------------------------------------------------ putting it together
    def _lay_out(self) -> None:
        close = QToolButton(self)
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName("关闭查找")
        close.clicked.connect(self._close)
        finding = (self.match_case, self.previous_button, self.next_button, close)
        replacing = (self.replace_button, self.replace_all_button, self.state)
        rows: tuple[tuple[str, QLineEdit, tuple[QWidget, ...]], ...] = (
            ("查找(&S)", self.wanted, finding),
            ("替换为(&W)", self.new, replacing),
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(Space.ROOM, Space.STEP, Space.STEP, Space.STEP)
        for row, (words, line, others) in enumerate(rows):
            label = Label(words, self)
            label.setBuddy(line)
            layout.addWidget(label, row, 0)
            layout.addWidget(line, row, 1)
            box = QHBoxLayout()
            for widget in others:
                if widget is close:
                    box.addStretch(1)
                box.addWidget(widget, 1 if widget is self.state else 0)
            layout.addLayout(box, row, 2)
        layout.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self.search)
        self.match_case.toggled.connect(self.search)
        self.next_button.clicked.connect(self.find_next)
        self.previous_button.clicked.connect(self.find_previous)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button.clicked.connect(self.replace_all)
        self._session.changed.connect(self._on_changed)
        QShortcut(QKeySequence(Qt.Key.Key_F3), self, self.find_next)
        QShortcut(QKeySequence("Shift+F3"), self, self.find_previous)
        locked = self._session.read_only
        for widget in (self.new, self.replace_button, self.replace_all_button):
            widget.setDisabled(locked)


def _line(parent: QWidget, name: str, hint: str) -> QLineEdit:
    line = Line(parent)
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    line.setMinimumWidth(110)
    return line


def _button(parent: QWidget, words: str, tip: str) -> QPushButton:
    button = QPushButton(words, parent)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
