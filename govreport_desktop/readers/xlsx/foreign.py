"""Any other workbook as paragraphs and tables, for the matcher to go through by labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from govreport_desktop.readers.marks import visible
from govreport_desktop.readers.xlsx.book import Book, Sheet, Span
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable
from govreport_desktop.workbook.layout import column_letter, position

# No statutory table is wider; what lies beyond is somebody's scratch paper.
MAX_COLUMNS = 200
MAX_CELLS = 200_000
MAX_SPAN = 1000
_LONG_TEXT = 40
_NOTES_PER_SHEET = 5

_SUM = re.compile(r"=[\d.+\-\s]+")

Block = SourceParagraph | SourceTable


def read_foreign(book: Book) -> Source:
    """Every visible sheet in order of the tabs; hidden ones are named in the notes."""
    blocks: list[Block] = []
    notes: list[str] = []
    left: list[str] = []
    for sheet in book.sheets:
        left += [*sheet.left.everything(), *_unread(sheet)]
        if sheet.hidden:
            if sheet.cells:
                notes.append(f"工作表“{sheet.title}”是隐藏的，没有读取；需要时请先取消隐藏。")
            continue
        found, remarks = sheet_blocks(sheet)
        blocks += found
        notes += remarks
    return Source(book.name, tuple(blocks), notes=tuple(notes), left_out=tuple(left))


def sheet_blocks(sheet: Sheet) -> tuple[list[Block], list[str]]:
    """One sheet as blocks, and sentences about what was left out or looks wrong."""
    lines = _lines(sheet)
    blocks: list[Block] = []
    table: list[tuple[SourceCell, ...]] = []
    where = f"工作表“{sheet.title}”"

    def close() -> None:
        if table:
            blocks.append(SourceTable(tuple(table), where=where))
            table.clear()

    for number, line in lines:
        texts = [cell.text for cell in line if cell.text.strip()]
        if not texts:
            close()
        elif len(texts) == 1 and (not table or len(texts[0]) > _LONG_TEXT) and _alone(line):
            close()
            parts = texts[0].split("\n")
            blocks += [SourceParagraph(part, f"{where}第 {number} 行") for part in parts]
        else:
            table.append(line)
    close()
    return blocks, _remarks(sheet)


def _alone(line: tuple[SourceCell, ...]) -> bool:
    """Whether the text stands first in its row and has no empty cells beside it to be filled."""
    return bool(line[0].text.strip()) and len(line) == 1


def _lines(sheet: Sheet) -> list[tuple[int, tuple[SourceCell, ...]]]:
    """The visible rows by number, each from the first used column on; gaps as empty rows."""
    hidden = _hidden_columns(sheet)
    used = [(row, column) for row, column in sheet.cells if column <= MAX_COLUMNS]
    rows = sorted({row for row, _ in used})
    if not rows:
        return []
    first, last = min(column for _, column in used), max(column for _, column in used)
    if len(rows) * (last - first + 1) > MAX_CELLS:
        rows = rows[: MAX_CELLS // (last - first + 1)]
        sheet.cut = True
    notes = _noted(sheet)
    spans = {_seen_at(sheet, span, hidden): span for span in sheet.merges}
    covered = _covered(sheet.merges, last, rows) - spans.keys()
    lines: list[tuple[int, tuple[SourceCell, ...]]] = []
    for previous, row in zip([rows[0], *rows], rows, strict=False):
        if row > previous + 1:
            lines.append((row - 1, ()))
        if row in sheet.hidden_rows:
            continue
        line = [
            _cell(sheet, row, column, spans.get((row, column)), hidden, notes)
            for column in range(first, last + 1)
            if column not in hidden and (row, column) not in covered
        ]
        lines.append((row, _trimmed(line)))
    return lines


def _seen_at(sheet: Sheet, span: Span, hidden: set[int]) -> tuple[int, int]:
    """Where the text of a merged block is seen: in its first visible row and column."""
    rows = range(span.top, min(span.bottom, span.top + MAX_SPAN) + 1)
    columns = range(span.left, min(span.right, MAX_COLUMNS) + 1)
    row = next((number for number in rows if number not in sheet.hidden_rows), span.top)
    return row, next((number for number in columns if number not in hidden), span.left)


def _trimmed(line: list[SourceCell]) -> tuple[SourceCell, ...]:
    """Without empty cells at the end of a row that holds a single text."""
    if sum(1 for cell in line if cell.text.strip()) == 1 and line[0].text.strip():
        return (line[0],) if len(line[0].text) > _LONG_TEXT or line[0].column_span > 1 else (*line,)
    return tuple(line)


def _cell(
    sheet: Sheet,
    row: int,
    column: int,
    span: Span | None,
    hidden: set[int],
    notes: Mapping[tuple[int, int], str],
) -> SourceCell:
    cell = sheet.cells.get((span.top, span.left) if span else (row, column))
    # A sum typed as such says it all; of any other formula only the result counts.
    typed = cell.formula if cell and _SUM.fullmatch(cell.formula) else ""
    text = visible(cell.text or typed) if cell else ""
    remark, money = (cell.remark, cell.money) if cell else ("", False)
    noted = notes.get((span.top, span.left) if span else (row, column), "")
    if span is None:
        return SourceCell(text, remark=remark, noted=noted, money=money)
    rows = range(row, min(span.bottom, row + MAX_SPAN) + 1)
    columns = range(column, min(span.right, MAX_COLUMNS) + 1)
    height = sum(number not in sheet.hidden_rows for number in rows)
    width = sum(number not in hidden for number in columns)
    return SourceCell(text, max(1, height), max(1, width), remark, noted, money)


def _hidden_columns(sheet: Sheet) -> set[int]:
    return {
        column
        for first, last in sheet.hidden_columns
        for column in range(first, min(last, MAX_COLUMNS) + 1)
    }


def _covered(spans: Iterable[Span], last_column: int, rows: list[int]) -> set[tuple[int, int]]:
    """The positions in ``rows`` inside merged blocks, their top left ones left out."""
    covered: set[tuple[int, int]] = set()
    for span in spans:
        first = bisect_left(rows, span.top)
        for row in rows[first : first + MAX_SPAN]:
            if row > span.bottom:
                break
            covered |= {(row, c) for c in range(span.left, min(span.right, last_column) + 1)}
        covered.discard((span.top, span.left))
        if len(covered) > MAX_CELLS:
            break
    return covered


def _below_merged(sheet: Sheet) -> set[tuple[int, int]]:
    """The places where a merged block covers what may stand there."""
    last = max((column for _, column in sheet.cells if column <= MAX_COLUMNS), default=0)
    return _covered(sheet.merges, last, sorted({row for row, _ in sheet.cells}))


def sheet_remarks(sheet: Sheet) -> list[str]:
    """What is to be said of cells that show something else than they hold."""
    where = f"工作表“{sheet.title}”"
    return [*_shown_otherwise(sheet), *(f"{where}里{note}" for note in sheet.left.notes())]


def _shown_otherwise(sheet: Sheet) -> dict[str, list[str]]:
    """A sentence each for what cells show that they do not hold, with the cells' names."""
    where = f"工作表“{sheet.title}”"
    found = sorted(sheet.remarks.items())
    notes = {
        f"{where}的 {_listed(refs)} {text}，请核对。": refs
        for text, refs in found[:_NOTES_PER_SHEET]
    }
    if more := [ref for _, refs in found[_NOTES_PER_SHEET:] for ref in refs]:
        notes[f"{where}还有 {len(more)} 处显示的与存着的不同，请核对。"] = more
    return notes


def _no_plain_numbers(sheet: Sheet) -> dict[str, list[str]]:
    """The same of cells that hold a date, or a formula without its result."""
    where = f"工作表“{sheet.title}”"
    dates: dict[str, str] = {}
    formulas: list[str] = []
    for (row, column), cell in sorted(sheet.cells.items()):
        ref = f"{column_letter(column)}{row}"
        if cell.date:
            words = f"{where}的 {ref} 是日期“{cell.text}”，可能是被误认成日期的数，请核对。"
            dates[words] = ref
        elif cell.formula and not cell.text:
            formulas.append(ref)
    listed = list(dates.items())
    notes = {words: [ref] for words, ref in listed[:_NOTES_PER_SHEET]}
    if more := [ref for _, ref in listed[_NOTES_PER_SHEET:]]:
        notes[f"{where}还有 {len(more)} 处同样的情况。"] = more
    if formulas:
        words = "是公式，没有保存计算结果，没有读到数；请在原表里算好另存后再读。"
        notes[f"{where}的 {_listed(formulas)} {words}"] = formulas
    return notes


def _noted(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The sentence that speaks of a cell, by its row and column."""
    told = (*_no_plain_numbers(sheet).items(), *_shown_otherwise(sheet).items())
    return {position(ref): words for words, refs in told for ref in refs}


def _remarks(sheet: Sheet) -> list[str]:
    where = f"工作表“{sheet.title}”"
    notes = [*_no_plain_numbers(sheet), *sheet_remarks(sheet)]
    rows = sorted({row for row, _ in sheet.cells if row in sheet.hidden_rows})
    if rows:
        notes.append(f"{where}有 {len(rows)} 个隐藏行，没有读取；需要时请先取消隐藏。")
    if any(column in _hidden_columns(sheet) for _, column in sheet.cells):
        notes.append(f"{where}有隐藏列，没有读取；需要时请先取消隐藏。")
    covered = _below_merged(sheet)
    under = [cell.text for at, cell in sheet.cells.items() if at in covered and cell.text.strip()]
    if under:
        notes.append(f"{where}有 {len(under)} 个单元格被合并单元格盖住，里面的内容没有读取。")
    if far := sum(column > MAX_COLUMNS for _, column in sheet.cells):
        notes.append(f"{where}第 {MAX_COLUMNS} 列以后还有 {far} 个单元格，没有读取。")
    if sheet.cut:
        notes.append(f"{where}的内容太多，只读了前面的部分。")
    return notes


def _listed(refs: list[str]) -> str:
    more = f" 等 {len(refs)} 处" if len(refs) > _NOTES_PER_SHEET else ""
    return "、".join(refs[:_NOTES_PER_SHEET]) + more


def _unread(sheet: Sheet) -> list[str]:
    """The texts of ``sheet`` that nobody sees, or that stand too far right, for whoever counts."""
    columns = _hidden_columns(sheet)
    covered = _below_merged(sheet)
    # The text of a merged block is seen wherever a part of it is.
    seen = {
        (span.top, span.left)
        for span in sheet.merges
        if not sheet.hidden and _seen_at(sheet, span, columns) != (span.top, span.left)
    }
    return [
        cell.text
        for (row, column), cell in sheet.cells.items()
        if (row, column) not in seen
        and (
            sheet.hidden
            or row in sheet.hidden_rows
            or column in columns
            or column > MAX_COLUMNS
            or (row, column) in covered
        )
    ]
