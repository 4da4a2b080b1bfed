"""What is on screen and in no file: never closed over, always kept where the clerk wants it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import FileError
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Document
from tests.gui.conftest import Answers, Keys, cell, values
from tests.gui.window.conftest import (
    PART,
    WORDS,
    Breaks,
    another,
    delete,
    delete_folder,
    kept,
    no_room,
    posix,
    replace,
    session_of,
    type_prose,
)
from ui.dialogs.unsaved import Choice, UnsavedDialog, lost_words
from ui.session import Refusal
from ui.window.main_window import MainWindow


@pytest.mark.parametrize(
    ("breaks", "named"),
    [(delete, "移走或删除"), (delete_folder, "移走或删除"), (replace, "同步程序")],
)
@pytest.mark.parametrize("way", ["quit", "close", "another"])
def test_words_just_typed_survive_whatever_became_of_the_file(
    breaks: Breaks,
    named: str,
    way: str,
    window: MainWindow,
    path: Path,
    elsewhere: Path,
    answers: Answers,
    tmp_path: Path,
) -> None:
    other = another(tmp_path)
    type_prose(window)
    breaks(path)
    there = path.read_bytes() if path.exists() else None
    ways: dict[str, Callable[[], object]] = {
        "quit": window.actions_["quit"].trigger,
        "close": window.actions_["close"].trigger,
        "another": lambda: window.files.open_path(other),
    }
    answers.plan = [Choice.BACK]
    ways[way]()
    assert window.isVisible()
    assert session_of(window).document.path == path
    assert window.prose is not None
    assert window.prose.text.toPlainText() == WORDS
    assert "已保存" not in window.status.saved.text()
    assert window.prose.status.refused.isVisible()
    answers.plan = [Choice.ELSEWHERE]
    ways[way]()
    assert kept(elsewhere) == WORDS
    assert (path.read_bytes() if path.exists() else None) == there
    assert window.isVisible() == (way != "quit")
    assert (window.session.document.path if window.session else None) == (
        other if way == "another" else None
    )
    for why, lost in answers.said:
        assert named in why
        assert any(line.endswith(WORDS) for line in lost)


@posix
def test_a_full_disk_and_then_room_again(window: MainWindow, path: Path, answers: Answers) -> None:
    type_prose(window)
    with no_room():
        answers.plan = [Choice.BACK]
        assert not window.close()
        assert window.isVisible()
        assert "还没有存进文件" in window.status.saved.text()
    answers.plan = []
    assert window.close()
    assert kept(path) == WORDS


@posix
def test_trying_again_while_closing(window: MainWindow, path: Path, answers: Answers) -> None:
    type_prose(window)
    full = ExitStack()
    full.enter_context(no_room())

    def make_room(_: UnsavedDialog) -> Choice:
        full.close()
        return Choice.RETRY

    answers.plan = [Choice.RETRY, make_room]
    assert window.close()
    assert kept(path) == WORDS


@posix
def test_a_full_disk_and_another_disk(
    window: MainWindow, path: Path, elsewhere: Path, answers: Answers, keys: Keys, qtbot: QtBot
) -> None:
    """The refusal offers it at once; work goes on in the other file."""
    full = ExitStack()
    full.enter_context(no_room())

    def another_disk(_: UnsavedDialog) -> Choice:
        full.close()
        return Choice.ELSEWHERE

    answers.plan = [another_disk]
    keys("12", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    qtbot.waitUntil(lambda: session_of(window).document.path == elsewhere)
    assert values(session_of(window), cell("received")) == [12]
    assert elsewhere.name in window.windowTitle()
    assert "已保存" in window.status.saved.text()
    with Document.open(path) as document:  # given back
        assert not document.read_only
        assert document.report.values[cell("received")] is None


def test_a_deleted_file_with_nothing_pending_is_not_left_in_silence(
    window: MainWindow, path: Path, answers: Answers, elsewhere: Path, keys: Keys
) -> None:
    keys("12", Qt.Key.Key_Return)
    path.unlink()
    answers.plan = [Choice.BACK]
    assert not window.close()
    assert answers.said[-1][1] == ["整份报告"]
    answers.plan = [Choice.ELSEWHERE]
    assert window.close()
    with Document.open(elsewhere, read_only=True) as document:
        assert document.report.values[cell("received")] == 12


def test_closing_all_the_same_asks_once_and_nothing_afterwards(
    window: MainWindow, path: Path, answers: Answers, qtbot: QtBot, told: list[str]
) -> None:
    type_prose(window)
    path.unlink()
    answers.plan = [Choice.CLOSE]
    assert window.close()
    qtbot.wait(300)
    assert len(answers.said) == 1
    assert told == []
    assert not path.exists()


def test_a_file_that_came_back_is_written_again(
    window: MainWindow, path: Path, answers: Answers, tmp_path: Path
) -> None:
    type_prose(window)
    path.rename(tmp_path / "moved")

    def put_back(_: UnsavedDialog) -> Choice:
        (tmp_path / "moved").rename(path)
        return Choice.RETRY

    answers.plan = [put_back]
    assert window.close()
    assert kept(path) == WORDS


def test_text_in_a_cell_that_was_left_is_not_forgotten(
    window: MainWindow, path: Path, elsewhere: Path, answers: Answers, keys: Keys, qtbot: QtBot
) -> None:
    assert window.grid is not None
    path.unlink()
    answers.plan = [Choice.BACK]
    keys("12", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    window.grid.setFocus()
    window.grid.go_to(cell("granted"))
    keys("7")
    answers.plan = [Choice.ELSEWHERE]
    assert window.close()
    assert [line[-2:] for line in answers.said[-1][1]] == ["12", "：7"]
    with Document.open(elsewhere, read_only=True) as document:
        assert document.report.values[cell("received")] == 12
        assert document.report.values[cell("granted")] == 7


def test_a_paste_that_was_refused_is_done_when_there_is_a_file_again(
    window: MainWindow, path: Path, elsewhere: Path, answers: Answers, keys: Keys, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("1\t2\n3\t4\n")
    path.unlink()
    answers.plan = [Choice.ELSEWHERE]
    window.actions_["paste"].trigger()
    qtbot.waitUntil(lambda: session_of(window).document.path == elsewhere)
    assert values(session_of(window), cell("received"), cell("carried_over")) == [1, 3]
    session_of(window).undo()
    assert values(session_of(window), cell("received"), cell("carried_over")) == [None, None]


def test_once_told_it_is_tried_in_silence_until_it_works(
    window: MainWindow, path: Path, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    type_prose(window)
    path.rename(tmp_path / "moved")
    answers.plan = [Choice.BACK]
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    assert window.prose is not None
    for _ in range(3):
        window.prose._retry.timeout.emit()
    QTest.keyClicks(window.prose.text, " a")
    qtbot.wait(300)
    assert len(answers.said) == 1
    assert "已保存" not in window.status.saved.text()
    (tmp_path / "moved").rename(path)
    window.prose._retry.timeout.emit()
    assert session_of(window).report.texts[PART] == f"{WORDS} a"
    assert "已保存" in window.status.saved.text()
    assert not window.prose.status.refused.isVisible()


def test_when_one_editor_gets_through_so_do_the_others(
    window: MainWindow, path: Path, answers: Answers, keys: Keys, qtbot: QtBot, tmp_path: Path
) -> None:
    type_prose(window)
    prose = window.prose
    assert prose is not None
    path.rename(tmp_path / "moved")
    answers.plan = [Choice.BACK]
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    (tmp_path / "moved").rename(path)
    assert session_of(window).put([(cell("received"), 4)], "填写")
    assert "已保存" not in window.status.saved.text() or not prose.status.refused.isVisible()
    qtbot.waitUntil(lambda: session_of(window).trouble is None)
    assert session_of(window).report.texts[PART] == WORDS
    assert "已保存" in window.status.saved.text()


def test_coming_to_the_front_sees_what_became_of_the_file(
    window: MainWindow, path: Path, answers: Answers
) -> None:
    replace(path)
    session_of(window).check_file()
    assert "被换掉了" in window.status.saved.text()
    assert "同步程序" in window.status.saved.toolTip()
    answers.plan = [Choice.CLOSE]
    window.close()


def test_the_whole_report_is_copied_and_the_dialog_stays(
    window: MainWindow, path: Path, answers: Answers, keys: Keys
) -> None:
    keys("12", Qt.Key.Key_Return)
    type_prose(window)
    path.unlink()

    def copy(dialog: UnsavedDialog) -> Choice:
        dialog.copy.click()
        assert dialog.copied.isVisibleTo(dialog)
        return Choice.CLOSE

    answers.plan = [copy]
    assert window.close()
    data = QGuiApplication.clipboard().mimeData()
    assert WORDS in data.text()
    assert "三 · 本年新收 · 自然人\t12" in data.text()
    assert WORDS in data.html()
    assert "示例局" in data.text()


def test_what_would_be_lost_is_counted_as_it_is_seen(window: MainWindow) -> None:
    session = session_of(window)
    session.put([(cell("received"), 4)], "输入")
    text = "收到申请{requests/received/total}件，" * 20
    edit = session.report.edit([(TextAddress(PART), text)])
    (line,) = lost_words(session.report, [Refusal(FileError("磁盘已满。"), edit)])
    assert "requests" not in line
    assert line.endswith(f"…（共 {20 * len('收到申请4件，')} 字）")


def test_of_a_long_text_the_sentence_that_was_changed_is_shown(window: MainWindow) -> None:
    session = session_of(window)
    text = "".join(f"第{n}句说的是别的事情。" for n in range(30))
    session.put([(TextAddress(PART), text)], "输入")
    edit = session.report.edit([(TextAddress(PART), text.replace("第20句说", "第20句新写"))])
    (line,) = lost_words(session.report, [Refusal(FileError("磁盘已满。"), edit)])
    assert line.partition("：")[2].startswith("…第20句新写的是别的事情。")
