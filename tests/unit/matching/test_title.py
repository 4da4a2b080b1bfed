"""Titles of several lines, without a year, or inside an announcement; what stands under them."""

from __future__ import annotations

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text

_TABLE = "行政许可\t1\n行政处罚\t2\n行政强制\t3"
_BODY = (
    f"根据条例编制本报告。\n一、总体情况\n2023年，成绩很多。\n{_TABLE}\n"
    "六、其他需要报告的事项\n无。"
)


def _read(front: str) -> Proposal:
    proposal = match(read_text(f"{front}\n{_BODY}", "x"))
    assert proposal.texts["preamble"] == "根据条例编制本报告。"
    return proposal


@pytest.mark.parametrize(
    "title",
    [
        "云岫市水务局\n2023年政府信息公开\n工作年度报告",
        "云岫市水务局\n2023年\n政府信息公开工作\n年度报告",
        "首页\n云岫市水务局2023年\n政府信息公开\n工作年度报告",
        "云岫市水务局政府信息公开工作年度报告",
        "云岫市水务局\n政府信息公开工作年度报告",
        "云岫市水务局\n政府信息公开\n工作年度报告",
        "云岫市水务局政府信息公开工作年度报告\n（2023年度）",
        "历年政府信息公开年报\n云岫市水务局政府信息公开年报",
        "云岫市水务局关于2023年政府信息公开工作年度报告的公告",
        "云岫市水务局关于公布2023年政府信息公开工作年度报告的通知",
        "云岫市水务局关于印发《云岫市水务局2023年政府信息公开工作年度报告》的通知",
        "关于发布《云岫市水务局2023年政府信息公开工作年度报告》的公告",
        "关于公开云岫市水务局二〇二三年度政府信息公开工作年报的函",
    ],
)
def test_office_and_year_are_read_of_any_title(title: str) -> None:
    proposal = _read(title)
    assert (proposal.office, proposal.year) == ("云岫市水务局", 2023)
    links = [line for line in title.split("\n") if line in ("首页", "历年政府信息公开年报")]
    assert [item.text for item in proposal.unplaced] == links


@pytest.mark.parametrize(
    "under",
    [
        "（2024年1月20日）",
        "二〇二四年一月二十日",
        "2024-01-20 10:23",
        "2024-01-20 来源：市水务局",
        "2024年01月20日 10:23 来源：市水务局 浏览次数：326次",
        "发布时间：2024-01-20 字号：大 中 小",
        "【字体：大 中 小】",
        "云水发〔2024〕3号",
        "各区县水务局，局属各单位：",
    ],
)
def test_what_stands_under_a_title_is_named_and_no_preamble(under: str) -> None:
    for title in ("云岫市水务局2023年政府信息公开工作年度报告", "云岫市水务局政府信息公开年报"):
        proposal = _read(f"{title}\n{under}")
        assert (proposal.office, proposal.year) == ("云岫市水务局", 2023)
        assert [item.text for item in proposal.unplaced] == [under]


@pytest.mark.parametrize(
    ("above", "office"),
    [
        (
            ["恩施土家族苗族自治州", "来凤县绿水镇人民政府"],
            "恩施土家族苗族自治州来凤县绿水镇人民政府",
        ),
        (
            ["新疆维吾尔自治区", "阿克苏地区", "库车市财政局"],
            "新疆维吾尔自治区阿克苏地区库车市财政局",
        ),
        (["金华市人力资源和", "社会保障局"], "金华市人力资源和社会保障局"),
        # A site's own name, and a place the office does not lie in.
        (["金华市人民政府", "金华市财政局"], "金华市财政局"),
        (["金华市", "金华市财政局"], "金华市财政局"),
        (["绍兴市", "义乌市财政局"], "义乌市财政局"),
    ],
)
@pytest.mark.parametrize("joined", [False, True])
def test_a_name_that_begins_on_the_lines_above_is_whole(
    above: list[str], office: str, joined: bool
) -> None:
    title = "2023年政府信息公开工作年度报告"
    lines = [*above[:-1], above[-1] + title] if joined else [*above, title]
    assert _read("\n".join(lines)).office == office
