"""本地口径: whose hints are shown beside the national texts, and where others come from."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from govreport_desktop.errors import GovReportError
from govreport_desktop.form.local import local_hints
from govreport_desktop.jobs.local_hints import drop_local_hints, take_local_hints
from ui import messages
from ui.plain import Label
from ui.settings import Settings

FILES = "本地口径 (*.toml)"
HINT = "上级发来的文件。按 F1 时显示在国家规定之后；导入、删除立即生效"


class LocalHintsForm(QWidget):
    """Whose hints there are, and two buttons that act at once: they are a file of their own."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.state = Label()
        self.state.speak_as("本地口径")
        self.take = QPushButton("导入(&P)…")
        self.drop = QPushButton("删除(&F)")
        self.take.setAccessibleName("导入本地口径")
        self.drop.setAccessibleName("删除本地口径")
        self.take.clicked.connect(self._on_take)
        self.drop.clicked.connect(self._on_drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.state, 1)
        row.addWidget(self.take)
        row.addWidget(self.drop)
        self.setFocusProxy(self.take)
        self._show()

    def _show(self) -> None:
        hints = local_hints()
        words = f"{hints.office}，{len(hints.entries)} 条" if hints.entries else "没有"
        self.state.setText(words)
        self.drop.setEnabled(bool(hints.entries))

    def _on_take(self) -> None:
        path = messages.ask_open(self, self._settings, "导入本地口径", FILES)
        if path is None:
            return
        try:
            take_local_hints(path)
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有导入本地口径")
        self._show()

    def _on_drop(self) -> None:
        try:
            drop_local_hints()
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有删除本地口径")
        self._show()
