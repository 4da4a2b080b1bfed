"""The table on screen is set as on paper: labels where the form has them, articles filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

from govreport_desktop.form import load_form
from ui.grid.fit import label_text
from ui.grid.model import label_alignment
from ui.look import colors


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_labels_stand_where_the_form_has_them(form_id: str) -> None:
    sides = {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter}
    for table in load_form(form_id).tables.values():
        for cell in table.grid:
            assert (
                label_alignment(cell) & Qt.AlignmentFlag.AlignHorizontal_Mask == sides[cell.align]
            )


def test_an_article_row_has_the_printed_colour_in_the_light_and_a_dark_one_in_the_dark() -> None:
    light, dark = QPalette(QColor("white")), QPalette(QColor("black"))
    for palette, base, text in ((light, "white", "black"), (dark, "black", "white")):
        palette.setColor(QPalette.ColorRole.Base, QColor(base))
        palette.setColor(QPalette.ColorRole.Text, QColor(text))
    assert colors.article(light, "C6D9F1") == QColor("#C6D9F1")
    assert colors.article(dark, "C6D9F1").lightness() < 80
    assert colors.article(light, "") == colors.label(light)


def test_a_narrow_label_breaks_where_the_form_says(qapp: object) -> None:
    metrics = QFontMetrics(QFont())
    cell = next(c for c in load_form("2021").tables["disputes"].grid if c.text == "尚未审结")
    whole = metrics.horizontalAdvance(cell.text)
    assert label_text(cell, metrics, whole) == "尚未审结"
    assert label_text(cell, metrics, whole - 1) == "尚未\n审结"
