"""Rows of a laid-out table drawn on a page, with a tag for each row and cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.form.model import GridCell
from govreport_desktop.form.model import Role as CellRole
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.places import Place, Printed
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.table import SIDE, CellText, TableLayout
from govreport_desktop.writers.typeset.tags import CellTag, Tag

_LINE = 0.5

_Box = tuple[float, float, float, float]


def draw_rows(
    sheet: Sheet,
    layout: TableLayout,
    tag: Tag,
    rows: Sequence[int],
    top: float,
    tagged: set[GridCell],
) -> None:
    """Draw the ``rows`` of ``layout`` one below the other from ``top`` downwards.

    A cell over several rows of which only some are drawn is closed at the page's end and
    says its label again on the next one. ``tagged`` are the cells that were drawn before:
    repeated for the eye only, they are decoration for who listens.
    """
    tops = _tops(layout, rows, top)
    drawn = [
        (text, box)
        for text in layout.cells
        if (box := _box(layout, text.cell, rows, tops)) is not None
    ]
    sheet.tag(None)
    for text, (x, y, width, height) in drawn:
        if text.cell.fill:
            sheet.fill(x, y, width, height, text.cell.fill)
    sheet.rules(_borders([box for _, box in drawn]), _LINE)
    owners: dict[int, Tag] = {}
    for text, box in sorted(drawn, key=lambda d: (d[0].cell.row, d[0].cell.column)):
        cell = text.cell
        cell_tag = None
        if cell not in tagged:
            tagged.add(cell)
            owner = owners.get(cell.row) or owners.setdefault(cell.row, tag.add("TR"))
            cell_tag = owner.add("TD" if cell.role is CellRole.VALUE else "TH", _cell_tag(cell))
        if text.lines:
            sheet.tag(cell_tag)
            _draw_text(sheet, text, box)
    sheet.close()


def table_places(
    layout: TableLayout, rows: Sequence[int], sheet: int, top: float
) -> Iterator[Place]:
    """Where the ``rows`` drawn from ``top`` downwards stand: all of them, and each number."""
    section = layout.block.section
    tops = _tops(layout, rows, top)
    height = sum(layout.heights[row] for row in rows)
    whole = (page.LEFT, top - height, layout.edges[-1], height)
    yield _place(sheet, whole, Printed(section))
    for text in layout.cells:
        box = _box(layout, text.cell, rows, tops)
        if text.cell.address and box:
            yield _place(sheet, box, Printed(section, text.cell.address))


def _place(sheet: int, box: _Box, printed: Printed) -> Place:
    x, y, width, height = box
    return Place(sheet, x, page.HEIGHT - y - height, x + width, page.HEIGHT - y, printed)


def _tops(layout: TableLayout, rows: Sequence[int], top: float) -> dict[int, float]:
    """Where each of ``rows`` begins, the first at ``top``."""
    tops = {}
    for row in rows:
        tops[row] = top
        top -= layout.heights[row]
    return tops


def _box(
    layout: TableLayout, cell: GridCell, rows: Sequence[int], tops: dict[int, float]
) -> _Box | None:
    shown = [row for row in rows if cell.row <= row < cell.row + cell.row_span]
    if not shown:
        return None
    left, right = layout.edges[cell.column], layout.edges[cell.column + cell.column_span]
    height = sum(layout.heights[row] for row in shown)
    return page.LEFT + left, tops[shown[0]] - height, right - left, height


def _borders(boxes: Sequence[_Box]) -> list[_Box]:
    """Every border once, as x1, y1, x2, y2: twice over the same line looks thicker."""
    right = max(x + width for x, _, width, _ in boxes)
    bottom = min(y for _, y, _, _ in boxes)
    left = min(x for x, _, _, _ in boxes)
    top = max(y + height for _, y, _, height in boxes)
    lines = [(left, bottom, right, bottom), (right, bottom, right, top)]
    for x, y, width, height in boxes:
        lines.append((x, y + height, x + width, y + height))
        lines.append((x, y, x, y + height))
    return lines


def _draw_text(sheet: Sheet, text: CellText, box: _Box) -> None:
    x, y, width, height = box
    galley = text.galley
    size = galley.size
    line_top = y + (height + len(text.lines) * text.leading) / 2
    # Lines that were broken for less room beside them share what there is on both sides.
    widest = max((sum(line.advances) for line in text.lines), default=0.0)
    side = min(SIDE, max(0.0, (width - widest) / 2))
    for line in text.lines:
        sorts = galley.sorts[line.start : line.end]
        at = x + side
        if text.cell.align == "center":
            at = x + (width - sum(line.advances)) / 2
        sheet.show(sorts, line.advances, at, line_top - page.baseline(text.leading, size), size)
        line_top -= text.leading


def _cell_tag(cell: GridCell) -> CellTag:
    scope = {CellRole.VALUE: "", CellRole.LABEL: "Row"}.get(cell.role, "Column")
    return CellTag(cell.row_span, cell.column_span, scope)
