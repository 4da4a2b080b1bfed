"""What an export wrote, and what is worth a look in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QWidget

from govreport_desktop.jobs.export import Exported
from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.look.items import dress
from ui.outside import show_outside
from ui.plain import Label


class ExportedDialog(Dialog):
    """The files, the notes of the writers, and the way to the folder."""

    def __init__(self, result: Exported, parent: QWidget | None) -> None:
        super().__init__("导出完成", parent)
        self._paths = result.paths
        self._folder = result.paths[0].parent
        self.files = QListWidget()
        self.notes = QListWidget()
        self.open_folder = self.buttons.addButton(
            "打开文件夹(&O)", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.open_folder.clicked.connect(self._open)
        self._build(result.notes)
        self.close_button.setDefault(True)
        self.resize(640, 320 + 140 * bool(result.notes))

    def _build(self, notes: Sequence[str]) -> None:
        words = Label(f"✓ 已写出 {len(self._paths)} 个文件，在 {shown(str(self._folder))}")
        words.setWordWrap(True)
        self.body.addWidget(words)
        self.files.setAccessibleName("写出的文件")
        dress(self.files)
        for path in self._paths:
            self.files.addItem(f"{shown(path.name)}　{_size(path.stat().st_size)}")
        self.files.itemActivated.connect(self._open_file)
        self.files.setToolTip("双击打开文件")
        self.body.addWidget(self.files, 1)
        if notes:
            self.body.addWidget(Label("需要留意"))
            self.notes.setAccessibleName("需要留意")
            dress(self.notes)
            self.notes.setWordWrap(True)
            self.notes.addItems(list(notes))
            self.body.addWidget(self.notes, 1)

    def _open(self) -> None:
        show_outside(self._folder)

    def _open_file(self) -> None:
        path = self._paths[self.files.currentRow()]
        show_outside(path)


def _size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1024:,.0f} KB" if count >= 1024 else f"{count} 字节"
