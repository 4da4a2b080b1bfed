"""R50, R51: what a check sheet asks for by itself, relations between cells and required figures."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.sheet.formula import Instance, Part, on
from govreport_desktop.checks.sheet.model import Comparison, LocalRelation, Required, Sheet
from govreport_desktop.form.model import Form
from govreport_desktop.patterns import regex
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number, size
from govreport_desktop.report.report import Report

# So many cells of a sheet are looked at with every key press: under two milliseconds.
MOST_CELLS = 5000
_HOLDS: dict[Comparison, Callable[[Number, Number], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_BASIS = "上级单位的检查单"
# A number, or that there was none.
_NUMBER = regex(
    r"\d|[一二两三四五六七八九十百千万]+余?(?:件|条|篇|次|期|个|份|项|场|人|册|块|处)|未|无|没有|零"
)


def cells_of(form: Form, sheet: Sheet) -> int:
    """How many cells of ``form`` the relations of ``sheet`` look at."""
    found = (one for relation in sheet.relations for one in on(form, relation.formula))
    return sum(len(part.cells) for one in found for part in one.left + one.right)


def resolved(form: Form, sheet: Sheet) -> tuple[tuple[LocalRelation, Instance], ...]:
    """The relations of ``sheet`` in each of their columns; no more of them than can be afforded."""
    kept = _RESOLVED.get(sheet.text)
    if kept is None or kept[0] is not form:
        found, left = [], MOST_CELLS
        for relation in sheet.relations:
            instances = on(form, relation.formula)
            left -= sum(len(part.cells) for one in instances for part in one.left + one.right)
            if left < 0:
                break
            found += [(relation, one) for one in instances]
        if len(_RESOLVED) > _KEPT:
            _RESOLVED.clear()
        kept = _RESOLVED[sheet.text] = (form, tuple(found))
    return kept[1]


_KEPT = 8
_RESOLVED: dict[str, tuple[Form, tuple[tuple[LocalRelation, Instance], ...]]] = {}


# ------------------------------------------------------------ relations
def _find_relations(context: Context) -> Iterator[Problem]:
    """A blank is not 0: what is not filled in yet breaks nothing."""
    sheet = context.settings.sheet
    if sheet is None:
        return
    report = context.report
    for relation, instance in resolved(report.form, sheet):
        left, right = _side(report, instance.left), _side(report, instance.right)
        if left is None or right is None:
            continue
        if not _HOLDS[relation.formula.comparison](left, right):
            yield _broken(report, sheet, relation, instance, (left, right))


def _side(report: Report, parts: Sequence[Part]) -> Number | None:
    """The sum of one side; None where a number of it is missing."""
    total: Number = 0
    for part in parts:
        found = _part(report, part)
        if found is None:
            return None
        total = total + part.sign * found
    return total


def _part(report: Report, part: Part) -> Number | None:
    if not part.cells:
        return part.constant
    if part.last and report.last_year is None:
        return None
    values = report.last_year.values if part.last and report.last_year else report.values
    found = [value for cell in part.cells if is_number(value := values.get(cell))]
    if not found or (len(found) < len(part.cells) and not part.group):
        return None
    return sum(found)


def _broken(
    report: Report,
    sheet: Sheet,
    relation: LocalRelation,
    instance: Instance,
    sides: tuple[Number, Number],
) -> Problem:
    left, right = sides
    cells = instance.cells
    first = report.form.cell(cells[0]) if cells else None
    where = f"（{first.column_name}）" if first and instance.column else ""
    compared = f"公式左边 {format_value(left)}，右边 {format_value(right)}"
    words = f"{relation.says}{where}：{compared}，左边{difference_words(left - right)}"
    if left == right:
        words = f"{relation.says}{where}：公式左右两边都是 {format_value(left)}"
    section = report.form.tables[cells[0].table].section if cells else ""
    return Problem(
        key=f"{RELATIONS.id}:{relation.id}{'/' if instance.column else ''}{instance.column}",
        rule=RELATIONS.number,
        severity=relation.level,
        section=section,
        message=f"按{sheet.named}：{words}。",
        cells=cells,
        basis=relation.basis or sheet.signed,
        figures=(left, right, size(left - right)),
    )


# ------------------------------------------------------------ figures asked for
def _find_required(context: Context) -> Iterator[Problem]:
    sheet = context.settings.sheet
    if sheet is None or not context.looks_finished:
        return
    for one in sheet.required:
        found = _blank(context, one) if one.cells else _unsaid(context, one)
        if found is not None:
            message = f"按{sheet.named}：{found.message}"
            yield found._replace(message=message, severity=one.level, basis=sheet.signed)


def _blank(context: Context, one: Required) -> Problem | None:
    report = context.report
    blank = [
        cell for cell in one.cells if report.form.has(cell) and not is_number(report.values[cell])
    ]
    if not blank:
        return None
    words = "、".join(f"“{report.form.cell(cell).words}”" for cell in blank[:3])
    more = f"等 {len(blank)} 格" if len(blank) > len(blank[:3]) else ""
    section = report.form.tables[blank[0].table].section
    message = f"要写明{one.name}，{words}{more}空着，没有的填 0。"
    return REQUIRED.of(section, one.id, message, cells=tuple(blank), figures=(len(blank),))


def _unsaid(context: Context, one: Required) -> Problem | None:
    """None of the words has a number in its clause or the one behind it."""
    form = context.report.form
    parts = {section.id: section for section in form.narratives}
    if one.section and one.section not in parts:
        return None
    proses = [prose for prose in context.proses if one.section in ("", prose.section)]
    if any(_says(prose, one.words) for prose in proses):
        return None
    overview = form.role("overview")
    section = parts[one.section] if one.section else overview
    where = section.spoken if one.section and section else "文字"
    named = "、".join(f"“{word}”" for word in one.words[:3])
    message = f"要写明{one.name}，{where}里没有找到{named}的数，没有的请写明没有。"
    return REQUIRED.of(section.id if section else "", one.id, message)


def _says(prose: Prose, words: Sequence[str]) -> bool:
    plain, reading = prose.plain, prose.reading
    for word in words:
        at = plain.find(word)
        while at >= 0:
            here = reading.clause_at(at)
            behind = reading.clause_at(min(here.end + 1, len(plain)))
            if _NUMBER.search(plain, here.start, behind.end):
                return True
            at = plain.find(word, at + len(word))
    return False


RELATIONS = Rule(
    id="R50",
    name="检查单里的关系",
    what="上级检查单（.govrules）写的表内数字之间的关系，空着的格不比较；级别由检查单定。",
    basis=_BASIS,
    example="按《青禾县检查单》：答复的不少于予以公开的：公式左边 3，右边 4，左边少 1",
    severity=Severity.WARNING,
    find=_find_relations,
)
REQUIRED = Rule(
    id="R51",
    name="检查单要求的数据",
    what="上级检查单（.govrules）要求写明的数据：要填的格，或要在文字里写数的事项；级别由检查单定。",
    basis=_BASIS,
    example="按《青禾县检查单》：要写明政策解读的数量，第一部分里没有找到“政策解读”的数",
    severity=Severity.WARNING,
    find=_find_required,
)
