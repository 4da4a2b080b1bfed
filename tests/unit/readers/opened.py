"""OpenDocument files made by hand: texts and spreadsheets, flat or packed, for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from govreport_desktop.source import SourceCell
from tests.unit.readers.zips import archive

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_NS}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"), ("number", "datastyle"), ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)  # fmt: skip
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def flat(
    body: str, styles: str = "", masters: str = "", kind: str = "text", head: str = ""
) -> bytes:
    """One file of XML: ``body`` within a text or a spreadsheet, ``styles`` its automatic styles."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document {_SPACES} '
        f'office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def sheet(rows: str, styles: str = "", said: str = "") -> bytes:
    """A flat spreadsheet with one sheet of these rows; ``said`` are attributes of the sheet."""
    table = f'<table:table table:name="甲" {said}>{rows}</table:table>'
    return flat(table, styles, kind="spreadsheet")


def packed(data: bytes, **more: str | bytes) -> bytes:
    """The same as a zip; ``more`` parts as `hostile.docx` names them."""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": data.replace(b"office:document ", b"office:document-content ", 1).replace(
            b"</office:document>", b"</office:document-content>"
        ),
    }
    return archive(
        parts | {n.replace("__", "/").replace("_xml", ".xml"): p for n, p in more.items()}
    )


def blocks_as_text(blocks: Sequence[str | list[list[SourceCell]]]) -> bytes:
    """Lines and tables as a flat text."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(paragraph(block))
            continue
        rows = ("".join(_text_cells(row)) for row in _gridded(block))
        lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        parts.append(f"<table:table>{lines}</table:table>")
    return flat("".join(parts))


def blocks_as_sheet(blocks: Sequence[str | list[list[SourceCell]]]) -> bytes:
    """The same below each other on one sheet, an empty row behind each table."""
    rows: list[str] = []
    for block in blocks:
        table = [[SourceCell(block)]] if isinstance(block, str) else block
        rows += ("".join(_sheet_cells(row)) for row in _gridded(table))
        if not isinstance(block, str):
            rows.append('<table:table-cell table:number-columns-repeated="1024"/>')
    return sheet("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


def paragraph(text: str) -> str:
    """A paragraph; lines within it, blanks in a row as the format wants them."""
    said = escape(text).replace("\n", "<text:line-break/>")
    said = re.sub("  +", lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>', said)
    return f"<text:p>{said}</text:p>"


def _gridded(rows: Sequence[Sequence[SourceCell]]) -> Iterator[list[SourceCell | None]]:
    """Each row with None where a cell above or to the left covers."""
    below: dict[int, int] = {}
    for row in rows:
        line: list[SourceCell | None] = []
        waiting = list(row)
        while waiting or below.get(len(line), 0) > 0:
            at = len(line)
            if below.get(at, 0) > 0:
                below[at] -= 1
                line.append(None)
                continue
            cell = waiting.pop(0)
            line += [cell, *[None] * (cell.column_span - 1)]
            below |= dict.fromkeys(range(at, at + cell.column_span), cell.row_span - 1)
        yield line


def _spans(cell: SourceCell) -> str:
    if cell.row_span == cell.column_span == 1:
        return ""
    return (
        f' table:number-columns-spanned="{cell.column_span}"'
        f' table:number-rows-spanned="{cell.row_span}"'
    )


def _text_cells(row: Sequence[SourceCell | None]) -> Iterator[str]:
    for cell in row:
        if cell is None:
            yield "<table:covered-table-cell/>"
        else:
            yield f"<table:table-cell{_spans(cell)}>{paragraph(cell.text)}</table:table-cell>"


def _sheet_cells(row: Sequence[SourceCell | None]) -> Iterator[str]:
    for cell in row:
        if cell is None:
            yield "<table:covered-table-cell/>"
            continue
        is_number = _NUMBER.fullmatch(cell.text)
        kind = f'float" office:value="{cell.text}"' if is_number else 'string"'
        lines = "".join(map(paragraph, cell.text.split("\n")))
        told, lines = (f' office:value-type="{kind}', lines) if cell.text else ("", "")
        yield f"<table:table-cell{told}{_spans(cell)}>{lines}</table:table-cell>"
