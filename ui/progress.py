"""Long work with a progress window that appears only where it takes long, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from govreport_desktop.errors import CancelledError, GovReportError
from ui.plain import Label
from ui.tasks import Task, run_task

SHOW_AFTER_MS = 700


def run_with_progress(
    window: QWidget,
    work: Callable[[Task], Any],
    on_done: Callable[[Any], None],
    on_error: Callable[[GovReportError], None],
    what: str,
) -> Task:
    """Run ``work`` in the background; ``what`` says what is going on. A cancel is no error."""
    dialog = QProgressDialog("", "取消(&C)", 0, 100, window)
    words = Label(what)
    dialog.setLabel(words)
    dialog.setWindowTitle(what)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(SHOW_AFTER_MS)
    dialog.setAutoReset(False)
    dialog.setValue(0)

    def done(result: Any) -> None:
        dialog.close()
        on_done(result)

    def failed(error: GovReportError) -> None:
        dialog.close()
        if not isinstance(error, CancelledError):
            on_error(error)

    def step(percent: int, doing: str) -> None:
        words.setText(doing_words(what, doing))
        dialog.setValue(percent)

    task = run_task(window, work, done, failed, dialog.deleteLater)
    task.progressed.connect(step)
    dialog.canceled.connect(task.cancel)
    return task


def doing_words(what: str, doing: str) -> str:
    """正在导出：PDF 文件; that it is going on is said once."""
    return f"{what}：{doing.removeprefix('正在写').removeprefix('正在')}"
