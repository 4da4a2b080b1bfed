"""From header trees and row trees to the printed grid, with every span checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govreport_desktop import numbering
from govreport_desktop.form.datafile import Node
from govreport_desktop.form.formulas import Fail
from govreport_desktop.form.model import Align, CellAddress, CellSpec, GridCell, Kind, Label, Role
from govreport_desktop.patterns import regex

# 一、 （一） 1. in front of a label: kept in print, left out when the address is spoken.
_NUMBERING = regex(rf"^{numbering.ANY}")


@dataclass(slots=True)
class _Leaf:
    """A row or column at the end of its tree."""

    node: Node
    path: tuple[Node, ...]
    key: str
    start: int
    span: int
    row: str

    @property
    def id(self) -> str:
        return str(self.node.get("id", ""))

    @property
    def name(self) -> str:
        return " · ".join(filter(None, map(short_name, (*self.path, self.node))))


@dataclass(slots=True)
class Layout:
    """What laying out the blocks of one table yields."""

    table: str
    number: str
    width: int
    kinds: dict[str, Kind]
    fail: Fail
    labels: Align = "center"
    article_fill: str = ""
    grid: list[GridCell] = field(default_factory=list)
    cells: dict[CellAddress, CellSpec] = field(default_factory=dict)
    covering: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    row_names: dict[str, str] = field(default_factory=dict)
    column_names: dict[str, str] = field(default_factory=dict)
    row_labels: list[Label] = field(default_factory=list)
    column_labels: list[Label] = field(default_factory=list)
    row_count: int = 0
    label_columns: int = 0
    header_rows: int = 0

    def add_block(self, block: Node, key: str) -> None:
        """Lay out one block below what is there already."""
        article = block.get("article", "")
        if article:
            at, fill = (self.row_count, 0, 1, self.width), self.article_fill
            self._place(GridCell(*at, Role.ARTICLE, article, align="left", fill=fill), key)
            self.row_count += 1
        columns = self._header(block["columns"], f"{key}.columns", article)
        rows = list(_leaves(block["rows"], "rows", f"{key}.rows"))
        self._row_labels(block["rows"], f"{key}.rows", 0, self.row_count)
        for leaf in rows:
            if leaf.id:
                self._name_row(leaf, article)
        for leaf in rows:
            self._values(leaf, columns)
            self.row_count += 1

    def finish(self, key: str) -> None:
        """Check that the printed cells cover the grid without a hole."""
        for row in range(self.row_count):
            for column in range(self.width):
                if (row, column) not in self.covering:
                    self.fail(key, f"第 {row + 1} 行第 {column + 1} 列没有单元格")

    # ------------------------------------------------------------ header
    def _header(self, nodes: list[Node], key: str, article: str) -> list[_Leaf]:
        leaves = list(_leaves(nodes, "columns", key))
        total = sum(leaf.span for leaf in leaves)
        if total != self.width:
            self.fail(key, f"各列跨度之和是 {total}，应为 {self.width}")
        depth = _depth(nodes, "columns")
        self._header_cells(nodes, key, 0, depth, 0)
        labels = [leaf for leaf in leaves if not leaf.id]
        self.label_columns = sum(leaf.span for leaf in labels)
        if any(leaf.start < self.label_columns for leaf in leaves if leaf.id):
            self.fail(key, "没有 id 的列（行标题）必须在最前面")
        self.header_rows = depth
        self.row_count += depth
        columns = [leaf for leaf in leaves if leaf.id]
        for leaf in columns:
            self._name_column(leaf, article)
        return columns

    def _header_cells(self, nodes: list[Node], key: str, level: int, depth: int, start: int) -> int:
        for index, node in enumerate(nodes):
            below = node.get("columns")
            where = f"{key}[{index}]"
            if below:
                end = self._header_cells(below, f"{where}.columns", level + 1, depth, start)
                height = 1
            else:
                end = start + int(node.get("span", 1))
                height = depth - level
            at = (self.row_count + level, start, height, end - start)
            self._place(self._labelled(at, Role.HEADER, node, "center", where), where)
            start = end
        return start

    def _name_column(self, leaf: _Leaf, article: str) -> None:
        name = short_name(leaf.node)
        self.column_names.setdefault(leaf.id, name)
        if leaf.row:
            owner = next(node for node in (leaf.node, *reversed(leaf.path)) if node.get("row"))
            self.row_names.setdefault(leaf.row, short_name(owner))
        self.column_labels.append(_label(leaf, article, leaf.row))

    # ------------------------------------------------------------ rows
    def _row_labels(self, nodes: list[Node], key: str, level: int, row: int) -> int:
        for index, node in enumerate(nodes):
            below = node.get("rows")
            where = f"{key}[{index}]"
            if below:
                end = self._row_labels(below, f"{where}.rows", level + 1, row)
                width = 1
            else:
                end = row + 1
                width = self.label_columns - level
            if not self.label_columns and node.get("label"):
                self.fail(where, "有行标题，表头却没有给它留一列（没有 id 的列）")
            if self.label_columns and width < 1:
                self.fail(where, f"行标题有 {level + 1} 层，表头只留了 {self.label_columns} 列")
            if self.label_columns:
                at = (row, level, end - row, width)
                self._place(self._labelled(at, Role.LABEL, node, self.labels, where), where)
            row = end
        return row

    def _name_row(self, leaf: _Leaf, article: str) -> None:
        if leaf.id in self.row_names:
            self.fail(leaf.key, f"行 {leaf.id} 出现了两次")
        self.row_names[leaf.id] = leaf.name
        self.row_labels.append(_label(leaf, article, ""))

    def _values(self, row: _Leaf, columns: list[_Leaf]) -> None:
        part = f"{self.number} · " if self.number else ""
        for column in columns:
            row_id = column.row or row.id
            if not row_id:
                self.fail(row.key, "这一行没有 id，列上也没有 row")
            address = CellAddress(self.table, row_id, column.id)
            if address in self.cells:
                self.fail(row.key, f"{address} 出现了两次")
            kind = self.kinds.get(column.node.get("kind", ""))
            if kind is None:
                self.fail(column.key, f"数的种类 {column.node.get('kind')!r} 没有在 kinds 里定义")
            row_name, column_name = self.row_names[row_id], self.column_names[column.id]
            self.cells[address] = CellSpec(
                address=address,
                kind=kind,
                row_name=row_name,
                column_name=column_name,
                words=f"{part}{row_name} · {column_name}",
                grid_row=self.row_count,
                grid_column=column.start,
            )
            cell = GridCell(self.row_count, column.start, 1, column.span, Role.VALUE, "", address)
            self._place(cell, row.key)

    def _labelled(
        self, at: tuple[int, int, int, int], role: Role, node: Node, usual: Align, key: str
    ) -> GridCell:
        """The printed cell of a label, set as the data says."""
        text, lines = str(node.get("label", "")), tuple(node.get("lines", ()))
        if lines and "".join(map(str, lines)) != text:
            self.fail(f"{key}.lines", f"合起来应为“{text}”")
        align = alignment(node.get("align", usual), f"{key}.align", self.fail)
        return GridCell(*at, role, text, align=align, lines=lines)

    def _place(self, cell: GridCell, key: str) -> None:
        self.grid.append(cell)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if column >= self.width:
                    self.fail(key, f"“{cell.text}”超出了表的宽度（{self.width} 列）")
                if (row, column) in self.covering:
                    self.fail(key, f"“{cell.text}”与“{self.covering[row, column].text}”重叠")
                self.covering[row, column] = cell


def alignment(name: str, key: str, fail: Fail) -> Align:
    """The alignment of that name; any other is refused."""
    if name == "left":
        return "left"
    if name != "center":
        fail(key, "应为 left 或 center")
    return "center"


def short_name(node: Node) -> str:
    """A label as it is spoken: its ``short``, else the label without its numbering."""
    if "short" in node:
        return str(node["short"])
    return _NUMBERING.sub("", str(node.get("label", "")))


def _label(leaf: _Leaf, article: str, row: str) -> Label:
    return Label(
        id=f"{row}/{leaf.id}" if row else leaf.id,
        text=str(leaf.node.get("label", "")),
        aliases=tuple(leaf.node.get("aliases", ())),
        path=tuple(str(node["label"]) for node in leaf.path),
        article=article,
    )


def _depth(nodes: list[Node], child: str) -> int:
    return 1 + max((_depth(node[child], child) for node in nodes if node.get(child)), default=0)


def _leaves(nodes: list[Node], child: str, key: str) -> Iterator[_Leaf]:
    """The leaves of a tree in printed order, each with where it starts."""

    def walk(level: list[Node], path: tuple[Node, ...], key: str, row: str) -> Iterator[_Leaf]:
        for index, node in enumerate(level):
            where, owner = f"{key}[{index}]", str(node.get("row", row))
            if node.get(child):
                yield from walk(node[child], (*path, node), f"{where}.{child}", owner)
            else:
                yield _Leaf(node, path, where, 0, int(node.get("span", 1)), owner)

    start = 0
    for leaf in walk(nodes, (), key, ""):
        leaf.start = start
        start += leaf.span
        yield leaf
