"""A Word document: its paragraphs and tables in reading order.

Tracked changes are taken as accepted; what is deleted, struck out or hidden is named. A table
that only frames the text is opened, a table inside a cell follows the table it stands in, a
text box the paragraph it hangs on. Macros, pictures and links are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from govreport_desktop.readers.left import DELETED, HIDDEN, PICTURED, LeftOut
from govreport_desktop.readers.marks import visible
from govreport_desktop.readers.word.build import Built
from govreport_desktop.readers.word.inline import (
    ALTERNATIVES,
    NOTES_BELOW,
    SETTINGS,
    TEXT_BOX,
    Inline,
    chosen,
)
from govreport_desktop.readers.word.numbering import read_numbering
from govreport_desktop.readers.word.package import Document, R, W, open_document
from govreport_desktop.readers.word.styles import is_on, read_styles, value, whole
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

MAX_NESTING = 20
# No table of a report has more columns; Word itself allows 63.
MAX_COLUMNS = 200
# A table of at most two cells with more characters than this arranges the page.
_FRAMED, _FRAME_CELLS, _NUMBERS = 300, 2, 3

_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_TABLE, _PARAGRAPH, _ROW, _CELL = (f"{W}{name}" for name in ("tbl", "p", "tr", "tc"))
_GONE = {f"{W}del", f"{W}moveFrom"}
_MARGINS = "页眉、页脚没有读入"
_BOX_IN_CELL = "表格里文本框的文字没有读入"

Block = SourceParagraph | SourceTable
# What makes a source of a part that is a document itself; None where it can't.
Embedded = Callable[[bytes, str], Source | None]


def read_docx(path: Path) -> Source:
    """The document at ``path``. Raises ReadError where it is none, damaged or too large."""
    return read_document(open_document(path.read_bytes(), path.name))


def read_document(document: Document, embedded: Embedded | None = None) -> Source:
    """``document`` in the neutral shape; ``embedded`` reads the documents within it."""
    reader = _Reader(document, embedded)
    blocks = tuple(reader.blocks(document.body))
    reader.below()
    return Source(
        name=document.name,
        blocks=blocks,
        notes=(*reader.notes, *reader.left.notes()),
        pictures=sum(1 for _ in document.body.iter(*_PICTURES)),
        left_out=reader.left.everything(),
    )


def read_built(document: Built) -> Source:
    """A document of another format, given Word's elements, in the neutral shape."""
    source = read_document(document)
    return replace(source, notes=(*document.said, *source.notes))


class _Reader:
    def __init__(self, document: Document, embedded: Embedded | None) -> None:
        styles = read_styles(document.styles)
        self.notes: dict[str, None] = {}
        self.left = LeftOut()
        self._document, self._embedded = document, embedded
        self._inline = Inline(styles, self.left)
        self._inline.comments = _comments(document.beside("comments"), self._inline)
        self._numbering = read_numbering(document.numbering, styles)
        self._tables = 0

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables below ``parent``, content controls opened."""
        if depth > MAX_NESTING:
            self.notes["文档里的表格套得太深，最里层没有读入。"] = None
            return
        for child in parent:
            if child.tag == _PARAGRAPH:
                yield from (SourceParagraph(line) for line in self._lines(child))
                for box in _boxes(child):
                    self.notes["文本框里的文字放在了它所在的段落之后，请核对位置。"] = None
                    yield from self.blocks(box, depth + 1)
            elif child.tag == _TABLE:
                yield from self._table(child, depth)
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child)
            elif child.tag == ALTERNATIVES:
                yield from self.blocks(chosen(child), depth + 1)
            elif child.tag in _GONE:
                self.left.leave(DELETED, self._inline.bare(child))
            elif child.tag not in SETTINGS and len(child):
                yield from self.blocks(child, depth + 1)

    def below(self) -> None:
        """Name the notes at the foot of pages, which belong to no part of the report."""
        for kind, ids in self._inline.notes.items():
            root = self._document.beside(f"{kind}s")
            for note in () if root is None else root.iter(f"{W}{kind}"):
                if note.get(f"{W}id") in ids:
                    self.left.leave(NOTES_BELOW, self._inline.bare(note))

        for root in self._document.around():
            # A page's number is nobody's text; words there are.
            text = self._inline.bare(root)
            if sum(char.isalpha() for char in text) > 1:
                self.left.leave(_MARGINS, text)

    def _lines(self, paragraph: Any) -> list[str]:
        text = self._inline.text(paragraph).strip("\n")
        if not text.strip():
            self._numbering.label(paragraph)
            return []
        # A number is no text of a line that is a single digit: it would make another of it.
        text = visible(self._numbering.label(paragraph)) + text
        return [line for line in text.split("\n") if line.strip()]

    def _chunk(self, element: Any) -> Iterator[Block]:
        """A document within the document, which Word takes in when it opens the file."""
        data = self._document.embedded(element.get(f"{R}id") or "")
        found = self._embedded(data, self._document.name) if self._embedded and data else None
        if found is None:
            self.notes["文档里嵌有另一份文档，没有读入；请用 Word 打开后另存一份再试。"] = None
            return
        self.notes |= dict.fromkeys(found.notes)
        for text in found.left_out:
            self.left.pass_over(text)
        yield from found.blocks

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        rows = [_cells(row) for row in self._rows(element)]
        inner = [
            [table for table in _below(cell, _TABLE) if _framed(table) is None]
            for row in rows
            for cell, _, _ in row
        ]
        if _is_frame(rows, inner):
            for row in rows:
                for cell, _, _ in row:
                    yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        where = f"第 {self._tables} 个表"
        yield SourceTable(tuple(self._spanned(rows)), where=where)
        for table in (table for tables in inner for table in tables):
            self.notes["表格里套着的表格放在了外层表格之后。"] = None
            if depth >= MAX_NESTING:
                self.notes["文档里的表格套得太深，最里层没有读入。"] = None
                return
            yield from self._table(table, depth + 1)

    def _rows(self, table: Any) -> Iterator[Any]:
        for row in _below(table, _ROW):
            properties = row.find(f"{W}trPr")
            deleted = properties is not None and properties.find(f"{W}del") is not None
            hidden = properties is not None and is_on(properties.find(f"{W}hidden"))
            if deleted or hidden:
                self.left.leave(DELETED if deleted else HIDDEN, self._inline.bare(row))
            else:
                yield row

    def _spanned(self, rows: list[list[_Placed]]) -> Iterator[tuple[SourceCell, ...]]:
        """Rows of cells with the rows they span; what is merged into a cell above is left out."""
        continued = [
            {column for cell, column, _ in row if _merge(cell) == "continue"} for row in rows
        ]
        for index, row in enumerate(rows):
            cells = [SourceCell("", 1, row[0][1])] if row and row[0][1] else []
            for cell, column, width in row:
                if _merge(cell) == "continue" and index:
                    self._covered(cell)
                    continue
                height = 1
                if _merge(cell) == "restart":
                    below = continued[index + 1 :]
                    height += next(
                        (n for n, at in enumerate(below) if column not in at), len(below)
                    )
                mark = self.left.mark()
                text = self._cell(cell)
                cells.append(SourceCell(text, height, width, self.left.remark(mark)))
            yield tuple(cells)

    def _covered(self, cell: Any) -> None:
        """Text in a cell that is merged into the one above is stored and not shown."""
        self.left.leave(HIDDEN, self._inline.bare(cell))

    def _cell(self, cell: Any) -> str:
        text = "\n".join(self._lines_of(cell))
        if not text and (drawn := next(cell.iter(*_PICTURES), None)) is not None:
            said = (each.get(name) for each in drawn.iter() for name in ("descr", "alt"))
            self.left.leave(PICTURED, next(filter(None, said), "图片"))
        return text

    def _lines_of(self, cell: Any) -> Iterator[str]:
        """The lines of a cell; those of a table of one cell within it are its own."""
        for child in _below(cell, _PARAGRAPH, _TABLE):
            if child.tag == _PARAGRAPH:
                yield from self._lines(child)
                for box in _boxes(child):
                    self.left.leave(_BOX_IN_CELL, self._inline.bare(box))
            elif (only := _framed(child)) is not None:
                yield from self._lines_of(only)


def _comments(root: Any, inline: Inline) -> dict[str, str]:
    """The texts of a document's comments by their ids; ``root`` is None where it has none."""
    found = () if root is None else root.iter(f"{W}comment")
    return {comment.get(f"{W}id") or "": inline.bare(comment) for comment in found}


# A cell's element, the grid column it starts in, and the columns it covers.
_Placed = tuple[Any, int, int]


def _cells(row: Any) -> list[_Placed]:
    properties = row.find(f"{W}trPr")
    before = None if properties is None else properties.find(f"{W}gridBefore")
    column = whole(before, 0, MAX_COLUMNS, 0)
    placed: list[_Placed] = []
    for cell in _below(row, _CELL):
        own = cell.find(f"{W}tcPr")
        width = 1 if own is None else whole(own.find(f"{W}gridSpan"), 1, MAX_COLUMNS, 1)
        if placed and _merge(cell, across=True) == "continue":
            last, start, covered = placed[-1]
            placed[-1] = last, start, covered + width
        else:
            placed.append((cell, column, width))
        column += width
    return placed


def _merge(cell: Any, *, across: bool = False) -> str:
    names = ("hMerge", "hmerge") if across else ("vMerge", "vmerge")
    own = cell.find(f"{W}tcPr")
    for name in () if own is None else names:
        if (merge := own.find(f"{W}{name}")) is not None:
            return value(merge) or "continue"
    return ""


def _is_frame(rows: list[list[_Placed]], inner: list[list[Any]]) -> bool:
    """A table that only arranges the page: a real table within, or one or two long cells."""
    cells = [cell for row in rows for cell, _, _ in row]
    if sum(_is_number(cell) for cell in cells) >= _NUMBERS:
        return False
    if any(len(list(_below(table, _ROW))) > 2 for tables in inner for table in tables):
        return True
    return len(cells) <= _FRAME_CELLS and any(
        sum(len(text.text or "") for text in cell.iter(f"{W}t")) > _FRAMED for cell in cells
    )


def _framed(table: Any, depth: int = 0) -> Any:
    """The one cell of a table in a cell that only frames its number, or all it holds; else None."""
    rows = list(islice(_below(table, _ROW), 2))
    cells = list(islice(_below(rows[0], _CELL), 2)) if len(rows) == 1 else []
    if len(cells) != 1 or depth > MAX_NESTING or rows[0].find(f"{W}trPr/{W}del") is not None:
        return None
    text = "".join(piece.text or "" for piece in cells[0].iter(f"{W}t"))
    around = next(table.iterancestors(_CELL), cells[0])
    alone = not any(p.xpath("string()").strip() for p in around.iterchildren(_PARAGRAPH))
    if len(text) > _FRAMED or not (alone or any(map(str.isdigit, text))):
        return None
    within = (_framed(inner, depth + 1) for inner in _below(cells[0], _TABLE))
    return None if any(inner is None for inner in within) else cells[0]


def _is_number(cell: Any) -> bool:
    """Whether a cell holds digits only: frames hold none of their own."""
    texts = (t.text or "" for p in _below(cell, _PARAGRAPH) for t in p.iter(f"{W}t"))
    return "".join(texts).strip().isdecimal()


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on ``paragraph``, each once though it may be written twice."""
    for child in paragraph:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from _boxes(chosen(child))
        elif child.tag not in _GONE and child.tag not in SETTINGS:
            yield from _boxes(child)


def _below(parent: Any, *tags: str) -> Iterator[Any]:
    """Children of ``tags``, also those wrapped in content controls or tracked insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from _below(chosen(child), *tags)
        elif child.tag not in (*_GONE, *SETTINGS, _TABLE, _ROW, _CELL, _PARAGRAPH):
            yield from _below(child, *tags)
