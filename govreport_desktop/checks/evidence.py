"""Everything that must agree with the figures of a report, as equations to solve together.

The form's own relations (R1, R6, R7), totals that an imported source printed otherwise, what the
prose states (R9, R10) and the sums of offices (R11). What is not filled in yet must not agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.equations import Equation, Sheet, Way
from govreport_desktop.checks.plausible.documents import lacks_power
from govreport_desktop.checks.statements import Statement, statements, typed_terms
from govreport_desktop.checks.unfinished import balances, is_unfinished
from govreport_desktop.form.model import Balance, CarryOver, CellAddress, Form, Stock
from govreport_desktop.report.deadline import organ_of
from govreport_desktop.report.numbers import is_number, parse_number
from govreport_desktop.report.open_points import ADDRESS, read_points
from govreport_desktop.report.report import Report

# A sentence or a printed total is as easily mistyped as a cell; last year's figures may be left
# behind for a reason (划转, 清理), and a blank may hold what is missing: both are likelier than a
# number that merely fits.
_SAID, _EXCUSED = 10, 13
# Nobody does away with so large a part of many documents, or with more of them than there were.
_HARDLY, _PART, _MANY = 17, 5, 20


class Relation(NamedTuple):
    """An equation with what a sentence calls it, and the cells it is looked for at."""

    equation: Equation
    words: str


class Evidence(NamedTuple):
    """The numbers of a report and all that they have to agree with."""

    sheet: Sheet
    relations: Mapping[Hashable, Relation]

    @property
    def equations(self) -> list[Equation]:
        """In the order in which they were found."""
        return [relation.equation for relation in self.relations.values()]


def evidence(context: Context) -> Evidence:
    """What is known of the report; a cell that cannot be read is part of nothing."""
    report = context.report
    values = dict(_counts(report))
    found = [*_form(context), *_printed(report), *_said(report, context.once(statements))]
    read = _Read(values)
    known = {relation.equation.key: relation for relation in found if read(relation.equation)}
    grids = tuple(_grid(rows, values) for rows in _rows(report.form))
    sheet = Sheet(
        values, grids, _closing(report), _twice(report), _alike(report.form), _barred(report)
    )
    return Evidence(sheet, known)


class _Read:
    """Whether every cell of an equation has been read; of terms that several share, once."""

    def __init__(self, values: Mapping[CellAddress, int]) -> None:
        self._values = values
        self._known: dict[int, bool] = {}

    def __call__(self, equation: Equation) -> bool:
        return all(self._has(way.terms) for way in equation.ways)

    def _has(self, terms: Mapping[CellAddress, int]) -> bool:
        if id(terms) not in self._known:
            self._known[id(terms)] = self._values.keys() >= terms.keys()
        return self._known[id(terms)]


def _counts(report: Report) -> Iterator[tuple[CellAddress, int]]:
    """The typed counts; a blank counts nothing."""
    for rows in _rows(report.form):
        for cell in chain.from_iterable(rows):
            value = report.values[cell]
            if value is None or isinstance(value, int):
                yield cell, value or 0


def _rows(form: Form) -> list[list[list[CellAddress]]]:
    """The cells in which counts are typed: the rows of each table, in printed order."""
    if _rows not in form.kept:
        found: list[list[list[CellAddress]]] = []
        for table in form.tables.values():
            rows: dict[str, list[CellAddress]] = {}
            for cell, spec in table.cells.items():
                if spec.formula is None and spec.kind.type == "integer":
                    rows.setdefault(cell.row, []).append(cell)
            found.append([*rows.values()])
        form.kept[_rows] = found
    kept: list[list[list[CellAddress]]] = form.kept[_rows]
    return kept


def _grid(
    rows: Iterable[list[CellAddress]], values: Mapping[CellAddress, int]
) -> list[list[CellAddress]]:
    """Those of a table; none with a cell that cannot be read, over which nothing moves."""
    return [row for row in rows if all(map(values.__contains__, row))]


def _alike(form: Form) -> frozenset[CellAddress]:
    """The cells of rows whose columns the form adds up: what they count is the same."""
    if _alike not in form.kept:
        found = (
            cell
            for formula in form.computed
            for cell in formula.sources
            if cell.row == formula.target.row
        )
        form.kept[_alike] = frozenset(found)
    kept: frozenset[CellAddress] = form.kept[_alike]
    return kept


def _barred(report: Report) -> frozenset[CellAddress]:
    """Where nothing can belong: the 规章 of an organ that may make none."""
    if not lacks_power(organ_of(report).kind, report.office):
        return frozenset()
    return frozenset(report.form.where("documents.rules"))


def _closing(report: Report) -> dict[CellAddress, int]:
    """What last year's report hands on to each opening cell."""
    last, found = report.last_year, {}
    for relation in report.form.relations:
        if isinstance(relation, CarryOver) and last is not None:
            for column in report.form.tables[relation.table].column_names:
                cell = CellAddress(relation.table, relation.opening, column)
                closing = last.values.get(cell._replace(row=relation.closing))
                if report.form.cell(cell).formula is None and isinstance(closing, int):
                    found[cell] = closing
    return found


def _twice(report: Report) -> dict[CellAddress, int]:
    """For each cell of 不予公开 the 部分公开 of its column.

    The form prints there that such a case is counted as 部分公开 and nowhere else.
    """
    partial = {c[::2]: report.values[c] for c in report.form.where("requests.partial")}
    counts = {c: partial.get(c[::2]) for c in report.form.where("requests.denied")}
    return {cell: count for cell, count in counts.items() if isinstance(count, int) and count}


# ------------------------------------------------------------ the form's own relations
def _form(context: Context) -> Iterator[Relation]:
    for relation in context.report.form.relations:
        if not context.settings.runs(relation.rule):
            continue
        match relation:
            case Balance():
                yield from _balance(context, relation)
            case CarryOver():
                yield from _carry_over(context.report, relation)
            case Stock():
                yield from _stock(context.report, relation)


def _balance(context: Context, relation: Balance) -> Iterator[Relation]:
    """R1, each typed column: the total of all columns says nothing new."""
    form = context.report.form
    for line in context.once(balances)[relation]:
        first = CellAddress(relation.table, relation.left[0], line.column)
        computed = form.cell(first).formula is not None
        if computed or not line.readable or is_unfinished(context, relation, line):
            continue
        name = form.tables[relation.table].column_names[line.column]
        key = f"{relation.rule}:{relation.table}/{line.column}"
        if key not in form.kept:
            form.kept[key] = Way(_sides(form, relation, line.column), 0)
        way = form.kept[key]
        # What is blank may be what is missing.
        doubt = _EXCUSED if line.may_agree else None
        yield Relation(Equation(key, (way,), doubt), f"“{name}”列")


def _sides(form: Form, relation: Balance, column: str) -> dict[CellAddress, int]:
    """The typed cells of both sides of a column, those on the right taken away."""
    cells = (
        (CellAddress(relation.table, row, column), sign)
        for rows, sign in ((relation.left, 1), (relation.right, -1))
        for row in rows
    )
    return typed_terms(form, cells)


def _carry_over(report: Report, relation: CarryOver) -> Iterator[Relation]:
    """R6, each typed column; a blank may stay what it is."""
    for cell, closing in _closing(report).items():
        if (cell.table, cell.row) != (relation.table, relation.opening):
            continue
        ways = [Way({cell: 1}, closing)]
        if report.values[cell] is None and closing:
            ways.append(Way({cell: 1}, 0))
        key = f"{relation.rule}:{relation.table}/{cell.column}"
        yield Relation(Equation(key, tuple(ways), _EXCUSED), "上年度报告的结转")


def _stock(report: Report, relation: Stock) -> Iterator[Relation]:
    last = report.last_year
    for row in relation.rows if last is not None else ():
        stock, plus, minus = (
            CellAddress(relation.table, row, column)
            for column in (relation.stock, relation.plus, relation.minus)
        )
        opening = last.values.get(stock) if last is not None else None
        if isinstance(opening, int) and all(
            is_number(report.values[c]) for c in (stock, plus, minus)
        ):
            way = Way({stock: 1, plus: -1, minus: 1}, opening)
            key = f"{relation.rule}:{relation.table}/{row}"
            doubt = _excuse(report, opening, stock, plus, minus)
            yield Relation(Equation(key, (way,), doubt), "上年的现行有效件数")


def _excuse(
    report: Report, opening: int, stock: CellAddress, plus: CellAddress, minus: CellAddress
) -> int:
    """How likely last year's stock is what does not fit: documents are given away and cleared."""
    left, issued, repealed = (report.values[cell] for cell in (stock, plus, minus))
    assert is_number(left) and is_number(issued) and is_number(repealed)
    gone = opening >= _MANY and left * _PART <= opening and left < opening + issued - repealed
    return _HARDLY if gone or opening + issued < repealed else _EXCUSED


# ------------------------------------------------------------ what is said of them
def printed(cell: CellAddress) -> Hashable:
    """The key of what a source printed in that cell."""
    return "printed", cell


def _printed(report: Report) -> Iterator[Relation]:
    """Totals that the source of an import printed otherwise than its figures add up."""
    for point in read_points(report.fields[ADDRESS.name]):
        for cell in point.cells if point.is_total else ():
            if report.form.has(cell):
                value = parse_number(point.words, report.form.cell(cell).kind)
                if isinstance(value, int):
                    way = Way(typed_terms(report.form, [(cell, 1)]), value)
                    words = f"原件印的“{report.form.cell(cell).words}”"
                    yield Relation(Equation(printed(cell), (way,), _SAID), words)


def _said(report: Report, said: Sequence[Statement]) -> Iterator[Relation]:
    """What the prose and the offices say; a sentence about a blank says nothing yet."""
    stated = {cell for cell, value in report.values.items() if isinstance(value, int)}
    # Sentences that say the same of other figures share what they name: looked through once.
    known: dict[int, tuple[bool, ...]] = {}
    for one in said:
        if (place := id(one.shown)) not in known:
            known[place] = tuple(map(stated.issuperset, one.shown))
        # R9 goes by the first reading, and so must what explains it.
        if known[place][0]:
            ways = tuple(
                Way(terms, one.value)
                for terms, whole in zip(one.readings, known[place], strict=True)
                if whole
            )
            yield Relation(Equation(one.key, ways, _SAID), one.words)
