"""The header of a flat table: which column is which, from nothing but the order of its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.rows import Order
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary


class _Head(NamedTuple):
    """A label in a header: its position there, its text, and what it may name."""

    position: int
    text: str
    hits: tuple[Hit, ...]


@dataclass(slots=True)
class Header:
    """The labels of a header, in the order they stand in the source."""

    vocabulary: Vocabulary
    heads: list[_Head] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The table most of the labels name; "" where none does."""
        named = Counter(table for head in self.heads for table in {h.table for h in head.hits})
        return max(named, key=lambda table: named[table], default="")

    def add(self, hits: Sequence[Hit], text: str) -> None:
        """A label: what it names in the form, nothing for 小计 or half of a broken one."""
        self.heads.append(_Head(len(self.heads), text, tuple(hits)))

    def text_of(self, address: CellAddress) -> str:
        """The label of the column of ``address`` as it stands in the source, for its unit."""
        for head in self.heads:
            for hit in head.hits:
                if hit.part is Part.COLUMN and (hit.table, hit.column) == (
                    address.table,
                    address.column,
                ):
                    return head.text
        return ""

    def orders(self, table: str, row: str) -> list[Order]:
        """The columns of a row as the header has them, else as the form prints them."""
        columns = self.vocabulary.columns_of[table, row]
        printed: Order = [CellAddress(table, row, column) for column in columns]
        named = self._leaves(table, columns)
        known = [leaf for leaf in named if leaf is not None]
        foreign = any(
            hit.part is Part.COLUMN and hit.table == table and hit.column not in columns
            for head in self.heads
            for hit in head.hits
        )
        if not known:
            # No header, or one of another block; but a header of words the form does not
            # have is another form's, and its numbers mean something else.
            unknown = any(not head.hits for head in self.heads)
            return [] if unknown and not foreign else [printed]
        # A word nobody knows before the first column stands above the labels.
        while named and named[0] is None:
            named = named[1:]
        order: Order = [CellAddress(table, row, leaf) if leaf else None for leaf in named]
        bare: Order = [CellAddress(table, row, leaf) for leaf in known]
        if not _in_order(known, columns):
            return self._deviating(bare, printed)
        if len(known) == len(columns):
            return [order, printed] if len(order) != len(printed) else [printed]
        if len(named) <= len(columns):
            # Some labels broken or missing: all columns if the numbers say so.
            return [printed] if len(named) != len(known) else [order, printed]
        return [order, printed] if self._is_broken() else [order]

    def deviates(self, table: str, row: str) -> bool:
        """Whether the labels stand in another order than the form prints the columns in."""
        columns = self.vocabulary.columns_of[table, row]
        known = [leaf for leaf in self._leaves(table, columns) if leaf is not None]
        return not _in_order(known, columns)

    def _deviating(self, bare: Order, printed: Order) -> list[Order]:
        """Text in reading order prints a low cell before a high one that stands left of it.

        So another order than the form's is believed only where the form's contradicts the
        totals and this one does not; of a part of the columns nothing can be said.
        """
        if len(bare) == len(printed):
            return [printed, bare]
        return [printed] if self._is_broken() else []

    def _is_broken(self) -> bool:
        """商业, and 企业 one row below: labels in pieces say nothing of the order."""
        unknown = [head.text for head in self.heads if not head.hits]
        return bool(unknown) and all(map(self.vocabulary.is_piece, unknown))

    def line_orders(self) -> list[Order]:
        """The cells of the one line of numbers of a table without row labels (part 四)."""
        leaves = self.vocabulary.leaves_of.get(self.table)
        return [leaves] if leaves else []

    def _leaves(self, table: str, columns: Sequence[str]) -> list[str | None]:
        """The column ids in the order their cells stand under the header; None is unknown.

        A header of several levels is written level by level: what stands under a group goes
        where the group is, so columns are sorted by the positions of all labels above them.
        """
        placed: list[tuple[tuple[int, ...], str | None]] = []
        above: tuple[int, ...] = ()
        positions = {
            hit.words: head.position
            for head in self.heads
            for hit in head.hits
            if hit.part is Part.GROUP
        }
        for head in self.heads:
            hit = next((h for h in head.hits if h.table == table), None)
            if hit is not None and hit.part is Part.COLUMN and hit.column in columns:
                above = tuple(positions[words] for words in hit.path if words in positions)
                placed.append(((*above, head.position), hit.column))
            elif not head.hits:
                placed.append(((*above, head.position), None))
        placed.sort(key=lambda pair: pair[0])
        seen: list[str | None] = []
        for _, column in placed:
            if column is None or column not in seen:
                seen.append(column)
        return seen


def _in_order(known: Sequence[str], columns: Sequence[str]) -> bool:
    positions = [columns.index(column) for column in known]
    return positions == sorted(positions)
