"""What filled-in sheets say of themselves, and what blank ones ask for."""

from __future__ import annotations

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

_ROWS = (
    ("规章", "1", "0", "3"),
    ("行政规范性文件", "2", "1", "9"),
)


def sheet(*first: str | tuple[str, ...]) -> Proposal:
    """The proposal of a sheet with these lines above its table: texts, or rows of cells."""
    head = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    blocks: list[SourceParagraph | SourceTable] = []
    for line in first:
        if isinstance(line, str):
            blocks.append(SourceParagraph(line))
        else:
            blocks.append(SourceTable((tuple(map(SourceCell, line)),)))
    blocks.append(SourceTable(tuple(tuple(map(SourceCell, row)) for row in (head, *_ROWS))))
    return match(Source("表", tuple(blocks)))


@pytest.mark.parametrize(
    "first",
    [
        ("填报单位：云岭县档案局", "填报年度：2024年", "填报人：张三　联系电话：0871-6543210"),
        ("填报单位：云岭县档案局（盖章）  报告年度：２０２４  填报人：张三 电话:0871-6543210",),
        (("填报单位：", "云岭县档案局", "填报年度", "2024"), ("填报人", "张三", "电话", "6543210")),
        (("填报单位：云岭县档案局", "", "填报年度：2024年"), ("填报人：张三", "电话：6543210")),
    ],
)  # fmt: skip
def test_a_sheet_names_office_year_and_contact(first: tuple[str | tuple[str, ...], ...]) -> None:
    proposal = sheet(*first)
    assert (proposal.office, proposal.year) == ("云岭县档案局", 2024)
    assert proposal.fields.get("contact_name", "张三") == "张三"
    assert "preamble" not in proposal.texts
    assert not any("档案局" in item.text for item in proposal.unplaced)


def test_what_the_report_has_no_place_for_is_named() -> None:
    proposal = sheet("填报单位：云岭县档案局　负责人：李四　填报日期：2025年1月9日")
    assert [item.text for item in proposal.unplaced] == ["负责人：李四", "填报日期：2025年1月9日"]


def test_words_of_the_table_are_no_preamble() -> None:
    assert "preamble" not in sheet("第二十条第（一）项").texts


def test_a_sentence_with_such_words_stays_prose() -> None:
    said = "联系电话：0871-6543210。本报告由局办公室填报，如有疑问请与办公室联系。"
    assert sheet(said).texts["preamble"] == said


_TEXT = (
    "云岭县档案局2024年政府信息公开工作年度报告\n一、总体情况\n{}\n二、主动公开政府信息情况\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t0\t3\n行政规范性文件\t2\t1\t9\n"
    "五、存在的主要问题及改进情况\n{}\n六、其他需要报告的事项\n{}\n"
)


def test_the_prompts_of_the_blank_form_are_no_text() -> None:
    other = "（文字描述，收取信息处理费情况在此处报告。）"
    proposal = match(read_text(_TEXT.format("（文字描述）", "（文字描述）", other), "x"))
    assert not any(proposal.texts.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("云岭大学2022-2023学年信息公开年度报告\n一、概述\n学校重视。", "学校"),
        ("云岭县第一中学2023年信息公开工作年度报告\n一、概述\n学校重视。", "学校"),
        (
            "云岭县2016年政府信息公开工作年度报告\n一、概述\n我县重视。\n文件数 3",
            "2016 年度",
        ),
        ("附表\n政府信息公开情况统计表\n统计指标 单位 统计数\n主动公开政府信息数 条 30", "统计表"),
        ("云岭水务集团有限公司2023年信息公开年度报告\n一、概述\n公司重视。", "企事业单位"),
    ],
)
def test_reports_of_other_kinds_are_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        match(read_text(text, "来文.txt"))
    assert "“来文.txt”" in str(caught.value)
    assert str(caught.value).endswith("。")


def test_an_old_year_in_the_title_of_a_report_on_the_present_form_is_read() -> None:
    rows = "\n".join(f"行政许可\t{n}" for n in range(1))
    text = _TEXT.format("本年度公开。", "问题不多。", "无。") + rows
    assert match(read_text(text.replace("2024", "2004"), "x"), year=2024).values
