"""What conditional formats do to the numbers of a sheet: hide them, or show another number.

A font in the colour of its ground, ``;;;``, icons without their values. Rules that compare with
a number are evaluated; of any other it is said that it may hold (ISO/IEC 29500-1, 18.3.1.10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from govreport_desktop.readers.faint import BLACK, Shade
from govreport_desktop.readers.xlsx.book import Cell, Sheet
from govreport_desktop.readers.xlsx.looks import Change, color_told
from govreport_desktop.workbook.layout import Position, position

_MOST_RULES, _MOST_CELLS, _MOST_RANGES = 200, 20_000, 100
_ROWS, _COLUMNS = 1_048_576, 16_384
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
# B4=0 and the like, said of the first cell of the range and moved along with every other.
_COMPARED = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(=|<>|<=|>=|<|>)(-?\d{1,15}(?:\.\d+)?)")
_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_DROWNED = "按条件格式与底色同色或不显示，看不出来，仍然读入"
_PERHAPS = "有条件格式，可能看不出来或显示为别的数，仍然读入"


@dataclass(slots=True)
class Rule:
    """One rule: where it holds and when; ``format`` is the number of its change."""

    ranges: str = ""
    kind: str = ""
    sign: str = ""
    formulas: list[str] = field(default_factory=list)
    format: int = -1
    change: Change | None = None

    def holds(self, cell: Cell, at: Position, first: Position, sheet: Sheet) -> bool | None:
        """Whether it holds for a cell with a number; None where that is not known."""
        if self.kind in ("containsBlanks", "containsErrors"):
            return False
        if self.kind in ("notContainsBlanks", "notContainsErrors", "iconSet", "dataBar"):
            return True
        if self.kind == "cellIs":
            return self._compares(cell.text)
        if self.kind == "expression" and self.formulas:
            return _evaluated(self.formulas[0], at, first, sheet)
        return None

    def _compares(self, text: str) -> bool | None:
        if not all(_NUMBER.fullmatch(told) for told in self.formulas) or not self.formulas:
            return None
        others = [Decimal(told) for told in self.formulas]
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        if self.sign in ("between", "notBetween") and len(others) == 2:
            return (min(others) <= number <= max(others)) == (self.sign == "between")
        sign = _SIGNS.get(self.sign)
        return _is(number, sign, others[0]) if sign else None


def _evaluated(formula: str, at: Position, first: Position, sheet: Sheet) -> bool | None:
    """``formula``, written for the cell ``first``, for the one at ``at``."""
    told = formula.replace(" ", "").upper()
    if told in ("TRUE", "1", "FALSE", "0"):
        return told in ("TRUE", "1")
    match = _COMPARED.fullmatch(told)
    if not match:
        return None
    row, column = position(match[2] + match[4])
    row += 0 if match[3] else at.row - first.row
    column += 0 if match[1] else at.column - first.column
    try:
        number = Decimal(sheet.text(row, column) or 0)
    except InvalidOperation:
        return None
    return _is(number, match[5], Decimal(match[6]))


def _is(number: Decimal, sign: str, other: Decimal) -> bool:
    return {
        "=": number == other,
        "<>": number != other,
        "<": number < other,
        "<=": number <= other,
        ">": number > other,
        ">=": number >= other,
    }[sign]


@dataclass(slots=True)
class Conditions:
    """Gathers the rules of a sheet while it is read."""

    rules: list[Rule] = field(default_factory=list)
    # The rules of the element that is being read, where its ranges come behind them.
    _own: list[Rule] = field(default_factory=list)
    _ranges: str = ""
    _font: bool = False

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element within one of conditional formats begins."""
        match tag:
            case "conditionalFormatting":
                self._own, self._ranges = [], attrs.get("sqref", "")
            case "cfRule":
                number = attrs.get("dxfId", "")
                rule = Rule(kind=attrs.get("type", ""), sign=attrs.get("operator", ""))
                rule.format = int(number) if number.isdecimal() and len(number) < 9 else -1
                self._own.append(rule)
            case "iconSet" | "dataBar" if attrs.get("showValue") in ("0", "false"):
                self._change(self.last._replace(no_value=True))
            case "font" | "fill":
                self._font = tag == "font"
            case "color" if self._font:
                self._change(self.last._replace(color=color_told(attrs) or BLACK))
            case "bgColor":
                self._change(self.last._replace(ground=color_told(attrs)))
            case "numFmt":
                self._change(self.last._replace(code=attrs.get("formatCode", "")))

    def end(self, tag: str, text: str) -> None:
        """An element with that text ends."""
        if tag == "sqref":
            self._ranges = text
        elif tag in ("formula", "f") and self._own:
            self._own[-1].formulas.append(text.strip())
        if tag != "conditionalFormatting":
            return
        for rule in self._own[: _MOST_RULES - len(self.rules)]:
            rule.ranges = self._ranges
            self.rules.append(rule)

    @property
    def last(self) -> Change:
        """What the last rule changes, as far as it was told within it."""
        return (self._own[-1].change if self._own else None) or Change()

    def _change(self, change: Change) -> None:
        if self._own:
            self._own[-1].change = change


def change_told(dxf: Any) -> Change:
    """What the differential format of an element changes."""
    gathered = Conditions()
    gathered.start("cfRule", {})
    for element in dxf.iter():
        gathered.start(str(element.tag).rpartition("}")[2], element.attrib)
    return gathered.last


def say_hidden(
    sheet: Sheet, rules: list[Rule], changes: tuple[Change, ...], looks: tuple[Shade, ...]
) -> None:
    """A remark on every number of ``sheet`` that a rule hides or shows as another, or may."""
    told = set[tuple[int, int]]()
    numbers = [at for at, cell in sheet.cells.items() if any(map(str.isdigit, cell.text))]
    for rule in rules:
        change = rule.change
        if change is None and 0 <= rule.format < len(changes):
            change = changes[rule.format]
        if change is None or change == Change():
            continue
        for first, last in _areas(rule.ranges):
            for at in numbers[:_MOST_CELLS]:
                if at in told or not (
                    first.row <= at[0] <= last.row and first.column <= at[1] <= last.column
                ):
                    continue
                cell = sheet.cells[at]
                look = looks[cell.style] if cell.style < len(looks) else Shade()
                holds = rule.holds(cell, Position(*at), first, sheet)
                if holds is not False and change.hides(cell.text, look):
                    told.add(at)
                    sheet.remark(*at, _DROWNED if holds else _PERHAPS)


def _areas(ranges: str) -> Iterator[tuple[Position, Position]]:
    """The areas of A1:B2 C3 D:D, with their first and last cell."""
    for told in ranges.replace("$", "").split()[:_MOST_RANGES]:
        first, _, last = told.rpartition("!")[2].partition(":")
        try:
            yield _corner(first, Position(1, 1)), _corner(last or first, Position(_ROWS, _COLUMNS))
        except ValueError:
            continue


def _corner(ref: str, edge: Position) -> Position:
    """A cell, or the end of a whole row or column."""
    if ref.isdecimal():
        return Position(int(ref), edge.column)
    if ref.isalpha():
        return Position(edge.row, position(f"{ref}1").column)
    return position(ref)
