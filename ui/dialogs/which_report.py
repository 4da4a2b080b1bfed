"""Which of several reports in one file is meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from govreport_desktop.matching.several import Which
from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.look.items import dress
from ui.plain import Label


class WhichReportDialog(Dialog):
    """The reports with where they begin; Enter or a double click takes one."""

    decided = Signal(object)  # Meant

    def __init__(
        self, name: str, reports: Sequence[Which], parent: QWidget | None, differing: str = ""
    ) -> None:
        super().__init__("选择报告", parent, accept="读入这一份(&I)", close="取消(&C)")
        self._reports = reports
        asked = f"“{shown(name)}”里有 {len(reports)} 份报告，要读入哪一份？"
        about = Label("\n\n".join(filter(None, (asked, shown(differing)))))
        about.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("文件里的报告")
        dress(self.list)
        self.list.addItems([shown(report.words) for report in reports])
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.accept)
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        self.list.setFocus()
        self.resize(560, 280)

    def accept(self) -> None:
        """Hand over which one."""
        chosen = self._reports[self.list.currentRow()]
        super().accept()
        self.decided.emit(chosen.meant)
