"""Every button that ends a dialog or answers a message has a letter, and no two the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.spoken.dialogs import DIALOGS
from ui import messages
from ui.progress import run_with_progress
from ui.window.main_window import MainWindow


def letters(buttons: list[QAbstractButton]) -> list[str]:
    """The letter of each, "" where one has none."""
    found = [re.search(r"\(&(\w)\)", button.text()) for button in buttons]
    return [match[1] if match else "" for match in found]


@pytest.mark.parametrize("name", DIALOGS)
def test_of_a_dialog(name: str, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = DIALOGS[name](window, tmp_path)
    qtbot.addWidget(dialog)
    found = letters(dialog.buttons.buttons())
    assert found
    assert "" not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "show",
    [
        lambda: messages.tell_error(None, "没有写成。"),
        lambda: messages.tell_note(None, "写好了。", "导出"),
        lambda: messages.ask(None, "替换", "要替换吗？", "替换(&R)"),
        lambda: messages.choose(None, "粘贴", "怎样粘贴？", ["表格(&T)", "文字(&W)"]),
    ],
)
def test_of_a_message(
    show: Callable[[], object], monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> int:
        seen.extend(letters(box.buttons()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    show()
    assert seen
    assert "" not in seen
    assert len(set(seen)) == len(seen)


def test_of_work_that_can_be_called_off(window: MainWindow, qtbot: QtBot) -> None:
    task = run_with_progress(window, lambda _: None, print, print, "正在导出")
    dialog = window.findChild(QProgressDialog)
    assert dialog is not None
    assert letters([*dialog.findChildren(QPushButton)]) == ["C"]
    qtbot.waitSignal(task.finished, raising=False)


def test_every_question_of_the_program_names_its_letters() -> None:
    """The words of `ask` and `choose` are written where they are called."""
    source = Path(messages.__file__).parent
    asked = re.compile(r"messages\.(?:ask|choose)\((.*?)\)(?:$|:| ==)", re.S | re.M)
    calls = [
        (file, call) for file in source.rglob("*.py") for call in asked.findall(file.read_text())
    ]
    assert len(calls) >= 6
    assert [str(file.name) for file, call in calls if "(&" not in call] == []
