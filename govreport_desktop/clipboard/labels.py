"""Which row and which column of a statutory table a pasted label names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from govreport_desktop.clipboard.block import Block
from govreport_desktop.form.model import Label, Role, Table

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、](?!\d))"
)
_FIGURE = re.compile(r"[=+-]?[\d.,+\-]*\d[\d.,+\-]*(?:万元|亿元|元|件次|件|项|个|次|宗|起|人次)?")


def plain(text: str) -> str:
    """A label without numbering, blanks and punctuation, in half-width characters."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = _NUMBERING.sub("", text)
    return "".join(char for char in text if char.isalnum())


def is_figure(text: str) -> bool:
    """Whether a pasted cell was meant as a number."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return bool(_FIGURE.fullmatch(text))


class TableLabels:
    """The labels of one table, each with the grid row or grid column it stands for."""

    def __init__(self, table: Table) -> None:
        self._label_columns = table.label_columns
        rows = {spec.address.row: spec.grid_row for spec in table.cells.values()}
        self.rows = _unique(
            (text, rows[label.id])
            for label in table.row_labels
            for text in _wordings(label)
            if label.id in rows
        )
        columns: dict[str, int] = {}
        for spec in table.cells.values():
            address = spec.address
            columns.setdefault(address.column, spec.grid_column)
            columns.setdefault(f"{address.row}/{address.column}", spec.grid_column)
        self.columns = _unique(
            (text, columns[label.id]) for label in table.column_labels for text in _wordings(label)
        )
        self.known = set(self.rows) | set(self.columns)
        self.known |= {plain(cell.text) for cell in table.grid if cell.role is not Role.VALUE}
        self.known.discard("")

    def row_of(self, row: tuple[str, ...]) -> tuple[int, int] | None:
        """The grid row a pasted row names, and the position of the cell that names it."""
        hit = None
        # Further right stand headings: 总计 and 其他 name a column as well as a row.
        for column, text in enumerate(row[: self._label_columns]):
            if is_figure(text):
                break
            if plain(text) in self.rows:
                hit = (self.rows[plain(text)], column)
        return hit

    def is_heading(self, row: tuple[str, ...]) -> bool:
        """Whether a pasted row consists of this table's labels alone."""
        texts = [text for text in row if text.strip()]
        return bool(texts) and all(plain(text) in self.known for text in texts)

    def column_of(self, heading: Block, column: int) -> int | None:
        """The grid column that the heading rows above a pasted column name."""
        for row in reversed(heading):
            found = self.columns.get(plain(row[column]))
            if found is not None:
                return found
        return None


def _wordings(label: Label) -> list[str]:
    return [plain(text) for text in (label.text, *label.aliases)]


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Wordings that stand for one place only: part 四 prints 结果维持 three times."""
    places: dict[str, set[int]] = {}
    for text, place in pairs:
        places.setdefault(text, set()).add(place)
    return {text: found.pop() for text, found in places.items() if text and len(found) == 1}
