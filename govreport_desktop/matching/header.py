"""The header of a flat table: which column is which, from nothing but the order of its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.labels import key
from govreport_desktop.matching.rows import Order
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary
from govreport_desktop.source import Place


class _Head(NamedTuple):
    """A label in a header: its position there, its text, what it may name, and its place."""

    position: int
    text: str
    hits: tuple[Hit, ...]
    place: Place


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

    def add(self, hits: Sequence[Hit], text: str, place: Place) -> None:
        """A label: what it names in the form, nothing for 小计 or half of a broken one."""
        self.heads.append(_Head(len(self.heads), text, tuple(hits), place))

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
            strange = unknown and not foreign and not self._is_spelled_down(table, columns)
            return [] if strange else [printed]
        # A word nobody knows before the first column stands above the labels.
        while named and named[0] is None:
            named = named[1:]
        order: Order = [CellAddress(table, row, leaf) if leaf else None for leaf in named]
        bare: Order = [CellAddress(table, row, leaf) for leaf in known]
        if not _in_order(known, columns):
            return self._deviating(bare, printed, columns)
        if len(known) == len(columns):
            return [order, printed] if len(order) != len(printed) else [printed]
        if len(named) <= len(columns):
            # Some labels broken or missing: all columns if the numbers say so.
            return [printed] if len(named) != len(known) else [order, printed]
        return [order, printed] if self._is_broken() else [order]

    def _is_spelled_down(self, table: str, columns: Sequence[str]) -> bool:
        """Whether the labels stand sign below sign, in the form's order: 商 科 社, 业 研 会.

        Every line of it says the order, and most of the labels begin in one of them: a short
        label begins lower than a long one beside it.
        """
        names = self.vocabulary.form.tables[table].column_names
        labels = [key(names[column].split(" · ")[-1]) for column in columns]
        lines: dict[tuple[int, int], list[str]] = {}
        for head in self.heads:
            corner = len(key(head.text)) > 1 and self.vocabulary.is_piece(head.text)
            if not (head.hits or corner):
                lines.setdefault((head.place.block, head.place.row), []).append(key(head.text))
        begun: set[int] = set()
        for signs in lines.values():
            at = -1
            for sign in signs:
                at = next((n for n in range(at + 1, len(labels)) if sign in labels[n]), -2)
                if at < 0 or len(sign) != 1:
                    return False
                begun |= {at} if labels[at].startswith(sign) else set()
        return 2 * len(begun) > len(labels)

    def deviates(self, table: str, row: str) -> bool:
        """Whether the labels stand in another order than the form prints the columns in."""
        columns = self.vocabulary.columns_of[table, row]
        known = [leaf for leaf in self._leaves(table, columns) if leaf is not None]
        return not _in_order(known, columns)

    def _deviating(self, bare: Order, printed: Order, columns: Sequence[str]) -> list[Order]:
        """The orders a header may mean that is in another one than the form's.

        Text in reading order prints a low cell before a high one that stands left of it: then
        the totals choose. Labels of one row say themselves how they stand; labels of one level
        below each other say nothing, and neither does a part of the columns.
        """
        if len(bare) != len(printed):
            return [printed] if self._is_broken() else []
        table = printed[0].table if printed[0] else ""
        if self._shown(table, columns):
            return [bare]
        return [printed, bare] if self._levels_in_order(table, columns) else []

    def _shown(self, table: str, columns: Sequence[str]) -> bool:
        """Whether the labels of one row of a table, or siblings on one line, are turned round."""
        rows: dict[tuple[int, int], list[int]] = {}
        lines: dict[tuple[int, int, tuple[str, ...]], list[int]] = {}
        for head in self.heads:
            line = head.place.block, head.place.row
            if (rank := self._rank(head, table, columns)) is None:
                continue
            if head.place.column is not None:
                rows.setdefault(line, []).append(rank)
            for path in self._paths(head, table, columns):
                lines.setdefault((*line, path), []).append(rank)
        return any(ranks != sorted(ranks) for ranks in (*rows.values(), *lines.values()))

    def _levels_in_order(self, table: str, columns: Sequence[str]) -> bool:
        """Whether the labels of each level, on whatever lines, are in the form's order."""
        levels: dict[tuple[str, ...], list[int]] = {}
        for head in self.heads:
            for path in self._paths(head, table, columns):
                rank = self._rank(head, table, columns)
                levels.setdefault(path, []).append(-1 if rank is None else rank)
        return all(ranks == sorted(ranks) for path, ranks in levels.items() if path)

    def _paths(self, head: _Head, table: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """What stands above the column that ``head`` names, in the form."""
        for hit in head.hits[:1]:
            if hit.part is Part.COLUMN and hit.table == table and hit.column in columns:
                yield hit.path

    def _rank(self, head: _Head, table: str, columns: Sequence[str]) -> int | None:
        """The number of the column that ``head`` names, of the first one below a group."""
        for hit in head.hits:
            if hit.table != table:
                continue
            if hit.part is Part.COLUMN and hit.column in columns:
                return list(columns).index(hit.column)
            if hit.part is Part.GROUP:
                below = self.vocabulary.columns_below(table, hit.words)
                ranks = [n for n, column in enumerate(columns) if column in below]
                return min(ranks, default=None)
        return None

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
