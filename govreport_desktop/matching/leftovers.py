"""What a proposal leaves open, as points that stay with the report it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from govreport_desktop.matching.labels import is_figure
from govreport_desktop.report import format_value
from govreport_desktop.report.open_points import OpenPoint
from govreport_desktop.source import place_words

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal, Unplaced

# One point for each row of figures; of very many the rest is one point.
_MOST = 40


def open_points(proposal: Proposal) -> tuple[OpenPoint, ...]:
    """Figures without a place, totals that differ, rows not found, and every doubt."""
    points = [*_figures(proposal), *_totals(proposal), *_rows(proposal), *_doubts(proposal)]
    if len(points) <= _MOST:
        return tuple(points)
    more = f"还有 {len(points) - _MOST} 处没有读准，请对照原件逐格核对"
    return (*points[:_MOST], OpenPoint("doubt", more))


def _figures(proposal: Proposal) -> Iterator[OpenPoint]:
    figures = [item for item in proposal.unplaced if is_figure(item.text)]

    def row(item: Unplaced) -> tuple[int, str, str]:
        return item.place.block if item.place else 0, item.label, item.reason

    for _, items in groupby(figures, key=row):
        found = list(items)
        where = found[0].where(proposal.source)
        yield OpenPoint("figure", "、".join(item.text for item in found), where)


def _totals(proposal: Proposal) -> Iterator[OpenPoint]:
    for total in proposal.declared:
        where = place_words(proposal.source, total.place)
        yield OpenPoint("total", format_value(total.printed), where, (total.address,))


def _rows(proposal: Proposal) -> Iterator[OpenPoint]:
    for table_id, rows in proposal.lacking.items():
        table = proposal.form.tables[table_id]
        typed = [spec.address for spec in table.cells.values() if spec.formula is None]
        names = "”“".join(table.row_names[row] for row in rows)
        cells = tuple(address for address in typed if address.row in rows)
        if cells:
            yield OpenPoint("rows", names, cells=cells)


def _doubts(proposal: Proposal) -> Iterator[OpenPoint]:
    yield from (OpenPoint("doubt", sentence.rstrip("。")) for sentence in proposal.doubts)
