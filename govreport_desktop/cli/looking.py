"""What the commands do that look at a report: check, show, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.cli.codes import ERRORS, WARNINGS
from govreport_desktop.cli.streams import echo, say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.jobs.check import Checked


class Asked(NamedTuple):
    """The options of ``check``."""

    as_json: bool = False
    explain: tuple[str, str] | None = None
    offices: Path | None = None
    names: Path | None = None
    rules: Path | None = None
    final: bool = False
    output: Path | None = None


def check(file: Path, asked: Asked) -> int:
    """Print what is wrong with the report in ``file`` and answer the exit code."""
    from govreport_desktop.cli.progress import progress
    from govreport_desktop.cli.sources import as_file, source_name
    from govreport_desktop.cli.tables import print_problems, problems_json
    from govreport_desktop.jobs.check import check_file

    if asked.names is not None and asked.offices is None:
        raise GovReportError("--names 要和 --offices 一起用。")
    if asked.final:
        return _final(file, asked)
    if asked.output is not None:
        raise GovReportError("-o 要和 --final 一起用，写成送审前检查的清单。")
    with as_file(file) as path, progress(f"正在审核 {source_name(file)}") as shown:
        checked = check_file(
            path,
            offices=asked.offices,
            names=asked.names,
            explain=asked.explain,
            rules=asked.rules,
            progress=shown,
        )
    if checked.notice:
        say(f"注意：{checked.notice}", err=True)
    if checked.offices is not None:
        from govreport_desktop.cli.folders import say_what_counts

        say_what_counts(checked.offices)
    if asked.as_json:
        echo(problems_json(checked.report, checked.problems))
    else:
        print_problems(checked.report, checked.problems)
    return _exit_code(checked)


def show(file: Path) -> None:
    """Print the tables and the prose of the report in ``file``."""
    from govreport_desktop.cli.sources import load
    from govreport_desktop.cli.tables import print_report

    print_report(load(file))


def verify(file: Path) -> int:
    """Print whether ``file`` is sound; 1 where it is not."""
    from govreport_desktop.store.document import verify as faults_of

    faults = faults_of(file)
    for fault in faults:
        say(fault)
    if not faults:
        say(f"{file} 完好。")
    return 1 if faults else 0


def _final(file: Path, asked: Asked) -> int:
    if asked.as_json or asked.explain or asked.offices or asked.rules:
        raise GovReportError(
            "--final 单独用，不能和 --json、--explain、--offices、--rules 一起写。"
        )
    from govreport_desktop.cli.leaving import print_leaving

    return print_leaving(file, asked.output)


def _exit_code(checked: Checked) -> int:
    if checked.errors:
        return ERRORS
    found = checked.offices
    incomplete = found is not None and (found.left_out or found.unclear)
    return WARNINGS if checked.open_warnings or incomplete else 0
