"""Where every office of the roster stands; the counters add up to those that owe a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.file import Receipt
from govreport_desktop.collect.kept import Kept, moved
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.past import Past, past_of
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.store.log import moment


class OfficeState(StrEnum):
    """Where an office stands; the value is the word on screen."""

    PASSED = "通过"
    TO_VERIFY = "请核实"
    RETURNED = "退回"
    NOT_BACK = "退回未再报"
    UNREADABLE = "读不出"
    PENDING = "待定"
    MISSING = "未报"
    NOT_DUE = "不报"


# Those that count among the offices that owe a report, in the order of the counters.
COUNTED = tuple(state for state in OfficeState if state is not OfficeState.NOT_DUE)
# What a person may say of a report.
VERDICTS = (OfficeState.PASSED, OfficeState.TO_VERIFY, OfficeState.RETURNED)


class Noted(NamedTuple):
    """What the office above notes of a report beside its own problems: a sentence each, and how
    many of them are errors and warnings."""

    words: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office as the list shows it.

    ``state`` is a person's verdict where ``decided``, else what is proposed. ``counted`` is
    the file whose numbers are in the sums, None where none is. ``received`` is when the first
    of its files came in, ``versions`` how many different contents came, ``returns`` how often
    it was sent back. ``remark`` is the sentence beside it. ``zero`` says that somebody has
    decided that no report means 0. ``past`` is what it got wrong last year.
    """

    office: Office
    state: OfficeState
    decided: bool = False
    files: tuple[Filed, ...] = ()
    counted: Filed | None = None
    received: datetime | None = None
    versions: int = 0
    errors: int = 0
    warnings: int = 0
    returns: int = 0
    remark: str = ""
    zero: bool = False
    past: Past | None = None

    @property
    def proposed(self) -> bool:
        """Whether its state is a verdict that nobody has given: the program proposes it."""
        return self.state in VERDICTS and not self.decided and self.counted is not None

    @property
    def in_error(self) -> bool:
        """Whether its numbers are in the sums although something is wrong with them."""
        return self.counted is not None and (
            self.errors > 0 or self.state in (OfficeState.RETURNED, OfficeState.NOT_BACK)
        )


# What is decided of an office that its row shows.
_OF_ROW = (Subject.VERDICT, Subject.RETURN, Subject.NOTHING, Subject.PAST)


def office_rows(
    roster: Sequence[Office],
    files: Sequence[Filed],
    receipts: Sequence[Receipt],
    state: State,
    year: int,
    returns: Mapping[str, int],
    above: Mapping[str, Noted],
    kept: Kept | None = None,
) -> tuple[OfficeRow, ...]:
    """A row for every office of the roster, in its order.

    ``returns`` counts what was sent back, ``above`` is what only the office above can see, both
    by the id of the office.
    """
    kept = kept or Kept()
    rests_on = (tuple(roster), tuple(files), tuple(receipts), year)
    # What moves a row by itself, whatever came in: by what it is, then by office.
    told = (*(state.of(kind) for kind in _OF_ROW), returns, above)
    before: _Rows | None = kept.last("rows")
    if before is None or before.rests_on != rests_on:
        rows = tuple(_made_rows(roster, files, receipts, state, year, returns, above))
    else:
        again = set().union(*(moved(*two) for two in zip(told, before.told, strict=True)))
        mine = [office for office in roster if office.id in again]
        new = _made_rows(mine, files, receipts, state, year, returns, above)
        made = {row.office.id: row for row in new}
        rows = tuple(made.get(row.office.id, row) for row in before.rows) if made else before.rows
    kept.keep("rows", _Rows(rests_on, told, rows))
    return rows


class _Rows(NamedTuple):
    """The rows of a moment, and what they followed from."""

    rests_on: tuple[object, ...]
    told: tuple[Mapping[str, object], ...]
    rows: tuple[OfficeRow, ...]


def _made_rows(
    offices: Sequence[Office],
    files: Sequence[Filed],
    receipts: Sequence[Receipt],
    state: State,
    year: int,
    returns: Mapping[str, int],
    above: Mapping[str, Noted],
) -> Iterator[OfficeRow]:
    """The rows of ``offices``."""
    if not offices:
        return
    mine: dict[str, list[Filed]] = {office.id: [] for office in offices}
    for one in files:
        for key in (one.office,) if one.office else one.candidates:
            if key in mine:
                mine[key].append(one)
    paths = {one.path for own in mine.values() for one in own}
    came: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.path in paths:
            came.setdefault(receipt.path, []).append(receipt)
    for office in offices:
        seen, back = above.get(office.id, Noted()), returns.get(office.id, 0)
        yield _row(office, mine[office.id], came, state, year, seen, back)


def counters(rows: Sequence[OfficeRow]) -> dict[OfficeState, int]:
    """How many offices are in each state; together all that owe a report."""
    counted = Counter(row.state for row in rows)
    return {state: counted.get(state, 0) for state in COUNTED}


def proposals(rows: Sequence[OfficeRow]) -> dict[OfficeState, int]:
    """How many of each of the `counters` are only proposed."""
    counted = Counter(row.state for row in rows if row.proposed)
    return {state: counted.get(state, 0) for state in COUNTED}


def counter_words(rows: Sequence[OfficeRow], *, zeros: bool = False) -> str:
    """通过 20（其中建议 5），未报 1: the counters; what nobody has decided is called so."""
    proposed = proposals(rows)
    return "，".join(
        f"{state} {count}" + (f"（其中建议 {proposed[state]}）" if proposed[state] else "")
        for state, count in counters(rows).items()
        if count or zeros
    )


def due_rows(rows: Sequence[OfficeRow]) -> list[OfficeRow]:
    """The offices that owe a report."""
    return [row for row in rows if row.state is not OfficeState.NOT_DUE]


_OF_OFFICE = (Role.COUNTS, Role.OLDER, Role.DUPLICATE, Role.OTHER_FORMAT, Role.PENDING)


def _row(
    office: Office,
    files: Sequence[Filed],
    came: Mapping[str, list[Receipt]],
    state: State,
    year: int,
    above: Noted,
    returns: int,
) -> OfficeRow:
    counted = next((one for one in files if one.counts), None)
    head = counted.head if counted else None
    papers = [one for one in files if one.role in _OF_OFFICE and one.office == office.id]
    received = [receipt for one in papers for receipt in came.get(one.path, ())]
    zero = bool(state.what(Subject.NOTHING, office.id).get("zero")) and counted is None
    errors, warnings = above.errors, above.warnings
    if head is not None:
        errors, warnings = errors + head.errors, warnings + head.warnings
    found, decided, remark = _state(office, files, counted, state, year, zero)
    if counted is not None and not decided and found in VERDICTS:
        found, remark = _proposed(counted.head, above, errors, warnings)
    return OfficeRow(
        office=office,
        state=found,
        decided=decided,
        files=tuple(files),
        counted=counted,
        received=moment(min(r.modified for r in received)) if received else None,
        versions=len({receipt.hash for receipt in received}),
        errors=errors,
        warnings=warnings,
        returns=returns,
        remark=remark,
        zero=zero,
        past=past_of(state, office.id),
    )


def _state(
    office: Office,
    files: Sequence[Filed],
    counted: Filed | None,
    state: State,
    year: int,
    zero: bool,
) -> tuple[OfficeState, bool, str]:
    if not office.owes(year):
        return OfficeState.NOT_DUE, True, _why_not_due(office, year)
    if pending := next((one for one in files if one.role is Role.PENDING), None):
        return OfficeState.PENDING, False, pending.why
    if counted is None:
        return _without(files, zero)
    sent = state.what(Subject.RETURN, office.id)
    if sent and sent.get("hash") == counted.hash:
        return OfficeState.NOT_BACK, True, "已退回，还没有收到新的一份"
    verdict = state.what(Subject.VERDICT, office.id)
    if verdict.get("verdict") in VERDICTS and verdict.get("hash") == counted.hash:
        return OfficeState(verdict["verdict"]), True, ""
    return OfficeState.PASSED, False, ""


def _proposed(
    head: Head | None, above: Noted, errors: int, warnings: int
) -> tuple[OfficeState, str]:
    """The verdict proposed on the report that counts, and why, by all that is counted of it."""
    if errors:
        return OfficeState.RETURNED, f"有 {errors} 个错误"
    if head is not None and head.open_points:
        return OfficeState.TO_VERIFY, head.open_points[0]
    if warnings:
        only = above.words[0] if warnings == above.warnings else f"有 {warnings} 个警告"
        return OfficeState.TO_VERIFY, only
    if head is not None and head.missed:
        return OfficeState.TO_VERIFY, f"有 {len(head.missed)} 格读不出数，没有计入"
    return OfficeState.PASSED, ""


def _without(files: Sequence[Filed], zero: bool) -> tuple[OfficeState, bool, str]:
    """The state of an office none of whose files counts."""
    if zero:
        return OfficeState.PASSED, True, "没有报告，已决定按零计"
    if unreadable := next((one for one in files if one.role is Role.UNREADABLE), None):
        return OfficeState.UNREADABLE, False, unreadable.why
    return OfficeState.MISSING, False, f"只收到：{files[0].why}" if files else ""


def _why_not_due(office: Office, year: int) -> str:
    if office.merged_into:
        return "已并入别的单位"
    if office.due:
        return f"{year} 年度不在应报的年份里"
    return "不报本级政府"
