"""What an export wrote, and what is worth a look in it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QWidget

from ui.dialogs.base import Dialog
from ui.menus.export_plan import Exported


class ExportedDialog(Dialog):
    """The files, the notes of the writers, and the way to the folder."""

    def __init__(self, result: Exported, parent: QWidget | None) -> None:
        super().__init__("导出完成", parent)
        self._result = result
        self.files = QListWidget()
        self.notes = QListWidget()
        self.open_folder = self.buttons.addButton(
            "打开文件夹(&O)", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.open_folder.clicked.connect(self._open)
        self._build()
        self.close_button.setDefault(True)
        self.resize(640, 320 + 140 * bool(result.notes))

    def _build(self) -> None:
        result = self._result
        words = QLabel(f"✓ 已写出 {len(result.names)} 个文件，在 {result.folder}")
        words.setWordWrap(True)
        self.body.addWidget(words)
        self.files.setAccessibleName("写出的文件")
        for name in result.names:
            size = (result.folder / name).stat().st_size
            self.files.addItem(f"{name}　{_size(size)}")
        self.files.itemActivated.connect(self._open_file)
        self.files.setToolTip("双击打开文件")
        self.body.addWidget(self.files, 1)
        if result.notes:
            self.body.addWidget(QLabel("需要留意"))
            self.notes.setAccessibleName("需要留意")
            self.notes.setWordWrap(True)
            self.notes.addItems(list(result.notes))
            self.body.addWidget(self.notes, 1)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._result.folder)))

    def _open_file(self) -> None:
        name = self._result.names[self.files.currentRow()]
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._result.folder / name)))


def _size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1024:,.0f} KB" if count >= 1024 else f"{count} 字节"
