"""A clerk at the window: presses keys where the keyboard is, clicks where something stands.

Whatever is pressed is counted: a key with whatever is held down as one, a letter or a Chinese
character as one, a click as one, a double click as two. Looking and scrolling are free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.fields import expand
from ui.grid.view import GridView
from ui.narrative.convert import Places
from ui.narrative.text import ProseEdit
from ui.window.main_window import MainWindow

D = TypeVar("D", bound=QWidget)
Numbers = dict[str, dict[CellAddress, str]]  # by table, as they are typed
# Seconds until something that was to happen has not: what is counted here are keys, and on a
# machine that is busy an export takes its time.
_WAIT = 180.0
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NONE = Qt.KeyboardModifier.NoModifier


class Clerk:
    """``counts`` has what each step of the job took, by its name."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.counts: dict[str, int] = {}
        self._step = ""

    @property
    def total(self) -> int:
        """Keys and clicks so far."""
        return sum(self.counts.values())

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is pressed meanwhile belongs to the step of that name."""
        self._step = name
        self.counts.setdefault(name, 0)
        yield

    # ------------------------------------------------------------ pressing
    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """One key."""
        self.count(1)
        self._come_to_front()
        QTest.keyClick(_focus(), key, held)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """One key a character."""
        for character in text:
            self.count(1)
            if character.isascii():
                QTest.keyClicks(_focus(), character)
            else:  # as an input method hands it over
                commit = QInputMethodEvent()
                commit.setCommitString(character)
                QApplication.sendEvent(_focus(), commit)
            QApplication.processEvents()

    def click(
        self, widget: QWidget, at: QPoint | None = None, held: Qt.KeyboardModifier = _NONE
    ) -> None:
        """One click, in the middle if nothing else is said."""
        self.count(1)
        self._come_to_front()
        place = widget.rect().center() if at is None else at
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, place)
        QApplication.processEvents()

    def menu(self, command: str) -> None:
        """A command that has no key: open its menu, choose it."""
        self.count(2)
        self.window.actions_[command].trigger()
        QApplication.processEvents()

    def count(self, presses: int) -> None:
        """What is pressed where no test can reach: in a window of the system."""
        self.counts[self._step] += presses

    def _come_to_front(self) -> None:
        """What a window manager does when a dialog closes."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something has happened."""
        end = monotonic() + _WAIT
        while not until():
            QApplication.processEvents()
            if monotonic() > end:
                raise TimeoutError(f"{self._step}, with these open: {_on_screen()}")

    def dialog(self, kind: type[D], name: str = "") -> D:
        """The dialog of a kind, once it is open and has the keyboard."""

        def found() -> list[D]:
            shown = [d for d in self.window.findChildren(kind) if d.isVisible()]
            return [d for d in shown if name in ("", type(d).__name__)]

        self.wait(found)
        dialog = found()[0]
        dialog.activateWindow()
        self.wait(dialog.isActiveWindow)
        return dialog

    def button(self, inside: QWidget, name: str) -> QPushButton:
        """A button by what stands on it or what it is called."""
        buttons = inside.findChildren(QPushButton)
        return next(b for b in buttons if name in (b.accessibleName(), b.text()))

    # ------------------------------------------------------------ parts
    def open_part(self, part: str) -> None:
        """Click a part in the list at the left, unless it is shown."""
        view = self.window.view
        assert view is not None
        if view.part != part:
            parts = view.parts
            index = parts.model().index(parts.ids.index(part), 0)
            self.click(parts.viewport(), parts.visualRect(index).center())
            self.wait(lambda: view.part == part)

    def fill(self, table: str, numbers: dict[CellAddress, str]) -> None:
        """Type the numbers of one table, column by column, the shortest way to each."""
        self.open_part(table)
        grid = self.window.grid
        assert grid is not None
        cells = grid.grid.table.cells
        order = sorted(numbers, key=lambda c: (cells[c].grid_column, cells[c].grid_row))
        for address in order:
            self._go(grid, address)
            self.write(numbers[address])
        self.press(Qt.Key.Key_Return)

    def _go(self, grid: GridView, address: CellAddress) -> None:
        """Enter, Tab or a click, whichever leads there."""
        here = grid.current
        if here == address and grid.editor is None and grid.hasFocus():
            return
        if here is not None and grid.editor is not None:
            if grid.walk.below(here, back=False) == address:
                self.press(Qt.Key.Key_Return)
            elif grid.walk.along(here, back=False) == address:
                self.press(Qt.Key.Key_Tab)
        if grid.current != address or not grid.hasFocus():
            index = grid.grid.index_of(address)
            grid.scrollTo(index)
            QApplication.processEvents()
            self.click(grid.viewport(), grid.visualRect(index).center())
        assert grid.current == address, (here, grid.current, address)

    # ------------------------------------------------------------ prose
    def retype(self, part: str, printed: str) -> None:
        """Make every number of a part what it is in ``printed``: choose it, type."""
        text = self._text(part)
        for number, new in enumerate(_NUMBER.findall(printed)):
            shown = self._shown(text)
            old = list(_NUMBER.finditer(shown))[number]
            if old.group() == new:
                continue
            self._choose(text, old.start(), old.end())
            self.write(new)
        assert self._shown(text) == printed, (self._shown(text), printed)

    def reword(self, part: str, old: str, new: str) -> None:
        """Put other words in the place of some: click, Shift and click, type."""
        text = self._text(part)
        start = self._shown(text).index(old)
        self._choose(text, start, start + len(old))
        self.write(new)

    def _choose(self, text: ProseEdit, start: int, end: int) -> None:
        """A click before, a click with Shift behind."""
        chosen = self._shown(text)[start:end]
        self.click(text.viewport(), self._edge(text, start))
        self.click(text.viewport(), self._edge(text, end), Qt.KeyboardModifier.ShiftModifier)
        assert text.textCursor().selectedText() == chosen

    def _text(self, part: str) -> ProseEdit:
        self.open_part(part)
        prose = self.window.prose
        assert prose is not None
        return prose.text

    def _shown(self, text: ProseEdit) -> str:
        assert self.window.session is not None
        return expand(text.stored, self.window.session.report).text

    def _place(self, text: ProseEdit, printed: int) -> QTextCursor:
        assert self.window.session is not None
        stored = text.stored
        cursor = QTextCursor(text.document())
        source = expand(stored, self.window.session.report).source(printed)
        cursor.setPosition(Places(stored).position(source))
        return cursor

    def _edge(self, text: ProseEdit, printed: int) -> QPoint:
        """Where a click puts the cursor before a character."""
        cursor = self._place(text, printed)
        bar = text.verticalScrollBar()
        bar.setValue(bar.value() + text.cursorRect(cursor).top() - text.viewport().height() // 2)
        QApplication.processEvents()
        rect = text.cursorRect(cursor)
        return QPoint(rect.left() + 1, rect.center().y())


def _on_screen() -> str:
    """The windows and dialogs that are seen, by their titles."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return "、".join(f"{type(each).__name__}“{each.windowTitle()}”" for each in shown)


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
