"""Reports and problems as text for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form import Table
from govreport_desktop.report import Report, format_value


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """One line a problem, with its cause and explanation below it."""
    lines = []
    for problem in problems:
        lines.append(f"[{problem.severity.label}] {problem.rule} {problem.message}")
        if problem.cause:
            lines.append(f"      可能的原因：{problem.cause}")
        if problem.explanation:
            lines.append(f"      审核说明：{problem.explanation}")
    return lines


def problem_summary(problems: list[Problem]) -> str:
    """How many of each kind: 错误 1 个，警告 2 个，提示 0 个."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return "，".join(f"{severity.label} {count} 个" for severity, count in counts.items()) + "。"


def problems_json(problems: Iterable[Problem]) -> str:
    """The problems in the shape that scripts read; cells are [row, column] of the section."""
    return json.dumps({"problems": [_plain(p) for p in problems]}, ensure_ascii=False, indent=2)


def print_report(report: Report) -> None:
    """Print title, tables and prose."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(report.title or "（未填机关名称）", style="bold", justify="center")
    for section in report.form.sections:
        if section.kind == "narrative":
            text = report.texts[section.id]
            if not text and section.optional:
                continue
            console.print(f"\n{section.title}", style="bold")
            console.print(text or "（未填写）", markup=False)
        else:
            console.print(f"\n{section.title}", style="bold")
            console.print(_rich_table(report, report.form.tables[section.id]))


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
    }


def _rich_table(report: Report, table: Table) -> Any:
    """Rows by columns; where the rows of the form ask for different things, one number a line."""
    from rich import box
    from rich.table import Table as RichTable

    shown = RichTable(box=box.SQUARE, show_header=True)
    columns = tuple(table.column_names)
    full = all(len(_row(table, row)) == len(columns) for row in table.row_names)
    shown.add_column("")
    if not full:
        shown.add_column("")
        shown.add_column("", justify="right")
        for cell in table.cells.values():
            shown.add_row(cell.row_name, cell.column_name, _value(report, cell.address))
        shown.show_header = False
        return shown
    for column in columns:
        shown.add_column(table.column_names[column], justify="right")
    for row, name in table.row_names.items():
        shown.add_row(name, *(_value(report, address) for address in _row(table, row)))
    return shown


def _row(table: Table, row: str) -> list[Any]:
    return [address for address in table.cells if address.row == row]


def _value(report: Report, address: Any) -> str:
    return format_value(report.values[address])
