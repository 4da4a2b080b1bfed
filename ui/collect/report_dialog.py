"""本级报告: a new one made of the sums, or the one there is brought up to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.parents_report import Differing, compare
from govreport_desktop.shown import shown
from govreport_desktop.store.database import SUFFIX as REPORT_SUFFIX
from ui import messages
from ui.collect.list_model import ListModel
from ui.collect.path_field import PathField
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.dialog import Dialog
from ui.forms import form_layout
from ui.look.colors import tint
from ui.plain import Label
from ui.settings import Settings

_BINDS = (
    "取用它的文字，里面与上年表格相同的数改为随本年表格更新；上年的数用来核对本级的上年结转和现行有效。"
    "没有就空着。"
)


@dataclass(frozen=True, slots=True)
class Parents:
    """What was decided: a new report, with last year's where there is one, or ``into`` one."""

    last: Path | None = None
    into: Path | None = None


class DifferingModel(ListModel[Differing]):
    """One row a cell in which a report is not the sums."""

    right = frozenset({1, 2})

    def __init__(self) -> None:
        super().__init__(("格", "报告里", "现在"))

    def key(self, row: Differing) -> object:
        """The cell."""
        return row.address

    def texts(self, row: Differing) -> tuple[str, str, str]:
        """Where, what stands there, what the offices come to."""
        return row.words, row.stands, row.total


class ReportDialog(Dialog):
    """Nothing is written before it is seen what becomes another."""

    decided = Signal(object)  # Parents

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("本级报告", parent, accept="做本级报告(&O)…", close="取消(&C)")
        self._view = session.view
        self.new = QRadioButton("新做一份(&N)")
        self.there = QRadioButton("更新已有的本级报告(&E)：数改为现在各单位相加的，文字不动")
        self.last = PathField("本级上年的报告", settings, messages.IMPORTABLE)
        self.into = PathField("已有的本级报告", settings, messages.IMPORTABLE)
        self.model = DifferingModel()
        self.list = RowsTable(self.model, "与现在的数不同的格")
        self.words = Label()
        self._build()
        self._propose(session)
        self._follow()

    def accept(self) -> None:
        """Hand over what is chosen."""
        into = self.into.path if self.there.isChecked() else None
        last = self.last.path if self.new.isChecked() else None
        super().accept()
        self.decided.emit(Parents(last, into))

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self.new.setChecked(True)
        first, second = form_layout(), form_layout()
        self.last.add_to(first, "本级上年的报告(&L)", _BINDS)
        self.into.add_to(second, "已有的本级报告(&F)")
        self.words.setWordWrap(True)
        self.list.setItemDelegate(RowsDelegate(self.list))
        self.list.widen({1: 5, 2: 5}, 0)
        self.body.addWidget(self.new)
        self.body.addLayout(first)
        self.body.addWidget(self.there)
        self.body.addLayout(second)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.body.addStretch()
        if self._view.sums.provisional:
            open_ = Label(f"! 本级数还是暂计：{shown('；'.join(self._view.sums.provisional))}。")
            open_.setWordWrap(True)
            tint(open_, Severity.WARNING)
            self.body.addWidget(open_)
        self.new.toggled.connect(self._follow)
        self.last.changed.connect(self._follow)
        self.into.changed.connect(self._compare)
        self.resize(720, 420)

    def _propose(self, session: CollectSession) -> None:
        """Name the parent's own reports that lie in the folder."""
        for one in _parents_own(self._view):
            path = session.task.of_file(one.path)
            year = one.head.year if one.head is not None else None
            if year == self._view.year - 1 and self.last.path is None:
                self.last.put(path)
            elif year == self._view.year and path.suffix == ".govreport" and self.into.path is None:
                self.into.put(path)

    # ------------------------------------------------------------ what changes
    def _compare(self) -> None:
        self.there.setChecked(True)
        self._follow()

    def _follow(self) -> None:
        new, path = self.new.isChecked(), self.into.path
        found: list[Differing] = []
        words, ready = "", new
        if new and (last := self.last.path) is not None and not last.is_file():
            words, ready = f"没有“{shown(str(last))}”这个文件。", False
        elif not new and path is not None:
            words, ready, found = self._differing(path)
        self.model.put(found)
        self.words.setText(words)
        self.list.setVisible(bool(found))
        assert self.accept_button is not None
        self.accept_button.setText("做本级报告(&O)…" if new else "更新并打开(&O)")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(ready)

    def _differing(self, path: Path) -> tuple[str, bool, list[Differing]]:
        """What is said of the report there is, whether it can be brought up, where it differs."""
        if not path.is_file():
            return f"没有“{shown(str(path))}”这个文件。", False, []
        try:
            found = list(compare(self._view, path))
        except GovReportError as error:
            return shown(str(error)), False, []
        if not found:
            same = path.suffix.lower() == REPORT_SUFFIX
            return "每一格都与现在各单位相加的数相同。", same, []
        count = f"{len(found)} 格与现在各单位相加的数不同"
        if path.suffix.lower() != REPORT_SUFFIX:
            return f"{count}。这种文件只能比较；要更新，请先导入成 .govreport。", False, found
        return f"{count}，更新以后改过来，每格的修改记录里查得到。", True, found


def _parents_own(view: Overview) -> Iterator[Filed]:
    for one in view.files:
        own = one.head is not None and one.head.office == view.parent
        if one.role is Role.PARENTS_OWN or (one.role is Role.LAST_YEAR and own):
            yield one
