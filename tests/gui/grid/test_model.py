"""The grid model without a view: what it shows, says, accepts and announces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from govreport_desktop.form import Balance, load_form
from govreport_desktop.report import Unread
from tests.gui.conftest import cell, fill
from ui.grid.balance import BalanceModel
from ui.grid.model import GridModel, GridRole
from ui.problems.model import ProblemsModel
from ui.report.parts import PartsModel
from ui.session import Session

Role = Qt.ItemDataRole


def r1(session: Session) -> Balance:
    return next(r for r in session.report.form.relations if isinstance(r, Balance))


@pytest.fixture
def model(session: Session) -> GridModel:
    return GridModel(session, session.report.form.tables["requests"])


@pytest.mark.parametrize("table", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("force", [False, True])
def test_models_keep_qts_contract(
    session: Session, qtmodeltester: ModelTester, table: str, force: bool
) -> None:
    model = GridModel(session, session.report.form.tables[table])
    qtmodeltester.check(model, force_py=force)  # type: ignore[no-untyped-call]
    session.put([(cell("received"), 4)], "x")


@pytest.mark.parametrize("make", [PartsModel, ProblemsModel, lambda s: BalanceModel(s, r1(s))])
@pytest.mark.parametrize("force", [False, True])
def test_the_other_models_too(
    session: Session,
    qtmodeltester: ModelTester,
    make: Callable[[Session], QAbstractItemModel],
    force: bool,
) -> None:
    qtmodeltester.check(make(session), force_py=force)  # type: ignore[no-untyped-call]
    session.put([(cell("received"), 4)], "x")
    session.put([(cell("received"), None)], "x")


def test_every_printed_cell_is_there(model: GridModel) -> None:
    form = load_form("2021")
    assert (model.rowCount(), model.columnCount()) == (28, 10)
    for printed in form.tables["requests"].grid:
        shown = model.index(printed.row, printed.column).data(Role.DisplayRole)
        assert shown == printed.text


def test_computed_cells_say_how_and_refuse(model: GridModel) -> None:
    index = model.index_of(cell("total"))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert "（一）至（六）各项之和" in index.data(Role.ToolTipRole)
    assert "由程序计算" in index.data(Role.AccessibleTextRole)
    assert not model.setData(index, "5")


def test_what_counts_stands_at_the_cell_and_at_its_label(session: Session) -> None:
    model = GridModel(session, session.report.form.tables["proactive"])
    index = model.index_of(cell("licences", "decisions", "proactive"))
    words = shown_text(index.data(Role.ToolTipRole))
    assert "行政许可" in words.splitlines()[0]
    assert "依法没有公开的都算" in words
    assert "常见错误" not in words, "short where the mouse only passes"
    label = shown_text(index.siblingAtColumn(0).data(Role.ToolTipRole))
    assert label.splitlines()[0] == "行政许可"
    assert "计入：" in label
    assert "常见错误：" in label
    assert "依据：条例第二十条第（五）项" in label


def shown_text(tip: str) -> str:
    """A tooltip as it is read."""
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText().replace("\u2028", "\n")


def test_exactly_what_changed_is_announced(model: GridModel, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []

    def note(top: QModelIndex, bottom: QModelIndex, roles: list[int]) -> None:
        assert top == bottom
        if Role.DisplayRole in roles:
            told.append((top.row(), top.column()))

    model.dataChanged.connect(note)
    model.setData(model.index_of(cell("granted", "business")), "3")
    rows, columns = ("granted", "total"), ("business", "total")
    changed = [(row, column) for row in rows for column in columns]
    spots = {model.index_of(cell(*c)) for c in changed}
    assert sorted(told) == sorted((i.row(), i.column()) for i in spots)


def test_both_sides_of_a_broken_balance_are_marked(session: Session, model: GridModel) -> None:
    fill(session)
    model.setData(model.index_of(cell("received")), "4")
    for row in ("received", "carried_over", "total", "carried_forward"):
        assert model.index_of(cell(row)).data(GridRole.MARK) is Severity.ERROR
    assert model.index_of(cell("granted")).data(GridRole.MARK) is None
    model.setData(model.index_of(cell("granted")), "4")
    assert model.index_of(cell("received")).data(GridRole.MARK) is None


def test_the_balance_says_the_difference_in_words(session: Session) -> None:
    model = BalanceModel(session, r1(session))
    session.put([(cell("received"), 4), (cell("granted"), 1)], "x")
    assert [model.index(row, 0).data() for row in range(3)] == ["4", "1", "还没填完"]
    session.put([(cell("received", "business"), 0)], "x")
    assert model.index(2, 1).data() == "还没填完", "nor does one that is hardly begun"
    assert model.index(2, 2).data() is None, "a blank column agrees with nothing yet"
    fill(session)
    session.put([(cell("received"), 4), (cell("granted"), 1)], "x")
    assert [model.index(row, 0).data() for row in range(3)] == ["4", "1", "✕ 多 3"]
    assert model.index(2, 1).data() == "✓ 相符"
    assert "自然人：一＋二＝4" in model.index(2, 0).data(Role.AccessibleTextRole)


def test_a_column_with_text_that_is_no_number_agrees_with_nothing(session: Session) -> None:
    model = BalanceModel(session, r1(session))
    fill(session)
    zeros = [(cell(row, "business"), 0) for row in ("received", "granted", "carried_forward")]
    session.put([*zeros, (cell("received"), Unread("abc", "不是数"))], "x")
    assert model.index(2, 0).data() == "✕ 有误"
    assert "改正后才能核对" in model.index(2, 0).data(Role.AccessibleTextRole)
    assert model.index(2, 1).data() == "✓ 相符"
    session.put([(cell("received"), 0)], "x")
    session.put([(cell("denied.internal", "business"), Unread("x2", "不是数"))], "x")
    assert model.index(2, 1).data() == "✕ 有误", "a sum behind it leaves the cell out"
    assert model.index(2, 6).data() == "✕ 有误", "and so does the total"


def test_a_read_only_session_edits_nothing(session: Session, model: GridModel) -> None:
    session.document.read_only = True
    index = model.index_of(cell("received"))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "5")
