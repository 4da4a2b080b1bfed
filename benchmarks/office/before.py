"""How the job had to be done with the program of commit 725730c, and what that took.

`COUNTED` was counted by running `do` in a copy of that commit with this folder put into it.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from benchmarks.office import figures
from benchmarks.office.hands import Clerk, Numbers

COUNTED = {
    "新建": 6,
    "表格 proactive": 21,
    "表格 requests": 44,
    "表格 disputes": 10,
    "空白填 0": 2,
    "文字：年份": 12,
    "文字：数字": 106,
    "文字：改写": 22,
    "日期": 2,
    "导出": 3,
}
_CTRL = Qt.KeyboardModifier.ControlModifier


def do(clerk: Clerk, numbers: Numbers) -> None:
    """From the start page to the files in the folder; the file dialog is counted by hand."""
    window = clerk.window
    with clerk.step("新建"):
        _begin(clerk)
    for table, wanted in numbers.items():
        with clerk.step(f"表格 {table}"):
            clerk.fill(table, wanted)
    with clerk.step("空白填 0"):
        clerk.menu("zero_report")
    with clerk.step("文字：年份"):
        _replace_the_year(clerk)
    with clerk.step("文字：数字"):
        for part, printed in figures.prose(figures.THIS).items():
            if part != "problems":
                clerk.retype(part, printed)
    with clerk.step("文字：改写"):
        clerk.reword("problems", figures.OLD_TROUBLE, figures.NEW_TROUBLE)
    with clerk.step("日期"):
        clerk.open_part("office")
        clerk.click(clerk.button(window, "今天(&J)"))
    with clerk.step("导出"):
        clerk.press(Qt.Key.Key_E, _CTRL)
        _dialog(clerk, "ExportDialog")
        clerk.press(Qt.Key.Key_Return)
        _dialog(clerk, "ExportedDialog")
        clerk.press(Qt.Key.Key_Escape)


def _begin(clerk: Clerk) -> None:
    """Ctrl+N, choose last year's file, its prose too, Enter; the office is remembered."""
    clerk.press(Qt.Key.Key_N, _CTRL)
    dialog = _dialog(clerk, "NewReportDialog")
    clerk.click(clerk.button(dialog, "浏览上年度文件"))  # what opens is answered by the benchmark
    clerk.count(2)  # a double click on last year's file in the folder that is shown
    clerk.wait(dialog.with_text.isEnabled)
    clerk.click(dialog.with_text)
    clerk.press(Qt.Key.Key_Return)
    clerk.wait(lambda: clerk.window.session is not None)


def _replace_the_year(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_F, _CTRL)
    clerk.write(str(figures.LAST.year))
    clerk.press(Qt.Key.Key_Tab)
    clerk.write(str(figures.THIS.year))
    assert clerk.window.view is not None
    bar = clerk.window.view.find_bar
    assert bar is not None
    clerk.click(bar.replace_all_button)
    clerk.press(Qt.Key.Key_Escape)


def _dialog(clerk: Clerk, kind: str) -> Any:
    """The dialog of that name: its module is that of the older program."""
    return clerk.dialog(QDialog, kind)
