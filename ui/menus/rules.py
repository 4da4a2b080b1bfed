"""检查单: taken into the open report or task, or for the reports that are made from now on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.checks.sheet import SUFFIX
from ui.menus.shell import Shell

if TYPE_CHECKING:
    from govreport_desktop.checks.sheet.model import Sheet
    from ui.dialogs.rules_sheet import RulesSheetDialog

_REPORT = "记在打开的报告里，随文件走，上级也照此审核，可以撤销。"
_TASK = "各单位的报告都按它审核，读过的重新审核；各单位自己的检查单不算。"
_NEW = "用于以后新建的报告。"


class Rules:
    """What the command 检查单 does, and what becomes of a sheet that is opened or dropped."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the command does."""
        return {"check_sheet": self.open}

    def is_for(self, path: Path) -> bool:
        """Whether ``path`` is a check sheet, which is opened here."""
        return path.suffix.lower() == SUFFIX

    def open_path(self, path: Path) -> bool:
        """Show what the sheet at ``path`` asks for, and ask whether it is to hold."""
        dialog = self._dialog()
        if not dialog.read(path):
            dialog.reject()
            return False
        dialog.open()
        return True

    def open(self) -> None:
        """Show the sheet there is, and have another chosen, or none."""
        self._dialog().open()

    def _dialog(self) -> RulesSheetDialog:
        from govreport_desktop.checks.sheet.reading import sheet_of
        from ui.dialogs.rules_sheet import RulesSheetDialog

        shell = self._shell
        session, task = shell.session, shell.task
        sheet, whose, writable = shell.settings.check_settings().sheet, _NEW, True
        if session is not None:
            session.request_commit()
            sheet, whose = session.own_check_settings.sheet, _REPORT
            writable = not session.read_only
        elif task is not None:
            sheet = sheet_of(task.task.rules) if task.task.rules else None
            whose, writable = _TASK, not task.read_only
        report = session is not None
        dialog = RulesSheetDialog(
            sheet, whose, shell.settings, shell.owner, for_new=report, writable=writable
        )
        dialog.decided.connect(self._decide)
        return dialog

    def _decide(self, sheet: Sheet | None, for_new: bool) -> None:
        from govreport_desktop.collect import deciding

        shell = self._shell
        session, task = shell.session, shell.task
        name = f"采用检查单{sheet.named}" if sheet else "去掉检查单"
        if for_new or (session is None and task is None):
            usual = shell.settings.check_settings()
            shell.settings.put_check_settings(replace(usual, sheet=sheet))
            shell.settings.sync()
        if session is not None:
            session.put_check_settings(replace(session.own_check_settings, sheet=sheet), name)
        elif task is not None and task.task.rules != (sheet.text if sheet else ""):
            task.decide([deciding.by_sheet(sheet)], name)
        shell.tell(f"按{sheet.named}审核" if sheet else "不按检查单审核")
