"""Writing prose with the preview open: what a key press waits, and how far behind the pages are.

The clerk types a letter every 60 ms and pauses after every twelfth; the preview renders in
its process meanwhile. A key press lasts from the event until the screen is painted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.timing import Result, Times
from benchmarks.window import make_sample

if TYPE_CHECKING:
    from ui.narrative.editor import NarrativeEditor
    from ui.preview.view import PreviewPane

FRAME = 0.016
BEHIND = 0.3
WORDS, LETTERS = 15, 12
LETTER_MS, PATIENCE_MS = 60, 5000


def main(words: int = WORDS) -> list[Result]:
    """Type, and time every key and every refresh of the pages."""
    from PySide6.QtWidgets import QSplitter

    from govreport_desktop.store.document import Document
    from ui.application import make_application
    from ui.narrative.editor import NarrativeEditor
    from ui.preview.view import PreviewPane
    from ui.session import Session
    from ui.settings import Settings

    make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Document.open(make_sample(folder)) as document:
            session = Session(document)
            window = QSplitter()
            editor = NarrativeEditor(session, "overview")
            pane = PreviewPane(session, Settings(folder / "settings.ini"))
            window.addWidget(editor)
            window.addWidget(pane)
            window.resize(1366, 740)
            window.show()
            keys, behind = _write(editor, pane, words)
            pane.close_down()
            window.close()
    return [
        Times("key press to painted text, preview open", tuple(keys), FRAME, 0.99),
        Times("last key to the new page on screen", tuple(behind), BEHIND, 0.95),
    ]


def _write(
    editor: NarrativeEditor, pane: PreviewPane, words: int
) -> tuple[list[float], list[float]]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    swaps: list[float] = []
    pane.pages.swapped.connect(lambda: swaps.append(perf_counter()))
    _wait(lambda: bool(swaps))
    keys: list[float] = []
    behind: list[float] = []
    for _ in range(words):
        for letter in range(LETTERS):
            start = perf_counter()
            QTest.keyClicks(editor.text, "abcdefghijkl"[letter])
            QApplication.processEvents()
            keys.append(perf_counter() - start)
            QTest.qWait(LETTER_MS)
        # The pages of the whole word, not of a part handed in while it was typed.
        pressed = start
        _wait(lambda: not (editor.is_ahead or pane.is_behind))
        behind.append(max(0.0, swaps[-1] - pressed))
    return keys, behind


def _wait(done: Callable[[], bool]) -> None:
    from PySide6.QtTest import QTest

    for _ in range(PATIENCE_MS):
        if done():
            return
        QTest.qWait(1)
    raise TimeoutError("the preview did not come")
