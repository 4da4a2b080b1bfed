"""R32: fees in 元 where 万元 are asked for, and fees that part six denies or keeps silent about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.parts import had_requests
from govreport_desktop.checks.plausible.magnitude import is_in_yuan
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.form.model import CellAddress
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import MAX_DECIMALS, format_value, is_number

YUAN = 10**4
_NONE = regex(
    r"(?:没有|无|不存在|未收取|未发生|未涉及|未开展)(?:任何)?"
    r"(?:行政事业性收费(?:项目|事项|情况)?|收费(?:项目|事项))(?=[，。；、）\n]|$)"
)
# 依申请公开无收费事项 speaks of 信息处理费.
_OF_INFORMATION = regex(r"信息|申请|公开|处理费")
_NOTHING = regex(
    r"^(?:(?:20\d\d年|本年)度?|我[局委厅办镇乡]|本[机关单位]+|，)*(?:暂?无|没有|不存在)(?:其他)?"
    r"[^，。；]{0,12}[。.]?$"
)
_FEE = regex("费")
# What another organ's fees are called by whoever collects them; whether the table has them is
# local practice. 税务机关 collect little else.
ON_BEHALF = regex(r"代(?:征|收|扣)|代为(?:征收|收取)|(?:受托|委托)(?:征收|收取)")
_COLLECTOR = "税务"


def _find_unit(context: Context) -> Iterator[Problem]:
    report, last = context.report, context.report.last_year
    for spec in report.form.cells:
        value, then = report.values[spec.address], last and last.values.get(spec.address)
        if spec.kind.unit != "万元" or not is_number(value) or not is_number(then):
            continue
        words, table = spec.words, report.form.tables[spec.address.table]
        if is_in_yuan(value, then):
            yield UNIT.of(
                table.section,
                str(spec.address),
                f"{words}：现填 {format_value(value)}，约为上年 {format_value(then)} 的 1 万倍，"
                "本表单位是万元，请核实是否按元填写。",
                figures=(value, then),
                cells=(spec.address,),
                fixes=in_ten_thousands(spec.address, Decimal(value)),
            )
        elif is_in_yuan(then, value):
            yield UNIT.of(
                table.section,
                str(spec.address),
                f"{words}：现填 {format_value(value)}，约为上年 {format_value(then)} 的万分之一，"
                "本表单位是万元，请核实上年或本年的单位。",
                figures=(value, then),
                cells=(spec.address,),
            )


def in_ten_thousands(cell: CellAddress, yuan: Decimal) -> tuple[Fix, ...]:
    """The same sum in 万元; nothing where the cell cannot hold it exactly."""
    amount = (yuan / YUAN).normalize()
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MAX_DECIMALS:
        return ()
    amount = amount.quantize(Decimal(1)) if exponent > 0 else amount
    return (Fix(f"改为 {format_value(amount)} 万元", ((cell, amount),)),)


def _find_fees(context: Context) -> Iterator[Problem]:
    report = context.report
    for cell in report.form.where("fees.amount"):
        value = report.values[cell]
        if is_number(value) and value:
            yield from _denied(context, cell, Decimal(value))


def _denied(context: Context, cell: CellAddress, value: Decimal) -> Iterator[Problem]:
    form = context.report.form
    table = form.section(form.tables[cell.table].section).spoken
    fees = f"{table}行政事业性收费为 {format_value(value)} 万元"
    if any(ON_BEHALF.search(prose.plain) for prose in context.proses):
        return
    for prose in context.proses:
        for match in _NONE.finditer(prose.plain):
            clause = prose.reading.clause_at(match.start())
            if _OF_INFORMATION.search(prose.plain, clause.start, match.start()):
                continue
            yield FEES.at(
                prose,
                match.start(),
                match.end(),
                f"{prose.title}写的是“{match.group()}”，{fees}，请核对。",
                figures=(value,),
                cells=(cell,),
            )
    yield from _unsaid(context, cell, value, fees)


def _unsaid(context: Context, cell: CellAddress, value: Decimal, fees: str) -> Iterator[Problem]:
    """Part six says 无, or the prose has not a word of fees at all."""
    other = context.prose("other")
    if other is None or _COLLECTOR in context.report.office:
        return
    if _NOTHING.match(other.plain.strip()) and not _FEE.search(other.plain):
        yield FEES.of(
            other.section,
            "nothing",
            f"{other.title}写的是没有，{fees}：其中有信息处理费的，收取情况要在这里报告，请核对。",
            figures=(value,),
            cells=(cell,),
        )
    elif not had_requests(context.report) and not any(
        _FEE.search(prose.plain) for prose in context.proses
    ):
        # Where there were applications, the form's own words ask for it (R17.fees).
        unsaid = FEES.of(
            other.section,
            "unsaid",
            f"{other.title}没有写到收费，{fees}：其中有信息处理费的，收取情况要在这里报告。",
            figures=(value,),
            cells=(cell,),
        )
        yield unsaid._replace(severity=Severity.INFO)


UNIT = Rule(
    id="R32.unit",
    name="收费按元填写",
    what="收费金额约为上年的 1 万倍或万分之一时，核实单位。没有上年度报告的不查。",
    basis="表内注明的单位：万元；与上年度报告比较",
    example="行政事业性收费：现填 125300，上年 13.2",
    severity=Severity.WARNING,
    find=_find_unit,
)
FEES = Rule(
    id="R32.fees",
    name="有收费却写没有",
    what="第二部分有行政事业性收费，文字却写没有行政事业性收费，或者第六部分只写“无”；"
    "全文没有写到收费的只作提示。文字写到代征、代收的不查。",
    basis="报告各部分数据应当一致；收取信息处理费情况在第六部分报告（国办公开办函〔2021〕30号）",
    example="行政事业性收费 12.5 万元；六、其他需要报告的事项：无。",
    severity=Severity.WARNING,
    find=_find_fees,
)
