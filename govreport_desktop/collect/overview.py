"""What follows from a task at one moment: the one thing that window and command line look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial

from govreport_desktop.collect.across import Compared, Finding, findings
from govreport_desktop.collect.adjust import Adjustment, adjustments
from govreport_desktop.collect.compare import Break, Change, Last, breaks, change, last_years
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.doubts import doubts
from govreport_desktop.collect.filing import filed
from govreport_desktop.collect.guess import suspected
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.raised import Above, all_above
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Asking, Filed, Role
from govreport_desktop.collect.second import noticed
from govreport_desktop.collect.status import OfficeRow, OfficeState, counters, office_rows
from govreport_desktop.collect.sums import Sums
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress, Form


@dataclass(frozen=True)
class Overview:
    """Roles, rows and sums of one moment; it does not change when the task goes on.

    ``last`` is what is known of last year, by office; ``breaks`` are where R6 and R7 do not
    hold between an office's two reports, ``findings`` what else only the office above can see,
    ``above`` what of both is counted for an office, by its id.
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
    above: Mapping[str, Above] = field(default_factory=dict)

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

    @cached_property
    def unread(self) -> int:
        """How many files nobody has looked into yet: reading the folder was called off."""
        return sum(one.head is None for one in self.files)

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


def overview(task: CollectTask, kept: Kept | None = None) -> Overview:
    """All that follows from ``task`` as it is now; nothing is read or written.

    ``kept`` is what was computed the last time, for whoever looks after every decision.
    """
    kept = kept or Kept()
    found = _overview(task, kept)
    kept.turn()
    return found


def _overview(task: CollectTask, kept: Kept) -> Overview:
    state, form, year = task.state, task.form, task.year
    entries = tuple(state.of(Subject.OFFICE).values())
    roster = kept.of("roster", (entries, year), lambda: _roster(task))
    offices = kept.of("offices", roster, lambda: {office.id: office for office in roster})
    names = _names(task, roster, kept)
    heads = settled(task.heads, state, kept)
    guessed = state.setting("guessed") == "roster"
    doubt = partial(suspected, roster, task.parent)
    against = kept.of("suspected", (roster, task.parent), doubt) if guessed else ({}, {})
    asking = Asking(year, form.id, names, offices, state, against[0])
    files = filed(tuple(task.files.values()), heads, asking, kept)
    back = (d for d in task.decisions if d.kind == Subject.RETURN and d.what is not None)
    returns = Counter(one.subject for one in back if one.number not in state.undone)
    stated = tuple(one for one in files if one.role is Role.LAST_YEAR)
    known = tuple(state.of(Subject.LAST).values())
    make = partial(last_years, form, roster, stated, state)
    last = kept.of("last", (form, roster, stated, known), make)
    make_breaks = partial(breaks, form, roster, files, last, kept)
    broken = kept.of("all breaks", (form, roster, files, last), make_breaks)
    found = _found(task, form, roster, offices, files, names, last, kept)
    counting = {one.office: one.head for one in files if one.counts and one.head is not None}
    see = partial(all_above, counting, offices, broken, found)
    seen = kept.of("above", (offices, files, broken, found), see)
    noted = kept.of("noted", seen, lambda: {key: one.noted for key, one in seen.items()})
    rows = office_rows(roster, files, task.receipts, state, year, returns, noted, kept)
    rows = noticed(rows, task.heads, state, kept)
    made = adjustments(state, form)
    unplaced = [f for f in files if f.role is Role.PENDING and not f.office]
    doubted = doubts(form, rows, found, made, kept)
    unproven = _unproven(rows, against[1]) if guessed else ()
    sums = Sums(form, rows, made, len(unplaced), doubted, kept, unproven)
    return Overview(year, task.parent, files, rows, made, sums, last, broken, found, seen)


def _unproven(rows: Sequence[OfficeRow], doubtful: Mapping[str, str]) -> tuple[str, ...]:
    """That without a roster nothing proves whose reports belong, and what speaks against some."""
    counting = [row.office for row in rows if row.counted is not None]
    words = f"没有名单，计入的 {len(counting)} 个单位是按读到的报告认的，不能证明都应当计入"
    against = (f"{one.name}：{doubtful[one.id]}" for one in counting if one.id in doubtful)
    return (words, *against)


def _roster(task: CollectTask) -> tuple[Office, ...]:
    return tuple(office.in_year(task.year) for office in task.roster)


def _names(task: CollectTask, roster: tuple[Office, ...], kept: Kept) -> Names:
    state = task.state
    answers = {
        words: str((one.what or {}).get("office", ""))
        for words, one in state.of(Subject.NAME).items()
    }
    key = state.setting("key")
    make = partial(Names, roster, task.parent, (), answers, key)
    return kept.of("names", (roster, task.parent, answers, key), make)


def _found(
    task: CollectTask,
    form: Form,
    roster: tuple[Office, ...],
    offices: Mapping[str, Office],
    files: Sequence[Filed],
    names: Names,
    last: Mapping[str, Last],
    kept: Kept,
) -> tuple[Finding, ...]:
    """What only the office above can see."""
    state = task.state
    answered = tuple(state.of(Subject.ANSWER).values())
    rests_on = (form, roster, files, names, last, answered, tuple(task.receipts), task.rules)
    return kept.of(
        "findings", rests_on, partial(_compared, task, form, offices, files, names, last)
    )


def _compared(
    task: CollectTask,
    form: Form,
    offices: Mapping[str, Office],
    files: Sequence[Filed],
    names: Names,
    last: Mapping[str, Last],
) -> tuple[Finding, ...]:
    counting = {one.office: one for one in files if one.counts and one.office in offices}
    times = {
        key: datetime.fromtimestamp(task.files[one.path].modified / 1e9, UTC)
        for key, one in counting.items()
    }
    return findings(Compared(form, offices, counting, names, last, task.state, times))


def settled(heads: Mapping[str, Head], state: State, kept: Kept | None = None) -> dict[str, Head]:
    """``heads``, those without open points where somebody has looked them up in the original."""
    kept = kept or Kept()
    done = dict(heads)
    for key in state.of(Subject.CHECKED):
        if key in done:
            done[key] = kept.of(("settled", key), done[key], partial(_settled, done[key]))
    return done


def _settled(one: Head) -> Head:
    # Each point is a warning of the check as well.
    left = max(one.warnings - len(one.open_points), 0)
    return replace(one, open_points=(), warnings=left)
