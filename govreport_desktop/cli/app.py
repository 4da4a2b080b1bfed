"""The command ``govreport`` itself, and the options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop import __version__
from govreport_desktop.cli.help import ChineseGroup
from govreport_desktop.cli.streams import echo
from govreport_desktop.errors import GovReportError
from govreport_desktop.paths import APP_NAME

_LONGEST_OFFICE = 80

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="编制政府信息公开工作年度报告：录入、审核、导入导出、打印，全程离线。",
    epilog="govreport 2025年报.govreport",
)


def _office(name: str) -> str:
    if name and not name.strip():
        raise GovReportError("--office 后面是空白，请写机关全称，例如 --office 某县档案局。")
    if len(name) > _LONGEST_OFFICE:
        raise GovReportError(f"--office 后面有 {len(name)} 个字，太长，不是机关名称。")
    return " ".join(name.split())


OfficeOption = Annotated[
    str, typer.Option("--office", metavar="名称", help="机关全称。", callback=_office)
]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="年度", help="报告年度，四位数字。")
]
FormOption = Annotated[
    str, typer.Option("--form", metavar="格式", help="格式编号，例如 2021；不写则按年度定。")
]
LastYearForceOption = Annotated[bool, typer.Option("--force", help="不是上一年度的报告时也读入。")]
ForceOption = Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")]
FileArgument = Annotated[Path, typer.Argument(metavar="文件", help=".govreport 文件。")]
AnyFileArgument = Annotated[
    Path, typer.Argument(metavar="文件", help=".govreport 文件，或读得懂的其他文件。")
]


TextOption = Annotated[
    bool, typer.Option("--with-text", help="连同上年的文字一起取用，不写则只取小标题。")
]


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="与 --version 同用：连同系统和日志所在。")
    ] = False,
) -> None:
    """The options of ``govreport`` itself."""
    if version:
        echo(_about() if verbose else f"{APP_NAME} {__version__}")
    elif context.invoked_subcommand is None:
        echo(context.get_help())


def _about() -> str:
    from govreport_desktop.log import log_path, system

    return f"{system()}\n日志：{log_path()}"
