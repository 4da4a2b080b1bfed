"""The command ``import`` for one source: what it would change, and the change."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govreport_desktop.cli.proposals import proposal_json, say_what_was_read, show_proposal
from govreport_desktop.cli.sources import (
    ask_office,
    load_report,
    make_folder,
    read_proposal,
    refuse_empty,
    refuse_existing,
    refuse_same,
)
from govreport_desktop.errors import GovReportError
from govreport_desktop.report import Report

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal


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

    form, year = proposal.form, proposal.year
    first = proposal.edit(Report(form, office, year))
    Document.create(path, form, office, year, first=first, overwrite=force).close()


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
        _import_new(source, output, wanted)
    return 0


def _import_new(source: Path, output: Path, wanted: Wanted) -> None:
    refuse_existing(output, wanted.force)
    refuse_same(output, source)
    proposal = read_proposal(source, wanted.form, wanted.year, wanted.office)
    refuse_empty(proposal, source)
    write_new(output, proposal, ask_office(proposal.office), force=wanted.force)
    say_what_was_read(proposal, f"已写入 {output}")


def _import_into(source: Path, into: Path, wanted: Wanted) -> None:
    from govreport_desktop.store.document import Document

    refuse_same(into, source)
    with Document.open(into) as document:
        if document.read_only:
            holder = f"正由{document.holder}编辑" if document.holder else "不能写入"
            raise GovReportError(f"“{into.name}”{holder}，没有并入任何内容。")
        proposal = _proposal_for(source, document.report, wanted)
        refuse_empty(proposal, source)
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
    refuse_empty(proposal, source)


def _proposal_for(source: Path, report: Report | None, wanted: Wanted) -> Proposal:
    return read_proposal(source, wanted.form, wanted.year, wanted.office, into=report)


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
