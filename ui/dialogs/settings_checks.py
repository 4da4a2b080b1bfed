"""Which checks run and how strictly: a list to tick, and the thresholds below it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from govreport_desktop.checks import RULES, CheckSettings
from govreport_desktop.checks.settings import MOST_CHARACTERS
from ui.forms import add_row, form_layout
from ui.plain import tip

# Thresholds that are whole numbers, by their name in CheckSettings.
LENGTHS = ("copied_length", "repeated_length", "problems_length")
_ID = Qt.ItemDataRole.UserRole
_ROWS = 7  # lines of the list in view
_WORDS = {
    "copied_share": ("与上年雷同多少算雷同，%(&J)", "与上年相同的句子达到这个百分比时提示"),
    "copied_length": ("雷同句最短字数(&H)", "更短的句子多为套语，不算雷同"),
    "repeated_length": ("重复句最短字数(&E)", "报告内部重复的句子不短于这么多字才提示"),
    "problems_length": ("第五部分最少字数(&F)", "少于这么多字提示过于简单"),
}


class ChecksForm(QWidget):
    """Shows one `CheckSettings`; `chosen` answers what it has become.

    ``whose`` says in a sentence what they apply to.
    """

    def __init__(self, settings: CheckSettings, whose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.list = QListWidget()
        self.limit = _line(settings.overview_limit or 0, MOST_CHARACTERS)
        self.thresholds: dict[str, QLineEdit] = {}
        self._fill_list()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        add_row(form, "要做的检查(&R)", self.list, f"去掉勾选就不查。{whose}")
        hint = "〔2021〕30号：原则上不超过 1000 字；当地另有规定的改这里，填 0 不查"
        add_row(form, "总体情况字数上限(&W)", self.limit, hint)
        for name, (label, words) in _WORDS.items():
            value = getattr(settings, name)
            shown = int(value * 100) if isinstance(value, Decimal) else value
            line = _line(shown, 100 if isinstance(value, Decimal) else 10_000)
            self.thresholds[name] = line
            add_row(form, label, line, words)
        self.setLayout(form)

    def chosen(self) -> CheckSettings:
        """What is ticked and typed; a threshold left empty stays as it was."""
        items = [self.list.item(row) for row in range(self.list.count())]
        off = {str(i.data(_ID)) for i in items if i.checkState() == Qt.CheckState.Unchecked}
        share = self.thresholds["copied_share"].text()
        lengths: dict[str, Any] = {name: self._length(name) for name in LENGTHS}
        return replace(
            self._settings,
            off=frozenset(off),
            overview_limit=int(self.limit.text() or "0") or None,
            copied_share=Decimal(share) / 100 if share else self._settings.copied_share,
            **lengths,
        )

    def _length(self, name: str) -> int:
        text = self.thresholds[name].text()
        return int(text) if text else int(getattr(self._settings, name))

    def _fill_list(self) -> None:
        for rule in RULES:
            item = QListWidgetItem(f"{rule.name}（{rule.severity.label}）", self.list)
            item.setData(_ID, rule.id)
            item.setToolTip(tip(f"{rule.what}\n依据：{rule.basis}\n编号：{rule.id}"))
            runs = self._settings.runs(rule.id)
            item.setCheckState(Qt.CheckState.Checked if runs else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        # A fixed height: the page scrolls, and a list that grows would push the rest down.
        self.list.setFixedHeight(_ROWS * self.list.sizeHintForRow(0) + 4)


def _line(value: int, most: int) -> QLineEdit:
    line = QLineEdit(str(value))
    line.setValidator(QIntValidator(0, most, line))
    line.setMaximumWidth(120)
    return line
