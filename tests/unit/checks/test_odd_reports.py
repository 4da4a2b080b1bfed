"""Sound reports that look odd and raise nothing, and figures to be asked about (R30 to R35)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from govreport_desktop.checks import check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Content, Report, TextAddress
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import proactive, put, requests, with_last_year

FORM = load_form("2021")
TOWN, BUREAU, TAX = "青禾县石桥镇人民政府", "青禾县民政局", "国家税务总局青禾县税务局"
LICENCES, PENALTIES, COMPULSION = (
    proactive(row, "decisions") for row in ("licences", "penalties", "compulsion")
)
FEES = proactive("fees", "amount")
_RULES = ("R30", "R31", "R32", "R33", "R34", "R35")
_USUAL = {
    "overview": "主动公开、依申请公开等工作有序开展。",
    "problems": "解读形式单一，将增加图解。",
    "other": "本年度未收取信息处理费。",
}

Cells = Mapping[CellAddress, int | str]
NOTHING: Cells = {}


def documents(issued: int, repealed: int, in_force: int, row: str = "normative_documents") -> Cells:
    figures = {"issued": issued, "repealed": repealed, "in_force": in_force}
    return {proactive(row, column): number for column, number in figures.items()}


def rules(in_force: int, issued: int = 0) -> Cells:
    return documents(issued, 0, in_force, "rules")


def applications(received: int, over: int = 0, forward: int = 0, **results: int) -> Cells:
    found = {row.replace("__", "."): number for row, number in results.items()}
    found["granted"] = received + over - forward - sum(results.values())
    found |= {"received": received, "carried_over": over, "carried_forward": forward}
    return {requests(row, "natural_person"): number for row, number in found.items()}


def cases(row: str, **results: int) -> Cells:
    return {CellAddress("disputes", row, column): number for column, number in results.items()}


def rules_of(
    office: str, cells: Cells, last: Cells | None, texts: Mapping[str, str], year: int = 2024
) -> set[str]:
    """The rules that ask about such a report."""
    report = put(Report(FORM, office, year), _whole(cells))
    put(report, {TextAddress(part): text for part, text in {**_USUAL, **texts}.items()})
    if last is not None:
        with_last_year(report, _whole(last))
    return {problem.rule for problem in check(report, handed_in=True)} & set(_RULES)


def _whole(cells: Cells) -> dict[Address, Content]:
    contents: dict[Address, Content] = {
        spec.address: 0 if spec.kind.type == "integer" else Decimal(0)
        for spec in FORM.cells
        if spec.formula is None
    }
    return contents | {c: n if isinstance(n, int) else Decimal(n) for c, n in cells.items()}


QUIET: tuple[tuple[str, Cells, Cells | None, str], ...] = (
    (TOWN, NOTHING, NOTHING, ""),
    (TOWN, applications(2), applications(0), ""),
    (TOWN, documents(0, 4, 1), documents(0, 0, 5), ""),
    (TOWN, {LICENCES: 29}, {LICENCES: 1}, ""),
    (TOWN, {LICENCES: 320}, {LICENCES: 6}, "县级39项行政许可事项下放至我镇实施。"),
    (TOWN, {PENALTIES: 0}, {PENALTIES: 86}, "执法中队整体划归县综合执法局，本年无行政处罚。"),
    (TOWN, {PENALTIES: 150}, {PENALTIES: 2}, "承接县级赋权执法事项102项。"),
    ("青禾县数据局", {LICENCES: 1200}, None, ""),
    ("青禾县数据局", {LICENCES: 900}, {LICENCES: 20}, "青禾县数据局于2023年11月挂牌成立。"),
    ("青禾县数据局", {LICENCES: 900}, {LICENCES: 20}, "我局为2024年新组建单位。"),
    (
        "青禾县文化和旅游局",
        {PENALTIES: 400, **documents(0, 0, 42)},
        {PENALTIES: 40, **documents(0, 0, 6)},
        "因机构改革，原县体育局、广电局并入我局。",
    ),
    (
        "青禾县石桥街道办事处",
        {LICENCES: 500, PENALTIES: 90},
        {LICENCES: 60, PENALTIES: 10},
        "2024年10月，撤销石桥镇、云溪镇，合并设立石桥街道。",
    ),
    (BUREAU, {LICENCES: 0}, {LICENCES: 260}, "行政许可事项全部划转至县行政审批服务局。"),
    (BUREAU, {LICENCES: 0}, {LICENCES: 260}, "我局行政审批职能移交县行政审批局行使。"),
    (BUREAU, {PENALTIES: 0}, {PENALTIES: 86}, "行政处罚权由县综合行政执法局集中行使。"),
    (BUREAU, {PENALTIES: 900}, {PENALTIES: 86}, "行政处罚增加较多，原因是非现场执法投入使用。"),
    (BUREAU, {COMPULSION: 900}, {COMPULSION: 86}, "因统计口径变化，行政强制数量与上年不可比。"),
    (BUREAU, {FEES: "0"}, {FEES: "46.2"}, "自2024年1月1日起停征婚姻登记费。"),
    (BUREAU, {FEES: "2.1"}, {FEES: "0.3"}, ""),
    (TAX, {PENALTIES: 812, FEES: "3520.5", **applications(12, 1, 2)}, {PENALTIES: 790}, ""),
    (TAX, {PENALTIES: 812, COMPULSION: 30}, {PENALTIES: 2000, COMPULSION: 40}, ""),
    ("中华人民共和国民政部", rules(40, 3), rules(37), ""),
    ("青海省人民政府", rules(140, 3), rules(137), ""),
    ("东莞市人民政府", rules(14, 1), rules(13), ""),
    ("海北藏族自治州人民政府", rules(4, 1), rules(3), ""),
    ("青岛市人民政府办公厅", rules(44, 1), rules(43), ""),
    (BUREAU, cases("litigation_direct", upheld=1), cases("litigation_direct", pending=1), ""),
    (BUREAU, cases("review", upheld=2), cases("review", pending=2), ""),
    (
        BUREAU,
        {**applications(5), **cases("litigation_after_review", upheld=1)},
        {**applications(4), **cases("litigation_after_review", pending=1)},
        "",
    ),
    (BUREAU, {**applications(6), **cases("litigation_direct", corrected=1)}, applications(5), ""),
    (BUREAU, applications(9, closed__other=6), applications(9), ""),
    (BUREAU, applications(12, partial=8), applications(14, partial=1), ""),
    (BUREAU, applications(30), applications(28, 3), "2023年收到政府信息公开申请31件。"),
    (BUREAU, applications(30), applications(28), "收到政府信息公开申请30件，比上年的28件增加2件。"),
    (BUREAU, applications(30), applications(28), "2019年收到政府信息公开申请12件。"),
    (BUREAU, applications(30), applications(28), "去年以来，收到政府信息公开申请30件。"),
)


@pytest.mark.parametrize(("office", "cells", "last", "text"), QUIET)
def test_a_sound_report_that_looks_odd_raises_nothing(
    office: str, cells: Cells, last: Cells | None, text: str
) -> None:
    texts = {"overview": text} if text else {}
    assert rules_of(office, cells, last, texts) == set()


REFUSED = applications(16, denied__process=5)
FOUND: tuple[tuple[str, str, Cells, Cells | None, str], ...] = (
    ("R30", BUREAU, {LICENCES: 24380}, {LICENCES: 2438}, ""),
    ("R30", BUREAU, {LICENCES: 12}, {LICENCES: 1200}, ""),
    ("R30", BUREAU, {PENALTIES: 0}, {PENALTIES: 86}, ""),
    ("R30", BUREAU, {COMPULSION: 240}, {COMPULSION: 40}, ""),
    ("R30", BUREAU, documents(0, 47, 3), documents(0, 0, 50), ""),
    ("R30", BUREAU, {FEES: "0"}, {FEES: "60.5"}, ""),
    ("R30", BUREAU, applications(240), applications(30), ""),
    ("R30", BUREAU, applications(4), applications(60), ""),
    ("R30", BUREAU, applications(90, 0, 40), applications(85, 0, 4), ""),
    ("R30", BUREAU, cases("review", upheld=36), cases("review", upheld=4), ""),
    (
        "R30",
        BUREAU,
        cases("litigation_after_review", upheld=40),
        cases("litigation_after_review", upheld=5),
        "",
    ),
    ("R30", BUREAU, applications(60, partial=40), applications(50, partial=4), ""),
    ("R30", BUREAU, applications(60, denied__process=40), applications(50), ""),
    # Routine words are no reason, nor is a reason for something else.
    ("R30", BUREAU, {LICENCES: 0}, {LICENCES: 86}, "推动行政许可事项下放基层，公开权责清单。"),
    ("R30", BUREAU, {LICENCES: 0}, {LICENCES: 86}, "2024年成立政务公开工作领导小组。"),
    ("R30", BUREAU, {LICENCES: 0}, {LICENCES: 86}, "及时处理上级移交的投诉事项。"),
    ("R30", BUREAU, {LICENCES: 0}, {LICENCES: 86}, "因统计口径变化，行政强制数量不可比。"),
    ("R31", BUREAU, rules(3), None, ""),
    ("R31", TOWN, rules(1, 1), None, ""),
    ("R31", "青岛市市南区八大峡街道办事处", rules(2), None, ""),
    ("R31", "青禾县人民政府", rules(9), None, ""),
    ("R31", "义乌市人民政府", rules(9), None, ""),
    ("R31", "青岛市教育局", rules(2), None, ""),
    ("R31", TAX, rules(2), None, ""),
    ("R31", "青禾县人民政府办公室", rules(2), None, ""),
    ("R31", "塔城地区行政公署", rules(2), None, ""),
    ("R31", "青岛高新技术产业开发区管理委员会", rules(2), None, ""),
    ("R31", BUREAU, documents(5, 1, 2), None, ""),
    ("R32", BUREAU, {FEES: "125300"}, {FEES: "13.2"}, ""),
    ("R32", BUREAU, {FEES: "12.1"}, {FEES: "125300"}, ""),
    ("R33", BUREAU, cases("review", upheld=2), NOTHING, ""),
    ("R33", BUREAU, cases("litigation_direct", upheld=2), NOTHING, ""),
    (
        "R33",
        BUREAU,
        {**applications(6), **cases("litigation_after_review", upheld=1)},
        applications(5),
        "",
    ),
    ("R33", BUREAU, {**REFUSED, **cases("litigation_direct", upheld=3)}, applications(15), ""),
    ("R34", BUREAU, applications(40, closed__not_corrected=8, closed__other=4), None, ""),
    *(
        ("R35", BUREAU, applications(30), applications(28), text)
        for text in (
            "2024年收到政府信息公开申请30件，2023年收到政府信息公开申请21件。",
            "收到政府信息公开申请30件，比上年的21件增加9件。",
            "收到政府信息公开申请30件，较2023年的21件增长42.9%。",
            "收到政府信息公开申请30件，上年收到政府信息公开申请21件。",
            "去年收到政府信息公开申请21件，今年收到30件。",
        )
    ),
)


@pytest.mark.parametrize(("rule", "office", "cells", "last", "text"), FOUND)
def test_what_is_hardly_likely_is_asked_about(
    rule: str, office: str, cells: Cells, last: Cells | None, text: str
) -> None:
    texts = {"overview": text} if text else {}
    assert rule in rules_of(office, cells, last, texts)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("other", "无。"),
        ("other", "暂无其他需要报告的事项"),
        ("other", "不存在其他需要报告的事项。"),
        ("other", "2024年度没有其他需要报告的事项。"),
        ("other", "本单位无收费项目，未收取费用。"),
        ("overview", "2024年未收取行政事业性收费。"),
    ],
)
def test_fees_that_the_prose_denies(part: str, text: str) -> None:
    assert rules_of(BUREAU, {FEES: "12.5"}, None, {part: text}) == {"R32"}
    assert rules_of(BUREAU, {FEES: "0"}, None, {part: text}) == set()


def test_fees_for_information_are_others_than_those_of_part_two() -> None:
    for text in (
        "依申请公开无收费事项。",
        "行政事业性收费12.5万元为殡葬服务费，未收取信息处理费。",
    ):
        assert rules_of(BUREAU, {FEES: "12.5"}, None, {"other": text}) == set()
