"""A session over a real file, and an editor on its first part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.store.document import Document
from ui.narrative.editor import NarrativeEditor
from ui.session import Session

RECEIVED = CellAddress("requests", "received", "natural_person")
TOTAL = CellAddress("requests", "received", "total")
TOTAL_FIELD = "{requests/received/total}"


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    with Document.create(tmp_path / "a.govreport", load_form("2021"), "示例局", 2024) as document:
        yield Session(document)


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> NarrativeEditor:
    editor = NarrativeEditor(session, "overview")
    qtbot.addWidget(editor)
    editor.resize(800, 600)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def filled(session: Session, **texts: str) -> None:
    """Put prose into the parts, as an import would."""
    from govreport_desktop.report import TextAddress

    session.put([(TextAddress(part), text) for part, text in texts.items()], "导入", "import")
