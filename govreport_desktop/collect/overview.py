"""What follows from a task at one moment: the one thing that window and command line look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from govreport_desktop.checks.problem import Severity
from govreport_desktop.collect.across import Compared, Finding, findings
from govreport_desktop.collect.adjust import Adjustment, adjustments
from govreport_desktop.collect.compare import Break, Change, Last, breaks, change, last_years
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.doubts import doubts
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Asking, Filed, Role, filed
from govreport_desktop.collect.second import noticed
from govreport_desktop.collect.status import OfficeRow, OfficeState, counters, office_rows
from govreport_desktop.collect.sums import Sums
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress


@dataclass(frozen=True)
class Overview:
    """Roles, rows and sums of one moment; it does not change when the task goes on.

    ``last`` is what is known of last year, by office; ``breaks`` are where R6 and R7 do not
    hold between an office's two reports, ``findings`` what else only the office above can see.
    """

    year: int
    parent: str
    files: tuple[Filed, ...]
    rows: tuple[OfficeRow, ...]
    adjustments: tuple[Adjustment, ...]
    sums: Sums
    last: Mapping[str, Last]
    breaks: tuple[Break, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def counters(self) -> dict[OfficeState, int]:
        """How many offices are in each state; they add up to those that owe a report."""
        return counters(self.rows)

    @cached_property
    def roles(self) -> dict[Role, int]:
        """How many files have each role; they add up to the files."""
        counted = Counter(one.role for one in self.files)
        return {role: counted.get(role, 0) for role in Role}

    @property
    def pending(self) -> tuple[Filed, ...]:
        """The files that somebody has to decide about."""
        return tuple(one for one in self.files if one.role is Role.PENDING)

    @property
    def open(self) -> bool:
        """Whether anything waits for a person: a file, a report, a warning of a reader."""
        waiting = (OfficeState.PENDING, OfficeState.TO_VERIFY, OfficeState.RETURNED)
        rows = any(row.state in waiting and not row.decided for row in self.rows)
        return bool(rows or self.pending or self.sums.provisional)

    def change(self, address: CellAddress) -> Change:
        """The figure at ``address`` against last year's, and the offices that made the change."""
        return change(address, self.rows, self.last, self.sums.values[address])

    def row(self, office_id: str) -> OfficeRow:
        """The row of an office. Raises KeyError for one that is not on the roster."""
        found = next((row for row in self.rows if row.office.id == office_id), None)
        if found is None:
            raise KeyError(office_id)
        return found

    def file(self, path: str) -> Filed:
        """The file at ``path``. Raises KeyError where there is none."""
        found = next((one for one in self.files if one.path == path), None)
        if found is None:
            raise KeyError(path)
        return found


def overview(task: CollectTask) -> Overview:
    """All that follows from ``task`` as it is now; nothing is read or written."""
    state, form, year = task.state, task.form, task.year
    roster = tuple(office.in_year(year) for office in task.roster)
    answers = {
        words: str((one.what or {}).get("office", ""))
        for words, one in state.of(Subject.NAME).items()
    }
    names = Names(roster, task.parent, (), answers, state.setting("key"))
    offices: dict[str, Office] = {office.id: office for office in roster}
    heads = settled(task.heads, state)
    files = filed(tuple(task.files.values()), heads, Asking(year, form.id, names, offices, state))
    back = (d for d in task.decisions if d.kind == Subject.RETURN and d.what is not None)
    returns = Counter(one.subject for one in back if one.number not in state.undone)
    last = last_years(form, roster, files, state)
    broken = breaks(form, roster, files, last)
    counting = {one.office: one for one in files if one.counts and one.office in offices}
    times = {
        key: datetime.fromtimestamp(task.files[one.path].modified / 1e9, UTC)
        for key, one in counting.items()
    }
    found = findings(Compared(form, offices, counting, names, last, state, times))
    said = _said(broken, found)
    rows = office_rows(roster, files, task.receipts, state, year, returns, said)
    rows = noticed(rows, task.heads, state)
    made = adjustments(state, form)
    unplaced = [f for f in files if f.role is Role.PENDING and not f.office]
    sums = Sums(form, rows, made, len(unplaced), doubts(form, rows, found, made))
    return Overview(year, task.parent, files, rows, made, sums, last, broken, found)


def _said(broken: Sequence[Break], found: Sequence[Finding]) -> dict[str, list[str]]:
    """The sentences that make an office's row one to look into, by its id."""
    said: dict[str, list[str]] = {}
    for one in broken:
        if not one.explanation:
            said.setdefault(one.office.id, []).append(one.words)
    for each in found:
        if each.severity is not Severity.INFO:
            said.setdefault(each.office.id, []).append(each.words)
    return said


def settled(heads: Mapping[str, Head], state: State) -> dict[str, Head]:
    """``heads``, those without open points where somebody has looked them up in the original."""
    done = dict(heads)
    for key in state.of(Subject.CHECKED):
        if key in done:
            one = done[key]
            # Each point is a warning of the check as well.
            left = max(one.warnings - len(one.open_points), 0)
            done[key] = replace(one, open_points=(), warnings=left)
    return done
