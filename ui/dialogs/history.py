"""Who put what into one cell, and when."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from govreport_desktop.jobs.changes import content_words
from govreport_desktop.report import Address
from govreport_desktop.store.log import LogEntry
from ui.dialog import Dialog
from ui.look.items import dress
from ui.plain import Label
from ui.session import Session

_HEADINGS = ("时间", "操作人", "操作", "原内容", "新内容")
_BACK = {"undo": "撤销：", "redo": "重做："}


class HistoryDialog(Dialog):
    """The change log of one address, the latest first."""

    def __init__(self, session: Session, address: Address, parent: QWidget | None) -> None:
        super().__init__("修改记录", parent)
        words = session.report.words(address)
        entries = session.document.history(address)[::-1]
        count = f"共修改 {len(entries)} 次" if entries else "还没有修改过"
        self.body.addWidget(Label(f"{words}　{count}"))
        table = QTableWidget(len(entries), len(_HEADINGS))
        table.setAccessibleName(f"{words}的修改记录")
        dress(table)
        table.setHorizontalHeaderLabels(_HEADINGS)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        for row, entry in enumerate(entries):
            for column, text in enumerate(_texts(entry)):
                table.setItem(row, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table = table
        self.body.addWidget(table)
        self.resize(720, 380)


def _texts(entry: LogEntry) -> tuple[str, ...]:
    return (
        entry.time.strftime("%Y-%m-%d %H:%M:%S"),
        entry.who,
        _BACK.get(entry.kind, "") + entry.name,
        content_words(entry.old),
        content_words(entry.new),
    )
