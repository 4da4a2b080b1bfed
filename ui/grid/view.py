"""The table a clerk types into: keys as in a spreadsheet, frozen headings, zoom."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QWidget

from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report import format_value, parse_number
from ui.grid import fit, paint
from ui.grid.delegate import CellEditor, GridDelegate, is_refused
from ui.grid.headers import Corner, TreeHeader
from ui.grid.model import GridModel, Index
from ui.grid.walk import Direction, Walk
from ui.settings import ZOOM_STEPS

FULL_WIDTH = 1080  # pixels at 100 %: wider, and the eye loses the row
_ARROWS = {
    QAbstractItemView.CursorAction.MoveUp: Direction.UP,
    QAbstractItemView.CursorAction.MoveDown: Direction.DOWN,
    QAbstractItemView.CursorAction.MoveLeft: Direction.LEFT,
    QAbstractItemView.CursorAction.MoveRight: Direction.RIGHT,
}
_LEADING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_Action = QAbstractItemView.CursorAction
_Command = QItemSelectionModel.SelectionFlag
_Hint = GridDelegate.EndEditHint


class GridView(QTableView):
    """Shows a `GridModel`; labels and computed cells can be read, typed cells filled in."""

    laid_out = Signal(object)  # list[int]: pixel widths of every printed column
    selection_moved = Signal()
    zoom_wanted = Signal(int)  # per cent
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.walk = Walk(model.table)
        self._base_font = QFont(self.font())
        self._zoom = 100
        self._widths: list[int] = []
        self.room = 0  # pixels the columns may take before they scroll
        self._laying_out = False
        self._stretched = False  # the selection was drawn out and nothing typed since
        self._open: CellEditor | None = None
        self._frozen = model.table.header_rows > 0
        self._corner = Corner(model.table, self)
        self._setup_headers()
        self._setup_view()
        self.setModel(model)
        self._setup_delegate()
        self._merge_or_hide()
        model.dataChanged.connect(self._make_room)
        model.last_year_changed.connect(self._show_last_year)
        model.session.commit_requested.connect(self.commit_editor)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())

    # ------------------------------------------------------------ set-up
    def _setup_view(self) -> None:
        number = self.grid.table
        section = self.grid.session.report.form.section(number.section)
        self.setAccessibleName(f"{section.title}，表格")
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _setup_headers(self) -> None:
        table = self.grid.table
        self._across = TreeHeader(table, Qt.Orientation.Horizontal, self)
        self._down = TreeHeader(table, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self._across.setVisible(self._frozen)
        self._down.setVisible(self._frozen and table.label_columns > 0)
        self._corner.setVisible(self._frozen and table.label_columns > 0)

    def _setup_delegate(self) -> None:
        delegate = GridDelegate(self)
        delegate.leaving.connect(self._leave_editor)
        delegate.left.connect(self._close_if_taken)
        self.setItemDelegate(delegate)

    def _merge_or_hide(self) -> None:
        """Frozen labels are painted by the headers; otherwise they are merged cells."""
        table = self.grid.table
        if self._frozen:
            for row in range(table.header_rows):
                self.setRowHidden(row, True)
            for column in range(table.label_columns):
                self.setColumnHidden(column, True)
            return
        for cell in table.grid:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)

    # ------------------------------------------------------------ what is chosen
    @property
    def current(self) -> CellAddress | None:
        """The number the next key goes to."""
        spec = self.grid.spec(self.currentIndex())
        return spec.address if spec else None

    def chosen(self) -> list[CellAddress]:
        """The selected numbers in printed order, computed ones included."""
        specs = {
            spec.address: (spec.grid_row, spec.grid_column)
            for index in self.selectedIndexes()
            if (spec := self.grid.spec(index))
        }
        return sorted(specs, key=specs.__getitem__)

    def choose(self, cells: Iterable[CellAddress]) -> None:
        """Select ``cells``, make the first one current and bring it into view."""
        selection = QItemSelection()
        first = QModelIndex()
        for address in cells:
            index = self.grid.index_of(address)
            selection.select(index, index)
            first = first if first.isValid() else index
        if first.isValid():
            self.selectionModel().setCurrentIndex(first, _Command.NoUpdate)
            self.selectionModel().select(selection, _Command.ClearAndSelect)
            self.scrollTo(first)

    def go_to(self, address: CellAddress, *, keep_selection: bool = False) -> None:
        """Make one number current."""
        command = _Command.NoUpdate if keep_selection else _Command.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.grid.index_of(address), command)

    # ------------------------------------------------------------ keys
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where an arrow, Home, End or Tab leads; Ctrl as in a spreadsheet."""
        at = self.current
        if at is None:
            return self.grid.index_of(self.walk.first)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if action in _ARROWS:
            direction = _ARROWS[action]
            if control:
                return self.grid.index_of(self.walk.leap(at, direction, self._is_filled))
            return self.grid.index_of(self.walk.step(at, direction))
        if action in (_Action.MoveHome, _Action.MoveEnd):
            last = action == _Action.MoveEnd
            if control:
                return self.grid.index_of(self.walk.last if last else self.walk.first)
            return self.grid.index_of(self.walk.row_end(at, last=last))
        if action in (_Action.MoveNext, _Action.MovePrevious):
            back = action == _Action.MovePrevious
            return self.grid.index_of(self.walk.along(at, back=back))
        found = super().moveCursor(action, modifiers)
        return found if self.grid.spec(found) else self.currentIndex()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """With Ctrl too, a key that moves takes the selection along, as in a spreadsheet."""
        if isinstance(event, QKeyEvent) and event.key() in _LEADING:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return _Command.SelectCurrent if shift else _Command.ClearAndSelect
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab move on; Delete clears through the action; the rest is Qt's."""
        leads = event.key() in _LEADING
        if not leads and (event.text() or event.key() == Qt.Key.Key_F2):
            self._back_to_start()
        if self._move_on(event):
            event.accept()
            return
        super().keyPressEvent(event)
        if leads:
            self._stretched = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection drawn with the mouse starts where the button was pressed."""
        super().mouseReleaseEvent(event)
        self._stretched = len(self.chosen()) > 1

    def _back_to_start(self) -> None:
        """Typing into a selection begins in its first cell, not where it was drawn to."""
        if self._stretched:
            chosen = self.chosen()
            self._stretched = False
            if len(chosen) > 1:
                self.go_to(chosen[0], keep_selection=True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep a character that an input method hands over without composing it first.

        Qt opens the editor for it and drops it: full-width digits arrive that way.
        """
        self._back_to_start()
        at_once = event.commitString() and not event.preeditString() and self.editor is None
        super().inputMethodEvent(event)
        editor = self.editor
        if at_once and editor is not None and event.commitString() not in editor.text():
            editor.setText(event.commitString())

    def _move_on(self, event: QKeyEvent) -> bool:
        """Follow Enter, Tab and arrows out of a cell; False where the key is none of them."""
        at = self.current
        if at is None:
            return False
        chosen = self.chosen()
        within = chosen if len(chosen) > 1 else ()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                target = self.walk.below(at, back=back, within=within)
            case Qt.Key.Key_Tab if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                target = self.walk.along(at, back=False, within=within)
            case Qt.Key.Key_Backtab:
                target = self.walk.along(at, back=True, within=within)
            case _:
                return False
        self.go_to(target, keep_selection=bool(within))
        return True

    def _is_filled(self, address: CellAddress) -> bool:
        return self.grid.session.report.values[address] is not None

    # ------------------------------------------------------------ the open editor
    def edit(self, *args: object) -> object:  # type: ignore[override]
        """Open the editor; remembers whether a typed letter or F2 opened it."""
        opened = super().edit(*args)  # type: ignore[call-overload]
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEditor) and editor is not self._open:
            self._open = editor
            trigger = args[1] if len(args) > 1 else None
            editor.typed = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
            if not editor.typed:
                editor.end(False)
        return opened

    @property
    def editor(self) -> CellEditor | None:
        """The open editor, if any."""
        widget = self.indexWidget(self.currentIndex())
        return widget if isinstance(widget, CellEditor) else None

    def commit_editor(self) -> bool:
        """Hand in what is being typed and close the editor; False where it was refused."""
        editor = self.editor
        return editor is None or self._close_if_taken(editor)

    def _close_if_taken(self, editor: CellEditor) -> bool:
        self.commitData(editor)
        editor.refused = is_refused(editor)
        if editor.refused:
            return False
        self._open = None
        self.closeEditor(editor, _Hint.NoHint)
        return True

    def _leave_editor(self, editor: CellEditor, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._put_everywhere(editor)
            return
        if self._close_if_taken(editor):
            self.setFocus()
            if not self._move_on(event):
                super().keyPressEvent(event)

    def _put_everywhere(self, editor: CellEditor) -> None:
        """Ctrl+Enter: what was typed, into every selected cell that is typed, as one step."""
        specs = [self.grid.table.cells[cell] for cell in self.chosen()]
        typed = [spec for spec in specs if spec.formula is None]
        contents = [(spec.address, parse_number(editor.text(), spec.kind)) for spec in typed]
        if self.grid.session.put(contents, f"填写 {len(contents)} 个单元格"):
            editor.before = editor.text()
            self._open = None
            self.closeEditor(editor, _Hint.NoHint)
            self.setFocus()

    # ------------------------------------------------------------ size
    def set_zoom(self, percent: int) -> None:
        """Draw everything at ``percent`` of its size."""
        self._zoom = percent
        font = QFont(self._base_font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        self.setFont(font)
        for part in (self._across, self._down, self._corner):
            part.setFont(font)
        self.setMaximumWidth(FULL_WIDTH * percent // 100)
        self.lay_out()

    def lay_out(self) -> None:
        """Fit the columns to the width there is, and the rows to their labels."""
        if self._laying_out:
            return
        self._laying_out = True
        table, metrics = self.grid.table, QFontMetrics(self.font())
        low = fit.minimum_widths(table, metrics, self._longest(metrics))
        room = self.width() - 2 * self.frameWidth()
        weights = fit.weights(table)
        heights = fit.row_heights(table, metrics, fit.fit_widths(weights, low, room))
        if sum(heights) > self.height() - 2 * self.frameWidth():
            room -= self.verticalScrollBar().sizeHint().width()
        self.room = room
        self._widths = fit.fit_widths(weights, low, room)
        self._set_sizes(fit.row_heights(table, metrics, self._widths))
        self._laying_out = False
        self.laid_out.emit(self._widths)

    def _set_sizes(self, heights: list[int]) -> None:
        table = self.grid.table
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if self._frozen:
            self._across.set_lanes(heights[: table.header_rows])
            self._down.set_lanes(self._widths[: table.label_columns])
            # Said outright: Qt only notices where a row or a column of numbers changes as well.
            self.updateGeometries()
        self.setMaximumHeight(sum(heights) + 2 * self.frameWidth())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The whole table, so that nothing scrolls where there is room."""
        return QSize(self.maximumWidth(), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Little: the window has to fit a small screen at 200 %, and the table scrolls."""
        return QSize(320, 120)

    def updateGeometries(self) -> None:
        """Keep the corner where the headers meet."""
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._down.width(), self._across.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again."""
        super().resizeEvent(event)
        self.lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl+wheel zooms; the wheel alone scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        step = 1 if event.angleDelta().y() > 0 else -1
        at = ZOOM_STEPS.index(self._zoom) + step
        if 0 <= at < len(ZOOM_STEPS):
            self.zoom_wanted.emit(ZOOM_STEPS[at])
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cells, at the mouse or, from the keyboard, at the current cell."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.bottomLeft())
        self.menu_wanted.emit(at)

    def _longest(self, metrics: QFontMetrics) -> list[int]:
        """The width of the longest number in each printed column."""
        longest = [0] * self.grid.table.column_count
        values = self.grid.session.report.values
        for cell in self.grid.table.grid:
            if cell.address and cell.column_span == 1 and is_shown_whole(values[cell.address]):
                width = metrics.horizontalAdvance(format_value(values[cell.address]))
                width += self._beside(self.grid.table.cells[cell.address])
                longest[cell.column] = max(longest[cell.column], width)
        return longest

    def _beside(self, spec: CellSpec) -> int:
        """The room last year's number takes beside this year's, where it is shown."""
        last = self.grid.last_year_text(spec)
        if not last:
            return 0
        small = QFontMetrics(paint.secondary(self.font()))
        return small.horizontalAdvance(last) + small.horizontalAdvance("宽") // 3

    def _show_last_year(self) -> None:
        self.lay_out()
        self.viewport().update()

    # ------------------------------------------------------------ what moved
    def _make_room(self, top: QModelIndex, _: QModelIndex, roles: list[int]) -> None:
        """Widen a column that a new number no longer fits."""
        spec = self.grid.spec(top)
        if spec is None or (roles and Qt.ItemDataRole.DisplayRole not in roles):
            return
        metrics = QFontMetrics(self.font())
        value = self.grid.session.report.values[spec.address]
        need = metrics.horizontalAdvance(format_value(value) + "宽") + 2 * fit.PADDING
        need += self._beside(spec)
        if is_shown_whole(value) and need > self.visualRect(top).width():
            self.lay_out()

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        for header in (self._across, self._down):
            header.set_current(current.row(), current.column())
        self.selection_moved.emit()


def is_shown_whole(value: object) -> bool:
    """Numbers are never cut short; text that is no number may be."""
    from govreport_desktop.report import is_number

    return is_number(value)
