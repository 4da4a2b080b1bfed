"""What a figure of the parent is made of: a row an office, a row an adjustment; they add up."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QColor, QPalette

from govreport_desktop.collect.adjust import Adjustment
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.sums import CellSum, Contribution
from govreport_desktop.report import format_value
from govreport_desktop.report.numbers import Number
from ui.collect.list_model import ListModel
from ui.collect.table import RowsDelegate
from ui.collect.words import short_name
from ui.look import colors
from ui.models import Index

Part = Contribution | tuple[Adjustment, Number]
_SAID = (OfficeState.RETURNED, OfficeState.NOT_BACK)


class Column(IntEnum):
    """What stands in which column."""

    OFFICE = 0
    AMOUNT = 1
    SOURCE = 2


class PartsModel(ListModel[Part]):
    """The offices that state something other than 0, largest first, then the adjustments."""

    right = frozenset({Column.AMOUNT})

    def __init__(self) -> None:
        super().__init__(("单位", "数", "来处"))

    def show_sum(self, one: CellSum) -> None:
        """Show what another figure is made of."""
        self.put([*(c for c in one.contributions if c.amount), *one.adjustments])

    def key(self, row: Part) -> str:
        """The office, or the adjustment."""
        return row[0].id if isinstance(row, tuple) else row.office.id

    def texts(self, row: Part) -> tuple[str, str, str]:
        """Office, amount, where it stands."""
        return texts_of(row)

    def hint(self, row: Part, _: int) -> str:
        """All that is known of it."""
        return _whole(row)


class PartsDelegate(RowsDelegate):
    """Where a number comes from stands back; what may change is in the colour of a question."""

    def ink(self, palette: QPalette, index: Index) -> QColor:
        """By column."""
        return colors.muted(palette) if index.column() == Column.SOURCE else palette.text().color()


def texts_of(part: Part) -> tuple[str, str, str]:
    """Office, amount and where it stands."""
    if isinstance(part, tuple):
        made, amount = part
        return "调整", f"{amount:+}", made.reason
    name = short_name(part.file)
    where = f"{name} {part.place}" if part.place else name
    if part.provisional:
        where = f"待定：{where}"
    elif part.state in _SAID:
        where = f"{part.state}：{where}"
    return part.office.called, format_value(part.amount), where


def _whole(part: Part) -> str:
    if isinstance(part, tuple):
        made, amount = part
        lines = [f"调整 {amount:+}：{made.reason}"]
        lines += [f"依据：{made.basis}"] if made.basis else []
        return "\n".join([*lines, f"{made.who}，{made.when:%Y-%m-%d %H:%M}"])
    lines = [f"{part.office.name}　{format_value(part.amount)}", f"{part.file}　{part.place}"]
    return "\n".join(filter(None, [*lines, part.provisional, str(part.state)]))
