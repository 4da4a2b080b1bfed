"""A statutory table in Word: the form's merged cells, widths, fills; nothing torn apart."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from govreport_desktop.form.model import Align, GridCell, Table
from govreport_desktop.writers.document import TableBlock
from govreport_desktop.writers.word.styles import TABLE_TEXT

_TEXT_WIDTH = 8845  # 156 mm in twips
_PADDING, _AIR = 40, 20  # twips beside and above the text of a cell
_SMALLEST = 8  # half-points; below that a number wraps instead
# A table with many columns is set smaller so that the narrow ones hold four digits.
_SIZES = ((4, 21), (10, 18), (99, 16))  # columns at most, half-points


def add_table(word: WordFile, block: TableBlock) -> None:
    """Append ``block`` below what is there.

    Built as XML row by row: merging through the library is quadratic in the cells.
    """
    table = block.table
    widths = _widths(table)
    texts = {(cell.row, cell.column): text for cell, text in block.cells}
    size = next(size for most, size in _SIZES if table.column_count <= most)
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_borders()}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{_AIR}" w:type="dxa"/><w:left w:w="{_PADDING}" w:type="dxa"/>'
        f'<w:bottom w:w="{_AIR}" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid></w:tbl>"
    )
    style = word.styles[TABLE_TEXT].style_id
    for row in range(table.row_count):
        element.append(_row(table, row, widths, texts, style, size))
    word.element.body.insert_element_before(element, "w:sectPr")


def _row(
    table: Table,
    row: int,
    widths: list[int],
    texts: dict[tuple[int, int], str],
    style: str,
    size: int,
) -> Any:
    element = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(_row_height(table)))
    height.set(qn("w:hRule"), "atLeast")
    properties.append(height)
    if row < table.header_rows:
        properties.append(OxmlElement("w:tblHeader"))
    element.append(properties)
    column = 0
    keep = row < table.row_count - 1
    while column < table.column_count:
        cell = table.covering[row, column]
        width = sum(widths[column : column + cell.column_span])
        element.append(_cell(cell, row, width))
        text = texts[cell.row, cell.column] if row == cell.row else ""
        if cell.lines and text and len(text) > (width - 2 * _PADDING) // (size * 10):
            text = "\n".join(cell.lines)
        paragraph = _text(text, style, cell.align)
        _finish(paragraph, keep, min(size, _fitting(text, width)) if cell.address else size)
        element[-1].append(paragraph)
        column += cell.column_span
    return element


def _cell(cell: GridCell, row: int, width: int) -> Any:
    element, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    element.append(properties)
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if cell.column_span > 1:
        _child(properties, "w:gridSpan", val=str(cell.column_span))
    if cell.row_span > 1:
        _child(properties, "w:vMerge", val="restart" if row == cell.row else "continue")
    if cell.fill:
        _child(properties, "w:shd", val="clear", color="auto", fill=cell.fill)
    _child(properties, "w:vAlign", val="center")
    return element


def _text(text: str, style: str, align: Align) -> Any:
    paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    paragraph.append(properties)
    _child(properties, "w:pStyle", val=style)
    _child(properties, "w:jc", val=align)
    run = OxmlElement("w:r")
    for index, line in enumerate(text.split("\n")):
        if index:
            run.append(OxmlElement("w:br"))
        content = OxmlElement("w:t")
        content.text = line
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(content)
    if text:
        paragraph.append(run)
    return paragraph


def _fitting(text: str, width: int) -> int:
    """Half-points at which a number of that length stays on one line: a digit is half an em."""
    return max(_SMALLEST, (width - 2 * _PADDING) // (5 * max(len(text), 1)))


def _finish(paragraph: Any, keep: bool, size: int) -> None:
    """Every row keeps with the next, so that the table stands on one page where it fits."""
    properties = paragraph[0]
    if keep:
        properties.insert(1, OxmlElement("w:keepNext"))
    for run in paragraph.findall(qn("w:r")):
        run_properties = OxmlElement("w:rPr")
        _child(run_properties, "w:sz", val=str(size))
        _child(run_properties, "w:szCs", val=str(size))
        run.insert(0, run_properties)


def _child(parent: Any, tag: str, **attributes: str) -> None:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)


def _widths(table: Table) -> list[int]:
    total = sum(table.widths)
    return [round(width * _TEXT_WIDTH / total) for width in table.widths]


def _row_height(table: Table) -> int:
    """Twips: generous where there is room, small enough that part 三 fits its page."""
    return 480 if table.row_count <= 20 else 390
