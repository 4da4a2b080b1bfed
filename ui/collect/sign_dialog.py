"""签发: what is still open, each with the reason why the sums are sealed all the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from govreport_desktop.jobs.handing_up import seal, sign_off
from govreport_desktop.shown import shown
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import add_row, form_layout
from ui.plain import Label, tip

_REASON = 1


class SignDialog(Dialog):
    """Nothing is sealed while something open has no reason."""

    def __init__(self, session: CollectSession, parent: QWidget | None) -> None:
        super().__init__("签发本级数", parent, accept="签发(&O)", close="取消(&C)")
        self._session = session
        found = sign_off(session.task, session.view)
        self.items = found.open
        self.words = Label(_words(len(found.open), len(found.sealed)))
        self.words.setWordWrap(True)
        self.table = QTableWidget(len(found.open), 2)
        self.rest = QLineEdit()
        self.rest.setPlaceholderText("例如：已电话核实，限期补报")
        self._build()
        self._follow()

    def accept(self) -> None:
        """Seal what stands now."""
        do = partial(seal, self._session.task, self._session.view, self.reasons())
        if self._session.carry_out(do, "签发"):
            super().accept()

    def reasons(self) -> dict[str, str]:
        """The reason for each open item; that for the rest where none of its own is written."""
        rest = self.rest.text().strip()
        found = {}
        for row, one in enumerate(self.items):
            item = self.table.item(row, _REASON)
            found[one.key] = (item.text().strip() if item is not None else "") or rest
        return found

    def _build(self) -> None:
        self.table.setAccessibleName("没有办完的，和签发的理由")
        self.table.setObjectName("list")
        self.table.setHorizontalHeaderLabels(["没有办完的", "理由"])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(_REASON, self.fontMetrics().horizontalAdvance("宽") * 16)
        for row, one in enumerate(self.items):
            item = QTableWidgetItem(shown(one.words))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(tip(one.words))
            reason = QTableWidgetItem("")
            name = f"{shown(one.words)}，签发的理由"
            reason.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            self.table.setItem(row, 0, item)
            self.table.setItem(row, _REASON, reason)
        self.table.setVisible(bool(self.items))
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        if self.items:
            form = form_layout()
            add_row(form, "其余各项的理由(&R)", self.rest)
            self.body.addLayout(form)
        self.table.itemChanged.connect(self._follow)
        self.rest.textChanged.connect(self._follow)
        self.resize(720, 480)

    def _follow(self) -> None:
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        ready = all(self.reasons().values()) and not self._session.read_only
        self.accept_button.setEnabled(ready)


def _words(open_: int, sealed: int) -> str:
    first = f"还有 {open_} 件事没有办完，逐项写明理由才能签发。" if open_ else "各件事都办完了。"
    before = f"以前签发过 {sealed} 次，都还在。" if sealed else ""
    return f"{first}签发封存各单位相加的数、调整、审核结论和文件清单，以后改动另成一份。{before}"
