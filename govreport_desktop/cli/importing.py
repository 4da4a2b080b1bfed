"""The command ``import`` for one source: what it would change, and the change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from govreport_desktop.cli.sources import (
    ask_office,
    load_report,
    make_folder,
    read_proposal,
    refuse_existing,
)
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import (
    Change,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
    Value,
    format_value,
)

if TYPE_CHECKING:
    from govreport_desktop.readers.proposal import Declared, Proposal

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to import: what the options of the command say."""

    form: str = ""
    year: int | None = None
    office: str = ""
    force: bool = False
    dry_run: bool = False
    as_json: bool = False


def write_new(path: Path, proposal: Proposal, office: str, *, force: bool = False) -> None:
    """Make a new file of what ``proposal`` states: it is there whole or not at all.

    Raises GovReportError where the contents fit no report or the place cannot be written.
    """
    from govreport_desktop.store.document import Document

    report = Report(proposal.form, office, proposal.year)
    report.check(proposal.edit(report))
    existed = path.exists()
    document = Document.create(path, proposal.form, office, proposal.year, overwrite=force)
    try:
        with document:
            document.apply(proposal.edit(document.report))
    except BaseException:
        if not existed:
            path.unlink(missing_ok=True)
        raise


def import_anything(source: Path, output: Path | None, into: Path | None, wanted: Wanted) -> int:
    """Carry out the command; answers its exit code."""
    if source.is_dir():
        if output is None or into is not None or wanted.office:
            raise GovReportError(
                "读入整个文件夹时请用 -o 指明写到哪个文件夹，不用 --into 和 --office。"
            )
        return _import_folder(source, output, wanted)
    if wanted.as_json and not wanted.dry_run:
        raise GovReportError("读入单个文件时，--json 要和 --dry-run 一起用。")
    if wanted.dry_run:
        _try_file(source, into, wanted)
    elif (output is None) == (into is None):
        raise GovReportError("请用 -o 指明新文件，或用 --into 指明并入哪个文件，二者取一。")
    elif into is not None:
        _import_into(source, into, wanted)
    elif output is not None:
        refuse_existing(output, wanted.force)
        proposal = read_proposal(source, wanted.form, wanted.year, wanted.office)
        write_new(output, proposal, ask_office(proposal.office), force=wanted.force)
        say_what_was_read(proposal, f"已写入 {output}")
    return 0


def _import_into(source: Path, into: Path, wanted: Wanted) -> None:
    from govreport_desktop.store.document import Document

    with Document.open(into) as document:
        proposal = _proposal_for(source, document.report, wanted)
        if document.read_only:
            holder = f"正由{document.holder}编辑" if document.holder else "不能写入"
            raise GovReportError(f"“{into.name}”{holder}，没有并入任何内容。")
        document.apply(proposal.edit(document.report))
    say_what_was_read(proposal, f"已写入 {into}")


def _try_file(source: Path, into: Path | None, wanted: Wanted) -> None:
    """Say what ``source`` would give a new file, or change in ``into``; write nothing."""
    report = load_report(into) if into is not None else None
    proposal = _proposal_for(source, report, wanted)
    if wanted.as_json:
        typer.echo(proposal_json(proposal, report))
    else:
        show_proposal(proposal, report)


def _proposal_for(source: Path, report: Report | None, wanted: Wanted) -> Proposal:
    """What ``source`` states, on the form and for the year of ``report`` where there is one."""
    form, year = wanted.form, wanted.year
    if report is not None:
        form, year = form or report.form.id, year or report.year
    return read_proposal(source, form, year, wanted.office)


def say_what_was_read(proposal: Proposal, heading: str) -> None:
    """One line about the whole, then whatever the clerk has to look at."""
    typer.echo(f"{heading}：{proposal.form.name}，{proposal.year or '年度未知'}。")
    texts = sum(bool(text) for text in proposal.texts.values())
    typer.echo(f"读出 {len(proposal.values)} 个数、{texts} 段文字。")
    for line in remarks(proposal):
        typer.echo(f"  {line}")
    if proposal.unplaced:
        typer.echo(f"有 {len(proposal.unplaced)} 处没有认出，没有写入：")
        for item in proposal.unplaced:
            typer.echo(f"  {item.where}：{item.text}")


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
        typer.echo("与文件里的内容相同，没有要改的。")
    for change in changes:
        name = _name(report, change)
        typer.echo(f"  {name}：{_said(change.old)} → {_said(change.new)}")


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
        "unplaced": [{"text": item.text, "where": item.where} for item in proposal.unplaced],
        "notes": list(proposal.notes),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _cell_shape(proposal: Proposal, base: Report, address: CellAddress) -> dict[str, Any]:
    return {
        "address": str(address),
        "words": proposal.form.cell(address).words,
        "old": _plain(base.values[address]),
        "new": _plain(proposal.values[address]),
        "where": proposal.wheres.get(address, ""),
        "confidence": proposal.confidence.get(address, 100),
    }


def _total_shape(total: Declared) -> dict[str, Any]:
    return {
        "address": str(total.address),
        "words": total.words,
        "printed": _plain(total.printed),
        "computed": _plain(total.computed),
    }


def _import_folder(folder: Path, output: Path, wanted: Wanted) -> int:
    """Read every file below ``folder`` and say what became of each; 1 where one failed."""
    from govreport_desktop.cli import batch

    write = not wanted.dry_run
    todo = batch.jobs(folder, output, wanted.form, wanted.year, force=wanted.force, write=write)
    if write:
        make_folder(output)
    with batch.meter(len(todo)) as done:
        outcomes = sorted(batch.run(todo, done), key=lambda outcome: outcome.name)
    if wanted.as_json:
        shape = {"files": [asdict(outcome) for outcome in outcomes]}
        typer.echo(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        for outcome in outcomes:
            typer.echo(str(outcome))
            for note in outcome.notes:
                typer.echo(f"  {note}")
        typer.echo(batch.summary(outcomes))
    return 1 if any(outcome.error for outcome in outcomes) else 0


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
