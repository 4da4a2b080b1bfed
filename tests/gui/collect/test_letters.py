"""Every button of a task is reached by a key it names, each key is one button's and no menu's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.collect.conftest import BUREAUS
from tests.gui.conftest import cell
from ui.actions import MENUS
from ui.collect.compare import CompareDialog
from ui.collect.reading import ReadingPage
from ui.collect.view import CollectView
from ui.window.main_window import MainWindow

_LETTER = re.compile(r"\(&(\w)\)")
_KEY = re.compile(r" (Enter|Esc|F\d|Alt\+Pg\w\w)$")
_MENUS = {letter for title, _ in MENUS for letter in _LETTER.findall(title)}


def faults(shown: QWidget) -> list[str]:
    """What is wrong with the keys of the buttons that are seen in it."""
    QApplication.processEvents()  # what was taken off a card goes, what was put on it shows
    buttons = [b.text() for b in shown.findChildren(QPushButton) if b.isVisible()]
    named = [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]
    letters = Counter(letter for text in buttons + named for letter in _LETTER.findall(text))
    # 浏览 stands beside a field that has a letter, one Tab away.
    keyless = [t for t in buttons if not _LETTER.search(t) and not _KEY.search(t) and t != "浏览…"]
    return [
        *(f"no key: {text}" for text in keyless),
        *(f"twice: {letter}" for letter, count in letters.items() if count > 1),
        *(f"a menu's: {letter}" for letter in letters if letter in _MENUS),
    ]


@pytest.fixture
def opened(window: MainWindow) -> Iterator[CollectView]:
    view = window.desk.view
    assert view is not None
    yield view


def test_every_button_of_every_view_has_a_key_of_its_own(opened: CollectView) -> None:
    found: list[tuple[str, list[str]]] = []
    for row in opened.session.view.rows:
        opened.offices.go_to(row.office.id)
        found.append((row.office.name, faults(opened)))
    for number in (1, 2, 3):
        opened.show_view(number)
        opened.sums.go_to(cell("received"))
        found.append((str(number), faults(opened)))
    for one in opened.session.view.files:
        opened.files.go_to(one.path)
        found.append((one.path, faults(opened)))
    opened.show_view(0)
    opened.open_office(next(row.office.id for row in opened.session.view.rows if row.counted))
    found.append(("report", faults(opened.reading)))
    assert [one for one in found if one[1]] == []


def test_the_versions_of_an_office_are_chosen_by_their_numbers(
    opened: CollectView, qtbot: QtBot
) -> None:
    opened.offices.go_to(opened.session.view.rows[BUREAUS.index("公安局")].office.id)
    rivals = opened.offices.question.rivals
    assert rivals is not None
    dialog = CompareDialog(rivals, "公安局", opened)
    qtbot.addWidget(dialog)
    dialog.show()
    assert faults(dialog) == []
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen.args == [rivals.files[1].path]


def test_a_report_that_is_being_opened_is_announced(
    opened: CollectView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[tuple[str, bool]] = []
    real = ReadingPage.show_report

    def show(page: ReadingPage, *given: object) -> None:
        seen.append((page.title.text(), QApplication.overrideCursor() is not None))
        real(page, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(ReadingPage, "show_report", show)
    opened.open_office(opened.session.view.rows[0].office.id)
    QTest.keyClick(opened, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(seen) == 2)
    first, second, *_ = (row.office.name for row in opened.session.view.rows if row.counted)
    assert seen == [(f"正在打开{name}的报告……", True) for name in (first, second)]
    assert second in opened.reading.title.text() and "正在" not in opened.reading.title.text()
    assert QApplication.overrideCursor() is None
