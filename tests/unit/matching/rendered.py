"""Reports written out the ways a web page, Excel or a PDF viewer gives them away as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from random import Random

from hypothesis import strategies as st

from govreport_desktop.form import Kind, Table, load_form
from govreport_desktop.form.model import GridCell, Role
from govreport_desktop.report import Report, Value, format_value

forms = st.sampled_from(["2019", "2021"]).map(load_form)
_words = st.text("本年度我局坚持依法公开主动回应推进网站建设培训人员若干", min_size=13, max_size=40)


def figure(kind: Kind, pick: Random) -> Value:
    """A readable number of ``kind``, mostly a small one."""
    lowest = -99 if kind.minimum is None else kind.minimum
    number = pick.choice([0, pick.randint(lowest, 9), pick.randint(lowest, 10**9)])
    if kind.type == "integer":
        return number
    return Decimal(number).scaleb(-pick.randint(0, 4))


@st.composite
def full_reports(draw: st.DrawFn, blanks: bool = False) -> Report:
    """A report of either form with a number in every cell, or in most with ``blanks``."""
    report = Report(draw(forms), "云岫市砚湖区水务局", draw(st.integers(2019, 2035)))
    pick = draw(st.randoms(use_true_random=False))
    values = {
        cell.address: None if blanks and pick.random() < 0.3 else figure(cell.kind, pick)
        for cell in report.form.cells
        if not cell.formula
    }
    texts = {
        section.id: "。\n".join(draw(st.lists(_words, min_size=1, max_size=3))) + "。"
        for section in report.form.narratives
    }
    report.load(values, texts, {}, {})
    return report


def rows(report: Report, table: Table) -> Iterator[list[tuple[GridCell, str]]]:
    """The printed cells of each row, those that begin in it, with their text or number."""
    for y in range(table.row_count):
        cells = sorted((c for c in table.grid if c.row == y), key=lambda cell: cell.column)
        yield [
            (cell, format_value(report.values[cell.address]) if cell.address else cell.text)
            for cell in cells
        ]


def flat_table(report: Report, table: Table) -> str:
    """One cell a line, its end marked, rows filled up with bars (as published pages come)."""
    lines: list[str] = []
    for cells in rows(report, table):
        lines += [f"{text} |" if text else "|" for _, text in cells]
        padding = table.column_count - len(cells)
        if padding:
            lines.append("|" * padding)
    return "\n".join(lines)


def lines_table(report: Report, table: Table) -> str:
    """One cell a line and nothing else."""
    return "\n".join(text for cells in rows(report, table) for _, text in cells)


def ended_table(report: Report, table: Table) -> str:
    """One cell a line, its end marked by a bar on the next line; long labels broken."""
    return "\n".join(
        f"{_broken(cell, text)}\n|" for cells in rows(report, table) for cell, text in cells
    )


def spaced_table(report: Report, table: Table) -> str:
    """One cell a line, an empty line after each, blanks before numbers, long labels broken."""
    return "\n\n".join(
        f" {text}" if cell.address else _broken(cell, text)
        for cells in rows(report, table)
        for cell, text in cells
    )


def mixed_table(report: Report, table: Table) -> str:
    """One cell a line, the padding of a row behind its last cell."""
    lines: list[str] = []
    for cells in rows(report, table):
        texts = [text for _, text in cells]
        padding = table.column_count - len(cells)
        lines += [f"{text} |" if text else "|" for text in texts[:-1]]
        lines.append(f"{texts[-1]} | {'|' * padding}".rstrip() if padding else f"{texts[-1]} |")
    return "\n".join(lines)


def collapsed_table(report: Report, table: Table) -> str:
    """A row a line, a bar behind each cell, nothing for merged ones."""
    return "\n".join(
        "".join(f"{text} | " for _, text in cells).rstrip() for cells in rows(report, table)
    )


def edged_table(report: Report, table: Table) -> str:
    """A row a line between bars, filled up with bars at the end."""
    lines = []
    for cells in rows(report, table):
        padding = "|" * (table.column_count - len(cells))
        lines.append(f"| {' | '.join(text for _, text in cells)} | {padding}".rstrip())
    return "\n".join(lines)


def viewer_table(report: Report, table: Table) -> str:
    """What a PDF viewer copies: a row a line, blanks between the cells."""
    return "\n".join(" ".join(text for _, text in cells) for cells in rows(report, table))


def _broken(cell: GridCell, text: str) -> str:
    """A header in two lines, as a narrow column prints it."""
    half = len(text) // 2
    narrow = cell.role is Role.HEADER and cell.column_span == 1 and len(text) == 4
    return f"{text[:half]}\n{text[half:]}" if narrow else text


def browser_table(report: Report, table: Table) -> str:
    """Tabs between the cells, nothing for merged ones: what a browser copies."""
    return "\n".join("\t".join(text for _, text in cells) for cells in rows(report, table))


def sheet_table(report: Report, table: Table) -> str:
    """Tabs between the cells, empty ones where merged: what Excel copies."""
    return "\n".join("\t".join(matrix_row) for matrix_row in matrix(report, table))


def bars_table(report: Report, table: Table) -> str:
    """A row a line with bars between the cells."""
    return "\n".join(f"| {' | '.join(matrix_row)} |" for matrix_row in matrix(report, table))


def comma_document(report: Report) -> str:
    """The whole report as a spreadsheet saves it: one sheet, every row as wide as the widest."""
    lines = [[report.title]]
    for section in report.form.sections:
        lines.append([section.title])
        if section.kind == "table":
            lines += matrix(report, report.form.tables[section.id])
        else:
            lines += [[paragraph] for paragraph in report.texts[section.id].split("\n")]
    width = max(map(len, lines))
    stream = StringIO()
    csv.writer(stream).writerows(line + [""] * (width - len(line)) for line in lines)
    return stream.getvalue()


def matrix(report: Report, table: Table) -> list[list[str]]:
    """The table with its text at the top left of each merged cell and "" in the rest."""
    found = [[""] * table.column_count for _ in range(table.row_count)]
    for y, cells in enumerate(rows(report, table)):
        for cell, text in cells:
            found[y][cell.column] = text
    return found


def document(report: Report, tables: dict[str, str]) -> str:
    """The whole report as text around the written-out ``tables``."""
    parts = [report.title]
    for section in report.form.sections:
        if section.number:
            parts.append(section.title)
        parts.append(tables[section.id] if section.kind == "table" else report.texts[section.id])
    return "\n".join(parts)
