"""R12 and R13: what the prose says of 信息处理费 against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.plausible.money import ON_BEHALF
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.sayings import said
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, format_value, is_number

_MENTION = regex(r"处理费|收费通知|收取.{0,12}费|缴费|缴纳费用|收费")


def _find_notice(context: Context) -> Iterator[Problem]:
    form, prose = context.report.form, context.prose("other")
    section = form.role("other")
    if section is None or (prose and _MENTION.search(prose.plain)):
        return
    for cell in form.where("requests.closed.fee_unpaid", "applicants.total"):
        count = context.report.values[cell]
        if not is_number(count) or not count:
            continue
        table = form.section(form.tables[cell.table].section)
        yield NOTICE.of(
            section.id,
            "",
            f"{table.spoken}有 {format_value(count)} 件因逾期未缴费不再处理，"
            f"{section.title}却没有写收费通知和信息处理费的情况，请补写。",
            figures=(count,),
            cells=(cell,),
        )


def _find_amount(context: Context) -> Iterator[Problem]:
    form = context.report.form
    for cell in form.where("fees.amount"):
        if is_number(table := context.report.values[cell]):
            for prose in context.proses:
                yield from _compare(form, prose, cell, table)


def _compare(form: Form, prose: Prose, cell: CellAddress, table: Number) -> Iterator[Problem]:
    part = form.section(form.tables[cell.table].section).spoken
    seen: set[int] = set()
    for place in said(prose.reading, "charges"):
        quantity = place.figure("charged")
        if quantity is None or quantity.approximate or quantity.start in seen:
            continue
        seen.add(quantity.start)
        sentence = prose.reading.of(prose.reading.sentence_at(quantity.start))
        if ON_BEHALF.search(sentence) or quantity.value <= Decimal(table) * 10**4:
            continue
        yield AMOUNT.at(
            prose,
            quantity.start,
            quantity.end,
            f"{prose.title}：收取信息处理费 {quantity.text}，多于{part}行政事业性收费 "
            f"{format_value(table)} 万元；信息处理费也是行政事业性收费，另户核算的可不改。",
            figures=(quantity.number, table),
            cells=(cell,),
        )


NOTICE = Rule(
    id="R12",
    name="逾期未缴费须说明收费",
    what="第三部分“逾期未按收费通知要求缴纳费用”大于 0 时，第六部分要写收费通知或信息处理费。",
    basis="国办公开办函〔2021〕30号：收取信息处理费情况在第六部分报告",
    example="三（六）2 为 1，第六部分没有提到收费",
    severity=Severity.WARNING,
    find=_find_notice,
)

AMOUNT = Rule(
    id="R13",
    name="信息处理费不多于行政事业性收费",
    what="文字里写的信息处理费（元）不多于第二部分行政事业性收费金额（万元）。",
    basis="国办函〔2020〕109号：信息处理费按行政事业性收费缴入国库",
    example="收取信息处理费300元，而行政事业性收费为 0 万元",
    severity=Severity.INFO,
    find=_find_amount,
)
