"""Where the report is kept: versions, other files, and what to do about what is in none.

No report is closed over contents that are in no file, unless the clerk says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import FileError
from ui import messages
from ui.menus.shell import Shell
from ui.outside import show_outside
from ui.session import Refusal, Session
from ui.settings import ASK_VERSION

if TYPE_CHECKING:
    from govreport_desktop.store.document import Version
    from ui.dialogs.unsaved import Choice


LOG_LEFT = "原来的文件已经读不出来，修改记录和版本没有能带过去；报告的内容是完整的。"


class Keeping:
    """Saves elsewhere, and asks about what was not saved as often as that takes."""

    def __init__(self, shell: Shell, open_path: Callable[[Path], object]) -> None:
        self._shell = shell
        self._open_path = open_path
        self._asking = False  # one dialog at a time: it lets other things happen meanwhile

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "version": self.save_version,
            "save_as": self.save_as,
            "save_copy": self.save_copy,
            "open_folder": self.open_folder,
        }

    def save_version(self) -> None:
        """Keep the report as it is now, which is saved anyway; ask once what to call it."""
        session = self._shell.session
        if session is None:
            return
        current = None if session.hand_in() else _current(session)
        if current is not None:
            self._shell.tell(f"内容都已保存，与版本“{current.name}”相同")
        elif self._shell.settings.flag(ASK_VERSION, True) and session.trouble is None:
            self._ask_name("内容都已保存。这里另外记下一个版本，以后可以比较和恢复。", self._keep)
        else:
            self._keep("")

    def name_version(self) -> None:
        """Ask what the state in hand is to be called: the version of it, or a new one."""
        session = self._shell.session
        current = _current(session) if session else None
        if current is None:
            self.save_version()
        else:
            when = f"{current.time:%Y-%m-%d %H:%M}"
            words, then = f"{when} 记下的版本，还没有名称。", partial(self._rename, current)
            self._ask_name(words, then, again=True)

    def _ask_name(self, words: str, then: Callable[[str], None], *, again: bool = False) -> None:
        from ui.dialogs.version_name import VersionNameDialog

        dialog = VersionNameDialog(self._shell.settings, self._shell.owner, words, again=again)
        dialog.decided.connect(then)
        dialog.open()

    def _keep(self, name: str) -> None:
        from govreport_desktop.store.versions import UNNAMED

        session = self._shell.session
        version = session.save_version(name or UNNAMED) if session else None
        if version is not None:
            called = f"版本“{name}”" if name else "一个版本"
            self._shell.tell(f"已保存 {version.time.strftime('%H:%M')}，并记下{called}")

    def _rename(self, version: Version, name: str) -> None:
        session = self._shell.session
        if session is None or not name:
            return
        try:
            session.document.rename_version(version.id, name)
        except FileError as error:
            self._shell.fail(error, "没有改名")
            return
        self._shell.tell(f"这一版本现在叫“{name}”")

    def save_as(self) -> None:
        """Ask for another file and go on in it."""
        session = self._shell.session
        path = self._ask_path("另存为", "另存") if session else None
        if session is None or path is None:
            return
        try:
            if session.read_only:
                self._told_of(session.document.save_copy(path, overwrite=True))
                self._open_path(path)
            else:
                self._told_of(session.save_as(path))
        except FileError as error:
            self._shell.fail(error, "没有另存")
            return
        self._shell.tell(f"已另存为 {path}，以后的修改都存进这份文件")

    def save_copy(self) -> None:
        """Write the report to another file as well, and go on in this one."""
        session = self._shell.session
        if session is None or not session.request_commit():
            return
        path = self._ask_path("保存副本", "副本")
        if path is None:
            return
        try:
            self._told_of(session.document.save_copy(path, overwrite=True))
        except FileError as error:
            self._shell.fail(error, "没有保存副本")
            return
        self._shell.tell(f"副本已保存到 {path}")

    def open_folder(self) -> None:
        """Show the file's folder in the system's file manager."""
        session = self._shell.session
        if session is not None:
            folder = session.document.path.absolute().parent
            show_outside(folder)

    # ------------------------------------------------------------ what is in no file
    def may_leave(self) -> bool:
        """Whether the open report may be put away: all of it is in the file, or given up."""
        session = self._shell.session
        if session is None:
            return True
        return not self._asking and self._settle(session, session.hand_in(), leaving=True)

    def tell(self, refusal: Refusal) -> None:
        """Say that the file did not take something, with every way to keep it."""
        session = self._shell.session
        if session is None or self._asking:
            return
        if session.read_only or not isinstance(refusal.error, FileError):
            self._shell.fail(refusal.error)
        else:
            self._settle(session, [refusal], leaving=False)

    def _settle(self, session: Session, refused: Sequence[Refusal], *, leaving: bool) -> bool:
        """Ask until everything is in a file; False where the clerk goes back to it."""
        from ui.dialogs.unsaved import Choice

        edit = next((each.edit for each in refused if each.edit), None)
        while refused:
            match self._choice(session, refused, leaving):
                case Choice.BACK:
                    return False
                case Choice.CLOSE:
                    return True
                case Choice.ELSEWHERE:
                    self.save_as()
            refused = session.hand_in()
            if edit is not None and not refused and not leaving:
                refused = session.try_again(edit)
        return True

    def _choice(self, session: Session, refused: Sequence[Refusal], leaving: bool) -> Choice:
        from ui.dialogs.unsaved import UnsavedDialog

        dialog = UnsavedDialog(session.document, refused, self._shell.owner, leaving=leaving)
        self._asking = True
        try:
            dialog.exec()
        finally:
            self._asking = False
        return dialog.choice

    def _ask_path(self, title: str, what: str) -> Path | None:
        session = self._shell.session
        assert session is not None
        path = session.document.path
        name = f"{path.stem}（{what}）.govreport"
        owner, settings = self._shell.owner, self._shell.settings
        return messages.ask_save(owner, settings, title, name, messages.REPORT_FILES)

    def _told_of(self, whole: bool) -> None:
        """Say that log and versions stayed behind, where they did."""
        if not whole:
            messages.tell_note(self._shell.owner, LOG_LEFT, "修改记录没有带上")


def _current(session: Session) -> Version | None:
    """The version that holds just what the report does now."""
    from govreport_desktop.jobs.leaving import current_version

    try:
        return current_version(session.document.versions())
    except FileError:
        return None
