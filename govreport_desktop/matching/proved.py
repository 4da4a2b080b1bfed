"""A table whose rows came apart, proved by its own sums.

Text copied in reading order keeps the numbers of parts three and four row by row, but not
beside their labels. Where every printed total is the sum the form asks for in one way of
laying the numbers out and in no other, each number has its cell: thirty sums agree at once.
Numbers no way needs, such as those of pages, belong to no cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, takewhile

from govreport_desktop.form import Form
from govreport_desktop.form.model import Balance, CellAddress, Table
from govreport_desktop.matching.blocks import Blocks
from govreport_desktop.matching.labels import is_blank, key
from govreport_desktop.matching.laying import MOST_SPARE, Equation, Line, Run, Search
from govreport_desktop.matching.tokens import Token
from govreport_desktop.matching.vocabulary import Part, Vocabulary
from govreport_desktop.report.numbers import Number, is_number, parse_number

# Fewer sums could agree by chance.
_FEWEST_SUMS = 3
# Labels of one level that show their order; fewer may be pieces of others.
_FEWEST_WHOLE = 3

Laid = dict[CellAddress, Token]


def prove(form: Form, table: Table, stream: Sequence[Token], vocabulary: Vocabulary) -> Laid | None:
    """The cell of each number of ``stream``, totals included; None where nothing is proved.

    Labels must not speak against it: a label of a row with that row's numbers straight
    behind it has to be the row that the sums say.
    """
    kinds = {spec.kind for spec in table.cells.values()}
    figures = [token for token in stream if token.figure and not is_blank(token.text)]
    most = len(table.cells) + MOST_SPARE
    if len(kinds) != 1 or not len(table.cells) // 2 < len(figures) <= most:
        return None
    if _is_turned(table, stream, vocabulary):
        return None
    kind = kinds.pop()
    read = [(token, parse_number(token.text, kind)) for token in figures]
    pairs = [(token, number) for token, number in read if is_number(number)]
    halves = {n: t.text for n, (t, _) in enumerate(pairs) if _may_be_half(t)}
    for lines, search, ways in _ways(form, table, [number for _, number in pairs], halves):
        numbers = search.numbers
        found = {tuple(numbers[i] for i in way): way for way in ways}
        if len(found) > 1:
            return None
        for way in found.values():
            laid = {a: _token(pairs, search, i) for a, i in zip(chain(*lines), way, strict=True)}
            values = {a: numbers[i] for a, i in zip(chain(*lines), way, strict=True)}
            told = _told_by_labels(laid, stream, vocabulary)
            if told is None or _is_named_behind(table, laid, stream):
                return None
            for doubtful in _unbalanced(form, table, values):
                if doubtful.row not in told:
                    del laid[doubtful]
            return laid
    return None


def laid_by_labels(table: Table, stream: Sequence[Token], vocabulary: Vocabulary) -> Laid | None:
    """The cell of each number of ``stream`` where every row's label stands straight before its own.

    No sums can say otherwise then, and those of a whole table take long to try. None where a
    row lacks its label or a number, or there are other numbers, or such as may number a label.
    """
    kinds = {spec.kind for spec in table.cells.values()}
    if len(kinds) != 1 or sum(token.figure for token in stream) != len(table.cells):
        return None
    if any(token.ahead for token in stream):
        return None
    rows: dict[str, list[CellAddress]] = {}
    for address in chain(*_lines(table)):
        rows.setdefault(address.row, []).append(address)
    laid: Laid = {}
    for row, behind in _named(stream, vocabulary):
        if behind and len(behind) != len(rows.get(row, ())):
            return None
        laid.update(zip(rows[row] if behind else (), behind, strict=True))
    kind = kinds.pop()
    read = all(is_number(parse_number(token.text, kind)) for token in laid.values())
    return laid if read and len(laid) == len(table.cells) else None


def _is_turned(table: Table, stream: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether labels below one label of the header stand in another order than the form's.

    No sum tells two columns of one row from each other. A low cell may be printed before a high
    one that stands left of it; cells of one level are printed in their order.
    """
    if not table.row_labels:
        return False
    columns = [label.id for label in table.column_labels]
    levels: dict[tuple[str, ...], list[int]] = {}
    for token in takewhile(lambda token: not token.figure, stream):
        for hit in vocabulary.find(token.text)[:1]:
            if hit.part is Part.COLUMN and hit.table == table.id and hit.column in columns:
                levels.setdefault(hit.path, []).append(columns.index(hit.column))
    # 其他 before 企业, the rest of a broken label, says nothing.
    whole = [ranks for path, ranks in levels.items() if path and len(set(ranks)) >= _FEWEST_WHOLE]
    return any(ranks != sorted(ranks) for ranks in whole)


def _may_be_half(token: Token) -> bool:
    return token.text.isascii() and token.text.isdecimal() and not token.glued


def _token(pairs: Sequence[tuple[Token, object]], search: Search, at: int) -> Token:
    """The token at a place; of a number in two pieces one that holds both."""
    if at not in search.pieces:
        return pairs[at][0]
    first, second = (pairs[n][0] for n in search.pieces[at])
    return replace(first, text=first.text + second.text, halves=(first, second))


def _ways(
    form: Form, table: Table, numbers: Sequence[Number], halves: Mapping[int, str]
) -> Iterator[tuple[tuple[Line, ...], Search, list[Run]]]:
    """The rows of cells as printed, and the ways to lay ``numbers`` out in them.

    First where sums and balance hold; then the sums alone, since a report can be out of
    balance; then without a last column of totals, which a copy may have lost.
    """
    lines = _lines(table)
    sums: list[Equation] = [
        ((spec.address,), spec.formula.sources)
        for spec in table.cells.values()
        if spec.formula is not None
    ]
    balances = list(_balances(form, table))
    if len(sums) >= _FEWEST_SUMS:
        for broken in ({}, halves):
            # Most copies break no number: first without.
            search = Search(lines, sums, numbers, broken)
            yield lines, search, search.ways(sums + balances)
            if balances and not broken:
                yield lines, search, Blocks(lines, numbers).ways(sums + balances)
            if balances:
                yield lines, search, search.ways(sums)
    shorter = tuple(line[:-1] for line in lines)
    left = set(chain(*shorter))
    kept = [both for both in (*sums, *balances) if left.issuperset(chain(*both))]
    totals = all(table.cells[line[-1]].formula is not None for line in lines)
    if totals and len(lines) > 1 and len(kept) >= _FEWEST_SUMS:
        search = Search(shorter, kept, numbers)
        yield shorter, search, search.ways(kept)


def _lines(table: Table) -> tuple[Line, ...]:
    rows: dict[int, list[tuple[int, CellAddress]]] = {}
    for spec in table.cells.values():
        rows.setdefault(spec.grid_row, []).append((spec.grid_column, spec.address))
    return tuple(tuple(a for _, a in sorted(cells)) for _, cells in sorted(rows.items()))


def _balances(form: Form, table: Table) -> Iterator[Equation]:
    for relation in form.relations:
        if isinstance(relation, Balance) and relation.table == table.id:
            for column in table.column_names:
                yield (
                    tuple(CellAddress(table.id, row, column) for row in relation.left),
                    tuple(CellAddress(table.id, row, column) for row in relation.right),
                )


def _unbalanced(
    form: Form, table: Table, values: Mapping[CellAddress, Number]
) -> Iterator[CellAddress]:
    """The cells that only a balance could prove, where it does not hold."""
    for left, right in _balances(form, table):
        cells = (*left, *right)
        if values.keys() >= set(cells) and sum(values[a] for a in left) != sum(
            values[a] for a in right
        ):
            yield from cells


def _is_named_behind(table: Table, laid: Laid, stream: Sequence[Token]) -> bool:
    """Whether the label of a group of columns stands behind its numbers and before others.

    The groups of 行政复议 and 行政诉讼 have the same sums, and a copy may give the second
    before the first: then its label stands among the numbers where the first would end.
    """
    if table.row_labels:
        return False
    at = {id(token): n for n, token in enumerate(stream)}
    ends = {a: at[id(t.halves[-1] if t.halves else t)] for a, t in laid.items()}
    last = max(ends.values())
    known = {key(text) for label in table.column_labels for text in (label.text, *label.path)}
    for label in table.column_labels:
        row, _, column = label.id.rpartition("/")
        group = key(label.path[-1]) if label.path else ""
        named = (
            n
            for n, token in enumerate(stream)
            if not token.figure
            and [words for words in known if key(token.text) in words] == [group]
        )
        if ends.get(CellAddress(table.id, row, column), last) < next(named, 0) < last:
            return True
    return False


def _told_by_labels(
    laid: Laid, stream: Sequence[Token], vocabulary: Vocabulary
) -> frozenset[str] | None:
    """The rows whose label stands straight before their numbers; None where one says another."""
    row_of = {id(token): address.row for address, token in laid.items()}
    widths = Counter(address.row for address in laid)
    told: set[str] = set()
    for row, behind in _named(stream, vocabulary):
        if len(behind) != widths[row]:
            continue
        if any(row_of.get(id(other), row) != row for other in behind):
            return None
        told.add(row)
    return frozenset(told)


def _named(stream: Sequence[Token], vocabulary: Vocabulary) -> Iterator[tuple[str, list[Token]]]:
    """The rows whose label means no other row, each with the numbers straight behind it."""
    for index, token in enumerate(stream):
        hits = () if token.figure else vocabulary.find(token.text)
        named = (hit for hit in hits if hit.part is Part.ROW)
        rows = [hit.row for hit in named if not vocabulary.is_begun(token.text, hit)]
        if len(rows) == 1:
            yield rows[0], list(takewhile(lambda other: other.figure, stream[index + 1 :]))
