"""Figures of an office that stand in its file and could not be read, as the office is told of them.

Words in a cell ("2件（撤回1件）") leave it empty here, though it is not empty there: what follows
from that, an empty cell or a sum that does not agree, is nothing the office did wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govreport_desktop.collect.reading import leaves, typed_cells
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report, Unread
from govreport_desktop.report.numbers import parse_number
from govreport_desktop.report.open_points import ADDRESS, OpenPoint, read_points
from govreport_desktop.report.remarks import Remark, Stood

_JOIN = "、"  # between the figures of a row in an open point
_BASIS = "表格里一格只填一个数"
_ALONE = "请每格只写一个数，说明写到文字里。"


def not_read(report: Report) -> frozenset[CellAddress]:
    """The typed cells of ``report`` whose figure stands in the file and is not known here."""
    words = (a for a in typed_cells(report.form.id) if isinstance(report.values[a], Unread))
    missed = (a for point in _figures(report) for a in _blank(report, point))
    return frozenset((*words, *missed))


def rests_on(report: Report, address: CellAddress, unread: Collection[CellAddress]) -> bool:
    """Whether the cell at ``address`` is one of ``unread`` or adds one of them up."""
    if not unread or not report.form.has(address):
        return False
    typed = typed_cells(report.form.id)
    return any(typed[index] in unread for index in leaves(report.form.id).get(address, ()))


def asked_alone(report: Report, cells: Collection[CellAddress]) -> str:
    """What an office is asked that wrote words into ``cells``; "" where numbers stand in them."""
    values = [report.values.get(cell) for cell in cells]
    words = any(isinstance(v, Unread) and v.reason.startswith("不是") for v in values)
    return _ALONE if words else ""


def unread_points(report: Report) -> Iterator[Remark]:
    """A point for every row of figures that found no place: the very cells that hold words, where
    the file has as many figures as the row has cells, else the row."""
    for point in _figures(report):
        blank = _blank(report, point)
        if not blank:
            continue
        there = _there(report, blank[0], point)
        worded = [(a, text) for a, text in there if a in blank and _is_words(report, a, text)]
        section = report.form.tables[blank[0].table].section
        for address, text in worded:
            said = f"{report.form.cell(address).words}：写的是“{text}”，不是一个数，读不出来"
            yield _point(said, section, (Stood(address, text),))
        if not worded:
            said = f"{report.form.cell(blank[0]).row_name}：写的是“{point.words}”，读不出各格是几"
            yield _point(said, section, tuple(Stood(address, "") for address in blank))


def _point(said: str, section: str, cells: tuple[Stood, ...]) -> Remark:
    key = f"unread:{cells[0].address}"
    return Remark(0, said, "", _ALONE, _BASIS, section, "", cells, key=key)


def _figures(report: Report) -> list[OpenPoint]:
    points = read_points(report.fields[ADDRESS.name])
    return [one for one in points if one.kind == "figure" and one.cells]


def _blank(report: Report, point: OpenPoint) -> list[CellAddress]:
    """The typed cells a point is about that hold nothing."""
    typed = (a for a in point.cells if report.form.has(a) and not report.form.cell(a).formula)
    return [address for address in typed if report.values[address] is None]


def _there(
    report: Report, first: CellAddress, point: OpenPoint
) -> tuple[tuple[CellAddress, str], ...]:
    """Each cell of the row with what stands there; nothing where that cannot be told."""
    row = [c.address for c in report.form.cells if c.address[:2] == first[:2]]
    texts = point.words.split(_JOIN)
    return tuple(zip(row, texts, strict=True)) if len(row) == len(texts) else ()


def _is_words(report: Report, address: CellAddress, text: str) -> bool:
    return isinstance(parse_number(text, report.form.cell(address).kind), Unread)
