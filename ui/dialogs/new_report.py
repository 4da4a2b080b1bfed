"""What a new report starts from: office, year, form, last year's file, where to save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import Form, form_for_year
from govreport_desktop.report.deadline import OFFICE_KINDS
from ui import messages
from ui.dialogs.base import Dialog
from ui.forms import add_row, form_layout
from ui.settings import Settings

LAST_YEAR_FILES = "上年度报告 (*.govreport *.xlsx *.docx *.pdf *.html *.txt *.json);;所有文件 (*)"


@dataclass(frozen=True, slots=True)
class NewReport:
    """What was chosen. ``last_year`` is last year's file in any readable format, or None."""

    office: str
    office_kind: str
    year: int
    form: Form
    path: Path
    last_year: Path | None


class NewReportDialog(Dialog):
    """One page; the form follows from the year, the file name from office and year."""

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("新建报告", parent, accept="新建(&N)", close="取消(&C)")
        self._settings = settings
        self._named = False
        self.office = QLineEdit(settings.text("office/office"))
        self.kind = QComboBox()
        self.year = QLineEdit(str(date.today().year - 1))
        self.last_year = QLineEdit()
        self.path = QLineEdit()
        self._form = QLabel()
        self._problem = QLabel()
        self._build()
        self._follow()

    def chosen(self) -> NewReport | None:
        """What is filled in; None while something is missing."""
        form = self._form_of_year()
        office, path = self.office.text().strip(), self.path.text().strip()
        if form is None or not office or not path:
            return None
        last = self.last_year.text().strip()
        return NewReport(
            office=office,
            office_kind=str(self.kind.currentData()),
            year=int(self.year.text()),
            form=form,
            path=Path(path).expanduser(),
            last_year=Path(last).expanduser() if last else None,
        )

    def _build(self) -> None:
        for kind, words in OFFICE_KINDS.items():
            self.kind.addItem(words, kind)
        known = self.kind.findData(self._settings.text("office/office_kind"))
        self.kind.setCurrentIndex(max(known, 0))
        self.year.setValidator(QIntValidator(1, 9999, self.year))
        self.year.setMaximumWidth(120)
        self.office.setPlaceholderText("按公章上的全称，例如 云岭市发展和改革局")
        self.last_year.setPlaceholderText("可不选；选了就带入上年结转，并用来核对")
        form = form_layout()
        add_row(form, "机关名称(&O)", self.office)
        add_row(form, "机关类别(&K)", self.kind)
        add_row(form, "报告年度(&Y)", self.year)
        form.addRow("", self._form)
        self._add_path(form, "上年度文件(&L)", self.last_year, self._browse_last)
        self._add_path(form, "保存为(&S)", self.path, self._browse_path)
        self._problem.setObjectName("hint")
        self._problem.setWordWrap(True)
        self.body.addLayout(form)
        self.body.addWidget(self._problem)
        self.body.addStretch()
        self.office.textChanged.connect(self._follow)
        self.year.textChanged.connect(self._follow)
        self.path.textEdited.connect(self._name_by_hand)
        self.setMinimumWidth(620)
        self.office.setFocus()

    def _add_path(self, form: object, label: str, line: QLineEdit, browse: object) -> None:
        from PySide6.QtWidgets import QFormLayout

        assert isinstance(form, QFormLayout)
        assert callable(browse)
        add_row(form, label, line)
        button = QPushButton("浏览…")
        button.setAccessibleName(f"浏览{line.accessibleName()}")
        button.clicked.connect(browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        form.removeWidget(line)
        row.addWidget(line, 1)
        row.addWidget(button)
        form.setLayout(form.rowCount() - 1, QFormLayout.ItemRole.FieldRole, row)

    def _form_of_year(self) -> Form | None:
        text = self.year.text()
        try:
            return form_for_year(int(text)) if text.isdecimal() else None
        except GovReportError:
            return None

    def _follow(self) -> None:
        """The form follows the year, the file name office and year."""
        form = self._form_of_year()
        self._form.setText(f"{form.name}（{form.notice}）" if form else "2019 年起才有统一格式")
        office, year = self.office.text().strip(), self.year.text()
        if not self._named and office:
            name = f"{office}{year}年政府信息公开工作年度报告.govreport"
            self.path.setText(str(self._settings.folder / name.replace("/", "_")))
        self._judge()

    def _judge(self) -> None:
        chosen = self.chosen()
        assert self.accept_button is not None
        self.accept_button.setEnabled(chosen is not None)
        exists = chosen is not None and chosen.path.exists()
        self._problem.setText("这个文件已经存在，请换一个名字。" if exists else "")
        if exists:
            self.accept_button.setEnabled(False)

    def _name_by_hand(self) -> None:
        self._named = True
        self._judge()

    def _browse_last(self) -> None:
        path = messages.ask_open(self, self._settings, "选择上年度报告", LAST_YEAR_FILES)
        if path:
            self.last_year.setText(str(path))

    def _browse_path(self) -> None:
        name = Path(self.path.text()).name or "年度报告.govreport"
        path = messages.ask_save(self, self._settings, "保存为", name, messages.REPORT_FILES)
        if path:
            self._named = True
            self.path.setText(str(path))
            self._judge()
