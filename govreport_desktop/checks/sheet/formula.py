"""The formulas of a check sheet: sums of cells compared with sums of cells, and nothing else.

``requests/received/* >= requests/denied.*/* + last.requests/carried_forward/* - 1``: places are
written as everywhere (docs/forms.md), ``denied.*`` are the rows below ``denied.`` added up, the
column ``*`` is each column by itself, ``last.`` asks last year's report. There are no brackets,
no products and no division, so that whatever can be written can be worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, get_args

from govreport_desktop.checks.sheet.model import Comparison, Formula, Term
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number

LONGEST = 600  # characters
MOST_TERMS = 40
ALL = "*"
_TOKEN = regex(
    r"\s*(?:(?P<last>last\.)?(?P<place>[A-Za-z_]\w*/[\w.]*\*?/(?:\w+|\*))"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<comparison>[<>!]=|[=<>])|(?P<sign>[-+])|(?P<wrong>\S))"
)
_PLAIN = str.maketrans({"≥": ">=", "≤": "<=", "≠": "!=", "−": "-", "－": "-", "＋": "+", "＝": "="})
_NOT_A_NUMBER = 15  # digits: no count and no amount has more
_WHY = {
    "/": "公式里不能相除，只能用 + 和 - 相加减，再用 =、>=、<= 等比较",
    "*": "公式里不能相乘；* 只用在格子的标识里，代表一组行或每一列",
    "(": "公式里不用括号，请把各格直接相加减",
}


class FormulaError(ValueError):
    """A formula that cannot be read; its text says why, in a clause for a sentence."""


def parse(text: str) -> Formula:
    """The formula that ``text`` writes. Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(f"公式不能超过 {LONGEST} 个字")
    sides: list[list[Term]] = [[]]
    comparison = ""
    sign = 1
    expecting = True
    for kind, words, last in _tokens(text.translate(_PLAIN)):
        if kind in ("place", "number"):
            if not expecting:
                raise FormulaError(f"“{words}”前面少了 + 或 -")
            sides[-1].append(_term(kind, words, sign, last=last))
        elif expecting:
            raise FormulaError(f"“{words}”前面少了格子或数")
        elif kind == "sign":
            sign = -1 if words == "-" else 1
        else:
            if comparison:
                raise FormulaError("只能比较一次，现有两个比较号")
            comparison, sign = words, 1
            sides.append([])
        expecting = kind not in ("place", "number")
    if expecting or not comparison:
        raise FormulaError("公式不完整，应是“甲 = 乙 + 丙”这样的比较")
    return _checked(sides, comparison)


def _checked(sides: list[list[Term]], comparison: str) -> Formula:
    found = next(one for one in get_args(Comparison) if one == comparison)
    formula = Formula(tuple(sides[0]), found, tuple(sides[1]))
    if len(formula.terms) > MOST_TERMS:
        raise FormulaError(f"一个公式里不能超过 {MOST_TERMS} 项")
    places = [term.place for term in formula.terms if term.place]
    if not places:
        raise FormulaError("公式里没有一格表里的数")
    if len({place.table for place in places if place.column == ALL}) > 1:
        raise FormulaError("列写 * 的各格要在同一张表里")
    return formula


def _tokens(text: str) -> Iterator[tuple[str, str, bool]]:
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "wrong":
            sign = match["wrong"]
            raise FormulaError(_WHY.get(sign, f"不认识“{sign}”，格子要写成“表/行/列”"))
        yield kind, match[kind], bool(match["last"])


def _term(kind: str, words: str, sign: int, *, last: bool) -> Term:
    if kind == "number":
        if len(words) > _NOT_A_NUMBER:
            raise FormulaError(f"数不能超过 {_NOT_A_NUMBER} 位")
        return Term(sign, constant=Decimal(words) if "." in words else int(words))
    table, row, column = words.split("/")
    if row in ("", ALL):
        raise FormulaError(f"“{words}”的行要写明，或写成 denied.* 这样的一组")
    return Term(sign, CellAddress(table, row, column), last)


# ------------------------------------------------------------ on a form
class Part(NamedTuple):
    """A summand on a form: ``cells`` added up, or a ``constant``; ``group`` may have blanks."""

    sign: int
    cells: tuple[CellAddress, ...]
    last: bool
    group: bool
    constant: Number


class Instance(NamedTuple):
    """A formula worked out in one ``column`` (its id), or "" where it names its columns."""

    column: str
    left: tuple[Part, ...]
    right: tuple[Part, ...]

    @property
    def cells(self) -> tuple[CellAddress, ...]:
        """This year's cells, in the order of the formula."""
        found = (c for part in self.left + self.right if not part.last for c in part.cells)
        return tuple(dict.fromkeys(found))


def on(form: Form, formula: Formula) -> tuple[Instance, ...]:
    """``formula`` in each of its columns; none where ``form`` lacks a cell of it."""
    columns = _columns(form, formula)
    found = (_instance(form, formula, column) for column in columns)
    return tuple(one for one in found if one is not None)


def unknown(form: Form, formula: Formula) -> CellAddress | None:
    """The first place of ``formula`` that ``form`` does not have; None where it has all."""
    columns = _columns(form, formula)
    for term in formula.terms:
        if term.place and not any(_cells(form, term.place, column) for column in columns):
            return term.place
    return None


def _columns(form: Form, formula: Formula) -> Iterable[str]:
    starred = (term.place for term in formula.terms if term.place and term.place.column == ALL)
    place = next(starred, None)
    if place is None:
        return ("",)
    table = form.tables.get(place.table)
    return table.column_names if table else ()


def _instance(form: Form, formula: Formula, column: str) -> Instance | None:
    sides = []
    for side in (formula.left, formula.right):
        parts = []
        for sign, place, last, constant in side:
            cells = _cells(form, place, column) if place else ()
            if place and not cells:
                return None
            group = place is not None and place.row.endswith(ALL)
            parts.append(Part(sign, cells, last, group, constant))
        sides.append(tuple(parts))
    return Instance(column, *sides)


def _cells(form: Form, place: CellAddress, column: str) -> tuple[CellAddress, ...]:
    table = form.tables.get(place.table)
    if table is None:
        return ()
    name = column if place.column == ALL else place.column
    rows = [place.row]
    if place.row.endswith(ALL):
        rows = [row for row in table.row_names if row.startswith(place.row[:-1])]
    found = (CellAddress(place.table, row, name) for row in rows)
    return tuple(cell for cell in found if cell in table.cells)
