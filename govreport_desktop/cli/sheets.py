"""The command about the check sheet of an office above (.govrules)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.checks.sheet import SUFFIX
from govreport_desktop.cli.app import app
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.sources import load
from govreport_desktop.cli.streams import say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.checks.sheet.model import Sheet


@app.command(
    "rules", cls=ChineseCommand, epilog="govreport rules 2025年报.govreport 青禾县.govrules"
)
def rules(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help=".govreport 文件，或要看的检查单（.govrules）。")
    ],
    sheet: Annotated[
        Path | None, typer.Argument(metavar="检查单", help="放进报告的检查单；不写则列出现有的。")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="去掉报告里的检查单。")] = False,
) -> None:
    """上级的检查单：看它要求什么，放进报告，或从报告里去掉。报告的数和文字不会改动。"""
    from govreport_desktop.jobs.sheets import put_sheet, read_rules, sheet_in

    if drop and sheet is not None:
        raise GovReportError("检查单和 --drop 只能写一样。")
    if file.suffix.lower() == SUFFIX:
        if drop or sheet is not None:
            raise GovReportError(
                "先写报告，再写检查单：govreport rules 报告.govreport 检查单.govrules"
            )
        say_sheet(read_rules(file))
        return
    if drop:
        _say_notice(put_sheet(file, None))
        say("不再按检查单审核。")
    elif sheet is not None:
        taken = read_rules(sheet)
        _say_notice(put_sheet(file, taken))
        say(f"已放进报告，今后按{taken.signed}审核。")
    elif (found := sheet_in(load(file))) is not None:
        say_sheet(found)
    else:
        say("报告里没有检查单。")


def say_sheet(sheet: Sheet) -> None:
    """Say what a sheet asks for, a line each."""
    from govreport_desktop.checks.sheet_words import lines_of_sheet

    say(sheet.signed)
    for line in lines_of_sheet(sheet):
        say(f"  {line}")


def _say_notice(notice: str) -> None:
    if notice:
        say(f"注意：{notice}", err=True)
