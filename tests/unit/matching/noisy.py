"""Reports as sources of every kind, with the noise of real ones: for campaigns of the matcher."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from random import Random

from govreport_desktop.form import Table, load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.readers.ofd.document import read_ofd
from govreport_desktop.readers.opendocument import read_flat_odf
from govreport_desktop.readers.pdf.document import read_pdf
from govreport_desktop.readers.rtf.document import as_word
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.readers.word.docx import read_built
from govreport_desktop.report import Report, Value
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable
from tests.unit.matching import printing, rendered
from tests.unit.readers import ofds, opened, rtfs

_STYLES: tuple[Callable[[Report, Table], str], ...] = (
    rendered.flat_table,
    rendered.lines_table,
    rendered.ended_table,
    rendered.spaced_table,
    rendered.mixed_table,
    rendered.collapsed_table,
    rendered.edged_table,
    rendered.viewer_table,
    rendered.browser_table,
    rendered.sheet_table,
    rendered.bars_table,
)
# "pdf" is a file printed and read; "split" has the blocks of one whose rules were not seen.
KINDS = ("text", "word", "web", "sheet", "commas", "pdf", "split", "odt", "ods", "rtf", "ofd")
# Either a line of text, or a table as rows of cells.
Rows = list[list[SourceCell]]
Blocks = list[str | Rows]
# What programs save as, and what reads it.
_SAVED: dict[str, Callable[[Blocks], Source]] = {
    "odt": lambda blocks: read_flat_odf(opened.blocks_as_text(blocks), "来文"),
    "ods": lambda blocks: read_flat_odf(opened.blocks_as_sheet(blocks), "来文"),
    "rtf": lambda blocks: read_built(as_word(rtfs.blocks_as_rtf(blocks), "来文")),
}
_SENTENCES = (
    "本表数据由办公室汇总。",
    "其中涉及2件补正，3件撤回。",
    "（以上数字截至12月31日）",
    "填表人：张三 联系电话：0830-1234567",
    "单位：件",
    "续表",
)
_UNRULED = 0.3
_PAGES = ("- 3 -", "— 12 —", "第 4 页 共 9 页", "第5页", "－7－")
_ROWS = ("转交其他单位", "其中：网上申请", "备注", "小计", "行政确认")
_WORDS = ("约", "件左右", "（撤回1件）", "待核", "①", "[1]", "件", "以上", "\n3", " 4")


@dataclass(frozen=True, slots=True)
class Noisy:
    """A source and the report it was made of; ``noise`` says what was done to it."""

    source: Source
    report: Report
    noise: tuple[str, ...]


def numbers(pick: Random, form_id: str) -> Report:
    """A report with a number in every cell, small ones mostly."""
    form = load_form(form_id)
    report = Report(form, "云岫市砚湖区水务局", pick.randint(2019, 2030))
    values: dict[CellAddress, Value] = {
        cell.address: rendered.figure(cell.kind, pick)
        if pick.random() < 0.2
        else pick.choice((0, 0, 0, 1, 2, 5, 12, 40))
        for cell in form.cells
        if not cell.formula
    }
    texts = {
        section.id: "\n".join(
            "".join(pick.choices("本年度我局坚持依法公开主动回应推进网站建设培训人员", k=20)) + "。"
            for _ in range(pick.randint(1, 3))
        )
        for section in form.narratives
    }
    report.load(values, texts, {}, {})
    return report


def noisy(seed: int, kind: str, noises: Sequence[Noise] = ()) -> Noisy:
    """A source of ``kind``: a report, mostly with some noise in it, of the usual ``noises``."""
    pick = Random(f"{seed} {kind}")
    report = numbers(pick, pick.choice(("2021", "2021", "2019")))
    blocks = blocks_of(report, kind, pick)
    noise = []
    for _ in range(pick.choice((0, 1, 1, 2, 4))):
        done = pick.choice(noises or NOISES)(blocks, pick)
        noise.append(done)
    return Noisy(_source(blocks, kind, pick), report, tuple(filter(None, noise)))


# ---------------------------------------------------------------- a report as blocks
# What is done to them, and how one says so; "" where nothing was.
Noise = Callable[[Blocks, Random], str]


def blocks_of(report: Report, kind: str, pick: Random) -> Blocks:
    style = pick.choice(_STYLES)
    blocks: Blocks = [report.title]
    for section in report.form.sections:
        if section.number:
            blocks.append(section.title)
        if section.kind != "table":
            blocks += report.texts[section.id].split("\n")
        elif kind == "text":
            blocks += style(report, report.form.tables[section.id]).split("\n")
        else:
            blocks.append(_ruled(report, report.form.tables[section.id], kind))
    return blocks


def _ruled(report: Report, table: Table, kind: str) -> Rows:
    if kind in ("commas", "sheet"):
        return [[SourceCell(text) for text in row] for row in rendered.matrix(report, table)]
    return [
        [SourceCell(text, cell.row_span, cell.column_span) for cell, text in cells]
        for cells in rendered.rows(report, table)
    ]


def _source(blocks: Blocks, kind: str, pick: Random) -> Source:
    if kind == "text":
        return read_text("\n".join(b for b in blocks if isinstance(b, str)), "来文")
    if kind in _SAVED:
        return _SAVED[kind](blocks)
    if kind == "web":
        return read_html(page_of(blocks).encode(), "网页")
    if kind in ("pdf", "ofd"):
        printed: list[str | Rows] = []
        for block in blocks:
            unruled = not isinstance(block, str) and pick.random() < _UNRULED
            printed += _unruled(block) if unruled and not isinstance(block, str) else [block]
        if kind == "ofd":
            return read_ofd(ofds.of_pdf(printing.printed(printed)), "来文.ofd")
        return read_pdf(printing.printed(printed), "来文.pdf")
    if kind == "commas":
        width = max(len(row) for b in blocks if not isinstance(b, str) for row in b)
        lines = [[b] if isinstance(b, str) else None for b in blocks]
        cells: Rows = []
        for block, line in zip(blocks, lines, strict=True):
            rows = [[SourceCell(line[0])]] if line else block
            assert not isinstance(rows, str)
            cells += [[*row, *[SourceCell("")] * (width - len(row))] for row in rows]
        return Source("a.csv", (SourceTable(tuple(map(tuple, cells)), where="表格"),))
    found: list[SourceParagraph | SourceTable] = []
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            found.append(SourceParagraph(block, f"第 {number + 1} 段"))
        elif kind == "split" and pick.random() < _UNRULED:
            found += (SourceParagraph(text, f"第 {number + 1} 页") for text in _unruled(block))
        else:
            found.append(SourceTable(tuple(map(tuple, block)), where=f"第 {number + 1} 个表"))
    return Source("来源", tuple(found))


def _unruled(rows: Rows) -> list[str]:
    """A table whose rules were not seen: each row is a line of text."""
    lines = (" ".join(cell.text for cell in row if cell.text) for row in rows)
    return [line for line in lines if line]


def page_of(blocks: Blocks) -> str:
    """The blocks as a web page."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
            continue
        rows = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in block)
        parts.append(f"<table>{rows}</table>")
    return f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}</body></html>"


def _td(cell: SourceCell) -> str:
    text = escape(cell.text).replace("\n", "<br>")
    return f"<td rowspan={cell.row_span} colspan={cell.column_span}>{text}</td>"


# ---------------------------------------------------------------- noise
def _line(blocks: Blocks, pick: Random) -> str:
    text = pick.choice(_SENTENCES)
    blocks.insert(pick.randrange(1, len(blocks) + 1), text)
    return f"line {text}"


def _page_number(blocks: Blocks, pick: Random) -> str:
    text = pick.choice(_PAGES)
    blocks.insert(pick.randrange(1, len(blocks) + 1), text)
    return f"page {text}"


def table_of(blocks: Blocks, pick: Random) -> Rows | None:
    tables = [b for b in blocks if not isinstance(b, str)]
    return pick.choice(tables) if tables else None


def _row(blocks: Blocks, pick: Random) -> str:
    name, table = pick.choice(_ROWS), table_of(blocks, pick)
    if table is None:
        blocks.insert(pick.randrange(1, len(blocks) + 1), f"{name} 7 0 3")
        return f"row {name}"
    width = sum(cell.column_span for cell in table[0])
    row = [SourceCell(name), *(SourceCell(str(pick.randrange(9))) for _ in range(width - 1))]
    table.insert(pick.randrange(1, len(table) + 1), row)
    return f"row {name}"


def _lost_cell(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None:
        return _lost_line(blocks, pick)
    row = pick.choice([row for row in table if row])
    cell = row.pop(pick.randrange(len(row)))
    return f"lost cell {cell.text}"


def _lost_line(blocks: Blocks, pick: Random) -> str:
    index = pick.randrange(1, len(blocks))
    if not isinstance(blocks[index], str):
        return ""
    return f"lost line {blocks.pop(index)}"


def _merged_lines(blocks: Blocks, pick: Random) -> str:
    index = pick.randrange(1, len(blocks))
    one, other = blocks[index - 1], blocks[index]
    if isinstance(one, str) and isinstance(other, str):
        blocks[index - 1 : index + 1] = [f"{one} {other}"]
        return f"merged {one} {other}"
    return ""


def _words(blocks: Blocks, pick: Random) -> str:
    """Words, a mark or a second figure in a cell that holds a number."""
    word, table = pick.choice(_WORDS), table_of(blocks, pick)
    if table is None:
        index = pick.randrange(1, len(blocks))
        line = blocks[index]
        if isinstance(line, str):
            blocks[index] = f"{line}{word.strip()}"
            return f"words {blocks[index]}"
        return ""
    row = pick.choice([row for row in table if row])
    index = pick.randrange(len(row))
    row[index] = replace(row[index], text=f"{row[index].text}{word}")
    return f"words {row[index].text}"


def _merged_cells(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None:
        return ""
    row = pick.choice(table)
    if len(row) < 2:
        return ""
    index = pick.randrange(1, len(row))
    one, other = row[index - 1], row[index]
    text = f"{one.text}{pick.choice((' ', chr(10)))}{other.text}"
    row[index - 1 : index + 1] = [replace(one, text=text)]
    return f"merged cells {text}"


def _copied_line(blocks: Blocks, pick: Random) -> str:
    index = pick.randrange(1, len(blocks))
    block = blocks[index]
    blocks.insert(
        pick.randrange(index, len(blocks) + 1),
        block if isinstance(block, str) else [list(row) for row in block],
    )
    return f"copied {block if isinstance(block, str) else 'table'}"


NOISES: tuple[Noise, ...] = (
    _line,
    _page_number,
    _row,
    _lost_cell,
    _lost_line,
    _merged_lines,
    _words,
    _merged_cells,
    _copied_line,
)
