"""The command ``collect`` and what it does with a task: look, decide, adjust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli.app import ForceOption, YearOption, app
from govreport_desktop.cli.codes import ERRORS, WARNINGS
from govreport_desktop.cli.help import ChineseCommand, ChineseSubgroup
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.sources import parse_year
from govreport_desktop.cli.streams import echo, say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.collect.decision import Decision, Draft
    from govreport_desktop.collect.overview import Overview
    from govreport_desktop.collect.task import CollectTask

collect = typer.Typer(
    cls=ChineseSubgroup,
    help="汇总：收齐各单位的报告，逐份审核、退回、催报，合成本级报告。",
    epilog="govreport collect 各单位 offices",
    invoke_without_command=True,
)
app.add_typer(collect, name="collect")

JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]
WhyOption = Annotated[str, typer.Option("--why", metavar="理由", help="写进记录的理由。")]
ParentOption = Annotated[
    str, typer.Option("--parent", metavar="名称", help="本级政府的全称，例如 某县人民政府。")
]
RosterOption = Annotated[
    Path | None,
    typer.Option("--roster", metavar="文件", help="应报单位名单，Excel 或文本，一行一个单位。"),
]


@dataclass(frozen=True, slots=True)
class Named:
    """What stands before the subcommand: the task or folder, and what is said about it."""

    path: Path
    year: int | None
    parent: str
    roster: Path | None
    fresh: bool


@collect.callback()
def named(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(metavar="任务或文件夹", help=".govtask 文件，或放着各单位报告的文件夹。"),
    ],
    year: YearOption = None,
    parent: ParentOption = "",
    roster: RosterOption = None,
    no_scan: Annotated[
        bool, typer.Option("--no-scan", help="不再看文件夹，按上次读到的。")
    ] = False,
) -> None:
    """汇总：收齐各单位的报告，逐份审核、退回、催报，合成本级报告。"""
    context.obj = Named(path, parse_year(year), parent, roster, not no_scan)
    if context.invoked_subcommand is None:
        with looked_at(context) as (_, view):
            from govreport_desktop.cli.collected import print_offices

            print_offices(view)


@contextmanager
def looked_at(context: typer.Context) -> Iterator[tuple[CollectTask, Overview]]:
    """The task that the command names, its folder read, and what follows from it."""
    from govreport_desktop.collect.overview import overview
    from govreport_desktop.collect.seal import since_sealed
    from govreport_desktop.jobs.collecting import read_roster
    from govreport_desktop.jobs.looking import Told, look

    said: Named = context.obj
    offices = read_roster(said.roster, said.parent) if said.roster else ()
    told = Told(said.year, said.parent, offices)
    with progress("正在读取") as shown:
        task, scanned = look(said.path, told, shown, fresh=said.fresh)
    with task:
        if task.notice:
            say(f"注意：{task.notice}", err=True)
        if task.read_only:
            say("注意：任务是以只读方式打开的，按上次读到的显示。", err=True)
        for sentence in scanned.failed if scanned else ():
            say(f"注意：{sentence}", err=True)
        if task.state.setting("guessed") and not offices:
            whose = f"{task.parent or '本级'}的 {len(task.roster)} 个单位"
            say(f"注意：没有名单，按读到的报告认作{whose}，不知道还缺谁。", err=True)
            if not task.parent:
                say("注意：从单位名称看不出汇总成谁的报告，请用 --parent 指明。", err=True)
        view = overview(task)
        if words := since_sealed(task.state, view):
            say(f"注意：{words}；看改了哪些、更正用 correct。", err=True)
        yield task, view


def code_of(view: Overview) -> int:
    """1 where numbers with errors are in the sums, 3 where something is open, else 0."""
    if view.sums.in_error:
        return ERRORS
    return WARNINGS if view.open else 0


def write(context: typer.Context, task: CollectTask, *drafts: Draft) -> None:
    """Decide ``drafts``, which a folder without a task cannot keep."""
    if task.scratch:
        named = context.obj.path
        raise GovReportError(
            f"“{named}”里还没有任务，决定没有地方记：请先用 govreport collect {named} new 建一个。"
        )
    say_decisions(task, task.decide(*drafts))


def say_decisions(task: CollectTask, made: Sequence[Decision], lead: str = "已记录") -> None:
    """A line each, with the number it is undone by."""
    from govreport_desktop.collect.said import Said

    said = Said(task.decisions, task.receipts) if made else None
    for one in made:
        if said is not None:
            say(f"{lead}第 {one.number} 条：{said.of(one)}。")


# ------------------------------------------------------------ looking
@collect.command(
    "offices", cls=ChineseCommand, epilog="govreport collect 汇总.govtask offices --json"
)
def offices(context: typer.Context, as_json: JsonOption = False) -> int:
    """各单位的状态：通过、请核实、退回、读不出、待定、未报。有错误的退出码为 1，有未定的为 3。"""
    from govreport_desktop.cli.collected import offices_json, print_offices

    with looked_at(context) as (_, view):
        echo(offices_json(view)) if as_json else print_offices(view)
        return code_of(view)


@collect.command("files", cls=ChineseCommand, epilog="govreport collect 汇总.govtask files --json")
def files(context: typer.Context, as_json: JsonOption = False) -> int:
    """收到的每个文件是什么：计入、旧稿、重复、上年……，和为什么。"""
    from govreport_desktop.cli.collected import files_json, print_files

    with looked_at(context) as (_, view):
        echo(files_json(view)) if as_json else print_files(view)
        return code_of(view)


@collect.command("sums", cls=ChineseCommand, epilog="govreport collect 汇总.govtask sums --json")
def sums(context: typer.Context, as_json: JsonOption = False) -> int:
    """本级各表的合计：多少个单位中的多少个，还有什么没有定。"""
    from govreport_desktop.cli.collected import print_sums, sums_json

    with looked_at(context) as (_, view):
        echo(sums_json(view)) if as_json else print_sums(view)
        return code_of(view)


@collect.command(
    "provenance",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask provenance 本年新收/自然人",
)
def provenance(
    context: typer.Context,
    cell: Annotated[
        str, typer.Argument(metavar="格", help="“行/列”的名称，或 JSON 里的 表/行/列。")
    ],
    as_json: JsonOption = False,
) -> int:
    """一个数是哪来的：哪些单位各多少，在哪个文件哪一处，哪些调整。"""
    from govreport_desktop.cli.collected import cell_named, print_cell, provenance_json

    with looked_at(context) as (_, view):
        address = cell_named(view.sums.form, cell)
        one = view.sums.cell(address)
        echo(provenance_json(view, one)) if as_json else print_cell(view, one)
        return WARNINGS if one.provisional else 0


@collect.command(
    "problems", cls=ChineseCommand, epilog="govreport collect 汇总.govtask problems --json"
)
def problems(
    context: typer.Context,
    office: Annotated[str, typer.Option("--office", metavar="单位", help="只看这个单位的。")] = "",
    as_json: JsonOption = False,
) -> int:
    """各单位报告里的问题，连同读取时没有读准的地方。"""
    from govreport_desktop.cli.collected import office_named
    from govreport_desktop.cli.found import print_problems_of, problems_json

    with looked_at(context) as (task, view):
        rows = [office_named(view, office)] if office else list(view.rows)
        if as_json:
            echo(problems_json(task, view, rows))
        else:
            print_problems_of(task, view, rows)
        return code_of(view)


@collect.command("asked", cls=ChineseCommand, epilog="govreport collect 汇总.govtask asked --json")
def asked(
    context: typer.Context,
    reply: Annotated[
        tuple[str, str] | None,
        typer.Option("--answer", metavar="编号 答复", help="记下这一条问到的结果。"),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """不能简单相加、要问的：共同被告、联合发文、转送、规章权限等，问到了没有。"""
    from govreport_desktop.cli.asked import asked_json, print_asked
    from govreport_desktop.collect import deciding
    from govreport_desktop.collect.asked import questions

    with looked_at(context) as (task, view):
        found = questions(view.sums.form, view.rows, task.body, task.state, view.last)
        if reply is not None:
            key, text = reply
            one = next((q for q in found if key in (q.key, q.kind)), None)
            if one is None:
                raise GovReportError(f"没有编号为“{key}”的问题，请从列出的里抄编号。")
            write(context, task, deciding.answer(one.key, text, one.figures))
            found = questions(view.sums.form, view.rows, task.body, task.state, view.last)
        echo(asked_json(found)) if as_json else print_asked(found)
        return WARNINGS if any(q.is_open for q in found) else 0


@collect.command(
    "compare", cls=ChineseCommand, epilog="govreport collect 汇总.govtask compare 本年新收/总计"
)
def compare(
    context: typer.Context,
    cell: Annotated[
        str, typer.Argument(metavar="格", help="只看这一格；不写则列出接不上的各处。")
    ] = "",
    as_json: JsonOption = False,
) -> int:
    """与上年比：上年结转、现行有效接不上的单位，一格的增减是哪些单位造成的。"""
    from govreport_desktop.cli.collected import cell_named
    from govreport_desktop.cli.compared import breaks_json, change_json, print_breaks, print_change

    with looked_at(context) as (_, view):
        if cell:
            one = view.change(cell_named(view.sums.form, cell))
            echo(change_json(view, one)) if as_json else print_change(view, one)
            return 0
        echo(breaks_json(view)) if as_json else print_breaks(view)
        return WARNINGS if any(not one.explanation for one in view.breaks) else 0


@collect.command("log", cls=ChineseCommand, epilog="govreport collect 汇总.govtask log")
def log(context: typer.Context) -> None:
    """决定的记录：谁、什么时候、为什么。"""
    from govreport_desktop.collect.said import Said

    with looked_at(context) as (task, _):
        said = Said(task.decisions, task.receipts)
        for one in task.decisions:
            off = "（已撤销）" if one.number in task.state.undone else ""
            why = f"，{one.why}" if one.why else ""
            say(f"{one.number:>5}　{one.time:%Y-%m-%d %H:%M}　{one.who}　{said.of(one)}{why}{off}")


# ------------------------------------------------------------ beginning
@collect.command(
    "new",
    cls=ChineseCommand,
    epilog="govreport collect 各单位 --parent 某县人民政府 --year 2025 new",
)
def new(
    context: typer.Context,
    last: Annotated[
        Path | None,
        typer.Option("--last-year", metavar="文件", help="上年的任务：取用名单、称呼和上年数。"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="任务文件，不写则放在文件夹里。"),
    ] = None,
    force: ForceOption = False,
) -> None:
    """新建汇总任务；--parent、--year、--roster 写在 new 前面。文件夹里的文件从不改动。

    写了 --last-year 的，本级名称、年度从上年的任务取，不必再写。
    """
    from govreport_desktop.jobs.collecting import NewTask, follows, new_task, read_roster

    said: Named = context.obj
    if not said.path.is_dir():
        raise GovReportError(f"“{said.path}”不是文件夹，请写放着各单位报告的文件夹。")
    parent, year = follows(last) if last is not None else ("", None)
    parent, year = said.parent or parent, said.year or year
    if not parent or year is None:
        raise GovReportError(
            "请用 --parent 指明本级政府的全称，用 --year 指明年度，写在 new 前面。"
        )
    path = output or said.path / f"{year}年度汇总.govtask"
    offices = read_roster(said.roster, parent) if said.roster else ()
    count = new_task(NewTask(path, parent, year, said.path, offices, last, overwrite=force))
    say(f"已新建 {path}：{parent}，{year} 年度，名单 {count} 个单位。")


@collect.command("scan", cls=ChineseCommand, epilog="govreport collect 汇总.govtask scan")
def scan(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="没有改动的也重新读。")] = False,
) -> int:
    """再看一次文件夹：读新来的和改过的，没有改动的不再读。"""
    from govreport_desktop.collect.overview import overview
    from govreport_desktop.jobs.collecting import scan as look

    with looked_at(context) as (task, view):
        if again and not task.read_only:
            with progress("正在读取") as shown:
                look(task, shown, again=True)
        now = overview(task) if again else view
        counted = "，".join(f"{role} {count}" for role, count in now.roles.items() if count)
        say(f"共 {len(now.files)} 个文件：{counted}。")
        return code_of(now)
