"""Versions kept with Ctrl+S: what differs between two of them, and going back to one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.errors import FileError
from govreport_desktop.jobs.changes import (
    NOW,
    Changed,
    changes_between,
    changes_listing,
    version_words,
)
from govreport_desktop.report import Report
from govreport_desktop.shown import shown
from govreport_desktop.store.submission import Submission
from govreport_desktop.store.versions import UNNAMED, Version
from govreport_desktop.writers.listing import Listing
from ui import messages
from ui.dialog import Dialog
from ui.dialogs.changes_table import ChangesTable
from ui.dialogs.version_page import VersionPage
from ui.forms import keep_within, plain_label
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import Label, tip
from ui.session import Session
from ui.settings import Settings

_NONE = "这份报告还没有保存过版本。按 Ctrl+S 随时保存一个。"


class VersionsDialog(Dialog):
    """The list at the left; at the right what differs, and the version itself to look at.

    Restoring is one step to undo. A name and the mark 已报送 belong to the version.
    """

    print_wanted = Signal(object)  # Listing
    file_wanted = Signal(object)  # Listing

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("版本记录", parent, accept="恢复到所选版本(&R)")
        self._session = session
        self._settings = settings
        self._versions: list[Version] = []
        self.list = QListWidget()
        self.list.setAccessibleName("版本")
        dress(self.list)
        keep_within(self.list)
        self.against = QComboBox()
        self.table = ChangesTable()
        self.page = VersionPage()
        self.tabs = QTabWidget()
        self.rename = QPushButton("改名(&N)…")
        self.submitted = QPushButton("标为已报送(&B)…")
        self.printing = QPushButton("打印差别(&P)…")
        self.filing = QPushButton("差别存为 PDF(&F)…")
        self._found: tuple[Changed, ...] = ()
        self._looked_at = -1  # the row of the version that is on the page
        self._summary = Label()
        self._build()
        self._fill()
        self._connect()
        self.list.setCurrentRow(0)
        if not self._versions:
            self._compare()  # nothing is chosen that would have it said
        self._show_state()
        self.list.setFocus()
        self.resize(1080, 600)

    def accept(self) -> None:
        """Go back to the chosen version."""
        version = self.version
        if version is not None:
            self._session.request_commit()
            self._session.apply(self._session.document.restoring(version.id))
        super().accept()

    @property
    def version(self) -> Version | None:
        """The version that is chosen."""
        row = self.list.currentRow()
        return self._versions[row] if row >= 0 else None

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        caption = Label("与之比较(&T)")
        caption.setBuddy(self.against)
        self.against.setAccessibleName(plain_label(caption.text()))
        self.against.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        bar = QHBoxLayout()
        bar.addWidget(caption)
        bar.addWidget(self.against, 1)
        below = QHBoxLayout()
        self._summary.setWordWrap(True)  # rather than cutting the buttons beside it
        below.addWidget(self._summary, 1)
        below.addWidget(self.printing)
        below.addWidget(self.filing)
        differing = QWidget()
        column = QVBoxLayout(differing)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.tabs.setAccessibleName("差别或内容")
        self.tabs.addTab(differing, "差别(&D)")
        self.tabs.addTab(self.page, "内容(&V)")
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.ROOM)
        row.addLayout(left, 2)
        row.addWidget(self.tabs, 5)
        self.body.addLayout(row)
        for button in (self.rename, self.submitted):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.rename, self.submitted, self.printing, self.filing):
            button.setAutoDefault(False)
        assert self.accept_button is not None
        self.accept_button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.close_button.setObjectName("quiet")  # to look is the usual thing to do here
        self.close_button.style().polish(self.close_button)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._compare)
        self.list.currentRowChanged.connect(self._look)
        self.against.currentIndexChanged.connect(self._compare)
        self.tabs.currentChanged.connect(self._look)
        self.rename.clicked.connect(self._ask_name)
        self.submitted.clicked.connect(self._ask_submitted)
        self.printing.clicked.connect(self._print)
        self.filing.clicked.connect(self._file)

    def _fill(self) -> None:
        """Show the versions there are, the latest first, and keep what is chosen."""
        at, against = self.list.currentRow(), self.against.currentIndex()
        self._versions = self._session.document.versions()[::-1]
        for widget in (self.list, self.against):
            widget.blockSignals(True)
            widget.clear()
        self.against.addItem(NOW)
        for version in self._versions:
            item = QListWidgetItem("\n".join(_lines(version)))
            item.setToolTip(tip(version_words(version)))
            self.list.addItem(item)
            self.against.addItem(shown(version_words(version)))
        self.list.setCurrentRow(at)
        self.against.setCurrentIndex(max(against, 0))
        for widget in (self.list, self.against):
            widget.blockSignals(False)

    def _show_state(self) -> None:
        chosen = self.version
        writable = chosen is not None and not self._session.read_only
        assert self.accept_button is not None
        for button in (self.accept_button, self.rename, self.submitted):
            button.setEnabled(writable)
        handed_in = chosen is not None and chosen.submission is not None
        self.submitted.setText("取消已报送(&B)" if handed_in else "标为已报送(&B)…")
        for button in (self.printing, self.filing):
            button.setEnabled(bool(self._found))

    # ------------------------------------------------------------ what is shown
    def _look(self, _: int = 0) -> None:
        """Put the chosen version on the page, when somebody looks."""
        row = self.list.currentRow()
        if row in (-1, self._looked_at) or self.tabs.currentWidget() is not self.page:
            return
        self.page.show_report(self._session.document.version(self._versions[row].id))
        self._looked_at = row

    def _compare(self, _: int = 0) -> None:
        chosen = self.version
        if chosen is None:
            self._summary.setText(_NONE)
            self.table.show_changes((), "所选版本", NOW)
            return
        self._found = changes_between(self._report(chosen), self._report(self._other))
        count = len(self._found)
        self._summary.setText(f"两者有 {count} 处不同" if count else "两者完全相同")
        other = self._other
        self.table.show_changes(self._found, chosen.name, other.name if other else NOW)
        self._show_state()

    @property
    def _other(self) -> Version | None:
        """What it is compared with; None is what the report holds now."""
        row = self.against.currentIndex() - 1
        return self._versions[row] if row >= 0 else None

    def _report(self, version: Version | None) -> Report:
        document = self._session.document
        return document.version(version.id) if version else document.report

    # ------------------------------------------------------------ what is done
    def _print(self) -> None:
        self.print_wanted.emit(self._listing())

    def _file(self) -> None:
        self.file_wanted.emit(self._listing())

    def _listing(self) -> Listing:
        chosen, other = self.version, self._other
        assert chosen is not None
        words = version_words(other) if other else NOW
        return changes_listing(self._session.report, version_words(chosen), words, self._found)

    def _ask_name(self) -> None:
        from ui.dialogs.version_name import VersionNameDialog

        chosen = self.version
        if chosen is not None:
            name = "" if chosen.name == UNNAMED else chosen.name
            words = f"{chosen.time:%Y-%m-%d %H:%M} 记下的版本。"
            dialog = VersionNameDialog(self._settings, self, words, name, again=True)
            dialog.decided.connect(self._rename)
            dialog.open()

    def _rename(self, name: str) -> None:
        chosen = self.version
        if chosen is not None and name:
            self._change(partial(self._session.document.rename_version, chosen.id, name))

    def _ask_submitted(self) -> None:
        from ui.dialogs.submitted import SubmittedDialog

        chosen = self.version
        if chosen is None:
            return
        if chosen.submission is not None:
            self._submit(None)
            return
        words = f"版本“{chosen.name}”将标为已报送。"
        dialog = SubmittedDialog(
            self._settings, self, words, signed=self._session.report.fields["signed_on"]
        )
        dialog.decided.connect(self._submit)
        dialog.open()

    def _submit(self, submission: Submission | None) -> None:
        chosen = self.version
        if chosen is not None:
            self._change(partial(self._session.document.mark_submitted, chosen.id, submission))

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except FileError as error:
            messages.tell_error(self, str(error))
            return
        self._session.file_changed.emit()
        self._fill()
        self._show_state()


def _lines(version: Version) -> list[str]:
    """Name, time, and what became of it, a line each."""
    same = "　与现在相同" if version.is_current else ""
    lines = [shown(version.name), f"{version.time:%Y-%m-%d %H:%M:%S}{same}"]
    if version.submission is not None:
        lines.append(f"✓ {shown(version.submission.words)}")
    return lines
