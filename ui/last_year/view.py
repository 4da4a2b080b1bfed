"""与上年比较: a window of its own beside the report, following it while it is filled in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.dialog import Dialog
from ui.forms import Line, plain_label
from ui.last_year.chart import Chart
from ui.last_year.model import ComparisonModel, Filter
from ui.last_year.reading import understood
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import Label
from ui.session import Session


class _WholeRows(QTableView):
    """Rows as high as it takes for none to be cut at the lower edge."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what is left of the height out among the rows."""
        super().resizeEvent(event)
        line = round(self.fontMetrics().height() * 1.5)
        high = self.viewport().height()
        self.verticalHeader().setDefaultSectionSize(max(line, high // max(high // line, 1)))


class ComparisonView(Dialog):
    """Table, filter and chart; a double click or Enter goes to the cell in the report."""

    jump_wanted = Signal(object)  # CellAddress
    read_wanted = Signal()  # last year's report is to be read in

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__("与上年比较", parent)
        self.setModal(False)
        self._session = session
        self.model = ComparisonModel(session)
        self.model.setParent(self)
        self.table = _WholeRows()
        self.chart = Chart()
        self.part = QComboBox()
        self.totals = QCheckBox("只看总计(&Z)")
        self.changed = QCheckBox("只看有变化的(&D)")
        self.words = Line()
        self.about = Label()
        # No button is pressed by Enter: that goes from a row to its cell.
        self.read = self.buttons.addButton(
            "读入上年度报告(&I)…", QDialogButtonBox.ButtonRole.ActionRole
        )
        for button in (self.read, self.close_button):
            button.setAutoDefault(False)
        self._build()
        self._connect()
        self._filter()
        self._follow()
        self.resize(1000, 620)

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self.about.setWordWrap(True)
        self.body.addWidget(self.about)
        self.body.addLayout(self._filter_bar())
        self.table.setModel(self.model)
        self.table.setAccessibleName("与上年比较，表格")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        dress(self.table)
        header = self.table.horizontalHeader()
        em = self.fontMetrics().horizontalAdvance("宽")
        for column, ems in ((1, 3), (2, 3), (3, 3.5), (4, 4.5)):
            self.table.setColumnWidth(column, round(em * ems) + 2 * Space.STEP)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        scroll = QScrollArea()
        scroll.setAccessibleName("变化最大的项目")
        scroll.setWidget(self.chart)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(Space.ROOM)
        row.addWidget(self.table, 5)
        row.addWidget(scroll, 3)
        self.body.addLayout(row, 1)

    def _filter_bar(self) -> QHBoxLayout:
        form = self._session.report.form
        for table in form.tables.values():
            self.part.addItem(form.section(table.section).title, table.id)
        self.part.addItem("全部表格", "")
        requests = form.role("requests")
        if requests and requests.kind == "table":
            self.part.setCurrentIndex(self.part.findData(requests.id))
        self.part.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.part.setMinimumContentsLength(34)  # Latin letters: the longest title
        caption = Label("部分(&P)")
        caption.setBuddy(self.part)
        self.part.setAccessibleName(plain_label(caption.text()))
        self.totals.setChecked(True)
        self.words.setPlaceholderText("按项目名称筛选")
        self.words.setAccessibleName("按项目名称筛选")
        self.words.setClearButtonEnabled(True)
        bar = QHBoxLayout()
        bar.setSpacing(Space.ROOM)
        bar.addWidget(caption)
        bar.addWidget(self.part, 2)
        bar.addWidget(self.totals)
        bar.addWidget(self.changed)
        bar.addWidget(self.words, 2)
        return bar

    def _connect(self) -> None:
        self.part.currentIndexChanged.connect(self._filter)
        self.totals.toggled.connect(self._filter)
        self.changed.toggled.connect(self._filter)
        self.words.textChanged.connect(self._filter)
        self.read.clicked.connect(self.read_wanted)
        self.table.activated.connect(self._jump)
        self._session.changed.connect(self._follow)

    # ------------------------------------------------------------ what is shown
    def _filter(self, _: object = None) -> None:
        self.model.set_filter(
            Filter(
                table=str(self.part.currentData()),
                totals=self.totals.isChecked(),
                changed=self.changed.isChecked(),
                words=self.words.text(),
            )
        )
        self.chart.show_lines(self.model.lines)

    def _follow(self, _: object = None) -> None:
        last = self._session.report.last_year
        self.read.setEnabled(not self._session.read_only)
        self.about.setText(
            f"上年：{understood(last)}空白不作比较。双击一行转到表格。"
            if last
            else "还没有读入上年度报告。读入以后，这里逐项比较今年和上年。"
        )
        self.chart.show_lines(self.model.lines)

    def _jump(self, index: QModelIndex) -> None:
        address = self.model.address(index)
        if address is not None:
            self.jump_wanted.emit(address)
