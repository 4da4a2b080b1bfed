"""What a check sheet says, in lines for a person: before it is taken over, and after."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.catalogue import EVERY
from govreport_desktop.checks.deviations import threshold_words
from govreport_desktop.checks.settings import CheckSettings, in_force
from govreport_desktop.checks.sheet.model import Sheet


def lines_of_sheet(sheet: Sheet) -> tuple[str, ...]:
    """One line for each thing it asks for, in the order of the file's description."""
    return tuple(_lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    names = {rule.id: rule.name for rule in EVERY}
    names |= {rule.number: rule.name for rule in EVERY if rule.number not in names}
    for rule, level in sheet.levels.items():
        weight = f"定为{level.label}" if level else "不查"
        yield f"规则 {rule}（{names.get(rule, '本程序没有')}）：{weight}"
    held = in_force(CheckSettings(sheet=sheet))
    yield from filter(None, (threshold_words(held, name) for name in sheet.thresholds))
    for one in sheet.required:
        yield f"要写明：{one.name}（{one.level.label}）"
    for relation in sheet.relations:
        yield f"关系：{relation.says}（{relation.level.label}）"
    if sheet.deadline:
        yield f"报送期限：{sheet.deadline}"
    if sheet.blank is not None:
        yield f"空白单元格印成：{sheet.blank or '空着'}"
    if sheet.hints.entries:
        yield f"填报提示：{len(sheet.hints.entries)} 条，按 F1 时显示"
