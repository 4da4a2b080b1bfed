"""The cover of our workbook: office, year, contact, what is still missing, how to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import Balance, CellAddress, Section, Table
from govreport_desktop.form.organs import organs
from govreport_desktop.report.balance import ColumnBalance, balance_columns
from govreport_desktop.report.deadline import organ_of
from govreport_desktop.report.edit import FIELDS
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import (
    COVER_FIELDS,
    COVER_TOP,
    Position,
    check_row,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.xlsx.cells import (
    put_formula,
    put_text,
    quoted,
    rectangles,
    style_block,
)
from govreport_desktop.writers.xlsx.styles import BROKEN

_WHITE = "只在白色格内填写；灰色格{}由程序计算、受到保护，不必填写。"
_NUMBERS = "各格填写阿拉伯数字：没有发生的填 0，尚不清楚的留空。金额以“万元”为单位，保留原有小数。"
_BALANCE = "表{}下方的“勾稽检查”应全部显示“相符”；显示“多”“少”并变红的列，请核对后再报送。"
_PROSE = "文字部分一行写一个自然段；左侧标有“续”的行与上一行同属一个自然段。"
_AS_IT_IS = "请勿增删工作表和行列，填好后保存为 .xlsx 文件，直接发回。"

# A line of notes holds about so many characters; Excel draws no row higher than that.
_NOTE_LINE, _TALLEST_ROW, _LONGEST_NOTE = 46, 400.0, 2000


def write_cover(
    sheet: Worksheet,
    report: Report,
    blank: str,
    notes: Sequence[Note] = (),
    said: Sequence[str] = (),
) -> dict[str, Number | str]:
    """Write the cover, ``notes`` at its end; returns what its formulas come to, by cell.

    ``said`` stands in the place of how to fill it in, where it is not to be filled in.
    """
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 72
    for row, text, style, height in (
        (1, report.form.title_of("", None), "标题", 40),
        (2, f"{report.form.name}（{report.form.notice}）", "居中说明", 20),
    ):
        style_block(sheet, Position(row, 1), 1, 2, style)
        put_text(sheet, Position(row, 1), text)
        sheet.row_dimensions[row].height = height
    for offset, name in enumerate(COVER_FIELDS):
        _field(sheet, report, name, COVER_TOP + offset)
    row = COVER_TOP + len(COVER_FIELDS) + 1
    results = _state(sheet, report, blank, row) if report.form.tables else {}
    row += len(results) + 2 if results else 0
    lines = said or tuple(_instructions(report))
    put_text(sheet, Position(row, 1), "说明" if said else "填写说明", "小标题")
    for number, line in enumerate(lines, 1):
        style_block(sheet, Position(row + number, 1), 1, 2, "说明")
        put_text(sheet, Position(row + number, 1), f"{number}. {line}")
        sheet.row_dimensions[row + number].height = 24
    _notes(sheet, notes, row + len(lines) + 2)
    return results


def _notes(sheet: Worksheet, notes: Sequence[Note], row: int) -> None:
    """审核说明: each warning that was explained with the office's words, to be read."""
    if not notes:
        return
    put_text(sheet, Position(row, 1), "审核说明", "小标题")
    for number, note in enumerate(notes, 1):
        words = f"{number}. {note.message}"
        if note.explanation:
            outdated = "（写明后数字有变动）" if note.outdated else ""
            words += f"说明{outdated}：{note.explanation}"
        style_block(sheet, Position(row + number, 1), 1, 2, "说明")
        put_text(sheet, Position(row + number, 1), words[:_LONGEST_NOTE])
        sheet.row_dimensions[row + number].height = note_height(words)


def note_height(words: str) -> float:
    """How high a row is that shows ``words`` over the width of the cover, in points."""
    return min(_TALLEST_ROW, 18.0 * (1 + len(words) // _NOTE_LINE) + 6)


def _instructions(report: Report) -> Iterator[str]:
    """How to fill it in, for what the form has."""
    form = report.form
    yield _WHITE.format("（总计）和表头" if form.tables else "")
    if form.tables:
        yield _NUMBERS
    for section in form.sections:
        if section.kind == "table" and _balances(report, table_of(form, section)):
            yield _BALANCE.format(section.number)
    yield _PROSE
    yield _AS_IT_IS
    if due := _due(report):
        yield due


def _field(sheet: Worksheet, report: Report, name: str, row: int) -> None:
    put_text(sheet, Position(row, 1), FIELDS[name], "表头")
    text = report.fields[name]
    text = organs().name_of(text) if name == "office_kind" else text
    put_text(sheet, Position(row, 2), text, "填写文字")
    # A long name wraps: about 36 characters fit one line.
    sheet.row_dimensions[row].height = min(400.0, 24.0 * (1 + len(text) // 36))
    if name == "office_kind":
        words = ",".join(kind.name for kind in organs().reporting(report.form.organs))
        choice = DataValidation(type="list", formula1=f'"{words}"', sqref=f"B{row}")
        # A list to choose from; other words are still taken.
        choice.showErrorMessage = False
        choice.showInputMessage = True
        choice.promptTitle = FIELDS[name]
        choice.prompt = f"留空就按机关名称判断。{_due(report)}"
        sheet.add_data_validation(choice)


def _due(report: Report) -> str:
    """When the report is due; "" where that hangs on a kind nobody knows yet."""
    judged = organ_of(report)
    return f"{judged.words}。" if judged.kind else ""


# ---------------------------------------------------------------- what is still missing
def _state(sheet: Worksheet, report: Report, blank: str, row: int) -> dict[str, Number | str]:
    """A line a table that says, live, how many cells are blank and whether R1 holds."""
    put_text(sheet, Position(row, 1), "填写情况", "小标题")
    results: dict[str, Number | str] = {}
    for section in report.form.sections:
        if section.kind != "table":
            continue
        row += 1
        table = table_of(report.form, section)
        put_text(sheet, Position(row, 1), f"表{section.number}", "表头")
        at = Position(row, 2)
        put_formula(sheet, at, _state_formula(report, section, table, blank), "填写情况")
        results[at.ref] = _state_now(report, table, blank)
        rule = Rule(type="expression", dxf=BROKEN, formula=[f'ISNUMBER(SEARCH("不符",{at.ref}))'])
        sheet.conditional_formatting.add(at.ref, rule)
        sheet.row_dimensions[row].height = 22
    return results


def _state_formula(report: Report, section: Section, table: Table, blank: str) -> str:
    typed = _typed(table)
    there = _elsewhere(section, (table_position(table, address) for address in typed))
    count = f"COUNTA({there})"
    if blank and not blank.isdecimal():
        # A mark for blanks fills the cell it stands in.
        marks = "".join(f"-COUNTIF({area},{quoted(blank)})" for area in there.split(","))
        count = f"({count}{marks})"
    words = f'IF({count}={len(typed)},"已填完","还有 "&({len(typed)}-{count})&" 格未填")'
    for index, relation in enumerate(_balances(report, table)):
        row = check_row(table, index)
        cells = [
            Position(row, table_position(table, CellAddress(table.id, relation.left[0], c)).column)
            for c in table.column_names
        ]
        area = _elsewhere(section, cells)
        broken = f'(COUNTIF({area},"多*")+COUNTIF({area},"少*"))'
        words += (
            f'&IF({broken}>0,"；勾稽检查："&{broken}&" 列不符",'
            f'IF(COUNTIF({area},"相符")>0,"；勾稽检查：相符",""))'
        )
    return words


def _state_now(report: Report, table: Table, blank: str) -> str:
    typed = _typed(table)
    blanks = [address for address in typed if report.values[address] is None]
    missing = 0 if blank.isdecimal() else len(blanks)
    words = f"还有 {missing} 格未填" if missing else "已填完"
    for relation in _balances(report, table):
        columns = [c for c in balance_columns(report, relation) if _given(report, relation, c)]
        broken = sum(1 for column in columns if column.difference)
        if columns:
            words += f"；勾稽检查：{broken} 列不符" if broken else "；勾稽检查：相符"
    return words


def _given(report: Report, relation: Balance, column: ColumnBalance) -> bool:
    rows = (*relation.left, *relation.right)
    addresses = (CellAddress(relation.table, row, column.column) for row in rows)
    return any(is_number(report.values[address]) for address in addresses)


def _typed(table: Table) -> list[CellAddress]:
    return [cell.address for cell in table.cells.values() if cell.formula is None]


def _balances(report: Report, table: Table) -> list[Balance]:
    return [
        relation
        for relation in report.form.relations
        if isinstance(relation, Balance) and relation.table == table.id
    ]


def _elsewhere(section: Section, positions: Iterable[Position]) -> str:
    """Cells of the sheet of ``section`` as another sheet names them."""
    title = sheet_title(section).replace("'", "''")
    return ",".join(f"'{title}'!{area}" for area in rectangles(positions))
