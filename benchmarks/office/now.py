"""How the job is done today: the shortest way that the window offers."""

from __future__ import annotations

from PySide6.QtCore import Qt

from benchmarks.office import figures
from benchmarks.office.hands import Clerk, Numbers
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.new_report import NewReportDialog

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def do(clerk: Clerk, numbers: Numbers) -> None:
    """From the start page to the files in the folder."""
    with clerk.step("新建"):
        clerk.press(Qt.Key.Key_N, _CTRL)
        dialog = clerk.dialog(NewReportDialog)
        clerk.wait(lambda: dialog.chosen() is not None)  # last year's report is being read
        clerk.press(Qt.Key.Key_Return)
        clerk.wait(lambda: clerk.window.session is not None)
    for table, wanted in numbers.items():
        with clerk.step(f"表格 {table}"):
            clerk.fill(table, wanted)
    with clerk.step("空白填 0"):
        clerk.press(Qt.Key.Key_8, _CTRL | _SHIFT)
    with clerk.step("文字：数字"):
        for part, printed in figures.prose(figures.THIS).items():
            if part != "problems":
                clerk.retype(part, printed)
    with clerk.step("文字：改写"):
        clerk.reword("problems", figures.OLD_TROUBLE, figures.NEW_TROUBLE)
    with clerk.step("日期"):
        clerk.open_part("office")
        clerk.click(clerk.button(clerk.window, "今天(&R)"))
    with clerk.step("导出"):
        clerk.press(Qt.Key.Key_X, _CTRL | _SHIFT)
        clerk.dialog(ExportedDialog)
        clerk.press(Qt.Key.Key_Escape)
