"""The list at the left: every title in full, and room for the page beside it."""

from __future__ import annotations

import pytest

from ui.report.view import PREVIEW_LEAST, TABLE_WIDTH, preview_width
from ui.window.main_window import MainWindow


def test_a_long_title_takes_two_lines_rather_than_being_cut(window: MainWindow) -> None:
    assert window.view is not None
    parts = window.view.parts
    model = parts.model()
    heights = {
        str(model.index(row, 0).data())[0]: parts.sizeHintForIndex(model.index(row, 0)).height()
        for row in range(model.rowCount())
    }
    assert heights["四"] > heights["六"] * 1.3
    window.view._splitter.setSizes([500, 800])
    four = list(heights).index("四")
    height = parts.sizeHintForIndex(model.index(four, 0)).height()
    assert height == heights["六"], "one line where there is room for it"


@pytest.mark.parametrize("room", [900, 1140, 1400, 1690, 2300])
def test_the_preview_leaves_the_table_its_columns(room: int) -> None:
    width = preview_width(room)
    assert width >= PREVIEW_LEAST
    assert room - width >= TABLE_WIDTH or width == PREVIEW_LEAST


def test_the_preview_stays_as_wide_as_it_was_made(window: MainWindow) -> None:
    window.actions_["preview"].trigger()
    assert window.view is not None
    assert window.view.preview is not None
    splitter = window.view._splitter
    splitter.moveSplitter(window.view.width() - 450, 2)
    width = splitter.sizes()[2]
    assert abs(width - 450) < 10
    window.resize(1600, 740)
    assert abs(splitter.sizes()[2] - width) < 10
