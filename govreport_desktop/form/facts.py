"""From the ``[facts]`` of a data file to the cells they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govreport_desktop.form.formulas import Fail
from govreport_desktop.form.meaning import FACTS, FactName
from govreport_desktop.form.model import CellAddress, Fact, Table

_Rows = Mapping[str, list[CellAddress]]


def expand_facts(
    nodes: Mapping[str, Any], tables: Mapping[str, Table], fail: Fail
) -> dict[FactName, Fact]:
    """Every fact the data names, with its cells in printed order."""
    for name in nodes:
        if name not in FACTS:
            fail(f"facts.{name}", "不认识这个名称")
    rows = {table.id: _by_row(table) for table in tables.values()}
    found: dict[FactName, Fact] = {}
    for name in FACTS:
        if name not in nodes:
            continue
        node, key = nodes[name], f"facts.{name}"
        patterns = [node] if isinstance(node, str) else node
        if not isinstance(patterns, list) or not patterns:
            fail(key, "应为“表/行/列”，或几个这样的位置")
        places = [_cells(pattern, rows, key, fail) for pattern in patterns]
        if len({cells[0].table for cells in places}) > 1:
            fail(key, "指到了几张表，应在同一张表里")
        found[name] = Fact(name, places[0] if len(places) == 1 else _merged(places, tables))
    return found


def _by_row(table: Table) -> _Rows:
    rows: dict[str, list[CellAddress]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _cells(
    pattern: object, tables: Mapping[str, _Rows], key: str, fail: Fail
) -> tuple[CellAddress, ...]:
    """The cells at "table/row/column": ``*`` is all, ``denied.*`` all below ``denied.``."""
    parts = pattern.split("/") if isinstance(pattern, str) else []
    if len(parts) != 3:
        fail(key, f"{pattern} 应写成“表/行/列”")
    name, row, column = parts
    rows = tables.get(name)
    if rows is None:
        fail(key, f"没有表 {name}")
    if row.endswith("*"):
        found = [cell for each in rows if each.startswith(row[:-1]) for cell in rows[each]]
    else:
        found = rows.get(row, [])
    if column != "*":
        found = [cell for cell in found if cell.column == column]
    if not found:
        fail(key, f"{pattern} 在表里没有对应的数")
    return tuple(found)


def _merged(
    places: Sequence[tuple[CellAddress, ...]], tables: Mapping[str, Table]
) -> tuple[CellAddress, ...]:
    known = set().union(*places)
    return tuple(cell for cell in tables[places[0][0].table].cells if cell in known)
