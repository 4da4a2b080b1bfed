"""The menus and the tool bar, filled from the table of commands, on one line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QVBoxLayout, QWidget

from ui.actions import MENUS, Actions
from ui.look.palette import choose_scheme
from ui.plain import on_button
from ui.settings import SCHEME, TOOLBAR_TEXT, Settings
from ui.window.tools import Tools

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


class Bars(QWidget):
    """Menus and tool bar on one line; on two where the tool bar has words beside its pictures."""

    def __init__(self, actions: Actions, recent: RecentMenu) -> None:
        super().__init__()
        self.setObjectName("bars")
        self.menus = QMenuBar()
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        fill_menu_bar(self.menus, actions, recent)
        self.tools = Tools(actions)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._line.addWidget(self.menus, 0, side)
        self._lines.addLayout(self._line)
        self._line.addWidget(self.tools, 1)

    def take_settings(self, settings: Settings) -> None:
        """Words beside the pictures of the tool bar, or pictures alone; light or dark."""
        choose_scheme(settings.text(SCHEME))
        shown = settings.flag(TOOLBAR_TEXT, False)
        if shown:
            self._lines.addWidget(self.tools)
        else:
            self._line.addWidget(self.tools, 1)
        self.tools.show_text(shown)
