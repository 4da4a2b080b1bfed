"""Commands that look at a report: what is wrong with it, what is in it, whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.cli.app import AnyFileArgument, FileArgument, app
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.sources import compare_with_folder, load
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.load import is_our_file
from govreport_desktop.report import Report

# Exit codes of check: a script can tell what has to be looked at.
ERRORS, WARNINGS = 1, 3


@app.command("check", cls=ChineseCommand, epilog="govreport check 2025年报.govreport --json")
def check_report(
    file: AnyFileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain", metavar="KEY 说明", help="给一条警告写审核说明，存入文件；说明为空则删去。"
        ),
    ] = None,
    offices: Annotated[
        Path | None,
        typer.Option("--offices", metavar="文件夹", help="所属单位的报告，核对合计是否一致。"),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="文件", help="应报单位名单，一行一个，与 --offices 同用。"),
    ] = None,
) -> int:
    """审核报告，列出错误、警告和提示。有错误时退出码为 1，只有未说明的警告时为 3。"""
    from govreport_desktop.cli.tables import print_problems, problems_json

    if names is not None and offices is None:
        raise GovReportError("--names 要和 --offices 一起用。")
    report = load(file)
    problems = _find(report, offices, names)
    if explain is not None:
        _explain(file, problems, *explain)
        report = load(file)
        problems = _find(report, offices, names)
    if as_json:
        typer.echo(problems_json(problems))
    else:
        print_problems(report, problems)
    return _exit_code(problems)


@app.command("show", cls=ChineseCommand, epilog="govreport show 2025年报.govreport")
def show(file: AnyFileArgument) -> None:
    """在终端里显示报告的表格和文字。"""
    from govreport_desktop.cli.tables import print_report

    print_report(load(file))


@app.command("verify", cls=ChineseCommand, epilog="govreport verify 2025年报.govreport")
def verify_file(file: FileArgument) -> int:
    """检查 .govreport 文件是否完好。损坏时退出码为 1，不是报告文件或打不开时为 2。"""
    from govreport_desktop.store.document import verify

    faults = verify(file)
    for fault in faults:
        typer.echo(fault)
    if not faults:
        typer.echo(f"{file} 完好。")
    return 1 if faults else 0


def _find(report: Report, offices: Path | None, names: Path | None) -> list[Problem]:
    from govreport_desktop.checks import check

    problems = check(report)
    if offices is not None:
        problems += compare_with_folder(report, offices, names)
    return problems


def _explain(file: Path, problems: list[Problem], key: str, text: str) -> None:
    """Store what the office says about the warning ``key``."""
    from govreport_desktop.report import ExplanationAddress
    from govreport_desktop.report.explanations import explanation_content
    from govreport_desktop.store.document import Document

    problem = next((p for p in problems if p.key == key), None)
    if problem is None:
        raise GovReportError(f"没有编号为“{key}”的问题，请从 check --json 的 key 里抄。")
    if problem.severity is not Severity.WARNING:
        raise GovReportError(f"“{key}”是{problem.severity.label}，只有警告可以写审核说明。")
    if not is_our_file(file):
        raise GovReportError("审核说明只能写进 .govreport 文件，请先用 import 转换。")
    with Document.open(file) as document:
        content = explanation_content(text, problem.message)
        report = document.report
        document.apply(report.edit([(ExplanationAddress(key), content)], "审核说明", "explain"))


def _exit_code(problems: list[Problem]) -> int:
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ERRORS
    open_warnings = (
        problem.severity is Severity.WARNING and (not problem.explanation or problem.outdated)
        for problem in problems
    )
    return WARNINGS if any(open_warnings) else 0
