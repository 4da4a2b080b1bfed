"""Paints the cells of a statutory table and edits its numbers in a line edit."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QToolTip,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import CellSpec, Kind
from govreport_desktop.report.typed import expression_hint
from ui.forms import Line
from ui.grid import paint
from ui.grid.fit import PADDING
from ui.grid.model import GridModel, GridRole, Shown
from ui.grid.paint import Inks
from ui.look.structures import Option
from ui.models import Display, Index
from ui.plain import tip

# Worked out once: sums of Qt's flags cost more than what is painted by them.
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellEditor(Line):
    """The text of one number while it is typed.

    ``typed`` says that a letter key opened it: then the arrow keys leave it, as in a
    spreadsheet; opened with F2 or a double click they move the caret.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typed = True
        self.before = ""
        self.refused = False  # the file did not take it, and the clerk has been told
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(2, 0, 2, 0)

    def hint_at_sums(self, kind: Kind) -> None:
        """Say under the cell what a sum may hold, and what it comes to, while one is typed."""
        self._kind = kind
        self.textEdited.connect(self._hint)

    def _hint(self, text: str) -> None:
        words = expression_hint(text, self._kind)
        if words:
            below = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(below, tip(words), self)
        else:
            QToolTip.hideText()


class GridDelegate(QStyledItemDelegate):
    """One delegate for labels and numbers."""

    leaving = Signal(object, object)  # CellEditor and the QKeyEvent that hands its text in
    left = Signal(object)  # CellEditor that lost the focus to another part of the window

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inks = Inks(QPalette())
        self._inks_key = 0  # of the palette that they are of

    # ------------------------------------------------------------ painting
    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Draw the cell at ``index``."""
        # No initStyleOption: it would ask the model for seven roles that are not drawn here.
        inks = self._inks_of(option.palette)
        model = index.model()
        assert isinstance(model, GridModel)
        spec = model.spec(index)
        painter.save()
        painter.setFont(option.font)
        if spec is None:
            cell = model.table.covering[index.row(), index.column()]
            paint.draw_label(painter, option.rect, option.rect, cell, inks.palette)
        else:
            self._paint_number(painter, option, inks, model.shown(spec), spec.formula is not None)
            self._paint_frame(painter, option, inks, index)
        painter.restore()

    def _inks_of(self, palette: QPalette) -> Inks:
        """Labels cannot be chosen, so Qt calls them disabled; they are to be read all the same."""
        key = palette.cacheKey()
        if key != self._inks_key:
            active = QPalette(palette)
            active.setCurrentColorGroup(QPalette.ColorGroup.Active)
            self._inks, self._inks_key = Inks(active), key
        return self._inks

    def _paint_number(
        self,
        painter: QPainter,
        option: Option,
        inks: Inks,
        shown: Shown,
        computed: bool,
    ) -> None:
        rect: QRect = option.rect
        mark = shown.mark
        selected = bool(option.state & _SELECTED)
        ground, strong = inks.number(computed=computed, mark=mark, selected=selected)
        painter.fillRect(rect, ground)
        paint.rule(painter, rect, inks.line)
        ink = inks.text
        if computed or mark is not None:
            paint.draw_sign(painter, rect, strong, computed=computed, mark=mark)
            ink = strong if mark in (Severity.ERROR, Severity.WARNING) else ink
        if computed or mark is Severity.ERROR:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.Bold)
            painter.setFont(font)
        painter.setPen(ink)
        self._draw_text(painter, rect, shown)
        if shown.last_year:
            signed = computed or mark is not None
            last, text = shown.last_year, shown.text
            paint.draw_last_year(painter, rect, inks.palette, last, text, signed=signed)

    def _paint_frame(self, painter: QPainter, option: Option, inks: Inks, index: Index) -> None:
        """Round the current cell, thinner while the keyboard is elsewhere."""
        view = option.widget
        focused = bool(option.state & _FOCUSED)
        if focused or (isinstance(view, QAbstractItemView) and view.currentIndex() == index):
            rect: QRect = option.rect
            paint.draw_frame(painter, rect.adjusted(0, 0, -1, -1), inks.accent, 2 if focused else 1)

    def _draw_text(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        text, room = shown.text, rect.adjusted(PADDING, 0, -PADDING, 0)
        if shown.unread:
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance("宽"))
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        if text:
            painter.drawText(room, _RIGHT, text)

    # ------------------------------------------------------------ editing
    def createEditor(self, parent: QWidget, option: Option, index: Index) -> QWidget:
        """A line edit over the cell, named like the cell for screen readers."""
        editor = CellEditor(parent)
        editor.setFont(option.font)
        spec: CellSpec = index.data(GridRole.SPEC)
        editor.setAccessibleName(spec.words)
        editor.hint_at_sums(spec.kind)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's text; while the clerk is typing, leave theirs alone."""
        assert isinstance(editor, CellEditor)
        raw = str(index.data(Display.EditRole))
        if editor.text() == editor.before:
            editor.setText(raw)
        editor.before = raw

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text in, unless it was not touched."""
        assert isinstance(editor, CellEditor)
        assert isinstance(model, GridModel)
        if editor.text() == editor.before:
            return
        if model.setData(model.index(index.row(), index.column()), editor.text()):
            editor.before = editor.text()

    def updateEditorGeometry(self, editor: QWidget, option: Option, _: Index) -> None:
        """Inside the rules of the cell; a merged cell is edited over its whole width."""
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end typing go to the view, which knows where they lead."""
        if isinstance(editor, CellEditor):
            if event.type() == QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                if leaves(editor, event):
                    self.leaving.emit(editor, event)
                    return True
            elif event.type() == QEvent.Type.FocusOut:
                # Not Qt's own handling: text that the file refuses must stay in the editor.
                assert isinstance(event, QFocusEvent)
                if not (editor.refused and _another_window(event)):
                    self.left.emit(editor)
                return False
        return bool(super().eventFilter(editor, event))


def leaves(editor: CellEditor, event: QKeyEvent) -> bool:
    """Whether a key hands the text in and moves on."""
    key = event.key()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return True
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return True
    return editor.typed and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)


def _another_window(event: QFocusEvent) -> bool:
    """Whether the keyboard went to another window, the one that says why included."""
    return event.reason() == Qt.FocusReason.ActiveWindowFocusReason


def is_refused(editor: CellEditor) -> bool:
    """Whether the editor holds text that was handed in and not taken."""
    return editor.text() != editor.before
