"""How often the slip that was planted is the one that is named."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from govreport_desktop.checks import check
from govreport_desktop.checks.context import Context
from govreport_desktop.checks.evidence import evidence
from govreport_desktop.checks.localise import localise
from govreport_desktop.checks.problem import Problem
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.report import Report
from tests.unit.checks.faults import Changes, Planted, candidates, plant, sound

_RULES = frozenset({"R1", "R6", "R7", "R9", "R10", "R24"})


@dataclass
class Localised:
    """Counts of planted faults, by kind; ``seconds`` of processor time that each search took.

    A fault is identifiable where the report contradicts itself because of it and, of all single
    faults anywhere in it, none but this one explains it (`candidates`): of those with any number
    in a cell, or of those that look like a slip. Of two faults each has to be so with the other
    one repaired, and no single one may explain both. ``touched`` are seeds of sound reports of
    which something was said, ``wrong`` how many of the remedies ``named`` are not what was planted.
    """

    planted: Counter[str] = field(default_factory=Counter)
    identifiable: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[int, str]] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)
    wrong: int = 0
    named: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the identifiable faults those that are named first."""
        return self.first.total() / max(self.identifiable.total(), 1)


def localised(seeds: Iterable[int]) -> Localised:
    """One sound report and one with one or two faults for each seed."""
    result = Localised()
    for seed in seeds:
        dice = random.Random(seed)
        if any(problem.cause or problem.fixes for problem in _problems(sound(dice))):
            result.touched.append(seed)
        _count(result, seed, plant(dice, 1 + seed % 2))
    return result


def _count(result: Localised, seed: int, planted: Planted) -> None:
    problems = _problems(planted.report)
    result.seconds.append(_seconds(planted.report))
    fixes = [p.fixes[0] for p in problems if p.fixes and p.cause and not p.choice]
    named = [dict(fix.contents) for fix in fixes]
    choices = [dict(fix.contents) for p in problems if p.choice for fix in p.fixes]
    right: dict[object, int] = {c: v for each in planted.repairs for c, v in each.items()}
    for contents in {frozenset(each.items()) for each in named}:
        result.named += 1
        result.wrong += any(right.get(cell) != new for cell, new in contents)
    for number, (repair, kind) in enumerate(zip(planted.repairs, planted.kinds, strict=True)):
        result.planted[kind] += 1
        if not _is_identifiable(planted, number):
            continue
        result.identifiable[kind] += 1
        if any(_repairs(contents, repair, planted.report) for contents in named):
            result.first[kind] += 1
        elif any(_repairs(contents, repair, planted.report) for contents in choices):
            result.offered[kind] += 1
            result.missed.append((seed, f"{kind} (offered)"))
        else:
            result.missed.append((seed, kind))


def _seconds(report: Report) -> float:
    known = evidence(Context(report, CheckSettings(), handed_in=True))
    begun = time.process_time()
    localise(known.sheet, known.equations)
    return time.process_time() - begun


def _problems(report: Report) -> list[Problem]:
    return [p for p in check(report, handed_in=True) if p.rule in _RULES]


def _repairs(contents: object, repair: Changes, report: Report) -> bool:
    assert isinstance(contents, dict)
    return all(contents.get(cell, report.values[cell]) == new for cell, new in repair.items())


def _is_identifiable(planted: Planted, number: int) -> bool:
    report = planted.report
    if len(planted.repairs) > 1 and candidates(report, free=True):
        return False  # a single fault explains what two have done
    others = [repair for n, repair in enumerate(planted.repairs) if n != number]
    undo = report.edit([(c, v) for repair in others for c, v in repair.items()])
    report.apply(undo)
    repair = planted.repairs[number]
    differs = {cell: new for cell, new in repair.items() if report.values[cell] != new}
    only = any(_only(report, differs, free=free) for free in (False, True))
    report.apply(undo.inverse())
    return only


def _only(report: Report, differs: Changes, *, free: bool) -> bool:
    found = candidates(report, free=free)
    known = [{c: v for c, v in each.items() if report.values[c] != v} for each in found]
    return bool(known) and all(each == differs for each in known)
