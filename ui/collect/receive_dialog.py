"""Files dropped onto an open task: copied into its folder only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.look.items import dress
from ui.plain import Label


class ReceiveDialog(Dialog):
    """Names what is dropped and where it would go; anything else is one button away."""

    accepted_for = Signal(object)  # list[Path], to be copied into the folder of the task
    other_wanted = Signal(object)  # list[Path], to be opened as if no task were open

    def __init__(self, paths: Sequence[Path], inbox: Path, parent: QWidget | None) -> None:
        super().__init__("放进收件文件夹？", parent, accept="放进去(&I)", close="取消(&C)")
        self._paths = list(paths)
        self.list = QListWidget()
        self.list.setAccessibleName("拖入的文件")
        dress(self.list)
        self.list.addItems([_called(path) for path in self._paths])
        self.list.setCurrentRow(0)
        about = Label(
            f"把拖入的 {len(self._paths)} 项复制到本任务的收件文件夹：\n{shown(str(inbox))}\n"
            "原来的文件不动；有同名而内容不同的，新放的在名字后面加编号。"
        )
        about.setWordWrap(True)
        self.other = self.buttons.addButton("另外打开(&E)", self.buttons.ButtonRole.ActionRole)
        self.other.clicked.connect(self._other)
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.resize(560, 320)

    def accept(self) -> None:
        """Into the folder."""
        super().accept()
        self.accepted_for.emit(self._paths)

    def _other(self) -> None:
        super().accept()
        self.other_wanted.emit(self._paths)


def _called(path: Path) -> str:
    """A name; a folder says that it is one."""
    return f"{shown(path.name)}　文件夹，连同里面的全部文件" if path.is_dir() else shown(path.name)
