"""Versions kept with Ctrl+S: what differs between two of them, and going back to one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks.deviations import deviations
from govreport_desktop.report import Address, Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import FIELDS
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import read_points
from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.dialogs.history import content_words
from ui.dialogs.version_page import VersionPage
from ui.forms import plain_label
from ui.plain import Label
from ui.session import Session

_NOW = "现在的内容"
_EXCERPT = 40


class VersionsDialog(Dialog):
    """The list at the left; at the right what differs, and the version itself to look at.

    Restoring is one step to undo.
    """

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__("版本记录", parent, accept="恢复到所选版本(&R)")
        self._session = session
        self._versions = session.document.versions()[::-1]
        self.list = QListWidget()
        self.list.setAccessibleName("版本")
        self.against = QComboBox()
        self.table = QTableWidget(0, 3)
        self.page = VersionPage()
        self.tabs = QTabWidget()
        self._looked_at = -1  # the row of the version that is on the page
        self._summary = Label()
        self._build()
        assert self.accept_button is not None
        self.accept_button.setEnabled(bool(self._versions) and not session.read_only)
        self.accept_button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.list.currentRowChanged.connect(self._compare)
        self.list.currentRowChanged.connect(self._look)
        self.against.currentIndexChanged.connect(self._compare)
        self.tabs.currentChanged.connect(self._look)
        self.list.setCurrentRow(0)
        self.resize(960, 580)

    def accept(self) -> None:
        """Go back to the chosen version."""
        row = self.list.currentRow()
        if row >= 0:
            self._session.request_commit()
            self._session.apply(self._session.document.restoring(self._versions[row].id))
        super().accept()

    def _build(self) -> None:
        self.against.addItem(_NOW)
        for version in self._versions:
            when = version.time.strftime("%Y-%m-%d %H:%M:%S")
            self.list.addItem(QListWidgetItem(f"{when}　{shown(version.name)}"))
            self.against.addItem(f"{when}　{shown(version.name)}")
        if not self._versions:
            self._summary.setText("这份报告还没有保存过版本。按 Ctrl+S 随时保存一个。")
        caption = Label("与之比较(&T)")
        caption.setBuddy(self.against)
        self.against.setAccessibleName(plain_label(caption.text()))
        self.table.setAccessibleName("两个版本的差别")
        self.table.setHorizontalHeaderLabels(["位置", "所选版本", "与之比较"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        bar = QHBoxLayout()
        bar.addWidget(caption)
        bar.addWidget(self.against, 1)
        differing = QWidget()
        column = QVBoxLayout(differing)
        column.addLayout(bar)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        self.tabs.setAccessibleName("差别或内容")
        self.tabs.addTab(differing, "差别(&D)")
        self.tabs.addTab(self.page, "内容(&V)")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list, 2)
        row.addWidget(self.tabs, 5)
        self.body.addLayout(row)

    def _look(self, _: int = 0) -> None:
        """Put the chosen version on the page, when somebody looks."""
        row = self.list.currentRow()
        if row in (-1, self._looked_at) or self.tabs.currentWidget() is not self.page:
            return
        self.page.show_report(self._session.document.version(self._versions[row].id))
        self._looked_at = row

    def _compare(self, _: int = 0) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        chosen = self._session.document.version(self._versions[row].id)
        other = self._session.report
        if self.against.currentIndex() > 0:
            version = self._versions[self.against.currentIndex() - 1]
            other = self._session.document.version(version.id)
        lines = differences(chosen, other)
        self._summary.setText(f"两者有 {len(lines)} 处不同" if lines else "两者完全相同")
        self.table.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)


def differences(one: Report, two: Report) -> list[tuple[str, str, str]]:
    """Every typed cell, text and fact that differs: its name and both contents in words."""
    typed = [spec.address for spec in one.form.cells if spec.formula is None]
    addresses: list[Address] = [address for address in typed if two.form.has(address)]
    addresses += [TextAddress(section) for section in one.texts if section in two.texts]
    addresses += [FieldAddress(name) for name in FIELDS if name != "last_year"]
    found = []
    for address in addresses:
        left, right = one.content(address), two.content(address)
        if left != right:
            words = excerpts(_readable(address, left), _readable(address, right))
            found.append((one.words(address), *words))
    return found


def _readable(address: Address, content: Content) -> Content:
    """What stands at ``address`` as a clerk reads it: settings of the checks in words."""
    if address == FieldAddress("check_settings"):
        return deviations(str(content)) or "通常的设置"
    if address == OPEN_POINTS:
        count = len(read_points(str(content)))
        return f"{count} 处" if count else ""
    return content


def excerpts(left: Content, right: Content) -> tuple[str, str]:
    """Both contents; of long texts the stretch where they part."""
    if not isinstance(left, str) or not isinstance(right, str):
        return content_words(left), content_words(right)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    return _excerpt(left, start), _excerpt(right, start)


def _excerpt(text: str, start: int) -> str:
    if not text:
        return "空白"
    begin = max(start - 6, 0)
    piece = text[begin : begin + _EXCERPT].replace("\n", " ")
    before = "…" if begin else ""
    after = "…" if begin + _EXCERPT < len(text) else ""
    return f"{before}{piece}{after}"
