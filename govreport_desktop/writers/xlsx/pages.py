"""The sheets of prose, and the hidden one that says where everything stands."""

from __future__ import annotations

from hashlib import sha256

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import Section
from govreport_desktop.report.fields import escape, expand
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import (
    CARRIED_FIELDS,
    CONTINUED,
    COVER_FIELDS,
    COVER_SHEET,
    COVER_TOP,
    MAP_MARK,
    MAP_VERSION,
    MARK_COLUMN,
    TEXT_COLUMN,
    TEXT_TOP,
    Position,
    row_pieces,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.xlsx.cells import (
    cell_at,
    display_width,
    put_text,
    style_block,
)
from govreport_desktop.writers.xlsx.styles import style_column

_PROSE_LINE = 74  # half-width characters in a line of prose
_STORED_PIECE = 8000  # characters of a longer text in one cell of the hidden sheet


def write_prose(sheet: Worksheet, report: Report, section: Section) -> None:
    """One paragraph a row, as `Expanded` prints it; the whole column takes text."""
    sheet.column_dimensions["A"].width = 5
    sheet.column_dimensions["B"].width = 84
    for letter, style in (("A", "续行标记"), ("B", "正文")):
        style_column(sheet, letter, style)
    for row, text, style, height in (
        (1, section.title, "标题", 32),
        (2, f"{section.hint}从第 {TEXT_TOP} 行起填写，一行一个自然段。", "说明", 32),
    ):
        style_block(sheet, Position(row, 1), 1, 2, style)
        put_text(sheet, Position(row, 1), text)
        sheet.row_dimensions[row].height = height
    row = TEXT_TOP
    for paragraph in expand(report.texts[section.id], report).text.split("\n"):
        for index, piece in enumerate(row_pieces(paragraph)):
            if index:
                put_text(sheet, Position(row, MARK_COLUMN), CONTINUED, "续行标记")
            put_text(sheet, Position(row, TEXT_COLUMN), piece, "正文")
            lines = -(-display_width(piece) // _PROSE_LINE)
            sheet.row_dimensions[row] = _GrowingRow(sheet, row, ht=max(1, lines) * 17.0 + 3)
            row += 1


class _GrowingRow(RowDimension):
    """A row with a height to begin with, that still grows with what is typed into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802
        """openpyxl says True as soon as there is a height, which would freeze it."""
        return False


def write_map(sheet: Worksheet, report: Report, blank: str) -> None:
    """What the reader goes by: form, office, year, and the place of every number and text.

    One fact a row: what it is, its id, then sheet and cell. For a narrative also how many
    empty paragraphs it begins and ends with and which row is its last, so that they can be
    told from rows nobody has used; and each paragraph whose stored text is not what is
    printed (numbers bound to cells), under the SHA-256 of the printed one. Last what the
    office has explained, by the key of the warning.
    """
    sheet.sheet_state = "hidden"
    rows: list[tuple[str, ...]] = [
        (MAP_MARK, MAP_VERSION),
        ("form", report.form.id),
        ("office", report.office),
        ("year", report.fields["year"]),
        ("blank", blank),
    ]
    rows += [
        ("field", name, COVER_SHEET, Position(COVER_TOP + offset, 2).ref)
        for offset, name in enumerate(COVER_FIELDS)
    ]
    for section in report.form.sections:
        title = sheet_title(section)
        if section.kind == "narrative":
            rows += _text_rows(report, section, title)
            continue
        table = table_of(report.form, section)
        rows += [("cell", str(a), title, table_position(table, a).ref) for a in table.cells]
    carried = ((name, report.fields[name]) for name in CARRIED_FIELDS)
    rows += [("fact", name, *_cut(text)) for name, text in carried if text]
    for key, text in report.explanations.items():
        rows.append(("explanation", key, *_cut(text)))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            put_text(sheet, Position(number, column), text)
    cell_at(sheet, Position(1, 1)).style = "小标题"


def _text_rows(report: Report, section: Section, title: str) -> list[tuple[str, ...]]:
    stored = report.texts[section.id].split("\n")
    printed = [expand(paragraph, report).text for paragraph in stored]
    pieces = [piece for paragraph in printed for piece in row_pieces(paragraph)]
    written = [number for number, piece in enumerate(pieces) if piece]
    before = written[0] if written else len(pieces) - 1
    last = TEXT_TOP + written[-1] if written else 0
    after = len(pieces) - 1 - written[-1] if written else 0
    place = Position(TEXT_TOP, TEXT_COLUMN).ref
    rows: list[tuple[str, ...]] = [
        ("text", section.id, title, place, str(before), str(after), str(last))
    ]
    for source, shown in zip(stored, printed, strict=True):
        if escape(shown) != source:
            digest = sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
            rows.append(("stored", section.id, digest, *_cut(source)))
    return rows


def _cut(text: str) -> list[str]:
    """A text in pieces that fit a cell each."""
    return [text[at : at + _STORED_PIECE] for at in range(0, len(text), _STORED_PIECE)]
