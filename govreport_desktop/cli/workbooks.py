"""What of ``collect`` goes out to the offices before they report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop.cli.app import ForceOption
from govreport_desktop.cli.collecting import collect, looked_at
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.streams import say


@collect.command(
    "workbooks", cls=ChineseCommand, epilog="govreport collect 汇总.govtask workbooks 发给各单位"
)
def workbooks(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="写到这个文件夹，不能在收件文件夹里。")
    ],
    office: Annotated[
        list[str] | None,
        typer.Option("--office", metavar="单位", help="只做这个单位的，可写几次。"),
    ] = None,
    reports: Annotated[
        bool,
        typer.Option("--reports", help="每个单位另写一份 .govreport，给装了本程序的单位。"),
    ] = False,
    force: ForceOption = False,
) -> None:
    """给每个应报单位做一张 Excel 表：名称、年度、上年结转和现行有效已在里面，报回来时按编号认。"""
    from govreport_desktop.cli.collected import office_named
    from govreport_desktop.jobs.roster_workbooks import write_workbooks

    with looked_at(context) as (task, view):
        chosen = [office_named(view, name).office for name in office or ()]
        with progress("正在写") as shown:
            write_workbooks(task, view, folder, chosen, shown, reports=reports, overwrite=force)
        ids = {one.id for one in chosen} or {
            row.office.id for row in view.rows if row.office.owes(view.year)
        }
        known = len(ids & set(view.last))
        more = f"和 {len(ids)} 份 .govreport" if reports else ""
        say(f"已写出 {len(ids)} 张表{more}到 {folder}，其中 {known} 个单位带有上年的数。")
