"""What a proposal says, for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govreport_desktop.cli.streams import echo, say
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.bring_in import left_over
from govreport_desktop.report import (
    Change,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
    Value,
    format_value,
)
from govreport_desktop.source import place_words

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Declared, Proposal

_SHOWN = 40


def say_what_was_read(proposal: Proposal, heading: str) -> None:
    """One line about the whole, then whatever the clerk has to look at."""
    say(f"{heading}：{proposal.form.name}，{proposal.year or '年度未知'}。")
    count = sum(bool(text) for text in proposal.texts.values())
    say(f"读出 {proposal.numbers} 个数、{count} 段文字。")
    for line in remarks(proposal):
        say(f"  {line}")
    if proposal.unplaced:
        say(f"有 {len(proposal.unplaced)} 处没有认出，没有写入：")
        for where, texts in left_over(proposal):
            say(f"  {where}：{texts}")


def remarks(proposal: Proposal) -> Iterator[str]:
    """Printed totals that differ, and what the reader has to say."""
    yield from map(str, proposal.declared)
    yield from proposal.notes


def show_proposal(proposal: Proposal, report: Report | None) -> None:
    """What would change in ``report``, or what a new file would hold; nothing is written."""
    from govreport_desktop.cli.tables import print_report

    say_what_was_read(proposal, "试读，没有写入")
    if report is None:
        print_report(proposal.new_report())
        return
    changes = list(_changes(proposal, report))
    if not changes:
        echo("与文件里的内容相同，没有要改的。")
    for change in changes:
        name = _name(report, change)
        say(f"  {name}：{_said(change.old)} → {_said(change.new)}")


def proposal_json(proposal: Proposal, report: Report | None) -> str:
    """The proposal for scripts: counts as numbers, amounts as strings, blank as null.

    ``cells`` and ``texts`` hold all that the source states, with what stands in the file
    now as ``old``.
    """
    base = report or Report(proposal.form, proposal.office, proposal.year)
    texts = [
        {"section": section, "old": base.texts[section], "new": text}
        for section, text in proposal.texts.items()
    ]
    shape: dict[str, Any] = {
        "form": proposal.form.id,
        "office": proposal.office,
        "year": proposal.year,
        "cells": [_cell_shape(proposal, base, address) for address in proposal.values],
        "texts": texts,
        "fields": dict(proposal.fields),
        "declared": [_total_shape(total) for total in proposal.declared],
        "unplaced": [
            {"text": item.text, "where": item.where(proposal.source)} for item in proposal.unplaced
        ],
        "notes": list(proposal.notes),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _cell_shape(proposal: Proposal, base: Report, address: CellAddress) -> dict[str, Any]:
    return {
        "address": str(address),
        "words": proposal.form.cell(address).words,
        "old": _plain(base.values[address]),
        "new": _plain(proposal.values[address]),
        "where": place_words(proposal.source, proposal.places.get(address)),
        "confidence": proposal.confidence.get(address, 100),
    }


def _total_shape(total: Declared) -> dict[str, Any]:
    return {
        "address": str(total.address),
        "words": total.words,
        "printed": _plain(total.printed),
        "computed": _plain(total.computed),
    }


def _changes(proposal: Proposal, report: Report) -> Iterator[Change]:
    return (change for change in proposal.edit(report).changes if change.old != change.new)


def _name(report: Report, change: Change) -> str:
    match change.address:
        case CellAddress():
            return report.form.cell(change.address).words
        case TextAddress(section):
            return report.form.section(section).title or "引言"
        case FieldAddress(name):
            return {"office": "机关名称", "year": "年度"}.get(name, name)
        case _:
            return "审核说明"


def _said(content: object) -> str:
    """A content short enough for a line."""
    if content is None or content == "":
        return "空"
    text = content if isinstance(content, str) else format_value(content)  # type: ignore[arg-type]
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……（{len(text)} 字）"


def _plain(value: Value) -> int | str | None:
    match value:
        case Unread():
            return value.text
        case Decimal():
            return format_value(value)
        case _:
            return value
