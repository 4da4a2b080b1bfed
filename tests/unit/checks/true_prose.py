"""Sentences that are true of whatever report their figures are put into."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.form import CellAddress
from govreport_desktop.report import Report

COLUMNS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_organisation": "其他组织",
}
RESULTS = {
    "granted": "予以公开",
    "partial": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "declined": "不予处理",
    "closed": "其他处理",
}
SENTENCES = (
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


def true_prose(report: Report, which: Iterable[int]) -> str:
    """Some of the sentences, by their number, with the figures of ``report``."""
    figures = true_figures(report)
    return "\n".join(SENTENCES[number].format(**figures) for number in which)


def true_figures(report: Report) -> dict[str, object]:
    """What the sentences ask for, as it stands in the tables."""

    def at(table: str, row: str, column: str) -> int:
        value = report.values[CellAddress(table, row, column)]
        assert isinstance(value, int)
        return value

    def total(row: str) -> int:
        return at("requests", row, "total")

    rows = {a.row for a in report.values if a.table == "requests"}
    groups = {
        name: sum(total(row) for row in rows if row.split(".")[0] == group)
        for group, name in RESULTS.items()
    }
    applicants = {name: at("requests", "received", c) for c, name in COLUMNS.items()}
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
