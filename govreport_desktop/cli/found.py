"""What ``collect problems`` prints: all that is said of the reports that count, each thing once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from govreport_desktop.checks.problem import Severity
from govreport_desktop.cli.collected import json_of
from govreport_desktop.cli.streams import say
from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.compare import Break
from govreport_desktop.collect.copied import Pair
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.raised import Above
from govreport_desktop.collect.side_by_side import in_words, side_by_side
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.collect.task import CollectTask

_LABELS = {one.value: one.label for one in Severity}
_SAME = "同一项，不另计"


def print_problems_of(task: CollectTask, view: Overview, rows: Iterable[OfficeRow]) -> None:
    """The problems of each office that has any, and what only the office above can see."""
    for row in rows:
        if row.counted is None or row.counted.head is None:
            continue
        head = row.counted.head
        found = [p for p in task.body(head.hash).problems if p["open"]]
        above = _above(task, view, row)
        if not (found or head.open_points or above):
            continue
        say(f"{row.office.name}（{row.counted.path}）")
        for problem in found:
            say(
                f"  [{_LABELS.get(problem['severity'], '')}] {problem['rule']} {problem['message']}"
            )
        for point in head.open_points:
            say(f"  [没有读准] {point}")
        for one in above:
            alarm = one.severity is not Severity.INFO
            label = _SAME if alarm and not one.counted else one.severity.label
            say(f"  [{label}] {one.found.words}{in_words(one.beside)}。依据：{one.found.basis}")


class _Seen(NamedTuple):
    """What the office above found; a note is not ``counted``, nor what the office's own problems
    have."""

    found: Break | Finding
    severity: Severity
    counted: bool
    others: tuple[str, ...] = ()
    beside: tuple[Pair, ...] = ()


def _above(task: CollectTask, view: Overview, row: OfficeRow) -> list[_Seen]:
    """All that the office above found in a report and nobody has explained."""
    counted = view.above.get(row.office.id, Above())
    mine = (one for one in view.breaks if one.office.id == row.office.id and not one.explanation)
    seen = [_Seen(one, Severity.WARNING, one in counted.breaks) for one in mine]
    for one in view.findings:
        if one.office.id == row.office.id:
            beside = side_by_side(task, view, one)
            known = one in counted.findings
            seen.append(_Seen(one, one.severity, known, one.others, beside))
    return seen


def problems_json(task: CollectTask, view: Overview, rows: Iterable[OfficeRow]) -> str:
    """The problems of the reports that count, office by office."""
    return json_of(
        {
            "offices": [
                {
                    "office": row.office.name,
                    "file": row.counted.path,
                    "errors": row.errors,
                    "warnings": row.warnings,
                    "open_points": list(row.counted.head.open_points),
                    "problems": [dict(p) for p in task.body(row.counted.hash).problems],
                    "findings": [_finding(one) for one in _above(task, view, row)],
                }
                for row in rows
                if row.counted is not None and row.counted.head is not None
            ]
        }
    )


def _finding(one: _Seen) -> dict[str, Any]:
    found = one.found
    return {
        "key": found.key,
        "rule": found.rule,
        "severity": one.severity.value,
        "counted": one.counted,
        "message": found.words,
        "cell": str(found.address) if found.address else None,
        "others": list(one.others),
        "sentences": [list(pair[:2]) for pair in one.beside],
        "basis": found.basis,
    }
