"""The prose itself: plain paragraphs on a sheet as wide as on paper, with numbers as chips."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from govreport_desktop.patterns import regex
from govreport_desktop.report import Report
from govreport_desktop.report.fields import escape, expand
from govreport_desktop.report.prose import difference
from ui.forms import is_chord, is_command
from ui.narrative.chips import Chips, describe
from ui.narrative.convert import (
    OBJECT_TYPE,
    address_at,
    field_positions,
    figure_at,
    insert_tokens,
    stored_from,
    stored_selection,
    tokens_of,
    units,
)
from ui.narrative.faces import prose_faces
from ui.narrative.highlight import LevelHighlighter
from ui.narrative.keys import BRACES, ends_paragraph, is_redo
from ui.narrative.no_text import no_text
from ui.plain import tip

# 28 characters a line, as GB/T 9704-2012 sets them on paper.
COLUMN_CHARACTERS = 28
BASE_SIZE = 18  # px; smaller than 16 is not comfortable for a day's work
SMALLEST, LARGEST = 16, 40
LINE_HEIGHT = 1.6  # of a character's own height; on paper it is 29 pt to 16 pt
INDENT_CHARACTERS = 2
_NUMBER = regex(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_RIM = 36  # px between the sheet's edge and the text
EMPTY = "在这里写。打 { 放入表里的数，Ctrl+J 放入现成的句子。"
_LINE_ENDS = frozenset("\r\n\u2028\u2029")
PROSE_MIME = "application/x-govreport-prose"


class ProseEdit(QTextEdit):
    """A plain-text editor over one stored narrative.

    It knows nothing of documents and undo: `stored` is what it holds, `show_stored` puts
    another text in by changing only what differs, and every step that is not typing is
    announced by ``about_to_insert`` and ``inserted`` so that it can be a step of its own.
    """

    about_to_insert = Signal()
    inserted = Signal(str, str)  # what the undo menu and what the change log call it
    field_wanted = Signal(str)  # the brace that was typed, put in where no field is chosen
    cell_wanted = Signal(object)  # CellAddress of a field that was followed
    menu_wanted = Signal(QPoint, int)  # place on the screen, document position
    zoomed = Signal(int)  # a step in (1) or out (-1)
    left_out = Signal(str)  # what of a paste was not taken, in a sentence
    step_back = Signal()
    step_forward = Signal()

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._size = BASE_SIZE
        self.inserting = False  # while `insert_stored` is at work
        self.problem_at: Callable[[int], str] = _nothing
        # Asked before text and HTML of another program are pasted: True where it saw to them.
        self.takes_over: Callable[[str, str], bool] = _never
        self._faces = prose_faces()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the sheet stays where it is; its handle only where it can move.
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)
        document = self.document()
        document.setUndoRedoEnabled(False)  # the report's own stack undoes
        document.setDocumentMargin(_RIM)
        self._chips = Chips(report, document)
        self._chips.palette = self.palette()
        document.documentLayout().registerHandler(OBJECT_TYPE, self._chips)
        self._levels = LevelHighlighter(document, self._faces)
        self.set_letter_size(BASE_SIZE)

    # ------------------------------------------------------------ the text
    @property
    def stored(self) -> str:
        """The narrative as it is stored; what an input method is composing is not part of it."""
        return stored_from(self.document())

    def show_stored(self, stored: str) -> tuple[int, int] | None:
        """Show another text by changing only what differs.

        Answers the document positions of what is new (equal where something went), or None
        where the text already was the same. Cursor and scroll position stay.
        """
        old, new = tokens_of(self.stored), tokens_of(stored)
        start, old_end, new_end = difference(old, new)
        if start == old_end == new_end:
            return None
        begin = units(old[:start])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(begin)
        end = begin + units(old[start:old_end])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        insert_tokens(cursor, new[start:new_end])
        cursor.endEditBlock()
        return begin, begin + units(new[start:new_end])

    def refresh_fields(self) -> None:
        """Lay out and paint every field again after its cell has changed."""
        for position in field_positions(self.document()):
            self.document().markContentsDirty(position, 1)

    def insert_stored(self, stored: str, name: str, kind: str = "type") -> None:
        """Put stored text in place of the selection, as one step of those words and that kind."""
        if self.isReadOnly() or not stored:
            return
        self.about_to_insert.emit()
        self.inserting = True
        try:
            cursor = self.textCursor()
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            insert_tokens(cursor, tokens_of(stored))
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        finally:
            self.inserting = False
        self.inserted.emit(name, kind)

    # ------------------------------------------------------------ look
    @property
    def letter_size(self) -> int:
        """The height of a character in pixels."""
        return self._size

    def set_letter_size(self, size: int) -> None:
        """Write in characters of ``size`` pixels; the column keeps its 28 characters."""
        self._size = max(SMALLEST, min(LARGEST, size))
        font = QFont(self.font())
        font.setFamilies([self._faces.body, self._faces.first])
        font.setPixelSize(self._size)
        self.document().setDefaultFont(font)
        self._format_paragraphs()
        self._fit_column()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text; where there is none, what to do here, in as many lines as it takes.

        Qt cuts its own placeholder off below the first line.
        """
        super().paintEvent(event)
        composing = self.textCursor().block().layout().preeditAreaText()
        if self.document().isEmpty() and not composing and not self.isReadOnly():
            rim = round(self.document().documentMargin())
            painter = QPainter(self.viewport())
            painter.setFont(self.document().defaultFont())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(rim, rim, -rim, -rim)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), EMPTY)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet in the middle."""
        super().resizeEvent(event)
        self._fit_column()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette from light to dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_chips"):
            self._chips.palette = self.palette()
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; what the steps are is the window's."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _on_range(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)

    def _format_paragraphs(self) -> None:
        style = QTextBlockFormat()
        # A fixed height: in proportion to the face, Noto's lines would be half as high again.
        height = max(
            LINE_HEIGHT * self._size, QFontMetricsF(self.document().defaultFont()).height()
        )
        style.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        style.setTextIndent(INDENT_CHARACTERS * self._character_width())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)

    def _fit_column(self) -> None:
        """The sheet in the middle, as wide as on paper or as there is room for."""
        column = round(COLUMN_CHARACTERS * self._character_width() + 2 * _RIM) + 2
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - 2 * self.frameWidth() - bar
        side = max(0, room - column) // 2
        self.setViewportMargins(side, 0, side, 0)
        # Said outright: Qt does not lay the text out again when only the margins change.
        self.setLineWrapColumnOrWidth(min(column, room))

    def _character_width(self) -> float:
        return QFontMetricsF(self.document().defaultFont()).horizontalAdvance("国")

    # ------------------------------------------------------------ keys and input methods
    def event(self, event: QEvent) -> bool:
        """Ctrl and a letter is the window's, undo and export as well, but for the clipboard."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_command(event)
        ):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_tooltip(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``{`` asks for a number of the tables; Enter, with Shift too, ends a paragraph.

        Not Qt's Enter: in an empty paragraph that takes indent and line height away.
        """
        if is_chord(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.step_back.emit()
        elif is_redo(event):
            self.step_forward.emit()
        elif event.text() in BRACES and not self.isReadOnly():
            self.field_wanted.emit(event.text())
        elif ends_paragraph(event) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A brace that an input method commits asks for a number as well."""
        if self.isReadOnly():
            event.ignore()
            return
        commit = event.commitString()
        super().inputMethodEvent(event)
        if commit in BRACES:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
            self.field_wanted.emit(commit)

    # ------------------------------------------------------------ clipboard
    def createMimeDataFromSelection(self) -> QMimeData:
        """Digits for other programs, fields for ourselves."""
        stored = stored_selection(self.textCursor())
        data = QMimeData()
        data.setText(expand(stored, self._report).text)
        data.setData(PROSE_MIME, stored.encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text in any form, and pictures to say that they are none; files are for the window."""
        return not source.hasUrls() and (
            source.hasFormat(PROSE_MIME)
            or source.hasText()
            or source.hasHtml()
            or source.hasImage()
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as clean paragraphs, one step."""
        if source.hasFormat(PROSE_MIME):
            stored = bytes(source.data(PROSE_MIME).data()).decode()
            self.insert_stored(stored, "粘贴文字", "paste")
            return
        if why := no_text(source):
            self.left_out.emit(why)
        elif not self.takes_over(source.text(), source.html()):
            self.insert_text(source.text(), source.html())

    def insert_text(self, text: str, html: str) -> None:
        """Put what another program copied in as clean paragraphs, one step."""
        from govreport_desktop.clipboard.prose import pasted_prose

        paragraphs, notes = pasted_prose(text, html)
        # A line end in front begins a paragraph, where there is one to be parted from.
        apart = text.lstrip(" \t\u3000")[:1] in _LINE_ENDS and not self._begins_paragraph()
        new = ["", *paragraphs] if apart and paragraphs else paragraphs
        self.insert_stored(escape("\n".join(new)), "粘贴文字", "paste")
        if notes:
            self.left_out.emit("".join(notes))

    def _begins_paragraph(self) -> bool:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        return cursor.atBlockStart()

    # ------------------------------------------------------------ tooltips
    def position_at(self, point: QPoint) -> int:
        """The document position of the character under a point of the viewport; -1 for none."""
        layout = self.document().documentLayout()
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return layout.hitTest((point + offset).toPointF(), Qt.HitTestAccuracy.ExactHit)

    def tooltip_at(self, position: int) -> str:
        """What hovering a character says: the cell of a field, the problem of a passage."""
        figure = figure_at(self.document(), position)
        field = describe(figure, self._report) if figure else ""
        return "\n".join(filter(None, (field, self.problem_at(position))))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is the editor's; from the keyboard it opens at the cursor."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos(), self.position_at(event.pos()))
            return
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_wanted.emit(below, self.textCursor().position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ctrl and a click on a field lead to its cell."""
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            position = self.position_at(event.position().toPoint())
            address = address_at(self.document(), position)
            if address:
                self.cell_wanted.emit(address)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click selects a field as a whole, a number with all its digits, else a word."""
        position = self.position_at(event.position().toPoint())
        if address_at(self.document(), position):
            cursor = self.textCursor()
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            return
        super().mouseDoubleClickEvent(event)
        if position >= 0:
            self._choose_number(position)

    def _choose_number(self, position: int) -> None:
        """Where a figure was clicked, select it: Qt takes the whole clause around it for a word."""
        block = self.document().findBlock(position)
        for number in _NUMBER.finditer(block.text()):
            if number.start() <= position - block.position() < number.end():
                cursor = self.textCursor()
                cursor.setPosition(block.position() + number.start())
                end = block.position() + number.end()
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)

    def _show_tooltip(self, event: QHelpEvent) -> bool:
        point = self.viewport().mapFromGlobal(event.globalPos())
        text = self.tooltip_at(self.position_at(point))
        if text:
            QToolTip.showText(event.globalPos(), tip(text), self)
        else:
            QToolTip.hideText()
        return True


def _never(_text: str, _html: str) -> bool:
    return False


def _nothing(_position: int) -> str:
    return ""
