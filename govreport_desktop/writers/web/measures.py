"""How wide the columns of a table are on screen, and how small its letters on paper.

A browser lays tables out itself. What it is told is the least that is legible on a phone, and
a size in which the table stands on one page of A4 where it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from govreport_desktop.form.model import Role
from govreport_desktop.writers.document import LABEL_SHARE, NUMBER, TableBlock
from govreport_desktop.writers.seams import width

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
LEADING = 1.25  # of the size, on paper
# Padding and border of a cell on paper, beside and above, points.
BESIDE, ABOVE = 2.5, 3.0

_DIGIT, _AROUND = 0.5, 0.55  # em: half a sign wide; padding and border of a cell
# em: two signs of a label; and a table of few columns is no narrower than a phone.
_NARROWEST, _PHONE = 2.6, 20.0
# A page of another site is printed without our sheet, on paper that is so wide at the least.
_WIDEST = 42.0  # em
# 156 x 225 mm in points, less a heading; less again, as faces differ and borders are rounded.
_WIDTH, _HEIGHT = 442.0 * 0.98, (638.0 - 52.0) * 0.93


class Measures(NamedTuple):
    """The least widths of the columns in em, and the size on paper in points."""

    widths: tuple[float, ...]
    printed: float


def measured(block: TableBlock) -> Measures:
    """The measures of ``block``: the template's proportions, more for long numbers."""
    whole = sum(block.table.widths)
    shares = [width / whole for width in block.table.widths]
    signs = [0] * len(shares)
    for cell, text in block.cells:
        if cell.column_span == 1 and cell.role is Role.VALUE and NUMBER.fullmatch(text):
            signs[cell.column] = max(signs[cell.column], len(text))
    widths = _widths(shares, signs, 1)
    if sum(widths) > _WIDEST:
        widths = _widths(shares, signs, LABEL_SHARE)
    return Measures(widths, _printed(block, widths, signs))


def _widths(shares: Sequence[float], signs: Sequence[int], given: float) -> tuple[float, ...]:
    """``given`` is what columns without numbers keep of their share."""
    least = max(_PHONE, *(_NARROWEST / share for share in shares))
    return tuple(
        max(count * _DIGIT + _AROUND, share * least) if count else share * least * given
        for share, count in zip(shares, signs, strict=True)
    )


def _printed(block: TableBlock, widths: Sequence[float], signs: Sequence[int]) -> float:
    """The largest size in which the numbers fit side by side, and the rows below each other."""
    columns = [_WIDTH * one / sum(widths) - BESIDE for one in widths]
    for size in SIZES:
        fits = all(
            count * _DIGIT * size <= room for count, room in zip(signs, columns, strict=True)
        )
        if fits and (block.runs_on or _height(block, columns, size) <= _HEIGHT):
            return size
    return SIZES[-1]


def _height(block: TableBlock, columns: Sequence[float], size: float) -> float:
    """What the rows need, by the cells that stand in one row alone."""
    lines = [1] * block.table.row_count
    for cell, text in block.cells:
        if cell.row_span == 1 and text:
            spanned = columns[cell.column : cell.column + cell.column_span]
            signs = max(1, (sum(spanned) + BESIDE * (len(spanned) - 1)) // size)
            lines[cell.row] = max(lines[cell.row], ceil(width(text) / signs))
    return sum(count * size * LEADING + ABOVE for count in lines)
