"""Commands that write documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from govreport_desktop.checks import settings_of
from govreport_desktop.cli.app import AnyFileArgument, FormOption, YearOption, app
from govreport_desktop.cli.codes import WARNINGS
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.sources import load, parse_year
from govreport_desktop.cli.streams import echo, say
from govreport_desktop.cli.targets import check_targets, chosen, write_all
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.check import Checked, check
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.export import usual_targets
from govreport_desktop.report import Report
from govreport_desktop.report.explanations import Note
from govreport_desktop.writers.formats import FORMATS, ExportOptions


def _target(name: str) -> Any:
    return typer.Option(f"--{name}", metavar="文件", help=f"写成{FORMATS[name].name}。")


_BLANKS = ("", "0", "/", "—")


def _blank(sign: str | None) -> str | None:
    if sign is not None and sign not in _BLANKS:
        raise GovReportError(f"--blank 后面只能是 0、/ 或 —，现在是“{sign}”。")
    return sign


BlankOption = Annotated[
    str | None,
    typer.Option(
        "--blank",
        metavar="字",
        help="空格印成什么：0、/ 或 —；不写则按检查单，没有就空着。",
        callback=_blank,
    ),
]


@app.command(
    "export", cls=ChineseCommand, epilog="govreport export 2025年报.govreport --pdf 2025年报.pdf"
)
def export(
    file: AnyFileArgument,
    pdf: Annotated[Path | None, _target("pdf")] = None,
    ofd: Annotated[Path | None, _target("ofd")] = None,
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
    blank: BlankOption = None,
    signature: Annotated[bool, typer.Option("--signature", help="加上署名和成文日期。")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="每页印上“草稿”。")] = False,
    contact: Annotated[bool, typer.Option("--contact", help="正文前加一句联系方式。")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="附上审核说明。")] = False,
) -> None:
    """导出为 PDF、OFD、Word、网页、Excel 等，可同时写几种。已有的同种文件会被替换。

    网页、CSV 和 JSON 的文件名写“-”时写到标准输出。报告文件和来源从不覆盖。
    """
    paged = {"pdf": pdf, "ofd": ofd, "docx": docx, "html": html, "html-fragment": html_fragment}
    targets = chosen(paged | {"xlsx": xlsx, "csv": csv, "json": json})
    _refuse_nothing(targets, every, folder)
    report = load(file)
    if folder is not None:
        make_folder(folder)
        targets = usual_targets(report, folder) | targets
    check_targets(targets, [file])
    checked = check(report, handed_in=True) if notes or not draft else Checked(report, ())
    if not draft:
        _warn_of_errors(checked.errors)
    appended = _annex(checked) if notes else ()
    printed = _printed(report, blank)
    write_all(report, targets, ExportOptions(printed, signature, draft, contact, appended), [file])


def _annex(checked: Checked) -> tuple[Note, ...]:
    if not checked.notes:
        echo("没有写过说明的警告，没有附审核说明：只有警告可以写说明，错误要先改正。", err=True)
    return checked.notes


def _refuse_nothing(targets: Mapping[str, Path], every: bool, folder: Path | None) -> None:
    if every != (folder is not None):
        raise GovReportError("--all 和 -o 文件夹要一起用，例如 --all -o 导出。")
    if not every and not targets:
        raise GovReportError("请至少指明一种格式，例如 --pdf 年报.pdf，或用 --all -o 文件夹。")


def _printed(report: Report, blank: str | None) -> str:
    """What a blank prints as: what was said, else as its check sheet wants it."""
    sheet = settings_of(report).sheet
    asked = sheet.blank if sheet else ""
    return (asked or "") if blank is None else blank


@app.command("blank", cls=ChineseCommand, epilog="govreport blank --form 2021 --xlsx 空表.xlsx")
def blank_form(
    form: FormOption = "",
    xlsx: Annotated[Path | None, _target("xlsx")] = None,
    docx: Annotated[Path | None, _target("docx")] = None,
    pdf: Annotated[Path | None, _target("pdf")] = None,
) -> None:
    """写出空白的表：Excel、Word 发给别的单位填，PDF 打印。"""
    from govreport_desktop.form import load_form, newest_form

    targets = chosen({"xlsx": xlsx, "docx": docx, "pdf": pdf})
    if not targets:
        raise GovReportError("请指明 --xlsx、--docx 或 --pdf，例如 --xlsx 空表.xlsx。")
    check_targets(targets, [])
    blank = Report(load_form(form) if form else newest_form())
    write_all(blank, targets, ExportOptions(prompts=True))


@app.command(
    "consolidate", cls=ChineseCommand, epilog="govreport consolidate 各单位 --xlsx 汇总表.xlsx"
)
def consolidate_folder(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放着各单位报告的文件夹。")],
    xlsx: Annotated[Path, typer.Option("--xlsx", metavar="文件", help="写成这个工作簿。")],
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="名单", help="应报单位的名单，Excel 或文本。"),
    ] = None,
    year: YearOption = None,
) -> int:
    """把一个文件夹里各单位的报告汇成一张表，一个单位一行。

    读不出来的、重复的、上年的、草稿、空表、垂直管理和别处单位的不计入，逐个说明；有这样的
    文件，有没有读准的地方，名单里有缺的，或没有名单（计入的逐个列出）时退出码为 3。要逐份
    审核、追到每个数，用 collect。
    """
    from govreport_desktop.cli.folders import say_what_counts
    from govreport_desktop.jobs.folder import consolidate

    check_targets({"xlsx": xlsx}, [])
    with progress("正在汇总") as shown:
        found = consolidate(folder, xlsx, shown, parse_year(year), names)
    say_what_counts(found)
    say(f"已写出 {xlsx}：{len(found.reports)} 个单位。")
    return WARNINGS if found.provisional else 0


def _warn_of_errors(count: int) -> None:
    if count:
        echo(
            f"注意：报告里有 {count} 个错误，用 govreport check 查看；"
            "还不是定稿时可加 --draft，每页印上“草稿”。",
            err=True,
        )
