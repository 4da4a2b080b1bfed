"""Between the report's contents and the rows of a file, exactly: what is typed comes back.

A number is kept as its text with its type beside it, so that 1.50 stays 1.50 and a count
of any length stays whole. Blank is no row at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from govreport_desktop.errors import EditError, quoted
from govreport_desktop.form.model import CellAddress, Form, Kind
from govreport_desktop.report import (
    FIELDS,
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
    Value,
    parse_number,
)
from govreport_desktop.report.numbers import check_number

Encoded = tuple[str | None, str | None]  # type and text; both None where a cell is blank

_ALL = """
SELECT 'cell', table_id || '/' || row_id || '/' || column_id, type, text FROM cells
UNION ALL SELECT 'text', section, 'text', text FROM texts
UNION ALL SELECT 'field', name, 'text', text FROM fields
UNION ALL SELECT 'explanation', problem, 'text', text FROM explanations"""

_PUT_CELL = """
INSERT INTO cells VALUES (?, ?, ?, ?, ?) ON CONFLICT (table_id, row_id, column_id)
DO UPDATE SET type = excluded.type, text = excluded.text"""
_GET_CELL = "SELECT type, text FROM cells WHERE table_id = ? AND row_id = ? AND column_id = ?"
_CLEAR_CELL = "DELETE FROM cells WHERE table_id = ? AND row_id = ? AND column_id = ?"

_TEXT_TABLES = {
    "text": ("texts", "section"),
    "field": ("fields", "name"),
    "explanation": ("explanations", "problem"),
}
_GET_TEXT = {
    place: f"SELECT text FROM {table} WHERE {key} = ?"
    for place, (table, key) in _TEXT_TABLES.items()
}
# Place: how to put a text there, how to take it away.
_PUT_TEXT = {
    place: (
        f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT ({key}) DO UPDATE SET text = excluded.text",
        f"DELETE FROM {table} WHERE {key} = ?",
    )
    for place, (table, key) in _TEXT_TABLES.items()
}


class Row(NamedTuple):
    """One content as it is stored; ``type`` is integer, decimal, unread or text."""

    place: str
    address: str
    type: str
    text: str


# Place and address: type and text. What a report holds, in the shape its log leads to.
State = dict[tuple[str, str], tuple[str, str]]


def state_of(rows: Iterable[Row]) -> State:
    """``rows`` in the shape that a replay of the log leads to."""
    return {(row.place, row.address): (row.type, row.text) for row in rows}


def place_of(address: Address) -> tuple[str, str]:
    """An address as the log writes it: ("cell", "requests/received/total")."""
    match address:
        case CellAddress():
            return "cell", str(address)
        case TextAddress(section):
            return "text", section
        case FieldAddress(name):
            return "field", name
        case ExplanationAddress(key):
            return "explanation", key


def encode(content: Content) -> Encoded:
    """A content as type and exact text. Raises EditError for what no file can hold."""
    try:
        match content:
            case None:
                return None, None
            case Unread(text):
                pair = "unread", text
            case str():
                pair = "text", content
            case Decimal():
                pair = "decimal", str(content)
            case int():
                pair = "integer", str(content)
        pair[1].encode()  # half a surrogate pair is no text for any file
    except ValueError as error:
        raise EditError("内容里有不能保存的字符，请删去后重新输入。") from error
    return pair


def decode(type_: str | None, text: str | None, kind: Kind) -> Value:
    """What a row holds for a cell of ``kind``. Raises ValueError where it is no such number."""
    match type_, text:
        case None, None:
            return None
        case "unread", str():
            parsed = parse_number(text, kind)
            return parsed if isinstance(parsed, Unread) else Unread(text, "不是数")
        case (("integer" | "decimal"), str()) if type_ == kind.type:
            value = _number(type_, text)
            if str(value) == text and not isinstance(check_number(value, kind), Unread):
                return value
    raise ValueError(f"{type_} {text}")


def _number(type_: str, text: str) -> int | Decimal:
    if type_ == "integer":
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def read_rows(connection: sqlite3.Connection) -> list[Row]:
    """Everything the report holds now."""
    return list(map(Row._make, connection.execute(_ALL)))


def stored_at(connection: sqlite3.Connection, address: Address) -> Encoded:
    """What the file holds at ``address``, as `encode` writes it; an empty text for no text."""
    if isinstance(address, CellAddress):
        row: Encoded | None = connection.execute(_GET_CELL, address).fetchone()
        return row or (None, None)
    place, key = place_of(address)
    text: tuple[str] | None = connection.execute(_GET_TEXT[place], (key,)).fetchone()
    return "text", text[0] if text else ""


def write_content(connection: sqlite3.Connection, address: Address, encoded: Encoded) -> None:
    """Make ``encoded`` what is at ``address``; a blank or an empty text leaves no row."""
    type_, text = encoded
    if isinstance(address, CellAddress):
        if type_ is None:
            connection.execute(_CLEAR_CELL, address)
        else:
            connection.execute(_PUT_CELL, (*address, type_, text))
        return
    place, key = place_of(address)
    put, clear = _PUT_TEXT[place]
    if text:
        connection.execute(put, (key, text))
    else:
        connection.execute(clear, (key,))


def replace_contents(connection: sqlite3.Connection, report: Report) -> None:
    """Have the contents of ``report`` and nothing else, in the caller's transaction."""
    for table in ("cells", *(table for table, _ in _TEXT_TABLES.values())):
        connection.execute(f"DELETE FROM {table}")
    for address, content in stored_contents(report).items():
        write_content(connection, address, encode(content))


def rows_of(report: Report) -> Iterator[Row]:
    """Every content of ``report`` that a file stores: no blanks, no computed cells."""
    for address, content in stored_contents(report).items():
        type_, text = encode(content)
        if type_ is not None and text is not None:
            yield Row(*place_of(address), type_, text)


def stored_contents(report: Report) -> dict[Address, Content]:
    """Address and content of everything filled in by hand."""
    computed = {formula.target for formula in report.form.computed}
    contents: dict[Address, Content] = {
        address: value
        for address, value in report.values.items()
        if value is not None and address not in computed
    }
    contents |= {TextAddress(key): text for key, text in report.texts.items() if text}
    contents |= {FieldAddress(key): text for key, text in report.fields.items() if text}
    contents |= {ExplanationAddress(key): text for key, text in report.explanations.items()}
    return contents


def build(form: Form, rows: Iterable[Row]) -> tuple[Report, list[str]]:
    """The report that ``rows`` hold, and a sentence for every row the form has no room for."""
    groups: dict[str, dict[str, str]] = {"text": {}, "field": {}, "explanation": {}}
    values: dict[CellAddress, Value] = {}
    known = {"text": {section.id for section in form.narratives}, "field": set(FIELDS)}
    faults = []
    for row in rows:
        place, key, type_, text = row
        fault = ""
        address = cell_address(key) if place == "cell" else None
        if address:
            values[address], fault = _cell_value(form, address, row)
        elif key not in known.get(place, (key,)):
            fault = f"{form.name}里没有 {quoted(f'{place}/{key}')} 这个位置。"
        elif type_ != "text" or place not in groups:
            fault = f"{quoted(f'{place}/{key}')} 里的内容不是文字。"
        else:
            groups[place][key] = text
        if fault:
            faults.append(fault)
    report = Report(form)
    report.load(values, groups["text"], groups["field"], groups["explanation"])
    return report, faults


def cell_address(text: str) -> CellAddress | None:
    """The address that the log writes as ``text``, or None where it is none."""
    parts = text.split("/")
    return CellAddress(*parts) if len(parts) == 3 else None


def _cell_value(form: Form, address: CellAddress, row: Row) -> tuple[Value, str]:
    """What the row of a cell holds, or what is wrong with it."""
    if not form.has(address):
        return None, f"{form.name}里没有 {quoted(address)} 这个单元格。"
    spec = form.cell(address)
    if spec.formula:
        return None, f"{spec.words}由程序计算，文件里却存了“{quoted(row.text)}”。"
    try:
        return decode(row.type, row.text, spec.kind), ""
    except ValueError:
        kind = spec.kind.name
        return None, f"{spec.words}存的是“{quoted(row.text)}”（{quoted(row.type)}），不是{kind}。"
