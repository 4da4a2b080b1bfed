"""The table a clerk types into: keys as in a spreadsheet, frozen headings, zoom."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QSizePolicy, QWidget

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.typed import parse_typed
from ui.grid.delegate import CellEditor, GridDelegate, is_refused
from ui.grid.model import GridModel
from ui.grid.table import PrintedTable
from ui.grid.walk import Direction, Walk
from ui.models import Index
from ui.settings import next_zoom

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


class GridView(PrintedTable):
    """Shows a `GridModel`; labels and computed cells can be read, typed cells filled in."""

    selection_moved = Signal()
    zoom_wanted = Signal(int)  # per cent
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.walk = Walk(model.table)
        self._stretched = False  # the selection was drawn out and nothing typed since
        self._open: CellEditor | None = None
        self._pointed_out = False  # the selection shows a problem; the clerk did not make it
        self._begun: CellAddress | None = None  # where Tab set out from; Enter leads back there
        self._setup_view()
        self._setup_delegate()
        model.session.commit_requested.connect(self.commit_editor)
        self.selectionModel().currentChanged.connect(self._on_selection)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    # ------------------------------------------------------------ set-up
    def _setup_view(self) -> None:
        number = self.grid.table
        section = self.grid.session.report.form.section(number.section)
        self.setAccessibleName(f"{section.title}，表格")
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # By whole rows: the words of a row at the edge would be cut in two.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _setup_delegate(self) -> None:
        delegate = GridDelegate(self)
        delegate.leaving.connect(self._leave_editor)
        delegate.left.connect(self._on_left)
        self.setItemDelegate(delegate)

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

    def meant(self) -> list[CellAddress]:
        """The numbers that a paste or Delete goes to: those selected, by whoever works here.

        Of cells that were pointed out as parts of a problem only the current one is meant:
        the others may well be right.
        """
        chosen = self.chosen()
        return [at] if self._pointed_out and (at := self.current) in chosen and at else chosen

    def point_out(self, cells: Iterable[CellAddress]) -> None:
        """Select ``cells`` to be looked at."""
        self.choose(cells)
        self._pointed_out = True

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

    def let_go(self) -> None:
        """Keep the current cell alone selected."""
        if self.current is not None:
            self.choose([self.current])

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
            self._collapse()

    def _collapse(self) -> None:
        """A key that leads nowhere (Ctrl+Home in the first cell) still ends a selection."""
        at = self.current
        if at is not None and not self._stretched and len(self.chosen()) > 1:
            self.go_to(at)

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
        begun = None
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                start = at if within else self._begun or at
                target = self.walk.below(start, back=back, within=within)
            case Qt.Key.Key_Tab if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                target = self.walk.along(at, back=False, within=within)
                begun = self.walk.row_begun(self._begun or at, target)
            case Qt.Key.Key_Backtab:
                target = self.walk.along(at, back=True, within=within)
            case _:
                return False
        self.go_to(target, keep_selection=bool(within))
        self._begun = begun
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
        """Hand in what is being typed and close the editor; False where it was refused.

        A refused text stays in its cell while another one is current.
        """
        editors = [e for e in self.viewport().findChildren(CellEditor) if not e.isHidden()]
        taken = [self._close_if_taken(editor) for editor in editors]
        return all(taken)

    def _close_if_taken(self, editor: CellEditor) -> bool:
        self.commitData(editor)
        editor.refused = is_refused(editor)
        if editor.refused:
            return False
        self._open = None
        self.closeEditor(editor, _Hint.NoHint)
        return True

    def _on_left(self, editor: CellEditor) -> None:
        """The keyboard went elsewhere; what was refused before is not told once more."""
        if editor.refused:
            self.grid.session.hand_in()
        else:
            self._close_if_taken(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Not over a text that the file did not take, unless Esc gives it up."""
        kept = isinstance(editor, CellEditor) and is_refused(editor)
        if kept and hint != _Hint.RevertModelCache:
            # Qt closes it where another row becomes the current one. Others can be typed in.
            self.setState(QAbstractItemView.State.NoState)
        else:
            super().closeEditor(editor, hint)

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
        contents = [(spec.address, parse_typed(editor.text(), spec.kind)) for spec in typed]
        if self.grid.session.put(contents, f"填写 {len(contents)} 个单元格"):
            editor.before = editor.text()
            self._open = None
            self.closeEditor(editor, _Hint.NoHint)
            self.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl+wheel zooms; the wheel alone scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom_wanted.emit(next_zoom(self._zoom, 1 if event.angleDelta().y() > 0 else -1))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cells, at the mouse or, from the keyboard, at the current cell."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.bottomLeft())
        self.menu_wanted.emit(at)

    def _on_selected(self, *_: object) -> None:
        self._pointed_out = False
        self._on_selection()

    def _on_selection(self, *_: object) -> None:
        self._begun = None
        self.selection_moved.emit()
