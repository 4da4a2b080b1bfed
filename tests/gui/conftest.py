"""A window over a real file, real keys, and a guard against windows nobody announced."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Value
from govreport_desktop.store.document import Document
from ui import messages
from ui.application import make_application
from ui.collector import Collector
from ui.dialogs.unsaved import Choice, UnsavedDialog
from ui.session import Session
from ui.settings import Settings
from ui.window.main_window import MainWindow

Keys = Callable[..., None]


def cell(row: str, column: str = "natural_person", table: str = "requests") -> CellAddress:
    return CellAddress(table, row, column)


def corner() -> list[CellAddress]:
    """The first two by two numbers of part 三."""
    rows, columns = ("received", "carried_over"), ("natural_person", "business")
    return [cell(row, column) for row in rows for column in columns]


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    app = make_application()
    # As in the window: no task's thread may collect what belongs to Qt.
    Collector(app)
    yield app
    # The offscreen platform keeps what was copied until after Python has ended, and deleting
    # an object of Python's then is a crash.
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def no_surprise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches a modal window without saying so would wait for ever: it fails."""

    def refuse(*args: object, **_: object) -> None:
        pytest.fail(f"a modal window opened unannounced: {args}")

    for owner in (QDialog, QMessageBox, QFileDialog):
        monkeypatch.setattr(owner, "exec", refuse)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, refuse)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Announces that messages may be shown; they are collected here."""
    sentences: list[str] = []

    def tell_error(_: object, sentence: str, title: str = "") -> None:
        sentences.append(sentence)

    monkeypatch.setattr(messages, "tell_error", tell_error)
    return sentences


@dataclass
class Answers:
    """What the clerk answers to the dialogs about what is not in the file, in order."""

    said: list[tuple[str, list[str]]] = field(default_factory=list)  # why, and what would be lost
    plan: list[Choice | Callable[[UnsavedDialog], Choice]] = field(default_factory=list)

    def answer(self, dialog: UnsavedDialog) -> int:
        lost = [dialog.lost.item(row).text() for row in range(dialog.lost.count())]
        self.said.append((dialog.why.text(), lost))
        if not self.plan:
            pytest.fail(f"asked unannounced: {self.said[-1]}")
        answer = self.plan.pop(0)
        choice = answer if isinstance(answer, Choice) else answer(dialog)
        buttons = {
            Choice.BACK: dialog.close_button,
            Choice.RETRY: dialog.retry,
            Choice.ELSEWHERE: dialog.elsewhere,
            Choice.CLOSE: dialog.leave,
        }
        buttons[choice].click()
        assert dialog.choice is choice
        return 0


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Announces that it may be asked what to do with what is not in the file."""
    answers = Answers()

    def answer(dialog: UnsavedDialog) -> int:
        return answers.answer(dialog)

    monkeypatch.setattr(UnsavedDialog, "exec", answer)
    return answers


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture(scope="session")
def path_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("once") / "示例局2024.govreport"
    with Document.create(path, load_form("2021"), "示例局", 2024):
        pass
    return path


@pytest.fixture
def path(path_once: Path, tmp_path: Path) -> Path:
    """A report with office and year, and nothing filled in."""
    return Path(shutil.copy(path_once, tmp_path))


@pytest.fixture
def session(path: Path, qapp: QApplication) -> Iterator[Session]:
    with Document.open(path) as document:
        yield Session(document)


@pytest.fixture
def window(path: Path, settings: Settings, qtbot: QtBot, told: list[str]) -> Iterator[MainWindow]:
    """The window with that report open at part 三, the keyboard in the table."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.files.open_path(path)
    with qtbot.waitExposed(window):
        window.show()
    assert window.grid is not None
    window.activateWindow()
    window.grid.setFocus()
    qtbot.waitUntil(window.grid.hasFocus)
    yield window
    window.close()
    QThreadPool.globalInstance().waitForDone(10_000)


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    """Presses keys where the keyboard is, as a clerk would: text is typed, keys are pressed."""

    def press(*strokes: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for stroke in strokes:
            if isinstance(stroke, str):
                for letter in stroke:
                    QTest.keyClicks(focus(), letter)
            elif isinstance(stroke, tuple):
                QTest.keyClick(focus(), stroke[0], stroke[1])
            else:
                QTest.keyClick(focus(), stroke)

    return press


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def fill(session: Session) -> None:
    """Put 0 into every cell that is typed: a number in one of them then makes a difference."""
    tables = session.report.form.tables.values()
    cells = [spec for table in tables for spec in table.cells.values() if spec.formula is None]
    zeros = [(c.address, 0 if c.kind.type == "integer" else Decimal(0)) for c in cells]
    assert session.put(zeros, "空白填 0")


def values(session: Session, *cells: CellAddress) -> list[Value]:
    return [session.report.values[address] for address in cells]
