"""The open task in the window: mounted and put away, with what the frame shows of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from govreport_desktop.shown import shown
from ui.actions import Actions
from ui.menus.shell import Shell
from ui.settings import RecentFile
from ui.window.status import StatusBar

if TYPE_CHECKING:
    from ui.collect.session import CollectSession
    from ui.collect.view import CollectView


class TaskDesk:
    """Shows one task at a time in the stack of the window, beside reports and home page."""

    def __init__(
        self,
        shell: Shell,
        stack: QStackedWidget,
        actions: Actions,
        status: StatusBar,
        open_path: Callable[[Path], object],
    ) -> None:
        self._open = open_path
        self._stack, self._actions, self._status = stack, actions, status
        self._settings, self._tell, self._fail = shell.settings, shell.tell, shell.fail
        self.session: CollectSession | None = None
        self.view: CollectView | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Undo and redo, where it is a task that is open."""
        return {"undo": self.undo, "redo": self.redo}

    @property
    def title(self) -> str:
        """The name of the file and how it is open."""
        assert self.session is not None
        mode = "（只读）" if self.session.read_only else ""
        return f"{shown(self.session.task.path.name)}{mode}"

    def show(self, session: CollectSession) -> None:
        """Mount a task; whatever was open has been put away."""
        from ui.collect.view import CollectView

        self.session = session
        self.view = view = CollectView(session, self._settings)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.told.connect(self._tell)
        view.report_made.connect(self._open)
        view.foot_changed.connect(self.show_foot)
        session.failed.connect(self._fail)
        session.history_changed.connect(self.follow)
        task = session.task
        self._settings.remember(RecentFile(task.path.absolute(), task.parent, task.year))
        self._status.show()
        self.show_foot()
        self.follow()
        view.focus_later()

    def drop(self) -> None:
        """Put the task away; everything decided is in its file."""
        if self.session is None or self.view is None:
            return
        self.view.put_away()
        self._stack.removeWidget(self.view)
        self.session.close()
        self.view.deleteLater()
        self.session.deleteLater()
        self.view = self.session = None

    def undo(self) -> None:
        """Take back the last decision."""
        if self.session is not None and (name := self.session.undo_name):
            self.session.undo()
            self._tell(f"已撤销：{name}")

    def redo(self) -> None:
        """Decide again what was taken back."""
        if self.session is not None and (name := self.session.redo_name):
            self.session.redo()
            self._tell(f"已重做：{name}")

    def follow(self) -> None:
        """Enable what makes sense while a task is open."""
        if self.session is not None:
            self._actions["close"].setEnabled(True)
            self._actions["told_again"].setEnabled(True)
            undo, redo = self.session.undo_name, self.session.redo_name
            self._actions["undo"].setEnabled(bool(undo))
            self._actions["redo"].setEnabled(bool(redo))
            self._actions["undo"].name_step(undo)
            self._actions["redo"].name_step(redo)

    def show_foot(self) -> None:
        """What the status line says of a task."""
        if self.view is not None and self.session is not None:
            saved = "只读" if self.session.read_only else "每个决定都已保存"
            self._status.show_words(self.view.place_words, saved)
