"""The counters above a list: a word over a number, each a button that filters by it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QWidget,
)

from ui.look import colors
from ui.look.faces import sized
from ui.look.structures import Option
from ui.look.tokens import RADIUS, RING, Size, Space

_DIGITS = 2  # every counter has room for so many


class Counter(QAbstractButton):
    """One counter. Checked, the list shows what it counts."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = word
        self.count = self.proposed = 0
        self._small = sized(self.font(), Size.SMALL)
        self._large = sized(self.font(), Size.TITLE)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int, proposed: int = 0) -> None:
        """Show another number, and how many of them nobody has decided."""
        self.count, self.proposed = count, proposed
        of_them = f"（其中建议 {proposed}）" if proposed else ""
        self.setAccessibleName(f"{self.word} {count}{of_them}，只看这些")
        undecided = f"；其中 {proposed} 个只是程序建议，还没有人定" if proposed else ""
        self.setToolTip(f"只看“{self.word}”的{undecided}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Word over number, with room around them."""
        self.ensurePolished()
        small, large = self._metrics()
        beside = QFontMetrics(self._small).horizontalAdvance(self._beside)
        below = large[0] + (Space.HALF + beside if beside else 0)
        width = max(small[0], below) + 2 * Space.STEP + Space.HALF
        return QSize(width, small[1] + large[1] + Space.STEP)

    @property
    def _beside(self) -> str:
        """What stands small beside the number."""
        return f"含建议 {self.proposed}" if self.proposed else ""

    def _metrics(self) -> tuple[tuple[int, int], tuple[int, int]]:
        small, large = QFontMetrics(self._small), QFontMetrics(self._large)
        digits = max(str(self.count), "0" * _DIGITS, key=len)
        return (
            (small.horizontalAdvance(self.word), small.height()),
            (large.horizontalAdvance(digits), large.height()),
        )

    def paintEvent(self, _: QPaintEvent) -> None:
        """A card; framed in the accent where it is the one that filters."""
        option: Option = QStyleOption()
        option.initFrom(self)
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = palette.midlight().color() if over else palette.base().color()
        edge = palette.highlight().color() if self.isChecked() else palette.mid().color()
        width = RING if self.isChecked() or self.hasFocus() else 1
        edge = palette.text().color() if self.hasFocus() else edge
        painter.setBrush(ground)
        painter.setPen(QPen(edge, width))
        half = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS
        )
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        palette = self.palette()
        (_, small), _ = self._metrics()
        left = Space.STEP + Space.HALF // 2
        top = QRect(QPoint(left, Space.HALF), QSize(self.width() - left, small))
        painter.setFont(self._small)
        painter.setPen(colors.muted(palette))
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(top, side, self.word)
        painter.setFont(self._large)
        painter.setPen(palette.text().color() if self.count else colors.muted(palette))
        below = QRect(left, top.bottom(), self.width() - left, self.height() - top.bottom() - 3)
        number = painter.boundingRect(below, side, str(self.count))
        painter.drawText(below, side, str(self.count))
        painter.setFont(self._small)
        painter.setPen(colors.muted(palette))
        painter.drawText(below.adjusted(number.width() + Space.HALF, 0, 0, 0), side, self._beside)


class Counters(QWidget):
    """A row of counters, one of which is always chosen; arrows go from one to the next."""

    chosen = Signal(int)  # its number

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons = [Counter(word) for word in words]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.STEP)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self.buttons[0].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    def show_counts(
        self, counts: Sequence[int], proposed: Sequence[int] = (), *, always: int = 0
    ) -> None:
        """Another number for each, and how many of them are only ``proposed``.

        Those behind the first ``always`` are shown only where there are any.
        """
        told = proposed or [0] * len(counts)
        for number, (button, count) in enumerate(zip(self.buttons, counts, strict=True)):
            button.set_count(count, told[number])
            button.setVisible(number < always or count > 0 or button.isChecked())

    def choose(self, number: int) -> None:
        """Filter by one of them."""
        self.buttons[number].setChecked(True)

    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(number)
