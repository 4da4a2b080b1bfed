"""R47: what the report of a government has to say besides: 工作考核、社会评议、责任追究."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.names import LEVELS
from govreport_desktop.patterns import regex
from govreport_desktop.report.deadline import organ_of

# 条例第五十条: 各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况.
_RESULTS = {
    "工作考核": regex(r"考核|考评|绩效|目标管理"),
    "社会评议": regex(r"评议|满意度|测评|第三方评估|社会评价|公众评价|问卷调查|民意调查"),
    "责任追究": regex(r"责任追究|追究责任|追责|问责|追究(?:有关|相关)?.{0,8}责任|追究.{0,6}情形"),
}
# Offices of a government and sub-districts report as departments do.
_GOVERNMENT = regex(r"政府$|行政公署$|行署$")


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    prose = context.prose("overview")
    if prose is None or not _GOVERNMENT.search(report.office):
        return
    kind = organ_of(report).kind
    if kind is None or not kind.level:
        return
    texts = [each.plain for each in context.proses if each.role != "preamble"]
    missing = [name for name, words in _RESULTS.items() if not any(map(words.search, texts))]
    if missing:
        problem = RULE.of(
            prose.section,
            "",
            f"{prose.title}没有写到{'、'.join(missing)}的结果，各级人民政府的报告应当写明，"
            "没有发生的也写一句。",
        )
        # A township is assessed by the county and has often nothing of its own to tell.
        yield problem._replace(severity=Severity.INFO) if kind.level == LEVELS[-1] else problem


RULE = Rule(
    id="R47",
    name="政府报告写明考核、评议、追责",
    what="各级人民政府的报告写明工作考核、社会评议和责任追究结果情况；乡镇只作提示，"
    "政府部门、街道办事处不要求。",
    basis="《中华人民共和国政府信息公开条例》第五十条",
    example="县人民政府的报告没有写到社会评议、责任追究",
    severity=Severity.WARNING,
    find=_find,
)
