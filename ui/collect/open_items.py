"""What is still open when the sums are sealed, and the reason for sealing them all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.collect.seal import OpenItem
from govreport_desktop.shown import shown
from ui.forms import Line, add_row, form_layout
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import tip

_WORDS, _REASON = 0, 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OpenItems(QWidget):
    """One row an open item, its reason beside it, one field for all that have none of their own."""

    changed = Signal()

    def __init__(
        self,
        items: Sequence[OpenItem],
        given: Mapping[str, str] = MappingProxyType({}),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._given = given  # reasons that were written for the same before
        self.open = tuple(items)
        self.table = QTableWidget(len(self.open), 2)
        self.rest = Line()
        self.rest.setPlaceholderText("例如：已电话核实，限期补报")
        self._build()
        self.table.itemChanged.connect(self.changed)
        self.rest.textChanged.connect(self.changed)
        self.setVisible(bool(self.open))

    @property
    def ready(self) -> bool:
        """Whether everything open has its reason."""
        return all(self.reasons().values())

    def reasons(self) -> dict[str, str]:
        """The reason for each open item; that for the rest where none of its own is written."""
        rest = self.rest.text().strip()
        found = {}
        for row, one in enumerate(self.open):
            item = self.table.item(row, _REASON)
            found[one.key] = (item.text().strip() if item is not None else "") or rest
        return found

    def _build(self) -> None:
        table = self.table
        table.setAccessibleName("没有办完的，和签发的理由")
        dress(table)
        table.setHorizontalHeaderLabels(["没有办完的", "理由"])
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(True)
        table.setMinimumHeight(self.fontMetrics().height() * 6)
        header = table.horizontalHeader()
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(_REASON, self.fontMetrics().horizontalAdvance("宽") * 16)
        # What is open is read whole: a reason for half a sentence is none.
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for row, one in enumerate(self.open):
            item = QTableWidgetItem(shown(one.words))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(tip(one.words))
            reason = QTableWidgetItem(self._given.get(one.key, ""))
            name = f"{shown(one.words)}，签发的理由"
            reason.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            table.setItem(row, _WORDS, item)
            table.setItem(row, _REASON, reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        column.addWidget(table, 1)
        form = form_layout()
        add_row(form, "其余各项的理由(&R)", self.rest)
        column.addLayout(form)
