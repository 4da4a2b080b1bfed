"""已报送: on what day a report was handed in, and to whom."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.matching.dates import date_at_end
from govreport_desktop.store.submission import LONGEST, Submission
from ui import messages
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout
from ui.look.colors import tint
from ui.plain import Label
from ui.settings import Settings

_TO = "submitted/to"


class SubmittedDialog(Dialog):
    """Decides a `Submission`: ``words`` say what was handed in, ``doubt`` what speaks against."""

    decided = Signal(object)  # Submission

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None,
        words: str,
        doubt: str = "",
        before: Submission | None = None,
        *,
        signed: str = "",
    ) -> None:
        super().__init__("标为已报送", parent, accept="标为已报送(&Y)", close="取消(&C)")
        self._settings = settings
        found = date_at_end(signed)  # as it was typed, in whatever way a date is written
        self._signed = found[1] if found else None
        day = before.on if before else date.today()
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        self.to = Line(before.to if before else settings.text(_TO))
        self.doubt = Label(doubt)
        self._build(words)
        self.resize(460, 240)

    def accept(self) -> None:
        """Remember to whom, and hand over."""
        chosen, to = self.day.date(), " ".join(self.to.text().split())
        on = date(chosen.year(), chosen.month(), chosen.day())
        if self._signed and on < self._signed and not self._is_meant(self._signed):
            self.day.setFocus()
            return
        self._settings.put(_TO, to)
        super().accept()
        self.decided.emit(Submission(on, to))

    def _is_meant(self, signed: date) -> bool:
        day = f"{signed.year} 年 {signed.month} 月 {signed.day} 日"
        words = f"报送日期早于报告的成文日期（{day}）。仍按这一天标为已报送？"
        return messages.ask(self, "报送日期", words, "仍然标为已报送(&Y)")

    def _build(self, words: str) -> None:
        about = Label(words)
        about.setWordWrap(True)
        self.body.addWidget(about)
        self.doubt.setWordWrap(True)
        self.doubt.setVisible(bool(self.doubt.text()))
        tint(self.doubt, Severity.WARNING)
        self.body.addWidget(self.doubt)
        self.day.setDisplayFormat("yyyy 年 M 月 d 日")
        self.day.setCalendarPopup(True)
        self.to.setMaxLength(LONGEST)
        form = form_layout()
        add_row(form, "报送日期(&D)", self.day)
        add_row(form, "报送给(&T)", self.to, "例如县政府办公室，可以不填")
        self.body.addLayout(form)
        self.body.addStretch()
        self.to.setFocus()  # what is typed at once is the recipient, and Enter comes after it
