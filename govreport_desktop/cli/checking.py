"""Commands that look at a report: what is wrong with it, what is in it, whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govreport_desktop.cli import looking
from govreport_desktop.cli.app import AnyFileArgument, FileArgument, ForceOption, app
from govreport_desktop.cli.help import ChineseCommand
from govreport_desktop.cli.leaving import ListOption
from govreport_desktop.cli.streams import say

ExplainOption = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--explain", metavar="KEY 说明", help="给一条警告写审核说明，存入文件；说明为空则删去。"
    ),
]
OfficesOption = Annotated[
    Path | None,
    typer.Option("--offices", metavar="文件夹", help="所属单位的报告，核对合计是否一致。"),
]
NamesOption = Annotated[
    Path | None,
    typer.Option("--names", metavar="文件", help="应报单位名单，一行一个，与 --offices 同用。"),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar="检查单", help="这一次按这份检查单（.govrules）审核，不存。"),
]
FinalOption = Annotated[
    bool, typer.Option("--final", help="送审前检查：连同空白、空位、缺的事项、代替的字体和版本。")
]


@app.command("check", cls=ChineseCommand, epilog="govreport check 2025年报.govreport --json")
def check_report(
    file: AnyFileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    explain: ExplainOption = None,
    offices: OfficesOption = None,
    names: NamesOption = None,
    rules: RulesOption = None,
    final: FinalOption = False,
    output: ListOption = None,
) -> int:
    """审核报告，列出错误、警告和提示。

    有错误时退出码为 1；只有未说明的警告，或有单位的文件没有计入时为 3。加 --final 时，还有别的
    没有办完也为 3，可以报送为 0。
    """
    asked = looking.Asked(as_json, explain, offices, names, rules, final, output)
    return looking.check(file, asked)


@app.command("show", cls=ChineseCommand, epilog="govreport show 2025年报.govreport")
def show(file: AnyFileArgument) -> None:
    """在终端里显示报告的表格和文字。"""
    looking.show(file)


@app.command("verify", cls=ChineseCommand, epilog="govreport verify 2025年报.govreport")
def verify_file(file: FileArgument) -> int:
    """检查 .govreport 文件是否完好。损坏时退出码为 1，不是报告文件或打不开时为 2。"""
    return looking.verify(file)


@app.command(
    "rescue", cls=ChineseCommand, epilog="govreport rescue 损坏的.govreport -o 恢复.govreport"
)
def rescue_file(
    file: FileArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写成这个新文件。")
    ],
    force: ForceOption = False,
) -> None:
    """从损坏的 .govreport 文件的修改记录恢复内容，另存为新文件；损坏的那份不动。"""
    from govreport_desktop.store.document import rescue

    rescue(file, output, overwrite=force)
    say(f"已从修改记录恢复，写入 {output}，请打开核对。")
