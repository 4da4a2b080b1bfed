"""R45 to R48: part five, governments, figures a locality wants."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from govreport_desktop.checks import CheckSettings, Problem, Severity, check
from govreport_desktop.checks.words.vague import indefinite
from tests.unit.checks.corpus import Passage

OVERVIEW = "主动公开、依申请公开、信息管理、平台建设和监督保障都已落实。"
VAGUE = (
    "公开意识有待增强，工作主动性不够。业务水平有待提高，信息质量不高。"
    "工作机制不够健全，制度落实不到位。将进一步加强学习，修订公开指南，9月底前完成轮训。"
)


def found(passage: Passage, rule: str, settings: CheckSettings | None = None) -> list[Problem]:
    return [p for p in check(passage.report(), settings) if p.rule == rule]


@pytest.mark.parametrize(
    ("office", "severity"),
    [
        ("青禾县人民政府", Severity.WARNING),
        ("青禾县柳林镇人民政府", Severity.INFO),
        ("青禾县人民政府办公室", None),
        ("青禾县城关街道办事处", None),
        ("青禾县档案局", None),
        ("国家税务总局青禾县税务局", None),
    ],
)
def test_only_a_government_has_to_tell_of_assessment(
    office: str, severity: Severity | None
) -> None:
    problems = found(Passage(file="a", text=OVERVIEW, office=office), "R47")
    assert [p.severity for p in problems] == ([] if severity is None else [severity])


def test_only_what_is_missing_is_asked_for() -> None:
    text = f"{OVERVIEW}公开工作纳入绩效考核，群众满意度测评得分居前。"
    (problem,) = found(Passage(file="a", text=text, office="青禾县人民政府"), "R47")
    assert "没有写到责任追究的结果" in problem.message


@pytest.mark.parametrize(
    "clause",
    [
        "公开意识有待增强",
        "将进一步加强学习和培训",
        "一是工作机制不够健全",
        "切实提升公开质量和水平",
    ],
)
def test_stock_words_alone_say_nothing_definite(clause: str) -> None:
    assert indefinite(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "公众号与网站更新不同步",
        "9月底前加强培训",
        "规范性文件的图解偏少",
        "完善《公开指南》",
        "每季度开展培训",
        "个别乡镇没有专人",
    ],
)
def test_an_object_a_number_or_a_date_is_definite(clause: str) -> None:
    assert not indefinite(clause)


def test_the_share_from_which_part_five_is_indefinite_is_a_setting() -> None:
    passage = Passage(file="a", text=VAGUE, section="problems")
    usual = CheckSettings()
    assert not found(passage, "R45", usual)
    (problem,) = found(passage, "R45", replace(usual, vague_share=Decimal("0.7")))
    assert problem.figures == (9, 7, 78)
    assert len(problem.spans) == 7


def test_a_part_five_taken_over_is_told_whatever_is_said_of_the_whole_report() -> None:
    """The share of the whole hides that of part five: both stand."""
    old = "养护工程的公开停留在中标环节。农村客运线路的站牌没有更换完毕。"
    passage = Passage(file="a", text=old, section="problems", last={"problems": old})
    (problem,) = found(passage, "R46", CheckSettings(off=frozenset({"R16"})))
    assert problem.figures == (2, 2, 100)
    new = {"overview": "今年公布了县道改建的全部合同。客运站的电子屏每天播出票价和班次。"}
    both = replace(passage, texts=new, last={"problems": old})
    (problem,) = found(both, "R46")
    assert problem.figures == (2, 2, 100)
    assert len(found(both, "R16")) == 1


def test_figures_that_are_wanted_are_named_until_they_are_there() -> None:
    settings = CheckSettings(required_figures=("政策解读", "回应", "听证会"))
    passage = Passage(file="a", text="2023年做好政策解读工作。回应留言12条。")
    (problem,) = found(passage, "R48", settings)
    assert "数字：政策解读、听证会，" in problem.message
    told = replace(passage, text="政策解读共4篇，回应留言12条，未召开听证会。")
    assert not found(told, "R48", settings)
