"""签发: what is still open is named and given its reason, then everything is sealed in one state.

A sealed state holds the sums, the adjustments, where every office stood, and every file with the
hash of its contents; a later one stands beside it and never in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from typing import Any, NamedTuple

from govreport_desktop.collect.asked import Question
from govreport_desktop.collect.decision import Decision, Draft, State, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import Balance, CellAddress, Form
from govreport_desktop.report import Report
from govreport_desktop.report.balance import balance_columns, difference_words
from govreport_desktop.report.numbers import Number, check_number

ALL = "*"  # the key of a reason that holds for whatever has none of its own
_WAITING = (OfficeState.TO_VERIFY, OfficeState.RETURNED)
_NOT_IN = (OfficeState.MISSING, OfficeState.UNREADABLE, OfficeState.PENDING)


class OpenItem(NamedTuple):
    """One thing that is open at sign-off; ``key`` is what a reason is given for."""

    key: str
    words: str


class SealedFile(NamedTuple):
    """A file of a sealed state."""

    path: str
    hash: str
    size: int
    role: str


class SealedOffice(NamedTuple):
    """Where an office stood; ``path`` and ``hash`` are the file that counted, "" without one."""

    id: str
    name: str
    state: str
    path: str
    hash: str


class SealedItem(NamedTuple):
    """What was open, and the reason for signing all the same."""

    key: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed state. ``values`` are the parent's figures, blank ones left out.

    ``corrects`` is the number of the state that it puts right, 0 where it is the first.
    ``digest`` (校验码) proves that it is the one that was sealed. ``adjustments`` are plain.
    """

    number: int
    corrects: int
    form: Form
    office: str
    year: int
    values: Mapping[CellAddress, Number]
    adjustments: tuple[tuple[str, str], ...]
    offices: tuple[SealedOffice, ...]
    files: tuple[SealedFile, ...]
    open: tuple[SealedItem, ...]
    digest: str
    who: str
    when: datetime
    why: str

    def report(self) -> Report:
        """The figures as the parent's report."""
        report = Report(self.form, self.office, self.year)
        typed = {c.address: c.kind for c in self.form.cells if c.formula is None}
        values = {a: check_number(v, typed[a]) for a, v in self.values.items() if a in typed}
        report.load(values, {}, {"office": self.office, "year": str(self.year)}, {})
        return report


# ------------------------------------------------------------ what is open
def open_items(view: Overview, questions: Sequence[Question] = ()) -> tuple[OpenItem, ...]:
    """Everything that somebody who signs has to know of, in words."""
    return tuple(_open(view, questions))


def _open(view: Overview, questions: Sequence[Question]) -> Iterator[OpenItem]:
    for row in view.rows:
        if words := _office_words(row):
            yield OpenItem(f"office:{row.office.id}", words)
    for doubt in view.sums.doubts:
        yield OpenItem(f"cell:{doubt.office.id}:{doubt.address}", f"合计未定：{doubt.words}")
    for one in view.pending:
        if not one.office:
            yield OpenItem(f"file:{one.path}", f"文件“{one.path}”待定：{one.why}")
    for question in questions:
        if question.is_open:
            yield OpenItem(question.key, f"要问的还没有答：{question.title}，{question.words}")
    for address, value in view.sums.values.items():
        spec = view.sums.form.cell(address)
        if spec.formula is None and value is not None and value < 0:
            words = f"{spec.words}的合计是 {value}，小于 0，请核对调整"
            yield OpenItem(f"negative:{address}", words)
    yield from _unbalanced(view)


def _office_words(row: OfficeRow) -> str:
    """What is open about an office; "" where nothing is."""
    name, state = row.office.name, row.state
    if state in _NOT_IN:
        return f"{name}：{state}，没有可以确定计入的报告{f'（{row.remark}）' if row.remark else ''}"
    if row.in_error:
        return f"{name}：报告有错误而数已计入（{row.remark or state}）"
    if state is OfficeState.NOT_BACK:
        return f"{name}：退回未再报，计入的是退回的那份"
    if state in _WAITING:
        why = f"（{row.remark}）" if row.remark else ""
        return (
            f"{name}：{state}，还没有了结" if row.decided else f"{name}：建议{state}，没有人定{why}"
        )
    head = row.counted.head if row.counted else None
    if head is not None and head.open_points:
        return f"{name}：读取时有 {len(head.open_points)} 处没有读准"
    return ""


def _unbalanced(view: Overview) -> Iterator[OpenItem]:
    """R1 in the parent's own table."""
    report = view.sums.report(view.year, view.parent)
    for relation in view.sums.form.relations:
        if not isinstance(relation, Balance):
            continue
        for column in balance_columns(report, relation):
            if column.difference:
                name = report.form.tables[relation.table].column_names[column.column]
                words = f"本级合计{name}一列勾稽不平：{difference_words(column.difference)}"
                yield OpenItem(f"balance:{relation.table}/{column.column}", words)


# ------------------------------------------------------------ sealing
def draft(
    view: Overview,
    decisions: Sequence[Decision],
    seen: Mapping[str, Seen],
    found: Sequence[OpenItem],
    reasons: Mapping[str, str],
    why: str = "",
) -> Draft:
    """The decision that seals ``view`` as it is; ``found`` is what `open_items` gave.

    Raises GovReportError that names what is open and has no reason, or where a correction is
    given none.
    """
    given = [SealedItem(*one, _reason(one, reasons)) for one in found]
    without = [one for one in given if not one.reason]
    if without:
        named = "；".join(one.words for one in without[:3])
        more = f"等 {len(without)} 项" if len(without) > 3 else ""
        raise GovReportError(f"还有没有办完的，请写明理由再签发：{named}{more}。")
    before = [int(one.subject) for one in decisions if one.kind == Subject.SEAL]
    number = max(before, default=0) + 1
    if before and not why.strip():
        raise GovReportError("已经签发过，再签发是更正，请写明更正的理由。")
    what = _state(view, seen, given) | {
        "number": number,
        "corrects": max(before, default=0),
        "after": max((one.number for one in decisions), default=0),
    }
    what["digest"] = digest_of(what)
    return Draft(Subject.SEAL, str(number), what, why.strip())


def _reason(one: OpenItem, reasons: Mapping[str, str]) -> str:
    return (reasons.get(one.key) or reasons.get(ALL) or "").strip()


def _state(view: Overview, seen: Mapping[str, Seen], given: Sequence[SealedItem]) -> dict[str, Any]:
    counted = {row.office.id: row.counted for row in view.rows}
    return {
        "form": view.sums.form.id,
        "office": view.parent,
        "year": view.year,
        "cells": [[*a, str(v)] for a, v in view.sums.values.items() if v is not None],
        "adjustments": [[one.id, _adjusted(view, one.cells, one)] for one in view.adjustments],
        "offices": [
            [
                row.office.id,
                row.office.name,
                str(row.state),
                one.path if (one := counted[row.office.id]) else "",
                one.hash if one else "",
            ]
            for row in view.rows
        ],
        "files": [[f.path, f.hash, _size(seen, f.path), str(f.role)] for f in view.files],
        "open": [list(one) for one in given],
    }


def _size(seen: Mapping[str, Seen], path: str) -> int:
    found = seen.get(path)
    return found.size if found is not None else 0


def _adjusted(view: Overview, cells: Mapping[CellAddress, Number], one: Any) -> str:
    amounts = "，".join(f"{view.sums.form.cell(a).words} {v:+}" for a, v in cells.items())
    basis = f"，依据：{one.basis}" if one.basis else ""
    return f"{amounts}：{one.reason}{basis}（{one.who}，{one.when:%Y-%m-%d}）"


def digest_of(what: Mapping[str, Any]) -> str:
    """The 校验码 of a sealed state: over everything in it but the code itself."""
    plain = {k: v for k, v in what.items() if k != "digest"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


# ------------------------------------------------------------ looking back
def seals(state: State) -> tuple[Sealed, ...]:
    """Every sealed state that holds, oldest first."""
    found = (sealed_of(one) for one in state.of(Subject.SEAL).values())
    return tuple(sorted((one for one in found if one), key=lambda one: one.number))


def since_sealed(state: State, view: Overview) -> str:
    """That ``view`` is no longer what was sealed last, in words; "" where it is, or nothing was."""
    last = max(state.of(Subject.SEAL).values(), key=lambda one: int(one.subject), default=None)
    what = (last.what or {}) if last is not None else {}
    try:
        before = dict(_values(view.sums.form, what.get("cells", ())))
        files = {str(entry[0]): str(entry[4]) for entry in what.get("offices", ())}
    except (TypeError, ValueError, IndexError, InvalidOperation):
        return ""
    if last is None or what.get("form") != view.sums.form.id:
        return ""
    now = {address: v for address, v in view.sums.values.items() if v is not None}
    cells = sum(before.get(a) != now.get(a) for a in {*before, *now})
    counted = {row.office.id: row.counted.hash if row.counted else "" for row in view.rows}
    offices = sum(counted.get(key, "") != files.get(key, "") for key in {*files, *counted})
    told = [f"本级数变了 {cells} 格"] if cells else []
    told += [f"{offices} 个单位计入的文件换了"] if offices else []
    return f"第 {last.subject} 次签发以后{'，'.join(told)}，还没有更正" if told else ""


def sealed_of(one: Decision) -> Sealed | None:
    """A sealed state as it was decided; None for what a newer program wrote otherwise."""
    what = one.what or {}
    try:
        if digest_of(what) != what["digest"]:
            return None
        form = load_form(str(what["form"]))
        return Sealed(
            number=int(one.subject),
            corrects=int(what.get("corrects", 0)),
            form=form,
            office=str(what["office"]),
            year=int(what["year"]),
            values=dict(_values(form, what["cells"])),
            adjustments=tuple((str(a), str(b)) for a, b in what["adjustments"]),
            offices=tuple(SealedOffice(*map(str, entry)) for entry in what["offices"]),
            files=tuple(SealedFile(p, h, int(s), r) for p, h, s, r in what["files"]),
            open=tuple(SealedItem(*map(str, entry)) for entry in what["open"]),
            digest=str(what["digest"]),
            who=one.who,
            when=one.time,
            why=one.why,
        )
    except (KeyError, TypeError, ValueError, InvalidOperation, GovReportError):
        return None


def _values(form: Form, cells: Sequence[Any]) -> Iterator[tuple[CellAddress, Number]]:
    for table, row, column, text in cells:
        address = CellAddress(table, row, column)
        if form.has(address):
            whole = form.cell(address).kind.type == "integer"
            yield address, int(text) if whole else Decimal(text)
