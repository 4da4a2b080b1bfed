"""Nothing typed is lost: a process killed in the middle of a sentence leaves what it had."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document
from govreport_desktop.store.verify import verify

ROOT = Path(__file__).parents[3]
KEY_MS = 25

# Types one letter after the other without a pause and says each, as a clerk would not.
TYPIST = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from govreport_desktop.store.document import Document
from ui.narrative.editor import NarrativeEditor
from ui.session import Session

app = QApplication([])
editor = NarrativeEditor(Session(Document.open(Path(sys.argv[1]))), "overview")
editor.show()
typed = 0

def type_one():
    global typed
    QTest.keyClicks(editor.text, "abcdefghij"[typed % 10])
    typed += 1
    print(typed, flush=True)

timer = QTimer()
timer.timeout.connect(type_one)
timer.start({KEY_MS})
app.exec()
"""


def test_a_kill_costs_a_second_of_typing_at_most(tmp_path: Path) -> None:
    path = tmp_path / "a.govreport"
    Document.create(path, load_form("2021"), "示例局", 2024).close()
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert typist.stdout is not None
    times: list[float] = []
    for _ in typist.stdout:
        times.append(time.monotonic())
        if times[-1] - times[0] > 2.4:
            break
    killed = time.monotonic()
    os.kill(typist.pid, signal.SIGKILL)
    typist.communicate()
    with Document.open(path) as document:
        saved = document.report.texts["overview"]
    assert verify(path) == []
    assert saved == ("abcdefghij" * 30)[: len(saved)]
    # The second itself, and what a busy machine may take to write.
    assert len(saved) >= sum(moment < killed - 1.6 for moment in times)
    assert len(saved) > 0
