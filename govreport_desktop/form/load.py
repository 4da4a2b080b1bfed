"""Read a form's data file, refuse whatever contradicts itself, freeze the rest.

Every error names the file and the key, because whoever writes form data reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govreport_desktop.form.datafile import DataFile, Node, Pair
from govreport_desktop.form.facts import expand_facts
from govreport_desktop.form.formulas import dependents, expand_formula, in_order
from govreport_desktop.form.help import Help
from govreport_desktop.form.keys import (
    BLOCK,
    COLUMN,
    COLUMN_GROUP,
    FORMULA,
    KIND,
    RELATION,
    RELATION_KINDS,
    ROW,
    ROW_GROUP,
    SECTION,
    TABLE,
    TOP,
)
from govreport_desktop.form.layout import Layout, alignment
from govreport_desktop.form.meaning import ROLES, SectionRole
from govreport_desktop.form.model import (
    CellAddress,
    Form,
    Formula,
    Kind,
    Relation,
    Section,
    Table,
)
from govreport_desktop.patterns import regex

SCHEMA = 1
TITLE_PLACES = frozenset({"office", "year", "year_before"})
_COLOUR = regex("[0-9A-F]{6}")
# Names that mean something else where a section's id stands: in our CSV, in the window's
# list of parts and among the parts a document has besides the form's.
_TAKEN = frozenset({"form", "office", "notes", "signature", "facts"})
# Roles whose text the checks read.
_PROSE = frozenset({"preamble", "overview", "problems", "other"})


def read_form(path: Path) -> Form:
    """Read and check one data file. Raises FormError with file and key."""
    return _Loader.of(path).form(path)


class _Loader(DataFile):
    __slots__ = ()

    def form(self, path: Path) -> Form:
        data = self.keys(self.data, "（顶层）", *TOP)
        self.schema(SCHEMA)
        if data["id"] != Path(self.name).stem:
            self.fail("id", f"是 {data['id']}，应与文件名相同")
        self.places(data["title"], "title", TITLE_PLACES)
        kinds = {key: self.kind(key, value) for key, value in data["kinds"].items()}
        sections = self.sections()
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
            first_year=data["first_year"],
            last_year=data.get("last_year"),
            organs=self.organs(),
            title=data["title"],
            article_fill=self.fill(),
            kinds=MappingProxyType(kinds),
            sections=sections,
            tables=MappingProxyType(tables),
            facts=MappingProxyType(expand_facts(data.get("facts", {}), tables, self.fail)),
            relations=self.relations(tables),
            computed=order,
            dependents=MappingProxyType(dependents(order)),
            help=self.help(path, sections, tables),
        )

    # ------------------------------------------------------------ pieces
    def help(self, path: Path, sections: tuple[Section, ...], tables: dict[str, Table]) -> Help:
        ids = {id_: (table.row_names, table.column_names) for id_, table in tables.items()}
        return Help(path, self.data["notice"], [section.id for section in sections], ids)

    def kind(self, key: str, node: Any) -> Kind:
        where = f"kinds.{key}"
        node = self.keys(node, where, *KIND)
        if node["type"] not in ("integer", "decimal"):
            self.fail(f"{where}.type", "应为 integer 或 decimal")
        return Kind(key, node["name"], node["type"], node["unit"], node.get("minimum"))

    def organs(self) -> tuple[str, ...]:
        kinds = self.data.get("organs", [])
        if kinds:
            from govreport_desktop.form.organs import organs  # for few forms only
        for kind in kinds:
            if kind not in organs().kinds:
                self.fail("organs", f"没有机关类别 {kind}")
        return tuple(kinds)

    def fill(self) -> str:
        fill = str(self.data.get("article_fill", ""))
        if fill and not _COLOUR.fullmatch(fill):
            self.fail("article_fill", "应为六位十六进制的颜色，如 C6D9F1")
        return fill

    def sections(self) -> tuple[Section, ...]:
        sections = tuple(self.section(node, f"sections[{i}]") for i, node in self.each("sections"))
        self.unique([section.id for section in sections], "sections")
        self.unique([section.role for section in sections if section.role], "sections.role")
        return sections

    def section(self, node: Any, where: str) -> Section:
        node = self.keys(node, where, *SECTION)
        if node["kind"] not in ("narrative", "table"):
            self.fail(f"{where}.kind", "应为 narrative 或 table")
        if node["id"] in _TAKEN or "/" in node["id"]:
            self.fail(f"{where}.id", f"不能用 {node['id']}")
        return Section(
            id=node["id"],
            role=self.role(node, where),
            kind=node["kind"],
            number=node.get("number", ""),
            heading=node["heading"],
            aliases=tuple(node.get("aliases", ())),
            hint=node.get("hint", ""),
            optional=node.get("optional", False),
        )

    def role(self, node: Node, where: str) -> SectionRole | None:
        role = next((role for role in ROLES if role == node.get("role")), None)
        if "role" in node and role is None:
            self.fail(f"{where}.role", f"不认识 {node['role']}，应为 {'、'.join(ROLES)} 之一")
        if role in _PROSE and node["kind"] != "narrative":
            self.fail(f"{where}.role", f"{role} 应为文字部分（narrative）")
        return role

    def table(
        self, node: Any, where: str, kinds: dict[str, Kind], sections: tuple[Section, ...]
    ) -> tuple[Table, dict[CellAddress, Formula]]:
        node = self.keys(node, where, *TABLE)
        section = next((s for s in sections if s.id == node["id"] and s.kind == "table"), None)
        if section is None:
            self.fail(f"{where}.id", f"{node['id']} 不是 sections 里的表格部分")
        if not all(type(width) is int and width > 0 for width in node["widths"]):
            self.fail(f"{where}.widths", "应为正整数")
        labels = alignment(node.get("row_labels", "center"), f"{where}.row_labels", self.fail)
        width, fill = len(node["widths"]), self.data.get("article_fill", "")
        layout = Layout(node["id"], section.number, width, kinds, self.fail, labels, fill)
        for index, block in enumerate(node["blocks"]):
            key = f"{where}.blocks[{index}]"
            self.block(block, key)
            layout.add_block(block, key)
        layout.finish(where)
        formulas = self.formulas(node.get("formulas", []), f"{where}.formulas", layout)
        cells = {
            address: cell._replace(formula=formulas[address]) if address in formulas else cell
            for address, cell in layout.cells.items()
        }
        return Table(
            id=node["id"],
            section=section.id,
            widths=tuple(node["widths"]),
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
            self.keys(node, key, *FORMULA)
            self.unique(node["sum"], f"{key}.sum")
            # A corner cell has a formula along its row and one down its column; they agree
            # wherever both tables of sums do, so the first one named is kept.
            found = expand_formula(node, key, layout.cells, self.fail) | found
        return found

    def block(self, node: Any, where: str) -> None:
        self.keys(node, where, *BLOCK)
        self.tree(node["columns"], f"{where}.columns", "columns", COLUMN, COLUMN_GROUP)
        self.tree(node["rows"], f"{where}.rows", "rows", ROW, ROW_GROUP)

    def tree(
        self,
        nodes: list[Any],
        where: str,
        child: str,
        leaf: Pair,
        group: Pair,
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

    def relations(self, tables: Mapping[str, Table]) -> tuple[Relation, ...]:
        return tuple(
            self.relation(node, f"relations[{i}]", tables) for i, node in self.each("relations")
        )

    def relation(self, node: Any, where: str, tables: Mapping[str, Table]) -> Relation:
        kind = node.get("kind") if isinstance(node, dict) else None
        if not isinstance(kind, str) or kind not in RELATION_KINDS:
            self.fail(f"{where}.kind", f"应为 {'、'.join(RELATION_KINDS)} 之一")
        cls, extra = RELATION_KINDS[kind]
        node = self.keys(node, where, RELATION | extra, {})
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
