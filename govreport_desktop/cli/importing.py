"""The command ``import``: what a source would change, and the change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govreport_desktop.cli.codes import WARNINGS
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.proposals import proposal_json, say_what_was_read, show_proposal
from govreport_desktop.cli.sources import (
    answered_office,
    as_file,
    load,
    refuse_existing,
    source_name,
)
from govreport_desktop.cli.streams import echo, say
from govreport_desktop.collect.letter import is_letter, read_letter
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs import bring_in
from govreport_desktop.jobs.bring_in import Wanted
from govreport_desktop.jobs.progress import Progress
from govreport_desktop.jobs.refusing import NothingReadError, refuse_empty


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of the command say about writing and showing."""

    force: bool = False
    dry_run: bool = False
    as_json: bool = False


def import_anything(
    source: Path, output: Path | None, into: Path | None, wanted: Wanted, asked: Asked
) -> int:
    """Carry out the command; answers its exit code."""
    if is_letter(source):
        return _take_letter(source, output, into, asked)
    if wanted.number < 0 or (wanted.number and source.is_dir()):
        raise GovReportError("--report 后面写来源里的第几份，例如 --report 2；来源不能是文件夹。")
    if source.is_dir():
        if output is None or into is not None or wanted.office:
            raise GovReportError(
                "读入整个文件夹时请用 -o 指明写到哪个文件夹，不用 --into 和 --office。"
            )
        return _import_folder(source, output, wanted, asked)
    if asked.as_json and not asked.dry_run:
        raise GovReportError("读入单个文件时，--json 要和 --dry-run 一起用。")
    if asked.dry_run:
        _try_file(source, into, wanted, as_json=asked.as_json)
    elif (output is None) == (into is None):
        raise GovReportError("请用 -o 指明新文件，或用 --into 指明并入哪个文件，二者取一。")
    elif into is not None:
        _import_into(source, into, wanted)
    elif output is not None:
        _import_new(source, output, wanted, force=asked.force)
    return 0


def _take_letter(source: Path, output: Path | None, into: Path | None, asked: Asked) -> int:
    """Put a 退回意见 into the report it is meant for; 3, for its points are to be dealt with."""
    from govreport_desktop.jobs.sent_back import letter_words, take_letter

    if output is not None or asked.as_json:
        raise GovReportError("退回意见放进已有的报告，请用 --into 指明是哪个 .govreport 文件。")
    if asked.dry_run or into is None:
        letter = read_letter(source)
        say(f"{letter.office} {letter.year} 年度：{letter_words(letter)}")
        for one in letter.remarks:
            say(f"  {one.number}. {one.words}")
        if not asked.dry_run:
            raise GovReportError("请用 --into 指明放进哪个 .govreport 文件。")
        return 0
    letter, new = take_letter(into, source)
    say(f"{letter_words(letter)}新放进 {into} {new} 点，用 govreport check 逐点查看。")
    return WARNINGS


def _import_new(source: Path, output: Path, wanted: Wanted, *, force: bool) -> None:
    refuse_existing(output, force)
    with _reading(source) as (file, shown):
        proposal = bring_in.read(file, wanted, progress=shown).proposal
        refuse_empty(proposal, file)
    office = proposal.office or answered_office()
    bring_in.make_of(output, proposal, office, source=source, overwrite=force)
    if not office:
        # What was read must not be lost for want of a name.
        words = "没有读到机关名称，请打开后填写，或加 --office 再导入一次。"
        echo(f"注意：{words}", err=True)
    say_what_was_read(proposal, f"已写入 {output}")


def _import_into(source: Path, into: Path, wanted: Wanted) -> None:
    with _reading(source) as (file, shown):
        proposal = bring_in.put_into(into, file, wanted, shown)
    say_what_was_read(proposal, f"已写入 {into}")


def _try_file(source: Path, into: Path | None, wanted: Wanted, *, as_json: bool) -> None:
    """Say what ``source`` would give a new file, or change in ``into``; write nothing."""
    report = load(into) if into is not None else None
    with _reading(source) as (file, shown):
        proposal = bring_in.read(file, wanted, report, shown).proposal
    if as_json:
        echo(proposal_json(proposal, report))
    else:
        show_proposal(proposal, report)
    refuse_empty(proposal, Path(source_name(source)))


@contextmanager
def _reading(source: Path) -> Iterator[tuple[Path, Progress]]:
    """The source as a file, and who is told; says how to look into what gave nothing."""
    try:
        with as_file(source) as file, progress(f"正在读取 {source_name(source)}") as shown:
            yield file, shown
    except NothingReadError as error:
        more = "，也可以加 --dry-run 看里面有哪些没有认出。"
        raise NothingReadError(str(error).removesuffix("。") + more) from error


def _import_folder(folder: Path, output: Path, wanted: Wanted, asked: Asked) -> int:
    """Read every file below ``folder`` and say what became of each; 1 where one failed."""
    from govreport_desktop.cli.folders import imported_json, say_what_was_imported
    from govreport_desktop.jobs.folder import import_folder

    with progress("正在读入") as shown:
        found = import_folder(
            folder,
            output,
            wanted,
            overwrite=asked.force,
            write=not asked.dry_run,
            progress=shown,
        )
    if asked.as_json:
        echo(imported_json(found))
    else:
        say_what_was_imported(found)
    return 1 if found.left_out else 0
