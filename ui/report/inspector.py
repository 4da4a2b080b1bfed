"""The card at the right: what counts in the cell or part one is at, without a click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.inspection import Inspection, inspect_cell, inspect_part
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label
from ui.session import Session

CARD_EMS = 18  # characters of body text the card is wide, with its margins


class Inspector(QScrollArea):
    """Shows one `Inspection`. Read, not worked in: the keyboard passes it by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _words(sized(self.font(), Size.BODY, bold=True))
        self.counts, self.mistake, self.local, self.basis, self.last = (_words() for _ in range(5))
        for muted in (self.counts, self.basis):
            muted.setObjectName("hint")
        self.basis.setFont(sized(self.font(), Size.SMALL))
        self.setAccessibleName("填报说明")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("宽") * CARD_EMS)
        self._lay_out()

    def show_inspection(self, found: Inspection) -> None:
        """Say what is known of a place; the card is gone where nothing is."""
        self.title.setText(found.title)
        self.counts.setText("\n".join(filter(None, (found.how, found.counts))))
        self.mistake.setText(f"常见错误　{found.mistake}" if found.mistake else "")
        self.local.setText(f"本地口径　{found.local}" if found.local else "")
        self.basis.setText(f"依据：{found.basis}" if found.basis else "")
        self.last.setText(found.last)
        for words in (self.counts, self.mistake, self.local, self.basis, self.last):
            words.setVisible(bool(words.text()))
        self._card.setVisible(bool(found.line))
        self._card.setAccessibleName(f"{found.title}：{found.line}")

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setObjectName("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        inside.setSpacing(Space.STEP)
        for words in (self.title, self.counts, self.mistake, self.local, self.last, self.basis):
            inside.addWidget(words)
        body = QWidget()
        around = QVBoxLayout(body)
        around.setContentsMargins(Space.STEP, Space.STEP, Space.STEP, Space.STEP)
        around.addWidget(self._card)
        around.addStretch()
        self.setWidget(body)


class Beside(QWidget):
    """The pages, and the card beside them where a table keeps the room it needs."""

    shown = Signal()  # the card has come or gone

    def __init__(self, session: Session, pages: QWidget, table_width: int) -> None:
        """``table_width`` is the least a table is left, in pixels at 100 %."""
        super().__init__()
        self._session = session
        self._least = table_width
        self._zoom = 100
        self._wanted = True
        self._place: CellAddress | str | None = None
        self.card = Inspector()
        self.card.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(pages, 1)
        row.addWidget(self.card)
        session.changed.connect(self._show)

    def show_place(self, place: CellAddress | str | None) -> None:
        """Say what is known of a cell, or of a part by its id; None for neither."""
        if place != self._place:
            self._place = place
            self._show()

    @property
    def has_card(self) -> bool:
        """Whether the card is in view."""
        return not self.card.isHidden()

    def set_wanted(self, wanted: bool) -> None:
        """Show the card where there is room, or never."""
        self._wanted = wanted
        self._share_room()

    def set_zoom(self, percent: int) -> None:
        """Leave a table the room it needs at ``percent`` of its size."""
        self._zoom = percent
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, and only there."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        room = self.width() - self.card.width()
        shown = self._wanted and room >= self._least * self._zoom // 100
        if shown == self.card.isHidden():
            self.card.setVisible(shown)
            self._show()
            self.shown.emit()

    def _show(self, _: object = None) -> None:
        if self.card.isHidden():
            return
        report, hints = self._session.report, self._session.hints
        if isinstance(self._place, CellAddress):
            self.card.show_inspection(inspect_cell(report, self._place, hints))
        elif self._place and any(self._place == section.id for section in report.form.sections):
            self.card.show_inspection(inspect_part(report, self._place, hints))
        else:
            self.card.show_inspection(Inspection(""))


def _words(font: QFont | None = None) -> Label:
    label = Label()
    label.setWordWrap(True)
    if font is not None:
        label.setFont(font)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
