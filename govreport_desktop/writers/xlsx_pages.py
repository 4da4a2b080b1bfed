"""The sheets that are not tables: cover, prose, and the hidden one that says where all stands."""

from __future__ import annotations

from hashlib import sha256

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import Section
from govreport_desktop.report.edit import FIELDS
from govreport_desktop.report.fields import escape, expand
from govreport_desktop.report.report import Report
from govreport_desktop.writers.xlsx_cells import cell_at, display_width, put_text, style_block
from govreport_desktop.writers.xlsx_layout import (
    CONTINUED,
    COVER_FIELDS,
    COVER_SHEET,
    COVER_TOP,
    MAP_MARK,
    MAP_VERSION,
    MARK_COLUMN,
    OFFICE_KINDS,
    TEXT_COLUMN,
    TEXT_TOP,
    Position,
    row_pieces,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.xlsx_styles import style_column

_PROSE_LINE = 74  # half-width characters in a line of prose
_STORED_PIECE = 8000  # characters of a longer text in one cell of the hidden sheet

INSTRUCTIONS = (
    "只在白色格内填写；灰色格（总计）和表头由程序计算、受到保护，不必填写。",
    "各格填写阿拉伯数字：没有发生的填 0，尚不清楚的留空。金额以“万元”为单位，保留原有小数。",
    "表三下方的“勾稽检查”应全部显示“相符”；显示“多”“少”并变红的列，请核对后再报送。",
    "文字部分一行写一个自然段；左侧标有“续”的行与上一行同属一个自然段。",
    "请勿增删工作表和行列，填好后保存为 .xlsx 文件，直接发回。",
)


def write_cover(sheet: Worksheet, report: Report) -> None:
    """Office, year, contact, the form with its notice, and how to fill it in."""
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 72
    for row, text, style, height in (
        (1, "政府信息公开工作年度报告", "标题", 40),
        (2, f"{report.form.name}（{report.form.notice}）", "居中说明", 20),
    ):
        style_block(sheet, Position(row, 1), 1, 2, style)
        put_text(sheet, Position(row, 1), text)
        sheet.row_dimensions[row].height = height
    for offset, name in enumerate(COVER_FIELDS):
        row = COVER_TOP + offset
        put_text(sheet, Position(row, 1), FIELDS[name], "表头")
        text = report.fields[name]
        text = OFFICE_KINDS.get(text, text) if name == "office_kind" else text
        put_text(sheet, Position(row, 2), text, "填写文字")
        # A long name wraps: about 36 characters fit one line.
        sheet.row_dimensions[row].height = 24.0 * (1 + len(text) // 36)
        if name == "office_kind":
            _offer(sheet, f"B{row}", OFFICE_KINDS.values())
    row = COVER_TOP + len(COVER_FIELDS) + 1
    put_text(sheet, Position(row, 1), "填写说明", "小标题")
    for number, line in enumerate(INSTRUCTIONS, 1):
        style_block(sheet, Position(row + number, 1), 1, 2, "说明")
        put_text(sheet, Position(row + number, 1), f"{number}. {line}")
        sheet.row_dimensions[row + number].height = 24


def _offer(sheet: Worksheet, ref: str, words: object) -> None:
    """A list to choose from; other words are still taken."""
    assert isinstance(words, type({}.values()))
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', sqref=ref)
    choice.showErrorMessage = False
    sheet.add_data_validation(choice)


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
