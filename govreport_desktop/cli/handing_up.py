"""What of ``collect`` hands up: sign-off, 汇总底稿, corrections, and next year's task."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli.app import ForceOption
from govreport_desktop.cli.codes import WARNINGS
from govreport_desktop.cli.collecting import JsonOption, code_of, collect, looked_at
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.streams import echo, harmless, say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.collect.correction import Correction
    from govreport_desktop.jobs.handing_up import SignOff

ReasonOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reason", metavar="编号=理由", help="没有办完的一项为什么仍然签发；*=理由 用于其余各项。"
    ),
]
ListOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="文件", help="写成更正说明：.docx、.pdf、.xlsx 或 .txt。"
    ),
]


@collect.command(
    "seal",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask seal --reason '*=已电话核实，限期补报'",
)
def seal(
    context: typer.Context,
    reason: ReasonOption = None,
    look: Annotated[bool, typer.Option("--look", help="只看还有什么没有办完，不签发。")] = False,
    as_json: JsonOption = False,
) -> int:
    """签发：列出没有办完的、要写明理由，封存合计、调整、决定和文件清单（带校验值）。

    加 --look 只看；有没办完的退出码为 3。
    """
    from govreport_desktop.jobs import handing_up

    with looked_at(context) as (task, view):
        found = handing_up.sign_off(task, view)
        if look:
            echo(_sign_off_json(found)) if as_json else _say_sign_off(found)
            return WARNINGS if found.open else 0
        if found.sealed:
            raise GovReportError("已经签发过，之后的改动用 correct --why 理由 更正。")
        made = handing_up.seal(task, view, reasons_of(reason or []))
        if as_json:
            echo(_sign_off_json(handing_up.sign_off(task, view)))
        else:
            say(f"已签发，第 {made.number} 次，校验码 {made.digest}，{len(made.files)} 个文件。")
        return code_of(view)


def reasons_of(given: list[str]) -> dict[str, str]:
    """Reasons as typed, by what they are for. Raises GovReportError."""
    found = {}
    for text in given:
        key, sign, why = text.partition("=")
        if not sign or not why.strip():
            raise GovReportError(
                f"“{text}”应写成 编号=理由，编号从 seal --look 里抄，或写 *=理由。"
            )
        found[key.strip()] = why.strip()
    return found


def _say_sign_off(found: SignOff) -> None:
    for one in found.sealed:
        what = f"更正（{one.why}）" if one.corrects else "签发"
        say(
            f"第 {one.number} 次{what}，{one.when:%Y-%m-%d %H:%M}，{one.who}，校验码 {one.digest}。"
        )
    for item in found.open:
        say(f"{item.key}　{item.words}")
    say(f"没有办完的 {len(found.open)} 项。" if found.open else "没有没办完的，可以签发。")


def _sign_off_json(found: SignOff) -> str:
    shape = {
        "open": [{"key": item.key, "words": item.words} for item in found.open],
        "sealed": [
            {
                "number": one.number,
                "corrects": one.corrects or None,
                "when": one.when.isoformat(timespec="seconds"),
                "who": one.who,
                "why": one.why,
                "digest": one.digest,
                "files": [{"path": f.path, "hash": f.hash, "role": f.role} for f in one.files],
                "open": [{"key": i.key, "words": i.words, "reason": i.reason} for i in one.open],
            }
            for one in found.sealed
        ],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


@collect.command(
    "correct",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask correct -o 更正说明.docx --why 公安局更正数字",
)
def correct(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option("--from", metavar="第几次", help="与哪次签发的比；不写为最近一次。"),
    ] = None,
    output: ListOption = None,
    why: Annotated[
        str, typer.Option("--why", metavar="理由", help="更正的理由；写了就封存更正后的。")
    ] = "",
    reason: ReasonOption = None,
    as_json: JsonOption = False,
) -> int:
    """签发以后的更正：哪些格原来是多少、现在是多少、哪些单位造成的；写明理由则封存，原来的仍在。

    不写 --why 只看，有不同的退出码为 3。
    """
    from govreport_desktop.jobs import handing_up
    from govreport_desktop.jobs.listing import write_listing
    from govreport_desktop.writers.listing import listing_text

    with looked_at(context) as (task, view):
        found = handing_up.changed_since(task, view, number)
        listing = handing_up.correction_listing(found, why)
        if output is not None:
            write_listing(listing, output)
        if why:
            made = handing_up.seal(task, view, reasons_of(reason or []), why)
        if as_json:
            echo(_correction_json(found))
        elif output is None:
            echo("\n".join(map(harmless, listing_text(listing).splitlines())))
        else:
            say(f"已写出 {output}：更正 {len(found.cells)} 格。")
        if why:
            if not as_json:
                say(f"已封存更正，第 {made.number} 次，校验码 {made.digest}；原来的仍在。")
            return code_of(view)
        return WARNINGS if found else 0


def _correction_json(found: Correction) -> str:
    from govreport_desktop.cli.collected import number

    shape = {
        "from": found.sealed.number,
        "cells": [
            {
                "cell": str(one.address),
                "words": one.words,
                "before": number(one.before),
                "after": number(one.after),
                "difference": number(one.difference),
                "adjusted": number(one.adjusted),
                "offices": [
                    {"office": p.office, "before": number(p.before), "after": number(p.after)}
                    for p in one.parts
                ],
            }
            for one in found.cells
        ],
        "files": list(found.files),
        "adjustments": list(found.adjustments),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


@collect.command(
    "workpaper",
    cls=ChineseCommand,
    epilog="govreport collect 汇总.govtask workpaper -o 汇总底稿.xlsx --report 本级.govreport",
)
def workpaper(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写成这个 .xlsx 文件。")
    ],
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="文件", help="本级报告：取用它的文字和机关信息。"),
    ] = None,
) -> int:
    """汇总底稿：本级各表（公式）、分单位、来源、调整、问题和说明、文件清单、签发，一个 Excel。"""
    from govreport_desktop.jobs.handing_up import write_workpaper

    with looked_at(context) as (task, view):
        write_workpaper(task, view, output, report)
        say(f"已写出 {output}。")
        return code_of(view)


@collect.command(
    "next-year",
    cls=ChineseCommand,
    epilog="govreport collect 2025汇总.govtask next-year --folder 2026收件",
)
def next_year(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("--folder", metavar="文件夹", help="放明年各单位报告的文件夹。")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="任务文件，不写则放在那个文件夹里。"),
    ] = None,
    force: ForceOption = False,
) -> None:
    """从这个任务开始下一年的：带去名单、称呼、合并、上年数，和各单位今年被退回的原因。"""
    from govreport_desktop.jobs.collecting import begin_next

    with looked_at(context) as (task, _):
        path, learned = begin_next(task, folder, output, overwrite=force)
        parent, year = task.parent, task.year + 1
    say(f"已新建 {path}：{parent}，{year} 年度。")
    for one in learned:
        say(f"  {one.words}")
