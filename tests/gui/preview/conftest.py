"""A session over a real file, and a preview that renders on a thread of the test."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.form import load_form
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Document
from ui.preview.renderer import Renderer
from ui.preview.view import PreviewPane
from ui.session import Session
from ui.settings import Settings

LONG = "全年主动公开政府信息，加强政策解读，回应群众关切。" * 60


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    with Document.create(tmp_path / "a.govreport", load_form("2021"), "示例局", 2024) as document:
        session = Session(document)
        session.put([(TextAddress("overview"), LONG)], "导入", "import")
        yield session


@pytest.fixture
def renderer() -> Renderer:
    # On a thread the first rendering does not cost a process; the process has its own test.
    return Renderer(executor=ThreadPoolExecutor(1))


@pytest.fixture
def hidden(
    session: Session, settings: Settings, renderer: Renderer, qtbot: QtBot
) -> Iterator[PreviewPane]:
    """The preview before anybody looks at it."""
    pane = PreviewPane(session, settings, renderer=renderer)
    qtbot.addWidget(pane)
    yield pane
    pane.close_down()


@pytest.fixture
def pane(hidden: PreviewPane, qtbot: QtBot) -> PreviewPane:
    hidden.resize(500, 600)
    with qtbot.waitSignal(hidden.pages.swapped, timeout=10_000):
        hidden.show()
    return hidden
