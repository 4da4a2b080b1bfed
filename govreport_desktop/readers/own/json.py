"""JSON in the shape of docs/forms.md: missing tables, rows and cells are blank."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from govreport_desktop.errors import ReadError
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.matching.placed import placed_contents
from govreport_desktop.report import Address
from govreport_desktop.report.shape import from_shape
from govreport_desktop.source import Source, SourceParagraph

# Longer digits than any number; Python refuses to convert 4301 of them at once.
_MOST_DIGITS = 400


def read_json(text: str, name: str) -> Source:
    """The report in ``text``, every content with its address.

    Numbers keep the digits they are written with. Only what ``text`` mentions is placed: a
    cell that is not there leaves a report as it is, one that is null makes it blank. Raises
    ReadError where it is no JSON, or no report.
    """
    try:
        shape = json.loads(text, parse_float=str, parse_int=_whole, parse_constant=str)
    except (ValueError, RecursionError) as error:
        place = f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "中间某处"
        raise ReadError(f"“{name}”不是完整的 JSON，{place}读不下去，请重新导出。") from error
    report, _ = from_shape(shape)
    tables = shape.get("tables") or {}
    # Read once more without the printed totals: comparing those is the matcher's, and what
    # is left is what the form has no place for.
    _, unplaced = from_shape(
        {**shape, "form": report.form.id, "tables": _typed(tables, report.form)}
    )
    placed = placed_contents(report)
    cells = _mentioned(tables)
    kept: dict[Address, str] = {
        address: text
        for address, text in placed.items()
        if not isinstance(address, CellAddress) or address in cells
    }
    kept |= {a: str(plain) for a, plain in cells.items() if _is_total(report.form, a) and plain}
    mentioned = shape.get("narratives") or {}
    kept = {a: t for a, t in kept.items() if t or isinstance(a, CellAddress) or str(a) in mentioned}
    return Source(
        name=name,
        blocks=tuple(SourceParagraph(line, name) for line in unplaced),
        placed=kept,
        form_id=report.form.id,
        office=report.office,
        year=report.year,
    )


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _mentioned(tables: Mapping[str, Any]) -> dict[CellAddress, Any]:
    return {
        CellAddress(table, row, column): plain
        for table, rows in tables.items()
        for row, columns in (rows or {}).items()
        for column, plain in (columns or {}).items()
    }


def _is_total(form: Form, address: CellAddress) -> bool:
    return form.has(address) and form.cell(address).formula is not None


def _typed(tables: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """``tables`` without the computed cells."""
    return {
        table: {
            row: {
                column: plain
                for column, plain in (columns or {}).items()
                if not _is_total(form, CellAddress(table, row, column))
            }
            for row, columns in (rows or {}).items()
        }
        for table, rows in tables.items()
    }
