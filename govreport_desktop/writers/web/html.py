"""The report as a web page: one self-contained file, or the fragment an office pastes.

Semantic headings, tables with ``scope`` and the spans of the form, no scripts. How an element
looks stands on it (`looks`), in the file as in the fragment, so that both look the same
wherever they are put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.form.model import GridCell, Role
from govreport_desktop.report.levels import Level
from govreport_desktop.writers.document import (
    LONG_WORD,
    Appendix,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from govreport_desktop.writers.seams import seams
from govreport_desktop.writers.web import looks
from govreport_desktop.writers.web.measures import measured

# One printed row: the cells that begin in it, from left to right.
_Row = list[tuple[GridCell, str]]
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_PHONE_SIGNS = 12  # of a title, side by side on a phone


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
        f"<title>{title}</title>\n<style>{looks.SHEET}</style>\n</head>\n<body>\n<main>\n"
        f"{render_fragment(document)}</main>\n</body>\n</html>\n"
    )


def render_fragment(document: Document) -> str:
    """``document`` as one ``article`` element."""
    title = _title(document.title_lines)
    parts = [
        f'<article class="{looks.PREFIX}" lang="zh-CN" style="{looks.ARTICLE}">\n',
        f'<style media="print" style="{looks.HIDDEN}">{looks.PRINT}</style>\n',
        _element("h1", looks.TITLE, title),
    ]
    if document.draft:
        parts.append(f'<p role="note" style="{looks.NOTE}">（草稿）</p>\n')
    for is_open, group in _sections(document.blocks):
        body = "".join(_blocks(group))
        parts.append(_element("section", looks.SECTION, f"\n{body}") if is_open else body)
    parts.append("</article>\n")
    return "".join(parts)


def _element(tag: str, style: str, content: str) -> str:
    return f'<{tag} style="{style}">{content}</{tag}>\n'


def _title(lines: Iterable[str]) -> str:
    """``lines`` of a title; where a screen has no room for one, its sense breaks it, too."""
    spans = []
    for line in lines:
        kept = max(map(len, _words(line))) <= _PHONE_SIGNS
        style = looks.TITLE_LINE_KEPT if kept else looks.TITLE_LINE
        spans.append(f'<span style="{style}">{_by_sense(line)}</span>')
    return "".join(spans)


def _by_sense(line: str) -> str:
    """``line``, which may go on in another where its sense has a seam."""
    return "<wbr>".join(map(escape, _words(line)))


def _words(line: str) -> list[str]:
    return [line[begin:end] for begin, end in pairwise((0, *seams(line), len(line)))]


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks by part; False for what stands before the first heading."""
    number = 0
    numbered: list[tuple[int, Block]] = []
    for block in blocks:
        if isinstance(block, Heading | Appendix):
            number += 1
        numbered.append((number, block))
    for part, group in groupby(numbered, key=lambda pair: pair[0]):
        yield part > 0, [block for _, block in group]


def _blocks(group: Sequence[Block]) -> Iterator[str]:
    """The elements of a part; a signature stands on one page with the words before it."""
    for before, block, following in zip((None, *group), group, (*group[1:], None), strict=False):
        if isinstance(block, Paragraph) and isinstance(following, Signature):
            yield f'<div style="{looks.TOGETHER}">\n'
        yield _block(block)
        if isinstance(before, Paragraph) and isinstance(block, Signature):
            yield "</div>\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text=text):
            return _element("h2", looks.PART, _by_sense(text))
        case Appendix(title_lines=lines):
            return _element("h2", looks.ANNEX, _title(lines))
        case Paragraph():
            return _paragraph(block)
        case TableBlock():
            return _table(block)
        case Signature(office_lines=office, date=date):
            signed = "<br>\n".join(map(escape, filter(None, (*office, date))))
            return _element("p", looks.SIGNATURE, signed)


def _paragraph(paragraph: Paragraph) -> str:
    text, (level, lead, alone) = paragraph.text, paragraph.leveled
    if alone:
        # Below the part's h2: 一、 and （一） are h3, 1. is h4, (1) is h5.
        return _element(f"h{max(level, Level.SECOND) + 1}", looks.LEVEL, escape(text))
    begun = f'<strong style="{looks.LEAD}">{escape(text[:lead])}</strong>' if lead else ""
    return _element("p", looks.PROSE, begun + _prose(text[lead:]))


def _prose(text: str) -> str:
    """``text``; a long address is broken anywhere, for the line before it is full, too.

    One of mail is broken between its parts: people copy it by eye.
    """
    pieces = LONG_WORD.split(text)
    pieces[::2] = map(escape, pieces[::2])
    pieces[1::2] = map(_long_word, pieces[1::2])
    return "".join(pieces)


def _long_word(word: str) -> str:
    if _MAIL.fullmatch(word):
        return escape(word).replace("@", "@<wbr>").replace(".", "<wbr>.")
    return f'<span style="{looks.LONG_WORD}">{escape(word)}</span>'


def _table(block: TableBlock) -> str:
    """Header rows in thead; a tbody for each block that an article row opens."""
    table = block.table
    rows: list[_Row] = [[] for _ in range(table.row_count)]
    for cell, text in block.cells:
        rows[cell.row].append((cell, text))
    for cells in rows:
        cells.sort(key=lambda pair: pair[0].column)
    measures = measured(block)
    least = sum(measures.widths)
    columns = "".join(
        f'<col style="{looks.column(width * 100 / least)}">' for width in measures.widths
    )
    # On a phone the table scrolls inside its own frame rather than squeeze its columns.
    parts = [
        f'<div class="{looks.PREFIX}-frame" style="{looks.FRAME}">\n',
        f'<table class="{looks.PREFIX}-table" style="{looks.table(least, measures.printed)}">\n',
        f'<colgroup style="{looks.PART_OF_TABLE}">{columns}</colgroup>\n',
    ]
    for tag, group in _row_groups(rows, table.header_rows):
        parts.append(_element(tag, looks.PART_OF_TABLE, "\n" + "".join(map(_row, group))))
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
    return _element("tr", looks.PART_OF_TABLE, "".join(_cell(cell, text) for cell, text in cells))


def _cell(cell: GridCell, text: str) -> str:
    spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    style = looks.cell(cell)
    match cell.role:
        case Role.VALUE:
            return f'<td{spans} style="{style}">{escape(text)}</td>'
        case Role.ARTICLE:
            scope = "rowgroup"
        case Role.HEADER:
            scope = "colgroup" if cell.column_span > 1 else "col"
        case Role.LABEL:
            scope = "rowgroup" if cell.row_span > 1 else "row"
    # Where a label has to go on in a line of its own, its sense says where.
    words = "<wbr>".join(map(escape, cell.lines)) or escape(text)
    return f'<th scope="{scope}"{spans} style="{style}">{words}</th>'
