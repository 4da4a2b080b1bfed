"""What is drawn again while one types: the cells that look different, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import cell
from ui.grid.delegate import GridDelegate
from ui.window.main_window import MainWindow


def test_where_the_keyboard_is_redraws_the_cell_in_hand(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor takes the keyboard and gives it back with every number."""
    window.resize(1366, 740)
    grid = window.grid
    assert grid is not None
    assert window.view is not None
    grid.setFocus()
    grid.go_to(cell("received"))
    QApplication.processEvents()
    drawn: list[object] = []
    draw = GridDelegate._paint_number

    def counted(self: GridDelegate, *where: Any, **how: Any) -> None:
        drawn.append(where)
        draw(self, *where, **how)

    monkeypatch.setattr(GridDelegate, "_paint_number", counted)
    window.view.parts.setFocus()
    QApplication.processEvents()
    grid.setFocus()
    QApplication.processEvents()
    assert 0 < len(drawn) <= 2
    assert grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
