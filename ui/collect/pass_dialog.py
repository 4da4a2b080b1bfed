"""通过 for many at once: every report the program finds nothing wrong with, to be ticked off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Draft
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.shown import shown
from ui.collect.session import CollectSession
from ui.collect.words import short_name
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout
from ui.look.items import dress
from ui.plain import Label

_ID = Qt.ItemDataRole.UserRole
USUAL = "按程序建议"


class PassDialog(Dialog):
    """Every office that is proposed to pass is ticked; what is ticked passes in one step.

    One with an error, a warning or a doubt is not among them: those are decided one by one.
    """

    told = Signal(str)

    def __init__(self, session: CollectSession, parent: QWidget | None) -> None:
        super().__init__("建议通过的一次定下", parent, accept="定为通过(&O)", close="取消(&C)")
        self._session = session
        self.list = QListWidget()
        self.why = Line(USUAL)
        self.counted = Label()
        self._build()
        self._follow()

    def accept(self) -> None:
        """Decide what is ticked, a line of the log each."""
        chosen = self.chosen()
        drafts = [self._draft(office) for office in chosen]
        if drafts and self._session.decide(drafts, f"{len(drafts)} 家通过"):
            super().accept()
            self.told.emit(f"已定为通过 {len(drafts)} 家，按 Ctrl+Z 可以一次撤销")

    def chosen(self) -> list[str]:
        """The ids of the offices that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(one.data(_ID)) for one in items if one.checkState() == Qt.CheckState.Checked]

    def _draft(self, office: str) -> Draft:
        row = self._session.view.row(office)
        return deciding.verdict(row, OfficeState.PASSED, self.why.text().strip() or USUAL)

    def _build(self) -> None:
        about = Label(
            "这些单位的报告没有错误、没有警告，读的时候也没有存疑的地方。有错误、警告、待定的不在这里，要逐家定。"
        )
        about.setWordWrap(True)
        self.list.setAccessibleName("定为通过的单位")
        dress(self.list)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in deciding.to_pass(self._session.view):
            file = f"　{short_name(row.counted.path)}" if row.counted is not None else ""
            item = QListWidgetItem(f"{shown(row.office.called)}{file}")
            item.setData(_ID, row.office.id)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.counted.setObjectName("hint")
        form = form_layout()
        add_row(form, "理由(&R)", self.why, "每个单位记一条，都写这个理由。")
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.counted)
        self.body.addLayout(form)
        self.list.itemChanged.connect(self._follow)
        self.resize(560, 520)

    def _follow(self) -> None:
        chosen = len(self.chosen())
        self.counted.setText(f"选了 {chosen} 家，共 {self.list.count()} 家。")
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(bool(chosen) and not self._session.read_only)
