"""The second version: what an office's next file did about the letter that was sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.compare import Break
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.letter import Letter, letter_of
from govreport_desktop.collect.reading import Body, Head, leaves, typed_cells
from govreport_desktop.collect.returns import points
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report, Value, format_value
from govreport_desktop.report.edit import same
from govreport_desktop.report.explanations import explanation_text
from govreport_desktop.report.remarks import Remark


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that the second version states otherwise."""

    address: CellAddress
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Second:
    """What an office's next version did about the letter.

    ``left`` pairs each point that is not done with what the office says of it, ``unsure`` each
    that was written by hand about no cell, so that only a person can tell. ``others`` are
    the cells that changed without being asked for. ``unchanged`` says that no figure and no
    word is another than before.
    """

    letter: Letter
    file: str
    done: tuple[Remark, ...]
    left: tuple[tuple[Remark, str], ...]
    unsure: tuple[tuple[Remark, str], ...]
    others: tuple[Changed, ...]
    unchanged: bool

    @property
    def words(self) -> str:
        """In one sentence."""
        if self.unchanged:
            return UNCHANGED
        asked = f"退回意见 {len(self.letter.remarks)} 点，已改 {len(self.done)} 点"
        left = f"，没有改 {len(self.left)} 点" if self.left else ""
        left += f"，要对照看的 {len(self.unsure)} 点" if self.unsure else ""
        others = f"；另外改动了 {len(self.others)} 格" if self.others else ""
        return f"{asked}{left}{others}"


UNCHANGED = "第二稿没有改：数和文字都与退回的那份相同"


def unchanged(before: Head, after: Head) -> bool:
    """Whether two readings state the same figures, printed totals too, the same prose, and are
    of the same office, year and day as far as both say it."""
    alike = all(same(a, b) for a, b in zip(before.values, after.values, strict=False))
    printed = before.totals == after.totals
    named = ((before.year, after.year), (before.office, after.office))
    dated = (before.signed_on, after.signed_on)
    if any(one and other and one != other for one, other in (*named, dated)):
        return False
    return before.form == after.form and alike and printed and before.words == after.words


def second(
    letters: Sequence[Letter],
    row: OfficeRow,
    before: Head | None,
    body: Body,
    breaks: Sequence[Break] = (),
    findings: Sequence[Finding] = (),
) -> Second | None:
    """What the file that counts did about the last of ``letters``; None where it is not another.

    ``before`` is the reading of the file that was sent back, None where that was not readable.
    """
    if not letters or row.counted is None or row.counted.head is None:
        return None
    last = letters[-1]
    if last.hash == row.counted.hash:
        return None
    report, now = body.report(), points(row, body, breaks, findings)
    done: list[Remark] = []
    left: list[tuple[Remark, str]] = []
    unsure: list[tuple[Remark, str]] = []
    for one in last.remarks:
        if _is_done(one, report, now):
            done.append(one)
        else:
            answered = one, _answer(one, report.explanations)
            (unsure if _only_seen(one) else left).append(answered)
    known = before is not None and before.is_report
    changed = _changed(before, row.counted.head) if known and before else ()
    asked = _asked_for(last.remarks, done, row.counted.head.form)
    others = tuple(one for one in changed if one.address not in asked)
    alike = before is not None and known and unchanged(before, row.counted.head)
    path = row.counted.path
    return Second(last, path, tuple(done), tuple(left), tuple(unsure), others, alike)


def _is_done(one: Remark, report: Report, now: Sequence[Remark]) -> bool:
    if one.key:
        return all(other.key != one.key for other in now)
    places = [c.address for c in one.cells]
    still = any(places and [c.address for c in other.cells] == places for other in now)
    # A printed total, of a letter in which it has no key: it may have been the right one.
    if one.should and places and not any(map(typed_cells(report.form.id).__contains__, places)):
        return not still
    # A file that could not be read, and now can.
    if not one.cells and one.should and not one.section:
        return True
    return one.settled(report) and not still


def _asked_for(remarks: Sequence[Remark], done: Sequence[Remark], form_id: str) -> set[CellAddress]:
    """The cells that a letter names, and those that a total it names is put right by.

    The grand total adds up all there is: what it was put right by the narrower points say.
    """
    typed, parts = typed_cells(form_id), leaves(form_id)
    asked = {c.address for one in remarks for c in one.cells}
    reach = [
        frozenset(typed[index] for c in one.cells for index in parts.get(c.address, ()))
        for one in done
    ]
    narrow = (one for one in reach if not any(other and other < one for other in reach))
    return asked.union(*narrow)


def _only_seen(one: Remark) -> bool:
    """Whether it is words of a person's about no cell: done or not, only a person sees."""
    return not (one.key or one.cells or one.excerpt or one.should)


def _answer(one: Remark, explanations: Mapping[str, str]) -> str:
    found = explanations.get(one.explained_by) or explanations.get(one.key, "")
    return explanation_text(found)


def _changed(before: Head, after: Head) -> tuple[Changed, ...]:
    if before.form != after.form:
        return ()
    form, missed = load_form(after.form), dict(before.missed)
    pairs = zip(typed_cells(after.form), before.values, after.values, strict=True)
    return tuple(
        Changed(address, form.cell(address).words, _said(old), _said(new))
        for index, (address, old, new) in enumerate(pairs)
        # What stood there and was not read has not changed for all that is known.
        if not same(old, new) and not (old is None and index in missed)
    )


def _said(value: Value) -> str:
    return format_value(value, blank="空白")


def noticed(
    rows: Sequence[OfficeRow],
    heads: Mapping[str, Head],
    state: State,
    kept: Kept | None = None,
) -> tuple[OfficeRow, ...]:
    """``rows``, those whose second version is no other than what was sent back said so.

    One that was asked for something only a person can look up is not proposed to be passed.
    """
    kept = kept or Kept()
    sent = state.of(Subject.RETURN)
    found = []
    for row in rows:
        back = sent.get(row.office.id)
        if back is not None:
            made_of = (row, back, heads.get(str((back.what or {}).get("hash", ""))))
            make = partial(_noticed, row, heads, state)
            found.append(kept.of(("noticed", row.office.id), made_of, make))
        else:
            found.append(row)
    return tuple(found)


def _noticed(row: OfficeRow, heads: Mapping[str, Head], state: State) -> OfficeRow:
    sent_back = state.what(Subject.RETURN, row.office.id)
    before = heads.get(str(sent_back.get("hash", "")))
    if before is None or row.counted is None or row.counted.head is None or row.decided:
        return row
    if before.hash == row.counted.hash:
        return row
    if unchanged(before, row.counted.head):
        return replace(row, state=OfficeState.RETURNED, remark=UNCHANGED)
    letter = letter_of(sent_back) if row.state is OfficeState.PASSED else None
    asked = sum(_by_hand(one, row.counted.head) for one in letter.remarks) if letter else 0
    if not asked:
        return row
    remark = f"退回时另写的 {asked} 点，请对照新的一份看改了没有"
    return replace(row, state=OfficeState.TO_VERIFY, remark=remark)


def _by_hand(one: Remark, now: Head) -> bool:
    """Whether a person's point is still as it was, as far as the figures tell."""
    if one.key or one.should:
        return False
    return not any(_said(now.value(cell.address)) != cell.text for cell in one.cells)
