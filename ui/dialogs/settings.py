"""Settings, two pages: the office's own particulars, and how reports are checked and printed."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTabWidget, QWidget

from govreport_desktop.report.deadline import OFFICE_KINDS
from govreport_desktop.report.edit import FIELDS
from ui.dialogs.base import Dialog
from ui.forms import add_row, form_layout
from ui.settings import OVERVIEW_LIMIT, PROFILE_FIELDS, Settings

BLANKS = {"": "留空", "0": "0", "/": "/"}
_MNEMONICS = dict(zip(PROFILE_FIELDS, "OKNLMD", strict=True))


class SettingsDialog(Dialog):
    """Written when accepted; reports that exist already keep their own particulars."""

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("设置", parent, accept="确定(&Y)", close="取消(&C)")
        self._settings = settings
        self.profile: dict[str, QLineEdit | QComboBox] = {}
        self.limit = QLineEdit(str(settings.number("limits/overview", OVERVIEW_LIMIT)))
        self.blank = QComboBox()
        self.signature = QCheckBox("报告末尾印机关署名和成文日期(&G)")
        tabs = QTabWidget()
        tabs.setAccessibleName("设置分页")
        tabs.addTab(self._office_page(), "机关信息(&1)")
        tabs.addTab(self._print_page(), "核对和打印(&2)")
        self.body.addWidget(tabs)
        self.setMinimumWidth(560)

    def accept(self) -> None:
        """Remember everything."""
        texts = {
            name: str(field.currentData()) if isinstance(field, QComboBox) else field.text().strip()
            for name, field in self.profile.items()
        }
        self._settings.put_profile(texts)
        self._settings.put("limits/overview", self.limit.text() or "0")
        self._settings.put("print/blank", str(self.blank.currentData()))
        self._settings.put("print/signature", self.signature.isChecked())
        self._settings.sync()
        super().accept()

    def _office_page(self) -> QWidget:
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(16, 16, 16, 16)
        for name in PROFILE_FIELDS:
            label = f"{FIELDS[name]}(&{_MNEMONICS[name]})"
            field = self._kinds() if name == "office_kind" else QLineEdit()
            if isinstance(field, QLineEdit):
                field.setText(self._settings.text(f"office/{name}"))
            self.profile[name] = field
            hint = "新建报告时自动填入" if name == "office" else ""
            add_row(form, label, field, hint)
        page.setLayout(form)
        return page

    def _kinds(self) -> QComboBox:
        box = QComboBox()
        for kind, words in OFFICE_KINDS.items():
            box.addItem(words, kind)
        box.setCurrentIndex(max(box.findData(self._settings.text("office/office_kind")), 0))
        return box

    def _print_page(self) -> QWidget:
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(16, 16, 16, 16)
        self.limit.setValidator(QIntValidator(0, 100_000, self.limit))
        self.limit.setMaximumWidth(120)
        hint = "部分地方要求不超过 1000 字；填 0 表示不限制"
        add_row(form, "总体情况字数上限(&W)", self.limit, hint)
        for text, words in BLANKS.items():
            self.blank.addItem(words, text)
        self.blank.setMaximumWidth(160)
        self.blank.setCurrentIndex(max(self.blank.findData(self._settings.text("print/blank")), 0))
        add_row(form, "空白单元格打印为(&B)", self.blank, "只影响导出和打印，文件里空白仍是空白")
        self.signature.setChecked(self._settings.flag("print/signature", False))
        form.addRow("", self.signature)
        page.setLayout(form)
        return page
