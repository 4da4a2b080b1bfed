"""Commands that begin a report or bring one in.

Heavy libraries are imported by the command that needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli import opening
from govreport_desktop.cli.app import (
    FileArgument,
    ForceOption,
    FormOption,
    LastYearForceOption,
    OfficeOption,
    TextOption,
    YearOption,
    app,
)
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.sources import (
    as_file,
    ask_office,
    load,
    parse_year,
    refuse_existing,
    source_name,
)
from govreport_desktop.cli.streams import echo, say
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.jobs.carry_over import Carried


@app.command("open", cls=ChineseCommand, epilog="govreport open 2025年报.govreport")
def open_window(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="文件",
            help="要打开的文件：.govreport、.govtask、.govreturn，别的则导入；"
            "几份或一个文件夹，打开后问怎么办。",
        ),
    ] = None,
) -> int:
    """打开窗口。命令可以省略：govreport 文件。"""
    return opening.open_window(files or [])


@app.command(
    "new",
    cls=ChineseCommand,
    epilog="govreport new 2025年报.govreport --office 某县档案局 --year 2025",
)
def new(
    output: Annotated[Path, typer.Argument(metavar="文件", help="要新建的文件。")],
    office: OfficeOption = "",
    year: YearOption = None,
    form: FormOption = "",
    last_year: Annotated[
        Path | None,
        typer.Option("--last-year", metavar="文件", help="上年度报告，取用上年结转和机关信息。"),
    ] = None,
    with_text: TextOption = False,
    force: Annotated[
        bool, typer.Option("--force", help="文件已存在时覆盖；不是上一年度的报告时也取用。")
    ] = False,
) -> None:
    """新建一份年度报告，可从上年度报告开始。"""
    from govreport_desktop.form import form_for_office, load_form
    from govreport_desktop.jobs.create import NewReport, create

    refuse_existing(output, force)
    last = load(last_year) if last_year else None
    number = parse_year(year) or (last.year + 1 if last and last.year else None)
    if number is None and not form:
        raise GovReportError("请用 --year 指明报告年度，例如 --year 2025。")
    office = ask_office(office or (last.office if last else ""))
    wanted = NewReport(
        path=output,
        form=load_form(form) if form else form_for_office(number or 0, office),
        office=office,
        year=number,
        last=last,
        with_text=with_text,
        any_year=force,
        overwrite=force,
    )
    with _forced():
        carried = create(wanted, last_year)
    _say_doubts(carried)
    say(f"已新建 {output}：{wanted.form.name}，{wanted.office}，{number or '年度未填'}。")
    _say_what_was_carried(carried)


@app.command(
    "last-year", cls=ChineseCommand, epilog="govreport last-year 2025年报.govreport 2024年报.docx"
)
def read_last_year(
    file: FileArgument,
    source: Annotated[Path, typer.Argument(metavar="来源", help="上年度报告，任何读得懂的文件。")],
    with_text: TextOption = False,
    force: LastYearForceOption = False,
) -> None:
    """读入或重新读入上年度报告：填上年结转，并用来核对。"""
    from govreport_desktop.jobs.carry_over import carry_into

    with (
        _forced(),
        as_file(source) as path,
        progress(f"正在读取 {source_name(source)}") as shown,
    ):
        carried = carry_into(file, path, with_text=with_text, any_year=force, progress=shown)
    _say_doubts(carried)
    if not carried.edit:
        echo("与已经读入的上年度报告相同，没有改动。")
        return
    say(f"已读入 {carried.last.title}。")
    _say_what_was_carried(carried)


@app.command(
    "import",
    cls=ChineseCommand,
    epilog="govreport import 网页文本.txt -o 2023年报.govreport --office 某县档案局",
)
def import_source(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="来源", help="Word、Excel、PDF、OFD、网页、文本等；- 为标准输入；也可是文件夹。"
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="写成这个新文件；来源是文件夹时写到这个文件夹。"
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="文件", help="并入这个已有的文件。")
    ] = None,
    office: OfficeOption = "",
    year: YearOption = None,
    form: FormOption = "",
    report: Annotated[
        int, typer.Option("--report", metavar="第几份", help="来源里有几份报告时读第几份。")
    ] = 0,
    force: ForceOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看读出了什么、会改什么，不写入。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> int:
    """读入别处来的报告，写成 .govreport 文件；来源是文件夹时逐个读入。

    并入已有的文件时，机关名称和年度仍是那份文件的，除非用 --office、--year 指明。
    """
    from govreport_desktop.cli.importing import Asked, import_anything
    from govreport_desktop.jobs.bring_in import Wanted

    wanted = Wanted(form, parse_year(year), office, number=report)
    return import_anything(source, output, into, wanted, Asked(force, dry_run, as_json))


@contextmanager
def _forced() -> Iterator[None]:
    """Says which option takes last year's report of another year all the same."""
    from govreport_desktop.jobs.carry_over import OtherYearError

    try:
        yield
    except OtherYearError as error:
        raise OtherYearError(f"{error}确实要用时加 --force。") from error


def _say_doubts(carried: Carried | None) -> None:
    for sentence in carried.doubts if carried else ():
        say(f"注意：{sentence}", err=True)


def _say_what_was_carried(carried: Carried | None) -> None:
    for sentence in carried.words if carried else ():
        say(f"  {sentence}")
