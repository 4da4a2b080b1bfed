"""Prose written from the tables themselves raises nothing, however the tables are filled."""

from __future__ import annotations

import random

import pytest

from govreport_desktop.checks import check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.edit import Address, Content

_COLUMNS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_organisation": "其他组织",
}
_RESULTS = {
    "granted": "予以公开",
    "partial": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "declined": "不予处理",
    "closed": "其他处理",
}
# Each sentence is true of any report whose figures are put into it.
_SENTENCES = (
    "{year}年，本机关新收政府信息公开申请{received}件，上年结转{carried}件，"
    "共办结{done}件，结转下年度{left}件。",
    "全年共收到政府信息公开申请{received}件，其中{applicants}。",
    "本年度办理结果：{results}。",
    "收到政府信息公开申请{received}件（其中：{applicants}），加上上年结转{carried}件，"
    "共{all}件，已办结{done}件，其余{left}件结转下年度继续办理。",
    "{year}年受理依申请公开{received}件，{results}，结转下年度继续办理{left}件。",
    "在办结的{done}件申请中，{results}。",
    "全年因政府信息公开被申请行政复议{reviews}件，其中结果维持{upheld}件、结果纠正{corrected}件。",
    "制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
    "全年作出行政许可决定{licences}件、行政处罚决定{penalties}件、行政强制决定{compulsion}件。",
)


def _filled(dice: random.Random) -> Report:
    """A report whose tables balance, with most columns empty as in real ones."""
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2024)
    cells: dict[Address, Content] = {
        cell.address: 0
        for cell in report.form.cells
        if not cell.formula and cell.kind.id == "count"
    }
    rows = [cell.address.row for cell in report.form.cells if cell.address.table == "requests"]
    results = sorted({r for r in rows if r.split(".")[0] in _RESULTS})
    for column in dice.sample(sorted(_COLUMNS), dice.randrange(1, 5)):
        done = 0
        for row in dice.sample(results, dice.randrange(1, 5)):
            number = dice.randrange(60)
            cells[CellAddress("requests", row, column)] = number
            done += number
        left = dice.randrange(5)
        carried = dice.randrange(min(done + left, 8) + 1)
        cells[CellAddress("requests", "carried_over", column)] = carried
        cells[CellAddress("requests", "carried_forward", column)] = left
        cells[CellAddress("requests", "received", column)] = done + left - carried
    for row, column in (("normative_documents", "issued"), ("normative_documents", "repealed")):
        cells[CellAddress("proactive", row, column)] = dice.randrange(20)
    cells[CellAddress("proactive", "normative_documents", "in_force")] = dice.randrange(20, 90)
    for row in ("licences", "penalties", "compulsion"):
        cells[CellAddress("proactive", row, "decisions")] = dice.randrange(3000)
    for column in ("upheld", "corrected"):
        cells[CellAddress("disputes", "review", column)] = dice.randrange(9)
    report.apply(report.edit(cells.items()))
    return report


def _figures(report: Report) -> dict[str, object]:
    def at(table: str, row: str, column: str) -> int:
        value = report.values[CellAddress(table, row, column)]
        assert isinstance(value, int)
        return value

    def total(row: str) -> int:
        return at("requests", row, "total")

    rows = {a.row for a in report.values if a.table == "requests"}
    groups = {
        name: sum(total(row) for row in rows if row.split(".")[0] == group)
        for group, name in _RESULTS.items()
    }
    applicants = {name: at("requests", "received", c) for c, name in _COLUMNS.items()}
    return {
        "year": report.year,
        "received": total("received"),
        "carried": total("carried_over"),
        "done": total("total"),
        "left": total("carried_forward"),
        "all": total("received") + total("carried_over"),
        "applicants": "、".join(f"{n}{v}件" for n, v in applicants.items() if v) or "自然人0件",
        "results": "，".join(f"{n}{v}件" for n, v in groups.items() if v) or "予以公开0件",
        "reviews": at("disputes", "review", "total"),
        "upheld": at("disputes", "review", "upheld"),
        "corrected": at("disputes", "review", "corrected"),
        "issued": at("proactive", "normative_documents", "issued"),
        "repealed": at("proactive", "normative_documents", "repealed"),
        "in_force": at("proactive", "normative_documents", "in_force"),
        "licences": at("proactive", "licences", "decisions"),
        "penalties": at("proactive", "penalties", "decisions"),
        "compulsion": at("proactive", "compulsion", "decisions"),
    }


@pytest.mark.parametrize("half_width", [False, True])
@pytest.mark.parametrize("sentence", _SENTENCES)
def test_true_prose_raises_nothing(sentence: str, half_width: bool) -> None:
    for seed in range(40):
        report = _filled(random.Random(seed))
        text = sentence.format(**_figures(report))
        if half_width:
            text = text.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")")
        report.apply(report.edit([(TextAddress("overview"), text)]))
        alarms = [p.message for p in check(report) if p.rule in ("R1", "R9", "R10", "R20")]
        assert not alarms, (text, alarms)
