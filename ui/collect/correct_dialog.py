"""更正: what is another than was signed, which offices made it so, and the new state sealed."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from govreport_desktop.collect.correction import Correction
from govreport_desktop.collect.seal import Sealed
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.handing_up import (
    changed_since,
    correction_listing,
    correction_rows,
    seal,
    sign_off,
)
from govreport_desktop.jobs.listing import write_listing
from govreport_desktop.paths import file_stem
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.list_model import ListModel
from ui.collect.open_items import OpenItems
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout, may_shrink
from ui.plain import Label
from ui.settings import Settings

NOTES = "Word 文档 (*.docx);;PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx);;文本 (*.txt)"
_FILES_NAMED = 3


class _Cell(NamedTuple):
    """One figure of the parent, as a row shows it."""

    where: str
    before: str
    after: str
    difference: str
    causes: str


class CellsModel(ListModel[_Cell]):
    """One row a figure of the parent that is another now."""

    right = frozenset({1, 2, 3})

    def __init__(self) -> None:
        super().__init__(("本级的格", "原报", "更正为", "增减", "哪些单位造成的"))

    def key(self, row: _Cell) -> str:
        """Where it stands."""
        return row.where

    def texts(self, row: _Cell) -> _Cell:
        """As the 更正说明 has them."""
        return row


class CorrectDialog(Dialog):
    """Compares the sums with any sealed state; sealing puts another beside it, with its reason."""

    told = Signal(str)

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("签发以后的更正", parent, accept="封存更正(&O)")
        self._session, self._settings = session, settings
        found = sign_off(session.task, session.view)
        self._sealed = found.sealed
        self.state = QComboBox()
        self.words = Label()
        self.model = CellsModel()
        self.list = RowsTable(self.model, "与签发时不同的格")
        self.why = Line()
        before = {one.key: one.reason for one in found.sealed[-1].open}
        self.items = OpenItems(found.open, before)
        self.problem = Label()
        self._last = changed_since(session.task, session.view)
        self.found = self._last  # what is another than in the state that is compared with
        self._build()
        self._compare()

    def accept(self) -> None:
        """Seal what stands now, beside what was sealed before."""
        why = self.why.text().strip()
        reasons = self.items.reasons()
        do = partial(seal, self._session.task, self._session.view, reasons, why)
        if self._session.carry_out(do, "封存更正"):
            super().accept()
            last = sign_off(self._session.task, self._session.view).sealed[-1]
            words = f"已封存更正，第 {last.number} 次，校验码 {last.digest}；原来的仍在。"
            self.told.emit(words)

    def write(self) -> None:
        """Write the 更正说明."""
        view = self._session.view
        name = f"{file_stem(f'{view.parent}{view.year}年度报告更正说明')}.docx"
        path = messages.ask_save(self, self._settings, "更正说明", name, NOTES)
        if path is None:
            return
        try:
            write_listing(correction_listing(self.found, self.why.text().strip()), path)
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有写出更正说明")
            return
        self.problem.setText(f"已写出 {shown(str(path))}")

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        for one in self._sealed:
            self.state.addItem(shown(sealed_words(one)))
        self.state.setCurrentIndex(len(self._sealed) - 1)
        may_shrink(self.state)
        self.state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top = form_layout()
        add_row(top, "与哪次比(&W)", self.state)
        self.body.addLayout(top)
        self.words.setWordWrap(True)
        self.body.addWidget(self.words)
        self.list.setItemDelegate(RowsDelegate(self.list))
        self.list.widen({0: 12, 1: 4, 2: 4, 3: 4}, 4)
        self.list.setMinimumHeight(self.fontMetrics().height() * 8)
        self.body.addWidget(self.list, 2)
        self.body.addWidget(self.items, 1)
        below = form_layout()
        self.why.setPlaceholderText("例如：公安局更正行政处罚数")
        add_row(below, "更正理由(&Y)", self.why, "写进更正说明，封存时必须有。")
        self.body.addLayout(below)
        self.problem.setObjectName("hint")
        self.problem.setWordWrap(True)
        self.body.addWidget(self.problem)
        role = self.buttons.ButtonRole.ActionRole
        self.paper = self.buttons.addButton("写更正说明(&E)…", role)
        self.paper.clicked.connect(self.write)
        self.state.currentIndexChanged.connect(self._compare)
        self.why.textChanged.connect(self._follow)
        self.items.changed.connect(self._follow)
        self.resize(900, 660 if self.items.open else 480)

    def _compare(self) -> None:
        number = self._sealed[self.state.currentIndex()].number
        self.found = found = changed_since(self._session.task, self._session.view, number)
        self.model.put([_Cell(*row) for row in correction_rows(found)])
        self.words.setText(shown(_summary(found)))
        self._follow()

    def _follow(self) -> None:
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        ready = bool(self._last) and bool(self.why.text().strip()) and self.items.ready
        self.accept_button.setEnabled(ready and not self._session.read_only)
        self.problem.setText("" if self._last else "与最近一次签发的完全相同，没有要更正的。")
        self.paper.setEnabled(bool(self.found))


def sealed_words(one: Sealed) -> str:
    """第 2 次 更正 2026-02-21 10:30 张三 校验码 1a2b…：公安局更正数字."""
    kind = f"更正第 {one.corrects} 次" if one.corrects else "签发"
    said = [f"第 {one.number} 次", kind, f"{one.when:%Y-%m-%d %H:%M}", one.who]
    return "　".join([*said, f"校验码 {one.digest}", *([one.why] if one.why else [])])


def _summary(found: Correction) -> str:
    if not found:
        return "数、计入的文件、调整都与这一次相同。"
    said = [f"本级 {len(found.cells)} 格与这一次不同。"]
    files = "；".join(found.files[:_FILES_NAMED])
    more = f"等 {len(found.files)} 处" if len(found.files) > _FILES_NAMED else ""
    said += [f"{files}{more}。"] if files else []
    said += [f"{'；'.join(found.adjustments)}。"] if found.adjustments else []
    return "".join(said)
