"""What is said: of whom, in the words of the house, without a number or id that says nothing."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress, Unread
from govreport_desktop.report.shape import to_shape
from tests.gui.conftest import cell, fill
from ui.problems.model import PROBLEM
from ui.window.main_window import MainWindow

_ID = re.compile(r"\{[a-z_./]+\}|[a-z]+_[a-z_]+|[a-z]+/[a-z_]+")
_BARE = re.compile(r"(?:^|[，。])[多少] ?\d")


@pytest.fixture
def troubled(window: MainWindow) -> MainWindow:
    """A report in which most kinds of things are wrong."""
    session = window.session
    assert session is not None
    fill(session)
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward"), 3)]))
    text = (
        "全年收到政府信息公开申请 8 件，制作{proactive/rules/made}件，"
        "引用{requests/granted/business}件。2022年，一切如常。"
        "全年发布信息共计14711条（其中网站9159条、公众号4763条、微博84条、其他765条）。"
    )
    session.put(
        [
            (FieldAddress("last_year"), json.dumps(to_shape(last))),
            (cell("received"), 5),
            (cell("carried_over"), 1),
            (cell("partial"), Unread("约三")),
            (cell("received", "research"), 4),
            (TextAddress("overview"), text),
        ],
        "输入",
    )
    session.recheck()
    return window


def test_every_difference_says_of_what(troubled: MainWindow) -> None:
    assert troubled.session is not None
    assert {"R1", "R6", "R9", "R14", "R20", "R22"} <= {p.rule for p in troubled.session.problems}
    for problem in troubled.session.problems:
        assert not _BARE.search(problem.message), problem.message


def test_no_id_is_shown(troubled: MainWindow) -> None:
    view = troubled.problems.view
    assert view is not None
    for row in range(view.model().rowCount()):
        problem = view.model().index(row, 0).data(PROBLEM)
        view.selectRow(row)
        words = [problem.message, problem.cause, *(fix.label for fix in problem.fixes)]
        words += [label.text() for label in troubled.findChildren(QLabel)]
        words += [button.text() for button in troubled.findChildren(QToolButton)]
        words += [w.toolTip() for w in troubled.findChildren(QWidget)]
        words += [action.text() for action in troubled.findChildren(QAction)]
        assert not [w for w in words if _ID.search(w)]


def test_an_empty_table_agrees_with_nothing(window: MainWindow) -> None:
    assert window.view is not None
    words = [label.text() for label in window.view.page.findChildren(QLabel)]
    for strip in window.view.page.findChildren(QWidget):
        words.append(strip.accessibleName())
        model = getattr(strip, "model", lambda: None)()
        if model is not None and model.columnCount() and model.rowCount() == 3:
            places = (model.index(r, c) for r in range(3) for c in range(model.columnCount()))
            words += [str(place.data(Qt.ItemDataRole.DisplayRole)) for place in places]
    assert not [w for w in words if "相符" in w]


def test_undo_and_redo_are_called_the_same_everywhere(window: MainWindow) -> None:
    names = {action.text().partition("(")[0] for action in window.findChildren(QAction)}
    assert {"撤销", "重做"} <= names
    for context in ("QLineEdit", "QWidgetTextControl"):
        assert QCoreApplication.translate(context, "&Undo") == "撤销(&U)"
        assert QCoreApplication.translate(context, "&Redo") == "重做(&R)"
    assert QCoreApplication.translate("QMessageBox", "Show Details...") == "显示详情…"
