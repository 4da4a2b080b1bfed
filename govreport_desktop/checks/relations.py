"""The relations the form itself states (R1, R6, R7), read from the form data."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.causes import likely_cause
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.model import Balance, CarryOver, CellAddress, Stock
from govreport_desktop.report.balance import balance_columns, difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report


def broken_relations(report: Report) -> Iterator[Problem]:
    """Every relation of the form that the report's numbers break."""
    for relation in report.form.relations:
        match relation:
            case Balance():
                yield from _balance(report, relation)
            case CarryOver():
                yield from _carry_over(report, relation)
            case Stock():
                yield from _stock(report, relation)


def _balance(report: Report, relation: Balance) -> Iterator[Problem]:
    """R1, each column: 一 + 二 = 三（七）+ 四. A wholly blank column has nothing to break."""
    table = report.form.tables[relation.table]
    columns = balance_columns(report, relation)
    for line in columns:
        if not line.difference:
            continue
        message = relation.message.format(
            column=table.column_names[line.column],
            left_name=relation.left_name,
            right_name=relation.right_name,
            left=format_value(line.left),
            right=format_value(line.right),
            difference=difference_words(line.difference),
        )
        yield Problem(
            key=f"{relation.rule}:{relation.table}/{line.column}",
            rule=relation.rule,
            severity=Severity(relation.severity),
            section=table.section,
            message=f"{message}。",
            cells=tuple(
                CellAddress(relation.table, row, line.column)
                for row in (*relation.left, *relation.right)
            ),
            cause=likely_cause(report, relation, line, columns),
            basis=relation.basis,
        )


def _carry_over(report: Report, relation: CarryOver) -> Iterator[Problem]:
    """R6, each typed column. A blank on either side is not compared: blank is not 0."""
    last = report.last_year
    if last is None:
        return
    table = report.form.tables[relation.table]
    for column, name in table.column_names.items():
        here = CellAddress(relation.table, relation.opening, column)
        there = here._replace(row=relation.closing)
        opening, closing = report.values[here], last.values.get(there)
        if not is_number(opening) or not is_number(closing) or opening == closing:
            continue
        words = relation.message.format(
            column=name,
            opening=format_value(opening),
            closing=format_value(closing),
            difference=difference_words(opening - closing),
        )
        yield _warning(relation, table.section, f"{column}", f"{words}。", (here,))


def _stock(report: Report, relation: Stock) -> Iterator[Problem]:
    """R7, each row: 现行有效 = last year's 现行有效 + 制发 - 废止."""
    last = report.last_year
    if last is None:
        return
    table = report.form.tables[relation.table]
    for row in relation.rows:
        cells = tuple(
            CellAddress(relation.table, row, column)
            for column in (relation.stock, relation.plus, relation.minus)
        )
        stock, plus, minus = (report.values[cell] for cell in cells)
        opening = last.values.get(cells[0])
        if not (is_number(stock) and is_number(plus) and is_number(minus) and is_number(opening)):
            continue
        expected: Number = opening + plus - minus
        if stock == expected:
            continue
        words = relation.message.format(
            row=table.row_names[row],
            opening=format_value(opening),
            plus=format_value(plus),
            minus=format_value(minus),
            expected=format_value(expected),
            stock=format_value(stock),
            difference=difference_words(stock - expected),
        )
        yield _warning(relation, table.section, row, f"{words}。", cells)


def _warning(
    relation: CarryOver | Stock,
    section: str,
    part: str,
    message: str,
    cells: tuple[CellAddress, ...],
) -> Problem:
    return Problem(
        key=f"{relation.rule}:{relation.table}/{part}",
        rule=relation.rule,
        severity=Severity(relation.severity),
        section=section,
        message=message,
        cells=cells,
        basis=relation.basis,
    )
