"""From the ``[facts]`` of a data file to the cells they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govreport_desktop.form.formulas import Fail
from govreport_desktop.form.meaning import FACTS, FactName
from govreport_desktop.form.model import CellAddress, Fact, Table


def expand_facts(
    nodes: Mapping[str, Any], tables: Mapping[str, Table], fail: Fail
) -> dict[FactName, Fact]:
    """Every fact the data names, with its cells in printed order."""
    for name in nodes:
        if name not in FACTS:
            fail(f"facts.{name}", "不认识这个名称")
    found: dict[FactName, Fact] = {}
    for name in FACTS:
        if name not in nodes:
            continue
        node, key = nodes[name], f"facts.{name}"
        patterns = [node] if isinstance(node, str) else node
        if not isinstance(patterns, list) or not patterns:
            fail(key, "应为“表/行/列”，或几个这样的位置")
        places = [_cells(pattern, tables, key, fail) for pattern in patterns]
        if len({cells[0].table for cells in places}) > 1:
            fail(key, "指到了几张表，应在同一张表里")
        found[name] = Fact(name, places[0] if len(places) == 1 else _merged(places, tables))
    return found


def _cells(
    pattern: object, tables: Mapping[str, Table], key: str, fail: Fail
) -> tuple[CellAddress, ...]:
    parts = pattern.split("/") if isinstance(pattern, str) else []
    if len(parts) != 3:
        fail(key, f"{pattern} 应写成“表/行/列”")
    name, row, column = parts
    table = tables.get(name)
    if table is None:
        fail(key, f"没有表 {name}")
    columns = _matching(column, table.column_names)
    places = (
        CellAddress(name, each, other)
        for each in _matching(row, table.row_names)
        for other in columns
    )
    cells = tuple(place for place in places if place in table.cells)
    if not cells:
        fail(key, f"{pattern} 在表里没有对应的数")
    return cells


def _matching(pattern: str, names: Iterable[str]) -> list[str]:
    """``*`` is every name, ``denied.*`` every one below ``denied.``."""
    if not pattern.endswith("*"):
        return [pattern]
    return [name for name in names if name.startswith(pattern[:-1])]


def _merged(
    places: Sequence[tuple[CellAddress, ...]], tables: Mapping[str, Table]
) -> tuple[CellAddress, ...]:
    known = set().union(*places)
    return tuple(cell for cell in tables[places[0][0].table].cells if cell in known)
