"""Reports and problems as text for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from govreport_desktop.checks import Problem, Severity, deviations_of, settings_of, tally
from govreport_desktop.cli.streams import echo, harmless, styled
from govreport_desktop.form import Table
from govreport_desktop.report import Report, format_value

# Wider than any table of the form: a pipe has no edge.
_ANY_WIDTH = 10_000
# Two Chinese characters: the narrowest that a header still reads in.
_HEADER = 4
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def print_problems(report: Report, problems: Sequence[Problem]) -> None:
    """The problems in their order, under the part they are in, those of the whole report last.

    Colours only where a terminal shows them.
    """
    titles = {section.id: section.title for section in report.form.sections}
    for title, found in groupby(problems, lambda p: titles.get(p.section, "整份报告")):
        echo(styled(title, "bold"))
        for problem in found:
            _print_problem(problem)
    echo(f"{tally(problems).words}。" if problems else "没有发现问题。")
    if words := deviations_of(report):
        echo(words)


def _print_problem(problem: Problem) -> None:
    sign = styled(f"[{problem.severity.label}]", _COLOURS[problem.severity])
    echo(f"  {sign} {problem.rule} {harmless(problem.message)}")
    if problem.cause:
        echo(f"         可能的原因：{harmless(problem.cause)}")
    if problem.explanation:
        outdated = "（数字已变，请重写）" if problem.outdated else ""
        echo(f"         审核说明{outdated}：{harmless(problem.explanation)}")
    if problem.severity is Severity.WARNING and problem.is_open:
        echo(styled(f"         编号 {harmless(problem.key)}", "dim"))


def problems_json(report: Report, problems: Iterable[Problem]) -> str:
    """The problems in the shape that scripts read (docs/checks.md)."""
    shape = {
        "problems": [_plain(p) for p in problems],
        "off": sorted(settings_of(report).off),
        "settings": deviations_of(report),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def print_report(report: Report) -> None:
    """Print title, tables and prose; in a pipe as wide as the contents are, nothing cut."""
    from rich.console import Console

    from govreport_desktop.report.fields import expanded_texts

    texts = expanded_texts(report)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_ANY_WIDTH)
    console.print(harmless(report.title) or "（未填机关名称）", style="bold", markup=False)
    for section in report.form.sections:
        prose = section.kind == "narrative"
        if prose and section.optional and not texts[section.id]:
            continue
        console.print(f"\n{section.title}", style="bold", markup=False)
        if prose:
            console.print(harmless(texts[section.id]) or "（未填写）", markup=False, soft_wrap=True)
        else:
            _print_table(console, report, report.form.tables[section.id])


def _print_table(console: Any, report: Report, table: Table) -> None:
    shown = _rich_table(report, table)
    anywhere = console.options.update(max_width=_ANY_WIDTH)
    if console.measure(shown, options=anywhere).maximum > console.width:
        shown = _rich_table(report, table, tight=True)
    console.print(shown)


def print_tables(report: Report) -> None:
    """Print the tables alone, in a pipe as wide as they are."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_ANY_WIDTH)
    for table in report.form.tables.values():
        console.print(f"\n{report.form.section(table.section).title}", style="bold", markup=False)
        _print_table(console, report, table)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "key": problem.key,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "section": problem.section,
        "cells": [[cell.row, cell.column] for cell in problem.cells],
        "spans": [[span.start, span.end] for span in problem.spans],
        "message": problem.message,
        "cause": problem.cause,
        "explanation": problem.explanation,
        "outdated": problem.outdated,
        "figures": [
            str(number) if isinstance(number, Decimal) else number for number in problem.figures
        ],
    }


def _rich_table(report: Report, table: Table, *, tight: bool = False) -> Any:
    """Rows by columns; where the rows of the form ask for different things, one number a line.

    ``tight`` gives columns of numbers no more room than their numbers need.
    """
    from rich import box
    from rich.table import Table as RichTable

    shown = RichTable(box=box.SQUARE, show_header=True)
    columns = tuple(table.column_names)
    full = all(len(_row(table, row)) == len(columns) for row in table.row_names)
    # A label goes on in the next line where the terminal is narrow, a number never.
    shown.add_column("", overflow="fold")
    if not full:
        shown.add_column("", overflow="fold")
        shown.add_column("", justify="right", no_wrap=True)
        for cell in table.cells.values():
            shown.add_row(cell.row_name, cell.column_name, _value(report, cell.address))
        shown.show_header = False
        return shown
    for column, name in table.column_names.items():
        found = [_value(report, a) for a in table.cells if a.column == column]
        widest = max(_HEADER, *map(len, found))
        width = widest if tight else None
        shown.add_column(name, justify="right", overflow="fold", min_width=widest, width=width)
    for row, name in table.row_names.items():
        shown.add_row(name, *(_value(report, address) for address in _row(table, row)))
    return shown


def _row(table: Table, row: str) -> list[Any]:
    return [address for address in table.cells if address.row == row]


def _value(report: Report, address: Any) -> str:
    return harmless(format_value(report.values[address]))
