"""This year against last: R6 and R7 office by office, and who made a change in the parent's sum.

Last year's figures are those of the office's own report of last year: from last year's task, or
from a file of last year that lies in the folder. Where one office took over another, their
figures of last year are taken together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import NamedTuple

from govreport_desktop.collect.contents import YEAR_IN_NAME
from govreport_desktop.collect.decision import State, Subject, from_text, to_text
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, leaves, typed_cells
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CarryOver, CellAddress, Form, Stock
from govreport_desktop.report import format_value, is_number
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.contents import read_contents
from govreport_desktop.report.explanations import explanation_text, is_outdated
from govreport_desktop.report.numbers import Number, size

Figures = Mapping[CellAddress, Number]
_TASK = "上年任务"  # where last year's figures are from, when not from a file


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of an office's last year; ``source`` is the file or 上年任务.

    ``merged`` names the offices whose figures are in it because they were taken over. It is
    ``partial`` where only theirs are: what the office itself stated last year is not known.
    """

    figures: Figures
    source: str
    merged: tuple[str, ...] = ()
    partial: bool = False

    def then(self, address: CellAddress) -> Number | None:
        """What this year's figure at ``address`` may be compared with."""
        return None if self.partial else self.figures.get(address)


@dataclass(frozen=True, slots=True)
class Break:
    """R6 or R7 does not hold between two years of an office.

    ``where`` names the cell, ``stands`` is what it states, ``expected`` what last year's report
    would give, ``how`` the sum that gives it where it takes one. ``basis`` is that of the
    relation, ``key`` what the office's own check calls the same problem; ``explanation`` is what
    the office itself says of it in its file.
    """

    office: Office
    rule: str
    key: str
    address: CellAddress
    where: str
    stands: Number
    expected: Number
    how: str
    basis: str
    source: str
    merged: tuple[str, ...]
    explanation: str = ""

    @property
    def words(self) -> str:
        """The sentence for the clerk."""
        taken = f"（含并入的{'、'.join(self.merged)}）" if self.merged else ""
        how = f"（{self.how}）" if self.how else ""
        source = self.source if self.source == _TASK else f"“{self.source}”"
        return (
            f"{self.where}现填 {format_value(self.stands)}，按{source}{taken}应为 "
            f"{format_value(self.expected)}{how}，{difference_words(self.difference)}"
        )

    @property
    def difference(self) -> Number:
        """What it states more than expected, negative where less."""
        return self.stands - self.expected


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of the parent against last year's, and the offices that made the change.

    ``parts`` are the offices whose amount differs, the largest difference first; ``unknown``
    those of which no last year is known: whatever they state now (``of_unknown``) is no change.
    """

    address: CellAddress
    before: Number | None
    now: Number | None
    parts: tuple[tuple[Office, Number | None, Number | None], ...]
    unknown: tuple[Office, ...]
    of_unknown: Number = 0

    @property
    def by(self) -> Number:
        """What has changed, as far as both years are known."""
        return (self.now or 0) - self.of_unknown - (self.before or 0)


def last_years(
    form: Form, roster: Sequence[Office], files: Sequence[Filed], state: State
) -> dict[str, Last]:
    """What is known of last year, by the id of the office; mergers are already added up."""
    there: dict[str, Filed] = {}
    year = state.setting("year")
    # One that is named as this year's may be a draft on last year's form: the others first.
    for one in sorted(files, key=lambda each: _named_now(each, year)):
        head = one.head if one.role is Role.LAST_YEAR else None
        # What is older still is not what this year goes on from.
        if head is not None and head.form == form.id and str((head.year or -1) + 1) in (year, "0"):
            there.setdefault(one.office, one)
    own = {o.id: last for o in roster if (last := _own(form, o, there.get(o.id), state))}
    found = dict(own)
    # One that began this year is all that it took over.
    new = {one.id for one in roster if one.since and str(one.since) == year}
    for office in roster:
        target = office.merged_into
        if target and office.id in own:
            whole = found.get(target, Last({}, "", partial=target not in new))
            found[target] = Last(
                _together(whole.figures, own[office.id].figures),
                whole.source or own[office.id].source,
                (*whole.merged, office.name),
                whole.partial,
            )
    return found


def breaks(
    form: Form,
    roster: Sequence[Office],
    files: Sequence[Filed],
    last: Mapping[str, Last],
    kept: Kept | None = None,
) -> tuple[Break, ...]:
    """Where R6 and R7 do not hold, office by office, in the order of the roster."""
    kept = kept or Kept()
    counting = {one.office: one.head for one in files if one.counts and one.head is not None}
    found: list[Break] = []
    for office in roster:
        head, then = counting.get(office.id), last.get(office.id)
        if head is not None and then is not None and not then.partial:
            make = partial(_of_office, form, office, head, then)
            found += kept.of(("breaks", office.id), (form, office, head, then), make)
    return tuple(found)


def _of_office(form: Form, office: Office, head: Head, last: Last) -> Sequence[Break]:
    return _weighty(form, list(_breaks(form, office, head, last)))


def change(
    address: CellAddress,
    rows: Sequence[OfficeRow],
    last: Mapping[str, Last],
    now: Number | None,
) -> Change:
    """One figure of the parent against last year's, traced to the offices."""
    parts: list[tuple[Office, Number | None, Number | None]] = []
    unknown: list[Office] = []
    of_unknown: Number = 0
    before: Number | None = None
    for row in rows:
        head = row.counted.head if row.counted else None
        mine = head.value(address) if head is not None else None
        known = last.get(row.office.id)
        then = known.figures.get(address) if known is not None else None
        if row.office.merged_into:
            continue
        before = then if before is None else before + (then or 0)
        if row.counted is not None and (known is None or known.partial):
            unknown.append(row.office)
        if known is None:
            of_unknown = of_unknown + (mine or 0)
        elif (mine or 0) != (then or 0):
            parts.append((row.office, then, mine))
    parts.sort(key=lambda part: size((part[2] or 0) - (part[1] or 0)), reverse=True)
    return Change(address, before, now, tuple(parts), tuple(unknown), of_unknown)


def _own(form: Form, office: Office, file: Filed | None, state: State) -> Last | None:
    """Last year's own report of an office: ``file`` in the folder goes before the task's.

    But not one that is named as this year's and that nobody has said to be last year's.
    """
    shape = state.what(Subject.LAST, office.id)
    figures = _figures(form.id, to_text(shape)) if shape else None
    of_task = Last(figures, _TASK) if figures is not None else None
    if file is None or file.head is None:
        return of_task
    if of_task is not None and _named_now(file, state.setting("year")):
        return of_task
    head = file.head
    values = ((address, head.value(address)) for address in leaves(form.id))
    return Last({a: value for a, value in values if value is not None}, file.path)


def _named_now(file: Filed, year: str) -> bool:
    """Whether the name of a file calls it this year's, and nobody has decided otherwise."""
    named = YEAR_IN_NAME.findall(PurePosixPath(file.path).name)
    return not file.decided and year in named and str(int(year) - 1) not in named


@lru_cache(maxsize=4096)
def _figures(form_id: str, shape: str) -> Figures | None:
    """The figures in a report's JSON shape; None where it is none on that form.

    Kept: it never changes, and everything else is computed anew after every decision.
    """
    try:
        contents = read_contents(from_text(shape))
    except GovReportError:
        return None
    return _totalled(contents.form, contents.values) if contents.form.id == form_id else None


def _totalled(form: Form, values: Mapping[CellAddress, object]) -> Figures:
    typed = [values.get(address) for address in typed_cells(form.id)]
    found: dict[CellAddress, Number] = {}
    for address, parts in leaves(form.id).items():
        numbers = [typed[index] for index in parts]
        known = [number for number in numbers if is_number(number)]
        if known:
            found[address] = sum(known[1:], known[0])
    return found


def _together(one: Figures, other: Figures) -> Figures:
    both = dict(one)
    for address, value in other.items():
        both[address] = both[address] + value if address in both else value
    return both


def _weighty(form: Form, found: Sequence[Break]) -> Sequence[Break]:
    """``found`` without the totals that only follow from what is broken in their columns."""
    typed = {one.rule for one in found if form.cell(one.address).formula is None}
    return [one for one in found if form.cell(one.address).formula is None or one.rule not in typed]


class _Expected(NamedTuple):
    """What last year makes of a cell, by which relation, and by which sum."""

    relation: CarryOver | Stock
    address: CellAddress
    number: Number
    how: str = ""
    before: tuple[Number, ...] = ()  # what the sum starts from, as the office's own check has it

    def figures(self, stands: Number) -> tuple[Number, ...]:
        """The figures of the office's own problem, in the order of its sentence."""
        two = (self.number, stands) if self.before else (stands, self.number)
        return (*self.before, *two, size(stands - self.number))


def _breaks(form: Form, office: Office, head: Head, last: Last) -> Iterator[Break]:
    for one in _expected(form, last.figures, head.value):
        stands = head.value(one.address)
        if stands is None or stands == one.number:
            continue
        cell, rule, key = form.cell(one.address), one.relation.rule, _key(one)
        yield Break(
            office=office,
            rule=rule,
            key=key,
            address=one.address,
            where=f"{cell.row_name}（{cell.column_name}）",
            stands=stands,
            expected=one.number,
            how=one.how,
            basis=one.relation.basis,
            source=last.source,
            merged=last.merged,
            explanation=_said(head.explanations.get(key, ""), one.figures(stands), last.merged),
        )


def _said(content: str, figures: Sequence[Number], merged: Sequence[str]) -> str:
    """What the office says of the break; "" where it was said of figures that have changed.

    An office that took over another does not know the figures that are expected here.
    """
    if not merged and is_outdated(content, figures):
        return ""
    return explanation_text(content)


def _key(one: _Expected) -> str:
    """The key by which an office's own check finds the same, and explains it."""
    at, carried = one.address, isinstance(one.relation, CarryOver)
    return f"{one.relation.rule}:{at.table}/{at.column if carried else at.row}"


def _expected(
    form: Form, last: Figures, value: Callable[[CellAddress], Number | None]
) -> Iterator[_Expected]:
    """What last year's figures make of this year's, for every cell of R6 and R7."""
    for relation in form.relations:
        if isinstance(relation, CarryOver):
            for column in form.tables[relation.table].column_names:
                here = CellAddress(relation.table, relation.opening, column)
                then = last.get(here._replace(row=relation.closing))
                if then is not None:
                    yield _Expected(relation, here, then)
        elif isinstance(relation, Stock):
            for line in relation.rows:
                here = CellAddress(relation.table, line, relation.stock)
                plus = value(here._replace(column=relation.plus))
                minus = value(here._replace(column=relation.minus))
                then = last.get(here)
                if then is not None and plus is not None and minus is not None:
                    parts = (then, plus, minus)
                    yield _Expected(relation, here, then + plus - minus, _sum(*parts), parts)


def _sum(then: Number, plus: Number, minus: Number) -> str:
    before, more, less = (format_value(number) for number in (then, plus, minus))
    return f"上年 {before}，加本年制发 {more}、减本年废止 {less}"
