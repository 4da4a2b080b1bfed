"""What a field of the prose stands for: a number of the tables, a sum of some, or last year's.

``requests/received/total`` is a number, ``requests/denied.*/total`` all rows below a group
together, ``a/b/c+a/d/c`` and ``a/b/c-a/d/c`` a sum. ``:last`` behind it is last year's number,
``:difference`` and ``:growth`` say in words how this year's differs: 增加12, 增长20%, 持平.
The syntax is described in docs/narrative-fields.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, Unread, format_value, is_number, size
from govreport_desktop.report.report import Report
from govreport_desktop.report.year_on_year import last_figure

# What a field prints while its cell is blank: nothing at all would leave 收到申请件, which
# reads like a finished sentence, and a 0 would be a figure that nobody gave.
BLANK_MARK = "（未填）"
NO_LAST_MARK = "（无上年数）"
FROM_ZERO_MARK = "（上年为0）"

_ID = r"[a-z][a-z0-9_]*"
_TERM = rf"{_ID}/{_ID}(?:\.{_ID})*(?:\.\*)?/{_ID}"
PATTERN = rf"{_TERM}(?:[+-]{_TERM})*(?::(?:last|difference|growth))?"
_TERMS = regex(rf"([+-]?)({_TERM})")
_ALL = ".*"
_TENTH = Decimal("0.1")


class FieldState(Enum):
    """Whether a field has a number to show."""

    LIVE = "live"
    BLANK = "blank"  # a cell of it is not filled in yet
    UNREAD = "unread"  # a cell holds something that is no number
    GONE = "gone"  # the form has no such cell; the field stays as text
    NO_LAST = "no last"  # there is no number of last year to compare with
    FROM_ZERO = "from zero"  # last year's number is 0: no per cent can be had from it


class Aspect(Enum):
    """Which side of a number a field shows."""

    THIS = ""
    LAST = "last"
    DIFFERENCE = "difference"
    GROWTH = "growth"


class Term(NamedTuple):
    """One number of a sum; a row that ends in ``.*`` is all rows below that group."""

    sign: int
    address: CellAddress


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers of the tables, added up, of this year or beside last year's."""

    terms: tuple[Term, ...]
    aspect: Aspect = Aspect.THIS

    @classmethod
    def of(cls, address: CellAddress, aspect: Aspect = Aspect.THIS) -> Figure:
        """One number."""
        return cls((Term(1, address),), aspect)

    @classmethod
    def sum(cls, form: Form, cells: Iterable[tuple[int, CellAddress]]) -> Figure:
        """The sum of some cells of ``form``; rows that are a whole group are named as that."""
        return cls(tuple(_grouped(form, [Term(*cell) for cell in cells])))

    def __str__(self) -> str:
        first, *others = self.terms
        signed = (f"{'-' if sign < 0 else '+'}{address}" for sign, address in others)
        aspect = f":{self.aspect.value}" if self.aspect.value else ""
        return f"{first.address}{''.join(signed)}{aspect}"

    def cells(self, form: Form) -> tuple[Term, ...]:
        """Every cell of it with its sign; empty where the form lacks one."""
        found: list[Term] = []
        for sign, address in self.terms:
            cells = _below(form, address)
            if not cells:
                return ()
            found += (Term(sign, cell) for cell in cells)
        return tuple(found)

    def words(self, form: Form) -> str:
        """What it is called: 三 · 本年新收 · 总计，与上年相比的百分比."""
        cells = self.cells(form)
        if not cells:
            return str(self)
        named = form.cell(cells[0].address).words
        if len(cells) > 1:
            named = f"{_in_common([form.cell(cell.address).words for cell in cells])}，合计"
        return named + _ASPECTS[self.aspect]


def _in_common(words: Sequence[str]) -> str:
    """三 · 不予公开 · 总计: the labels that all these addresses begin and end with."""
    labels = [address.split(_DOT) for address in words]
    first = labels[0]
    shared = [all(label in other for other in labels) for label in first]
    return _DOT.join(label for label, kept in zip(first, shared, strict=True) if kept)


_DOT = " · "  # between the labels of a spoken address
_ASPECTS = {
    Aspect.THIS: "",
    Aspect.LAST: "，上年数",
    Aspect.DIFFERENCE: "，比上年增减",
    Aspect.GROWTH: "，同比",
}


def group_sums(form: Form) -> list[Figure]:
    """Every group of rows that has no row of its own for its sum, in the columns of totals."""
    found: dict[CellAddress, None] = {}
    for cell in form.cells:
        group, dot, _ = cell.address.row.rpartition(".")
        if dot and cell.formula is not None:
            found[cell.address._replace(row=f"{group}{_ALL}")] = None
    return [Figure.of(address) for address in found if len(_below(form, address)) > 1]


def parse_figure(text: str) -> Figure:
    """The figure that a field names; ``text`` matches `PATTERN`."""
    path, _, aspect = text.partition(":")
    terms = (
        Term(-1 if sign == "-" else 1, CellAddress(*address.split("/")))
        for sign, address in _TERMS.findall(path)
    )
    return Figure(tuple(terms), Aspect(aspect))


def figure_state(figure: Figure, report: Report) -> FieldState:
    """Whether every number of a figure is there."""
    cells = figure.cells(report.form)
    if not cells:
        return FieldState.GONE
    if figure.aspect is not Aspect.THIS:
        last = last_number(figure, report)
        if last is None:
            return FieldState.NO_LAST
        if figure.aspect is Aspect.LAST:
            return FieldState.LIVE
    values = [report.values[cell.address] for cell in cells]
    if any(isinstance(value, Unread) for value in values):
        return FieldState.UNREAD
    if any(value is None for value in values):
        return FieldState.BLANK
    if figure.aspect is Aspect.GROWTH and not last and this_number(figure, report):
        return FieldState.FROM_ZERO
    return FieldState.LIVE


def figure_value(figure: Figure, report: Report) -> str:
    """What a field prints: plain digits, words for a comparison, or why there are none."""
    match figure_state(figure, report):
        case FieldState.GONE:
            return f"{{{figure}}}"
        case FieldState.BLANK:
            return BLANK_MARK
        case FieldState.NO_LAST:
            return NO_LAST_MARK
        case FieldState.FROM_ZERO:
            return FROM_ZERO_MARK
        case FieldState.UNREAD:
            values = (report.values[cell.address] for cell in figure.cells(report.form))
            return next(value.text for value in values if isinstance(value, Unread))
    if figure.aspect is Aspect.THIS:
        return format_value(this_number(figure, report))
    last = last_number(figure, report)
    assert last is not None
    if figure.aspect is Aspect.LAST:
        return format_value(last)
    this = this_number(figure, report)
    if figure.aspect is Aspect.DIFFERENCE:
        return difference_in_words(last, this)
    return growth_in_words(last, this)


def difference_in_words(last: Number, this: Number) -> str:
    """How many more or fewer than last year: 增加12, 减少3, 持平."""
    if last == this:
        return "持平"
    return f"{'增加' if this > last else '减少'}{format_value(size(this - last))}"


def growth_in_words(last: Number, this: Number) -> str:
    """The change in per cent of ``last`` (not 0, unless both are): 增长20%, 下降3.5%, 持平.

    To one decimal, a smaller change to as many as it takes to show it.
    """
    if last == this:
        return "持平"
    exact = abs(Decimal(this - last) * 100 / Decimal(last))
    step = _TENTH
    while not (share := exact.quantize(step, ROUND_HALF_UP)):
        step = step.scaleb(-1)
    whole = share.to_integral_value()
    text = format_value(int(whole) if whole == share else share)
    return f"{'增长' if this > last else '下降'}{text}%"


def this_number(figure: Figure, report: Report) -> Number:
    """The figure itself; every cell of it holds a number."""
    total: Number = 0
    for sign, address in figure.cells(report.form):
        value = report.values[address]
        assert is_number(value)
        total = total + sign * value
    return total


def last_number(figure: Figure, report: Report) -> Number | None:
    """The figure in last year's report; None where a number of it is missing."""
    total: Number = 0
    for sign, address in figure.cells(report.form):
        value = last_figure(report, address)
        if value is None:
            return None
        total = total + sign * value
    return total


def _below(form: Form, address: CellAddress) -> tuple[CellAddress, ...]:
    """The cells that an address stands for; none where the form lacks it."""
    if not address.row.endswith(_ALL):
        return (address,) if form.has(address) else ()
    table = form.tables.get(address.table)
    if table is None:
        return ()
    group = address.row[: -len(_ALL) + 1]
    return tuple(
        cell for cell in table.cells if cell.row.startswith(group) and cell.column == address.column
    )


def _grouped(form: Form, terms: list[Term]) -> list[Term]:
    """``terms`` with those that make up a whole group as one."""
    left, found = set(terms), []
    for term in terms:
        if term not in left:
            continue
        group, dot, _ = term.address.row.rpartition(".")
        whole = term.address._replace(row=f"{group}{_ALL}")
        members = [Term(term.sign, cell) for cell in _below(form, whole)] if dot else []
        if len(members) > 1 and left.issuperset(members):
            left.difference_update(members)
            found.append(Term(term.sign, whole))
        else:
            left.discard(term)
            found.append(term)
    return found
