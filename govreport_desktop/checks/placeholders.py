"""R15: what a model text leaves to be filled in: XX, ××, ____, 【】, 待补充."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity

_PLACEHOLDER = re.compile(
    r"[Xx]{2,}(?![A-Za-z])|[×✕✖╳]{2,}|[○〇]{2,}(?=[年月日件市县区局])|(?<![A-Za-z])[Xx×](?=[件条份个项元月日年])"
    r"|_{2,}|＿{2,}|\.{6,}(?=[件条份])|【(?:[^】]{0,12}(?:填|此处|待|补充|名称|年份|单位|X|×)[^】]{0,12})?】"
    r"|某某(?=[省市州县区旗镇乡村局委厅办街单科股室同])|某(?=[省市县区局](?![民域间场级长所委]))"
    r"|待补充|待填写|待完善|待核实|此处填写|（填写[^）]{0,10}）|（此处[^）]{0,16}）"
)


def _find(context: Context) -> Iterator[Problem]:
    # An example's own office may be 某区, and then it is a name.
    named = "某" in context.report.office
    for prose in context.proses:
        for match in _PLACEHOLDER.finditer(prose.plain):
            if match.start() and prose.plain[match.start() - 1].isascii():
                before = prose.plain[match.start() - 1]
                if before.isalnum() and match.group()[0].isalpha():
                    continue
            words = match.group()
            if words.startswith("某") and named:
                continue
            message = f"{prose.title}：“{words}”像是没有填写的空位，请补全或删去。"
            yield RULE.at(prose, match.start(), match.end(), message)


RULE = Rule(
    id="R15.placeholders",
    name="没有填写的空位",
    what="文字里没有 XX、××、____、【】、“待补充”之类的空位。",
    basis="公布的报告中常见的范本遗留",
    example="收到申请XX件",
    severity=Severity.WARNING,
    find=_find,
)
