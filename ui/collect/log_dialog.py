"""经过: every decision of the task, by whom and why; each can be taken back at any time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton, QWidget

from govreport_desktop.collect.decision import Decision, Draft, Subject
from govreport_desktop.collect.said import Said
from govreport_desktop.shown import shown
from ui.collect.list_model import ROW, ListModel
from ui.collect.session import KEPT, CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.dialog import Dialog
from ui.plain import Label

_OFF = "已撤销"


class LogModel(ListModel[Decision]):
    """One row a decision, the latest first."""

    def __init__(self, session: CollectSession) -> None:
        super().__init__(("编号", "时间", "谁", "决定", "理由", "状态"))
        self._session = session
        self.follow()

    def follow(self) -> None:
        """Show what there is now."""
        task = self._session.task
        self._said_as = Said(task.decisions, task.receipts)
        self.put(list(reversed(task.decisions)), self.key)

    def said(self, row: Decision) -> str:
        """What was decided, in short."""
        return shown(self._said_as.of(row))

    def key(self, row: Decision) -> int:
        """Its number."""
        return row.number

    def texts(self, row: Decision) -> tuple[str, ...]:
        """As the log has it, offices by their names."""
        off = _OFF if row.number in self._session.task.state.undone else ""
        when = f"{row.time:%m-%d %H:%M}"
        return str(row.number), when, row.who, self.said(row), row.why, off

    def hint(self, row: Decision, column: int) -> str:
        """The day with its year; else what stands there."""
        return f"{row.time:%Y-%m-%d %H:%M:%S}" if column == 1 else self.texts(row)[column]


class LogDialog(Dialog):
    """The log, and the button that takes a decision back or has it hold again."""

    def __init__(self, session: CollectSession, parent: QWidget | None) -> None:
        super().__init__("经过：全部决定", parent)
        self._session = session
        self.model = LogModel(session)
        self.list = RowsTable(self.model, "全部决定")
        self.list.setItemDelegate(RowsDelegate(self.list))
        self.list.widen({0: 3, 1: 6, 2: 4, 3: 22, 5: 4}, 4)
        about = Label("最近的在上面。撤销也是一条决定，原来的仍记在这里。")
        about.setObjectName("hint")
        self.turn = QPushButton("撤销这条(&U)")
        self.turn.clicked.connect(self.turn_back)
        self.buttons.addButton(self.turn, self.buttons.ButtonRole.ActionRole)
        self.body.addWidget(about)
        self.body.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        session.changed.connect(self._follow)
        self.resize(960, 520)
        self._follow()
        self.list.choose(0)

    @property
    def current(self) -> Decision | None:
        """The chosen decision."""
        found = self.list.currentIndex().data(ROW)
        return found if isinstance(found, Decision) else None

    def turn_back(self) -> None:
        """Take the chosen decision back, or what took it back."""
        one = self.current
        if one is not None and _may_turn(one):
            number = self._undone_by(one) or one.number
            draft = Draft(Subject.UNDO, str(number), {}, "从经过里撤销")
            self._session.decide([draft], self.model.said(one))

    def _undone_by(self, one: Decision) -> int | None:
        """The decision that took ``one`` back; None where it holds."""
        state = self._session.task.state
        if one.number not in state.undone:
            return None
        return next(
            d.number
            for d in reversed(self._session.task.decisions)
            if d.kind == Subject.UNDO
            and d.subject == str(one.number)
            and d.number not in state.undone
        )

    def _follow(self) -> None:
        chosen = self.current
        self.model.follow()
        if chosen is not None:
            self.list.choose(max(self.model.row_of(chosen.number), 0))
        self._offer()

    def _on_current(self, _: QModelIndex) -> None:
        self._offer()

    def _offer(self) -> None:
        one = self.current
        undone = one is not None and one.number in self._session.task.state.undone
        self.turn.setText("重新生效(&U)" if undone else "撤销这条(&U)")
        self.turn.setEnabled(one is not None and _may_turn(one) and not self._session.read_only)


def _may_turn(one: Decision) -> bool:
    return one.kind not in KEPT
