"""R19: the form has to be the one prescribed for the year."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.errors import GovReportError
from govreport_desktop.form import form_for_year


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    year = report.year
    if year is None or report.form.fits(year):
        return
    try:
        right = form_for_year(year, *report.form.organs[:1])
    except GovReportError:
        return
    if right.id == report.form.id:
        return
    section = report.form.role("proactive")
    yield RULE.of(
        section.id if section else "",
        "",
        f"{year}年度报告应当用{right.name}（{right.notice}），现在用的是{report.form.name}，"
        "请新建报告后把内容导入。",
        figures=(year,),
    )


RULE = Rule(
    id="R19",
    name="格式与年度相符",
    what="2021年度起的报告用 2021 年版格式，2019、2020年度用 2019 年版格式。",
    basis="国办公开办函〔2021〕30号、国办公开办函〔2019〕60号",
    example="2023年度报告用了 2019 年版的表格",
    severity=Severity.ERROR,
    find=_find,
)
