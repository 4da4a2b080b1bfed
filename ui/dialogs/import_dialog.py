"""What was understood of a file, old and new side by side, before anything changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from govreport_desktop.errors import ReadError
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.matching.evidence import Evidence, evidence
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.report import Edit, Report
from govreport_desktop.report.edit import Change
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.shown import shown
from govreport_desktop.source import Source
from ui.dialog import Dialog
from ui.dialogs.import_changes import ChangeTree
from ui.dialogs.import_notes import Note, NoteList, Questions, notes_of
from ui.dialogs.import_pages import Outlook
from ui.dialogs.import_report import ReportPane
from ui.dialogs.import_source import SourcePane
from ui.dialogs.import_stranger import StrangerBox
from ui.forms import Line, add_row, form_layout
from ui.look.room import room_of
from ui.look.tokens import Space
from ui.plain import Label

_WIDTH, _HEIGHT = 1300, 690
_LEFT = 470
# Ems: narrower than that the tree of changes does not say what changes.
_LEAST_LEFT = 23


@dataclass(frozen=True, slots=True)
class Imported:
    """What was decided: the ticked changes as one step, and whose report it is."""

    edit: Edit
    form: Form
    office: str
    year: int


class ImportDialog(Dialog):
    """Changes by part with ticks, the report as it would be, and the source beside it."""

    decided = Signal(object)  # Imported

    def __init__(
        self,
        name: str,
        proposal: Proposal,
        report: Report,
        parent: QWidget | None,
        *,
        new: bool,
        source: Source | None = None,
    ) -> None:
        super().__init__("导入", parent, accept="导入(&I)", close="取消(&C)")
        self._report = report
        self._name = shown(name)
        self._stated = proposal
        self.office = Line(proposal.office or report.office)
        self.year = Line(str(proposal.year or report.year or ""))
        self._edit = proposal.edit(report, f"导入“{name}”")
        self._outlook = Outlook(report, proposal, new)
        self.tree = ChangeTree(report, new=new)
        self.notes = NoteList(list(notes_of(proposal)))
        self.questions = Questions(proposal)
        self.stranger = StrangerBox(proposal.stranger)
        self.report = ReportPane(self._outlook, self.tree)
        self.source = _source_pane(name, source)
        self._build(new=new)
        self._connect()
        self._fill()
        self._judge()
        # Else Enter would cancel while 导入 waits for an answer.
        self.close_button.setAutoDefault(False)
        self._take_room()

    def edit(self) -> Edit:
        """The ticked changes as one step; what the source leaves open comes along."""
        ticked = tuple(self.tree.ticked())
        open_points = tuple(c for c in self._edit.changes if c.address == OPEN_POINTS)
        return Edit(ticked + open_points if ticked else (), self._edit.name, self._edit.kind)

    def accept(self) -> None:
        """Hand over what was ticked."""
        year = int(self.year.text())
        chosen = Imported(self.edit(), self._report.form, self.office.text().strip(), year)
        super().accept()
        self.decided.emit(chosen)

    # ------------------------------------------------------------ layout
    def _build(self, *, new: bool) -> None:
        numbers = self._stated.numbers
        prose = sum(bool(text) for text in self._stated.texts.values())
        form = self._stated.form.name
        read = f"从“{self._name}”读出 {numbers} 个数、{prose} 段文字，按{form}对位。"
        summary = Label(read if new else f"{read}勾选的内容会替换现有内容，可以一步撤销。")
        summary.setWordWrap(True)
        self.body.addWidget(summary)
        self.body.addWidget(self.stranger)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.report)
        if self.source is not None:
            right.addWidget(self.source)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._left(new=new))
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setSizes([_LEFT, _WIDTH - _LEFT])
        for splitter in (right, both):
            splitter.setChildrenCollapsible(False)
        self.body.addWidget(both, 1)

    def _left(self, *, new: bool) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(self.fontMetrics().horizontalAdvance("宽") * _LEAST_LEFT)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, Space.STEP, 0)
        if new:
            layout.addLayout(self._facts())
        layout.addWidget(self.tree, 3)
        if self._stated.choices:
            asked = Label("下面的数连在一起，有几种读法，请对照来源选择：")
            asked.setWordWrap(True)
            layout.addWidget(asked)
            layout.addWidget(self.questions)
        self.questions.setVisible(bool(self._stated.choices))
        layout.addWidget(self.notes, 1)
        self.notes.setVisible(self.notes.topLevelItemCount() > 0)
        return left

    def _facts(self) -> QVBoxLayout:
        self.year.setValidator(QIntValidator(1, 9999, self.year))
        self.year.setMaximumWidth(120)
        form = form_layout()
        add_row(form, "机关名称(&O)", self.office)
        add_row(form, "报告年度(&Y)", self.year)
        self.office.textChanged.connect(self._judge)
        self.year.textChanged.connect(self._judge)
        box = QVBoxLayout()
        box.addLayout(form)
        return box

    def _take_room(self) -> None:
        """As large as is useful, never larger than the screen."""
        room = room_of(self)
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 60))

    # ------------------------------------------------------------ what belongs together
    def _connect(self) -> None:
        self.tree.ticks_changed.connect(self._on_ticks)
        self.tree.pointed_at.connect(self._on_change)
        self.report.cell_chosen.connect(self._on_cell)
        self.notes.pointed_at.connect(self._on_note)
        self.questions.picked_changed.connect(self._on_picked)
        self.stranger.sure.toggled.connect(self._judge)

    def _fill(self) -> None:
        self.tree.fill(self._edit, self._stated)
        self._on_ticks()
        changes = [c for c in self.tree.changes() if isinstance(c.address, CellAddress)]
        if changes:
            address = changes[0].address
            assert isinstance(address, CellAddress)
            self.report.show_part(self.tree.part_of(address), address)
            self._show_source(address)

    def _judge(self) -> None:
        assert self.accept_button is not None
        known = bool(self.office.text().strip()) and self.year.text().isdecimal()
        self.accept_button.setEnabled(known and self.stranger.is_settled)

    def _on_ticks(self) -> None:
        self._outlook.take(self.tree.ticked())
        self.report.refresh()

    def _on_change(self, part: str, change: Change | None) -> None:
        address = change.address if change else None
        cell = address if isinstance(address, CellAddress) else None
        self.report.show_part(part, cell)
        if cell is not None:
            self._show_source(cell)

    def _on_cell(self, address: CellAddress) -> None:
        self.tree.go_to(address)
        self._show_source(address)

    def _on_note(self, note: Note) -> None:
        if note.address is not None:
            self.report.show_part(self.tree.part_of(note.address), note.address)
            self._show_source(note.address)
        elif self.source is not None and note.place:
            self.source.point_out(self.source.evidence.find(note.place))

    def _on_picked(self) -> None:
        chosen = self._stated.choosing(self.questions.picked())
        self._edit = chosen.edit(self._report, self._edit.name)
        self.tree.fill(self._edit, self._stated)
        self._on_ticks()

    def _show_source(self, address: CellAddress) -> None:
        """Point out where a number stood."""
        if self.source is not None:
            place = self._stated.places.get(address)
            self.source.point_out(self.source.evidence.find(place))


def _source_pane(name: str, source: Source | None) -> SourcePane | None:
    """The source to look at; None where it states its addresses itself and has no tables."""
    try:
        found: Evidence | None = evidence(source) if source else None
    except ReadError:
        found = None
    return SourcePane(name, found) if found and found.sheets else None
