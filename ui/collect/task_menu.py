"""更多: what is done with a task now and then, in the order of the year."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ui.collect.handing_up import HandingUp
from ui.collect.outgoing import Outgoing
from ui.collect.session import CollectSession
from ui.settings import Settings

WATCH = "collect/watch"  # the setting: whether the folder is read again as files come in


class TaskMenu(QToolButton):
    """A button with a menu; what writes into the task is off where it is only looked at."""

    told = Signal(str)  # what was done

    def __init__(
        self, session: CollectSession, settings: Settings, outgoing: Outgoing, up: HandingUp
    ) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self._outgoing, self._up = outgoing, up
        self.watch = QAction("随到随读：文件夹有变化就再读(&W)", self)
        self.watch.setCheckable(True)
        self.sign = QAction("", self)
        self.setText("更多 ▾")
        self.setToolTip("名单、空表、签发、更正、底稿、公布情况、下一年（Alt+M）")
        self.setShortcut("Alt+M")
        self.setAccessibleName("更多：名单、空表、签发、更正、底稿、公布情况、下一年")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu())
        session.changed.connect(self.follow)
        self.watch.toggled.connect(self._on_watch)
        self.watch.setChecked(settings.flag(WATCH, False))
        self.follow()

    def follow(self) -> None:
        """Sealing again is a correction, and called so."""
        self.sign.setText("签发以后的更正(&S)…" if self._up.is_signed else "签发本级数(&S)…")

    def edit_roster(self) -> None:
        """Show the roster to be changed."""
        from ui.collect.roster_dialog import RosterDialog

        RosterDialog(self._session, self._settings, self.window()).open()

    def pass_many(self) -> None:
        """Show what is proposed to pass, to be decided in one step."""
        from ui.collect.pass_dialog import PassDialog

        dialog = PassDialog(self._session, self.window())
        dialog.told.connect(self.told)
        dialog.open()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        writing = [
            self._add(menu, "应报单位的名单(&L)…", self.edit_roster),
            self.watch,
            self.sign,
        ]
        self._add(menu, "发给各单位的空表(&B)…", self._outgoing.blanks)
        menu.addSeparator()
        menu.addAction(self.watch)
        writing.append(self._add(menu, "全部重读一遍(&A)", self._scan_all))
        writing.append(self._add(menu, "建议通过的一次定下(&T)…", self.pass_many))
        menu.addSeparator()
        menu.addAction(self.sign)
        self.sign.triggered.connect(self._up.sign_off)
        self._add(menu, "写汇总底稿(&P)…", self._up.write_workpaper)
        self._add(menu, "公布情况要写的数(&F)…", self._outgoing.figures)
        menu.addSeparator()
        self._add(menu, "经过：全部决定(&J)…", self._up.log)
        self._add(menu, "开始下一年的任务(&N)…", self._up.next_year)
        for action in writing:
            action.setEnabled(not self._session.read_only)
        return menu

    def _add(self, menu: QMenu, words: str, do: object) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(do)
        return action

    def _scan_all(self) -> None:
        self._session.scan(again=True)

    def _on_watch(self, wanted: bool) -> None:
        self._settings.put(WATCH, wanted)
        self._session.watch(wanted)
