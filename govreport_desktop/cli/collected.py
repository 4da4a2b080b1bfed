"""What ``collect`` prints: for people, and as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from govreport_desktop.cli.help import display_width
from govreport_desktop.cli.streams import say
from govreport_desktop.cli.tables import print_tables
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Filed
from govreport_desktop.collect.status import OfficeRow, counter_words
from govreport_desktop.collect.sums import CellSum
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress, Form, Kind
from govreport_desktop.patterns import regex
from govreport_desktop.report import format_value
from govreport_desktop.report.numbers import Number

_SEPARATORS = regex(r"[\s/·,，、]+")


# ------------------------------------------------------------ what is named in words
def office_named(view: Overview, name: str) -> OfficeRow:
    """The office of that name, short name or id. Raises GovReportError where there is none."""
    found = [row for row in view.rows if name in (row.office.id, *row.office.names)]
    found = found or [row for row in view.rows if name and name in row.office.name]
    if len(found) == 1:
        return found[0]
    if not found:
        raise GovReportError(f"名单里没有“{name}”，用 offices 看各单位的名称。")
    names = "、".join(row.office.name for row in found[:6])
    raise GovReportError(f"“{name}”在名单里有几个：{names}，请写全称。")


def cell_named(form: Form, text: str) -> CellAddress:
    """The cell meant by ``表/行/列`` of the JSON, or by words of its name, as many as tell it."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) == 3 and form.has(address := CellAddress(*parts)):
        return address
    found = [cell for cell in form.cells if parts and _all_in(parts, cell.words)]
    exact = [cell for cell in found if set(parts) <= set(_SEPARATORS.split(cell.words))]
    found = exact or found
    if len(found) == 1:
        return found[0].address
    if not found:
        raise GovReportError(f"{form.name}里没有“{text}”，请写行和列的名称，例如 予以公开/自然人。")
    names = "；".join(cell.words for cell in found[:5])
    raise GovReportError(
        f"“{text}”可以是 {len(found)} 格：{names}{'……' if len(found) > 5 else ''}。"
    )


def _all_in(parts: Sequence[str], words: str) -> bool:
    return all(part in words for part in parts)


def amount(text: str, kind: Kind) -> Number:
    """A signed amount as typed. Raises GovReportError."""
    try:
        number = Decimal(text.strip().replace("−", "-"))
        if kind.type != "integer":
            return number
        if number == number.to_integral_value():
            return int(number)
    except InvalidOperation:
        pass
    raise GovReportError(f"“{text}”不是可以加减的{kind.name}。")


# ------------------------------------------------------------ for people
def print_offices(view: Overview) -> None:
    """A line an office, the counters below."""
    rows = [
        (
            row.office.called,
            f"{row.state}{'' if row.decided else '（建议）' if row.counted else ''}",
            f"{row.received:%m-%d}" if row.received else "",
            str(row.versions or ""),
            f"错误 {row.errors}" if row.errors else "",
            f"警告 {row.warnings}" if row.warnings else "",
            row.counted.path if row.counted else "",
            row.remark,
            row.past.short if row.past else "",
        )
        for row in view.rows
    ]
    _columns(rows)
    say(_counted(view))
    _say_provisional(view)


def print_files(view: Overview) -> None:
    """A line a file: what it is, of whom, why."""
    names = {row.office.id: row.office.called for row in view.rows}
    _columns([(one.path, str(one.role), names.get(one.office, ""), one.why) for one in view.files])
    counted = "，".join(f"{role} {count}" for role, count in view.roles.items() if count)
    say(f"共 {len(view.files)} 个文件：{counted or '没有'}。")


def print_sums(view: Overview) -> None:
    """The tables with the sums, how many they are of, and what is open."""
    print_tables(view.sums.report(view.year, view.parent))
    say(_counted(view))
    if view.adjustments:
        say(f"已计入 {len(view.adjustments)} 条调整，用 adjust 查看。")
    _say_provisional(view)


def print_cell(view: Overview, one: CellSum) -> None:
    """A figure with all it is made of."""
    words = view.sums.form.cell(one.address).words
    say(
        f"{words}：{format_value(one.value, blank='空白')}（{one.due} 个单位中的 {one.counted} 个）"
    )
    rows = [
        (c.office.called, format_value(c.amount), c.file, c.place, c.provisional)
        for c in one.contributions
    ]
    rows += [
        ("调整", f"{amount:+}", made.reason, made.basis, f"{made.who} {made.when:%m-%d}")
        for made, amount in one.adjustments
    ]
    _columns([("  " + row[0], *row[1:]) for row in rows])
    if one.blank:
        say(f"没有填这一格的单位：{'、'.join(office.called for office in one.blank)}。")
    _say_provisional(view, one.provisional)


def print_adjustments(view: Overview) -> None:
    """Every adjustment with its reason."""
    for one in view.adjustments:
        cells = "，".join(
            f"{view.sums.form.cell(address).words} {amount:+}"
            for address, amount in one.cells.items()
        )
        basis = f"，依据：{one.basis}" if one.basis else ""
        say(f"{one.id}　{cells}：{one.reason}{basis}（{one.who}，{one.when:%Y-%m-%d}）")
    if not view.adjustments:
        say("没有调整。")


def print_roster(task: CollectTask) -> None:
    """A line an office."""
    by_id = {office.id: office for office in task.roster}
    _columns(
        [
            (
                office.id,
                office.name,
                office.short,
                "应报" if office.owes(task.year) else "不报",
                f"并入{by_id[office.merged_into].name}" if office.merged_into in by_id else "",
            )
            for office in task.roster
        ]
    )
    say(f"共 {len(task.roster)} 个单位，应报 {sum(o.owes(task.year) for o in task.roster)} 个。")


def _counted(view: Overview) -> str:
    return f"应报 {view.sums.due}：{counter_words(view.rows, zeros=True)}。"


def _say_provisional(view: Overview, provisional: Sequence[str] | None = None) -> None:
    for words in view.sums.provisional if provisional is None else provisional:
        say(f"暂计：{words}。")
    if view.sums.in_error:
        names = "、".join(office.called for office in view.sums.in_error)
        say(f"计入而有错误或已退回的单位：{names}。")


def _columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows of texts, each column as wide as its widest; nothing is cut."""
    if not rows:
        return
    widths = [max(display_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (
            text + " " * (width - display_width(text))
            for text, width in zip(row, widths, strict=True)
        )
        say("  ".join(cells).rstrip())


# ------------------------------------------------------------ for scripts
def offices_json(view: Overview) -> str:
    """The offices and their counters."""
    return json_of(
        {
            "year": view.year,
            "parent": view.parent,
            "due": view.sums.due,
            "counters": {str(state): count for state, count in view.counters.items()},
            "offices": [_office(row) for row in view.rows],
        }
    )


def _office(row: OfficeRow) -> dict[str, Any]:
    return {
        "id": row.office.id,
        "name": row.office.name,
        "state": str(row.state),
        "decided": row.decided,
        "received_on": row.received.date().isoformat() if row.received else None,
        "versions": row.versions,
        "errors": row.errors,
        "warnings": row.warnings,
        "returns": row.returns,
        "counted": row.counted.path if row.counted else None,
        "files": [one.path for one in row.files],
        "zero": row.zero,
        "remark": row.remark,
        "last_year": row.past.what if row.past else None,
    }


def files_json(view: Overview) -> str:
    """The files and their roles."""
    return json_of(
        {
            "roles": {str(role): count for role, count in view.roles.items()},
            "files": [_file(view, one) for one in view.files],
        }
    )


def _file(view: Overview, one: Filed) -> dict[str, Any]:
    names = {row.office.id: row.office.name for row in view.rows}
    return {
        "path": one.path,
        "role": str(one.role),
        "office": names.get(one.office, ""),
        "office_id": one.office,
        "why": one.why,
        "how": one.how,
        "ask": one.ask,
        "counts": one.counts,
        "proposed": one.proposed,
        "same_as": one.same_as or None,
        "candidates": [names.get(each, each) for each in one.candidates],
        "decided": one.decided or None,
        "year": one.head.year if one.head else None,
        "form": one.head.form if one.head else "",
        "open_points": list(one.head.open_points) if one.head else [],
    }


def sums_json(view: Overview) -> str:
    """The sums in the shape of a report, and what they depend on."""
    tables: dict[str, Any] = {}
    for cell in view.sums.form.cells:
        row = tables.setdefault(cell.address.table, {}).setdefault(cell.address.row, {})
        row[cell.address.column] = number(view.sums.values[cell.address])
    return json_of(
        {
            "form": view.sums.form.id,
            "office": view.parent,
            "year": view.year,
            "counted": view.sums.counted,
            "due": view.sums.due,
            "in_error": [office.name for office in view.sums.in_error],
            "provisional": list(view.sums.provisional),
            "adjustments": len(view.adjustments),
            "tables": tables,
        }
    )


def provenance_json(view: Overview, one: CellSum) -> str:
    """One figure with all it is made of."""
    return json_of(
        {
            "cell": str(one.address),
            "words": view.sums.form.cell(one.address).words,
            "value": number(one.value),
            "counted": one.counted,
            "due": one.due,
            "contributions": [
                {
                    "office": c.office.name,
                    "amount": number(c.amount),
                    "file": c.file,
                    "place": c.place,
                    "state": str(c.state),
                    "provisional": c.provisional,
                }
                for c in one.contributions
            ],
            "adjustments": [
                {
                    "id": made.id,
                    "amount": number(amount),
                    "reason": made.reason,
                    "basis": made.basis,
                    "who": made.who,
                    "when": made.when.isoformat(timespec="seconds"),
                }
                for made, amount in one.adjustments
            ],
            "blank": [office.name for office in one.blank],
            "unread": [{"office": each.office.name, "text": each.text} for each in one.unread],
            "in_error": [office.name for office in one.in_error],
            "provisional": list(one.provisional),
        }
    )


def number(value: Number | None) -> int | str | None:
    """A figure as JSON has it: counts as numbers, amounts as exact texts."""
    return str(value) if isinstance(value, Decimal) else value


def json_of(shape: object) -> str:
    """``shape`` as the commands print it."""
    return json.dumps(shape, ensure_ascii=False, indent=2)
