"""R31: rules and normative documents that cannot be so many, or not of this organ."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.model import CellAddress, Stock
from govreport_desktop.form.organs import OrganKind, level_of
from govreport_desktop.patterns import regex
from govreport_desktop.report.deadline import organ_of
from govreport_desktop.report.numbers import format_value, is_number, size

# 管委会 and 行政公署 are sent out by a government and make none of their own.
_SENT_OUT = regex(
    r"(?:开发区|高新区|园区|新区|景区|度假区|试验区|示范区|保税区|合作区|集聚区|产业园)管(?:理)?委(?:员)?会$"
    r"|行政公署$"
)
# No office of a government of these levels may, its 办公室 included.
_TOO_LOW = frozenset({"county", "township"})
POWER_BASIS = "《立法法》第九十三条：省级和设区的市、自治州人民政府可以制定规章"


def _find_stock(context: Context) -> Iterator[Problem]:
    """Whatever there was before, what was issued and not repealed is in force."""
    report, last = context.report, context.report.last_year
    for relation in report.form.relations:
        if not isinstance(relation, Stock):
            continue
        for row in relation.rows:
            cells = tuple(
                CellAddress(relation.table, row, column)
                for column in (relation.stock, relation.plus, relation.minus)
            )
            stock, plus, minus = (report.values[cell] for cell in cells)
            if not (is_number(stock) and is_number(plus) and is_number(minus)):
                continue
            if stock >= plus - minus or (last and is_number(last.values.get(cells[0]))):
                continue  # R7 says it where last year's is known
            table = report.form.tables[relation.table]
            yield STOCK.of(
                table.section,
                row,
                f"{table.row_names[row]}：现行有效 {format_value(stock)}，比本年制发 "
                f"{format_value(plus)} 减本年废止 {format_value(minus)} 还少 "
                f"{format_value(size(plus - minus - stock))}，请核实。",
                figures=(stock, plus, minus),
                cells=cells,
            )


def lacks_power(kind: OrganKind | None, name: str, *, local: bool = False) -> bool:
    """Whether an organ of that kind and name can make no 规章; False where it may.

    Governments from cities with districts upwards may, and so may ministries: of a place whose
    name says none nothing is known, unless it is known to be a ``local`` one.
    """
    if _SENT_OUT.search(name):
        return True
    if kind is None:
        return False
    level = kind.level or level_of(name)
    return level in _TOO_LOW or (not kind.makes_rules and bool(local or level))


def _find_power(context: Context) -> Iterator[Problem]:
    report = context.report
    cells = report.form.where("documents.rules")
    stated = {cell: n for cell in cells if is_number(n := report.values[cell]) and n}
    # Which kind of organ it is takes longer to say, and most report none.
    if stated and lacks_power(organ_of(report).kind, report.office):
        form = report.form
        named = "、".join(
            f"{form.cell(cell).column_name} {format_value(number)}"
            for cell, number in stated.items()
        )
        section = form.tables[cells[0].table].section
        yield POWER.of(
            section,
            "",
            f"规章填了{named}，本单位没有制定规章的权限，请核实是不是行政规范性文件。",
            figures=tuple(stated.values()),
            cells=tuple(stated),
        )


STOCK = Rule(
    id="R31.stock",
    name="现行有效件数不少于新制发的",
    what="没有上年的数可比时，现行有效件数也不少于本年制发减本年废止。",
    basis="现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数，上年的数不小于 0（算术）",
    example="行政规范性文件：现行有效 2，本年制发 5，本年废止 1",
    severity=Severity.WARNING,
    find=_find_stock,
)
POWER = Rule(
    id="R31.power",
    name="没有权限的规章数",
    what="县级以下政府、街道和地方政府部门不能制定规章，填了规章件数时提示。",
    basis=POWER_BASIS,
    example="青禾县民政局填了规章现行有效 3 件",
    severity=Severity.WARNING,
    find=_find_power,
)
