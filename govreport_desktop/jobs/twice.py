"""The same report twice in a folder: in two formats, as a copy, or in two versions.

Counted twice it would be wrong, and so would the wrong one of two: where their numbers
contradict each other nobody but the office can say which one holds, and none is taken. What is
blank in the newer and a number in the older is a contradiction like any other.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreport_desktop.collect.versions import (
    Paper,
    best_first,
    clusters,
    differences,
    newest_first,
)
from govreport_desktop.form import load_form
from govreport_desktop.report import format_value

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead

_MOST_NAMES, _MOST_CELLS = 3, 10


def noted(files: Sequence[FileRead]) -> list[FileRead]:
    """``files``, each that is not alone for its office, year and form with a note about it."""
    return _through(files, lambda group: [_noted(one, group) for one in group], spelled)


def decided(
    files: Sequence[FileRead],
    papers: Mapping[str, Paper],
    whose: Callable[[FileRead], Hashable],
) -> list[FileRead]:
    """``files``, of which one at most counts for each office, year and form.

    Those that say nothing against each other are one report, and the fullest and newest counts;
    where they contradict each other none does, and the newest is named with what differs. The
    others have the sentence that says so. ``papers`` are what was read of the files by name,
    ``whose`` says what is the same of the files of one report.
    """
    return _through(files, lambda group: _decided(group, papers), whose)


def _through(
    files: Sequence[FileRead],
    judge: Callable[[list[FileRead]], list[FileRead]],
    whose: Callable[[FileRead], Hashable],
) -> list[FileRead]:
    """``files`` in their order, those that are one report several times as ``judge`` has them."""
    groups: dict[Hashable, list[FileRead]] = defaultdict(list)
    for one in files:
        if one.counts:
            groups[whose(one)].append(one)
    judged = {one.path: one for group in groups.values() if len(group) > 1 for one in judge(group)}
    return [judged.get(one.path, one) for one in files]


def spelled(one: FileRead) -> Hashable:
    """One report as far as it is told by the very name, the year and the form."""
    name = "".join(unicodedata.normalize("NFKC", one.office).split())
    return name, one.year, one.form


def _noted(one: FileRead, group: list[FileRead]) -> FileRead:
    others = _others(one, group)
    note = f"与{_named(others)}是同一机关同一年度的报告，请核对以哪份为准。"
    return replace(one, same_as=others, notes=(*one.notes, note))


def _decided(group: list[FileRead], papers: Mapping[str, Paper]) -> list[FileRead]:
    newest = newest_first([papers[one.name] for one in group])
    groups = clusters(newest)
    best = best_first(groups[0])[0]
    different = _contradictions([best_first(each)[0] for each in groups])
    judged = []
    for one in group:
        others = _others(one, group)
        error = _beside(papers[one.name], best) if one.name != best.path else ""
        if different:
            error = (
                f"与{_named(others)}是同一机关同一年度的报告，有 {len(different)} 处的数不同"
                f"（{_some(different)}），较新的是“{best.path}”，不知道以哪份为准，都没有计入，"
                "请只留一份。"
            )
        judged.append(replace(one, same_as=others, error=error))
    return judged


def _beside(paper: Paper, best: Paper) -> str:
    if paper.head.words != best.head.words and paper.head.kind == best.head.kind:
        return f"与“{best.path}”的数相同，文字不同，只计入那一份。"
    return f"与“{best.path}”是同一份报告，只计入那一份。"


def _others(one: FileRead, group: list[FileRead]) -> tuple[str, ...]:
    return tuple(other.name for other in group if other is not one)


def _contradictions(papers: Sequence[Paper]) -> list[str]:
    """The typed cells for which files state different values, in words, the newest first."""
    found = []
    for one in differences(papers):
        stated = dict.fromkeys(format_value(value, blank="空白") for value in one.values)
        words = load_form(papers[0].head.form).cell(one.address).words
        found.append(f"{words}：{'、'.join(stated)}")
    return found


def _some(different: Sequence[str]) -> str:
    more = "；……" if different[_MOST_CELLS:] else ""
    return "；".join(different[:_MOST_CELLS]) + more


def _named(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown}等 {len(names)} 份"
