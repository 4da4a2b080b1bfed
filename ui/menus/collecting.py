"""The commands of 汇总: begin a task, open one, take a folder that was dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.collect import SUFFIX
from govreport_desktop.errors import GovReportError
from govreport_desktop.shown import shown
from ui import messages
from ui.menus.shell import Shell

if TYPE_CHECKING:
    from govreport_desktop.jobs.collecting import NewTask
    from govreport_desktop.jobs.outcomes import FolderRead
    from govreport_desktop.jobs.receiving import Received

TABLES = "Excel 工作簿 (*.xlsx)"
_MOST = 12  # files named in the message: a longer one is higher than a screen


class Collecting:
    """What the window does with a task, and with a folder of other offices' files."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {"collect": self.begin, "consolidate": self.consolidate}

    # ------------------------------------------------------------ tasks
    def is_for(self, path: Path) -> bool:
        """Whether ``path`` is a task or a folder, which are opened here."""
        return path.suffix == SUFFIX or path.is_dir()

    def open_path(self, path: Path) -> bool:
        """Open a task, or begin one about a folder. Says so where it cannot be done."""
        if path.is_dir():
            self.begin(path)
            return True
        if self._shows(path):
            return True
        from govreport_desktop.collect.task import CollectTask
        from ui.collect.session import CollectSession

        try:
            task = CollectTask.open(path)
            session = CollectSession(task, self._shell.owner)
        except GovReportError as error:
            self._shell.fail(error, "没有打开")
            return False
        if not self._shell.show_task(session):
            session.close()
            return False
        if task.notice:
            messages.tell_note(self._shell.owner, task.notice, "打开时的提示")
        session.scan()
        return True

    def begin(self, folder: Path | None = None) -> None:
        """Ask for what a new task begins with, or for one that there is."""
        from ui.collect.new_task import NewTaskDialog

        dialog = NewTaskDialog(self._shell.settings, self._shell.owner)
        dialog.decided.connect(self._make)
        dialog.open_wanted.connect(self.open_path)
        if folder is not None:
            dialog.take_folder(folder)
        dialog.open()

    def _make(self, new: NewTask) -> None:
        from govreport_desktop.jobs.collecting import new_task

        try:
            new_task(new)
        except GovReportError as error:
            self._shell.fail(error, "没有新建")
            return
        self.open_path(new.path)

    def _shows(self, path: Path) -> bool:
        """Whether that file is the one in this window already."""
        task = self._shell.task
        return task is not None and task.task.path.absolute() == path.absolute()

    # ------------------------------------------------------------ files that are dropped on it
    def offer_to_receive(self, paths: Sequence[Path], other: Callable[[list[Path]], None]) -> bool:
        """Ask whether ``paths`` go into the folder of the open task; ``other`` is what is done
        with them else. False where no task is open that could take them."""
        task = self._shell.task
        if task is None or task.read_only:
            return False
        from ui.collect.receive_dialog import ReceiveDialog

        dialog = ReceiveDialog(paths, task.task.folder.resolve(), self._shell.owner)
        dialog.accepted_for.connect(self._receive)
        dialog.other_wanted.connect(other)
        dialog.open()
        return True

    def _receive(self, paths: list[Path]) -> None:
        from govreport_desktop.jobs.receiving import receive

        task = self._shell.task
        if task is not None:
            work = partial(receive, task.task.folder, paths)
            self._shell.run(work, self._on_received, "正在放进收件文件夹", "没有放进收件文件夹")

    def _on_received(self, found: Received) -> None:
        there = f"，{len(found.there)} 个原来就在里面" if found.there else ""
        self._shell.tell(f"放进收件文件夹 {len(found.copied)} 个文件{there}")
        if (task := self._shell.task) is not None:
            task.scan()

    # ------------------------------------------------------------ one table of a folder
    def consolidate(self) -> None:
        """Ask for a folder, and add its reports up."""
        start = self._shell.settings.folder
        folder = messages.ask_folder(self._shell.owner, "选择各单位报告所在的文件夹", start)
        if folder is not None:
            self.consolidate_folder(folder)

    def consolidate_folder(self, folder: Path) -> None:
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
        doubted = [shown(note) for one in found.files if one.counts for note in one.notes]
        words += "".join(f"\n\n{each}" for each in (shown(found.whose), *doubted[:_MOST]) if each)
        messages.tell_note(self._shell.owner, words, "汇总完成")
