"""What ``collect problems`` prints: all that is said of the reports that count, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

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


def print_problems_of(task: CollectTask, view: Overview, rows: Iterable[OfficeRow]) -> None:
    """The problems of each office that has any, and what only the office above can see."""
    for row in rows:
        if row.counted is None or row.counted.head is None:
            continue
        head = row.counted.head
        found = [p for p in task.body(head.hash).problems if p["open"]]
        broken, above = _above(view, row)
        if not (found or head.open_points or broken or above):
            continue
        say(f"{row.office.name}（{row.counted.path}）")
        for problem in found:
            say(
                f"  [{_LABELS.get(problem['severity'], '')}] {problem['rule']} {problem['message']}"
            )
        for point in head.open_points:
            say(f"  [没有读准] {point}")
        for each in broken:
            say(f"  [{Severity.WARNING.label}] {each.rule} {each.words}。依据：{each.basis}")
        for one in above:
            beside = in_words(side_by_side(task, view, one))
            say(f"  [{one.severity.label}] {one.words}{beside}。依据：{one.basis}")


def _above(view: Overview, row: OfficeRow) -> tuple[Sequence[Break], Sequence[Finding]]:
    """What only the office above sees, and what it notes without asking."""
    seen = view.above.get(row.office.id, Above())
    mine = (one for one in view.findings if one.office.id == row.office.id)
    return seen.breaks, (*seen.findings, *(f for f in mine if f.severity is Severity.INFO))


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
                    "findings": list(_found(task, view, row)),
                }
                for row in rows
                if row.counted is not None and row.counted.head is not None
            ]
        }
    )


def _found(task: CollectTask, view: Overview, row: OfficeRow) -> Iterator[dict[str, Any]]:
    broken, above = _above(view, row)
    for one in broken:
        yield _finding(one, Severity.WARNING)
    for each in above:
        yield _finding(each, each.severity, each.others, side_by_side(task, view, each))


def _finding(
    one: Break | Finding,
    severity: Severity,
    others: Sequence[str] = (),
    beside: Sequence[Pair] = (),
) -> dict[str, Any]:
    return {
        "key": one.key,
        "rule": one.rule,
        "severity": severity.value,
        "message": one.words,
        "cell": str(one.address) if one.address else None,
        "others": list(others),
        "sentences": [list(pair[:2]) for pair in beside],
        "basis": one.basis,
    }
