"""What of ``collect`` goes back to the offices: 退回 and 催报, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli.codes import WARNINGS
from govreport_desktop.cli.collecting import JsonOption, WhyOption, collect, looked_at, write
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.streams import echo, harmless, say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.collect.chase import Figures, Owing
    from govreport_desktop.collect.overview import Overview
    from govreport_desktop.collect.second import Second
    from govreport_desktop.collect.status import OfficeRow
    from govreport_desktop.collect.task import CollectTask
    from govreport_desktop.jobs.returning import Returning
    from govreport_desktop.report.remarks import Remark

ListOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="文件", help="写成名单：.xlsx、.docx、.pdf 或 .txt。"),
]
RecordOption = Annotated[bool, typer.Option("--record", help="记下今天催过这些单位。")]
FiguresOption = Annotated[
    bool,
    typer.Option(
        "--figures", help="公布情况要写的数：应报、已报、按期、逾期、退回；加 -o 写成表。"
    ),
]
TodayOption = Annotated[
    str, typer.Option("--today", metavar="日期", help="按这一天算，例如 2026-01-20；不写为今天。")
]
OfficesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="单位", help="退回哪些单位；不写则是审核结论为退回、还没有发的。"),
]
ToOption = Annotated[
    Path | None, typer.Option("--to", metavar="文件夹", help="退回意见写到这个文件夹，并记下。")
]
ProposedOption = Annotated[
    bool, typer.Option("--proposed", help="连同程序建议退回、还没有人定的。")
]
PointOption = Annotated[
    list[str] | None, typer.Option("--point", metavar="意见", help="再加一点意见，可写几次。")
]
OnlyOption = Annotated[bool, typer.Option("--only", help="只发 --point 写的，不用程序建议的。")]
SecondOption = Annotated[
    bool, typer.Option("--second", help="看再报的改了没有：哪几点改了，还动了哪些格。")
]
DueOption = Annotated[str, typer.Option("--due", metavar="日期", help="期限，例如 2026-01-25。")]
PhoneOption = Annotated[
    str, typer.Option("--phone", metavar="电话", help="联系电话；不写用任务里记下的。")
]


def day(text: str, usual: date | None) -> date | None:
    """A day as typed; ``usual`` where nothing was. Raises GovReportError."""
    try:
        return date.fromisoformat(text) if text else usual
    except ValueError as error:
        raise GovReportError(f"日期应写成 2026-01-25 这样，现在是“{text}”。") from error


@collect.command(
    "return",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask return --to 退回 --due 2026-01-25",
)
def send_back(
    context: typer.Context,
    offices: OfficesArgument = None,
    to: ToOption = None,
    proposed: ProposedOption = False,
    point: PointOption = None,
    only: OnlyOption = False,
    second: SecondOption = False,
    due: DueOption = "",
    phone: PhoneOption = "",
    today: TodayOption = "",
    why: WhyOption = "",
    as_json: JsonOption = False,
) -> int:
    """退回意见：每个单位一页（Word、PDF）、标出各格的表格和本程序能打开的 .govreturn。

    不加 --to 只列出意见，不写文件也不记。上次退回提过、还没有改的一并列上。加 --second 看再报的
    一份，有没改的退出码为 3。有单位没有意见可退的逐个说明，退出码为 3；没有要退回的为 0。
    """
    from govreport_desktop.collect import returns
    from govreport_desktop.jobs import returning

    with looked_at(context) as (task, view):
        if second:
            return _say_seconds(task, view, _named(view, offices or []), as_json)
        sender = returning.sender_of(task, day(today, None) or date.today(), day(due, None), phone)
        names = offices or [o.office.id for o in returns.to_send(view.rows, proposed=proposed)]

        def prepare(row: OfficeRow) -> Returning:
            points = _said(task, view, row, point or [], only)
            return returning.prepared(task, view, row, sender, points)

        ready, refused = _prepared(view, names, prepare)
        if to is not None and ready:
            return _send(task, ready, refused, to, why, as_json)
        _say_letters(ready, refused, as_json)
        return WARNINGS if ready or refused else 0


def _prepared(
    view: Overview, names: Sequence[str], prepare: Callable[[OfficeRow], Returning]
) -> tuple[list[Returning], dict[str, str]]:
    """The letters, and why there is none to an office: one costs no other. Raises
    GovReportError where no name is that of an office."""
    from govreport_desktop.cli.collected import office_named

    ready: dict[str, Returning] = {}
    refused: dict[str, str] = {}
    unknown: list[str] = []
    for name in names:
        try:
            row = office_named(view, name)
        except GovReportError as error:
            refused[name] = str(error)
            unknown.append(str(error))
            continue
        try:
            ready.setdefault(row.office.id, prepare(row))
        except GovReportError as error:
            refused[row.office.name] = str(error)
    if unknown and len(unknown) == len(names):
        raise GovReportError("\n".join(unknown))
    return list(ready.values()), refused


def _send(
    task: CollectTask,
    ready: list[Returning],
    refused: Mapping[str, str],
    to: Path,
    why: str,
    as_json: bool,
) -> int:
    from govreport_desktop.jobs import returning

    with progress("正在写退回意见") as told:
        paths = returning.send_back(task, ready, to, told, why)
    if as_json:
        _say_letters(ready, refused, as_json)
    else:
        say(f"已退回 {len(ready)} 个单位，{len(paths)} 个文件写在 {to}。")
        _say_refused(refused)
    return WARNINGS if refused else 0


def _say_refused(refused: Mapping[str, str]) -> None:
    for name, words in refused.items():
        say(f"没有退回　{name}：{words}", err=True)


def _named(view: Overview, offices: list[str]) -> list[OfficeRow]:
    from govreport_desktop.cli.collected import office_named

    return [office_named(view, name) for name in offices]


def _said(
    task: CollectTask, view: Overview, row: OfficeRow, more: list[str], only: bool
) -> list[Remark]:
    from govreport_desktop.collect import returns
    from govreport_desktop.jobs import returning

    proposed = () if only else returning.proposed_points(task, view, row)
    return [*proposed, *(returns.by_hand(words) for words in more)]


def _say_letters(ready: list[Returning], refused: Mapping[str, str], as_json: bool) -> None:
    from govreport_desktop.jobs.returning import letter_text

    if as_json:
        letters = [one.letter.to_plain() for one in ready]
        left = [{"office": name, "why": words} for name, words in refused.items()]
        shape = {"letters": letters, "refused": left}
        echo(json.dumps(shape, ensure_ascii=False, indent=2))
        return
    _say_refused(refused)
    for one in ready:
        echo("\n".join(map(harmless, letter_text(one.letter).splitlines())) + "\n")
    if not ready and not refused:
        say("没有要退回的：用 decide 单位 退回 定下结论，或加 --proposed 看建议的。")


def _say_seconds(task: CollectTask, view: Overview, rows: list[OfficeRow], as_json: bool) -> int:
    from govreport_desktop.jobs.returning import second_version

    found = [(row, second_version(task, view, row)) for row in rows or view.rows]
    known = [(row, one) for row, one in found if one is not None]
    if as_json:
        shape = {"offices": [_second_plain(row, one) for row, one in known]}
        echo(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        for row, one in known:
            _say_second(row, one)
        if not known:
            say("退回以后还没有单位再报。")
    return WARNINGS if any(one.left or one.unsure or one.unchanged for _, one in known) else 0


def _say_second(row: OfficeRow, one: Second) -> None:
    say(f"{row.office.name}（{one.file}）：{one.words}。")
    for remark in one.done:
        say(f"  [已改] {remark.number}. {remark.words}")
    for remark, answer in one.left:
        said = f"（单位说明：{answer}）" if answer else ""
        say(f"  [没有改] {remark.number}. {remark.words}{said}")
    for remark, answer in one.unsure:
        said = f"（单位说明：{answer}）" if answer else ""
        say(f"  [请对照看] {remark.number}. {remark.words}{said}")
    for change in one.others:
        say(f"  [另外改动] {change.words}：{change.before} → {change.after}")


def _second_plain(row: OfficeRow, one: Second) -> dict[str, object]:
    return {
        "office": row.office.name,
        "file": one.file,
        "unchanged": one.unchanged,
        "done": [remark.number for remark in one.done],
        "unsure": [remark.number for remark, _ in one.unsure],
        "left": [{"number": remark.number, "answer": said} for remark, said in one.left],
        "others": [
            {"cell": str(c.address), "words": c.words, "before": c.before, "after": c.after}
            for c in one.others
        ],
        "words": one.words,
    }


@collect.command(
    "chase", cls=ChineseCommand, epilog="govreport collect 汇总.govtask chase -o 催报.xlsx"
)
def chase(
    context: typer.Context,
    output: ListOption = None,
    record: RecordOption = False,
    figures: FiguresOption = False,
    due: DueOption = "",
    phone: PhoneOption = "",
    today: TodayOption = "",
    as_json: JsonOption = False,
) -> int:
    """催报名单：未报、退回未再报、读不出待重交，还有几天或逾期几天；可贴进 QQ。有要催的退出码为 3。

    --due、--phone 记在任务里，以后都按它；没有记过的按条例规定的日子。
    """
    from govreport_desktop.collect import chase as chasing
    from govreport_desktop.jobs.chasing import write_chase, write_figures

    with looked_at(context) as (task, view):
        _keep(context, task, due, phone)
        on = day(today, None) or date.today()
        found = chasing.owing(view, task.state, task.decisions, on)
        published = chasing.figures(view, task.state)
        text = chasing.message(found, view, task.state.setting("phone"))
        if output is not None and figures:
            write_figures(output, published, view, on)
            say(f"已写出 {output}。")
        elif output is not None:
            write_chase(output, found, view, on)
            say(f"已写出 {output}：{len(found)} 个单位。")
        elif as_json:
            echo(_chase_json(found, published))
        elif figures:
            say("\n".join(filter(None, (published.words, published.doubt))))
        else:
            echo("\n".join(map(harmless, text.splitlines())))
        if record:
            write(context, task, *chasing.record(found, text))
        return WARNINGS if found else 0


def _keep(context: typer.Context, task: CollectTask, due: str, phone: str) -> None:
    """Write day and telephone into the task, where they are given."""
    from govreport_desktop.collect.decision import Draft, Subject

    day(due, None)
    given = {"due": due, "phone": phone}
    drafts = [Draft(Subject.TASK, n, {"value": v}) for n, v in given.items() if v]
    if drafts:
        write(context, task, *drafts)


def _chase_json(found: list[Owing], published: Figures) -> str:
    shape = {
        "offices": [
            {
                "office": one.office.name,
                "what": str(one.what),
                "due": one.due.isoformat(),
                "days": one.days,
                "ask": one.ask,
                "chased": one.chased,
            }
            for one in found
        ],
        "figures": published.to_plain(),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)
