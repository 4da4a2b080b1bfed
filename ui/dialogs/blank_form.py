"""An empty form for other offices: which one, and as which file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from govreport_desktop.form import available_forms, load_form
from ui.dialog import Dialog
from ui.forms import add_row, form_layout
from ui.plain import Label

KINDS = {
    "xlsx": "Excel 工作簿，发给别的单位填写",
    "docx": "Word 文档，发给别的单位填写",
    "pdf": "PDF 文件，打印出来填写",
}


class BlankFormDialog(Dialog):
    """Decides a form and a format."""

    decided = Signal(object)  # (Form, format id)

    def __init__(self, form_id: str, parent: QWidget | None) -> None:
        super().__init__("导出空白表", parent, accept="下一步(&N)…", close="取消(&C)")
        self.form = QComboBox()
        self.kind = QComboBox()
        forms = map(load_form, available_forms())
        for form in sorted(forms, key=lambda form: form.first_year, reverse=True):
            years = f"{form.first_year} 年度起"
            if form.last_year is not None:
                years = f"{form.first_year} 至 {form.last_year} 年度"
            self.form.addItem(f"{form.name}（{years}）", form.id)
        self.form.setCurrentIndex(max(self.form.findData(form_id), 0))
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        form_rows = form_layout()
        add_row(form_rows, "格式(&F)", self.form)
        add_row(form_rows, "文件(&T)", self.kind)
        self.body.addLayout(form_rows)
        hint = Label("填好的工作簿和 Word 文档可以用“导入”读进来。")
        hint.setObjectName("hint")
        self.body.addWidget(hint)
        self.setMinimumWidth(460)

    def accept(self) -> None:
        """Hand over what was chosen."""
        chosen = load_form(str(self.form.currentData())), str(self.kind.currentData())
        super().accept()
        self.decided.emit(chosen)
