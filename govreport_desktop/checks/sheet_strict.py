"""A check sheet as it is taken over: what no rule, form or part of this program has is refused."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import InvalidOperation
from pathlib import Path

from govreport_desktop.checks.catalogue import EVERY
from govreport_desktop.checks.deviations import SCORES
from govreport_desktop.checks.settings import MOST_SCORE, THRESHOLDS, threshold
from govreport_desktop.checks.sheet.formula import unknown
from govreport_desktop.checks.sheet.model import FIRM, Required, Sheet
from govreport_desktop.checks.sheet.reading import SheetFile
from govreport_desktop.checks.sheet_rules import MOST_CELLS, cells_of
from govreport_desktop.errors import FormError, quoted
from govreport_desktop.form import Form, available_forms, load_form

_KIND = "字数写整数，比例写 0 至 1 的小数"
_KINDS = dict.fromkeys(SCORES, f"写 0 至 {MOST_SCORE} 的数")
_KINDS["required_figures"] = "写方括号里的一列词"


def read_strictly(path: Path) -> Sheet:
    """The sheet in the file at ``path``, all of whose ids are known here.

    Raises GovReportError with file and line.
    """
    file = SheetFile.at(path)
    sheet = file.sheet()
    forms = [load_form(form_id) for form_id in available_forms()]
    _settings(file, sheet)
    _relations(file, sheet, forms)
    _required(file, sheet, forms)
    for key in sheet.hints.entries:
        if not any(form.help.knows(key) for form in forms):
            kind, table, name = key
            where = f"tables.{table}.{kind}.{name}" if table else f"{kind}.{name}"
            file.fail(where, "各格式里都没有，请核对标识")
    return sheet


def _settings(file: SheetFile, sheet: Sheet) -> None:
    known = {name for rule in EVERY for name in (rule.id, rule.number)}
    for rule, level in sheet.levels.items():
        if rule not in known:
            file.fail(f"levels.{rule}", "没有这条规则，编号见审核规则目录")
        if level is None and rule.partition(".")[0] in FIRM:
            file.fail(f"levels.{rule}", "这条不能关闭，可以写 error、warning 或 info")
    for name, plain in sheet.thresholds.items():
        where = f"thresholds.{name}"
        if name not in THRESHOLDS:
            file.fail(where, f"没有这个限度，可以写 {'、'.join(THRESHOLDS)}")
        try:
            threshold(name, plain)
        except (ValueError, InvalidOperation):
            file.fail(where, f"不能是“{quoted(plain)}”，{_KINDS.get(name, _KIND)}")


def _relations(file: SheetFile, sheet: Sheet, forms: Sequence[Form]) -> None:
    for index, relation in enumerate(sheet.relations):
        missing = [unknown(form, relation.formula) for form in forms if form.cells]
        if all(missing):
            # Of the forms, the one that knows most of it says what is wrong.
            newest = missing[-1]
            where = f"relations[{index}].formula"
            file.fail(where, f"各格式的表里都没有 {newest}，请核对标识")
    if any(cells_of(form, sheet) > MOST_CELLS for form in forms):
        raise FormError(
            f"“{file.name}”里的关系一共要看 {MOST_CELLS} 格以上，太多了，请减少带 * 的写法。"
        )


def _section(file: SheetFile, where: str, one: Required, forms: Sequence[Form]) -> None:
    """Words are looked for in prose; what is prose in one form alone is a table in the others."""
    prose = [part.id for form in forms if form.cells for part in form.narratives]
    if one.cells:
        file.fail(where, "只和 words 一起写，要填的格写 cells 就够了")
    if any(one.section == table.section for form in forms for table in form.tables.values()):
        name = next(form.section(one.section).spoken for form in forms if form.cells)
        allowed = "、".join(dict.fromkeys(prose))
        file.fail(where, f"{name}是表格，文字可以写在 {allowed}，表里的数写 cells")
    if not any(one.section == part.id for form in forms for part in form.narratives):
        file.fail(where, f"没有“{one.section}”这一部分")


def _required(file: SheetFile, sheet: Sheet, forms: Sequence[Form]) -> None:
    for index, one in enumerate(sheet.required):
        where = f"required[{index}]"
        if one.section:
            _section(file, f"{where}.section", one, forms)
        for cell in one.cells:
            if not any(form.has(cell) for form in forms):
                file.fail(f"{where}.cells", f"各格式的表里都没有 {cell}，请核对标识")
