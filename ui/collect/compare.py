"""Several files of one office side by side: the cells for which they state different numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from govreport_desktop.collect.reading import typed_cells
from govreport_desktop.collect.roles import Filed
from govreport_desktop.collect.versions import Difference, Paper, differences, newest_first
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellSpec, Form
from govreport_desktop.report import format_value
from govreport_desktop.shown import shown
from ui.collect.session import CollectSession
from ui.collect.words import numbered, short_name
from ui.dialog import Dialog
from ui.look.faces import sized
from ui.look.items import dress
from ui.look.tokens import Size, Space
from ui.plain import Label, tip

_TELLING = 8  # characters of a name, both ends together, that tell it from another
FILE_EMS = 8  # characters of a small size that a file's column is wide on a card
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Rivals:
    """The files of an office that contradict each other, newest first, and in what they do."""

    def __init__(self, session: CollectSession, files: Sequence[Filed]) -> None:
        known = session.task.files
        by_path = {one.path: one for one in files}
        papers = [
            Paper(known[one.path], one.head)
            for one in files
            if one.head is not None and one.head.is_report and one.path in known
        ]
        self.papers = newest_first(papers)
        self.files = [by_path[paper.path] for paper in self.papers]
        self.form: Form = session.view.sums.form
        self.cells: tuple[Difference, ...] = differences(self.papers) if papers else ()
        self.prose = _differing_prose(session, self.files)

    @property
    def same(self) -> int:
        """How many cells agree."""
        return len(typed_cells(self.form.id)) - len(self.cells)

    @property
    def rest_words(self) -> str:
        """What is to be said below the cells that differ."""
        prose = f"文字有 {len(self.prose)} 部分不同" if self.prose else "文字相同"
        return f"其余 {self.same} 格相同。{prose}。"

    def day(self, number: int) -> str:
        """The day a file was last written, and that it is the newest."""
        written = datetime.fromtimestamp(self.papers[number].seen.modified / 1e9)
        newest = "\n较新" if number == 0 and len(self.papers) > 1 else ""
        return f"{written.month}月{written.day}日{newest}"


class RivalsTable(QTableWidget):
    """A row a differing cell, a column a file. Enter goes to the cell."""

    def __init__(self, rivals: Rivals, most: int = 0, parent: QWidget | None = None) -> None:
        cells = rivals.cells[:most] if most else rivals.cells
        super().__init__(len(cells), 1 + len(rivals.papers), parent)
        self.setAccessibleName("数不同的格")
        dress(self)
        self.setFont(sized(self.font(), Size.SMALL))
        self.horizontalHeader().setFont(self.font())
        # Their names give way where a card is narrow; the numbers never do.
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        for row, difference in enumerate(cells):
            spec = rivals.form.cell(difference.address)
            self.setItem(row, 0, _item(cell_words(spec), spec.words))
            for column, value in enumerate(difference.values, 1):
                text = format_value(value, blank="空白")
                item = _item(text, f"{spec.words}：{text}")
                item.setTextAlignment(_RIGHT)
                if column == 1:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(row, column, item)
        self._rivals, self._most = rivals, FILE_EMS if most else 2 * FILE_EMS
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalHeaderItem(0, _item("格", ""))
        em = self.fontMetrics().horizontalAdvance("宽")
        self.verticalHeader().setDefaultSectionSize(round(em * 1.9))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Widths, and headings that fit into them: a name is told by both of its ends."""
        em, rivals = self.fontMetrics().horizontalAdvance("宽"), self._rivals
        wide = min(em * self._most, self.viewport().width() * 3 // (5 * max(len(rivals.papers), 1)))
        for column, paper in enumerate(rivals.papers, 1):
            self.setColumnWidth(column, wide)
            name = self._name(paper.path, wide - 3 * Space.STEP)
            heading = QTableWidgetItem(f"{name}\n{rivals.day(column - 1)}")
            heading.setTextAlignment(_RIGHT)
            heading.setToolTip(tip(paper.path))
            self.setHorizontalHeaderItem(column, heading)

    def _name(self, path: str, room: int) -> str:
        """As much of a name as tells it from the others: its kind, where that is enough."""
        name, kind = short_name(path), PurePosixPath(path).suffix
        if self.fontMetrics().horizontalAdvance(name) <= room:
            return name
        kinds = [PurePosixPath(paper.path).suffix for paper in self._rivals.papers]
        narrow = room < self.fontMetrics().horizontalAdvance("宽") * _TELLING
        if narrow and kind and kinds.count(kind) == 1:
            return f"…{shown(kind)}"
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)

    def whole(self) -> None:
        """As high as all of its rows."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + Space.STEP)


class CompareDialog(Dialog):
    """All that several files of an office differ in, and the choice between them."""

    chosen = Signal(str)  # path of the one that counts

    def __init__(self, rivals: Rivals, office: str, parent: QWidget | None) -> None:
        super().__init__(f"{shown(office)}：几份稿对照", parent)
        self._rivals = rivals
        words = Label(f"数不同的有 {len(rivals.cells)} 格。{rivals.rest_words}")
        words.setWordWrap(True)
        self.table = RivalsTable(rivals)
        self.body.addWidget(words)
        self.body.addWidget(self.table, 1)
        for title, texts in rivals.prose:
            label = Label(f"{title}：{'；'.join(texts)}")
            label.setWordWrap(True)
            label.setObjectName("hint")
            self.body.addWidget(label)
        self._choices = []
        for number, one in enumerate(rivals.files, 1):
            button = self.buttons.addButton(
                numbered(number, one.path), self.buttons.ButtonRole.ActionRole
            )
            button.clicked.connect(self._on_chosen)
            self._choices.append(button)
        self.resize(760, 520)

    def _on_chosen(self) -> None:
        at = self._choices.index(self.sender())  # type: ignore[arg-type]
        path = self._rivals.files[at].path
        self.accept()
        self.chosen.emit(path)


def cell_words(spec: CellSpec) -> str:
    """A cell in a narrow column: row and column, without the part."""
    return shown(" · ".join(filter(None, (spec.row_name, spec.column_name))))


def _differing_prose(
    session: CollectSession, files: Sequence[Filed]
) -> list[tuple[str, list[str]]]:
    """The parts whose prose differs, each with how long it is in every file."""
    try:
        shapes = [session.task.body(one.hash).shape.get("narratives", {}) for one in files]
    except GovReportError:
        return []
    found = []
    for section in session.view.sums.form.narratives:
        texts = [str(shape.get(section.id) or "") for shape in shapes]
        if len({"".join(text.split()) for text in texts}) > 1:
            lengths = [
                f"{short_name(one.path)} {len(text)} 字"
                for one, text in zip(files, texts, strict=True)
            ]
            found.append((section.title, lengths))
    return found


def _item(text: str, whole: str) -> QTableWidgetItem:
    item = QTableWidgetItem(shown(text))
    item.setToolTip(tip(whole))
    return item
