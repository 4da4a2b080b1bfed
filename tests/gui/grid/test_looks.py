"""The table on screen is set as on paper: labels where the form has them, articles filled."""

from __future__ import annotations

from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPalette
from PySide6.QtWidgets import QApplication

from govreport_desktop.form import load_form
from govreport_desktop.form.model import GridCell, Role
from ui.grid import fit
from ui.grid.labels import cut, lines_of, narrower
from ui.grid.model import label_alignment
from ui.look import colors
from ui.window.main_window import MainWindow


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
    cell = label("disputes", "尚未审结")
    whole = metrics.horizontalAdvance(cell.text)
    assert lines_of(cell, metrics, whole) == ["尚未审结"]
    assert lines_of(cell, metrics, whole - 1) == ["尚未", "审结"]
    six = label("requests", "社会公益组织")
    assert lines_of(six, metrics, metrics.horizontalAdvance("社会公益")) == ["社会公益", "组织"]
    assert lines_of(six, metrics, metrics.horizontalAdvance("社会公")) == ["社会", "公益", "组织"]


def test_a_group_has_its_number_on_a_line_and_its_words_evenly_below(qapp: object) -> None:
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("本年度")
    lines = lines_of(label("requests", "三、本年度办理结果"), metrics, room)
    assert lines == ["三、", "本年度", "办理", "结果"]


def test_no_line_begins_with_a_closing_mark(qapp: object) -> None:
    metrics = QFontMetrics(QFont())
    for cell in load_form("2021").tables["requests"].grid:
        for ems in range(3, 20):
            lines = lines_of(cell, metrics, metrics.horizontalAdvance("宽" * ems))
            assert "".join(lines) == cell.text
            assert not any(line[0] in "，。、；：）”" for line in lines[1:])
            assert not any(line[-1] in "（“" for line in lines[:-1])


def test_what_does_not_fit_ends_with_an_ellipsis(qapp: object) -> None:
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("不予公开")
    assert cut(["（三）", "不予公开"], 2, metrics, room) == ["（三）", "不予公开"]
    assert cut(["（三）", "不予公开"], 1, metrics, room)[0].startswith("（三）")
    assert cut(["（三）", "不予公开"], 1, metrics, room)[0].endswith("…")


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_every_rule_is_as_thick_as_every_other_at_any_scale(
    window: MainWindow, scale: float
) -> None:
    grid = window.grid
    assert grid is not None
    picture = QImage(grid.viewport().size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    grid.viewport().render(picture)
    ink = colors.line(grid.palette()).rgb()
    y = round((grid.rowViewportPosition(6) + 3) * scale)
    row = [picture.pixel(x, y) == ink for x in range(picture.width())]
    runs = [len(list(run)) for dark, run in groupby(row) if dark]
    assert len(runs) == 7
    assert set(runs) == {max(1, int(scale))}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_labels_come_before_the_numbers_and_numbers_are_never_cut(form_id: str) -> None:
    table = load_form(form_id).tables["requests"]
    metrics = QFontMetrics(QFont())
    longest = [0] * table.column_count
    longest[5] = metrics.horizontalAdvance("123456789")
    narrow = fit.widths(table, metrics, longest, 0)
    assert narrow == fit.minimum_widths(table, metrics, longest)
    assert narrow[5] > longest[5]
    assert max(narrow[3:5] + narrow[6:]) < 5 * metrics.horizontalAdvance("宽")
    assert fit.level([50, 70, 50], 200) == [65, 70, 65]
    assert fit.level([50, 70, 50], 241) == [80, 80, 81]
    wide = fit.widths(table, metrics, longest, 1150)
    assert sum(wide) == 1150
    for cell in table.grid:
        if cell.role is Role.LABEL and cell.row_span == 1:
            room = sum(wide[cell.column : cell.column + cell.column_span]) - 2 * fit.PADDING
            assert len(lines_of(cell, metrics, room)) == 1, cell.text


def label(table: str, text: str) -> GridCell:
    return next(cell for cell in load_form("2021").tables[table].grid if cell.text == text)


def test_a_long_label_is_set_small_before_it_is_cut(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    text = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    whole = QFontMetrics(font).horizontalAdvance(text)
    assert narrower(font, text, whole) is None, "it fits as it is"
    for part in (0.84, 0.74):
        small = narrower(font, text, round(whole * part))
        assert small is not None
        assert QFontMetrics(small).horizontalAdvance(text) <= round(whole * part)
    assert narrower(font, text, whole // 2) is None, "nobody could read it"
