"""What to do with several files, or a folder, that were dropped onto the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QListWidget, QPushButton, QWidget

from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import Label


class DroppedDialog(Dialog):
    """Import them one after the other, open one, or take the folder; nothing happens unasked.

    A folder becomes a task of 汇总, or is only added up to one table.

    ``into`` says whether a report is open that they can go into.
    """

    all_wanted = Signal(object)  # list[Path]: one after the other
    one_wanted = Signal(object)  # Path
    task_wanted = Signal(object)  # Path of a folder
    table_wanted = Signal(object)  # Path of a folder

    def __init__(self, paths: Sequence[Path], parent: QWidget | None, *, into: bool) -> None:
        folders = [path for path in paths if path.is_dir()]
        self._files = [path for path in paths if path not in folders]
        accept = "依次导入(&I)" if self._files else ""
        super().__init__("拖入的文件", parent, accept=accept, close="取消(&C)")
        self._folder = _folder_of(self._files, folders)
        self.list = QListWidget()
        self.list.setAccessibleName("拖入的文件")
        dress(self.list)
        self.list.addItems([shown(path.name) for path in self._files or folders])
        self.list.setCurrentRow(0)
        together = self._folder is not None
        about = Label(_words(len(self._files), folders, into=into, together=together))
        about.setWordWrap(True)
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.one_button = self.buttons.addButton("只打开所选(&O)", role)
        self.one_button.clicked.connect(self._one)
        self.one_button.setVisible(bool(self._files))
        self.task_button = QPushButton("新建汇总任务(&K)…")
        self.task_button.clicked.connect(self._task)
        self.table_button = QPushButton("加到一张表(&J)…")
        self.table_button.clicked.connect(self._table)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        for button in (self.task_button, self.table_button):
            button.setVisible(together)
            if self._files:  # a line of their own: five in one are cut
                row.addWidget(button)
            else:
                self.buttons.addButton(button, role)
        row.addStretch()
        self.body.addLayout(row)
        if self.accept_button is None:
            self.task_button.setDefault(True)
        self.resize(560, 300)

    def accept(self) -> None:
        """All of them."""
        super().accept()
        self.all_wanted.emit(self._files)

    def _one(self) -> None:
        path = self._files[max(self.list.currentRow(), 0)]
        super().accept()
        self.one_wanted.emit(path)

    def _task(self) -> None:
        super().accept()
        self.task_wanted.emit(self._folder)

    def _table(self) -> None:
        super().accept()
        self.table_wanted.emit(self._folder)


def _folder_of(files: Sequence[Path], folders: Sequence[Path]) -> Path | None:
    """The one folder that is meant: dropped itself, or the one all files lie in."""
    if len(folders) == 1 and not files:
        return folders[0]
    parents = {path.parent for path in files}
    return parents.pop() if len(parents) == 1 and not folders else None


def _words(files: int, folders: Sequence[Path], *, into: bool, together: bool) -> str:
    if not files:
        if len(folders) == 1:
            return (
                f"拖入的是文件夹“{shown(folders[0].name)}”。可以新建汇总任务，"
                "逐家核对里面各单位的报告，汇总成本级报告；也可以只把它们加到一张表。"
            )
        return f"拖入了 {len(folders)} 个文件夹，请一次拖一个，或把它们放进同一个文件夹。"
    where = "现在的报告" if into else "各自的新报告"
    more = f"，另有 {len(folders)} 个文件夹没有处理" if folders else ""
    folder = "，或汇总它们所在的文件夹：新建任务，或只加到一张表" if together else ""
    return (
        f"拖入了 {files} 个文件{more}。可以逐个导入{where}，每个都先看清再决定；"
        f"也可以只打开其中一个{folder}。"
    )
