"""Numbers of a workbook that nobody sees, or that are shown as money: asked, never silent."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any
from zlib import compress, crc32

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal, open_points
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Unread
from tests.unit.readers.hostile import xlsx

Change = Callable[[Any, Any], object]
_CELL = CellAddress("proactive", "licences", "decisions")
_OTHER = CellAddress("proactive", "penalties", "decisions")
_FEES = CellAddress("proactive", "fees", "amount")


def _read(tmp_path: Path, change: Change, style: dict[str, object] | None = None) -> Proposal:
    """A sheet with 4213 in B2 and 88 in B3, after ``change``; 行政许可 has ``style``."""
    path = tmp_path / "表.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表二")
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", 4213), ("行政处罚", 88), ("行政强制", 0))
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    sheet.write_row(4, 0, ("行政事业性收费", 12.5))
    if style:
        sheet.write(1, 1, 4213, book.add_format(style))
        sheet.write(4, 1, 12.5, book.add_format(style))
    change(book, sheet)
    book.close()
    return match(read_source(path))


def _asked(proposal: Proposal) -> list[CellAddress]:
    """The cells that the proposal has something to ask of."""
    return [cell for point in open_points(proposal) for cell in point.cells]


def _rule(options: dict[str, object], style: dict[str, object], where: str = "B2:B5") -> Change:
    def change(book: Any, sheet: Any) -> None:
        sheet.conditional_format(where, {**options, "format": book.add_format(style)})

    return change


_WHITE: dict[str, object] = {"font_color": "#FFFFFF"}
_BIG: dict[str, object] = {"type": "cell", "criteria": ">", "value": 1000}


@pytest.mark.parametrize(
    ("options", "style"),
    [
        (_BIG, _WHITE),
        (_BIG, {"num_format": ";;;"}),
        (_BIG, {"num_format": "0!.0000"}),
        (_BIG, {"font_color": "#C6EFCE", "bg_color": "#C6EFCE"}),
        (_BIG, {"bg_color": "#000000"}),
        ({"type": "cell", "criteria": "between", "minimum": 4000, "maximum": 5000}, _WHITE),
        ({"type": "formula", "criteria": "=B2>1000"}, _WHITE),
        ({"type": "formula", "criteria": "=$B2>1000"}, _WHITE),
        ({"type": "no_blanks"}, _WHITE),
    ],
)
def test_a_number_hidden_by_a_rule_is_asked_for(
    tmp_path: Path, options: dict[str, object], style: dict[str, object]
) -> None:
    found = _read(tmp_path, _rule(options, style))
    assert _CELL in _asked(found)
    assert any("条件格式" in note and "B2" in note for note in found.notes)
    assert (_OTHER in _asked(found)) == (options["type"] == "no_blanks")


def test_a_rule_that_cannot_be_evaluated_may_hold(tmp_path: Path) -> None:
    rule = _rule({"type": "formula", "criteria": "=MOD(ROW(),2)=0"}, _WHITE)
    assert {_CELL, _OTHER} <= set(_asked(_read(tmp_path, rule)))


@pytest.mark.parametrize(
    ("options", "style"),
    [
        (_BIG, {"font_color": "#9C0006", "bg_color": "#FFC7CE"}),
        (_BIG, {"bold": True}),
        (_BIG, {"num_format": "#,##0"}),
        ({"type": "cell", "criteria": "=", "value": 0}, _WHITE),
        ({"type": "formula", "criteria": "=B2=0"}, _WHITE),
        ({"type": "blanks"}, _WHITE),
    ],
)
def test_a_rule_that_hides_no_number_there_is_no_matter(
    tmp_path: Path, options: dict[str, object], style: dict[str, object]
) -> None:
    found = _asked(_read(tmp_path, _rule(options, style)))
    assert not {_CELL, _OTHER} & set(found)


def test_icons_and_bars_without_their_values_hide_them(tmp_path: Path) -> None:
    icons = {"type": "icon_set", "icon_style": "3_traffic_lights", "icons_only": True}

    def change(_: Any, sheet: Any) -> None:
        sheet.conditional_format("B2:B5", icons)

    assert {_CELL, _OTHER} <= set(_asked(_read(tmp_path, change)))


def test_a_rule_of_the_newer_kind_counts_too(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{name}</t></is></c>'
        f'<c r="B{row}"><v>{value}</v></c></row>'
        for row, (name, value) in enumerate(
            [("行政许可", 4213), ("行政处罚", 88), ("行政强制", 0)], 1
        )
    )
    rule = (
        '<extLst><ext xmlns:x14="x"><x14:conditionalFormattings><x14:conditionalFormatting'
        ' xmlns:xm="y"><x14:cfRule type="expression" id="{1}"><xm:f>$B1&gt;乙!$A$1</xm:f><x14:dxf>'
        '<font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule><xm:sqref>B1:B1</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    path = tmp_path / "新.xlsx"
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>{rule}</worksheet>'
    path.write_bytes(xlsx(sheet.encode()))
    assert _asked(match(read_source(path))).count(_CELL) == 1


def _dot() -> BytesIO:
    """A picture of one black point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def _picture(cell: str, wide: float, high: float) -> Change:
    def change(_: Any, sheet: Any) -> None:
        scale = {"x_scale": wide, "y_scale": high, "image_data": _dot()}
        sheet.insert_image(cell, "punkt.png", scale)

    return change


@pytest.mark.parametrize(
    ("wide", "high", "both"), [(64, 20, False), (64, 40, True), (40, 20, False)]
)
def test_a_number_behind_a_picture_is_asked_for(
    tmp_path: Path, wide: float, high: float, both: bool
) -> None:
    found = _asked(_read(tmp_path, _picture("B2", wide, high)))
    assert _CELL in found
    assert (_OTHER in found) == both


@pytest.mark.parametrize("cell", ["D2", "A9", "C1"])
def test_a_picture_beside_the_numbers_is_no_matter(tmp_path: Path, cell: str) -> None:
    assert not {_CELL, _OTHER} & set(_asked(_read(tmp_path, _picture(cell, 60, 60))))


@pytest.mark.parametrize(("options", "hidden"), [({}, True), ({"fill": {"none": True}}, False)])
def test_a_filled_box_hides_what_an_empty_one_shows(
    tmp_path: Path, options: dict[str, object], hidden: bool
) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.insert_textbox("B2", "", {"width": 64, "height": 20, **options})

    assert (_CELL in _asked(_read(tmp_path, change))) == hidden


def test_rows_of_their_own_height_are_counted(tmp_path: Path) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.set_row(0, 60)
        sheet.set_column(0, 0, 40)
        _picture("B3", 64, 20)(book, sheet)

    found = _asked(_read(tmp_path, change))
    assert _OTHER in found
    assert _CELL not in found


@pytest.mark.parametrize("code", ['"¥"#,##0', "[$¥-804]#,##0", '#,##0"元"', "_ ¥* #,##0_ "])
def test_a_count_shown_as_money_is_asked_for(tmp_path: Path, code: str) -> None:
    found = _read(tmp_path, lambda *_: None, {"num_format": code})
    assert isinstance(found.values[_CELL], Unread)
    assert "元" in code or found.values[_FEES] is not None
