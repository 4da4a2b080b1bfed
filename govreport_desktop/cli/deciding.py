"""What of ``collect`` changes a task: the roster, decisions about files and names, adjustments."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli.app import ForceOption
from govreport_desktop.cli.codes import WARNINGS
from govreport_desktop.cli.collecting import (
    WhyOption,
    code_of,
    collect,
    looked_at,
    say_decisions,
    write,
)
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.streams import say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.collect.decision import Draft
    from govreport_desktop.collect.overview import Overview
    from govreport_desktop.collect.status import OfficeRow
    from govreport_desktop.collect.task import CollectTask


SubjectArgument = Annotated[
    str, typer.Argument(metavar="文件或单位", help="文件的路径，或单位的名称；可不写。")
]
WordArgument = Annotated[
    str,
    typer.Argument(
        metavar="决定",
        help="文件：计入、旧稿、名单外、已核对……；单位：通过、请核实、退回、零报告。",
    ),
]
PassOption = Annotated[
    bool,
    typer.Option(
        "--pass-proposed",
        help="程序建议通过的单位，一次都定为通过，一个单位记一条；有错误、警告、待定的不在内。",
    ),
]
UndoOption = Annotated[
    str, typer.Option("--undo", metavar="编号", help="撤销第几条决定；12-40 一次撤销几条。")
]


@collect.command(
    "decide",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask decide 公安局.docx 计入 --why 电话确认",
)
def decide(
    context: typer.Context,
    subject: SubjectArgument = "",
    word: WordArgument = "",
    office: Annotated[
        str, typer.Option("--office", metavar="单位", help="这个文件是这个单位的。")
    ] = "",
    proposed: Annotated[
        bool, typer.Option("--proposed", help="几份不同的稿，都用建议的那份。")
    ] = False,
    passing: PassOption = False,
    undo: UndoOption = "",
    why: WhyOption = "",
) -> None:
    """记下一个决定：哪份稿算数，是哪个单位的，报告通过还是退回。每条都可以撤销。"""
    from govreport_desktop.collect import deciding

    with looked_at(context) as (task, view):
        if undo:
            write(context, task)
            _undo(task, undo, why)
        elif proposed:
            write(context, task, *deciding.accept(view, why or "按程序建议"))
        elif passing:
            drafts = deciding.pass_proposed(view, why or "按程序建议")
            write(context, task, *drafts)
            if not drafts:
                say("没有程序建议通过、还没有定的单位。")
        else:
            write(context, task, _decided(view, subject, word, office, why))


def _undo(task: CollectTask, numbers: str, why: str) -> None:
    """Take back the decision of that number, or those from 12 to 40 for 12-40."""
    match = re.fullmatch(r"\s*(\d{1,9})(?:\s*[-—–~至到]\s*(\d{1,9}))?\s*", numbers)
    if match is None:
        raise GovReportError(f"编号应写成 12 或 12-40 这样，现在是“{numbers}”。")
    first, last = int(match[1]), int(match[2] or match[1])
    made = task.undo_all(first, last, why) if match[2] else (task.undo(first, why),)
    by_number = {one.number: one for one in task.decisions}
    say_decisions(task, [by_number[int(one.subject)] for one in made], "已撤销")


def _decided(view: Overview, subject: str, word: str, office: str, why: str) -> Draft:
    from govreport_desktop.cli.collected import office_named
    from govreport_desktop.collect import deciding
    from govreport_desktop.collect.roles import Role
    from govreport_desktop.collect.status import VERDICTS, OfficeState

    if any(one.path == subject for one in view.files):
        if office and not word:
            return deciding.name_means(view, subject, office_named(view, office).office.id, why)
        if word == "已核对":
            return deciding.checked(view.file(subject), why)
        if word not in list(Role):
            raise GovReportError(f"文件的决定是{'、'.join(Role)}、已核对之一，现在是“{word}”。")
        if word == Role.COUNTS and office:
            return deciding.choose(view, subject, office_named(view, office).office.id, why)
        return deciding.set_role(view, subject, Role(word), why)
    row = _office_decided(view, subject)
    if word == "零报告":
        return deciding.nothing(row, why)
    if word not in VERDICTS:
        raise GovReportError(f"单位的决定是{'、'.join(VERDICTS)}、零报告之一，现在是“{word}”。")
    return deciding.verdict(row, OfficeState(word), why)


def _office_decided(view: Overview, subject: str) -> OfficeRow:
    """The office of that name. Raises GovReportError; a path is no office's name."""
    from govreport_desktop.cli.collected import office_named

    try:
        return office_named(view, subject)
    except GovReportError as error:
        if not (re.search(r"[/\\]", subject) or re.search(r"\.[A-Za-z]\w{1,9}$", subject)):
            raise
        name = re.split(r"[/\\]", subject)[-1]
        near = [one.path for one in view.files if one.path.rsplit("/", 1)[-1] == name]
        told = f"，是不是“{'”“'.join(near[:3])}”" if near else "，请从 files 列出的路径里抄"
        raise GovReportError(f"任务里没有“{subject}”这个文件{told}。") from error


@collect.command(
    "adjust",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask adjust 行政许可=-12 --reason 审批局重复计算",
)
def adjust(
    context: typer.Context,
    cells: Annotated[
        list[str] | None, typer.Argument(metavar="格=数", help="行/列=加减的数，可写几个。")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么调整。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="依据的文件或证据。")] = "",
    office: Annotated[str, typer.Option("--office", metavar="单位", help="涉及的单位。")] = "",
    remove: Annotated[
        str, typer.Option("--remove", metavar="编号", help="取消这一条调整，记录仍在。")
    ] = "",
) -> None:
    """在合计上加减，单列一行，写明理由；不带参数则列出已有的调整。"""
    from govreport_desktop.cli.collected import print_adjustments
    from govreport_desktop.collect import deciding
    from govreport_desktop.collect.decision import Subject

    with looked_at(context) as (task, view):
        if remove:
            if remove not in task.state.of(Subject.ADJUST):
                raise GovReportError(f"没有编号为“{remove}”的调整。")
            write(context, task, deciding.take_back(Subject.ADJUST, remove, reason))
        elif cells:
            key = str(1 + max((d.number for d in task.decisions), default=0))
            write(context, task, _adjusting(view, key, cells, reason, basis, office))
        else:
            print_adjustments(view)


def _adjusting(
    view: Overview, key: str, cells: list[str], reason: str, basis: str, office: str
) -> Draft:
    from govreport_desktop.cli.collected import amount, cell_named, office_named
    from govreport_desktop.collect import adjust as adjusting

    form = view.sums.form
    amounts = {}
    for text in cells:
        where, sign, number = text.rpartition("=")
        if not sign:
            raise GovReportError(f"“{text}”应写成 格=数，例如 行政许可=-12。")
        address = cell_named(form, where)
        amounts[address] = amount(number, form.cell(address).kind)
    whose = office_named(view, office).office.id if office else ""
    sums = view.sums.values
    return adjusting.draft(form, key, amounts, reason, office=whose, basis=basis, sums=sums)


@collect.command(
    "rules", cls=ChineseCommand, epilog="govreport collect 汇总.govtask rules 青禾县.govrules"
)
def rules(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="检查单", help=".govrules 文件；不写则列出现有的。")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="不再按检查单审核。")] = False,
) -> None:
    """各单位的报告都按这份检查单审核，已经读过的重新审核；它随任务走，各单位自己的不算。"""
    from govreport_desktop.checks.sheet.reading import sheet_of
    from govreport_desktop.cli.sheets import say_sheet
    from govreport_desktop.collect import deciding
    from govreport_desktop.jobs.collecting import scan
    from govreport_desktop.jobs.sheets import read_rules

    if file is not None and drop:
        raise GovReportError("检查单和 --drop 只能写一样。")
    with looked_at(context) as (task, _):
        if file is None and not drop:
            say_sheet(sheet_of(task.rules)) if task.rules else say("任务里没有检查单。")
            return
        write(context, task, deciding.by_sheet(read_rules(file) if file else None))
        with progress("正在重新审核") as shown:
            scan(task, shown)


@collect.command(
    "roster", cls=ChineseCommand, epilog="govreport collect 汇总.govtask roster 名单.xlsx"
)
def roster(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="名单", help="Excel 或文本；不写则列出现有的名单。")
    ] = None,
    off: Annotated[
        str, typer.Option("--remove", metavar="单位", help="从名单里去掉这个单位。")
    ] = "",
    merged: Annotated[
        tuple[str, str] | None,
        typer.Option("--merged", metavar="单位 并入单位", help="前一个单位并入了后一个。"),
    ] = None,
    why: WhyOption = "",
) -> None:
    """应报单位的名单：全称、简称、应报不报、起止年度、并入。"""
    from govreport_desktop.cli.collected import office_named, print_roster
    from govreport_desktop.collect import deciding
    from govreport_desktop.collect import roster as rosters
    from govreport_desktop.collect.decision import Subject
    from govreport_desktop.jobs.collecting import read_roster

    with looked_at(context) as (task, view):
        if file is not None:
            offices = read_roster(file, task.parent)
            write(context, task, *rosters.drafts(offices, task.roster))
        elif off:
            office = office_named(view, off).office
            write(context, task, deciding.take_back(Subject.OFFICE, office.id, why))
        elif merged is not None:
            one, into = (office_named(view, name).office for name in merged)
            at = task.roster.index(one) + 1
            changed = replace(one, merged_into=into.id, until=one.until or task.year - 1)
            write(context, task, rosters.entry(changed, at, why))
        else:
            print_roster(task)


@collect.command(
    "report",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask report -o 本级2025年报.govreport",
)
def report(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写成这个新的本级报告。")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="文件", help="把合计填进这份本级报告，文字不动。"),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="文件", help="只与这份本级报告逐格比较，不写入。"),
    ] = None,
    last: Annotated[
        Path | None,
        typer.Option(
            "--last-year", metavar="文件", help="本级上年的报告：取用文字，里面的数改为随合计更新。"
        ),
    ] = None,
    force: ForceOption = False,
) -> int:
    """用合计做本级报告，或与已有的本级报告逐格比较。有不同的格时退出码为 3。"""
    from govreport_desktop.jobs import parents_report

    if sum(path is not None for path in (output, into, against)) != 1:
        raise GovReportError("请用 -o、--into、--against 指明做新的、填进已有的，还是只比较。")
    if last is not None and output is None:
        raise GovReportError("--last-year 与 -o 一起用：做新的本级报告时取用上年的文字。")
    with looked_at(context) as (_, view):
        if output is not None:
            for words in parents_report.make(view, output, last=last, overwrite=force):
                say(words)
            say(f"已写出 {output}。")
            return code_of(view)
        return _compared(view, into, against)


def _compared(view: Overview, into: Path | None, against: Path | None) -> int:
    from govreport_desktop.jobs import parents_report

    differing = (
        parents_report.bring_up(view, into)
        if into is not None
        else parents_report.compare(view, against or Path())
    )
    for one in differing:
        say(f"{one.words}：报告 {one.stands}，合计 {one.total}")
    say(f"{len(differing)} 格与合计不同{'，已改为合计' if into else ''}。")
    return code_of(view) if into else WARNINGS if differing else 0
