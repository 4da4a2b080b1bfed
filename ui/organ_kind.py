"""The field for an organ's kind: it follows from the office's name until the clerk chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from govreport_desktop.form import Form
from govreport_desktop.form.organs import organs
from govreport_desktop.report.deadline import judge
from ui.plain import Label

KIND_WIDTH = 300  # pixels: wide enough for every kind


class KindBox(QComboBox):
    """The first entry stores nothing: the kind is the one the name says.

    ``hint`` belongs below the field: the day, where the report goes, how the kind is known.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = Label()
        self._office = ""
        self._form: Form | None = None
        self.setMaximumWidth(KIND_WIDTH)
        self.currentIndexChanged.connect(self._tell)

    @property
    def stored(self) -> str:
        """What goes into ``office_kind``; "" where the name decides."""
        return str(self.currentData() or "")

    def follow(self, stored: str, office: str, form: Form, *, every: bool = False) -> None:
        """Offer the kinds of ``form``, show what is stored and what the name says.

        ``every`` kind is offered where the form is still to follow from it.
        """
        self._office, self._form = office, form
        offered = organs().kinds.values() if every else organs().reporting(form.organs)
        kinds = [(kind.name, kind.id) for kind in offered]
        if stored and stored not in [key for _, key in kinds]:
            kinds.append((organs().name_of(stored), stored))
        named = judge("", office, form).kind
        by_name = f"按名称判断：{named.name}" if named else "按名称判断（请选择）"
        self.blockSignals(True)
        self.clear()
        for words, key in [(by_name, ""), *kinds]:
            self.addItem(words, key)
        self.setCurrentIndex(self.findData(stored))
        self.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        if self._form is None:
            return
        judged = judge(self.stored, self._office, self._form)
        kind = judged.kind
        words = f"{judged.words}。" + (f"{kind.to}（{kind.notice}）。" if kind else "")
        self.hint.setText(words)
        self.setAccessibleDescription(words)
