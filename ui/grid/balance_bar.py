"""The cross-footing of a table as one pinned line: what agrees, what does not, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from govreport_desktop.checks import Fix, Problem, Severity
from govreport_desktop.form.model import Balance
from ui.grid import paint
from ui.grid.balance import BalanceModel
from ui.look import colors
from ui.plain import tip
from ui.remedy import Remedy
from ui.session import Session

_SIGN = {True: f"{colors.OK_SIGN} ", False: f"{colors.SIGNS[Severity.ERROR]} ", None: ""}
_GAP_EMS = 1.2  # between one column's words and the next one's


class BalanceBar(QFrame):
    """One line under the table. Its head opens the sums column by column."""

    opened = Signal(bool)  # whether the sums are to be shown

    def __init__(self, session: Session, relation: Balance, model: BalanceModel) -> None:
        super().__init__()
        self._session = session
        self._relation = relation
        self.setObjectName("balanceBar")
        # In its place before its size is asked for: Qt 6.9 keeps the first answer.
        self.head = QToolButton(self)
        self.head.setText(f"{relation.left_name} ＝ {relation.right_name}")
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setToolTip("逐列显示或收起两边的数")
        self.head.setAccessibleName(f"勾稽关系 {self.head.text()}，逐列显示或收起两边的数")
        self.head.toggled.connect(self._on_toggled)
        self.words = _Words(model)
        self.mend = Remedy()
        self.mend.setMaximumHeight(self.head.sizeHint().height() - 4)
        self.mend.chosen.connect(self._on_mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.head)
        row.addWidget(self.words, 1)
        row.addWidget(self.mend)
        model.dataChanged.connect(self.update)
        session.problems_changed.connect(self._show_fix)
        self._show_fix()

    def set_open(self, shown: bool) -> None:
        """Show the sums column by column, or no longer."""
        self.head.setChecked(shown)

    def paintEvent(self, _: QPaintEvent) -> None:
        """On the ground of an error where a column differs."""
        painter = QPainter(self)
        palette = self.palette()
        differs = any(agrees is False for _, agrees in self.words.said())
        wash = colors.wash(palette, Severity.ERROR)
        painter.fillRect(self.rect(), wash if differs else colors.label(palette))
        paint.draw_frame(painter, self.rect(), colors.line(palette), 1)
        painter.end()

    def _on_toggled(self, shown: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.opened.emit(shown)

    def _show_fix(self, _: object = None) -> None:
        """Offer what sets the first of this relation's problems right, as the checks word it."""
        found = None if self._session.read_only else next(self._mendable(), None)
        if found != self.mend.problem:
            self.mend.offer(found)

    def _mendable(self) -> Iterator[Problem]:
        table = self._relation.table
        for problem in self._session.problems:
            ours = problem.rule == self._relation.rule and problem.is_open
            if ours and problem.fixes and all(cell.table == table for cell in problem.cells):
                yield problem

    def _on_mend(self, fix: Fix) -> None:
        if self.mend.problem is not None:
            self._session.mend(self.mend.problem, fix)


class _Words(QWidget):
    """What differs, column by column and by how much; cut where there is no room for all."""

    def __init__(self, model: BalanceModel) -> None:
        super().__init__()
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(self.fontMetrics().horizontalAdvance("宽") + 6)
        model.dataChanged.connect(self._on_changed)
        self._on_changed()

    def said(self) -> list[tuple[str, bool | None]]:
        """What the line says; see `BalanceModel.summary`."""
        return self._model.summary()

    def _on_changed(self) -> None:
        words = "，".join(words for words, _ in self.said())
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Each with its sign, in the colour of its state."""
        painter = QPainter(self)
        palette: QPalette = self.palette()
        metrics = painter.fontMetrics()
        gap = round(metrics.horizontalAdvance("宽") * _GAP_EMS)
        room = self.rect()
        for words, agrees in self.said():
            painter.setPen(_ink(palette, agrees))
            text = f"{_SIGN[agrees]}{words}"
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
            room.setLeft(room.left() + metrics.horizontalAdvance(text) + gap)
            if room.width() < gap:
                break
        painter.end()


def _ink(palette: QPalette, agrees: bool | None) -> QColor:
    if agrees is None:
        return colors.muted(palette)
    return colors.ok(palette) if agrees else colors.mark(palette, Severity.ERROR)
