"""A Word document (.docx, .docm): its paragraphs and tables in reading order.

Tracked changes are taken as accepted, hidden text and fields' codes are left out, a table
inside a cell follows the table it stands in. Only the part with the text is opened: macros,
pictures and links are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

# A report's text is well below 2 MB; as a tree it takes some twenty times its size.
MAX_TEXT_BYTES = 16 * 2**20
# Each tag becomes an object of some 100 bytes; a report has some ten thousand.
MAX_TAGS = 500_000
MAX_NESTING = 20

_SKIPPED = {
    qn(f"w:{name}")
    for name in ("del", "moveFrom", "drawing", "pict", "object", "instrText", "delText", "rPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_BOXES = ".//w:txbxContent//w:t"
_PICTURES = ".//w:drawing | .//w:pict | .//w:object"
_TABLE, _PARAGRAPH, _ROW, _CELL = (qn(f"w:{name}") for name in ("tbl", "p", "tr", "tc"))

Block = SourceParagraph | SourceTable


def read_docx(path: Path) -> Source:
    """The document at ``path``. Raises ReadError where it is none, damaged or too large."""
    body = _body(path)
    reader = _Reader()
    blocks = tuple(reader.blocks(body))
    notes = list(reader.notes)
    if body.xpath(_BOXES):
        notes.append("文档里有文本框，框里的文字没有读入，请核对是否需要。")
    pictures = len(body.xpath(_PICTURES))
    return Source(name=path.name, blocks=blocks, notes=tuple(notes), pictures=pictures)


def _body(path: Path) -> Any:
    damaged = f"“{path.name}”已损坏，读不出来；请用 Word 或 WPS 打开后另存一份再试。"
    try:
        with ZipFile(path) as archive:
            name = _main_part(archive)
            # zipfile never yields more bytes than the directory states.
            if archive.getinfo(name).file_size > MAX_TEXT_BYTES:
                raise ReadError(f"“{path.name}”展开后大得不正常，没有读取。")
            data = archive.read(name)
    except (BadZipFile, ZlibError, KeyError, EOFError, NotImplementedError) as error:
        raise ReadError(damaged) from error
    except RuntimeError as error:
        raise ReadError(f"“{path.name}”设有密码，请去掉密码后再试。") from error
    except OSError as error:
        raise ReadError(f"“{path.name}”打不开：{error.strerror or error}。") from error
    if data.count(b"<") > MAX_TAGS:
        raise ReadError(f"“{path.name}”的内容多得不正常，没有读取；请只保留年度报告部分。")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadError(f"“{path.name}”带有文档类型声明，可能不安全，没有读取。")
    try:
        body = parse_xml(data).find(qn("w:body"))
    except XMLSyntaxError as error:
        raise ReadError(damaged) from error
    if body is None:
        raise ReadError(damaged)
    return body


def _main_part(archive: ZipFile) -> str:
    """The part with the text: named by the package, whatever its writer called it."""
    relations = archive.read("_rels/.rels")[:65536].decode("utf-8", "replace")
    for element in re.findall(r"<Relationship\b[^>]*>", relations):
        if re.search(r"relationships/officeDocument\"", element):
            target = re.search(r'Target="/?([^"]+)"', element)
            if target:
                return target[1]
    return "word/document.xml"


class _Reader:
    def __init__(self) -> None:
        self.notes: dict[str, None] = {}
        self._tables = 0

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables below ``parent``, content controls opened."""
        if depth > MAX_NESTING:
            self.notes["文档里的表格套得太深，最里层没有读入。"] = None
            return
        for child in parent:
            if child.tag == _PARAGRAPH:
                text = _text(child).strip("\n")
                if text.strip():
                    yield from (SourceParagraph(line) for line in text.split("\n") if line.strip())
            elif child.tag == _TABLE:
                yield from self._table(child, depth)
            elif child.tag not in _SKIPPED and len(child):
                yield from self.blocks(child, depth + 1)

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        self._tables += 1
        where = f"第 {self._tables} 个表"
        rows = [_cells(row) for row in _below(element, _ROW)]
        inner = [table for row in rows for cell, _, _ in row for table in _tables_in(cell)]
        yield SourceTable(tuple(_spanned(rows)), where=where)
        for table in inner:
            self.notes["表格里套着的表格放在了外层表格之后。"] = None
            yield from self._table(table, depth + 1)


# A cell's element, the grid column it starts in, and the columns it covers.
_Placed = tuple[Any, int, int]


def _cells(row: Any) -> list[_Placed]:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = int(before.get(qn("w:val"))) if before is not None else 0
    placed = []
    for cell in _below(row, _CELL):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = max(1, int(span.get(qn("w:val")))) if span is not None else 1
        placed.append((cell, column, width))
        column += width
    return placed


def _spanned(rows: list[list[_Placed]]) -> Iterator[tuple[SourceCell, ...]]:
    """Rows of cells with the rows they span; what is merged into a cell above is left out."""
    continued = [{column for cell, column, _ in row if _merge(cell) == "continue"} for row in rows]
    for index, row in enumerate(rows):
        cells = []
        for cell, column, width in row:
            if _merge(cell) == "continue" and index:
                continue
            height = 1
            if _merge(cell) == "restart":
                below = continued[index + 1 :]
                height += next((n for n, at in enumerate(below) if column not in at), len(below))
            cells.append(SourceCell(_cell_text(cell), height, width))
        yield tuple(cells)


def _merge(cell: Any) -> str:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if merge is None else merge.get(qn("w:val"), "continue")


def _cell_text(cell: Any) -> str:
    lines = (_text(paragraph) for paragraph in _below(cell, _PARAGRAPH))
    return "\n".join(line for line in lines if line.strip())


def _tables_in(cell: Any) -> Iterator[Any]:
    yield from _below(cell, _TABLE)


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Children of ``tag``, also those wrapped in content controls or tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_TABLE, _ROW, _CELL, _PARAGRAPH):
            yield from _below(child, tag)


def _text(element: Any) -> str:
    """The text of a paragraph as it stands once every change is accepted."""
    parts = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _SKIPPED and not _hidden(child):
            parts.append(_text(child))
    return "".join(parts)


def _hidden(run: Any) -> bool:
    return run.tag == qn("w:r") and run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None
