"""What has to be decided about the files of an office: which of them, whose, whether at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from govreport_desktop.collect import deciding
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.errors import GovReportError
from govreport_desktop.shown import shown
from ui.collect.cards import Card, button
from ui.collect.compare import CompareDialog, Rivals, RivalsTable
from ui.collect.session import CollectSession
from ui.collect.words import numbered, office_name, short_name
from ui.forms import may_shrink

CELLS_SHOWN = 8  # differing cells on the card; the dialog has them all
NOBODY = ""  # the id that stands for an office off the roster


class WhoseBox(QComboBox):
    """The offices a file may be of: the likely ones first, and none of them at the end."""

    def __init__(self, session: CollectSession, one: Filed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = session.view
        self.setAccessibleName("这份是哪个单位的")
        may_shrink(self)
        for office in one.candidates:
            self.addItem(shown(office_name(view, office)), office)
        if one.candidates:
            self.insertSeparator(self.count())
        for row in view.rows:
            if row.office.id not in one.candidates:
                self.addItem(shown(row.office.called), row.office.id)
        self.insertSeparator(self.count())
        self.addItem("都不是，不在名单里", NOBODY)
        if one.office and (at := self.findData(one.office)) >= 0:
            self.setCurrentIndex(at)

    @property
    def office(self) -> str:
        """The id of the office that was chosen, NOBODY for none."""
        return str(self.currentData() or NOBODY)


class QuestionCard(Card):
    """The question in hand; gone where there is none."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rivals: Rivals | None = None

    def show_row(self, row: OfficeRow) -> None:
        """Ask what is open about the files of an office."""
        self.clear()
        self.rivals = None
        pending = [one for one in row.files if one.role is Role.PENDING]
        mine = [one for one in pending if one.office == row.office.id]
        # What came after a choice stands against what was chosen.
        if row.counted is not None and row.counted not in mine and mine:
            mine = [row.counted, *mine]
        reports = [one for one in mine if one.head is not None and one.head.is_report]
        self.setVisible(bool(pending))
        if len(reports) > 1:
            self._ask_which(row, reports)
        elif pending:
            self.show_file(pending[0], row.office.name)

    def show_file(self, one: Filed, office: str = "") -> None:
        """Ask about one file."""
        self.clear()
        self.setVisible(True)
        self.head(shown(office or short_name(one.path)), shown(one.path))
        self.say(shown(one.why))
        if one.head is None:
            self.hint("再读一次文件夹（F5）。")
            return
        if not one.office:
            self._ask_whose(one)
        elif not self._session.read_only:
            path = one.path
            self.offer(
                button("计入(&I)", partial(self._choose, path), primary=True),
                button("不计入，算旧稿(&J)", partial(self._set_role, path, Role.OLDER)),
                button("是上年的(&L)", partial(self._set_role, path, Role.LAST_YEAR)),
            )

    def _ask_which(self, row: OfficeRow, files: Sequence[Filed]) -> None:
        """Which of several counts."""
        self.rivals = rivals = Rivals(self._session, files)
        count = "两份" if len(files) == 2 else f"{len(files)} 份"
        self.head(row.office.name, f"同一单位有{count}，哪一份算数？")
        table = RivalsTable(rivals, CELLS_SHOWN)
        table.whole()
        self.put(table)
        more = len(rivals.cells) - CELLS_SHOWN
        self.hint(f"还有 {more} 格不同。{rivals.rest_words}" if more > 0 else rivals.rest_words)
        compare = button("打开对照(&D)…", self.compare)
        if self._session.read_only:
            self.offer(compare)
        elif len(files) == 2:
            newer, older = rivals.files
            self.offer(
                button("用较新的(&N)", partial(self._choose, newer.path), primary=True),
                button("用较早的(&S)", partial(self._choose, older.path)),
                compare,
            )
        else:
            choices = [
                button(numbered(number, one.path), partial(self._choose, one.path))
                for number, one in enumerate(rivals.files, 1)
            ]
            self.offer(*choices, compare)

    def _ask_whose(self, one: Filed) -> None:
        """Whose file it is."""
        self.hint("答一次就记住，明年也不再问。" if one.words else "")
        box = WhoseBox(self._session, one)
        box.setEnabled(not self._session.read_only)
        self.put(box)
        if not self._session.read_only:
            self.offer(button("就是它(&Y)", partial(self._name, one.path, box), primary=True))

    def compare(self) -> None:
        """Show everything that differs."""
        if self.rivals is not None and self.rivals.files:
            office = office_name(self._session.view, self.rivals.files[0].office)
            dialog = CompareDialog(self.rivals, office, self.window())
            if not self._session.read_only:
                dialog.chosen.connect(self._choose)
            dialog.open()

    # ------------------------------------------------------------ deciding
    def _choose(self, path: str, *_: object) -> None:
        try:
            draft = deciding.choose(self._session.view, path)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"选用 {short_name(path)}")

    def _set_role(self, path: str, role: Role, *_: object) -> None:
        try:
            draft = deciding.set_role(self._session.view, path, role)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"{short_name(path)} 定为{role}")

    def _name(self, path: str, box: WhoseBox, *_: object) -> None:
        try:
            draft = deciding.name_means(self._session.view, path, box.office)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._session.decide([draft], f"认定 {short_name(path)} 的单位")
