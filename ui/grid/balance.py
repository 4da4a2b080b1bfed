"""The live cross-footing under the table of part 三, aligned with its columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.checks.settings import BLANKS
from govreport_desktop.form.model import Balance, CellAddress, Table
from govreport_desktop.report import format_value, is_number
from govreport_desktop.report.balance import ColumnBalance, balance_columns, difference_words
from ui.grid import paint
from ui.grid.fit import PADDING
from ui.look import colors
from ui.look.structures import Option
from ui.models import ROOT, Display, Index
from ui.plain import tip
from ui.session import Session

_LEFT, _RIGHT, _DIFFERENCE = range(3)
UNFINISHED = "还没填完"
AGREES = Qt.ItemDataRole.UserRole + 1  # bool, for cells of the row of differences


class BalanceModel(QAbstractTableModel):
    """Three rows: one side, the other side, the difference in words; a column for each column."""

    def __init__(self, session: Session, relation: Balance) -> None:
        super().__init__()
        self._session = session
        self._relation = relation
        self._names = session.report.form.tables[relation.table].column_names
        self._states = self._read()
        session.changed.connect(self._on_changed)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Both sides and the difference."""
        return 0 if parent.isValid() else 3

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of the table."""
        return 0 if parent.isValid() else len(self._states)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """What is shown, said and explained."""
        if not index.isValid():
            return None
        line = self._states[index.column()]
        if line is None:
            return None
        match role:
            case Display.DisplayRole:
                return self._figure(index.row(), line)
            case Display.AccessibleTextRole:
                return self._sentence(line)
            case Display.ToolTipRole:
                return tip(self._sentence(line))
            case _ if role == AGREES and index.row() == _DIFFERENCE:
                return self._agrees(line)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Display.DisplayRole
    ) -> Any:
        """What each row adds up, and which column it is."""
        if role not in (Display.DisplayRole, Display.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return (self._relation.left_name, self._relation.right_name, "差额")[section]
        return list(self._names.values())[section]

    def summary(self) -> list[tuple[str, bool | None]]:
        """The columns that differ, in words; then the rest, which agrees (True).

        None beside the words where there is nothing to compare yet.
        """
        lines = [line for line in self._states if line is not None]
        if not lines:
            return [("还没有可核对的数", None)]
        wrong = [line for line in lines if self._agrees(line) is False]
        said: list[tuple[str, bool | None]] = [(self._short(line), False) for line in wrong]
        open_ = [line for line in lines if self._agrees(line) is None]
        if open_:
            columns = "、".join(self._names[line.column] for line in open_)
            said.append((f"{columns} {UNFINISHED}", None))
        if len(wrong) + len(open_) < len(lines):
            said.append(("其余相符" if said else "各列相符", True))
        return said

    def _agrees(self, line: ColumnBalance) -> bool | None:
        """None while blank cells may still change it: blank is not 0, unless it is said to be."""
        if not line.readable:
            return False
        counts = self._session.check_settings.runs(BLANKS)
        if line.may_agree if line.difference else line.blank and counts:
            return None
        return not line.difference

    def _short(self, line: ColumnBalance) -> str:
        words = difference_words(line.difference) if line.readable else "有误"
        return f"{self._names[line.column]} {words}"

    def _figure(self, row: int, line: ColumnBalance) -> str:
        if row == _DIFFERENCE and not line.readable:
            return f"{colors.SIGNS[Severity.ERROR]} 有误"
        if row == _DIFFERENCE and self._agrees(line) is None:
            return UNFINISHED
        if row == _DIFFERENCE:
            sign = colors.SIGNS[Severity.ERROR] if line.difference else colors.OK_SIGN
            return f"{sign} {difference_words(line.difference)}"
        return format_value(line.left if row == _LEFT else line.right)

    def _sentence(self, line: ColumnBalance) -> str:
        if not line.readable:
            return f"{self._names[line.column]}：有的格填的不是数，改正后才能核对"
        left, right = format_value(line.left), format_value(line.right)
        who = "前者" if line.difference else "两边"
        open_ = self._agrees(line) is None
        later = f"；还有 {len(line.blank)} 格空白，填完再核对" if open_ else ""
        return (
            f"{self._names[line.column]}：{self._relation.left_name}＝{left}，"
            f"{self._relation.right_name}＝{right}，{who}{difference_words(line.difference)}{later}"
        )

    def _on_changed(self, _: object) -> None:
        before = self._states
        self._states = self._read()
        for position, (old, new) in enumerate(zip(before, self._states, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(0, position), self.index(2, position))

    def _read(self) -> list[ColumnBalance | None]:
        """Each column's balance; None while no row of the relation holds a number in it.

        Blank is not 0: such a column agrees with nothing yet.
        """
        values = self._session.report.values
        rows = (*self._relation.left, *self._relation.right)
        states: list[ColumnBalance | None] = []
        for line in balance_columns(self._session.report, self._relation):
            cells = (CellAddress(self._relation.table, row, line.column) for row in rows)
            filled = any(is_number(values[cell]) for cell in cells)
            states.append(line if filled or not line.readable else None)
        return states


class _BalanceDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """A figure, or a difference with its sign and colour."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        agrees = index.data(AGREES)
        ground = colors.computed(palette)
        if agrees is False:
            ground = colors.wash(palette, Severity.ERROR)
        painter.save()
        painter.fillRect(rect, ground)
        paint.draw_rules(painter, rect, palette)
        ink = palette.text().color()
        if agrees is not None:
            ink = colors.ok(palette) if agrees else colors.mark(palette, Severity.ERROR)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.Bold if agrees is False else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(ink)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        text = str(index.data(Display.DisplayRole) or "")
        if agrees is not None and painter.fontMetrics().horizontalAdvance(text) > room.width():
            text = text.partition(" ")[2]  # colour and words say it without the sign
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, int(align), text)
        painter.restore()


class _NamesHeader(QHeaderView):
    """The names of the three rows, drawn like the row labels of the table above."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One name, next to its figures."""
        painter.save()
        painter.fillRect(rect, colors.label(self.palette()))
        paint.draw_rules(painter, rect, self.palette())
        painter.setPen(self.palette().text().color())
        painter.setFont(self.font())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        name = self.model().headerData(section, self.orientation())
        painter.drawText(rect.adjusted(PADDING, 0, -PADDING, 0), int(align), str(name))
        painter.restore()


class BalanceStrip(QTableView):
    """The sums, column by column; follows widths and sideways scrolling of the table above."""

    def __init__(self, table: Table, model: BalanceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setModel(model)
        self.setItemDelegate(_BalanceDelegate(self))
        self.setAccessibleName("勾稽关系：一＋二与三（七）＋四逐列比较")
        self.horizontalHeader().hide()
        self.setVerticalHeader(_NamesHeader(Qt.Orientation.Vertical, self))
        self.verticalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def follow(self, widths: list[int], room: int, font: QFont) -> None:
        """Take over column widths and font of the table above, and the room it has."""
        labels = self._table.label_columns
        self.setFont(font)
        self.verticalHeader().setFont(font)
        self.verticalHeader().setFixedWidth(sum(widths[:labels]))
        for position, width in enumerate(widths[labels:]):
            self.setColumnWidth(position, width)
        height = round(self.fontMetrics().horizontalAdvance("宽") * 1.6)
        for row in range(3):
            self.setRowHeight(row, height)
        frame = 2 * self.frameWidth()
        self.setFixedHeight(3 * height + frame)
        self.setMaximumWidth(min(sum(widths), room) + frame)
