"""Slips as sentences for the clerk, and as what one key does about them."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.checks.problem import Cause, Fix
from govreport_desktop.checks.slips import Kind, Slip
from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.report.report import Report

_NAMED = 3  # relations that a sentence can name
_SPREAD = {"rows": "两行", "columns": "两列", "row": "", "column": ""}
_DIGITS: dict[Kind, str] = {
    "transposed": "相邻两位数字颠倒",
    "longer": "多打了一位数字",
    "shorter": "少打了一位数字",
    "digit": "打错了一位数字",
}


def said_of(report: Report, slips: Sequence[Slip], mended: Sequence[str]) -> Cause:
    """The one set of slips that explains it; ``mended`` are the relations that then hold."""
    words = "；".join(_words(report, slip, "只有") for slip in slips)
    return Cause(f"{words}，{_agrees(mended)}", (_fix(report, slips),))


def choice_of(report: Report, sets: Sequence[Sequence[Slip]]) -> Cause:
    """Several sets that explain it equally: a person chooses."""
    fixes = tuple(_fix(report, slips, where=True) for slips in sets)
    if all(map(is_move, sets)):
        (giver, held), (taker, _) = sets[0][0].changes
        count = _value(report, giver) - held
        names = report.form.tables[giver.table].column_names
        rows = "".join(f"“{_row(report, slips[0].changes[0][0])}”" for slips in sets)
        both = sorted({giver.column, taker.column}, key=list(names).index)
        columns = "、".join(names[column] for column in both)
        words = f"{columns}两列正好相差相反的数，可能有 {count} 件填错了列，请核对{rows}"
        return Cause(words, fixes, f"移动 {count} 件：{columns}")
    words = "，或者".join("；".join(_words(report, slip) for slip in slips) for slips in sets)
    return Cause(f"{words}，请核对", fixes, f"有 {len(sets)} 种改法")


def is_move(slips: Sequence[Slip]) -> bool:
    """Whether they are nothing but cases in another column of a row."""
    return len(slips) == 1 and slips[0].kind == "moved" and _shape(slips[0]) == "row"


def _agrees(mended: Sequence[str]) -> str:
    names = list(dict.fromkeys(mended))
    if len(names) > _NAMED:
        return f"改后{'、'.join(names[:_NAMED])}等 {len(names)} 处都相符"
    return f"改后{'、'.join(names)}{'都' if len(names) > 1 else ''}相符"


def _words(report: Report, slip: Slip, only: str = "") -> str:
    cell, new = slip.changes[0]
    old = _value(report, cell)
    match slip.kind:
        case "carry_over":
            return f"上年度报告结转下年度的是 {new} 件，{_name(report, cell)}可能忘了填"
        case "moved":
            giver, taker = _pair(report, slip)
            where, astray = f"“{_row(report, cell)}”", "列"
            if _shape(slip) == "column":
                where, astray = f"“{_column(report, cell)}”列", "行"
            return f"{where}可能有 {old - new} 件填错了{astray}，应在“{taker}”，不在“{giver}”"
        case "exchanged":
            return _exchanged(report, slip)
        case "aside":
            return f"“{_row(report, cell)}”一行可能整行错了一列，应{_direction(report, slip)}移一列"
        case "twice":
            return (
                f"“{_row(report, cell)}”的 {old} 可能是 {new}：区分处理的只计部分公开，"
                "可能又计了一次"
            )
        case "number":
            return f"{only}{_name(report, cell)}的 {old} 改为 {new}"
    return f"{_name(report, cell)}的 {old} 可能是 {new}（{_DIGITS[slip.kind]}）"


def _fix(report: Report, slips: Sequence[Slip], *, where: bool = False) -> Fix:
    """What sets ``slips`` right; the label says ``where`` if there are others to choose from."""
    changes = {cell: new for slip in slips for cell, new in slip.changes}
    contents = tuple(
        (cell, new)
        for cell, new in changes.items()
        if new != _value(report, cell) or report.values[cell] is None
    )
    if len(slips) > 1:
        return Fix("，".join(_label(report, slip, where=True) for slip in slips), contents)
    return Fix(_label(report, slips[0], where=where), contents)


def _label(report: Report, slip: Slip, *, where: bool) -> str:
    cell, new = slip.changes[0]
    row = _row(report, cell)
    match slip.kind:
        case "moved":
            ends = " → ".join(_pair(report, slip))
            within = row if _shape(slip) == "row" else _column(report, cell)
            count = _value(report, cell) - new
            return f"{within}：移动 {count} 件 {ends}" if where else f"移动 {count} 件：{ends}"
        case "exchanged":
            pair = _pair(report, slip)
            within = row if where and cell.row == slip.changes[1][0].row else ""
            return f"{within}对调“{pair[0]}”和“{pair[1]}”{_SPREAD[_shape(slip)]}"
        case "aside":
            return f"“{row}”一行{_direction(report, slip)}移一列"
    done = "填" if report.values[cell] in (None, 0) else "改为"
    where = where or not _is_said_by_column(report, cell)
    return f"{row}·{_column(report, cell)}{done} {new}" if where else f"{row}{done} {new}"


def _is_said_by_column(report: Report, cell: CellAddress) -> bool:
    """Whether the problem names the column already, as where each column balances by itself."""
    relations = report.form.relations
    return any(isinstance(one, Balance) and one.table == cell.table for one in relations)


def _exchanged(report: Report, slip: Slip) -> str:
    cell = slip.changes[0][0]
    one, other = _pair(report, slip)
    match _shape(slip):
        case "rows":
            return f"“{one}”和“{other}”两行可能整行填颠倒了"
        case "columns":
            return f"“{one}”和“{other}”两列可能整列填颠倒了"
        case "row":
            return f"“{_row(report, cell)}”的“{one}”和“{other}”可能填颠倒了"
    return f"“{_column(report, cell)}”列的“{one}”和“{other}”可能填颠倒了"


def _shape(slip: Slip) -> str:
    """What is exchanged: two whole ``rows`` or ``columns``, or two cells of a ``row`` or column."""
    (one, _), (other, _), *more = slip.changes
    if one.row == other.row:
        return "columns" if more else "row"
    return "rows" if more else "column"


def _pair(report: Report, slip: Slip) -> tuple[str, str]:
    one, other = slip.changes[0][0], slip.changes[1][0]
    if one.row == other.row:
        return _column(report, one), _column(report, other)
    return _row(report, one), _row(report, other)


def _direction(report: Report, slip: Slip) -> str:
    """To the left where the changes begin with the first column."""
    columns = list(report.form.tables[slip.changes[0][0].table].column_names)
    first, last = slip.changes[0][0].column, slip.changes[-1][0].column
    return "左" if columns.index(first) < columns.index(last) else "右"


def _name(report: Report, cell: CellAddress) -> str:
    return f"“{_row(report, cell)}·{_column(report, cell)}”"


def _row(report: Report, cell: CellAddress) -> str:
    return report.form.cell(cell).row_name


def _column(report: Report, cell: CellAddress) -> str:
    return report.form.tables[cell.table].column_names[cell.column]


def _value(report: Report, cell: CellAddress) -> int:
    value = report.values[cell]
    return value if isinstance(value, int) else 0
