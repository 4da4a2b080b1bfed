"""What an import would change, by part, each change with a tick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.changes import readable
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.report import Address, Content, Edit, Report, TextAddress
from govreport_desktop.report.edit import Change
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.prose import count_words
from govreport_desktop.source import place_words
from ui.dialogs.excerpts import excerpts
from ui.look.faces import sized
from ui.look.items import dress
from ui.look.tokens import Size
from ui.plain import tip

_CHANGE = Qt.ItemDataRole.UserRole
_PART = Qt.ItemDataRole.UserRole + 1
_TICKED = Qt.CheckState.Checked
_OPEN = 12  # parts with more changes begin folded
FACTS = "facts"


class ChangeTree(QTreeWidget):
    """Parts and their changes. Space ticks; a part's tick is that of all its changes."""

    ticks_changed = Signal()
    pointed_at = Signal(str, object)  # id of the part, Change or None

    def __init__(self, report: Report, *, new: bool) -> None:
        super().__init__()
        self._report = report
        self.setAccessibleName("将要导入的内容")
        dress(self)
        self.setHeaderLabels(["位置", "现有", "导入", "把握"])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        em = self.fontMetrics().horizontalAdvance("宽")
        for column, ems in ((1, 4), (2, 5), (3, 4)):
            self.setColumnWidth(column, em * ems)
        self.setColumnHidden(1, new)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        # Both ends of 不予公开 · 属于国家秘密 · 自然人 tell which number it is.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.ticks_changed)
        self.itemChanged.connect(self._soon_tell)
        self.currentItemChanged.connect(self._tell_current)

    def fill(self, edit: Edit, proposal: Proposal) -> None:
        """Show the changes of ``edit``; those that were not ticked stay so."""
        left_out = {change.address for change in self.changes() if change not in self.ticked()}
        self.blockSignals(True)
        self.clear()
        parts: dict[str, QTreeWidgetItem] = {}
        for change in edit.changes:
            if change.address == OPEN_POINTS:
                continue
            part = self.part_of(change.address)
            if part not in parts:
                parts[part] = _part_item(part)
                self.addTopLevelItem(parts[part])
            item = self._item(change, proposal)
            parts[part].addChild(item)
            if change.address in left_out:
                item.setCheckState(0, Qt.CheckState.Unchecked)
        for part, item in parts.items():
            item.setText(0, f"{self.title(part)}（{item.childCount()} 处）")
            item.setFirstColumnSpanned(True)
            item.setExpanded(len(parts) == 1 or item.childCount() <= _OPEN)
        if not parts:
            self.addTopLevelItem(QTreeWidgetItem(["没有不同的内容，不需要导入。"]))
        self.blockSignals(False)

    def changes(self) -> list[Change]:
        """Every change shown."""
        return [item.data(0, _CHANGE) for item in self._items()]

    def ticked(self) -> list[Change]:
        """The changes that are to be made."""
        return [i.data(0, _CHANGE) for i in self._items() if i.checkState(0) == _TICKED]

    def go_to(self, address: Address) -> None:
        """Make the change of ``address`` the current one, if there is one; tells nobody."""
        for item in self._items():
            if item.data(0, _CHANGE).address == address:
                self.blockSignals(True)
                self.setCurrentItem(item)
                self.blockSignals(False)
                self.scrollToItem(item)
                # With its signals blocked the view does not know what to draw anew.
                self.viewport().update()
                return

    def title(self, part: str) -> str:
        """The part as people call it."""
        return "机关、年度和说明" if part == FACTS else self._report.form.section(part).title

    def part_of(self, address: Address) -> str:
        """The id of the part an address belongs to."""
        match address:
            case CellAddress(table=table):
                return self._report.form.tables[table].section
            case TextAddress(section):
                return section
        return FACTS

    def _item(self, change: Change, proposal: Proposal) -> QTreeWidgetItem:
        words = self._report.words(change.address)
        old, new = (readable(change.address, content) for content in (change.old, change.new))
        prose, pieces = isinstance(change.address, TextAddress), excerpts(old, new)
        shown = (_length(old), _length(new)) if prose else pieces
        item = QTreeWidgetItem([_short(words), *shown])
        item.setData(0, _CHANGE, change)
        item.setCheckState(0, _TICKED)
        item.setToolTip(0, tip(words))
        # Prose stands whole beside the list: here only where the two part.
        for column, whole in enumerate(pieces if prose else (old, new), 1):
            item.setToolTip(column, tip(str(whole) or item.text(column)))
        if isinstance(change.address, CellAddress):
            sure = proposal.confidence.get(change.address, 100)
            item.setText(3, "✓ 确定" if sure == 100 else f"? {sure}%")
            where = place_words(proposal.source, proposal.places.get(change.address))
            item.setToolTip(3, tip(f"来自{where}") if where else "")
        return item

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for part in _children(self.invisibleRootItem()):
            yield from _children(part)

    def _soon_tell(self) -> None:
        # A part's tick changes each of its items: one repaint is enough.
        self._soon.start(0)

    def _tell_current(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        change = item.data(0, _CHANGE)
        part = item.data(0, _PART) if change is None else self.part_of(change.address)
        if part:
            self.pointed_at.emit(part, change)


def fact_words(report: Report) -> Callable[[Change], str]:
    """How a change of a fact is named."""
    return lambda change: report.words(change.address)


def _length(text: Content) -> str:
    """How much prose there is: no excerpt of it has room in a column for numbers."""
    return f"{count_words(str(text or ''))} 字"


def _short(words: str) -> str:
    """三 · 不予公开 · 属于国家秘密 · 自然人 below its part: the row and the column suffice."""
    parts = words.split(" · ")
    # 其他处理 · 其他 needs its group.
    clear = len(parts) > 3 and len(parts[-2]) > 2
    return " · ".join(parts[-2:] if clear else parts[1:] or parts)


def _part_item(part: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([part])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    item.setData(0, _PART, part)
    item.setCheckState(0, _TICKED)
    item.setFont(0, sized(item.font(0), Size.BODY, bold=True))
    return item


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row))]
