"""Formulas of the form data: spelled out cell by cell, and put in computing order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, NoReturn

from govreport_desktop.form.model import CellAddress, Formula

Fail = Callable[[str, str], NoReturn]


def expand_formula(
    node: Mapping[str, Any], key: str, cells: Iterable[CellAddress], fail: Fail
) -> dict[CellAddress, Formula]:
    """One line of form data as a formula for every cell of its row or column."""
    if ("row" in node) == ("column" in node):
        fail(key, "row 和 column 要有一个，也只能有一个")
    axis = "row" if "row" in node else "column"
    addresses = dict.fromkeys(cells)
    known = {getattr(address, axis) for address in addresses}
    for name in (node[axis], *node["sum"]):
        if name not in known:
            fail(f"{key}.sum", f"表里没有{'行' if axis == 'row' else '列'} {name}")
    if not node["sum"]:
        fail(f"{key}.sum", "是空的")
    found: dict[CellAddress, Formula] = {}
    for address in addresses:
        if getattr(address, axis) == node[axis]:
            table, row, column = address
            names: list[str] = node["sum"]
            sources = (
                tuple(CellAddress(table, name, column) for name in names)
                if axis == "row"
                else tuple(CellAddress(table, row, name) for name in names)
            )
            for source in sources:
                if source not in addresses:
                    fail(f"{key}.sum", f"{address} 要用的 {source} 表里没有")
            found[address] = Formula(node["rule"], address, sources, node["explain"])
    return found


def in_order(formulas: Mapping[CellAddress, Formula], fail: Fail) -> tuple[Formula, ...]:
    """The formulas so that every source is computed before what is made of it."""
    sorter = TopologicalSorter(
        {target: [s for s in f.sources if s in formulas] for target, f in formulas.items()}
    )
    try:
        return tuple(formulas[target] for target in sorter.static_order())
    except CycleError as error:
        chain = " → ".join(str(address) for address in error.args[1])
        fail("formulas", f"公式互相引用：{chain}")


def dependents(order: tuple[Formula, ...]) -> dict[CellAddress, tuple[Formula, ...]]:
    """For each cell, every formula it reaches, in the order they must be computed."""
    reaches: dict[CellAddress, list[Formula]] = {}
    reached_by: dict[CellAddress, set[CellAddress]] = {}
    for formula in order:
        origins: set[CellAddress] = set()
        for source in formula.sources:
            origins |= {source} | reached_by.get(source, set())
        reached_by[formula.target] = origins
        for origin in origins:
            reaches.setdefault(origin, []).append(formula)
    return {address: tuple(formulas) for address, formulas in reaches.items()}
