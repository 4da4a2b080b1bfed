"""A list of rows that are chosen as a whole, opened with Enter or a double click, and copied."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.models import Display, Index


class RowsView(QTableView):
    """The keys of a list. Ctrl+C copies what `copied` says of the row."""

    opened = Signal(object)  # what `_open` hands out: the QModelIndex

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.doubleClicked.connect(self._open)

    def copied(self, index: Index) -> str:
        """What Ctrl+C takes along: the row as it is spoken."""
        return str(index.data(Display.AccessibleTextRole))

    def choose(self, row: int) -> None:
        """Make a row the current one, the nearest where there is none so far down."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.selectRow(max(0, min(row, last)))

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C here, where it copies the row, not the cells of the table."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End are the ends of the list."""
        current = self.currentIndex()
        if current.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied(current))
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & _OTHERS:
                self._open(current)
            case Qt.Key.Key_Home:  # Qt's own goes along the row, of which there is one choice
                self.choose(0)
            case Qt.Key.Key_End:
                self.choose(self.model().rowCount() - 1)
            case _:
                super().keyPressEvent(event)

    def selectionCommand(self, *_: object) -> QItemSelectionModel.SelectionFlag:
        """The row with the keyboard is the one that is chosen, with Ctrl or without."""
        flags = QItemSelectionModel.SelectionFlag
        return flags.ClearAndSelect | flags.Rows

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index)


# Enter with one of these is a command; that of the number pad has a modifier of its own.
_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
