"""The sheet the prose stands on: what it says while it is empty, and its scroll bar."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QImage

from ui.narrative.editor import NarrativeEditor


def inked(picture: QImage, top: int, bottom: int) -> int:
    """How many pixels between two heights are not as the sheet is."""
    ground = picture.pixel(picture.width() // 2, picture.height() - 40)
    rows = range(max(top, 0), min(bottom, picture.height()))
    columns = range(10, picture.width() - 10)
    return sum(picture.pixel(x, y) != ground for y in rows for x in columns)


def test_an_empty_part_says_what_to_do_in_as_many_lines_as_it_takes(
    editor: NarrativeEditor,
) -> None:
    editor.resize(420, 500)
    editor.text.clearFocus()
    picture = editor.text.viewport().grab().toImage()
    rim = round(editor.text.document().documentMargin())
    height = QFontMetrics(editor.text.document().defaultFont()).lineSpacing()
    assert inked(picture, rim, rim + height) > 50
    assert inked(picture, rim + height, rim + 2 * height) > 50, "the second line is whole"
    editor.text.insertPlainText("。")
    picture = editor.text.viewport().grab().toImage()
    assert inked(picture, rim + 2 * height, rim + 4 * height) == 0


def test_a_scroll_bar_shows_its_handle_only_where_there_is_something_to_scroll(
    editor: NarrativeEditor,
) -> None:
    bar = editor.text.verticalScrollBar()
    assert not bar.isEnabled()
    editor.text.insertPlainText("\n".join(["一段。"] * 60))
    assert bar.isEnabled()
    editor.text.clear()
    assert not bar.isEnabled()
