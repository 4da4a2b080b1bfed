"""A statutory table in Word: laid out as on the printed page, merged cells, nothing torn apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from govreport_desktop.form.model import GridCell
from govreport_desktop.form.model import Role as CellRole
from govreport_desktop.writers.typeset.flow import TableStrip
from govreport_desktop.writers.typeset.table import (
    ABOVE,
    SIDE,
    TIGHT,
    CellText,
    TableLayout,
)
from govreport_desktop.writers.word.markup import element, paragraph, run, twips
from govreport_desktop.writers.word.styles import GRID, table_text

# The rules of a row and of a cell take this much of it, points.
_RULE = 0.5
_SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class WordTable:
    """A finished table: its XML, the sizes of its text and its height in points."""

    xml: str
    sizes: frozenset[float]
    height: float


def word_table(strip: TableStrip) -> WordTable:
    """A table with the column widths, row heights, sizes and breaks of the printed page."""
    layout, block = strip.layout, strip.layout.block
    texts = {text.cell: text for text in layout.cells}
    edges = [twips(edge) for edge in layout.edges]
    tied = [_is_tied(strip, row) for row in range(block.table.row_count)]
    rows = (_row(layout, row, edges, texts, keep=keep) for row, keep in enumerate(tied))
    widths = (element("gridCol", w=right - left) for left, right in pairwise(edges))
    xml = element("tbl", _properties(edges[-1]), element("tblGrid", *widths), *rows)
    return WordTable(xml, frozenset(t.galley.size for t in layout.cells), layout.height)


def _is_tied(strip: TableStrip, row: int) -> bool:
    """Whether a row keeps with the next, so that what belongs together stands on one page."""
    if strip.layout.block.runs_on or row == len(strip.layout.heights) - 1:
        return False
    return not (strip.split and row + 1 in strip.layout.groups)


def _properties(width: int) -> str:
    margins = zip(_SIDES, (ABOVE - _RULE / 2, SIDE - _RULE) * 2, strict=True)
    return element(
        "tblPr",
        element("tblStyle", val=GRID),
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(s, w=twips(m), type="dxa") for s, m in margins)),
    )


def _row(
    layout: TableLayout,
    row: int,
    edges: Sequence[int],
    texts: Mapping[GridCell, CellText],
    *,
    keep: bool,
) -> str:
    table = layout.block.table
    header = element("tblHeader") if row < table.header_rows else ""
    height = element("trHeight", val=twips(layout.heights[row]), hRule="atLeast")
    cells, column = [], 0
    while column < table.column_count:
        cell = table.covering[row, column]
        end = cell.column + cell.column_span
        cells.append(_cell(texts[cell], row, edges[end] - edges[column], keep=keep))
        column = end
    return element("tr", element("trPr", element("cantSplit"), height, header), *cells)


def _cell(text: CellText, row: int, width: int, *, keep: bool) -> str:
    cell = text.cell
    merged = "restart" if row == cell.row else "continue"
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=cell.column_span) if cell.column_span > 1 else "",
        element("vMerge", val=merged) if cell.row_span > 1 else "",
        element("shd", val="clear", color="auto", fill=cell.fill) if cell.fill else "",
        _tight(text, width),
        element("vAlign", val="center"),
    )
    words = run(_lines(text)) if row == cell.row and text.galley.text else ""
    layout = element("jc", val=cell.align)
    before = element("keepNext") if keep else ""
    style = table_text(text.galley.size)
    return element("tc", properties, paragraph(style, words, layout=layout, before=before))


def _lines(text: CellText) -> str:
    """The words of a cell, broken where the page breaks a heading: 结果/维持, not 结果维/持.

    Other cells wrap by themselves, so that the clerk can write in them.
    """
    whole = text.galley.text
    heads = text.cell.role is CellRole.HEADER and text.cell.align == "center"
    if not heads and (text.cell.row_span == 1 or text.cell.role is not CellRole.LABEL):
        return whole
    return "\n".join(whole[line.start : line.end].strip() for line in text.lines)


def _tight(text: CellText, width: int) -> str:
    """Narrower margins where the text needs the room."""
    widest = max((sum(line.advances) for line in text.lines), default=0.0)
    if twips(widest + 2 * SIDE) <= width:
        return ""
    sides = (element(side, w=twips(TIGHT / 2), type="dxa") for side in ("left", "right"))
    return element("tcMar", *sides)
