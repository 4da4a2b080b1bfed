"""Commands that begin a report or bring one in.

Heavy libraries are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govreport_desktop.cli.app import (
    FileArgument,
    ForceOption,
    FormOption,
    OfficeOption,
    TextOption,
    YearOption,
    app,
)
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.sources import (
    ask_office,
    load_report,
    parse_year,
    refuse_existing,
)
from govreport_desktop.errors import GovReportError

if TYPE_CHECKING:
    from govreport_desktop.report import Edit
    from govreport_desktop.store.document import Document


@app.command("open", cls=ChineseCommand, epilog="govreport open 2025年报.govreport")
def open_window(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="要打开的 .govreport 文件。")
    ] = None,
) -> int:
    """打开窗口。命令可以省略：govreport 文件。"""
    if file is not None and not file.is_file():
        raise GovReportError(f"找不到文件“{file}”，也没有这个命令。用 govreport --help 看用法。")
    from ui.application import run  # noqa: TID251  the one place where the core opens the window

    return run(file)


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
    force: ForceOption = False,
) -> None:
    """新建一份年度报告，可从上年度报告开始。"""
    from govreport_desktop.form import form_for_year, load_form
    from govreport_desktop.report import Report
    from govreport_desktop.report.carry_over import carry_over
    from govreport_desktop.store.document import Document

    last = load_report(last_year) if last_year else None
    number = parse_year(year)
    if last is not None and last.year is not None:
        number = number or last.year + 1
    if number is None and not form:
        raise GovReportError("请用 --year 指明报告年度，例如 --year 2025。")
    chosen = load_form(form) if form else form_for_year(number or 0)
    refuse_existing(output, force)
    office = ask_office(office or (last.office if last else ""))
    edit = carry_over(Report(chosen, office, number), last, with_text=with_text) if last else None
    with Document.create(output, chosen, office, number, overwrite=force) as document:
        typer.echo(f"已新建 {output}：{chosen.name}，{office}，{number or '年度未填'}。")
        if edit:
            _take_over(document, edit)


@app.command(
    "last-year", cls=ChineseCommand, epilog="govreport last-year 2025年报.govreport 2024年报.docx"
)
def read_last_year(
    file: FileArgument,
    source: Annotated[Path, typer.Argument(metavar="来源", help="上年度报告，任何读得懂的文件。")],
    with_text: TextOption = False,
) -> None:
    """读入或重新读入上年度报告：填上年结转，并用来核对。"""
    from govreport_desktop.report.carry_over import carry_over
    from govreport_desktop.store.document import Document

    last = load_report(source)
    with Document.open(file) as document:
        edit = carry_over(document.report, last, with_text=with_text)
        if not edit:
            typer.echo("与已经读入的上年度报告相同，没有改动。")
            return
        typer.echo(f"已读入 {last.title}。")
        _take_over(document, edit)


@app.command(
    "import",
    cls=ChineseCommand,
    epilog="govreport import 网页文本.txt -o 2023年报.govreport --office 某县档案局",
)
def import_source(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="来源", help="Word、Excel、PDF、网页、文本等；- 为标准输入；也可是文件夹。"
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
    force: ForceOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看读出了什么、会改什么，不写入。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> int:
    """读入别处来的报告，写成 .govreport 文件；来源是文件夹时逐个读入。"""
    from govreport_desktop.cli.importing import Wanted, import_anything

    wanted = Wanted(form, parse_year(year), office, force, dry_run, as_json)
    return import_anything(source, output, into, wanted)


def _take_over(document: Document, edit: Edit) -> None:
    from govreport_desktop.report.carry_over import carried_words

    words = carried_words(document.report, edit)
    document.apply(edit)
    for sentence in words:
        typer.echo(f"  {sentence}")
