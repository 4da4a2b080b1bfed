"""The commands of the edit menu that act on the table that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Edit, Report, format_value
from govreport_desktop.report.gestures import blanks_to_zero, clear, fill_down, fill_right
from ui.menus.shell import Shell
from ui.session import Session

if TYPE_CHECKING:
    from govreport_desktop.clipboard import Block, Pasted
    from ui.grid.view import GridView
    from ui.narrative.editor import NarrativeEditor


class Editing:
    """Turns gestures on the table into edits; each is one step to undo."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command of the edit menu does."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "clear": self.clear,
            "select_all": self.select_all,
            "fill_down": self.fill_down,
            "fill_right": self.fill_right,
            "zero_selection": self.zero_selection,
            "zero_table": self.zero_table,
            "zero_report": self.zero_report,
            "history": self.history,
        }

    def undo(self) -> None:
        """Take back the last step, wherever it was."""
        if self._shell.session:
            self._shell.session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._shell.session:
            self._shell.session.redo()

    def copy(self) -> None:
        """Put the selected numbers on the clipboard, as text and as an HTML table."""
        if prose := self._prose:
            prose.text.copy()
            return
        from govreport_desktop.clipboard import format_html, format_tsv

        grid = self._ready_grid()
        if grid is not None:
            block = selected_block(grid)
            data = QMimeData()
            data.setText(format_tsv(block))
            data.setHtml(format_html(block))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy, then clear."""
        if prose := self._prose:
            prose.text.cut()
            return
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the clipboard's block into the table, as a whole or not at all."""
        if prose := self._prose:
            prose.text.paste()
            return
        from govreport_desktop.clipboard import PasteError, paste_words, place

        grid = self._ready_grid()
        if grid is None or grid.current is None:
            return
        block, left_out = _clipboard()
        try:
            chosen = grid.meant()
            form = grid.grid.session.report.form
            placed = place(form, block, chosen[0] if chosen else grid.current, chosen)
        except PasteError as error:
            self._shell.fail(error, "没有粘贴")
            return
        session = grid.grid.session
        name = f"粘贴 {len(placed.contents)} 个单元格"
        if session.put(placed.contents, name, "paste"):
            grid.choose(address for address, _ in placed.contents)
            self._shell.tell(paste_words(session.report, placed, left_out))

    def clear(self) -> None:
        """Blank in the selected cells."""
        self._gesture(clear)

    def fill_down(self) -> None:
        """The topmost selected number into those below it."""
        self._gesture(fill_down)

    def fill_right(self) -> None:
        """The leftmost selected number into those to its right."""
        self._gesture(fill_right)

    def zero_selection(self) -> None:
        """0 in the selected blanks."""
        self._gesture(blanks_to_zero)

    def zero_table(self) -> None:
        """0 in every blank of this table."""
        grid = self._ready_grid(focused=False)
        if grid is not None:
            self._zero(grid.grid.session, list(grid.grid.table.cells))

    def zero_report(self) -> None:
        """0 in every blank of every table."""
        session = self._shell.session
        if session is not None:
            session.request_commit()
            self._zero(session, [spec.address for spec in session.report.form.cells])

    def select_all(self) -> None:
        """Every number of the table, or all of the prose."""
        if prose := self._prose:
            prose.text.selectAll()
            return
        grid = self._ready_grid()
        if grid is not None:
            grid.selectAll()

    def history(self) -> None:
        """Who put what into the current cell, and when."""
        grid = self._ready_grid(focused=False)
        if grid is not None and grid.current is not None:
            from ui.dialogs.history import HistoryDialog

            HistoryDialog(grid.grid.session, grid.current, self._shell.owner).open()

    # ------------------------------------------------------------ helpers
    @property
    def _prose(self) -> NarrativeEditor | None:
        view = self._shell.view
        return view.prose if view else None

    def _gesture(self, gesture: Callable[[Report, Sequence[CellAddress]], Edit]) -> None:
        grid = self._ready_grid()
        if grid is not None:
            session = grid.grid.session
            edit = gesture(session.report, grid.meant())
            if session.apply(edit) and edit:
                self._shell.tell(f"已执行：{edit.name}")

    def _zero(self, session: Session, cells: Sequence[CellAddress]) -> None:
        edit = blanks_to_zero(session.report, cells)
        if not edit:
            self._shell.tell("这里没有空白的单元格，没有改动")
        elif session.apply(edit):
            self._shell.tell(f"已执行：{edit.name}")

    def _ready_grid(self, *, focused: bool = True) -> GridView | None:
        """The table, its open editor handed in; None where the keyboard is elsewhere."""
        view = self._shell.view
        grid = view.grid if view else None
        if grid is None:
            return None
        focus = QApplication.focusWidget()
        if focused and focus is not grid and not (focus and grid.isAncestorOf(focus)):
            return None
        return grid if grid.commit_editor() else None


def selected_block(grid: GridView) -> Block:
    """The smallest rectangle of numbers around the selection; what is not selected is blank."""
    table = grid.grid.table
    specs = [table.cells[address] for address in grid.chosen()]
    rows = sorted({spec.grid_row for spec in specs})
    columns = sorted({spec.grid_column for spec in specs})
    values = grid.grid.session.report.values
    texts = {(s.grid_row, s.grid_column): format_value(values[s.address]) for s in specs}
    return tuple(tuple(texts.get((row, column), "") for column in columns) for row in rows)


def _clipboard() -> Pasted:
    from govreport_desktop.clipboard import pasted_block

    data = QGuiApplication.clipboard().mimeData()
    return pasted_block(data.text(), data.html() if data.hasHtml() else "")
