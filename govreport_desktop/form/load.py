"""Read a form's data file, refuse whatever contradicts itself, freeze the rest.

Every error names the file and the key, because whoever writes form data reads them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, NoReturn

from govreport_desktop.errors import FormError
from govreport_desktop.form.formulas import dependents, expand_formula, in_order
from govreport_desktop.form.layout import Layout, Node
from govreport_desktop.form.model import (
    Balance,
    CarryOver,
    CellAddress,
    Form,
    Formula,
    Kind,
    Relation,
    Section,
    Stock,
    Table,
)
from govreport_desktop.paths import resources

SCHEMA = 1

# The keys of each place: required first, then optional, each with its type.
Keys = dict[str, type]
_TOP: tuple[Keys, Keys] = (
    {"schema": int, "id": str, "name": str, "notice": str, "law": str, "first_year": int}
    | {"title": str, "kinds": dict, "sections": list, "tables": list},
    {"last_year": int, "relations": list},
)
_KIND: tuple[Keys, Keys] = ({"type": str, "unit": str, "name": str}, {"minimum": int})
_SECTION: tuple[Keys, Keys] = (
    {"id": str, "kind": str, "heading": str},
    {"number": str, "aliases": list, "hint": str, "optional": bool},
)
_TABLE: tuple[Keys, Keys] = (
    {"id": str, "widths": list, "blocks": list},
    {"keep_together": bool, "formulas": list},
)
_BLOCK: tuple[Keys, Keys] = ({"columns": list, "rows": list}, {"article": str})
_LEAF: Keys = {"label": str, "id": str, "short": str, "aliases": list}
_COLUMN: tuple[Keys, Keys] = ({"label": str}, _LEAF | {"kind": str, "span": int, "row": str})
_COLUMN_GROUP: tuple[Keys, Keys] = ({"label": str, "columns": list}, {"short": str, "row": str})
_ROW: tuple[Keys, Keys] = ({}, _LEAF)
_ROW_GROUP: tuple[Keys, Keys] = ({"label": str, "rows": list}, {"short": str})
_FORMULA: tuple[Keys, Keys] = (
    {"rule": str, "sum": list, "explain": str},
    {"row": str, "column": str},
)
_RELATION: Keys = {
    "rule": str,
    "kind": str,
    "table": str,
    "severity": str,
    "basis": str,
    "message": str,
}
_RELATION_KINDS: dict[str, tuple[type[Relation], Keys]] = {
    "balance": (Balance, {"left": list, "right": list, "left_name": str, "right_name": str}),
    "carry_over": (CarryOver, {"opening": str, "closing": str}),
    "stock": (Stock, {"rows": list, "stock": str, "plus": str, "minus": str}),
}


@cache
def load_form(form_id: str) -> Form:
    """The form of that id. Raises FormError where there is none or its data is wrong."""
    path = resources() / "forms" / f"{form_id}.toml"
    if not form_id.isalnum() or not path.is_file():
        known = "、".join(available_forms())
        raise FormError(f"没有编号为“{form_id}”的格式，可用的格式有：{known}。")
    return read_form(path)


@cache
def available_forms() -> tuple[str, ...]:
    """The ids of the forms there are data for, oldest first."""
    return tuple(sorted(path.stem for path in (resources() / "forms").glob("*.toml")))


def form_for_year(year: int) -> Form:
    """The form prescribed for the report of ``year``. Raises FormError before 2019."""
    for form_id in reversed(available_forms()):
        form = load_form(form_id)
        if form.fits(year):
            return form
    raise FormError(f"{year} 年没有统一格式：全国统一格式从 2019 年度报告开始使用。")


def read_form(path: Path) -> Form:
    """Read and check one data file. Raises FormError with file and key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FormError(f"{path.name}：读不出来（{error}）。") from error
    return _Loader(path.name, data).form()


class _Loader:
    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.name = name
        self.data = data

    def fail(self, key: str, what: str) -> NoReturn:
        raise FormError(f"{self.name}：{key}：{what}。")

    def form(self) -> Form:
        data = self.keys(self.data, "（顶层）", *_TOP)
        if data["schema"] != SCHEMA:
            self.fail("schema", f"是 {data['schema']}，本程序读得懂的是 {SCHEMA}")
        if data["id"] != Path(self.name).stem:
            self.fail("id", f"是 {data['id']}，应与文件名相同")
        self.places(data["title"], "title", frozenset({"office", "year"}))
        kinds = {key: self.kind(key, value) for key, value in data["kinds"].items()}
        sections = tuple(self.section(node, f"sections[{i}]") for i, node in self.each("sections"))
        self.unique([section.id for section in sections], "sections")
        tables: dict[str, Table] = {}
        formulas: dict[CellAddress, Formula] = {}
        for index, node in self.each("tables"):
            table, computed = self.table(node, f"tables[{index}]", kinds, sections)
            if table.id in tables:
                self.fail(f"tables[{index}].id", f"{table.id} 出现了两次")
            tables[table.id] = table
            formulas |= computed
        for section in sections:
            if section.kind == "table" and section.id not in tables:
                self.fail(f"sections.{section.id}", "是表格部分，tables 里却没有这张表")
        order = in_order(formulas, self.fail)
        return Form(
            id=data["id"],
            name=data["name"],
            notice=data["notice"],
            law=data["law"],
            first_year=data["first_year"],
            last_year=data.get("last_year"),
            title=data["title"],
            kinds=MappingProxyType(kinds),
            sections=sections,
            tables=MappingProxyType(tables),
            relations=tuple(
                self.relation(node, f"relations[{i}]", tables) for i, node in self.each("relations")
            ),
            computed=order,
            dependents=MappingProxyType(dependents(order)),
        )

    # ------------------------------------------------------------ pieces
    def kind(self, key: str, node: Any) -> Kind:
        where = f"kinds.{key}"
        node = self.keys(node, where, *_KIND)
        if node["type"] not in ("integer", "decimal"):
            self.fail(f"{where}.type", "应为 integer 或 decimal")
        return Kind(key, node["name"], node["type"], node["unit"], node.get("minimum"))

    def section(self, node: Any, where: str) -> Section:
        node = self.keys(node, where, *_SECTION)
        if node["kind"] not in ("narrative", "table"):
            self.fail(f"{where}.kind", "应为 narrative 或 table")
        return Section(
            id=node["id"],
            kind=node["kind"],
            number=node.get("number", ""),
            heading=node["heading"],
            aliases=tuple(node.get("aliases", ())),
            hint=node.get("hint", ""),
            optional=node.get("optional", False),
        )

    def table(
        self, node: Any, where: str, kinds: dict[str, Kind], sections: tuple[Section, ...]
    ) -> tuple[Table, dict[CellAddress, Formula]]:
        node = self.keys(node, where, *_TABLE)
        section = next((s for s in sections if s.id == node["id"] and s.kind == "table"), None)
        if section is None:
            self.fail(f"{where}.id", f"{node['id']} 不是 sections 里的表格部分")
        if not all(type(width) is int and width > 0 for width in node["widths"]):
            self.fail(f"{where}.widths", "应为正整数")
        layout = Layout(node["id"], section.number, len(node["widths"]), kinds, self.fail)
        for index, block in enumerate(node["blocks"]):
            key = f"{where}.blocks[{index}]"
            self.block(block, key)
            layout.add_block(block, key)
        layout.finish(where)
        formulas = self.formulas(node.get("formulas", []), f"{where}.formulas", layout)
        cells = {
            address: replace(cell, formula=formulas[address]) if address in formulas else cell
            for address, cell in layout.cells.items()
        }
        return Table(
            id=node["id"],
            section=section.id,
            widths=tuple(node["widths"]),
            keep_together=node.get("keep_together", False),
            row_count=layout.row_count,
            column_count=layout.width,
            header_rows=layout.header_rows if len(node["blocks"]) == 1 else 0,
            label_columns=layout.label_columns,
            grid=tuple(layout.grid),
            cells=MappingProxyType(cells),
            row_names=MappingProxyType(layout.row_names),
            column_names=MappingProxyType(layout.column_names),
            row_labels=tuple(layout.row_labels),
            column_labels=tuple(layout.column_labels),
            covering=MappingProxyType(layout.covering),
        ), formulas

    def formulas(self, nodes: list[Any], where: str, layout: Layout) -> dict[CellAddress, Formula]:
        found: dict[CellAddress, Formula] = {}
        for index, node in enumerate(nodes):
            key = f"{where}[{index}]"
            self.keys(node, key, *_FORMULA)
            self.unique(node["sum"], f"{key}.sum")
            # A corner cell has a formula along its row and one down its column; they agree
            # wherever both tables of sums do, so the first one named is kept.
            found = expand_formula(node, key, layout.cells, self.fail) | found
        return found

    def block(self, node: Any, where: str) -> None:
        self.keys(node, where, *_BLOCK)
        self.tree(node["columns"], f"{where}.columns", "columns", _COLUMN, _COLUMN_GROUP)
        self.tree(node["rows"], f"{where}.rows", "rows", _ROW, _ROW_GROUP)

    def tree(
        self,
        nodes: list[Any],
        where: str,
        child: str,
        leaf: tuple[Keys, Keys],
        group: tuple[Keys, Keys],
    ) -> None:
        if not nodes:
            self.fail(where, "是空的")
        for index, node in enumerate(nodes):
            key = f"{where}[{index}]"
            below = isinstance(node, dict) and child in node
            self.keys(node, key, *(group if below else leaf))
            if below:
                self.tree(node[child], f"{key}.{child}", child, leaf, group)
            elif node.get("span", 1) < 1:
                self.fail(f"{key}.span", "不能小于 1")

    def relation(self, node: Any, where: str, tables: Mapping[str, Table]) -> Relation:
        kind = node.get("kind") if isinstance(node, dict) else None
        if not isinstance(kind, str) or kind not in _RELATION_KINDS:
            self.fail(f"{where}.kind", f"应为 {'、'.join(_RELATION_KINDS)} 之一")
        cls, extra = _RELATION_KINDS[kind]
        node = self.keys(node, where, _RELATION | extra, {})
        table = tables.get(node["table"])
        if table is None:
            self.fail(f"{where}.table", f"没有表 {node['table']}")
        if node["severity"] not in ("error", "warning", "info"):
            self.fail(f"{where}.severity", "应为 error、warning 或 info")
        names = {"rows": table.row_names, "left": table.row_names, "right": table.row_names}
        names |= {"opening": table.row_names, "closing": table.row_names}
        names |= dict.fromkeys(("stock", "plus", "minus"), table.column_names)
        for key, known in names.items():
            value = node.get(key, [])
            for name in [value] if isinstance(value, str) else value:
                if name not in known:
                    self.fail(f"{where}.{key}", f"表 {table.id} 里没有 {name}")
        self.places(node["message"], f"{where}.message", cls.PLACES)
        values: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in node.items() if k != "kind"
        }
        return cls(**values)

    # ------------------------------------------------------------ checking
    def each(self, key: str) -> list[tuple[int, Any]]:
        return list(enumerate(self.data.get(key, [])))

    def places(self, sentence: str, where: str, known: frozenset[str]) -> None:
        """Refuse a sentence with a {place} that nothing will fill."""
        try:
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        except ValueError as error:
            self.fail(where, f"花括号不成对（{error}）")
        for name in sorted(names - known):
            self.fail(where, f"不认识 {{{name}}}")

    def unique(self, names: list[str], where: str) -> None:
        for name in names:
            if names.count(name) > 1:
                self.fail(where, f"{name} 出现了两次")

    def keys(self, node: Any, where: str, required: Keys, optional: Keys) -> Node:
        if not isinstance(node, dict):
            self.fail(where, "应为一组键和值")
        for key in node:
            if key not in required and key not in optional:
                self.fail(f"{where}.{key}", "不认识这个键")
        for key, kind in (required | optional).items():
            if key not in node:
                if key in required:
                    self.fail(where, f"缺少 {key}")
            elif not isinstance(node[key], kind):
                self.fail(f"{where}.{key}", f"应为 {kind.__name__}")
        return node
