"""Our own workbook, filled in by another office: read where the hidden sheet says it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import takewhile

from govreport_desktop.errors import FormError, ReadError
from govreport_desktop.form import Form, available_forms, load_form
from govreport_desktop.form.model import CellAddress, CellSpec, Section, Table
from govreport_desktop.form.organs import organs
from govreport_desktop.readers.own.align import align
from govreport_desktop.readers.own.changes import added_sheets, deleted_columns
from govreport_desktop.readers.xlsx.book import Book, Cell, Sheet
from govreport_desktop.readers.xlsx.foreign import sheet_blocks, sheet_remarks
from govreport_desktop.report.edit import (
    FIELDS,
    Address,
    ExplanationAddress,
    FieldAddress,
    TextAddress,
)
from govreport_desktop.report.fields import escape, settled_as
from govreport_desktop.report.numbers import format_value
from govreport_desktop.source import Source, SourceParagraph, SourceTable, place_words
from govreport_desktop.workbook.layout import (
    BY_OFFICE,
    CARRIED_FIELDS,
    CONTINUED,
    COVER_FIELDS,
    COVER_SHEET,
    COVER_TOP,
    MAP_MARK,
    MAP_SHEET,
    MAP_VERSION,
    MARK_COLUMN,
    SIGNED,
    TEXT_COLUMN,
    TEXT_TOP,
    Position,
    is_position,
    position,
    sheet_title,
    table_of,
)

_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_PADDED = re.compile(r"0\.(0+)#*")


@dataclass(slots=True)
class Map:
    """The hidden sheet: facts by what they are and their id."""

    form: Form
    blank: str = ""
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)  # name: sheet, cell
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)  # address: sheet, cell
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    explanations: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    # section: SHA-256 of a printed paragraph: its stored forms in order
    stored: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def read_own(book: Book) -> Source | None:
    """The contents of a workbook of ours by address; None where it is not one.

    Every entry cell of the form is in ``placed``, blank ones as "". A table whose labels no
    longer stand where they were written is found again by its labels, and a note says so;
    what even the matcher cannot place comes as ``blocks``.
    """
    sheet = book.find(MAP_SHEET)
    ours = sheet is not None and sheet.text(1, 1) == MAP_MARK
    places = _read_map(book, sheet) if sheet and ours else _guess_map(book)
    return _Reading(book, places).run() if places else None


def _guess_map(book: Book) -> Map | None:
    """The map of a workbook of ours whose hidden sheet got lost; None where it is not ours.

    Of forms that differ in a part the one that has more of what is there is meant.
    """
    forms = map(load_form, available_forms())
    for form in sorted(forms, key=lambda form: len(form.sections), reverse=True):
        sheets = {section: book.find(sheet_title(section)) for section in form.sections}
        cover = book.find(COVER_SHEET)
        if cover is None or any(sheet is None for sheet in sheets.values()):
            continue
        tables = [(sheet, section) for section, sheet in sheets.items() if section.kind == "table"]
        if all(sheet and align(sheet, table_of(form, section)) for sheet, section in tables):
            places = Map(form)
            places.fields = {
                name: (COVER_SHEET, Position(COVER_TOP + offset, 2).ref)
                for offset, name in enumerate(COVER_FIELDS)
            }
            places.texts = {section.id: () for section in form.narratives}
            return places
    return None


def _read_map(book: Book, sheet: Sheet) -> Map | None:
    if sheet.text(1, 2) > MAP_VERSION:
        raise ReadError(f"“{book.name}”由更新版本的程序生成，请先更新本程序再读取。")
    rows = [_row(sheet, number) for number in range(1, sheet.last_row + 1)]
    form_id = next((row[1] for row in rows if row[0] == "form"), "")
    try:
        places = Map(load_form(form_id))
    except (FormError, ReadError):
        return None
    for row in rows:
        match row:
            case ("blank", mark, *_):
                # A 0 printed for blanks cannot be told from a 0 that was typed.
                places.blank = "" if mark.isdecimal() else mark
            case ("field", name, title, ref, *_) if is_position(ref):
                places.fields[name] = title, ref
            case ("cell", address, title, ref, *_):
                places.cells[address] = title, ref
            case ("text", section, *rest):
                places.texts[section] = tuple(rest)
            case ("fact", name, *parts) if name in CARRIED_FIELDS:
                places.facts[name] = "".join(parts)
            case ("explanation", key, *parts):
                places.explanations[key] = "".join(parts)
            case ("stored", section, digest, *parts):
                by_digest = places.stored.setdefault(section, {})
                by_digest.setdefault(digest, []).append("".join(parts))
    return places


def _row(sheet: Sheet, row: int) -> tuple[str, ...]:
    first = [sheet.text(row, column) for column in range(1, 8)]
    while first and not first[-1]:
        first.pop()
    further = (sheet.text(row, column) for column in range(8, 200))
    return (*first, *takewhile(bool, further)) or ("",)


@dataclass(slots=True)
class _Reading:
    """One pass over a workbook of ours."""

    book: Book
    places: Map
    placed: dict[Address, str] = field(default_factory=dict)
    stood: dict[Address, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    blocks: list[SourceParagraph | SourceTable] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # the titles of the sheets that were read

    def run(self) -> Source:
        form = self.places.form
        self._fields()
        for section in form.sections:
            if section.kind == "table":
                self._table(table_of(form, section), section)
            else:
                self._prose(section)
        for sheet in self.book.sheets:
            self.notes += sheet_remarks(sheet)
        self.notes += added_sheets(self.book, form, self.used)
        for name, text in self.places.facts.items():
            self.placed[FieldAddress(name)] = text
        for key, text in self.places.explanations.items():
            self.placed[ExplanationAddress(key)] = text
        year = self.placed.get(FieldAddress("year"), "")
        return Source(
            self.book.name,
            blocks=tuple(self.blocks),
            placed=self.placed,
            stood=self.stood,
            form_id=form.id,
            office=self.placed.get(FieldAddress("office"), ""),
            year=int(year) if re.fullmatch(r"\d{4}", year) else None,
            notes=tuple(self.notes),
            workpaper=self.book.find(BY_OFFICE) is not None,
            sealed=self._sealed(),
        )

    def _sealed(self) -> str:
        """When the state that a 汇总底稿 gives was sealed last."""
        sheet = self.book.find(SIGNED)
        rows = {row for row, _ in sheet.cells} if sheet is not None else ()
        found = [(sheet.text(row, 2), sheet.text(row, 1)) for row in rows] if sheet else []
        states = (f"{time} {number:0>4}" for time, number in found if _TIME.fullmatch(time))
        return max(states, default="")

    # ------------------------------------------------------------ cover
    def _fields(self) -> None:
        for name, (title, ref) in self.places.fields.items():
            sheet = self.book.find(title)
            if sheet is None or name not in FIELDS:
                continue
            at = position(ref)
            row = at.row
            if sheet.text(row, at.column - 1) != FIELDS[name]:
                rows = (r for r, c in sorted(sheet.cells) if sheet.text(r, c) == FIELDS[name])
                row = next(rows, row)
            text = sheet.text(row, at.column)
            self.placed[FieldAddress(name)] = (
                organs().stored(text) if name == "office_kind" else text
            )

    # ------------------------------------------------------------ tables
    def _table(self, table: Table, section: Section) -> None:
        title = sheet_title(section)
        candidates = [sheet for sheet in self.book.sheets if sheet.title == title]
        candidates += [s for s in self.book.sheets if s.title not in (title, MAP_SHEET)]
        for sheet in candidates:
            rows_columns = align(sheet, table)
            if rows_columns is None:
                continue
            rows, columns, moved = rows_columns
            self.used.add(sheet.title)
            if moved or sheet.title != title:
                self.notes.append(
                    f"工作表“{sheet.title}”的行列与发出时不同，已按各行各列的名称对应，请核对。"
                )
            for spec in table.cells.values():
                at = Position(rows[spec.grid_row], columns[spec.grid_column])
                self.stood[spec.address] = f"工作表“{sheet.title}”", at.ref
                self._number(spec, sheet.cells.get(at))
            return
        if not candidates or candidates[0].title != title:
            self.notes.append(f"没有找到工作表“{title}”，{section.title}没有读到。")
            return
        self.notes.append(f"工作表“{title}”的行列名称改动过，改为按名称识别，请核对。")
        self._by_labels(table, candidates[0])

    def _by_labels(self, table: Table, sheet: Sheet) -> None:
        """A sheet that somebody rearranged: what the matcher of foreign sources makes of it."""
        from govreport_desktop.matching.match import match

        blocks = tuple(sheet_blocks(sheet)[0])
        try:
            found = match(Source(self.book.name, blocks, form_id=self.places.form.id))
        except ReadError:
            self.blocks += blocks
            return
        for address, value in found.values.items():
            if address.table == table.id:
                self.placed[address] = format_value(value)
                self.stood[address] = place_words(found.source, found.places.get(address)), ""
        self.blocks += (
            SourceParagraph(item.text, item.where(found.source)) for item in found.unplaced
        )
        self.notes += [*found.notes, *deleted_columns(sheet, table, found.values)]

    def _number(self, spec: CellSpec, cell: Cell | None) -> None:
        if spec.formula:
            # A total counts only where somebody typed over the formula.
            if cell and cell.text and not cell.formula:
                self.placed[spec.address] = cell.text
            return
        self.placed[spec.address] = self._typed(spec.address, cell)

    def _typed(self, address: CellAddress, cell: Cell | None) -> str:
        if cell is None or (cell.text == self.places.blank and not cell.formula):
            return ""
        words = self.places.form.cell(address).words
        if cell.date:
            self.notes.append(f"{words}：表里是日期“{cell.text}”，不是数，请核对。")
        if cell.formula:
            # 12+5 typed as a sum says it all; anything else is only as good as its result.
            if not cell.text:
                self.notes.append(f"{words}：公式 {cell.formula} 没有保存计算结果，请填写数值。")
            return cell.text or cell.formula
        padding = _PADDED.fullmatch(cell.format)
        return _pad(cell.text, len(padding[1])) if padding else cell.text

    # ------------------------------------------------------------ prose
    def _prose(self, section: Section) -> None:
        sheet = self.book.find(sheet_title(section))
        place = self.places.texts.get(section.id)
        if sheet is None or place is None:
            self.notes.append(f"没有找到{section.title}的工作表，这一部分没有读到。")
            return
        heading = next(
            (row for row in range(1, 50) if sheet.text(row, 1) == section.title), TEXT_TOP - 2
        )
        rows = list(_prose_rows(sheet, heading + 2))
        before, after, last = (int(number or 0) for number in (*place[2:5], "", "", "")[:3])
        stored = self.places.stored.get(section.id, {})
        paragraphs = _paragraphs(_edges(rows, before, after, max(0, last - TEXT_TOP + 1)))
        text = "\n".join(self._said(paragraph, stored) for paragraph in paragraphs)
        self.placed[TextAddress(section.id)] = text
        for (row, column), cell in sorted(sheet.cells.items()):
            if row >= heading + 2 and column > TEXT_COLUMN:
                self.notes.append(
                    f"工作表“{sheet.title}”第 {row} 行第 {column} 列的“{cell.text[:30]}”"
                    "在正文栏之外，没有读入。"
                )

    def _said(self, paragraph: str, stored: Mapping[str, list[str]]) -> str:
        text = _stored(paragraph, stored)
        # Workbooks of before last year's figures went along: their words are all there is.
        return text if "last_year" in self.places.facts else settled_as(text, paragraph)


def _prose_rows(sheet: Sheet, top: int) -> Iterator[tuple[bool, str]]:
    """Each row: whether it goes on with the one above, and its text."""
    for row in range(top, sheet.last_row + 1):
        mark, text = sheet.text(row, MARK_COLUMN), sheet.text(row, TEXT_COLUMN)
        cell = sheet.cells.get((row, TEXT_COLUMN))
        if cell and cell.formula and not cell.text:
            text = cell.formula
        # Whatever else was typed in front belongs to the paragraph.
        yield mark.strip() == CONTINUED, text if mark.strip() == CONTINUED else mark + text


def _edges(
    rows: list[tuple[bool, str]], before: int, after: int, last: int
) -> list[tuple[bool, str]]:
    """Without the unused rows above and below, but with the empty paragraphs that were written.

    ``before`` and ``after`` empty paragraphs were written around rows that ended with row
    ``last`` (0 where all were empty).
    """
    used = [number for number, (_, text) in enumerate(rows, 1) if text]
    if not used:
        return [(False, "")] * (1 if last else before + 1)
    kept = rows[used[0] - 1 : used[-1]]
    above = [(False, "")] * before if used[0] - 1 == before else []
    below = [(False, "")] * after if used[-1] == last else []
    return [*above, *kept, *below]


def _paragraphs(rows: list[tuple[bool, str]]) -> list[str]:
    paragraphs: list[str] = []
    for goes_on, text in rows:
        if goes_on and paragraphs:
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
    # Alt+Enter inside a cell begins a paragraph too.
    return [part for paragraph in paragraphs for part in paragraph.split("\n")]


def _stored(paragraph: str, stored: Mapping[str, list[str]]) -> str:
    """A paragraph as the report stores it: with its bound numbers where nobody changed it."""
    if stored:
        digest = sha256(paragraph.encode("utf-8", "surrogatepass")).hexdigest()
        sources = stored.get(digest)
        if sources:
            return sources.pop(0) if len(sources) > 1 else sources[0]
    return escape(paragraph)


def _pad(text: str, places: int) -> str:
    """A number with at least ``places`` decimals, as its cell shows it."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(places, '0')}"
