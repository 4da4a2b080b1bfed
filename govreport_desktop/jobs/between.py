"""What a folder of reports says between offices, as problems beside the sums (R15, R52 to R54).

R52 the prose of one office in another's, R15 its name left in it, R53 the same figures in two
reports, R54 a figure far from those of like offices; found as a task finds them (`collect.across`),
warnings to be explained. A task tells each office what concerns it; here a pair is told of once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.settings import settings_of
from govreport_desktop.collect.across import NUMBERS, PROSE_RULES, Compared, Finding, findings
from govreport_desktop.collect.alike import common
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.copied import Prose, pairs
from govreport_desktop.collect.decision import State
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.collect.side_by_side import in_words
from govreport_desktop.jobs.reading_one import head_of_report
from govreport_desktop.report import Report, is_number
from govreport_desktop.report.fields import expanded_texts

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead

_LEFT_OVER = "left_over"
# Of what is said of a pair this is the matter, the rest is added to it.
_FIRST = (*PROSE_RULES, _LEFT_OVER)


def between_offices(report: Report, files: Sequence[FileRead]) -> list[Problem]:
    """What stands out among the offices whose reports count, on the parent's form and year."""
    counted = {
        one.name: one
        for one in files
        if one.counts and one.report and one.report.form.id == report.form.id and one.office
    }
    given = {name: one.report for name, one in counted.items() if one.report}
    compared = _compared(report, counted, given)
    heads = {key: one.head for key, one in compared.counting.items() if one.head}
    known = common(tuple((key, head.marks) for key, head in heads.items()))
    named = {office.name: given[key] for key, office in compared.offices.items()}
    found = [
        one
        for one in findings(compared)
        if one.rule in NUMBERS and one.severity is not Severity.INFO
    ]
    return [
        _problem(one, f"{_examples(one, named, known)}{more}")
        for one, more in _by_pair(found, compared)
    ]


def _by_pair(found: Sequence[Finding], compared: Compared) -> Iterator[tuple[Finding, str]]:
    """Each matter once, however many offices it concerns, with what else is said of them."""
    pairs: dict[Hashable, list[Finding]] = {}
    for one in found:
        matter = "prose" if one.rule in _FIRST else one.rule
        offices = frozenset((one.office.name, *one.others))
        key = (matter, offices) if one.others else (one.key, one.office.id)
        pairs.setdefault(key, []).append(one)
    for same in pairs.values():
        late = max(same, key=lambda one: _weight(one, compared))
        left = (one for one in same if one.rule == _LEFT_OVER and one is not late)
        yield late, "".join(_added(one, late) for one in left)


def _added(one: Finding, to: Finding) -> str:
    return f"；{'' if one.office is to.office else f'{one.office.name}的'}{one.words}"


def _weight(one: Finding, compared: Compared) -> tuple[int, float, int]:
    """Of a pair what counts most, and the one that came later: it is who is asked."""
    came = compared.came.get(one.office.id)
    rank = _FIRST.index(one.rule) if one.rule in _FIRST else 0
    return -rank, came.timestamp() if came else 0.0, list(compared.offices).index(one.office.id)


def _compared(report: Report, counted: dict[str, FileRead], given: dict[str, Report]) -> Compared:
    offices = {key: Office(key, one.office) for key, one in counted.items()}
    heads = {
        key: head_of_report(key, one.kind, given[key], one.office, one.year)
        for key, one in counted.items()
    }
    counting = {
        key: Filed(key, key, Role.COUNTS, "", head, key, counts=True) for key, head in heads.items()
    }
    came = {
        key: datetime.fromtimestamp(one.path.stat().st_mtime, UTC) for key, one in counted.items()
    }
    names = Names(tuple(offices.values()), report.office)
    last, settings = dict(_last(given)), settings_of(report)
    return Compared(report.form, offices, counting, names, last, State(), came, settings)


def _last(given: dict[str, Report]) -> Iterator[tuple[str, Last]]:
    """What an office's own file knows of its last year."""
    for key, report in given.items():
        if report.last_year is not None:
            values = report.last_year.values.items()
            yield key, Last({cell: n for cell, n in values if is_number(n)}, "上年度报告")


def _examples(one: Finding, named: dict[str, Report], known: frozenset[int]) -> str:
    if one.rule not in PROSE_RULES:
        return ""
    names = (one.office.name, one.others[0])
    mine, theirs = (Prose(tuple(expanded_texts(named[n]).values()), n) for n in names)
    return in_words(pairs(mine, theirs, known if one.rule == PROSE_RULES[0] else frozenset()))


def _problem(one: Finding, examples: str) -> Problem:
    rule = NUMBERS[one.rule]
    return Problem(
        key=f"{rule}:{one.office.name}/{one.key}",
        rule=rule,
        severity=one.severity,
        section="",
        message=f"{one.office.name}：{one.words}{examples}。",
        basis=one.basis,
    )
