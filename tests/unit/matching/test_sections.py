"""Titles as offices write them; words of a title inside the prose cut nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import open_points
from govreport_desktop.matching.sections import cut
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.source import Place

_FORM = load_form("2021")
_TABLE = "行政许可\t1\n行政处罚\t2\n行政强制\t3"


def _parts(text: str) -> dict[str, list[str]]:
    lines = [Line(line, Place(0, row)) for row, line in enumerate(text.split("\n"))]
    return {
        part.section.id if part.section else "": [line.text for line in part.lines]
        for part in cut(lines, _FORM)
    }


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("一、总体情况", "overview"),
        ("一. 总体情况", "overview"),
        ("总体情况", "overview"),
        ("一、工作基本情况", "overview"),
        ("三、收到和处理政府信息公开的申请情况", "requests"),
        ("五、下一步工作打算", "problems"),
        ("第一部分 总体情况", "overview"),
        ("第二部分：主动公开政府信息情况", "proactive"),
        ("第五部分存在的主要问题及改进情况", "problems"),
        ("二、主动公开政府信息情况(数据填报)", "proactive"),
        ("二、主动公开情况", "proactive"),
        ("三、收到和处理政府信息公开申请情况（单位：件）", "requests"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("四、政府信息公开行政复议、行政诉讼情况", "disputes"),
        ("五、存在问题及改进情况", "problems"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("五、存在的主要问题和改进措施", "problems"),
        ("六、其他需要报告的事项", "other"),
        ("六、其它需要报告的事项", "other"),
        ("六、需要报告的其他事项", "other"),
    ],
)
def test_titles_are_recognised(title: str, section: str) -> None:
    assert _parts(f"前面的话。\n{title}\n正文。") == {"": ["前面的话。"], section: ["正文。"]}


def test_headings_inside_the_prose_cut_nothing() -> None:
    prose = [
        "（一）主动公开政府信息情况",
        "一是主动公开政府信息情况良好，二是收到和处理政府信息公开申请情况正常。",
        "（二）存在的主要问题及改进情况",
    ]
    text = "\n".join(
        ["一、总体情况", *prose, "二、主动公开政府信息情况", "表", "五、存在的主要问题及改进情况"]
    )
    parts = _parts(text)
    assert parts["overview"] == prose
    assert parts["proactive"] == ["表"]


def test_parts_may_be_numbered_in_brackets() -> None:
    numbers = "一二三四五六"
    body = [
        line
        for section, number in zip(_FORM.sections[1:], numbers, strict=True)
        for line in (f"（{number}）{section.heading}", f"（一）{section.heading}里的话。", "好。")
    ]
    parts = _parts("\n".join(["前言。", *body]))
    assert parts.pop("") == ["前言。"]
    assert parts == {s.id: [f"（一）{s.heading}里的话。", "好。"] for s in _FORM.sections[1:]}


def test_headings_in_brackets_inside_one_part_are_no_parts() -> None:
    prose = [
        "（一）总体情况",
        "（二）主动公开政府信息情况",
        "（三）收到和处理政府信息公开申请情况",
        "（五）存在的主要问题及改进情况",
    ]
    parts = _parts(
        "\n".join(
            [
                "一、总体情况",
                *prose,
                "二、主动公开政府信息情况",
                "表",
                "五、问题",
                "有。",
                "六、其他需要报告的事项",
                "无。",
            ]
        )
    )
    assert parts["overview"] == prose
    assert parts["problems"] == ["有。"]


def test_a_table_of_contents_cuts_nothing() -> None:
    titles = [section.title for section in _FORM.sections if section.number]
    body = [line for title in titles for line in (title, f"{title}的内容。")]
    parts = _parts("\n".join(["目录", *titles, *body]))
    assert parts[""] == ["目录", *titles]
    assert all(parts[s.id] == [f"{s.title}的内容。"] for s in _FORM.sections if s.number)


def test_a_title_may_run_into_its_text() -> None:
    assert _parts("六、其他需要报告的事项：本年度没有其他事项。") == {
        "": [],
        "other": ["本年度没有其他事项。"],
    }


@pytest.mark.parametrize(
    ("title", "office", "year"),
    [
        ("云岫市水务局2023年政府信息公开工作年度报告", "云岫市水务局", 2023),
        ("云岫市水务局\n2023年政府信息公开工作年度报告", "云岫市水务局", 2023),
        ("云岫市水务局２０２３年度政府信息公开工作报告", "云岫市水务局", 2023),
        ("2023年云岫市水务局政府信息公开工作年度报告", "云岫市水务局", 2023),
        ("2023年度云岫市水务局政府信息公开年报", "云岫市水务局", 2023),
        ("云岫市水务局政府信息公开工作年度报告（2023年度）", "云岫市水务局", 2023),
        ("云岫市水务局关于2023年政府信息公开工作情况的报告", "云岫市水务局", 2023),
        ("云岫市水务局政府信息公开2023年度报告", "云岫市水务局", 2023),
        ("云岫市水务局二〇二三年政府信息公开工作年度报告", "云岫市水务局", 2023),
    ],
)
def test_office_and_year_stand_in_the_title(title: str, office: str, year: int) -> None:
    text = f"{title}\n根据条例编制本报告。\n一、总体情况\n2022年和2022年、2022年。\n{_TABLE}"
    proposal = match(read_text(text, "x"))
    assert (proposal.office, proposal.year) == (office, year)
    assert proposal.texts["preamble"] == "根据条例编制本报告。"


def test_a_title_printed_twice_counts_once() -> None:
    text = (
        "标题: 某镇人民政府2020年政府信息公开工作年度报告\n索引号: /2021 文号: 无文号\n"
        "某镇人民政府2020年政府信息公开工作年度报告\n• 字号:\n前言。\n一、总体情况\n好。\n" + _TABLE
    )
    proposal = match(read_text(text, "x"))
    assert (proposal.office, proposal.year) == ("某镇人民政府", 2020)
    assert proposal.texts["preamble"] == "前言。"


def test_the_year_is_the_one_the_prose_names_most() -> None:
    text = f"一、总体情况\n2023年，我局成绩很多。与2022年相比，2023年更好。2024年继续。\n{_TABLE}"
    proposal = match(read_text(text, "x"))
    assert (proposal.office, proposal.year) == ("", 2023)


def test_what_a_page_prints_around_the_article_is_no_preamble() -> None:
    text = (
        "首页 > 公开\n某局2023年政府信息公开工作年度报告\n发布时间：2024-01-20\n前言。\n"
        f"一、总体情况\n好。\n{_TABLE}"
    )
    proposal = match(read_text(text, "x"))
    assert proposal.texts["preamble"] == "前言。"
    assert [item.text for item in proposal.unplaced] == ["首页 > 公开", "发布时间：2024-01-20"]


def test_prose_between_and_after_tables_is_neither_lost_nor_doubled() -> None:
    text = (
        f"一、总体情况\n第一段。\n\n　　第二段，数字12。\n二、主动公开政府信息情况\n{_TABLE}\n"
        "注：许可数含委托实施的部分，与上一年口径一致。\n五、存在的主要问题及改进情况\n问题。\n"
        "六、其他需要报告的事项\n无\n云岫市水务局\n2024年1月20日"
    )
    proposal = match(read_text(text, "x"))
    assert proposal.texts["overview"] == "第一段。\n第二段，数字12。"
    assert proposal.texts["other"] == "无"
    assert [item.text for item in proposal.unplaced] == [
        "注：许可数含委托实施的部分，与上一年口径一致。"
    ]


def _whole_without(*ids: str) -> str:
    parts = {section.id: section.title for section in _FORM.sections if not section.optional}
    return "某局2024年政府信息公开工作年度报告\n" + "\n".join(
        f"{title}\n" + (_TABLE if section == "proactive" else "好。")
        for section, title in parts.items()
        if section not in ids
    )


@pytest.mark.parametrize(("gone", "kept"), [("disputes", "requests"), ("other", "problems")])
def test_a_part_that_is_not_there_is_said_and_stays_open(gone: str, kept: str) -> None:
    proposal = match(read_text(_whole_without(gone), "a.txt"))
    title, other = _FORM.section(gone).title, _FORM.section(kept).title
    assert any(title in note and "来源是否完整" in note for note in proposal.notes)
    assert not any(f"没有“{other}" in note for note in proposal.notes)
    assert any(title in point.words for point in open_points(proposal))


def test_a_table_below_its_title_of_which_nothing_was_read_is_said() -> None:
    text = f"二、主动公开政府信息情况\n{_TABLE}\n三、收到和处理政府信息公开申请情况\n见附图。"
    source = replace(read_text(text, "a.txt"), pictures=1)
    notes = match(source).notes
    title = _FORM.section("requests").title
    assert any(f"没有读到“{title}”的表" in note and "图片" in note for note in notes)


def test_a_single_row_is_no_torso_of_a_report() -> None:
    assert match(read_text(_TABLE, "a.txt")).notes == ()


def test_a_page_cut_off_names_every_part_behind_the_cut() -> None:
    proposal = match(
        read_text(
            "云岭县档案局2024年政府信息公开工作年度报告\n一、总体情况\n深化公开，服务群众。\n"
            "二、主动公开政府信息情况\n行政许可\t5\n行政处罚\t6\n",
            "来文",
        )
    )
    said = "".join(proposal.notes)
    for title in ("三、收到和处理", "四、政府信息公开行政复议", "五、存在的主要问题", "六、其他"):
        assert title in said, title
