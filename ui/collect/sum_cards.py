"""What is known of the chosen figure: its contributors, last year, and why it may still change."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.reading import leaves, typed_cells
from govreport_desktop.collect.sums import CellSum, Contribution
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import format_value
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, size
from govreport_desktop.shown import shown
from ui.collect.cards import Card, button
from ui.collect.compare import cell_words
from ui.collect.contributors import Column, PartsDelegate, PartsModel, texts_of
from ui.collect.list_model import ROW
from ui.collect.session import CollectSession
from ui.collect.table import PADDING, RowsTable
from ui.plain import on_button

ROWS_SHOWN = 9  # contributors in view; the list scrolls beyond
OFFICES_SHOWN = 6
NAME_EMS = 9  # characters of an office's name at the most


class SumCard(Card):
    """One figure taken apart."""

    opened = Signal(str)  # the id of an office whose report is wanted at the cell
    adjust_wanted = Signal()

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.sum: CellSum | None = None
        self.model = PartsModel()
        self.list = RowsTable(self.model, "这个数由哪些单位加成")
        self.model.setParent(self.list)
        self.list.setItemDelegate(PartsDelegate(self.list))
        self.list.horizontalHeader().hide()
        em = self.list.fontMetrics().horizontalAdvance("宽")
        self.list.setColumnWidth(Column.AMOUNT, round(em * 3.4))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.horizontalHeader().setMinimumSectionSize(em)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The offices and their numbers whole, before where they stand.
        self.list.drop_if_narrow(20, (Column.SOURCE,))
        self.list.opened.connect(self._on_opened)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.title, self.of = self.line(bold=True), self.line(hint=True)
        self.put(self.list)
        self.rest = self.line(hint=True)
        self.open = button("", self.open_current, primary=True)
        self.adjust = button("加调整(&A)…", self.adjust_wanted.emit)
        self.remove = button("撤去这条调整(&R)", self._remove)
        self.offer(self.open, self.adjust, self.remove)

    def show_sum(self, one: CellSum) -> None:
        """Take another figure apart."""
        self.sum = one
        spec = self._session.view.sums.form.cell(one.address)
        self.title.setText(f"{cell_words(spec)}　{format_value(one.value, blank='空白')}")
        self.of.setText(sum_words(one))
        self.model.show_sum(one)
        self._fit_names()
        self.list.setVisible(bool(self.model.rows))
        self.list.as_high_as_rows(ROWS_SHOWN)
        self.list.choose(0)
        self.rest.setText(_rest_words(one))
        self.rest.setVisible(bool(self.rest.text()))
        typed = spec.formula is None
        self.adjust.setVisible(typed and not self._session.read_only)
        self._on_current(self.list.currentIndex())

    def _fit_names(self) -> None:
        """Names are read whole; where a number stands has what they leave, and its tip."""
        metrics = self.list.fontMetrics()
        texts = (texts_of(part)[0] for part in self.model.rows)
        wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        most = metrics.horizontalAdvance("宽") * NAME_EMS
        self.list.setColumnWidth(Column.OFFICE, min(wide, most) + 2 * PADDING)

    def open_current(self) -> None:
        """Open the report of the chosen contributor."""
        self._on_opened(self.list.currentIndex())

    def _on_current(self, current: QModelIndex) -> None:
        part = current.data(ROW)
        self.open.setVisible(isinstance(part, Contribution))
        removable = isinstance(part, tuple) and not self._session.read_only
        self.remove.setVisible(removable)
        if isinstance(part, Contribution):
            self.open.setText(on_button(f"打开{part.office.called} Enter"))

    def _on_opened(self, index: QModelIndex) -> None:
        part = index.data(ROW)
        if isinstance(part, Contribution):
            self.opened.emit(part.office.id)

    def _remove(self) -> None:
        part = self.list.currentIndex().data(ROW)
        if isinstance(part, tuple):
            draft = deciding.take_back(Subject.ADJUST, part[0].id)
            self._session.decide([draft], "撤去调整")


class ChangeCard(Card):
    """The figure against last year's, and which offices made the change."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_cell(self, address: CellAddress) -> None:
        """Say it of one cell; gone where nothing is known of last year."""
        self.clear()
        found = self._session.view.change(address)
        self.setVisible(bool(self._session.view.last))
        self.head("与上年")
        before, now = found.before, found.now
        if before is None:
            self.hint("各单位上年都没有这一格的数。")
            return
        rest = f"（没有上年数的单位 {format_value(found.of_unknown)}）" if found.of_unknown else ""
        now_words = f"今年 {format_value(now, blank='空白')}{rest}"
        words = difference_words(found.by)
        self.say(f"上年 {format_value(before)}，{now_words}，{words}")
        parts = [
            f"{office.called} {_signed((mine or 0) - (then or 0))}"
            for office, then, mine in found.parts[:OFFICES_SHOWN]
        ]
        more = len(found.parts) - len(parts)
        parts += [f"另有 {more} 个单位"] if more > 0 else []
        amounts = [by for _, by in self._session.view.sums.cell(address).adjustments]
        if amounts and (adjusted := sum(amounts[1:], amounts[0])):
            parts.append(f"调整 {_signed(adjusted)}")
        if parts:
            self.hint("，".join(parts))
        if found.unknown:
            names = "、".join(office.called for office in found.unknown[:OFFICES_SHOWN])
            self.hint(f"没有上年数的 {len(found.unknown)} 个单位：{names}")


class BreaksCard(Card):
    """Where the figure does not go on from last year's, office by office (R6, R7)."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show_cell(self, address: CellAddress) -> None:
        """Say it of one cell; gone where every office goes on from its own last year."""
        self.clear()
        view = self._session.view
        typed = typed_cells(view.sums.form.id)
        parts = {address, *(typed[index] for index in leaves(view.sums.form.id)[address])}
        found = [one for one in view.breaks if one.address in parts]
        self.setVisible(bool(found))
        if not found:
            return
        differences = [one.difference for one in found]
        total = sum(differences[1:], differences[0])
        words = f"共{difference_words(total)}" if total else "增减相抵"
        self.head(
            "与上年接不上",
            f"{len({one.office.id for one in found})} 个单位的数与按上年应有的不同，{words}。",
        )
        found.sort(key=lambda one: size(one.difference), reverse=True)
        for one in found[:OFFICES_SHOWN]:
            said = f"（单位说明：{one.explanation}）" if one.explanation else ""
            stands, due = format_value(one.stands), format_value(one.expected)
            difference = difference_words(one.difference)
            office = shown(one.office.called)
            self.say(f"{office}：现填 {stands}，应为 {due}，{difference}{shown(said)}")
        if len(found) > OFFICES_SHOWN:
            self.hint(f"另有 {len(found) - OFFICES_SHOWN} 个单位。")


class ProvisionalCard(Card):
    """Why the sums may still change, and who is in them with errors."""

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def follow(self) -> None:
        """Say it of the sums as they are."""
        self.clear()
        sums, unknown = self._session.view.sums, self._session.unknown
        self.setVisible(bool(unknown or sums.provisional or sums.in_error))
        if unknown:
            self.head("暂计")
            self.say(f"收件文件夹{unknown}，读完以后才知道还有什么没有定。")
            return
        self.head("暂计" if sums.provisional else "已定")
        for words in sums.provisional:
            self.say(shown(words))
        if sums.in_error:
            names = "、".join(office.called for office in sums.in_error[:OFFICES_SHOWN])
            self.say(f"计入而有错误或已退回的 {len(sums.in_error)} 个单位：{names}")


def sum_words(one: CellSum) -> str:
    """45 家中 38 家相加 35，调整 +1."""
    words = f"应报 {one.due} 家中的 {one.counted} 家"
    open_ = "，暂计" if one.provisional else ""
    if not one.adjustments:
        return f"{words}相加{open_}"
    amounts = [amount for _, amount in one.adjustments]
    adjusted = sum(amounts[1:], amounts[0])
    offices = (one.value or 0) - adjusted
    return f"{words}相加 {format_value(offices)}，调整 {_signed(adjusted)}{open_}"


def _rest_words(one: CellSum) -> str:
    zeros = sum(not each.amount for each in one.contributions)
    said = [f"{zeros} 家填 0"] if zeros else []
    if one.blank:
        names = "、".join(office.called for office in one.blank[:OFFICES_SHOWN])
        said.append(f"{len(one.blank)} 家没有填：{names}")
    if one.unread:
        names = "、".join(each.office.called for each in one.unread[:OFFICES_SHOWN])
        said.append(f"{len(one.unread)} 家写的读不出数，没有计入：{names}")
    return "，".join(said)


def _signed(number: Number) -> str:
    sign = "−" if number < 0 else "+"
    return f"{sign}{format_value(size(number))}"
