"""The report as a web page: one self-contained file, or the fragment an office pastes.

Semantic headings, tables with ``scope`` and the spans of the form, no scripts. What carries
meaning in print (borders, the fill of the article rows) stands in ``style`` attributes,
because the systems that offices publish with drop style sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.form.model import GridCell, Role
from govreport_desktop.report.levels import Level
from govreport_desktop.writers.document import (
    Appendix,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)

# One printed row: the cells that begin in it, from left to right.
_Row = list[tuple[GridCell, str]]

_CELL = "border:1px solid #000;padding:4px 3px;text-align:{};font-weight:normal"
_TABLE = "border-collapse:collapse;width:100%;font:14px/1.45 SimSun,'Songti SC',serif"
_SHEET = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { margin: 0; background: #fff; color: #000; }
article { max-width: 48em; margin: 0 auto; padding: 2em 1em 4em;
  font: 18px/1.8 FangSong, STFangsong, "Songti SC", SimSun, serif; }
h1 { font: bold 1.5em/1.5 SimSun, "Songti SC", serif; text-align: center; margin: 0 0 1.2em; }
h1 { text-wrap: balance; }
h2 { font: bold 1em/1.8 SimHei, "Heiti SC", sans-serif; text-indent: 2em; margin: 1em 0 .4em; }
h3, h4, h5 { font-size: 1em; margin: 0; text-indent: 2em; }
p { margin: 0; text-indent: 2em; text-align: justify; }
.table { overflow-x: auto; margin: .4em 0 1em; }
.signature { text-align: right; text-indent: 0; margin-top: 2em; }
@media print {
  article { max-width: none; padding: 0; font-size: 16pt; }
  .table { overflow: visible; break-inside: avoid; }
  .table table { min-width: 0 !important; font-size: 9pt !important; }
  thead { display: table-header-group; }
  h2, h3, h4, h5 { break-after: avoid; }
}
"""


def write_html(document: Document, path: Path, *, fragment: bool = False) -> None:
    """Write the page, or with ``fragment`` only what goes into an office's own page.

    Raises WriteError where the place cannot be written.
    """
    render = render_fragment if fragment else render_html
    write_atomically(path, render(document).encode())


def render_html(document: Document) -> str:
    """``document`` as one complete file that needs nothing else."""
    title = escape(document.title)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(document.office)}">\n'
        f"<title>{title}</title>\n<style>{_SHEET}</style>\n</head>\n<body>\n"
        f"{render_fragment(document)}</body>\n</html>\n"
    )


def render_fragment(document: Document) -> str:
    """``document`` as one ``article`` element."""
    title = _title(document.title_lines)
    parts = ['<article lang="zh-CN">\n', f"<h1>{title}</h1>\n"]
    if document.draft:
        parts.append('<p role="note" style="text-align:center;text-indent:0">（草稿）</p>\n')
    for is_open, group in _sections(document.blocks):
        body = "".join(map(_block, group))
        parts.append(f"<section>\n{body}</section>\n" if is_open else body)
    parts.append("</article>\n")
    return "".join(parts)


def _title(lines: Iterable[str]) -> str:
    return "".join(f'<span style="display:block">{escape(line)}</span>' for line in lines)


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks by part; False for what stands before the first heading and after the last."""
    number = 0
    numbered: list[tuple[int, Block]] = []
    for block in blocks:
        if isinstance(block, Heading | Appendix):
            number += 1
        numbered.append((-1 if isinstance(block, Signature) else number, block))
    for part, group in groupby(numbered, key=lambda pair: pair[0]):
        yield part > 0, [block for _, block in group]


def _block(block: Block) -> str:
    match block:
        case Heading(text=text):
            return f"<h2>{escape(text)}</h2>\n"
        case Appendix(title_lines=lines):
            return f"<h2>{_title(lines)}</h2>\n"
        case Paragraph():
            return _paragraph(block)
        case TableBlock():
            return _table(block)
        case Signature(office_lines=office, date=date):
            signed = "<br>\n".join(map(escape, filter(None, (*office, date))))
            return f'<p class="signature" style="text-align:right">{signed}</p>\n'


def _paragraph(paragraph: Paragraph) -> str:
    text, (level, lead, alone) = paragraph.text, paragraph.leveled
    if alone:
        # Below the part's h2: 一、 and （一） are h3, 1. is h4, (1) is h5.
        tag = f"h{max(level, Level.SECOND) + 1}"
        return f"<{tag}>{escape(text)}</{tag}>\n"
    if lead:
        return f"<p><strong>{escape(text[:lead])}</strong>{escape(text[lead:])}</p>\n"
    return f"<p>{escape(text)}</p>\n"


def _table(block: TableBlock) -> str:
    """Header rows in thead; a tbody for each block that an article row opens."""
    table = block.table
    rows: list[_Row] = [[] for _ in range(table.row_count)]
    for cell, text in block.cells:
        rows[cell.row].append((cell, text))
    for cells in rows:
        cells.sort(key=lambda pair: pair[0].column)
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{width * 100 / total:.2f}%">' for width in table.widths)
    # On a phone the table scrolls inside its own frame rather than squeeze its columns.
    style = f"{_TABLE};min-width:{table.column_count * 3.6:g}em"
    parts = [f'<div class="table" style="overflow-x:auto">\n<table style="{style}">\n']
    parts.append(f"<colgroup>{columns}</colgroup>\n")
    for tag, group in _row_groups(rows, table.header_rows):
        lines = "".join(map(_row, group))
        parts.append(f"<{tag}>\n{lines}</{tag}>\n")
    parts.append("</table>\n</div>\n")
    return "".join(parts)


def _row_groups(rows: list[_Row], header_rows: int) -> Iterator[tuple[str, list[_Row]]]:
    """The rows as thead and tbody: an article row opens a tbody."""
    if header_rows:
        yield "thead", rows[:header_rows]
    body: list[_Row] = []
    for row in rows[header_rows:]:
        if body and row[0][0].role is Role.ARTICLE:
            yield "tbody", body
            body = []
        body.append(row)
    yield "tbody", body


def _row(cells: _Row) -> str:
    return f"<tr>{''.join(_cell(cell, text) for cell, text in cells)}</tr>\n"


def _cell(cell: GridCell, text: str) -> str:
    spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    style = _CELL.format(cell.align) + (f";background:#{cell.fill.lower()}" if cell.fill else "")
    match cell.role:
        case Role.VALUE:
            return f'<td{spans} style="{style}">{escape(text)}</td>'
        case Role.ARTICLE:
            scope = "rowgroup"
        case Role.HEADER:
            scope = "colgroup" if cell.column_span > 1 else "col"
        case Role.LABEL:
            scope = "rowgroup" if cell.row_span > 1 else "row"
    return f'<th scope="{scope}"{spans} style="{style}">{escape(text)}</th>'
