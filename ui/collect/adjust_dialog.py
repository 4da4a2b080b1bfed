"""An adjustment: signed amounts for one or more cells, with the reason; nothing is overwritten."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QRegularExpression, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QPushButton, QWidget

from govreport_desktop.collect import adjust
from govreport_desktop.collect.decision import Draft
from govreport_desktop.errors import EditError, GovReportError
from govreport_desktop.form.model import CellAddress, Kind
from govreport_desktop.report import format_value
from govreport_desktop.report.numbers import Number
from govreport_desktop.shown import shown
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout, may_shrink
from ui.look.tokens import Space
from ui.plain import Label

_BETWEEN = re.compile(r"[\s/、，,·]+")
_PLAIN = str.maketrans("＋－−–", "+---")


class CellLine:
    """One cell and what is added to it."""

    def __init__(self, session: CollectSession, address: CellAddress | None) -> None:
        form = session.view.sums.form
        self._form = form
        self.cell = QComboBox()
        self.cell.setEditable(True)
        self.cell.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        may_shrink(self.cell)
        for spec in form.cells:
            if spec.formula is None:
                now = format_value(session.view.sums.values[spec.address], blank="空白")
                self.cell.addItem(f"{spec.words}（现 {now}）", spec.address)
        self.cell.setCurrentIndex(-1)
        self.cell.setPlaceholderText("打行或列的名称来找，或从列表里选")
        typed = self.cell.lineEdit()
        assert typed is not None
        typed.setPlaceholderText(self.cell.placeholderText())
        # Found by words of row and column in any order, which no completion by beginning does.
        self.found = QSortFilterProxyModel(self.cell)
        self.found.setSourceModel(self.cell.model())
        completer = QCompleter(self.found, self.cell)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        typed.setCompleter(completer)
        typed.textEdited.connect(self.search)
        completer.activated.connect(self._take)
        for at in range(self.cell.count()):
            if self.cell.itemData(at) == address:
                self.cell.setCurrentIndex(at)
        self.amount = Line()
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setPlaceholderText("+3 或 −2")
        self.cell.setAccessibleName("调整哪一格")
        self.amount.setAccessibleName("加减多少")

    def search(self, words: str) -> None:
        """Offer the cells that have every one of ``words``."""
        parts = map(QRegularExpression.escape, _BETWEEN.split(words))
        ahead = "".join(f"(?=.*{part})" for part in parts if part)
        self.found.setFilterRegularExpression(QRegularExpression(f"^{ahead}"))

    def _take(self, text: str) -> None:
        self.cell.setCurrentIndex(self.cell.findText(text, Qt.MatchFlag.MatchFixedString))

    @property
    def address(self) -> CellAddress | None:
        """The cell, where it is one of the list."""
        data = self.cell.currentData()
        known = self.cell.currentText() == self.cell.itemText(self.cell.currentIndex())
        # Qt hands tuples back as lists.
        return CellAddress(*data) if data and known else None

    def read(self) -> tuple[CellAddress, Number] | None:
        """What is asked for; None where nothing is typed. Raises EditError."""
        text = self.amount.text().strip()
        if not text:
            return None
        if self.address is None:
            raise EditError("请从列表里选一格。")
        return self.address, amount_of(text, self._form.cell(self.address).kind)


class AdjustDialog(Dialog):
    """Says at once what does not hold; what is decided goes through the session."""

    def __init__(
        self, session: CollectSession, address: CellAddress, parent: QWidget | None
    ) -> None:
        super().__init__("加调整", parent, accept="记下(&O)", close="取消(&C)")
        self._session = session
        self.lines: list[CellLine] = []
        self._grid = QGridLayout()
        self.more = QPushButton("再加一格(&M)")
        self.office = QComboBox()
        self.reason = Line()
        self.basis = Line()
        self.problem = Label()
        self._build()
        self._add(address)
        self._follow()
        self.lines[0].amount.setFocus()

    def accept(self) -> None:
        """Decide it."""
        try:
            draft = self._draft()
        except GovReportError:
            return
        if self._session.decide([draft], "调整"):
            super().accept()

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(Space.STEP)
        self.office.addItem("不涉及哪一个单位", "")
        may_shrink(self.office)
        self.office.setMinimumContentsLength(16)
        for row in self._session.view.rows:
            self.office.addItem(shown(row.office.name), row.office.id)
        self.reason.setPlaceholderText("例如：审批局 12 月划转，两家重复计算")
        form = form_layout()
        add_row(form, "涉及单位(&U)", self.office)
        add_row(form, "理由(&R)", self.reason)
        add_row(form, "依据(&B)", self.basis, "文件或证据，可以空着。")
        hint = Label(
            "单列一行，各单位报的数不动；三（七）和总计随着变，一＋二仍要等于三（七）＋四。"
        )
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.problem.setWordWrap(True)
        self.body.addWidget(hint)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(form)
        self.body.addWidget(self.problem)
        self.body.addStretch()
        self.more.clicked.connect(self._add_more)
        self.reason.textChanged.connect(self._follow)
        self.resize(640, self.height())

    def _add_more(self) -> None:
        self._add(None)
        self.lines[-1].cell.setFocus()

    def _add(self, address: CellAddress | None) -> None:
        line = CellLine(self._session, address)
        row = len(self.lines)
        self._grid.addWidget(line.cell, row, 0)
        self._grid.addWidget(line.amount, row, 1)
        line.cell.currentTextChanged.connect(self._follow)
        # Text that is completed to an entry is no other text, and yet chooses one.
        line.cell.currentIndexChanged.connect(self._follow)
        line.amount.textChanged.connect(self._follow)
        self.lines.append(line)

    # ------------------------------------------------------------ what it comes to
    def _draft(self) -> Draft:
        """The decision. Raises EditError with what does not hold."""
        cells: dict[CellAddress, Number] = {}
        for line in self.lines:
            if (found := line.read()) is not None:
                address, amount = found
                cells[address] = cells[address] + amount if address in cells else amount
        if not cells:
            raise EditError("请写加减多少，例如 +3。")
        view = self._session.view
        return adjust.draft(
            view.sums.form,
            str(1 + max((d.number for d in self._session.task.decisions), default=0)),
            cells,
            self.reason.text(),
            office=str(self.office.currentData() or ""),
            basis=self.basis.text(),
            sums=view.sums.values,
        )

    def _follow(self) -> None:
        words = ""
        try:
            self._draft()
        except GovReportError as error:
            words = str(error)
        self.problem.setText(words)
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(not words)


def amount_of(text: str, kind: Kind) -> Number:
    """A signed amount as typed: +3, −2, 1,200. Raises EditError for what is none."""
    plain = "".join(text.translate(_PLAIN).replace(",", "").replace("，", "").split())
    try:
        number = Decimal(plain)
        if kind.type != "integer" and number.is_finite():
            return number
        if number == number.to_integral_value():
            return int(number)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    raise EditError(f"“{shown(text)}”不是可以加减的{kind.name}。")
