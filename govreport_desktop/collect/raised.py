"""What is said of an office's report, each thing once: by its own checks, which go with the file,
and by the office above, which sees more. List, problems, letter and JSON count by this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from govreport_desktop.checks.problem import Severity
from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.compare import Break
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.status import Noted

# What the office's own report raises too, where last year's figures are in it.
_SAME = {"unit": "R32.unit", "digit": "R30.change", "power": "R31.power"}
_CARRIED = ("R6", "R7")
_BOTH = (*_CARRIED, *_SAME.values())


def raised(problems: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What of ``problems`` (as `Body` has them) the office above sees as well: rule and cell."""
    found = (
        f"{rule} {'/'.join(cell)}"
        for one in problems
        if one["open"] and (rule := str(one["key"]).partition(":")[0]) in _BOTH
        for cell in one["cells"]
    )
    return tuple(dict.fromkeys(found))


class Above(NamedTuple):
    """What only the office above sees in a report: what does not go on from last year's and is
    not explained, and what it found beside other offices."""

    breaks: tuple[Break, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def noted(self) -> Noted:
        """The same as a row of the list counts it; only a check sheet makes errors of them."""
        words = (*(one.words for one in self.breaks), *(one.words for one in self.findings))
        errors = sum(one.severity is Severity.ERROR for one in self.findings)
        return Noted(words, errors, len(words) - errors)


def above(
    office: Office, head: Head, breaks: Sequence[Break], findings: Sequence[Finding]
) -> Above:
    """Of all that was found what the ``head`` of the report of ``office`` does not say itself."""
    known = set(head.raised)
    mine = (one for one in breaks if one.office.id == office.id and not one.explanation)
    alarms = (one for one in findings if one.is_alarm_for(office))
    return Above(
        tuple(one for one in mine if f"{one.rule} {one.address}" not in known),
        tuple(one for one in alarms if f"{_SAME.get(one.rule)} {one.address}" not in known),
    )


def all_above(
    heads: Mapping[str, Head],
    offices: Mapping[str, Office],
    breaks: Sequence[Break],
    findings: Sequence[Finding],
) -> dict[str, Above]:
    """`above` for every office of which something was found; ``heads`` are of what counts."""
    by_office = dict(_by_office(breaks, findings))
    return {
        key: above(offices[key], heads[key], *each)
        for key, each in by_office.items()
        if key in heads and key in offices
    }


def _by_office(
    breaks: Sequence[Break], findings: Sequence[Finding]
) -> Iterator[tuple[str, tuple[list[Break], list[Finding]]]]:
    found: dict[str, tuple[list[Break], list[Finding]]] = {}
    for one in breaks:
        found.setdefault(one.office.id, ([], []))[0].append(one)
    for each in findings:
        found.setdefault(each.office.id, ([], []))[1].append(each)
    yield from found.items()
