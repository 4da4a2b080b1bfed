"""Questions and messages to the clerk; the only caller of QMessageBox and QFileDialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.readers.endings import WILDCARDS
from govreport_desktop.shown import shown
from ui.look.icons import icon
from ui.plain import shown_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from ui.settings import Settings

# QFileDialog and QMessageBox are imported by the functions: the window opens without them.

_WRONG = "problems"  # the picture beside what went wrong
_PICTURE = 32  # pixels it is high and wide
UNDERSTOOD = "知道了(&K)"  # the one button where nothing is asked
_CANCEL = "取消(&C)"
REPORT_FILES = "年度报告文件 (*.govreport)"
OPENABLE = "报告、汇总任务、退回意见、检查单 (*.govreport *.govtask *.govreturn *.govrules)"
TASK_FILES = "汇总任务 (*.govtask)"
ALL_FILES = "所有文件 (*)"
IMPORTABLE = f"可以导入的文件 ({WILDCARDS});;{ALL_FILES}"


def tell_error(parent: QWidget | None, sentence: str, title: str = "没有完成") -> None:
    """Say what went wrong, in the sentence the core gave."""
    _show(parent, _WRONG, title, shown(sentence))


def tell_note(parent: QWidget | None, sentence: str, title: str) -> None:
    """Something worth knowing that is no error."""
    _show(parent, "", title, shown(sentence))


def tell_crash(parent: QWidget | None, details: str, log: Path) -> None:
    """An error of the program itself: what is in the file stays; the details can be copied."""
    text = (
        "程序遇到了没有预料到的问题，刚才这一步可能没有做完。已经存进文件的内容没有影响。\n"
        "如需反馈，请点“显示详情”，把内容复制给维护人员，"
        f"或把日志发给他们（日志里没有报告的内容）：{shown(str(log))}"
    )
    _show(parent, _WRONG, "程序出错", text, details)


def ask(parent: QWidget | None, title: str, text: str, accept: str) -> bool:
    """Ask before something far-reaching; ``accept`` is the word on the button."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, title, "", parent=parent)
    _say(box, shown_lines(text))
    yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_CANCEL, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.exec()
    return box.clickedButton() is yes


def choose(
    parent: QWidget | None, title: str, text: str, choices: Sequence[str], close: str = _CANCEL
) -> int:
    """Ask which of ``choices`` is wanted, the first by default; -1 for none of them."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, title, "", parent=parent)
    _say(box, shown_lines(text))
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in choices]
    box.addButton(close, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    box.exec()
    clicked = box.clickedButton()
    return next((at for at, button in enumerate(buttons) if button is clicked), -1)


def ask_open(
    parent: QWidget | None, settings: Settings, title: str, filters: str = REPORT_FILES
) -> Path | None:
    """Have an existing file chosen."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(parent, title, str(settings.folder), filters)
    return Path(name) if name else None


def ask_save(
    parent: QWidget | None,
    settings: Settings,
    title: str,
    name: str,
    filters: str,
    folder: Path | None = None,
) -> Path | None:
    """Have a place to save chosen; the suffix is added where it was left out.

    Proposed is ``folder``, else where files were last opened or saved.
    """
    from PySide6.QtWidgets import QFileDialog

    start = str((folder or settings.folder) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, filters)
    if not chosen:
        return None
    path, suffix = Path(chosen), Path(name).suffix
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """Have a folder chosen."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None


def _show(parent: QWidget | None, picture: str, title: str, text: str, details: str = "") -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, title, "", parent=parent)
    if picture:  # of our own set, in the ink of the text: the toolkit's are coloured and shaded
        box.setIconPixmap(icon(picture).pixmap(_PICTURE, _PICTURE))
    _say(box, text)
    box.addButton(UNDERSTOOD, QMessageBox.ButtonRole.AcceptRole)
    if details:
        box.setDetailedText(details)
    box.exec()


def _say(box: QMessageBox, words: str) -> None:
    from PySide6.QtCore import Qt

    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
