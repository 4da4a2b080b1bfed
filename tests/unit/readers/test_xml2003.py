"""Workbooks in the XML of Excel 2003."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source, SourceTable

_HEAD = (
    '<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:html="http://www.w3.org/TR/REC-html40">'
)
_STYLES = (
    '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0!.0000"/></Style>'
    '<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>'
)


def read(tmp_path: Path, rows: str, more: str = "", encoding: str = "utf-8") -> Source:
    path = tmp_path / "来表.xls"
    sheet = f'<Worksheet ss:Name="年报"><Table>{rows}</Table></Worksheet>{more}</Workbook>'
    path.write_bytes((_HEAD.format(encoding=encoding) + _STYLES + sheet).encode(encoding))
    return read_source(path)


def data(text: str, kind: str = "String", **attributes: str) -> str:
    said = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_cells_merges_and_gaps(tmp_path: Path, encoding: str) -> None:
    rows = (
        f"<Row>{data('甲', MergeAcross='1')}{data('4213', 'Number')}</Row>"
        f"<Row>{data('乙')}{data('7', 'Number', Index='3')}</Row>"
    )
    (table,) = read(tmp_path, rows, encoding=encoding).blocks
    assert isinstance(table, SourceTable)
    assert [[(c.text, c.column_span) for c in row] for row in table.rows] == [
        [("甲", 2), ("4213", 1)],
        [("乙", 1), ("", 1), ("7", 1)],
    ]


def test_what_cells_show_is_read(tmp_path: Path) -> None:
    rows = (
        f"<Row>{data('甲')}{data('12345600', 'Number', StyleID='p')}</Row>"
        f"<Row>{data('乙')}{data('4213<html:Sup>1</html:Sup>')}</Row>"
        f"<Row>{data('丙')}{data('88', 'Number', StyleID='s')}</Row>"
    )
    source = read(tmp_path, rows)
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert [row[1].text for row in table.rows] == ["1234.5600", "4213¹", ""]
    assert any("12345600" in note for note in source.notes)
    assert any("删除线" in note and "88" in note for note in source.notes)


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    hidden = (
        f'<Worksheet ss:Name="底稿"><Table><Row>{data("9")}</Row></Table><x:WorksheetOptions>'
        "<x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
    )
    source = read(tmp_path, f"<Row>{data('甲')}{data('1')}</Row>", hidden)
    assert any("“底稿”是隐藏的" in note for note in source.notes)


@pytest.mark.parametrize("rows", ["<Row>", '<Row ss:Index="99999999999999"/>'])
def test_damage_is_refused_or_harmless(tmp_path: Path, rows: str) -> None:
    try:
        assert read(tmp_path, rows).blocks == ()
    except ReadError as error:
        assert str(error).endswith("。")


def test_comments_and_what_nobody_sees_are_named(tmp_path: Path) -> None:
    styles = '<Style ss:ID="w"><Font ss:Color="#FFFFFF"/></Style><Style ss:ID="d" ss:Parent="w">'
    styles += '<Interior ss:Color="#000000" ss:Pattern="Solid"/></Style></Styles>'
    commented = '<Cell><Data ss:Type="Number">1</Data><Comment><Data>改成7</Data></Comment></Cell>'
    rich = '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">42<Font '
    rich += 'html:Size="1">9</Font></ss:Data></Cell>'
    rows = f"<Row>{commented}{data('5', 'Number', StyleID='w')}</Row>"
    rows += f"<Row>{rich}{data('6', 'Number', StyleID='d')}</Row>"
    path = tmp_path / "来表.xls"
    sheet = f'<Worksheet ss:Name="年报"><Table>{rows}</Table></Worksheet></Workbook>'
    path.write_text(_HEAD.format(encoding="utf-8") + "<Styles>" + styles + sheet, encoding="utf-8")
    source = read_source(path)
    (table,) = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "5"], ["42", "6"]]
    assert [note for note in source.notes if "批注" in note and "改成7" in note]
    assert [note for note in source.notes if "“5”" in note]
    assert [note for note in source.notes if "“9”" in note]
    assert not [note for note in source.notes if "“6”" in note]
    assert "改成7" in table.rows[0][0].remark
