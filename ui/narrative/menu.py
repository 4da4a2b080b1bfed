"""The context menu of the prose."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from govreport_desktop.report.fields import escape
from govreport_desktop.report.figure import figure_value
from ui.narrative.convert import address_at, figure_at
from ui.narrative.text import ProseEdit
from ui.plain import on_button
from ui.session import Session

_Keys = QKeySequence.StandardKey


class ProseMenu(QMenu):
    """What can be done at a place of the prose, in the words the undo stack uses."""

    field_wanted = Signal()
    sentence_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, text: ProseEdit, session: Session, position: int) -> None:
        super().__init__(text)
        self._text = text
        self._session = session
        self._position = position
        self._add_undo()
        self._add_clipboard()
        self._add_fields()

    def _add_undo(self) -> None:
        stack = self._session.undo_stack
        undo = self._add(f"撤销“{stack.undoText()}”" if stack.canUndo() else "撤销", _Keys.Undo)
        undo.setEnabled(stack.canUndo())
        undo.triggered.connect(self._session.undo)
        redo = self._add(f"重做“{stack.redoText()}”" if stack.canRedo() else "重做", _Keys.Redo)
        redo.setEnabled(stack.canRedo())
        redo.triggered.connect(self._session.redo)
        self.addSeparator()

    def _add_clipboard(self) -> None:
        text, locked = self._text, self._text.isReadOnly()
        selected = text.textCursor().hasSelection()
        cut = self._add("剪切", _Keys.Cut)
        cut.setEnabled(selected and not locked)
        cut.triggered.connect(text.cut)
        copy = self._add("复制", _Keys.Copy)
        copy.setEnabled(selected)
        copy.triggered.connect(text.copy)
        paste = self._add("粘贴为纯文字", _Keys.Paste)
        paste.setEnabled(not locked and _can_paste(text))
        paste.triggered.connect(text.paste)
        self._add("全选", _Keys.SelectAll).triggered.connect(text.selectAll)
        self.addSeparator()

    def _add_fields(self) -> None:
        address = address_at(self._text.document(), self._position)
        if address:
            self._add("转到表格中的这一格").triggered.connect(self._follow)
            plain = self._add("改为普通数字")
            plain.setEnabled(not self._text.isReadOnly())
            plain.triggered.connect(self._make_plain)
        insert = self._add("插入表内数字…")
        insert.setEnabled(not self._text.isReadOnly())
        insert.triggered.connect(self.field_wanted)
        ready = self._add("插入现成句子…")
        ready.setEnabled(not self._text.isReadOnly())
        ready.triggered.connect(self.sentence_wanted)
        self._add("查找和替换…").triggered.connect(self.find_wanted)

    def _follow(self) -> None:
        self._text.cell_wanted.emit(address_at(self._text.document(), self._position))

    def _make_plain(self) -> None:
        figure = figure_at(self._text.document(), self._position)
        if not figure:
            return
        cursor = self._text.textCursor()
        cursor.setPosition(self._position)
        cursor.setPosition(self._position + 1, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        digits = figure_value(figure, self._session.report)
        self._text.insert_stored(escape(digits), "改为普通数字")

    def _add(self, words: str, keys: QKeySequence.StandardKey | None = None) -> QAction:
        action = self.addAction(on_button(words))
        if keys is not None:
            action.setShortcut(keys)
        return action


def _can_paste(text: ProseEdit) -> bool:
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data is not None and text.canInsertFromMimeData(data)
