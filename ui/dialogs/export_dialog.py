"""Which files, where, and how they are printed; what is still blank or wrong is said first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Problem, Severity, notes_of, settings_of, tally
from govreport_desktop.jobs.export import ExportPlan, base_name, file_name
from govreport_desktop.report import Report
from govreport_desktop.shown import shown
from govreport_desktop.writers.document import contact_sentence
from govreport_desktop.writers.formats import FORMATS, ExportOptions, blanks
from ui import messages
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout
from ui.look.colors import tint
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import Label, tip
from ui.settings import BLANKS, EXPORTED_FORMATS, Settings

_FOLDER, _OF = "export/folder", "export/of"  # where to, and where the reports then lay
_KEYS = dict(zip(FORMATS, "PAWHGEVJ", strict=True))
_USES = {
    "pdf": "打印、签发、网上发布",
    "ofd": "公文系统流转、归档",
    "docx": "送审、继续编辑",
    "html": "整页网上发布",
    "html-fragment": "贴进本单位网站的栏目",
    "xlsx": "报送、汇总，可再导入",
    "csv": "统计分析",
    "json": "供其他程序读取",
}
# What only typeset documents have: the others hold figures and sentences alone.
_PAGES = ("pdf", "ofd", "docx", "html", "html-fragment")
_NOTED = (*_PAGES, "xlsx")  # a workbook has the notes on its cover


class ExportDialog(Dialog):
    """Decides an `ExportPlan`. ``formats`` ticks those; otherwise those of the last time.

    ``home`` is the folder of the report: files go beside it, or where those of the reports in
    that folder went the last time. ``seen``: the clerk was shown the errors just now, and is
    not asked about them again.
    """

    decided = Signal(object)  # ExportPlan
    fill_wanted = Signal(object)  # CellAddress of the first blank

    def __init__(
        self,
        report: Report,
        problems: Sequence[Problem],
        settings: Settings,
        parent: QWidget | None,
        formats: Sequence[str] = (),
        *,
        home: Path | None = None,
        seen: bool = False,
    ) -> None:
        super().__init__("导出", parent, accept="导出(&X)", close="取消(&C)")
        self._settings = settings
        self._home = home
        self._seen = seen
        self._errors = [p for p in problems if p.severity is Severity.ERROR]
        self._found = tally(problems)
        self._notes = notes_of(report, problems)
        self._blanks = blanks(report)
        self._can_be_asked = bool(contact_sentence(report))
        self.formats = {name: QCheckBox() for name in FORMATS}
        self.base = Line(base_name(report))
        self.folder = Line(str(_folder(settings, home)))
        self.blank = QComboBox()
        self.signature = QCheckBox("署名和成文日期(&S)")
        self.contact = QCheckBox("正文前印联系方式(&T)")
        self.notes = QCheckBox("附审核说明(&N)")
        self.draft = QCheckBox("印“草稿”(&D)")
        self.blank_list = QListWidget()
        self.fill = QPushButton("去填写(&L)")
        self._hint = Label()
        sheet = settings_of(report).sheet
        asked = sheet.blank if sheet else None
        self._blank = str(settings.print_options()["blank"]) if asked is None else asked
        self._build(formats or settings.text(EXPORTED_FORMATS, "pdf docx xlsx").split())
        self._follow()

    # ------------------------------------------------------------ what is decided
    @property
    def plan(self) -> ExportPlan:
        """What is filled in."""
        base = self.base.text().strip()
        folder = self._folder
        targets = {
            name: folder / file_name(base, FORMATS[name])
            for name, box in self.formats.items()
            if box.isChecked()
        }
        options = ExportOptions(
            blank=str(self.blank.currentData()),
            signature=self.signature.isChecked(),
            draft=self.draft.isChecked(),
            contact=self.contact.isChecked() and self._can_be_asked,
            notes=self._notes if self.notes.isChecked() else (),
        )
        return ExportPlan(targets, options)

    @property
    def _folder(self) -> Path:
        return Path(self.folder.text().strip()).expanduser()

    def accept(self) -> None:
        """Ask where errors are open or files would be replaced; remember; hand over."""
        plan = self.plan
        if not self._folder.is_dir():
            self._hint.setText("这个文件夹不存在，请另选一个。")
            self.folder.setFocus()
            return
        if not self._confirm_errors(plan) or not self._confirm_existing(plan):
            return
        self._remember(plan)
        super().accept()
        self.decided.emit(plan)

    def _confirm_errors(self, plan: ExportPlan) -> bool:
        if not self._errors or self._seen:
            return True
        shown = "\n".join(f"· {problem.message}" for problem in self._errors[:3])
        more = f"\n……共 {len(self._errors)} 个" if len(self._errors) > 3 else ""
        warnings = self._found.warnings
        others = f"另有 {warnings} 个警告没有说明。\n" if warnings else ""
        draft = "页面上将印有“草稿”。" if plan.options.draft else "页面上不会印“草稿”。"
        text = (
            f"报告还有 {len(self._errors)} 个错误没有改正：\n{shown}{more}\n\n"
            f"{others}{draft}仍然导出吗？"
        )
        return messages.ask(self, "还有错误", text, "仍然导出(&X)")

    def _confirm_existing(self, plan: ExportPlan) -> bool:
        taken = [path.name for path in plan.replaced]
        if not taken:
            return True
        text = (
            "文件夹里已有：\n" + "\n".join(f"· {shown(name)}" for name in taken) + "\n\n要替换吗？"
        )
        return messages.ask(self, "替换已有的文件", text, "替换(&R)")

    def _remember(self, plan: ExportPlan) -> None:
        self._settings.put(EXPORTED_FORMATS, " ".join(plan.targets))
        self._settings.put(_FOLDER, str(self._folder))
        self._settings.put(_OF, str(self._home or ""))
        self._settings.put("print/blank", plan.options.blank)
        self._settings.put("print/signature", plan.options.signature)
        if self._can_be_asked:
            self._settings.put("print/contact", self.contact.isChecked())
        if self._notes:
            self._settings.put("print/notes", self.notes.isChecked())

    # ------------------------------------------------------------ building
    def _build(self, ticked: Sequence[str]) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(Space.ROOM)
        columns.addWidget(self._format_box(ticked), 6)
        columns.addWidget(self._option_box(), 4)
        self.body.addLayout(columns)
        self.body.addWidget(self._blank_box(), 1)
        self.body.addLayout(self._places())
        self._hint.setObjectName("hint")
        self._hint.setWordWrap(True)
        self.body.addWidget(self._hint)
        self.setMinimumWidth(780)

    def _format_box(self, ticked: Sequence[str]) -> QGroupBox:
        box = QGroupBox("文件")
        grid = QGridLayout(box)
        grid.setHorizontalSpacing(Space.ROOM)
        grid.setVerticalSpacing(Space.HALF)
        grid.setColumnStretch(2, 1)
        for row, (name, tick) in enumerate(self.formats.items()):
            item = FORMATS[name]
            tick.setText(f"{item.name}(&{_KEYS[name]})")
            tick.setChecked(name in ticked)
            tick.toggled.connect(self._follow)
            suffix, use = Label(item.suffix), Label(_USES[name])
            tick.setAccessibleDescription(_USES[name])
            for column, widget in enumerate((tick, suffix, use)):
                widget.setObjectName("hint" if column else "")
                grid.addWidget(widget, row, column)
        return box

    def _option_box(self) -> QGroupBox:
        box = QGroupBox("印成什么样")
        for text, words in BLANKS.items():
            self.blank.addItem(words, text)
        options = self._settings.print_options()
        self.blank.setCurrentIndex(max(self.blank.findData(self._blank), 0))
        self.signature.setChecked(bool(options["signature"]))
        self.contact.setChecked(bool(options["contact"]) and self._can_be_asked)
        self.contact.setToolTip("" if self._can_be_asked else "还没有填联系人或电话")
        self.notes.setChecked(bool(options["notes"]) and bool(self._notes))
        self.notes.setEnabled(bool(self._notes))
        self.notes.setToolTip("" if self._notes else "还没有写审核说明")
        self.draft.setChecked(bool(self._errors))
        form = form_layout()
        add_row(form, "空白单元格(&B)", self.blank)
        for tick in (self.signature, self.contact, self.notes, self.draft):
            form.addRow(tick)
        if self._errors:
            told = Label(f"✕ 还有 {len(self._errors)} 个错误")
            told.setToolTip("有错误时先选上“草稿”，可以去掉")
            tint(told, Severity.ERROR)
            form.addRow(told)
        elif not self._blanks:
            form.addRow(Label("✓ 没有空白，没有错误"))
        if self._found.warnings:
            told = Label(f"! 还有 {self._found.warnings} 个警告没有说明")
            tint(told, Severity.WARNING)
            form.addRow(told)
        box.setLayout(form)
        return box

    def _blank_box(self) -> QGroupBox:
        count = len(self._blanks)
        box = QGroupBox(f"还有 {count} 格空白" if count else "没有空白的单元格")
        self.blank_list.setAccessibleName(box.title())
        dress(self.blank_list)
        self.blank_list.addItems([cell.words for cell in self._blanks])
        self.blank_list.setCurrentRow(0)
        self.blank_list.setMinimumHeight(96)
        self.blank_list.itemActivated.connect(self._go)
        self.fill.setAutoDefault(False)
        self.fill.clicked.connect(self._go)
        self.fill.setToolTip("关闭这里，转到所选的空白单元格")
        layout = QHBoxLayout(box)
        layout.addWidget(self.blank_list, 1)
        layout.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignTop)
        box.setVisible(bool(count))
        return box

    def _places(self) -> QVBoxLayout:
        form = form_layout()
        add_row(form, "文件名(&F)", self.base)
        add_row(form, "文件夹(&O)", self.folder)
        browse = QPushButton("浏览…")
        browse.setAccessibleName("浏览文件夹")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        form.removeWidget(self.folder)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        form.setLayout(form.rowCount() - 1, form.ItemRole.FieldRole, row)
        self.base.textChanged.connect(self._follow)
        self.folder.textChanged.connect(self._follow)
        column = QVBoxLayout()
        column.addLayout(form)
        return column

    # ------------------------------------------------------------ what follows
    def _follow(self, _: object = None) -> None:
        """File names follow the base; pages' options make sense only with pages."""
        base = self.base.text().strip()
        for name, tick in self.formats.items():
            tick.setToolTip(tip(file_name(base, FORMATS[name])))
        pages = any(self.formats[name].isChecked() for name in _PAGES)
        for tick in (self.signature, self.draft):
            tick.setEnabled(pages)
        self.contact.setEnabled(pages and self._can_be_asked)
        noted = any(self.formats[name].isChecked() for name in _NOTED)
        self.notes.setEnabled(noted and bool(self._notes))
        assert self.accept_button is not None
        chosen = any(tick.isChecked() for tick in self.formats.values())
        named = bool(base) and not set(base) & set('<>:"/\\|?*')
        self.accept_button.setEnabled(chosen and named and bool(self.folder.text().strip()))
        problem = "" if chosen else "请至少勾选一种文件。"
        if not named:
            problem = '文件名不能为空，也不能含有 < > : " / \\ | ? * 这些符号。'
        self._hint.setText(problem)

    def _go(self) -> None:
        row = max(self.blank_list.currentRow(), 0)
        address = self._blanks[row].address
        self.reject()
        self.fill_wanted.emit(address)

    def _browse(self) -> None:
        chosen = messages.ask_folder(self, "导出到文件夹", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))


def _folder(settings: Settings, home: Path | None) -> Path:
    """Where files of ``home`` were last exported to, while that is there; else ``home``.

    Those of a report that lies nowhere go where files were last exported to or opened.
    """
    last = settings.folder_of(_FOLDER)
    if home is None:
        return last or settings.folder
    return last if last and settings.text(_OF) == str(home) else home
