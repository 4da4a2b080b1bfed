"""Files and folders dropped onto a window with a task: nothing unasked, never nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.collect.conftest import Place
from ui.collect.receive_dialog import ReceiveDialog
from ui.window.main_window import MainWindow


def dropped(window: MainWindow, *paths: Path) -> ReceiveDialog:
    window.dropping.take(paths)
    (dialog,) = (d for d in window.findChildren(ReceiveDialog) if d.isVisible())
    return dialog


def test_a_file_goes_into_the_folder_after_asking(
    window: MainWindow, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    late = tmp_path / "统计局.txt"
    late.write_text("青川县统计局2025年政府信息公开工作年度报告\n一、总体情况\n无。\n", "utf-8")
    before = sorted(place.folder.rglob("*"))
    dialog = dropped(window, late)
    assert [dialog.list.item(0).text()] == ["统计局.txt"]
    assert sorted(place.folder.rglob("*")) == before
    dialog.accept()
    task = window.task
    assert task is not None
    qtbot.waitUntil(lambda: "统计局.txt" in task.task.files and not task.scanning, timeout=30_000)
    assert (place.folder / "统计局.txt").read_bytes() == late.read_bytes() and late.exists()


def test_a_name_that_is_taken_is_not_written_over(
    window: MainWindow, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "邮件"
    (folder / "附件").mkdir(parents=True)
    (folder / "附件" / "通知.txt").write_text("又一份通知。", "utf-8")
    other = tmp_path / "通知.txt"
    other.write_text("另一份通知。", "utf-8")
    same = place.folder / "教育局.govreport"
    kept = (place.folder / "通知.txt").read_bytes()
    dialog = dropped(window, other, folder, same)
    assert "文件夹" in dialog.list.item(1).text()
    dialog.accept()
    task = window.task
    assert task is not None
    wanted = {"通知（2）.txt", "邮件/附件/通知.txt"}
    qtbot.waitUntil(lambda: wanted <= set(task.task.files) and not task.scanning, timeout=30_000)
    assert (place.folder / "通知.txt").read_bytes() == kept
    assert (place.folder / "通知（2）.txt").read_text("utf-8") == "另一份通知。"
    assert len(list(place.folder.glob("教育局*"))) == 1


def test_it_can_be_opened_instead(
    window: MainWindow, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(window.dropping, "_opened", opened.append)
    late = tmp_path / "统计局.txt"
    late.write_text("一、总体情况", "utf-8")
    dropped(window, late).other.click()
    assert opened == [late]
    assert not (place.folder / "统计局.txt").exists()


def test_the_folder_itself_is_not_put_into_itself(
    window: MainWindow, place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.messages.tell_error", lambda _, words, *__: told.append(words))
    dropped(window, place.folder.parent).accept()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "不能把它放进它自己" in told[0]
