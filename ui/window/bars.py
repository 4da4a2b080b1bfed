"""The menus and the tool bar, filled from the table of commands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from ui.actions import MENUS, TOOLBAR, Actions
from ui.plain import on_button
from ui.settings import Settings

RECENT_SHOWN = 9  # as many as there are digits to choose one by


class RecentMenu(QMenu):
    """The files worked on before."""

    file_chosen = Signal(object)  # Path

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__("最近打开(&R)", parent)
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for number, file in enumerate(self._settings.recent()[:RECENT_SHOWN], start=1):
            action = self.addAction(f"&{number} {on_button(file.path.name)}")
            action.setData(str(file.path))
            action.triggered.connect(self._choose)
        self.setEnabled(True)

    def _choose(self) -> None:
        self.file_chosen.emit(Path(self.sender().data()))  # type: ignore[attr-defined]


def fill_menu_bar(bar: QMenuBar, actions: Actions, recent: RecentMenu) -> None:
    """Every menu of `MENUS`."""
    for title, entries in MENUS:
        fill_menu(bar.addMenu(title), entries, actions, recent)


def fill_menu(
    menu: QMenu, entries: str, actions: Actions, recent: RecentMenu | None = None
) -> None:
    """The commands named in ``entries``, in order."""
    for entry in entries.split():
        if entry == "|":
            menu.addSeparator()
        elif entry == "recent" and recent is not None:
            menu.addMenu(recent)
        else:
            menu.addAction(actions[entry])


def tool_bar(actions: Actions) -> QToolBar:
    """The commands of `TOOLBAR` as pictures."""
    bar = QToolBar("工具栏")
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    for entry in TOOLBAR.split():
        if entry == "|":
            bar.addSeparator()
            continue
        action = actions[entry]
        bar.addAction(action)
        bar.widgetForAction(action).setAccessibleName(action.iconText())
    return bar
