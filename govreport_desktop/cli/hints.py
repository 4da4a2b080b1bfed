"""The command that takes over what an office above says of counting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop.cli.app import app
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.streams import say
from govreport_desktop.errors import GovReportError


@app.command("hints", cls=ChineseCommand, epilog="govreport hints 本地口径.toml")
def local_hints(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="上级发来的本地口径（TOML）。")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="不再用现在的本地口径。")] = False,
) -> None:
    """导入本地口径，窗口里按 F1 时显示在国家规定之后；不写文件就列出现有的。"""
    from govreport_desktop.form import local
    from govreport_desktop.jobs.local_hints import drop_local_hints, take_local_hints

    if file is not None and drop:
        raise GovReportError("文件和 --drop 只能写一样。")
    if drop:
        drop_local_hints()
        say("不再显示本地口径。")
    elif file is not None:
        taken = take_local_hints(file)
        say(f"已导入 {taken.office} 的本地口径，共 {len(taken.entries)} 条。")
    else:
        kept = local.local_hints()
        say(f"{kept.office}：{len(kept.entries)} 条" if kept.entries else "没有本地口径。")
        for key, hint in kept.entries.items():
            say(f"{'/'.join(filter(None, key))}：{hint}")
