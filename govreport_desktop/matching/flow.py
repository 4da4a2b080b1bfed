"""Tables that lost their rows: a label, then its numbers, one after the other.

A web page copied as text leaves nothing but the order of its cells. Rows are recognised by
their labels, wherever they stand; the numbers up to the next label are the row's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.halves import PutTogether, halved, halves_behind, in_pieces
from govreport_desktop.matching.header import Header
from govreport_desktop.matching.joined import is_certain, readings
from govreport_desktop.matching.labels import has_figure, has_numbering, is_blank
from govreport_desktop.matching.mention import mention
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import shortened
from govreport_desktop.matching.rows import (
    Item,
    Order,
    Reading,
    adds_up,
    assign,
    in_one_order,
    says_anything,
)
from govreport_desktop.matching.settled import Settled
from govreport_desktop.matching.stuck import ends_row
from govreport_desktop.matching.tokens import Token
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary
from govreport_desktop.report.numbers import is_number, parse_number
from govreport_desktop.source import Place

_STUCK = "最后一个数与下一行的名称连在一起，看不出是不是这一行的，请核对后填写"
# A label may be broken over this many lines.
_MOST_JOINED = 8


def match_flow(stream: Sequence[Token], placing: Placing, vocabulary: Vocabulary) -> None:
    """Place every number of ``stream``; the ones that cannot be placed are left over."""
    _Flow(placing, vocabulary).run(stream)


class _Waiting(NamedTuple):
    """A row below a header in another order than the form's, with the orders it may have."""

    row: Hit
    label: str
    items: Sequence[Item]
    orders: Sequence[Order]


@dataclass(slots=True)
class _Flow:
    placing: Placing
    vocabulary: Vocabulary
    header: Header = field(init=False)
    in_header: bool = True
    row: Hit | None = None
    label: str = ""
    at: Place = field(default_factory=lambda: Place(0))
    items: list[Item] = field(default_factory=list)
    blanks: list[tuple[CellAddress, Place]] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)
    settled: Settled = field(init=False)
    # The rows whose label stands in the stream with its number, and where it does so last.
    numbered: dict[Hit, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.header = Header(self.vocabulary)
        self.settled = Settled(self.placing)

    def run(self, stream: Sequence[Token]) -> None:
        self.numbered = self._numbered(stream)
        index = 0
        while index < len(stream):
            token = stream[index]
            if token.figure:
                self.items.append(
                    Item(token.text, token.place, token.glued, token.apart, token.ahead)
                )
                index += 1
                continue
            hits, used = self._longest(stream, index)
            if not hits and (ends := self._ends(stream, index)):
                self.items += ends
                index = next(n for n in range(index, len(stream)) if stream[n].figure) + len(ends)
                continue
            within = self._is_within(stream, index)
            self._flush(closed=bool(hits))
            self.label, self.at = token.text, token.place
            hits = self._not_named_better(hits, token, index + used)
            for part in stream[index : index + used] if hits else ():
                if has_figure(part.text):
                    self.placing.leave(part.text, part.place)
            after = stream[index + used] if index + used < len(stream) else None
            heads = after is not None and not after.figure
            self._label(hits, token, heads=heads, within=within)
            index += used
        self._flush()
        self._decide()
        self.settled.settle()
        # Rows without a number between rows with some are blank; labels alone are a header.
        if self.settled.any:
            for address, place in self.blanks:
                self.placing.put(address, "", place)

    def _numbered(self, stream: Sequence[Token]) -> dict[Hit, int]:
        return {
            hit: index
            for index, token in enumerate(stream)
            if not token.figure and has_numbering(token.text)
            for hit in self.vocabulary.find(token.text)
            if hit.part is Part.ROW
        }

    def _not_named_better(self, hits: Sequence[Hit], token: Token, end: int) -> tuple[Hit, ...]:
        """``hits``, but none below a header if a row of them has its number from ``end`` on.

        其他 alone may be half of 其他处理 beside a row whose label is broken; 3.其他 is the row.
        """
        bare = not self.in_header and not has_numbering(token.text)
        return () if bare and any(self.numbered.get(hit, -1) >= end for hit in hits) else (*hits,)

    def _ends(self, stream: Sequence[Token], index: int) -> list[Item]:
        """What stands below the row behind half of its label, and may be halves of its numbers."""
        row = self.row
        if row is None or row.part is not Part.ROW or not self.items:
            return []
        width = len(self.vocabulary.columns_of[row.table, row.row])
        return halves_behind(stream, index, width, self.vocabulary)

    def _longest(self, stream: Sequence[Token], index: int) -> tuple[tuple[Hit, ...], int]:
        """The label that starts at ``index``, with as many lines as it is broken over."""
        words = ""
        best: tuple[tuple[Hit, ...], int] = ((), 1)
        for used in range(1, _MOST_JOINED + 1):
            at = index + used - 1
            if at >= len(stream) or stream[at].figure:
                break
            words += stream[at].text
            hits = self.vocabulary.find(words)
            if hits:
                best = hits, used
        if best[0]:
            return best
        text = stream[index].text
        hits, score = self.vocabulary.near(text), 0
        if not hits:
            hits, score = self.vocabulary.alike(text)
        if score:
            self.placing.guesses.add(hits[0], text, score)
        return hits, 1

    def _is_within(self, stream: Sequence[Token], index: int) -> bool:
        """Whether numbers of one row stand on the same line before and behind ``index``."""
        at = stream[index].place
        behind = stream[index + 1] if index + 1 < len(stream) else None
        numbers = self.row is not None and bool(self.items) and self.items[-1].place == at
        return numbers and behind is not None and behind.figure and behind.place == at

    def _label(self, hits: Sequence[Hit], token: Token, *, heads: bool, within: bool) -> None:
        text = token.text
        hits = [hit for hit in hits if not self.vocabulary.is_begun(text, hit)]
        hit = self._choose(hits, heads=heads)
        if hit is None:
            self.row = None
            mention(token, self.placing, self.vocabulary, within=within)
            if self.in_header:
                self.header.add((), text, token.place)
        elif hit.part is Part.ROW:
            self.row, self.in_header = hit, False
        elif hit.part is Part.ROW_GROUP:
            self.row, self.in_header = None, False
        else:
            self._head(hit, hits, token)

    def _head(self, hit: Hit, hits: Sequence[Hit], token: Token) -> None:
        """A label of a header: a new header where rows came before it."""
        if not self.in_header or hit.part is Part.ARTICLE:
            self._decide()
            self.header = Header(self.vocabulary)
        self.in_header = True
        self.row = hit if hit.part is Part.GROUP and hit.row else None
        if hit.part in (Part.COLUMN, Part.GROUP):
            own = [other for other in hits if other.part is hit.part]
            self.header.add(own, token.text, token.place)

    def _choose(self, hits: Sequence[Hit], *, heads: bool) -> Hit | None:
        """Of the meanings of a label the one that fits where it stands: 其他, 总计.

        ``heads`` says that another label follows, not the numbers of a row.
        """
        rows = [hit for hit in hits if hit.part is Part.ROW]
        others = [hit for hit in hits if hit.part is not Part.ROW]
        if rows and others:
            return others[0] if self.in_header and (heads or self.header.heads) else rows[0]
        return next(iter(hits), None)

    def _flush(self, closed: bool = False) -> None:
        """Place the numbers since the last label; ``closed`` if another label follows."""
        items: Sequence[Item] = self.items
        self.items = []
        if items or closed:
            self.settled.settle_joined(strays := self.row is None and says_anything(items))
            if strays and self.waiting and any(item.halves for item in self.waiting[-1].items):
                self.waiting[-1] = self.waiting[-1]._replace(orders=[])
        if not says_anything(items):
            if items or closed:
                self._blank_row(items)
            return
        orders = self._orders(items)
        if len(items) > 1 and items[-1].ahead:
            items, orders = self._to_its_end(items, orders)
        if any(item.apart for item in items):
            items, orders = self._whole(items, orders, halved)
        elif len(items) > min(map(len, orders), default=len(items)):
            items, orders = self._whole(items, orders, in_pieces)
        if self.row is not None and self.row.part is Part.ROW and self._deviates(self.row):
            self.waiting.append(_Waiting(self.row, self.label, items, orders))
            return
        if len(items) == 1 and items[0].glued and orders:
            self._take_apart(items[0], orders[0])
            return
        pairs = assign(self.placing.form, items, orders)
        if pairs and (self.row is None or self.row.part is not Part.ROW):
            pairs = self._summed(pairs)
        self.settled.place(pairs, items, self.label, self.header)

    def _to_its_end(
        self, items: Sequence[Item], orders: list[Order]
    ) -> tuple[Sequence[Item], list[Order]]:
        """The numbers of a row whose last one the next label is stuck to: with it or without it.

        No orders are left where that is open and somebody is asked.
        """
        form = self.placing.form
        ends, whole = ends_row(form, items, orders), assign(form, items, orders)
        if ends is False:
            self.placing.leave(items[-1].text, items[-1].place)
            return items[:-1], orders
        if ends is None and whole:
            order, way = zip(*((a, item.text) for a, item in whole if a), strict=True)
            self._ask(items, order, [way], _STUCK)
            return [], []
        return items, orders

    def _whole(
        self, items: Sequence[Item], orders: list[Order], put_together: PutTogether
    ) -> tuple[Sequence[Item], list[Order]]:
        """The numbers of a row with more than it has: the row's, halves of them, or the page's.

        No orders are left where that is open.
        """
        form = self.placing.form
        if (pairs := assign(form, items, orders)) is not None:
            taken = [item for _, item in pairs]
            spare = [item for item in items if item.text.strip() and item not in taken]
        else:
            found = put_together(form, items, orders)
            self.settled.broken = True
            taken, spare = [*found.items], [*found.spare]
            if found.ways:
                listed = "；".join("、".join(way) for way in found.ways)
                reason = f"下面的数也许是上面的数的后半截，可读作 {listed}，请核对后填写"
                self._ask(items, found.order, found.ways, reason)
                return [], []
        for item in spare if taken else ():
            self.placing.leave(item.text, item.place)
        return (taken, orders) if taken else (items, [])

    def _ask(
        self,
        items: Sequence[Item],
        order: Sequence[CellAddress],
        ways: Sequence[tuple[str, ...]],
        reason: str,
    ) -> None:
        """Numbers that may be the row's, or halves of such: somebody has to say."""
        whole = items[0]._replace(text=" ".join(i.text for i in items if i.text.strip()))
        self.placing.ask(whole, self.label, order, ways)
        for item in items:
            self.placing.leave(item.text, item.place, self.label, reason, tuple(order))

    def _summed(self, pairs: Reading) -> Reading:
        """Numbers far from any label are those of a group only where its total says so."""
        groups = dict.fromkeys(address.row for address, _ in pairs if address is not None)
        told = {
            row: self._adds_up([p for p in pairs if p[0] and p[0].row == row]) for row in groups
        }
        # Words in a cell (见附件) leave its group to the others of the line.
        open_too = False in told.values() or True not in told.values()
        wrong = {row for row, sums in told.items() if sums is False or (sums is None and open_too)}
        return [(None if a and a.row in wrong else a, item) for a, item in pairs]

    def _adds_up(self, pairs: Reading) -> bool | None:
        """Whether the total of a group is its sum; None where words stand in one of its cells."""
        form = self.placing.form
        read = [
            parse_number(i.text, form.cell(a).kind) for a, i in pairs if a and not is_blank(i.text)
        ]
        return adds_up(form, pairs) is not False if all(map(is_number, read)) else None

    def _deviates(self, row: Hit) -> bool:
        return self.header.deviates(row.table, row.row)

    def _decide(self) -> None:
        """Place the rows below a header in another order than the form's: one order for all."""
        waiting, self.waiting = self.waiting, []
        form = self.placing.form
        for _, rows in groupby(waiting, key=lambda one: len(one.orders)):
            found = list(rows)
            chosen = in_one_order(form, [(one.items, one.orders) for one in found])
            for one, pairs in zip(found, chosen, strict=True):
                if pairs is not None:
                    self._say_order(one.row, [address for address, _ in pairs])
                self.settled.place(pairs, one.items, one.label, self.header)

    def _say_order(self, row: Hit, order: Order) -> None:
        """A header in another order than the form's: whichever was taken, somebody has to look."""
        columns = [address.column for address in order if address is not None]
        printed = columns == list(self.vocabulary.columns_of[row.table, row.row])
        title = self.placing.form.section(self.placing.form.tables[row.table].section).title
        taken = "已按格式的顺序读入" if printed else "已按来源表头的顺序读入"
        self.placing.note(
            f"“{title}”的表头与格式的顺序不同，{taken}，请核对各列。", *filter(None, order)
        )

    def _blank_row(self, items: Sequence[Item]) -> None:
        """A row that states nothing in any of its cells: all of them are blank."""
        if self.row is None or self.row.part is not Part.ROW:
            return
        place = items[0].place if items else self.at
        for order in self.header.orders(self.row.table, self.row.row)[:1]:
            self.blanks += ((address, place) for address in order if address is not None)

    def _take_apart(self, item: Item, order: Order) -> None:
        """Numbers run together: filled in where the relations leave a single reading."""
        form = self.placing.form
        ways = readings(form, order, item.text)
        if len(ways) == 1 and is_certain(form, order):
            for address, figure in zip(order, ways[0], strict=True):
                assert address is not None
                self.placing.put(address, figure, item.place, self.header.text_of(address))
            if len(order) > 1:
                read = "、".join(ways[0])
                self.placing.note(
                    f"“{shortened(self.label)}”的数连在一起（{item.text}），按表内关系只有一种读法：{read}。",
                    *filter(None, order),
                )
            return
        if ways:
            self.placing.ask(item, self.label, order, ways)
        cells = tuple(filter(None, order))
        listed = "；".join("、".join(way) for way in ways)
        asked = f"可读作 {listed}" if ways else "分不开"
        reason = f"数连在一起，{asked}，请核对后填写"
        self.placing.leave(item.text, item.place, self.label, reason, cells)

    def _orders(self, items: Sequence[Item]) -> list[Order]:
        if self.row is not None and self.row.part is Part.ROW:
            return self.header.orders(self.row.table, self.row.row)
        if self.row is not None:
            # 行政复议 straight before its five numbers, or the last of a broken header.
            own = self._own_row(self.row)
            if sum(bool(item.text.strip()) for item in items) == len(own):
                return [own]
        return self.header.line_orders() if self.in_header else []

    def _own_row(self, hit: Hit) -> list[CellAddress]:
        return [
            CellAddress(hit.table, hit.row, column)
            for column in self.vocabulary.columns_of[hit.table, hit.row]
        ]
