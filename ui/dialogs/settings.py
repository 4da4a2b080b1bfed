"""Settings, three pages: the office's own particulars; checks, printing, faces; the looks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import form_for_office
from govreport_desktop.report.edit import FIELDS
from ui import messages
from ui.dialog import Dialog
from ui.dialogs.settings_checks import ChecksForm
from ui.dialogs.settings_deadline import LocalDeadline
from ui.dialogs.settings_faces import FacesForm
from ui.dialogs.settings_hints import HINT, LocalHintsForm
from ui.dialogs.settings_looks import LooksPage
from ui.forms import Line, add_row, form_layout, scrolling
from ui.look.tokens import Space
from ui.organ_kind import KindBox
from ui.session import Session
from ui.settings import ASK_VERSION, BLANKS, LOOK_FIRST, PROFILE_FIELDS, Settings

_MNEMONICS = dict(zip(PROFILE_FIELDS, "OKNLMD", strict=True))
_SIZE = (660, 610)
_OPEN = "记在打开的报告里，随文件走：审核时会注明，命令 govreport check 也照此审核"
_NEW = "用于以后新建的报告；已有的报告各按自己的设置审核，打开后在这里改"


class SettingsDialog(Dialog):
    """Written when accepted; reports that exist already keep their own particulars.

    How it is checked belongs to the report that is open in ``session``; without one, what is
    decided here is what new reports begin with.
    """

    def __init__(
        self, settings: Settings, parent: QWidget | None, session: Session | None = None
    ) -> None:
        super().__init__("设置", parent, accept="确定(&Y)", close="取消(&C)")
        self._settings = settings
        self._session = session
        self.profile: dict[str, QLineEdit] = {}
        self.kind = KindBox()
        self.local = LocalDeadline(settings.local_deadline)
        self.autofill = QCheckBox("新建报告时自动填入以上信息(&A)")
        self.zero = QCheckBox("新建报告时表格先全部填 0，再改有数的格(&Z)")
        self.checks = self._checks_form()
        self.for_new = QCheckBox("以后新建的报告也这样审核(&V)")
        self.faces = FacesForm(settings)
        self.looks = LooksPage(settings)
        self.blank = QComboBox()
        self.signature = QCheckBox("报告末尾印机关署名和成文日期(&G)")
        self.look_first = QCheckBox("导出、打印前先看还有什么没有办完(&E)")
        self.ask_version = QCheckBox("按 Ctrl+S 时问版本叫什么(&S)")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("设置分页")
        self.tabs.addTab(self._office_page(), "机关信息(&1)")
        self.tabs.addTab(self._work_page(), "审核和打印(&2)")
        self.tabs.addTab(scrolling(self.looks, "显示"), "显示(&3)")
        self.body.addWidget(self.tabs)
        self.resize(*_SIZE)

    def accept(self) -> None:
        """Remember everything."""
        settings = self._settings
        try:
            self.faces.keep()
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有保存字体的选择")
            return
        texts = {name: field.text().strip() for name, field in self.profile.items()}
        settings.put_profile(texts | {"office_kind": self.kind.stored})
        settings.put_local_deadline(self.local.day)
        self.looks.keep()
        settings.put("new/profile", self.autofill.isChecked())
        settings.put("new/zero", self.zero.isChecked())
        if self._session is None or self.for_new.isChecked():
            settings.put_check_settings(self.checks.chosen())
        settings.put("print/blank", str(self.blank.currentData()))
        settings.put("print/signature", self.signature.isChecked())
        settings.put(LOOK_FIRST, self.look_first.isChecked())
        settings.put(ASK_VERSION, self.ask_version.isChecked())
        settings.sync()
        if self._session is not None and not self._session.read_only:
            self._session.put_check_settings(self.checks.chosen())
        super().accept()

    def show_faces(self) -> None:
        """Begin with the faces that documents are set in."""
        self.tabs.setCurrentIndex(1)
        QTimer.singleShot(0, self, self._to_faces)

    def _to_faces(self) -> None:
        area = self.tabs.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self.faces)
        next(iter(self.faces.others.values())).setFocus()

    def _checks_form(self) -> ChecksForm:
        if self._session is None:
            return ChecksForm(self._settings.check_settings(), _NEW)
        own = self._session.own_check_settings
        whose = f"{_OPEN}；{own.sheet.named}规定的按检查单" if own.sheet else _OPEN
        form = ChecksForm(own, whose)
        form.setEnabled(not self._session.read_only)
        return form

    def _office_page(self) -> QWidget:
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(Space.STEP, Space.ROOM, Space.ROOM, Space.ROOM)
        for name in PROFILE_FIELDS:
            label = f"{FIELDS[name]}(&{_MNEMONICS[name]})"
            if name == "office_kind":
                add_row(form, label, self.kind, self.kind.hint)
                add_row(
                    form, "本地期限(&T)", self.local, "比法定期限早的，与法定期限一起写在状态栏"
                )
                continue
            self.profile[name] = Line(self._settings.text(f"office/{name}"))
            add_row(form, label, self.profile[name])
        add_row(form, "本地口径", LocalHintsForm(self._settings), HINT)
        self.profile["office"].textChanged.connect(self._follow_name)
        self._show_kind(self._settings.text("office/office_kind"))
        self.autofill.setChecked(self._settings.flag("new/profile", True))
        self.zero.setChecked(self._settings.flag("new/zero", False))
        form.addRow("", self.autofill)
        form.addRow("", self.zero)
        page.setLayout(form)
        return scrolling(page, "机关信息")

    def _follow_name(self) -> None:
        self._show_kind(self.kind.stored)

    def _show_kind(self, stored: str) -> None:
        """The kinds there are, and what the name says of the report that is due next."""
        office = self.profile["office"].text().strip()
        form = form_for_office(date.today().year - 1, office, stored)
        self.kind.follow(stored, office, form, every=True)

    def _work_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.STEP, Space.ROOM, Space.ROOM, Space.ROOM)
        column.setSpacing(Space.ROOM)
        for title, part in (("打印和保存", self._print_form()), ("公文字体", self.faces)):
            column.addWidget(_group(title, part))
        checks = _group("审核", self.checks)
        if self._session is not None:
            checks.layout().addWidget(self.for_new)  # type: ignore[union-attr]
        column.insertWidget(0, checks)
        column.addStretch()
        return scrolling(page, "审核和打印")

    def _print_form(self) -> QWidget:
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        for text, words in BLANKS.items():
            self.blank.addItem(words, text)
        self.blank.setMaximumWidth(160)
        self.blank.setCurrentIndex(max(self.blank.findData(self._settings.text("print/blank")), 0))
        add_row(form, "空白单元格打印为(&B)", self.blank, "只影响导出和打印，文件里空白仍是空白")
        self.signature.setChecked(self._settings.flag("print/signature", False))
        form.addRow("", self.signature)
        for tick, key in ((self.look_first, LOOK_FIRST), (self.ask_version, ASK_VERSION)):
            tick.setChecked(self._settings.flag(key, True))
            form.addRow("", tick)
        page.setLayout(form)
        return page


def _group(title: str, part: QWidget) -> QGroupBox:
    group = QGroupBox(title)
    inside = QVBoxLayout(group)
    inside.setContentsMargins(Space.STEP, Space.STEP, Space.STEP, Space.STEP)
    inside.addWidget(part)
    return group
