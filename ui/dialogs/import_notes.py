"""What an import leaves to the clerk: questions, what found no place, totals that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.source import Place
from ui.forms import add_row, form_layout
from ui.look.items import dress
from ui.plain import on_button, tip

_LATER = "先不填，核对后自己填写"
_MOST_HEIGHT = 130


class Note(NamedTuple):
    """One line of what needs attention; ``address`` is the cell it is about, if any."""

    kind: str
    text: str
    place: Place | None = None
    address: CellAddress | None = None


class NoteList(QTreeWidget):
    """The notes; the source shows where the current one stood."""

    pointed_at = Signal(object)  # Note

    def __init__(self, notes: Sequence[Note]) -> None:
        super().__init__()
        self._notes = notes
        self.setAccessibleName("需要留意的内容")
        dress(self)
        self.setHeaderLabels(["需要留意", "内容"])
        self.setRootIsDecorated(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for note in notes:
            item = QTreeWidgetItem([note.kind, note.text])
            item.setToolTip(1, tip(note.text))
            self.addTopLevelItem(item)
        self.currentItemChanged.connect(self._tell)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.pointed_at.emit(self._notes[self.indexOfTopLevelItem(item)])


class Questions(QScrollArea):
    """One choice of readings below the other."""

    picked_changed = Signal()

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.setAccessibleName("连在一起的数")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        self.boxes: list[QComboBox] = []
        for choice in proposal.choices:
            where = choice.where(proposal.source)
            box = QComboBox()
            box.addItems([_LATER, *choice.words])
            box.currentIndexChanged.connect(self.picked_changed)
            box.setToolTip(tip(where))
            add_row(form, on_button(f"{where}“{choice.text}”") + "读作", box)
            self.boxes.append(box)
        form.setRowWrapPolicy(form.RowWrapPolicy.WrapAllRows)
        inside.setLayout(form)
        self.setWidget(inside)
        self.setMaximumHeight(min(inside.sizeHint().height() + 4, _MOST_HEIGHT))

    def picked(self) -> dict[int, int]:
        """The readings chosen, by the number of the question."""
        chosen = {n: box.currentIndex() - 1 for n, box in enumerate(self.boxes)}
        return {number: reading for number, reading in chosen.items() if reading >= 0}


def notes_of(proposal: Proposal) -> Iterator[Note]:
    """What of ``proposal`` needs attention, questions left out."""
    asked = {(choice.text, choice.place) for choice in proposal.choices}
    for item in proposal.unplaced:
        if (item.text, item.place) not in asked:
            where = item.where(proposal.source)
            shown = f"{item.text}（{where}）" if where else item.text
            yield Note("! 没有放入", shown, item.place)
    for declared in proposal.declared:
        yield Note("! 总计不一致", str(declared), address=declared.address)
    for note in proposal.notes:
        if note != proposal.stranger:  # asked about at the top
            yield Note("i 说明", note)
