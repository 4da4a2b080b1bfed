"""The same report twice in a folder: in two formats, as a copy, or in two versions.

Counted twice it would be wrong, and so would the wrong one of two: where their numbers
contradict each other nobody but the office can say which one holds, and none is taken.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreport_desktop.report import Report, format_value
from govreport_desktop.report.edit import same

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead

_MOST_NAMES = 3
# Of two that say the same the one that lost least on its way.
_BEST = ("govreport", "json", "xlsx", "ole", "docx", "html", "text", "pdf")


def noted(files: Sequence[FileRead]) -> list[FileRead]:
    """``files``, each that is not alone for its office, year and form with a note about it."""
    return _through(files, lambda group: [_noted(one, group) for one in group], _spelled)


def decided(
    files: Sequence[FileRead], whose: Callable[[FileRead], str] | None = None
) -> list[FileRead]:
    """``files``, of which one at most counts for each office, year and form.

    Those that say nothing against each other are one report, and the fullest counts; where
    they contradict each other none does. The others have the sentence that says so. ``whose``
    says what is the same of two spellings of an office's name.
    """
    return _through(files, _decided, whose or _spelled)


def _through(
    files: Sequence[FileRead],
    judge: Callable[[list[FileRead]], list[FileRead]],
    whose: Callable[[FileRead], str],
) -> list[FileRead]:
    """``files`` in their order, those that are one report several times as ``judge`` has them."""
    groups: dict[tuple[str, int | None, str], list[FileRead]] = defaultdict(list)
    for one in files:
        if one.counts:
            groups[whose(one), one.year, one.form].append(one)
    judged = {one.path: one for group in groups.values() if len(group) > 1 for one in judge(group)}
    return [judged.get(one.path, one) for one in files]


def _spelled(one: FileRead) -> str:
    return "".join(unicodedata.normalize("NFKC", one.office).split())


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
