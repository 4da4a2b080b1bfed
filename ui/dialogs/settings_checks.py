"""Which checks run and how strictly: a list to tick, and the thresholds below it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QIntValidator, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from govreport_desktop.checks import EVERY, CheckSettings
from govreport_desktop.checks.settings import LONGEST_NAME, MOST_CHARACTERS, MOST_NAMES
from ui.forms import Line, add_row, form_layout
from ui.look.items import dress
from ui.plain import tip

# Thresholds that are whole numbers, by their name in CheckSettings.
LENGTHS = (
    "copied_length",
    "repeated_length",
    "problems_length",
    "change_times",
    "change_least",
    "peers_least",
)
# Those that are shares, typed as per cent.
SHARES = (
    "copied_share",
    "share_change",
    "closed_share",
    "vague_share",
    "problems_copied",
)
# Median deviations, typed as they are.
SCORES = ("peers_z",)
_ID = Qt.ItemDataRole.UserRole
_SCORE = QRegularExpression(r"\d{1,2}(\.\d{0,2})?")
_ROWS = 7  # lines of the list in view
_WORDS = {
    "copied_share": ("与上年雷同的比例，%(&J)", "与上年相同的句子达到这个百分比时提示"),
    "copied_length": ("雷同句最短字数(&H)", "更短的句子多为套语，不算雷同"),
    "repeated_length": ("重复句最短字数(&E)", "报告内部重复的句子不短于这么多字才提示"),
    "problems_length": ("第五部分最少字数(&F)", "少于这么多字提示过于简单"),
    "change_times": ("与上年相差几倍提示(&T)", "增到这么多倍或不到几分之一时提示；填 0 不查"),
    "change_least": ("比较上年的最小数(&M)", "两年都小于这个数（件或万元）的不比较"),
    "share_change": ("公开比例的变化，%(&N)", "部分公开、不予公开的比例与上年相差这么多时提示"),
    "closed_share": ("其他处理的比例，%(&O)", "占办理结果达到这个百分比时提示"),
    "vague_share": (
        "第五部分笼统的比例，%(&V)",
        "没有对象、数字、时间的短句达到这个百分比时提示",
    ),
    "problems_copied": (
        "第五部分照抄的比例，%(&U)",
        "与上年第五部分相同的句子达到这个百分比时提示",
    ),
    "peers_z": (
        "离同类单位的距离(&Z)",
        "汇总时一项数离同类单位的中位数这么远提示（稳健 z 值，通常 3.5）；填 0 不查",
    ),
    "peers_least": ("与同类单位比较的最小数(&Y)", "这个数和中位数都更小的不比较"),
}


class ChecksForm(QWidget):
    """Shows one `CheckSettings`; `chosen` answers what it has become.

    ``whose`` says in a sentence what they apply to.
    """

    def __init__(self, settings: CheckSettings, whose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.list = QListWidget()
        dress(self.list)
        self.limit = _line(settings.overview_limit or 0, MOST_CHARACTERS)
        self.thresholds: dict[str, QLineEdit] = {}
        self._fill_list()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        add_row(form, "要做的审核(&R)", self.list, f"去掉勾选就不做。{whose}")
        hint = "〔2021〕30号：原则上不超过 1000 字；当地另有规定的改这里，填 0 不查"
        add_row(form, "总体情况字数上限(&W)", self.limit, hint)
        for name, (label, words) in _WORDS.items():
            line = self.thresholds[name] = _threshold(name, getattr(settings, name))
            add_row(form, label, line, words)
        self.required = Line("、".join(settings.required_figures))
        self.required.setMaxLength(MOST_NAMES * (LONGEST_NAME + 1))
        hint = "当地要求在文字里写明的，用顿号分开，如：发布、政策解读、回应、平台；空着不查"
        add_row(form, "要写明的数字(&G)", self.required, hint)
        self.setLayout(form)

    def chosen(self) -> CheckSettings:
        """What is ticked and typed; a threshold left empty stays as it was."""
        items = [self.list.item(row) for row in range(self.list.count())]
        off = {str(i.data(_ID)) for i in items if i.checkState() == Qt.CheckState.Unchecked}
        thresholds: dict[str, Any] = {name: self._length(name) for name in LENGTHS}
        thresholds |= {name: self._share(name) for name in SHARES}
        thresholds |= {name: self._share(name, 1) for name in SCORES}
        return replace(
            self._settings,
            off=frozenset(off),
            overview_limit=int(self.limit.text() or "0") or None,
            required_figures=self._figures(),
            **thresholds,
        )

    def _share(self, name: str, of: int = 100) -> Decimal:
        line = self.thresholds[name]
        stays: Decimal = getattr(self._settings, name)
        return Decimal(line.text()) / of if line.hasAcceptableInput() else stays

    def _figures(self) -> tuple[str, ...]:
        """The names in the line, each once; what is longer than a name is cut."""
        names = re.split(r"[、，,；;\s]+", self.required.text())
        return tuple(dict.fromkeys(name[:LONGEST_NAME] for name in names if name))[:MOST_NAMES]

    def _length(self, name: str) -> int:
        text = self.thresholds[name].text()
        return int(text) if text else int(getattr(self._settings, name))

    def _fill_list(self) -> None:
        own = replace(self._settings, sheet=None)  # what the sheet says is not ticked here
        for rule in EVERY:
            item = QListWidgetItem(f"{rule.name}（{rule.severity.label}）", self.list)
            item.setData(_ID, rule.id)
            item.setToolTip(tip(f"{rule.what}\n依据：{rule.basis}\n编号：{rule.id}"))
            runs = own.runs(rule.id)
            item.setCheckState(Qt.CheckState.Checked if runs else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        # A fixed height: the page scrolls, and a list that grows would push the rest down.
        self.list.setFixedHeight(_ROWS * self.list.sizeHintForRow(0) + 4)


def _threshold(name: str, value: int | Decimal) -> QLineEdit:
    """The line of a whole number, a share as per cent, or a score with its point."""
    if name in SCORES:
        line = _line(0, 0)
        line.setValidator(QRegularExpressionValidator(_SCORE, line))
        line.setText(f"{value:f}")
        return line
    if isinstance(value, Decimal):
        return _line(int(value * 100), 100)
    return _line(value, 10_000)


def _line(value: int, most: int) -> QLineEdit:
    line = Line(str(value))
    line.setValidator(QIntValidator(0, most, line))
    line.setMaximumWidth(120)
    return line
