"""The command that adds up a folder of offices' reports (汇总)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.shown import shown
from ui import messages
from ui.menus.shell import Shell

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FolderRead

TABLES = "Excel 工作簿 (*.xlsx)"


class Collecting:
    """What the window does with a folder of other offices' files."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {"collect": self.collect}

    def collect(self) -> None:
        """Ask for a folder, and add its reports up."""
        start = self._shell.settings.folder
        folder = messages.ask_folder(self._shell.owner, "选择各单位报告所在的文件夹", start)
        if folder is not None:
            self.collect_folder(folder)

    def collect_folder(self, folder: Path) -> None:
        """Add up the reports in ``folder``: one workbook, one row an office."""
        from govreport_desktop.jobs.folder import consolidate

        shell = self._shell
        name = f"{folder.name}-汇总表.xlsx"
        target = messages.ask_save(shell.owner, shell.settings, "把汇总表保存为", name, TABLES)
        if target is not None:
            work = partial(consolidate, folder, target)
            what = f"正在汇总“{shown(folder.name)}”"
            shell.run(work, partial(self._tell, target), what, "没有汇总")

    def _tell(self, target: Path, found: FolderRead) -> None:
        """How many count, and of every other file why it does not."""
        left = [f"{shown(one.name)}：{one.error}" for one in found.left_out]
        words = f"计入 {len(found.reports)} 家，已写进“{shown(str(target))}”。"
        if left:
            words += f"\n\n没有计入的 {len(left)} 个文件：\n" + "\n".join(left[:_MOST])
        if len(left) > _MOST:
            words += f"\n……另有 {len(left) - _MOST} 个。"
        messages.tell_note(self._shell.owner, words, "汇总完成")


_MOST = 12  # files named in the message: a longer one is higher than a screen
