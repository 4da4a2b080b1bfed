"""One statutory table as Qt sees it: the printed grid, labels and numbers alike."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form.model import CellAddress, CellSpec, GridCell, Table
from govreport_desktop.report import FieldAddress, Unread, format_value
from govreport_desktop.report.typed import parse_typed
from govreport_desktop.report.year_on_year import last_figure
from ui.hints import label_tip, number_tip
from ui.models import ROOT, Display, Index
from ui.session import Session, cells_of

# Asked twice for every cell that is painted: sums of Qt's flags take longer than the rest.
_LABEL = Qt.ItemFlag.NoItemFlags
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _CHOSEN | Qt.ItemFlag.ItemIsEditable


class GridRole(IntEnum):
    """What the model tells beyond Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1  # GridCell: the printed cell
    SPEC = Qt.ItemDataRole.UserRole + 2  # CellSpec, or None for a label
    MARK = Qt.ItemDataRole.UserRole + 3  # Severity of the worst open problem, or None
    UNREAD = Qt.ItemDataRole.UserRole + 4  # bool: holds text that is no number
    LAST_YEAR = Qt.ItemDataRole.UserRole + 5  # last year's number; "" where it is not shown


class Shown(NamedTuple):
    """A number as it is painted: its words, and the rest as the roles of that name have it."""

    text: str
    mark: Severity | None
    unread: bool
    last_year: str


class GridModel(QAbstractTableModel):
    """Rows and columns are those of the printed grid, counted from 0.

    Typing never fails here: what is no number is kept and marked (R5). An edit the file
    refuses makes `setData` answer False, and the editor keeps the text.
    """

    last_year_changed = Signal()  # other figures of last year, or shown now or no longer

    def __init__(self, session: Session, table: Table) -> None:
        super().__init__()
        self.session = session
        self.table = table
        self._shows_last_year = False
        self._problems: dict[CellAddress, list[Problem]] = {}
        self._take_problems()
        session.changed.connect(self._on_changed)
        session.problems_changed.connect(self._on_problems)

    # ------------------------------------------------------------ addresses
    def spec(self, index: Index) -> CellSpec | None:
        """The number at ``index``; None for a label and for no index."""
        if not index.isValid():
            return None
        return self.table.value_at(index.row(), index.column())

    def index_of(self, address: CellAddress) -> QModelIndex:
        """Where a number of this table is."""
        spec = self.table.cells[address]
        return self.index(spec.grid_row, spec.grid_column)

    def problems_of(self, address: CellAddress) -> list[Problem]:
        """What the checks say about one cell, the gravest first."""
        return self._problems.get(address, [])

    def show_last_year(self, shown: bool) -> None:
        """Show last year's numbers in the cells, or only in the tooltips."""
        if shown != self._shows_last_year:
            self._shows_last_year = shown
            self.last_year_changed.emit()

    @property
    def shows_last(self) -> bool:
        """Whether last year's numbers stand in the cells."""
        return self._shows_last_year

    def last_year_text(self, spec: CellSpec) -> str:
        """Last year's number as shown in a cell; "" where it is unknown or not to be shown."""
        if not self._shows_last_year:
            return ""
        return format_value(last_figure(self.session.report, spec.address))

    def shown(self, spec: CellSpec) -> Shown:
        """All that is painted of a number, asked for at once."""
        value = self.session.report.values[spec.address]
        mark, last = self._mark(spec.address), self.last_year_text(spec)
        return Shown(format_value(value), mark, isinstance(value, Unread), last)

    # ------------------------------------------------------------ Qt's questions
    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows of the printed grid."""
        return 0 if parent.isValid() else self.table.row_count

    def columnCount(self, parent: Index = ROOT) -> int:
        """Columns of the printed grid."""
        return 0 if parent.isValid() else self.table.column_count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only numbers can be chosen, only typed ones edited."""
        spec = self.spec(index)
        if spec is None:
            return _LABEL
        return _TYPED if spec.formula is None and not self.session.read_only else _CHOSEN

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Text, tooltip, accessible text and marks of one printed cell."""
        if not index.isValid():
            return None
        cell = self.table.covering[index.row(), index.column()]
        if role == GridRole.CELL:
            return cell
        spec = self.table.cells[cell.address] if cell.address else None
        if role == GridRole.SPEC:
            return spec
        if spec is not None:
            return self._number_data(spec, role)
        if role == Display.ToolTipRole:
            return label_tip(self.session.report.form, self.table, cell)
        return _label_data(cell, role)

    def setData(self, index: Index, value: Any, role: int = Display.EditRole) -> bool:
        """Take what was typed. False only where the file refused the edit."""
        spec = self.spec(index)
        if role != Display.EditRole or spec is None or spec.formula or self.session.read_only:
            return False
        number = parse_typed(str(value), spec.kind)
        return self.session.put([(spec.address, number)], f"填写{spec.words}")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Display.DisplayRole
    ) -> Any:
        """The name of a row or column, for screen readers; the headers paint the tree."""
        if role not in (Display.DisplayRole, Display.AccessibleTextRole):
            return None
        for spec in self.table.cells.values():
            if orientation == Qt.Orientation.Horizontal and spec.grid_column == section:
                return spec.column_name
            if orientation == Qt.Orientation.Vertical and spec.grid_row == section:
                return spec.row_name
        return ""

    # ------------------------------------------------------------ one number
    def _number_data(self, spec: CellSpec, role: int) -> Any:
        value = self.session.report.values[spec.address]
        match role:
            case Display.DisplayRole | Display.EditRole:
                return format_value(value)
            case Display.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Display.ToolTipRole:
                return number_tip(self.session.report.form, spec, self._remarks(spec))
            case Display.AccessibleTextRole:
                said = format_value(value, blank="空白")
                return "，".join([spec.words, said, *self._remarks(spec)])
            case GridRole.MARK:
                return self._mark(spec.address)
            case GridRole.UNREAD:
                return isinstance(value, Unread)
            case GridRole.LAST_YEAR:
                return self.last_year_text(spec)
        return None

    def _remarks(self, spec: CellSpec) -> list[str]:
        lines = [f"由程序计算：{spec.formula.explain}"] if spec.formula else []
        last = last_figure(self.session.report, spec.address)
        if last is not None:
            lines.append(f"上年 {format_value(last)}")
        for problem in self.problems_of(spec.address):
            label = problem.severity.label if problem.is_open else "已说明"
            lines.append(f"{label}：{problem.message}")
        return lines

    def _mark(self, address: CellAddress) -> Severity | None:
        found = self._problems.get(address)
        # Hints (this cell is still blank) would drown what is wrong: they stay in the list.
        if not found or not found[0].is_open or found[0].severity is Severity.INFO:
            return None
        return found[0].severity

    # ------------------------------------------------------------ what changed
    def _take_problems(self) -> None:
        self._problems = {}
        for problem in self.session.problems:
            for address in problem.cells:
                if address.table == self.table.id:
                    self._problems.setdefault(address, []).append(problem)
        for found in self._problems.values():
            # They come in order; what the office has explained stands behind the rest.
            found.sort(key=lambda p: not p.is_open)

    def _on_changed(self, addresses: frozenset[Any]) -> None:
        self._emit(cells_of(addresses), [Display.DisplayRole, Display.EditRole])
        if FieldAddress("last_year") in addresses:
            self.last_year_changed.emit()

    def _on_problems(self, _: object) -> None:
        before = self._problems
        self._take_problems()
        moved = [
            address
            for address in before.keys() | self._problems.keys()
            if before.get(address) != self._problems.get(address)
        ]
        self._emit(moved, [GridRole.MARK, Display.ToolTipRole])

    def _emit(self, addresses: Iterable[CellAddress], roles: list[Any]) -> None:
        for address in addresses:
            if address.table == self.table.id:
                index = self.index_of(address)
                self.dataChanged.emit(index, index, [*roles, Display.AccessibleTextRole])


def _label_data(cell: GridCell, role: int) -> Any:
    match role:
        case Display.DisplayRole | Display.AccessibleTextRole:
            return cell.text
        case Display.TextAlignmentRole:
            return label_alignment(cell)
    return None


def label_alignment(cell: GridCell) -> Qt.AlignmentFlag:
    """As the form sets it."""
    if cell.align == "left":
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag.AlignCenter
