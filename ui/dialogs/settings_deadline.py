"""The day a locality asks for, where that is earlier than the law's."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from govreport_desktop.form.organs import MonthDay

_YEAR = 2001  # any without a 29 February: only month and day are asked for
_FIRST = MonthDay(1, 15)  # what is offered where nothing is set


class LocalDeadline(QWidget):
    """A tick, and the day it switches on."""

    def __init__(self, day: MonthDay | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.earlier = QCheckBox("本地要求更早")
        self.edit = QDateEdit()
        self.edit.setDisplayFormat("M 月 d 日")
        self.edit.setDateRange(QDate(_YEAR, 1, 1), QDate(_YEAR, 12, 31))
        self.edit.setDate(QDate(_YEAR, *(day or _FIRST)))
        self.edit.setAccessibleName("本地要求的报送日期")
        self.earlier.toggled.connect(self.edit.setEnabled)
        self.earlier.setChecked(day is not None)
        self.edit.setEnabled(day is not None)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.earlier)
        row.addWidget(self.edit)
        row.addStretch()
        self.setFocusProxy(self.earlier)

    @property
    def day(self) -> MonthDay | None:
        """The day; None where the law's holds."""
        date = self.edit.date()
        return MonthDay(date.month(), date.day()) if self.earlier.isChecked() else None
