"""Blanks for the offices: a workbook each, and a report for those that have this program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from govreport_desktop.collect.office import Office
from govreport_desktop.shown import shown
from ui.collect.path_field import PathField
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import form_layout
from ui.look.items import dress
from ui.plain import Label
from ui.settings import Settings

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Blanks:
    """What was decided: for whom, where, and what is written."""

    offices: tuple[Office, ...]
    folder: Path
    reports: bool
    overwrite: bool


class WorkbooksDialog(Dialog):
    """Everyone who owes a report is ticked; last year's figures are in it where they are known."""

    decided = Signal(object)  # Blanks

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("发给各单位的空表", parent, accept="写出(&O)", close="取消(&C)")
        view = session.view
        self._offices = [row.office for row in view.rows if row.office.owes(view.year)]
        self._known = set(view.last)
        self.list = QListWidget()
        self.counted = Label()
        self.folder = PathField("空表放在哪里", settings)
        self.folder.put(session.task.path.parent / f"{view.year}空表")
        self.reports = QCheckBox("每个单位另写一份 .govreport，给装了本程序的单位(&G)")
        self.overwrite = QCheckBox("已有的同名文件换成新的(&V)")
        self._build()
        self._follow()

    def accept(self) -> None:
        """Hand over what is ticked."""
        folder = self.folder.path
        if folder is None:
            return
        more = self.reports.isChecked(), self.overwrite.isChecked()
        super().accept()
        self.decided.emit(Blanks(tuple(self.chosen()), folder, *more))

    def chosen(self) -> list[Office]:
        """The offices that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        pairs = zip(self._offices, items, strict=True)
        return [one for one, item in pairs if item.checkState() == Qt.CheckState.Checked]

    def _build(self) -> None:
        about = Label(
            "每张表里已写好单位名称、年度、上年结转和上年的现行有效件数；报回来不管文件叫什么，都认得是谁的。"
        )
        about.setWordWrap(True)
        self.list.setAccessibleName("写给哪些单位")
        dress(self.list)
        for office in self._offices:
            item = QListWidgetItem(shown(office.name))
            item.setData(_ID, office.id)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.counted.setObjectName("hint")
        form = form_layout()
        hint = "不能在收件文件夹里：发出去的空表会当作收到的。"
        self.folder.add_to(form, "放在(&F)", hint)
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.counted)
        self.body.addLayout(form)
        self.body.addWidget(self.reports)
        self.body.addWidget(self.overwrite)
        self.list.itemChanged.connect(self._follow)
        self.folder.changed.connect(self._follow)
        self.resize(620, 560)

    def _follow(self) -> None:
        chosen = self.chosen()
        known = sum(one.id in self._known for one in chosen)
        self.counted.setText(f"写给 {len(chosen)} 个单位，其中 {known} 个带有上年的数。")
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(bool(chosen) and self.folder.path is not None)
