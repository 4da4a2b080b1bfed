"""What was understood of a file, old and new side by side, before anything changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.readers.proposal import Proposal
from govreport_desktop.report import Address, Edit, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Change
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR
from ui.dialogs.base import Dialog
from ui.dialogs.versions import excerpts
from ui.forms import add_row, form_layout

_CHANGE = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked


@dataclass(frozen=True, slots=True)
class Imported:
    """What was decided: the ticked changes as one step, and whose report it is."""

    edit: Edit
    form: Form
    office: str
    year: int


class ImportDialog(Dialog):
    """Shows what would change, by part, each with a tick."""

    decided = Signal(object)  # Imported

    def __init__(
        self, name: str, proposal: Proposal, report: Report, parent: QWidget | None, *, new: bool
    ) -> None:
        super().__init__("导入", parent, accept="导入(&I)", close="取消(&C)")
        self._report = report
        self._name = name
        self.office = QLineEdit(proposal.office or report.office)
        self.year = QLineEdit(str(proposal.year or report.year or ""))
        self._edit = proposal.edit(report, f"导入“{name}”")
        self.tree = QTreeWidget()
        self.notes = QTreeWidget()
        self._build(proposal, new=new)
        self._judge()
        self.resize(860, 600)

    def edit(self) -> Edit:
        """The ticked changes as one step."""
        changes = []
        for part in _children(self.tree.invisibleRootItem()):
            for item in _children(part):
                if item.checkState(0) == _TICKED:
                    changes.append(item.data(0, _CHANGE))
        return Edit(tuple(changes), self._edit.name, self._edit.kind)

    def accept(self) -> None:
        """Hand over what was ticked."""
        year = int(self.year.text())
        chosen = Imported(self.edit(), self._report.form, self.office.text().strip(), year)
        super().accept()
        self.decided.emit(chosen)

    def _build(self, proposal: Proposal, *, new: bool) -> None:
        numbers = len(proposal.values)
        prose = sum(bool(text) for text in proposal.texts.values())
        read = f"从“{self._name}”读出 {numbers} 个数、{prose} 段文字，按{proposal.form.name}对位。"
        summary = QLabel(read if new else f"{read}勾选的内容会替换现有内容，可以一步撤销。")
        summary.setWordWrap(True)
        self.body.addWidget(summary)
        if new:
            self._add_facts()
        self.body.addWidget(self.tree, 3)
        self._fill(new=new)
        notes = list(_notes(proposal))
        if notes:
            self._add_notes(notes)

    def _add_facts(self) -> None:
        self.year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, self.year))
        self.year.setMaximumWidth(120)
        form = form_layout()
        add_row(form, "机关名称(&O)", self.office)
        add_row(form, "报告年度(&Y)", self.year)
        self.office.textChanged.connect(self._judge)
        self.year.textChanged.connect(self._judge)
        self.body.addLayout(form)

    def _judge(self) -> None:
        assert self.accept_button is not None
        known = bool(self.office.text().strip()) and self.year.text().isdecimal()
        self.accept_button.setEnabled(known)

    def _fill(self, *, new: bool) -> None:
        self.tree.setAccessibleName("将要导入的内容")
        self.tree.setHeaderLabels(["位置", "现有内容", "导入内容"])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.setColumnWidth(0, 400)
        self.tree.setColumnHidden(1, new)
        self.tree.setUniformRowHeights(True)
        parts: dict[str, QTreeWidgetItem] = {}
        for change in self._edit.changes:
            title = self._part(change.address)
            if title not in parts:
                parts[title] = _part_item(title)
                self.tree.addTopLevelItem(parts[title])
            parts[title].addChild(self._change_item(change))
        for title, part in parts.items():
            part.setText(0, f"{title}（{part.childCount()} 处）")
            part.setFirstColumnSpanned(True)
            part.setExpanded(part.childCount() <= 12)
        if not parts:
            self.tree.addTopLevelItem(QTreeWidgetItem(["没有不同的内容，不需要导入。"]))

    def _change_item(self, change: Change) -> QTreeWidgetItem:
        words = self._report.words(change.address)
        item = QTreeWidgetItem([words, *excerpts(change.old, change.new)])
        item.setData(0, _CHANGE, change)
        item.setCheckState(0, _TICKED)
        return item

    def _part(self, address: Address) -> str:
        match address:
            case CellAddress(table=table):
                return self._report.form.section(self._report.form.tables[table].section).title
            case TextAddress(section):
                return self._report.form.section(section).title
            case FieldAddress():
                return "机关和年度"
        return "审核说明"

    def _add_notes(self, notes: Iterable[tuple[str, str]]) -> None:
        self.notes.setAccessibleName("需要留意的内容")
        self.notes.setHeaderLabels(["需要留意", "内容"])
        self.notes.setRootIsDecorated(False)
        self.notes.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for kind, text in notes:
            item = QTreeWidgetItem([kind, text])
            item.setToolTip(1, text)
            self.notes.addTopLevelItem(item)
        self.body.addWidget(self.notes, 1)


def _part_item(title: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([title])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, _TICKED)
    font = QFont(item.font(0))
    font.setWeight(QFont.Weight.Bold)
    item.setFont(0, font)
    return item


def _notes(proposal: Proposal) -> Iterable[tuple[str, str]]:
    for unplaced in proposal.unplaced:
        where = f"（{unplaced.where}）" if unplaced.where else ""
        yield "! 没有放入", f"{unplaced.text}{where}"
    for declared in proposal.declared:
        yield "! 总计不一致", str(declared)
    for note in proposal.notes:
        yield "i 说明", note


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row))]
