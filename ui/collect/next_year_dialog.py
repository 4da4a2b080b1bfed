"""下一年: the task of the year after, with all that this one knows of the offices."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.collect import SUFFIX
from govreport_desktop.collect.decision import Subject
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.collecting import begin_next
from govreport_desktop.jobs.next_year import Lesson, lessons
from govreport_desktop.paths import file_stem
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.list_model import ListModel
from ui.collect.path_field import PathField, PlaceField
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.dialog import Dialog
from ui.forms import form_layout
from ui.plain import Label
from ui.settings import Settings


class LessonsModel(ListModel[Lesson]):
    """One row an office that was sent back or came late."""

    right = frozenset({1, 2})

    def __init__(self) -> None:
        super().__init__(("单位", "退回", "逾期", "退回时指出的"))

    def key(self, row: Lesson) -> str:
        """The id on the roster."""
        return row.office.id

    def texts(self, row: Lesson) -> tuple[str, ...]:
        """0 is left out."""
        past = row.past
        back = f"{past.returns} 次" if past.returns else ""
        late = f"{past.late} 天" if past.late else ""
        return row.office.called, back, late, "；".join(past.points)

    def hint(self, row: Lesson, _: int) -> str:
        """Every point on a line of its own."""
        return "\n".join(row.past.points) or row.words


class NextYearDialog(Dialog):
    """Asks for the folder only; everything else goes along by itself, and is named."""

    made = Signal(object)  # Path of the new task

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        self._year = session.view.year + 1
        title = f"{self._year} 年度的任务"
        super().__init__(title, parent, accept="新建并打开(&O)", close="取消(&C)")
        self._session = session
        self._proposed: Path | None = None  # until the clerk says otherwise
        self.folder = PathField("明年的收件文件夹", settings)
        self.path = PlaceField("任务文件", settings, messages.TASK_FILES)
        self.model = LessonsModel()
        self.model.put(list(lessons(session.task)))
        self.list = RowsTable(self.model, "各单位今年的问题")
        self.problem = Label()
        self._build()
        self.folder.put(session.task.folder.resolve().parent / f"{self._year}收件")

    def accept(self) -> None:
        """Make the task; the offices' files of this year are left where they lie."""
        folder, path = self.folder.path, self.path.path
        if folder is None or path is None:
            return
        try:
            made, _ = begin_next(self._session.task, folder, path)
        except GovReportError as error:
            self.problem.setText(shown(str(error)))
            return
        super().accept()
        self.made.emit(made)

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        about = Label(shown(_carried(self._session)))
        about.setWordWrap(True)
        self.body.addWidget(about)
        form = form_layout()
        self.folder.add_to(form, "收件文件夹(&F)", "放明年各单位的报告，没有就新建一个。")
        self.path.add_to(form, "任务文件(&P)")
        self.body.addLayout(form)
        rows = self.model.rowCount()
        words = f"{rows} 个单位今年有退回或逾期，明年列在各单位旁边：" if rows else ""
        caption = Label(words or "今年没有单位被退回或逾期。")
        caption.setBuddy(self.list)
        self.body.addWidget(caption)
        self.list.setItemDelegate(RowsDelegate(self.list))
        self.list.widen({0: 9, 1: 3, 2: 4}, 3)
        self.list.setVisible(bool(rows))
        self.body.addWidget(self.list, 1)
        self.problem.setWordWrap(True)
        self.body.addWidget(self.problem)
        self.folder.changed.connect(self._name_path)
        self.path.changed.connect(self._follow)
        self.resize(760, 520 if rows else 280)

    def _name_path(self) -> None:
        """Beside the folder, called by office and year, until the clerk says otherwise."""
        folder = self.folder.path
        if folder is not None and self.path.path in (None, self._proposed):
            name = file_stem(f"{self._session.view.parent}{self._year}年度汇总")
            self._proposed = folder.absolute().parent / f"{name}{SUFFIX}"
            self.path.put(self._proposed)
        self._follow()

    def _follow(self) -> None:
        assert self.accept_button is not None
        path = self.path.path
        there = path is not None and path.exists()
        self.problem.setText(
            f"“{shown(path.name)}”已经有了，请换一个文件名。" if there and path else ""
        )
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(not there and None not in (path, self.folder.path))


def _carried(session: CollectSession) -> str:
    """What goes along, counted."""
    task, view = session.task, session.view
    merged = sum(bool(row.office.merged_into) for row in view.rows)
    counted = sum(row.counted is not None for row in view.rows)
    said = [f"名单 {len(view.rows)} 个单位（连同其他名称、应报不报）"]
    said += [f"并入 {merged} 个"] if merged else []
    said += [f"认过的称呼 {len(task.state.of(Subject.NAME))} 个"]
    said += [f"{counted} 个单位今年的数（明年的上年数）"]
    return f"从今年的任务带去：{'、'.join(said)}。今年的任务和文件不动。"
