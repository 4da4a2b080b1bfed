"""R10: normative documents and rules in the prose against the table of part 二."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose_figures import compare
from govreport_desktop.checks.statements import document_counts


def _find(context: Context) -> Iterator[Problem]:
    for prose, claim in context.once(document_counts):
        yield from compare(RULE, context, prose, claim)


RULE = Rule(
    id="R10",
    name="文字与表格的文件数一致",
    what="文字里规章、行政规范性文件的制发、废止和现行有效件数与第二部分表格相同。",
    basis="武威市2025年度报告审核要点（地方做法）",
    example="制发行政规范性文件3件（第二部分表格为 2）",
    severity=Severity.WARNING,
    find=_find,
)
