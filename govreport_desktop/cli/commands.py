"""The commands. Heavy libraries are imported by the command that needs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govreport_desktop import __version__
from govreport_desktop.cli.help import ChineseCommand, ChineseGroup
from govreport_desktop.cli.sources import (
    ask_office,
    compare_with_folder,
    load_folder,
    load_report,
    make_folder,
    parse_year,
    refuse_existing,
    write_all,
)
from govreport_desktop.errors import GovReportError
from govreport_desktop.writers.formats import FORMATS, ExportOptions

if TYPE_CHECKING:
    from govreport_desktop.report import Edit
    from govreport_desktop.store.document import Document

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="编制政府信息公开工作年度报告：录入、审核、导入导出、打印，全程离线。",
    epilog="govreport 2025年报.govreport",
)

OfficeOption = Annotated[str, typer.Option("--office", metavar="名称", help="机关全称。")]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="年度", help="报告年度，四位数字。")
]
FormOption = Annotated[
    str, typer.Option("--form", metavar="格式", help="格式编号：2021 或 2019，不写则按年度定。")
]
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
) -> None:
    """The options of ``govreport`` itself."""
    if version:
        typer.echo(f"govreport-desktop {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


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
    from govreport_desktop.cli import importing

    number = parse_year(year)
    if source.is_dir():
        if output is None or into is not None or office:
            raise GovReportError(
                "读入整个文件夹时请用 -o 指明写到哪个文件夹，不用 --into 和 --office。"
            )
        return importing.import_folder(
            source, output, form, number, force=force, write=not dry_run, as_json=as_json
        )
    if as_json and not dry_run:
        raise GovReportError("读入单个文件时，--json 要和 --dry-run 一起用。")
    if dry_run:
        importing.try_file(source, into, form, number, office, as_json=as_json)
    elif (output is None) == (into is None):
        raise GovReportError("请用 -o 指明新文件，或用 --into 指明并入哪个文件，二者取一。")
    elif into is not None:
        importing.import_into(source, into, form, number, office)
    elif output is not None:
        importing.import_file(source, output, form, number, office, force=force)
    return 0


@app.command("check", cls=ChineseCommand, epilog="govreport check 2025年报.govreport --json")
def check_report(
    file: AnyFileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    offices: Annotated[
        Path | None,
        typer.Option("--offices", metavar="文件夹", help="所属单位的报告，核对合计是否一致。"),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="文件", help="应报单位名单，一行一个，与 --offices 同用。"),
    ] = None,
) -> int:
    """审核报告，列出错误、警告和提示。有错误时退出码为 1。"""
    from govreport_desktop.checks import check, has_errors
    from govreport_desktop.cli.tables import problem_lines, problem_summary, problems_json

    report = load_report(file)
    problems = check(report)
    if names is not None and offices is None:
        raise GovReportError("--names 要和 --offices 一起用。")
    if offices is not None:
        problems += compare_with_folder(report, offices, names)
    if as_json:
        typer.echo(problems_json(problems))
    else:
        for line in problem_lines(problems):
            typer.echo(line)
        typer.echo(problem_summary(problems) if problems else "没有发现问题。")
    return 1 if has_errors(problems) else 0


@app.command("show", cls=ChineseCommand, epilog="govreport show 2025年报.govreport")
def show(file: AnyFileArgument) -> None:
    """在终端里显示报告的表格和文字。"""
    from govreport_desktop.cli.tables import print_report

    print_report(load_report(file))


def _target(name: str) -> Any:
    return typer.Option(f"--{name}", metavar="文件", help=f"写成{FORMATS[name].name}。")


BlankOption = Annotated[
    str, typer.Option("--blank", metavar="字", help="空格印成什么：不写为空，可写 0 或 /。")
]


@app.command(
    "export", cls=ChineseCommand, epilog="govreport export 2025年报.govreport --pdf 2025年报.pdf"
)
def export(
    file: AnyFileArgument,
    pdf: Annotated[Path | None, _target("pdf")] = None,
    docx: Annotated[Path | None, _target("docx")] = None,
    html: Annotated[Path | None, _target("html")] = None,
    html_fragment: Annotated[Path | None, _target("html-fragment")] = None,
    xlsx: Annotated[Path | None, _target("xlsx")] = None,
    csv: Annotated[Path | None, _target("csv")] = None,
    json: Annotated[Path | None, _target("json")] = None,
    every: Annotated[bool, typer.Option("--all", help="写成全部格式，文件名按惯例。")] = False,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="--all 写到这里。")
    ] = None,
    blank: BlankOption = "",
    signature: Annotated[bool, typer.Option("--signature", help="加上署名和成文日期。")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="每页印上“草稿”。")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="附上审核说明。")] = False,
) -> None:
    """导出为 PDF、Word、网页、Excel 等，可同时写几种。"""
    targets = {"pdf": pdf, "docx": docx, "html": html, "html-fragment": html_fragment}
    targets |= {"xlsx": xlsx, "csv": csv, "json": json}
    if every != (folder is not None):
        raise GovReportError("--all 和 -o 文件夹要一起用，例如 --all -o 导出。")
    if not every and not any(targets.values()):
        raise GovReportError("请至少指明一种格式，例如 --pdf 年报.pdf，或用 --all -o 文件夹。")
    report = load_report(file)
    if folder is not None:
        make_folder(folder)
        targets = {
            name: path or folder / FORMATS[name].file_name(report) for name, path in targets.items()
        }
    write_all(report, targets, ExportOptions(blank, signature, draft, notes))


@app.command("blank", cls=ChineseCommand, epilog="govreport blank --form 2021 --xlsx 空表.xlsx")
def blank_form(
    form: FormOption = "2021",
    xlsx: Annotated[Path | None, _target("xlsx")] = None,
    pdf: Annotated[Path | None, _target("pdf")] = None,
) -> None:
    """写出空白的表：Excel 发给别的单位填，PDF 打印。"""
    from govreport_desktop.form import load_form
    from govreport_desktop.report import Report

    if xlsx is None and pdf is None:
        raise GovReportError("请指明 --xlsx 或 --pdf，例如 --xlsx 空表.xlsx。")
    write_all(Report(load_form(form)), {"xlsx": xlsx, "pdf": pdf}, ExportOptions())


@app.command(
    "consolidate", cls=ChineseCommand, epilog="govreport consolidate 各单位 --xlsx 汇总表.xlsx"
)
def consolidate(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放着各单位报告的文件夹。")],
    xlsx: Annotated[Path, typer.Option("--xlsx", metavar="文件", help="写成这个工作簿。")],
) -> None:
    """把一个文件夹里各单位的报告汇成一张表，一个单位一行。"""
    from govreport_desktop.writers.xlsx_consolidated import write_consolidated_xlsx

    reports = load_folder(folder)
    write_consolidated_xlsx(reports, xlsx)
    typer.echo(f"已写出 {xlsx}：{len(reports)} 个单位。")


@app.command("verify", cls=ChineseCommand, epilog="govreport verify 2025年报.govreport")
def verify_file(file: FileArgument) -> int:
    """检查 .govreport 文件是否完好。不完好时退出码为 1。"""
    from govreport_desktop.store.document import verify

    faults = verify(file)
    for fault in faults:
        typer.echo(fault)
    if not faults:
        typer.echo(f"{file} 完好。")
    return 1 if faults else 0


def _take_over(document: Document, edit: Edit) -> None:
    from govreport_desktop.report.carry_over import carried_words

    words = carried_words(document.report, edit)
    document.apply(edit)
    for sentence in words:
        typer.echo(f"  {sentence}")
