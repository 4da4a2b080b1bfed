"""退回: the points of an office's report, and the letter they go in.

Points are proposed from what the checks found, from what does not go on from last year, and from
printed totals that differ; a person takes them, changes them, adds some. What was sent is a
decision, so that the second version can be held against it (`collect.second`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from govreport_desktop.checks import CheckSettings, Problem, check
from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.compare import Break
from govreport_desktop.collect.decision import Decision, Draft, State, Subject
from govreport_desktop.collect.letter import Letter, letter_of
from govreport_desktop.collect.not_read import asked_alone, not_read, rests_on, unread_points
from govreport_desktop.collect.raised import above
from govreport_desktop.collect.reading import Body
from govreport_desktop.collect.roles import Filed, Role, lying_there
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report, Unread, format_value
from govreport_desktop.report.fields import expand
from govreport_desktop.report.numbers import parse_number
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import read_points
from govreport_desktop.report.remarks import LIKELY, Remark, Stood

# Files that nothing can be added up of: what is asked for is another one.
_NO_USE = (Role.UNREADABLE, Role.OLD_FORM, Role.BLANK)
_AGAIN = "上次退回时已经提出，还没有看到改正。"
# How the files of an office have to be read is the parent's affair, and not sent back.
_NOT_SENT = ("R24", "R25")


@dataclass(frozen=True, slots=True)
class Sender:
    """What every letter of a day says: whose it is, when it goes, until when, whom to ask."""

    name: str
    on: date
    due: date | None = None
    phone: str = ""


# ------------------------------------------------------------ points
def points(
    row: OfficeRow,
    body: Body | None,
    breaks: Sequence[Break] = (),
    findings: Sequence[Finding] = (),
) -> tuple[Remark, ...]:
    """What is proposed to be sent back, numbered: errors first, then what is to be explained.

    ``body`` is that of the file that counts, None where none does: then it is said of each of
    the office's files what is wrong with it and what to send instead.
    """
    if body is None or row.counted is None:
        found = [_no_use(one) for one in row.files if one.role in _NO_USE]
    else:
        report = body.report()
        unread = not_read(report)
        found = [*unread_points(report), *_of_problems(body, report, unread)]
        found += _of_totals(report, unread)
        if row.counted.head is not None:
            seen = above(row.office, row.counted.head, breaks, findings)
            broken = (one for one in seen.breaks if not rests_on(report, one.address, unread))
            found += map(_of_break, broken)
            found += [
                _of_finding(one, report)
                for one in seen.findings
                if not (one.address and rests_on(report, one.address, unread))
            ]
    return tuple(one._replace(number=number) for number, one in enumerate(found, 1))


def with_the_last(found: Sequence[Remark], last: Sequence[Remark]) -> tuple[Remark, ...]:
    """``found`` and what of the ``last`` letter stands in it no more, as asked for once before."""
    known = {(one.key, one.words) for one in found} | {one.key for one in found if one.key}
    again = [one for one in last if (one.key, one.words) not in known and one.key not in known]
    told = (one if _AGAIN in one.why else one._replace(why=f"{one.why}{_AGAIN}") for one in again)
    return tuple(one._replace(number=n) for n, one in enumerate((*found, *told), 1))


def _no_use(one: Filed) -> Remark:
    # A reader's sentence names the file; that of a role says only what it is.
    words = one.why if one.why.startswith("“") else f"“{one.path}”{one.why}"
    return Remark(0, words, should=one.ask or "请按规定的格式重新报送")


def _of_problems(body: Body, report: Report, unread: Collection[CellAddress]) -> Iterator[Remark]:
    live = {p.key: p for p in check(report, CheckSettings(), handed_in=True)}
    found = [p for p in body.problems if p["open"] and p["rule"] not in _NOT_SENT]
    for weight in ("error", "warning"):
        for one in found:
            if one["severity"] != weight:
                continue
            cells = [CellAddress(*cell) for cell in one["cells"]]
            # That words stand in a cell is a point; what follows for others from it is none.
            worded = all(isinstance(report.values.get(cell), Unread) for cell in cells)
            if not worded and any(rests_on(report, cell, unread) for cell in cells):
                continue
            known = live.get(one["key"])
            yield Remark(
                0,
                one["message"],
                _should(report, known) if known else "",
                f"{LIKELY}{one['cause']}。" if one["cause"] else asked_alone(report, cells),
                one["basis"],
                one["section"],
                _excerpt(report, known) if known and not cells else "",
                tuple(_stood(report, cell) for cell in cells if report.form.has(cell)),
                key=one["key"],
            )


def _should(report: Report, problem: Problem) -> str:
    """What the one safe correction would put in place, in words.

    What only probably went wrong is said as that (`Problem.cause`): the office knows, not we.
    """
    if problem.fix is None or problem.cause:
        return ""
    cells = [(a, c) for a, c in problem.fix.contents if isinstance(a, CellAddress)]
    said = [f"{report.form.cell(a).words} {_value(c)}" for a, c in cells]
    return _value(cells[0][1]) if len(problem.cells) == len(cells) == 1 else "；".join(said)


def _value(content: object) -> str:
    return format_value(content, blank="空白")  # type: ignore[arg-type]


def _excerpt(report: Report, problem: Problem) -> str:
    """The words of the prose that are meant, as printed."""
    for span in problem.spans[:1]:
        stored = report.texts.get(span.section, "")[span.start : span.end]
        return expand(stored, report).text
    return ""


def _of_totals(report: Report, unread: Collection[CellAddress]) -> Iterator[Remark]:
    """Totals that were printed otherwise than they add up."""
    for point in read_points(report.fields[OPEN_POINTS.name]):
        if not point.is_total or not report.form.has(point.cells[0]):
            continue
        spec = report.form.cell(point.cells[0])
        computed = report.values[spec.address]
        if parse_number(point.words, spec.kind) == computed:
            continue
        if rests_on(report, spec.address, unread):
            continue
        words = f"{spec.words}：印的是 {point.words}，按各项相加是 {_value(computed)}"
        section = report.form.tables[spec.address.table].section
        basis, stood = "原表合计应等于各项之和", Stood(spec.address, point.words)
        # Known by its key: whether it is put right is not told by the figure, which may have
        # been the right one, but by the total and its parts agreeing.
        key = f"total:{spec.address}"
        yield Remark(0, words, _value(computed), "", basis, section, "", (stood,), key=key)


def _of_break(one: Break) -> Remark:
    stood = Stood(one.address, format_value(one.stands))
    why = "确有原因的，请写明审核说明。"
    should = format_value(one.expected)
    return Remark(0, one.words, should, why, one.basis, cells=(stood,), key=one.key)


def _of_finding(one: Finding, report: Report) -> Remark:
    cells = (_stood(report, one.address),) if one.address else ()
    return Remark(0, one.words, basis=one.basis, cells=cells, key=one.key)


def _stood(report: Report, address: CellAddress) -> Stood:
    return Stood(address, format_value(report.values[address]))


# ------------------------------------------------------------ the letter
def letter(row: OfficeRow, year: int, sender: Sender, said: Sequence[Remark]) -> Letter:
    """The letter to one office; raises GovReportError where there is nothing to send back."""
    meant = row.counted or next((one for one in row.files if one.role in _NO_USE), None)
    if meant is None:
        raise GovReportError(f"{row.office.name}还没有报送文件，不能退回，可以催报。")
    if not said:
        raise GovReportError(f"{row.office.name}没有要退回的意见，请写明一点再退回。")
    due = f"{sender.due.month} 月 {sender.due.day} 日" if sender.due else ""
    on = f"{sender.on.month} 月 {sender.on.day} 日"
    remarks = tuple(
        one._replace(number=n, sender=sender.name, sent_on=on, due=due, phone=sender.phone)
        for n, one in enumerate(said, 1)
    )
    return Letter(
        sender=sender.name,
        office=row.office.name,
        office_id=row.office.id,
        year=year,
        form=meant.head.form if meant.head else "",
        file=meant.path,
        hash=meant.hash,
        version=max(row.versions, 1),
        sent_on=sender.on.isoformat(),
        due=sender.due.isoformat() if sender.due else "",
        phone=sender.phone,
        remarks=remarks,
    )


def draft(one: Letter, files: Sequence[Filed], why: str = "") -> Draft:
    """The decision that ``one`` was sent back, when ``files`` were all there was of the office."""
    what = {**one.to_plain(), **lying_there(files)}
    return Draft(Subject.RETURN, one.office_id, what, why)


def by_hand(words: str, report: Report | None = None, cell: CellAddress | None = None) -> Remark:
    """A point that a person wrote, about a cell of ``report`` where one is meant."""
    if not words.strip():
        raise GovReportError("退回意见不能是空白，请写明哪里不对、应当怎样。")
    cells = (_stood(report, cell),) if report is not None and cell is not None else ()
    return Remark(0, words.strip(), cells=cells)


def sent(decisions: Sequence[Decision], state: State, office: str) -> tuple[Letter, ...]:
    """Every letter that went to an office and was not taken back, oldest first."""
    mine = (
        one.what
        for one in decisions
        if one.kind == Subject.RETURN
        and one.subject == office
        and one.what is not None
        and one.number not in state.undone
    )
    return tuple(found for what in mine if (found := letter_of(what)) is not None)


def to_send(rows: Sequence[OfficeRow], *, proposed: bool = False) -> list[OfficeRow]:
    """The offices whose reports are to be sent back: decided so, or with ``proposed`` all.

    What was never a report of theirs, a blank form, is asked for and not sent back.
    """
    return [row for row in rows if (row.state is OfficeState.RETURNED and row.decided)] + [
        row for row in rows if proposed and not row.decided and _proposed(row)
    ]


def _proposed(row: OfficeRow) -> bool:
    no_use = any(one.role in (Role.UNREADABLE, Role.OLD_FORM) for one in row.files)
    return row.state is OfficeState.RETURNED or (row.counted is None and no_use)
