"""Commands about a report that leaves the house: its versions, what changed, that it has left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop.cli.app import FileArgument, app
from govreport_desktop.cli.codes import ERRORS, WARNINGS
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.sources import as_file, source_name
from govreport_desktop.cli.streams import echo, harmless, say, styled

ListOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="文件", help="写成清单，.pdf 或 .txt，可打印。"),
]


@app.command("versions", cls=ChineseCommand, epilog="govreport versions 2025年报.govreport")
def list_versions(file: FileArgument) -> None:
    """列出文件里的各个版本：编号、时间、名称，报送的写明日期和对象。"""
    from govreport_desktop.jobs.changes import NOW, version_words
    from govreport_desktop.store.document import Document

    with Document.open(file, read_only=True) as document:
        versions = document.versions()
    for version in versions:
        same = f"（与{NOW}相同）" if version.is_current else ""
        say(f"{version.id:>3}　{version_words(version)}{same}")
    if not versions:
        say("这份报告还没有记下版本。")


@app.command("diff", cls=ChineseCommand, epilog="govreport diff 2025年报.govreport 送审稿 领导改后")
def diff(
    file: FileArgument,
    old: Annotated[str, typer.Argument(metavar="版本", help="版本的名称或编号。")],
    new: Annotated[
        str, typer.Argument(metavar="版本", help="与哪个版本比；不写则与现在的内容比。")
    ] = "",
    output: ListOption = None,
) -> int:
    """列出两个版本之间改了什么：部分、行、列、原来、现在，文字列出改动的句子。

    完全相同时退出码为 0，有不同时为 3。
    """
    from govreport_desktop.jobs.changes import compare_versions
    from govreport_desktop.jobs.listing import write_listing
    from govreport_desktop.writers.listing import listing_text

    listing, found = compare_versions(file, old, new)
    if output is not None:
        write_listing(listing, output, [file])
        say(f"已写出 {output}：{len(found)} 处不同。")
    else:
        echo("\n".join(map(harmless, listing_text(listing).splitlines())))
    return WARNINGS if found else 0


@app.command(
    "submit", cls=ChineseCommand, epilog="govreport submit 2025年报.govreport --to 县政府办公室"
)
def submit_report(
    file: FileArgument,
    to: Annotated[str, typer.Option("--to", metavar="名称", help="报送给谁，可不写。")] = "",
    day: Annotated[
        str, typer.Option("--date", metavar="日期", help="哪天报送的，如 2026-01-22；不写为今天。")
    ] = "",
    version: Annotated[
        str, typer.Option("--version", metavar="版本", help="报送的是哪个版本；不写为现在的内容。")
    ] = "",
) -> None:
    """把现在的内容或一个版本标为已报送，报告列表里能看到。"""
    from govreport_desktop.jobs.changes import version_words
    from govreport_desktop.jobs.leaving import parse_day, submit
    from govreport_desktop.store.document import Submission

    marked = submit(file, Submission(parse_day(day, date.today()), to.strip()), version)
    say(f"已标为报送：{version_words(marked)}")


def print_leaving(file: Path, output: Path | None) -> int:
    """What is open before the report in ``file`` leaves; answers the exit code.

    0 where it may leave, 1 with errors, 3 where anything else has to be settled.
    """
    from govreport_desktop.checks.leaving import Kind
    from govreport_desktop.jobs.leaving import leaving_file, leaving_listing
    from govreport_desktop.jobs.listing import write_listing

    with as_file(file) as path, progress(f"正在检查 {source_name(file)}") as shown:
        found = leaving_file(path, shown)
    echo(styled(f"{found.headline}。", "bold"))
    for kind in Kind:
        points = found.of(kind)
        if points:
            echo(styled(f"{kind.value}（{len(points)} 项）", "bold"))
        for point in points:
            echo(f"  {harmless(point.words)}")
    if output is not None:
        write_listing(leaving_listing(found), output, [file])
        say(f"已写出 {output}。")
    if found.of(Kind.ERROR):
        return ERRORS
    return 0 if found.ready else WARNINGS
