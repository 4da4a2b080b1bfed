"""The same report twice in a folder: in two formats, as a copy, or in two versions.

Counted twice it would be wrong, and so would the wrong one of two: where their numbers
contradict each other nobody but the office can say which one holds, and none is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreport_desktop.report import Report, format_value
from govreport_desktop.report.edit import same

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead

_REPORT_WORDS = re.compile(
    r"[\s_\-—]*(?:20\d\d\s*年?度?)?[\s_\-—]*(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报).*$"
)
# What systems, mail and cloud drives put behind the name of a copy.
_COPY = re.compile(
    r"\s*(?:[(（]\d+[)）]|[-—_ ]+(?:副本|复件|拷贝|copy)|"
    r"[-—_ ]*[(（][^()（）]*(?:副本|冲突|conflict|copy)[^()（）]*[)）])$",
    re.IGNORECASE,
)
_MOST_NAMES = 3
# Of two that say the same the one that lost least on its way.
_BEST = ("govreport", "json", "xlsx", "ole", "docx", "html", "text", "pdf")


def office_in_name(stem: str) -> str:
    """The office as a file is named after it: 某县水务局2023年政府信息公开工作年度报告(1)."""
    name = _REPORT_WORDS.sub("", stem)
    while (shorter := _COPY.sub("", name)) != name:
        name = shorter
    return name.strip(" _-—") or stem


def noted(files: Sequence[FileRead]) -> list[FileRead]:
    """``files``, each that is not alone for its office, year and form with a note about it."""
    return _through(files, lambda group: [_noted(one, group) for one in group])


def decided(files: Sequence[FileRead]) -> list[FileRead]:
    """``files``, of which one at most counts for each office, year and form.

    Those that say nothing against each other are one report, and the fullest counts; where
    they contradict each other none does. The others have the sentence that says so.
    """
    return _through(files, _decided)


def _through(
    files: Sequence[FileRead], judge: Callable[[list[FileRead]], list[FileRead]]
) -> list[FileRead]:
    """``files`` in their order, those that are one report several times as ``judge`` has them."""
    groups: dict[tuple[str, int | None, str], list[FileRead]] = defaultdict(list)
    for one in files:
        if one.counts:
            groups[_key(one)].append(one)
    judged = {one.path: one for group in groups.values() if len(group) > 1 for one in judge(group)}
    return [judged.get(one.path, one) for one in files]


def _key(one: FileRead) -> tuple[str, int | None, str]:
    return "".join(unicodedata.normalize("NFKC", one.office).split()), one.year, one.form


def _noted(one: FileRead, group: list[FileRead]) -> FileRead:
    others = _others(one, group)
    note = f"与{_named(others)}是同一机关同一年度的报告，请核对以哪份为准。"
    return replace(one, same_as=others, notes=(*one.notes, note))


def _decided(group: list[FileRead]) -> list[FileRead]:
    different = _contradictions([one.report for one in group if one.report is not None])
    best = max(group, key=lambda one: (one.numbers, -_rank(one)))
    judged = []
    for one in group:
        others = _others(one, group)
        error = f"与“{best.name}”是同一份报告，只计入那一份。" if one is not best else ""
        if different:
            error = (
                f"与{_named(others)}是同一机关同一年度的报告，有 {len(different)} 处的数不同"
                f"（{different[0]}），不知道以哪份为准，都没有计入，请只留一份。"
            )
        judged.append(replace(one, same_as=others, error=error))
    return judged


def _others(one: FileRead, group: list[FileRead]) -> tuple[str, ...]:
    return tuple(other.name for other in group if other is not one)


def _contradictions(reports: Sequence[Report]) -> list[str]:
    """The typed cells for which two reports state different numbers, in words."""
    found = []
    for cell in reports[0].form.cells:
        stated = [report.values[cell.address] for report in reports]
        stated = [value for value in stated if value is not None]
        if cell.formula is None and any(not same(stated[0], value) for value in stated):
            numbers = dict.fromkeys(format_value(value) for value in stated)
            found.append(f"{cell.words}：{'、'.join(numbers)}")
    return found


def _rank(one: FileRead) -> int:
    return _BEST.index(one.kind) if one.kind in _BEST else len(_BEST)


def _named(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown}等 {len(names)} 份"
