"""Before last year's report goes into an open one: what was read, and what would change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import CarryOver, CellAddress
from govreport_desktop.jobs.carry_over import Carried, offer
from govreport_desktop.report import Edit, Report, format_value, is_number
from ui.dialog import Dialog
from ui.last_year.reading import understood
from ui.look.colors import SIGNS, tint
from ui.look.items import dress
from ui.plain import Label

_SIGN = SIGNS[Severity.WARNING]


class LastYearDialog(Dialog):
    """One step, decided by the clerk; without it nothing changes."""

    decided = Signal(object)  # Edit

    def __init__(self, report: Report, last: Report, parent: QWidget | None) -> None:
        super().__init__("读入上年度报告", parent, accept="读入(&I)", close="取消(&C)")
        self._report = report
        self._last = last
        self.with_text = QCheckBox("连同上年文字(&T)")
        self.changes = QListWidget()
        self._build()
        self._show()
        self.resize(620, 420)

    def edit(self) -> Edit:
        """What would change, as one step."""
        return self._carried().edit

    def _carried(self) -> Carried:
        """The job's own offer: window and command line take over the same."""
        with_text = self.with_text.isChecked()
        return offer(self._report, self._last, with_text=with_text, any_year=True)

    def accept(self) -> None:
        """Hand over what was decided."""
        edit = self.edit()
        super().accept()
        self.decided.emit(edit)

    def _build(self) -> None:
        read = Label(f"读出：{understood(self._last)}")
        doubts = [Label(f"{_SIGN} {words}") for words in self._carried().doubts]
        for label in (read, *doubts):
            label.setWordWrap(True)
            self.body.addWidget(label)
        for label in doubts:
            tint(label, Severity.WARNING)
        caption = Label("将要改动(&H)")
        caption.setBuddy(self.changes)
        self.changes.setAccessibleName("将要改动")
        dress(self.changes)
        self.changes.setWordWrap(True)
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = Label("已经填写的数和文字不会改动。读入是一步操作，可以撤销。")
        hint.setObjectName("hint")
        self.with_text.setToolTip("不勾选时，没有文字的部分只带入上年的小标题")
        self.with_text.toggled.connect(self._show)
        for widget in (caption, self.changes, self.with_text, hint):
            self.body.addWidget(widget)

    def _show(self) -> None:
        carried = self._carried()
        edit, lines = carried.edit, list(carried.words)
        if edit:
            kept = "上年各项数字随本报告保存，用来核对和比较。"
            if not lines:
                kept += "本报告填写的内容不变。"
            lines.append(kept)
        else:
            lines = ["与已经读入的上年度报告相同，没有改动。"]
        lines += _kept(self._report, self._last, edit)
        self.changes.clear()
        self.changes.addItems(lines)
        assert self.accept_button is not None
        self.accept_button.setEnabled(bool(edit))


def _kept(report: Report, last: Report, edit: Edit) -> list[str]:
    """The typed 上年结转 that stay although last year's report says something else."""
    filled = {change.address for change in edit.changes}
    found = []
    for relation in report.form.relations:
        if not isinstance(relation, CarryOver):
            continue
        for column, name in report.form.tables[relation.table].column_names.items():
            here = CellAddress(relation.table, relation.opening, column)
            mine, theirs = report.values[here], last.values.get(here._replace(row=relation.closing))
            if here in filled or report.form.cell(here).formula or mine is None:
                continue
            if is_number(theirs) and mine != theirs:
                found.append(f"{name} 填的 {format_value(mine)}（上年为 {format_value(theirs)}）")
    return [f"上年结转保留已填的数：{'、'.join(found)}。"] if found else []
