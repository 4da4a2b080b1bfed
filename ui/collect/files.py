"""The fourth view of a task: every file, its role and why; roles add up to the files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from govreport_desktop.collect import deciding
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.errors import GovReportError
from govreport_desktop.shown import shown
from ui.collect.cards import Card, Side, button, side_by_side
from ui.collect.counters import Counters
from ui.collect.files_model import Column, FilesModel
from ui.collect.list_model import ROW
from ui.collect.question_card import WhoseBox
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.collect.words import FEW_OFFICES, role_ink, short_name
from ui.look import colors
from ui.look.tokens import Space
from ui.models import Index
from ui.outside import show_outside

_ROLES = tuple(Role)
_ALWAYS = 2  # counters that are shown at 0, too: 文件 and 计入


class FilesPage(QWidget):
    """Counters that filter, the list, what can be said of the chosen file."""

    opened = Signal(str)  # path of a file whose report is wanted

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = ""
        self._card_of: Filed | None = None  # whose card is shown
        self.model = FilesModel(session.view)
        self.counters = Counters(["文件", *map(str, _ROLES)], "各归类的文件数")
        self.list = RowsTable(self.model, "收到的文件")
        self.list.setItemDelegate(_FileDelegate(self.list))
        self.card = FileCard(session)
        self.side = Side("所选文件")
        self.side.add(self.card)
        self._lay_out()
        session.changed.connect(self.follow)
        self.counters.chosen.connect(self._on_counter)
        self.list.opened.connect(self._on_opened)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._keep_current)
        self.card.opened.connect(self.opened)
        self.follow()

    def _lay_out(self) -> None:
        ems = {Column.PATH: 18.0, Column.ROLE: 5.4, Column.OFFICE: 10.0, Column.YEAR: 2.4}
        self.list.widen({int(column): wide for column, wide in ems.items()}, Column.WHY)
        narrower = {int(Column.PATH): 10.0, int(Column.OFFICE): 6.0}
        self.list.drop_if_narrow(48, (Column.YEAR,), narrower)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        page.setSpacing(Space.STEP)
        page.addWidget(self.counters)
        page.addWidget(side_by_side(self.list, self.side), 1)
        self.setFocusProxy(self.list)

    def follow(self) -> None:
        """Go by the overview there is now."""
        view = self._session.view
        counts = [len(view.files), *(view.roles[role] for role in _ROLES)]
        self.counters.show_counts(counts, always=_ALWAYS)
        self.model.show_view(view)

    def search(self, words: str) -> None:
        """Show what is found by ``words``."""
        self.model.search(words)

    def filter_by(self, role: Role | None) -> None:
        """Show the files of one role."""
        self.counters.choose(0 if role is None else 1 + _ROLES.index(role))

    def go_to(self, path: str) -> None:
        """Choose a file."""
        if (at := self.model.row_of(path)) >= 0:
            self.list.choose(at)

    def _on_counter(self, number: int) -> None:
        self.model.show_role(_ROLES[number - 1] if number else None)

    def _on_opened(self, index: QModelIndex) -> None:
        one = index.data(ROW)
        if isinstance(one, Filed):
            self.opened.emit(one.path)

    def _on_current(self, current: QModelIndex) -> None:
        one = current.data(ROW)
        if isinstance(one, Filed):
            self._path = one.path
            self._show(one)

    def _keep_current(self) -> None:
        self._card_of = None
        at = self.model.row_of(self._path)
        self.list.choose(max(at, 0))
        one = self.list.currentIndex().data(ROW)
        self.side.setVisible(isinstance(one, Filed))
        if isinstance(one, Filed):
            self._show(one)

    def _show(self, one: Filed) -> None:
        """The card of a file, once; it lists every office: of many only where somebody looks."""
        looked_at = self.isVisible() or len(self._session.view.rows) <= FEW_OFFICES
        if looked_at and self._card_of is not one:
            self._card_of = one
            self.card.show_file(one)

    def showEvent(self, event: QShowEvent) -> None:
        """The card, as far as nobody has looked at it so far."""
        super().showEvent(event)
        one = self.list.currentIndex().data(ROW)
        if isinstance(one, Filed):
            self._show(one)


class FileCard(Card):
    """What a file is, and what else it may be said to be."""

    opened = Signal(str)

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_file(self, one: Filed) -> None:
        """Say what a file is taken for, and offer to change it."""
        self.clear()
        name, path = short_name(one.path), shown(one.path)
        self.head(name, path if path != name else "")
        counted = "，数已加入" if one.counts else ""
        self.say(f"{one.role}{counted}：{shown(one.why)}")
        how = one.how and f"认单位的依据：{one.how}"
        for words in (how, one.ask, one.same_as and f"与“{one.same_as}”是同一份"):
            if words:
                self.hint(shown(words))
        if one.head is not None and one.head.open_points:
            self.hint(f"没有读准的 {len(one.head.open_points)} 处：")
            for point in one.head.open_points[:4]:
                self.hint(f"· {shown(point)}")
        self._offer(one)

    def _offer(self, one: Filed) -> None:
        readable = one.head is not None and one.head.is_report
        buttons = [button("打开原文件(&O)", partial(self._open_original, one.path))]
        if readable:
            buttons.insert(0, button("看读出来的 Enter", partial(self.opened.emit, one.path)))
        if readable and one.head and one.head.open_points and not self._session.read_only:
            buttons.append(button("已核对原件(&K)", partial(self._check, one)))
        self.offer(*buttons)
        if self._session.read_only or one.head is None:
            return
        if readable:
            self.hint("是哪个单位的：")
            whose = WhoseBox(self._session, one)
            self.put(whose)
            self.offer(button("改为这个单位(&W)", partial(self._name, one, whose)))
        self.hint("归为：")
        roles = QComboBox()
        roles.setAccessibleName("归为")
        for role in _ROLES:
            if role not in (Role.PENDING, one.role) and (readable or role is not Role.COUNTS):
                roles.addItem(str(role), role)
        self.put(roles)
        self.offer(button("改归类(&L)", partial(self._set_role, one.path, roles)))
        if one.decided:
            self.offer(button("撤回这个决定(&U)", partial(self._take_back, one.path)))

    def _open_original(self, path: str, *_: object) -> None:
        file = self._session.task.of_file(path)
        show_outside(file)

    def _check(self, one: Filed, *_: object) -> None:
        self._session.decide([deciding.checked(one)], "已核对原件")

    def _name(self, one: Filed, whose: WhoseBox, *_: object) -> None:
        office = whose.office
        view = self._session.view
        try:
            draft = (
                deciding.choose(view, one.path, office)
                if office and one.office
                else deciding.name_means(view, one.path, office)
            )
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"认定 {short_name(one.path)} 的单位")

    def _set_role(self, path: str, roles: QComboBox, *_: object) -> None:
        try:
            draft = deciding.set_role(self._session.view, path, Role(roles.currentText()))
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"{short_name(path)} 归为{roles.currentText()}")

    def _take_back(self, path: str, *_: object) -> None:
        from govreport_desktop.collect.decision import Subject

        draft = deciding.take_back(Subject.FILE, path)
        self._session.decide([draft], f"撤回对 {short_name(path)} 的决定")


class _FileDelegate(RowsDelegate):
    """Roles on their ground, reasons standing back."""

    def ink(self, palette: QPalette, index: Index) -> QColor:
        """By column."""
        one: Filed = index.data(ROW)
        if index.column() == Column.ROLE:
            return role_ink(palette, one.role)
        if index.column() == Column.WHY:
            return colors.muted(palette)
        return palette.text().color()

    def is_state(self, index: Index) -> bool:
        """The column of roles."""
        return bool(index.column() == Column.ROLE)

    def cut(self, index: Index) -> Qt.TextElideMode:
        """A path is told by its end."""
        if index.column() == Column.PATH:
            return Qt.TextElideMode.ElideMiddle
        return Qt.TextElideMode.ElideRight
