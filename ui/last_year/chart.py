"""A small bar chart: the counts that changed most, this year above last year."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from govreport_desktop.report import format_value
from govreport_desktop.report.year_on_year import Comparison
from ui.last_year.model import spoken
from ui.look import colors
from ui.look.faces import sized
from ui.look.tokens import Size
from ui.plain import tip

MOST = 6  # items: more than these are not taken in at a glance
_GAP = 8
_ITEM = 3.6  # characters high: a label and two bars


class Chart(QWidget):
    """Two bars an item with their numbers beside them; the same in words for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[Comparison] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("变化最大的项目，条形图")

    def show_lines(self, lines: Iterable[Comparison]) -> None:
        """Show the counts among ``lines`` that changed most."""
        self.items = most_changed(lines)
        self.setAccessibleDescription("；".join(map(spoken, self.items)) or "没有变化")
        self.setToolTip(tip("\n".join(map(spoken, self.items))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a label and two bars an item."""
        height = round(self._em() * _ITEM) + _GAP
        return QSize(self._em() * 20, max(len(self.items), 1) * height + self._em() * 2)

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that a number leaves its bar."""
        return QSize(self._em() * 14, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the key and the items from the top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em = self._em()
        if not self.items:
            painter.setPen(colors.muted(self.palette()))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "没有可画的变化")
            return
        self._key(painter, QRect(0, 0, self.width(), round(em * 1.5)))
        largest = max(abs(value) for item in self.items for value in _pair(item)) or 1
        top = em * 2
        for item in self.items:
            self._item(painter, QRect(0, top, self.width(), round(em * _ITEM)), item, largest)
            top += round(em * _ITEM) + _GAP

    def _item(self, painter: QPainter, room: QRect, item: Comparison, largest: int) -> None:
        em = self._em()
        painter.setPen(self.palette().text().color())
        label = f"{_short(item)}　{item.difference_words}"
        metrics = painter.fontMetrics()
        line = QRect(room.left(), room.top(), room.width(), round(em * 1.4))
        text = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), text)
        inks = (this_ink(self.palette()), last_ink(self.palette()))
        numbers = [format_value(value) for value in _pair(item)]
        space = room.width() - max(map(metrics.horizontalAdvance, numbers)) - em
        for row, (value, ink) in enumerate(zip(_pair(item), inks, strict=True)):
            top = line.bottom() + 1 + row * round(em * 1.1)
            # A bar that is there but small stays visible; a bar of 0 is none.
            length = max(int(space * max(value, 0) / largest), 2 if value else 0)
            painter.fillRect(QRect(0, top + 2, length, em - 2), ink)
            beside = QRect(length + em // 2, top, room.width(), em + 2)
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), numbers[row])

    def _key(self, painter: QPainter, room: QRect) -> None:
        """Which bar is which year: by place too, not by colour alone."""
        em, left = self._em(), 0
        painter.setFont(sized(self.font(), Size.SMALL))
        for words, ink in (
            ("上条：今年", this_ink(self.palette())),
            ("下条：上年", last_ink(self.palette())),
        ):
            painter.fillRect(QRect(left, room.center().y() - em // 3, em, em * 2 // 3), ink)
            painter.setPen(colors.muted(self.palette()))
            place = room.adjusted(left + round(em * 1.4), 0, 0, 0)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
            left += em * 8
        painter.setFont(self.font())

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("宽")


def most_changed(lines: Iterable[Comparison], most: int = MOST) -> list[Comparison]:
    """The counts with the greatest difference, in printed order. Amounts have another scale."""
    counts = [
        line for line in lines if line.spec.kind.type == "integer" and line.difference is not None
    ]
    moved = [line for line in counts if line.difference]
    chosen = sorted(moved, key=lambda line: -abs(int(line.difference or 0)))[:most]
    return [line for line in counts if line in chosen]


def this_ink(palette: QPalette) -> QColor:
    """This year's bars: the accent of the palette."""
    return palette.highlight().color()


def last_ink(palette: QPalette) -> QColor:
    """Last year's bars stand back."""
    return colors.blend(palette.base().color(), palette.text().color(), 0.34)


def _pair(item: Comparison) -> tuple[int, int]:
    return int(item.this or 0), int(item.last or 0)


def _short(item: Comparison) -> str:
    """The address without the part and the column 总计, which the table beside it says."""
    words = item.spec.words.split(" · ", 1)[-1]
    return words.removesuffix(" · 总计")
