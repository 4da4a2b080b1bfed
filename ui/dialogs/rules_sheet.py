"""检查单: what the sheet of an office above asks for; another is chosen here, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QPushButton, QWidget

from govreport_desktop.errors import GovReportError
from ui import messages
from ui.dialog import Dialog
from ui.look.faces import sized
from ui.look.items import dress
from ui.look.tokens import Size, Space
from ui.plain import Label
from ui.settings import Settings

if TYPE_CHECKING:
    from govreport_desktop.checks.sheet.model import Sheet

FILES = "检查单 (*.govrules)"
_NONE = "没有检查单"
_HINT = "检查单只增加审核、改变级别，不改动任何数和文字；每个问题都写明按哪份检查单。"


class RulesSheetDialog(Dialog):
    """Shows ``sheet`` and decides which is to hold; ``whose`` says for what.

    ``for_new`` is offered where that is one report: new ones may be made with it, too.
    """

    decided = Signal(object, bool)  # Sheet or None; whether new reports are made with it

    def __init__(
        self,
        sheet: Sheet | None,
        whose: str,
        settings: Settings,
        parent: QWidget | None,
        *,
        for_new: bool = False,
        writable: bool = True,
    ) -> None:
        super().__init__("检查单", parent, accept="确定(&Y)", close="取消(&C)")
        self._settings = settings
        self._before = sheet
        self.sheet = sheet
        self.name = Label()
        self.list = QListWidget()
        self.take = QPushButton("选择文件(&P)…")
        self.drop = QPushButton("去掉(&F)")
        self.for_new = QCheckBox("以后新建的报告也按它审核(&V)")
        self._build(whose, for_new=for_new)
        for part in (self.take, self.drop, self.for_new):
            part.setEnabled(writable)
        self._writable = writable
        self._show()
        self.resize(600, 480)

    def read(self, path: Path) -> bool:
        """Show the sheet in the file at ``path``; False where it is none, which is said."""
        from govreport_desktop.jobs.sheets import read_rules

        try:
            self.sheet = read_rules(path)
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读入检查单")
            return False
        self._show()
        self.list.setFocus()
        return True

    def accept(self) -> None:
        """Hand over what was decided."""
        super().accept()
        if self._writable:
            self.decided.emit(self.sheet, self.for_new.isChecked())

    def _build(self, whose: str, *, for_new: bool) -> None:
        self.name.setFont(sized(self.name.font(), Size.BODY, bold=True))
        self.name.setWordWrap(True)
        self.name.speak_as("检查单")
        self.list.setAccessibleName("检查单的要求")
        dress(self.list)
        self.list.setWordWrap(True)
        self.take.setAccessibleName("选择检查单文件")
        self.drop.setAccessibleName("去掉检查单")
        for button in (self.take, self.drop):
            button.setAutoDefault(False)  # Enter is for what was decided
        self.take.clicked.connect(self._on_take)
        self.drop.clicked.connect(self._on_drop)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        row.addWidget(self.name, 1)
        row.addWidget(self.take)
        row.addWidget(self.drop)
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
        hint = Label(f"{whose}{_HINT}")
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self.for_new.setVisible(for_new)
        self.body.addWidget(self.for_new)
        if self.accept_button is not None:
            self.accept_button.setDefault(True)
        self.take.setFocus()

    def _show(self) -> None:
        from govreport_desktop.checks.sheet_words import lines_of_sheet

        self.name.setText(self.sheet.signed if self.sheet else _NONE)
        self.list.clear()
        self.list.addItems(lines_of_sheet(self.sheet) if self.sheet else [])
        self.list.setCurrentRow(0)
        self.drop.setEnabled(self._writable and self.sheet is not None)

    def _on_take(self) -> None:
        path = messages.ask_open(self, self._settings, "选择检查单", FILES)
        if path is not None:
            self.read(path)

    def _on_drop(self) -> None:
        self.sheet = None
        self._show()
        self.take.setFocus()
