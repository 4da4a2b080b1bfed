"""What can be put into the prose from the tables: numbers, comparisons, ready sentences."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from govreport_desktop.report import Report, format_value
from govreport_desktop.report.fields import field_text
from govreport_desktop.report.figure import Aspect, Figure, figure_value, group_sums
from govreport_desktop.report.sentences import ready_sentences
from govreport_desktop.report.spoken import find_cells, is_called, place_in, words_of

_Index = QModelIndex | QPersistentModelIndex
_COMPARED = (Aspect.GROWTH, Aspect.DIFFERENCE, Aspect.LAST)


class Column(IntEnum):
    """What is listed of each."""

    WORDS = 0
    VALUE = 1


class Choice(NamedTuple):
    """One line: what it is called, how it reads now, and the stored text that goes in."""

    words: str
    shown: str
    stored: str


class ChoiceList(QAbstractTableModel):
    """The choices that fit what has been typed: numbers, or with ``sentences`` those."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.sentences = False
        self._choices = self._numbers("")

    def search(self, query: str, *, sentences: bool = False) -> None:
        """List those whose name has every word of ``query``, in characters or pinyin."""
        self.beginResetModel()
        self.sentences = sentences
        self._choices = self._ready(query) if sentences else self._numbers(query)
        self.endResetModel()

    def choice(self, row: int) -> Choice:
        """The choice listed in a row."""
        return self._choices[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many fit."""
        return 0 if parent.isValid() else len(self._choices)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Name and value."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A number: its address and value; a sentence: its subject and how it begins."""
        if not index.isValid():
            return None
        words, shown, _ = self._choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown if index.column() == Column.VALUE else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words}，{shown}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.VALUE:
            side = Qt.AlignmentFlag.AlignLeft if self.sentences else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _numbers(self, query: str) -> list[Choice]:
        """Cells; groups of rows; where last year is known, what they are beside it."""
        report = self._report
        cells = find_cells(report.form, query)
        found = [
            Choice(
                spec.words,
                format_value(report.values[spec.address], blank="未填", grouped=True),
                field_text(spec.address),
            )
            for spec in cells
        ]
        if not query.strip():
            return found
        groups = self._named(group_sums(report.form), query)
        # 不予公开 alone means the group: it has no row of its own.
        found = groups + found if all("." in c.address.row for c in cells) else found + groups
        return found + self._compared(query)

    def _compared(self, query: str) -> list[Choice]:
        if self._report.last_year is None:
            return []
        cells = find_cells(self._report.form, "")
        figures = [Figure.of(spec.address, aspect) for aspect in _COMPARED for spec in cells]
        return self._named(figures, query)

    def _named(self, figures: list[Figure], query: str) -> list[Choice]:
        words = words_of(query)
        named = [(figure.words(self._report.form), figure) for figure in figures]
        return [
            Choice(name, figure_value(figure, self._report), field_text(figure))
            for name, figure in named
            if is_called(name, words)
        ]

    def _ready(self, query: str) -> list[Choice]:
        words = words_of(query)
        found = [(s.name, s.printed(self._report), s.stored) for s in ready_sentences(self._report)]
        called = [Choice(*line) for line in found if is_called(line[0] + line[1], words)]
        # First what begins with it, then what has it within, then in its words only. Of 本年新收
        # and 上年结转 people say the second half.
        return sorted(
            called,
            key=lambda choice: (
                not is_called(choice.words, words),
                min(place_in(name, words) for name in (choice.words, _bare(choice.words))),
            ),
        )


def _bare(name: str) -> str:
    return name.removeprefix("本年").removeprefix("上年")
