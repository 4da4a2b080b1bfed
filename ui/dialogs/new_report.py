"""What a new report starts from: office, year, form, last year's file, where to save."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.errors import GovReportError
from govreport_desktop.form import Form, form_for_office
from govreport_desktop.matching.several import Meant, SeveralReportsError
from govreport_desktop.paths import file_stem
from govreport_desktop.report import Report
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, year_in_hand
from ui import messages
from ui.dialog import Dialog
from ui.dialogs.which_report import WhichReportDialog
from ui.forms import Line, add_row, form_layout
from ui.last_year.file import LastYearFile
from ui.last_year.reading import FILES, being_read, found_words, refused_words
from ui.look.colors import SIGNS, tint
from ui.look.tokens import Space
from ui.organ_kind import KindBox
from ui.plain import Label
from ui.settings import Settings


@dataclass(frozen=True, slots=True)
class NewReport:
    """What was chosen. ``last`` is last year's report as read from ``last_path``, or None.

    ``with_text`` asks for its prose too, not only for the headings.
    """

    office: str
    office_kind: str
    year: int
    form: Form
    path: Path
    last: Report | None
    with_text: bool
    last_path: Path | None = None


class NewReportDialog(Dialog):
    """One page; the form follows from the year, the file name from office and year.

    Last year's file is read as soon as it is named, and fills in office and year.
    """

    decided = Signal(object)  # NewReport
    open_wanted = Signal(object)  # Path of a report that is there already

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("新建报告", parent, accept="新建(&N)", close="取消(&C)")
        self._settings = settings
        self._named = False
        self._last = LastYearFile(self)
        # Kinds chosen before, by office; until one is chosen here, they hold.
        self._kinds = {settings.text("office/office"): settings.text("office/office_kind")}
        self._kind_chosen = False
        remembered = settings.flag("new/profile", True)
        self.office = Line(settings.text("office/office") if remembered else "")
        self.kind = KindBox()
        self.year = Line(str(_next_year(settings, date.today())))
        self.last_year = Line()
        self.with_text = QCheckBox("连同上年文字(&T)")
        self.understood = Label()
        self.path = Line()
        self._form = Label()
        self._problem = Label()
        self.there = QPushButton("打开这个文件(&E)")
        self._build()
        self._follow()

    def accept(self) -> None:
        """Hand over what is filled in."""
        chosen = self.chosen()
        if chosen is not None:
            super().accept()
            self.decided.emit(chosen)

    def chosen(self) -> NewReport | None:
        """What is filled in; None while something is missing or still being read."""
        form = self._prescribed()
        office, path = self.office.text().strip(), self.path.text().strip()
        last = self._last.report
        unread = self.last_year.text().strip() and last is None
        if isinstance(form, str) or not office or not path or unread:
            return None
        return NewReport(
            office=office,
            office_kind=self.kind.stored,
            year=int(self.year.text()),
            form=form,
            path=Path(path).expanduser(),
            last=last,
            last_path=self._last.path if last else None,
            with_text=self.with_text.isChecked(),
        )

    def take_last_year(self, path: Path, chosen: Meant | None = None) -> None:
        """Read last year's report in the background, and start from it.

        ``chosen`` is which one is meant where the file holds several.
        """
        self.last_year.setText(str(path))
        self._last.take(path, chosen)
        self._tell_last(being_read(path))
        self._follow()

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self._prepare_fields()
        form = form_layout()
        add_row(form, "机关名称(&O)", self.office)
        add_row(form, "机关类别(&K)", self.kind, self.kind.hint)
        add_row(form, "报告年度(&Y)", self.year)
        form.addRow("", self._form)
        self._add_path(form, "上年度文件(&L)", self.last_year, self._browse_last)
        form.addRow("", self.understood)
        form.addRow("", self.with_text)
        self._add_path(form, "保存为(&S)", self.path, self._browse_path)
        self.body.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        row.addWidget(self._problem, 1)
        row.addWidget(self.there)
        self.body.addLayout(row)
        self.there.setAutoDefault(False)
        self.there.clicked.connect(self._open_there)
        self.body.addStretch()
        self.office.textChanged.connect(self._follow)
        self.year.textChanged.connect(self._follow)
        self._last.understood.connect(self._on_read)
        self._last.refused.connect(self._on_unread)
        self.last_year.textEdited.connect(self._forget_last)
        self.last_year.editingFinished.connect(self._read_typed)
        self.path.textEdited.connect(self._name_by_hand)
        self.setMinimumWidth(660)
        self.office.setFocus()

    def _prepare_fields(self) -> None:
        self.kind.activated.connect(self._on_kind)
        self.year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, self.year))
        self.year.setMaximumWidth(120)
        self.office.setPlaceholderText("按公章上的全称，例如 云岭市发展和改革局")
        self.last_year.setPlaceholderText("可不选；选了就带入上年结转，并用来核对")
        words = "与上年表格相同的数随本年表格更新，年份改为本年度；不勾选时只带入各部分的小标题"
        self.with_text.setAccessibleDescription(words)
        self.with_text.setToolTip(words)
        self.with_text.setChecked(self._settings.flag("new/with_text", False))
        for label in (self.understood, self._problem):
            label.setWordWrap(True)
        tint(self._problem, Severity.ERROR)
        # Else a form gives wrapped text the width of its longest word, and cuts it off.
        self.understood.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.understood.setMinimumHeight(2 * self.understood.fontMetrics().lineSpacing())
        self._tell_last("")

    def _add_path(
        self, form: QFormLayout, label: str, line: QLineEdit, browse: Callable[[], None]
    ) -> None:
        add_row(form, label, line)
        button = QPushButton("浏览…")
        button.setAccessibleName(f"浏览{line.accessibleName()}")
        button.setAutoDefault(False)
        button.clicked.connect(browse)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        form.removeWidget(line)
        row.addWidget(line, 1)
        row.addWidget(button)
        form.setLayout(form.rowCount() - 1, QFormLayout.ItemRole.FieldRole, row)

    def _on_kind(self) -> None:
        self._kind_chosen = True
        self._follow()

    # ------------------------------------------------------------ last year
    def _on_read(self, last: Report) -> None:
        if last.office:
            self._kinds[last.office] = last.fields["office_kind"]
            self.office.setText(last.office)
        if last.year:
            self.year.setText(str(last.year + 1))
        self._follow()

    def _on_unread(self, error: GovReportError) -> None:
        self._tell_last(refused_words(error), Severity.ERROR)
        if isinstance(error, SeveralReportsError) and self._last.path is not None:
            path = self._last.path
            dialog = WhichReportDialog(path.name, error.reports, self, error.differing)
            dialog.decided.connect(partial(self.take_last_year, path))
            dialog.open()

    def _read_typed(self) -> None:
        """A path typed by hand is read when the line is left."""
        if self._last.take_typed(self.last_year.text()) and self._last.path is not None:
            self._tell_last(being_read(self._last.path))
            self._follow()

    def _forget_last(self) -> None:
        """Another name: a whole one, as it is pasted, is read at once."""
        self._last.forget()
        self._tell_last("")
        name = self.last_year.text().strip()
        with suppress(OSError, RuntimeError):  # a name no disk could have; ~nobody
            if name and Path(name).expanduser().is_file():
                self._read_typed()
        self._judge()

    def _tell_last(self, words: str, severity: Severity | None = None) -> None:
        tint(self.understood, severity)
        self.understood.setText(words)
        self.understood.setVisible(bool(words))
        self.with_text.setEnabled(self._last.report is not None)

    # ------------------------------------------------------------ what follows
    def _chosen_kind(self) -> str:
        """The kind chosen here, or before for this office; "" where its name decides."""
        if self._kind_chosen:
            return self.kind.stored
        return self._kinds.get(self.office.text().strip(), "")

    def _prescribed(self) -> Form | str:
        """The form of that year for that office, or the sentence that says why there is none."""
        text = self.year.text()
        if not text.isdecimal():
            return "请填写年度"
        try:
            return form_for_office(int(text), self.office.text().strip(), self._chosen_kind())
        except GovReportError as error:
            return str(error)

    def _follow(self) -> None:
        """The form follows year, office and kind, the file name the report's title."""
        form = self._prescribed()
        office, year = self.office.text().strip(), self.year.text()
        if isinstance(form, str):
            self._form.setText(form)
        else:
            self._form.setText(f"{form.name}（{form.notice}）")
            self.kind.follow(self._chosen_kind(), office, form, every=True)
            if not self._named and office:
                name = f"{file_stem(form.title_of(office, int(year)))}.govreport"
                self.path.setText(str(self._folder / name))
        if (last := self._last.report) is not None:
            self._tell_last(found_words(last, office, int(year) if year.isdecimal() else None))
        self._judge()

    @property
    def _folder(self) -> Path:
        """Where to save: beside last year's report, if that is ours or no place is known."""
        last, known = self._last.path, self._settings.folder_of("files/folder")
        ours = last is not None and last.suffix.lower() == ".govreport"
        if self._last.report is not None and last is not None and (ours or known is None):
            return last.parent
        return self._settings.folder

    def _judge(self) -> None:
        chosen = self.chosen()
        assert self.accept_button is not None
        self.accept_button.setEnabled(chosen is not None)
        exists = chosen is not None and chosen.path.exists()
        words = f"{SIGNS[Severity.ERROR]} 这个文件已经存在：打开它，或者换一个名字。"
        self._problem.setText(words if exists else "")
        self.there.setVisible(exists)
        if exists:
            self.accept_button.setEnabled(False)

    def _open_there(self) -> None:
        path = Path(self.path.text().strip()).expanduser()
        self.reject()
        self.open_wanted.emit(path)

    def _name_by_hand(self) -> None:
        self._named = True
        self._judge()

    def _browse_last(self) -> None:
        path = messages.ask_open(self, self._settings, "选择上年度报告", FILES)
        if path:
            self.take_last_year(path)

    def _browse_path(self) -> None:
        name = Path(self.path.text()).name or "年度报告.govreport"
        path = messages.ask_save(self, self._settings, "保存为", name, messages.REPORT_FILES)
        if path:
            self._named = True
            self.path.setText(str(path))
            self._judge()


def _next_year(settings: Settings, today: date) -> int:
    """The year in hand, or the first after it of which the office has no report yet."""
    year = year_in_hand(today) or today.year - 1
    return settings.first_year_without(settings.text("office/office"), year)
