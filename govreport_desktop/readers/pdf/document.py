"""A PDF with text: its paragraphs and ruled tables in reading order.

Nothing in the file is executed and no link is followed. What is drawn counts, not what is
hidden below a picture: a scan is refused with or without such a layer, because nobody has
read its numbers.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.books import Count, shortfall
from govreport_desktop.readers.left import HIDDEN, STRUCK, LeftOut
from govreport_desktop.readers.pdf.annotations import lying_on, typed
from govreport_desktop.readers.pdf.bounds import Budget, OverBudgetError, budgeted
from govreport_desktop.readers.pdf.furniture import without_furniture
from govreport_desktop.readers.pdf.lattice import find_lattices
from govreport_desktop.readers.pdf.lines import (
    Margins,
    TextLine,
    continues,
    is_address_cut,
    join,
    margins,
    text_lines,
)
from govreport_desktop.readers.pdf.page import Page, PageReader
from govreport_desktop.readers.pdf.struck import take_struck
from govreport_desktop.readers.pdf.table import PrintedTable, printed_table, whole_tables
from govreport_desktop.readers.pdf.tags import elements_of
from govreport_desktop.source import Source, SourceParagraph, SourceTable

MAX_PAGES = 300
# A page with fewer characters than this and a picture over this share of it is a picture.
_FEW_CHARS = 20
_LARGE_PICTURE = 0.35
_MOST_UNREADABLE = 0.1
# Characters that stand so close that counting takes them for one printed twice, or does not.
_SLACK = 4
_SIDEWAYS = "斜排、竖排的文字没有读入"
_OUTSIDE = "页面边缘之外的文字没有读入"

Item = TextLine | PrintedTable


def read_pdf(data: bytes, name: str) -> Source:
    """The PDF in ``data``.

    Raises ReadError with one sentence where it needs a password, is a scan, is damaged,
    has more pages than any report, or costs more to read than any report.
    """
    try:
        with budgeted() as budget:
            return source_of(_pages(data, name, budget), name, budget)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ReadError(f"“{name}”设有打开密码，请去掉密码后再试。") from error
    except OverBudgetError as error:
        raise ReadError(f"“{name}”的内容多得不正常，没有读取；请只保留年度报告部分。") from error
    except ReadError:
        raise
    except Exception as error:
        # The one place where anything may be raised: pdfminer answers damaged files with
        # whatever its code happens to trip over.
        raise ReadError(
            f"“{name}”不完整或已损坏，读不出来；请重新取得，或打开后另存一份再试。"
        ) from error


def source_of(
    pages: Sequence[Page], name: str, budget: Budget, left: LeftOut | None = None
) -> Source:
    """What is seen on ``pages``, of this or another format, in the neutral shape.

    ``left`` is what else was seen and not taken. Raises ReadError for a scan and where there
    is no text, OverBudgetError where it costs more than any report.
    """
    notes = _refuse_pictures(pages, name)
    left = left or LeftOut()
    _leave_out(pages, left)
    blocks, more, furniture = _blocks(pages, budget, left)
    if not blocks:
        # What was left out, of all there is, is why there is nothing.
        why = next(iter(left.notes()), "没有可以读入的内容。")
        raise ReadError(f"“{name}”里没有{'能读的' if left.texts else ''}文字，{why}")
    source = Source(
        name=name,
        blocks=tuple(blocks),
        notes=(*notes, *more, *left.notes()),
        left_out=(*left.everything(), *furniture),
    )
    missing = shortfall(Count(_once_each(pages), [], slack=_SLACK), source)
    return replace(source, notes=(*source.notes, missing)) if missing else source


def _once_each(pages: Sequence[Page]) -> list[str]:
    """The characters of each page, those printed twice to look bold once."""
    texts = []
    for page in pages:
        places = ((c.text, round(c.x0 / c.size), round(c.y / c.size)) for c in page.chars if c.size)
        texts.append("".join(text for text, _, _ in dict.fromkeys(places)))
    return texts


def _leave_out(pages: Sequence[Page], left: LeftOut) -> None:
    """What is on the pages and was not taken; the text below a page that is a picture is not."""
    for page in pages:
        for text in page.struck:
            left.leave(STRUCK, text)
        left.leave(_SIDEWAYS, "".join(page.sideways))
        left.leave(_OUTSIDE, "".join(page.outside))
        if not _is_picture(page):
            left.leave(HIDDEN, "".join(page.hidden))


def _pages(data: bytes, name: str, budget: Budget) -> list[Page]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    found = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if len(found) > MAX_PAGES:
        raise ReadError(
            f"“{name}”超过 {MAX_PAGES} 页，不像一份年度报告，没有读取；请只保留年度报告部分。"
        )
    if not found:
        raise ReadError(f"“{name}”里没有一页，请重新取得这个文件。")
    reader = PageReader(budget, elements_of(document))
    pages: list[Page] = []
    for number, page in enumerate(found, 1):
        seen = reader.read(number, page)
        marks = lying_on(page)
        for box, text in marks.texts:
            seen.chars += typed(box, text, budget)
        seen.struck = take_struck(seen, marks.struck, budget)
        pages.append(seen)
    return pages


def _refuse_pictures(pages: Sequence[Page], name: str) -> list[str]:
    """Raises ReadError for a scan; otherwise sentences about single pages that are pictures."""
    chars = sum(len(page.chars) for page in pages)
    pictures = [page.number for page in pages if _is_picture(page)]
    if pictures and 2 * len(pictures) >= len(pages):
        layer = "，底下的识别文字没有人核对过" if any(page.hidden for page in pages) else ""
        raise ReadError(
            f"“{name}”是扫描件，页面是图片{layer}，数字不能可靠地读出；请换用原来的文档。"
        )
    if sum(page.unreadable for page in pages) > _MOST_UNREADABLE * max(chars, 1):
        raise ReadError(
            f"“{name}”的字体没有文字对照，读出来会是乱码；请换用原来的 Word、Excel 文档。"
        )
    return [f"第 {number} 页是图片，没有读入，请核对是否需要。" for number in pictures]


def _is_picture(page: Page) -> bool:
    return len(page.chars) < _FEW_CHARS and page.picture >= _LARGE_PICTURE


def _blocks(
    pages: Sequence[Page], budget: Budget, left: LeftOut
) -> tuple[list[SourceParagraph | SourceTable], list[str], list[str]]:
    """The blocks, sentences about what pages repeat, and all lines that are no one's text.

    ``left`` is told what is not seen.
    """
    tables: list[list[PrintedTable]] = []
    lines: list[tuple[float, list[TextLine]]] = []
    for page in pages:
        budget.in_time()
        lattices = find_lattices(page)
        tables.append([printed_table(page, lattice, left) for lattice in lattices])
        loose = [c for c in page.chars if not any(lattice.holds(c) for lattice in lattices)]
        lines.append((page.height, text_lines(loose, page.number, left)))
    kept, heads = without_furniture(lines)
    width = max(page.width for page in pages)
    edges = margins([line for page_lines in kept for line in page_lines], width)
    items: list[Item] = []
    for page_tables, page_lines in zip(tables, kept, strict=True):
        items += sorted([*page_lines, *page_tables], key=lambda item: -item.top)
    flow = _Flow(edges)
    whole = whole_tables(items)
    for item in whole:
        flow.add(item)
    notes = [f"每页重复的“{text}”没有读入。" for text in heads[:3]]
    dropped = [
        line.text
        for (_, page_lines), rest in zip(lines, kept, strict=True)
        for line in page_lines
        if line not in rest
    ]
    dropped += [text for item in whole if isinstance(item, PrintedTable) for text in item.again]
    return flow.blocks, notes, dropped


@dataclass(slots=True)
class _Flow:
    """Lines and tables as blocks, in order."""

    edges: Margins
    blocks: list[SourceParagraph | SourceTable] = field(default_factory=list)
    _above: TextLine | None = None
    _first: TextLine | None = None  # of the paragraph

    def add(self, item: Item) -> None:
        if isinstance(item, PrintedTable):
            self.blocks.append(SourceTable(item.rows, where=f"第 {item.page} 页的表格"))
            self._above = None
            return
        last = self.blocks[-1] if self.blocks else None
        above, self._above = self._above, item
        if above and isinstance(last, SourceParagraph) and self._goes_on(last.text, above, item):
            self.blocks[-1] = SourceParagraph(join(last.text, above, item), last.where)
        else:
            self._first = item
            self.blocks.append(SourceParagraph(item.text, f"第 {item.page} 页"))

    def _goes_on(self, text: str, above: TextLine, line: TextLine) -> bool:
        assert self._first is not None
        return continues(above, line, self.edges, self._first) or is_address_cut(
            text, above, line, self.edges
        )
