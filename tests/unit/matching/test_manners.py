"""Manners of published pages: what is read, named, and left out."""

from __future__ import annotations

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html

_TABLE = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n"
_HEAD = "信息内容 | 本年处理决定数量 | ||\n"
_APPLICANTS = (
    "自然人 |\n法人或其他组织 |\n总计 |\n|||||||\n商业企业 |\n科研机构 |\n社会公益组织 |\n"
    "法律服务机构 |\n其他 |\n||||\n"
)


def _read(text: str) -> Proposal:
    return match(read_text(text, "来文"))


def _cells(proposal: Proposal) -> dict[str, object]:
    return {str(address): value for address, value in proposal.values.items()}


# ---------------------------------------------------------------- prose without tables
_PROSE = (
    "松溪县水利局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息 41 条。\n"
    "二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n解读形式单一。\n"
    "六、其他需要报告的事项\n无。"
)


def test_a_page_whose_tables_are_pictures_gives_its_prose_and_says_so() -> None:
    page = "".join(f"<p>{line}</p>" for line in _PROSE.split("\n")) + '<img src="表二.png">'
    proposal = match(read_html(page.encode(), "网页"))
    assert (proposal.office, proposal.year) == ("松溪县水利局", 2023)
    assert proposal.texts == {
        "overview": "全年公开信息 41 条。",
        "problems": "解读形式单一。",
        "other": "无。",
    }
    assert not proposal.values
    assert any("只读入了文字" in note for note in proposal.notes)


@pytest.mark.parametrize(
    "text",
    [
        _PROSE,
        "一、总体情况\n今年春季植树 300 棵。\n二、经费\n无。",
        "一、编制背景\n政府信息公开年度报告是法定制度。\n二、编制依据\n《条例》。",
    ],
)
def test_a_text_without_tables_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="没有找到年度报告的表格"):
        _read(text)


@pytest.mark.parametrize(
    "title",
    [
        "一、概述",
        "一、政府信息公开工作的基本情况",
        "一、总体情况。",
        "一、总体情况：",
        "1. 总体情况",
    ],
)
def test_part_one_goes_by_several_names(title: str) -> None:
    proposal = _read(f"{title}\n全年公开政府信息 8 条。\n{_TABLE}")
    assert proposal.texts["overview"] == "全年公开政府信息 8 条。"


def test_points_within_part_one_that_are_named_like_parts_cut_nothing() -> None:
    proposal = _read(
        "一、总体情况\n1、主动公开政府信息情况\n全年公开 8 条。\n2、依申请公开政府信息情况\n"
        f"收到申请 1 件。\n3、政府信息管理\n管理规范。\n二、主动公开政府信息情况\n{_TABLE}"
    )
    assert proposal.texts["overview"].count("\n") == 5
    assert not proposal.unplaced


# ---------------------------------------------------------------- tables
def test_a_sentence_between_a_title_and_its_barred_table_is_named() -> None:
    sentence = "2023年，我局收到申请 4 件，均已答复。"
    proposal = _read(
        f"三、收到和处理政府信息公开申请情况\n{sentence}\n|\n{_APPLICANTS}"
        "一、本年新收政府信息公开申请数量 |\n4 |\n0 |\n0 |\n0 |\n0 |\n0 |\n4 |\n||\n"
    )
    assert sentence in [item.text for item in proposal.unplaced]
    assert _cells(proposal)["requests/received/natural_person"] == 4


def test_a_sentence_in_a_cell_of_a_barred_table_is_named() -> None:
    note = "注：许可数含委托下级实施的部分，口径与上一年一致。"
    proposal = _read(
        f"二、主动公开政府信息情况\n行政许可 |\n7 |\n{note} |\n行政处罚 |\n2 |\n行政强制 |\n0 |\n"
    )
    assert [item.text for item in proposal.unplaced] == [note]


@pytest.mark.parametrize(
    "text",
    [
        f"{_HEAD}行政处罚 | 5 | ||\n行政许可 | |||\n行政强制 | 0 | ||\n",
        "行政处罚 |\n5 |\n行政许可 |\n|\n行政强制 |\n0 |\n",
        "信息内容\n本年处理决定数量\n行政处罚\n5\n行政许可\n行政强制\n0\n",
    ],
)
def test_a_row_without_any_number_is_stated_blank(text: str) -> None:
    values = _cells(_read(text))
    assert values["proactive/penalties/decisions"] == 5
    assert values["proactive/compulsion/decisions"] == 0
    assert values["proactive/licences/decisions"] is None


def test_a_label_cut_off_at_the_end_states_nothing() -> None:
    values = _cells(_read("行政处罚\n5\n行政强制\n0\n行政许可\n"))
    assert "proactive/licences/decisions" not in values


def test_a_row_of_the_requests_without_any_number_is_blank_in_every_cell() -> None:
    bars = "|\n" * 7
    proposal = _read(
        f"{_APPLICANTS}一、本年新收政府信息公开申请数量 |\n4 |\n0 |\n0 |\n0 |\n0 |\n0 |\n4 |\n||\n"
        f"（一）予以公开 |\n{bars}（二）部分公开 |\n4 |\n0 |\n0 |\n0 |\n0 |\n0 |\n4 |\n"
    )
    granted = [v for a, v in proposal.values.items() if a.row == "granted"]
    assert granted == [None] * 6
    assert _cells(proposal)["requests/partial/natural_person"] == 4


def test_a_first_number_before_blanks_stands_in_the_first_column() -> None:
    proposal = _read(
        f"{_APPLICANTS}一、本年新收政府信息公开申请数量 |\n21 |\n|\n|\n|\n|\n|\n21 |\n||\n"
        "（一）予以公开 |\n9 |\n|\n|\n|\n|\n|\n|\n|\n"
        "（二）部分公开 |\n12 |\n|\n|\n|\n|\n|\n12 |\n||\n"
    )
    assert proposal.values[CellAddress("requests", "granted", "natural_person")] == 9
    assert proposal.values[CellAddress("requests", "granted", "business")] is None
    assert not proposal.unplaced


def test_labels_broken_over_two_rows_of_a_header_count_by_place() -> None:
    proposal = _read(
        "三、收到和处理政府信息公开申请情况\n"
        "自然人 | 法人或其他组织 | 总计 |\n"
        "商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |\n"
        "一、本年新收政府信息公开申请数量 | 6 | | | | | 1 | 7 |\n"
        "二、上年结转政府信息公开申请数量 | | | | | | | 0 |\n"
        "三、本年度办理结果 | （一）予以公开 | 5 | | | | | 1 | 6 |\n"
        "| | 1.属于国家秘密 | 1 | | | | | | 1 |\n"
    )
    assert not proposal.unplaced
    found = {str(a): v for a, v in proposal.values.items() if v is not None}
    assert found == {
        "requests/received/natural_person": 6,
        "requests/received/other_organisation": 1,
        "requests/granted/natural_person": 5,
        "requests/granted/other_organisation": 1,
        "requests/denied.state_secret/natural_person": 1,
    }


@pytest.mark.parametrize(
    ("words", "change"), [("减4", -4), ("增3", 3), ("减少2项", -2), ("增加1", 1), ("-5", -5)]
)
def test_a_change_may_be_written_in_words(words: str, change: int) -> None:
    values = _cells(
        _read(
            "第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n"
            f"行政许可\n16\n{words}\n230\n其他对外管理服务事项\n0\n0\n0\n"
        )
    )
    assert values["proactive/licences/last_year_items"] == 16
    assert values["proactive/licences/change"] == change
    assert values["proactive/licences/decisions"] == 230


# ---------------------------------------------------------------- title, office, page
@pytest.mark.parametrize(
    "title",
    [
        "松溪县水利局2023年政府信息公开工作\n年度报告",
        "松溪县水利局2023年政府\n信息公开工作年度报告",
        "松溪县水利局2023\n政府信息公开工作年度报告",
        "松溪县水利局2023年信息公开工作年度报告",
    ],
)
def test_a_title_over_two_lines_is_one_title(title: str) -> None:
    proposal = _read(f"首页\n{title}\n前言一句。\n一、总体情况\n好。\n{_TABLE}")
    assert (proposal.office, proposal.year) == ("松溪县水利局", 2023)
    assert proposal.texts["preamble"] == "前言一句。"


@pytest.mark.parametrize(
    "line",
    [
        "更新日期:2024-01-20 信息来源:松溪县水利局 浏览:",
        "添加时间：2024-01-25 |",
        "访问量:",
        "来自:松溪县水利局 时间:2024-01-13",
        "索引号000014349/2024-74857",
        "文 号： 有 效 性：",
        "用微信扫描二维码分享至好友和朋友圈",
        "点击查看解读",
        "云岫市水务局",
        "2024年01月20日 09:30",
    ],
)
def test_what_a_page_prints_around_a_report_is_named_and_no_preamble(line: str) -> None:
    proposal = _read(
        f"云岫市水务局2023年政府信息公开工作年度报告\n{line}\n前言一句。\n一、总体情况\n好。\n{_TABLE}"
    )
    assert proposal.texts["preamble"] == "前言一句。"
    assert [item.text.strip(" |") for item in proposal.unplaced] == [line.strip(" |")]


@pytest.mark.parametrize(
    ("preamble", "office"),
    [
        ("现公布松溪县水利局2023年政府信息公开工作年度报告。", "松溪县水利局"),
        ("现将有关规定编制发布松溪县水利局2023年度政府信息公开工作报告。", "松溪县水利局"),
        ("现公布《松溪县2023年政府信息公开工作年度报告》。", "松溪县"),
        ("如有疑问，请与松溪县水利局办公室联系（电话：0000-1234567）。", "松溪县水利局"),
        ("如有疑问，请与松溪县人民政府办公室联系（电话：0000-1234567）。", ""),
        ("现公布我局2023年政府信息公开工作年度报告。", ""),
        ("现公开区人民政府办公室2023年政府信息公开工作年度报告。", ""),
        ("根据《关于做好2023年政府信息公开工作年度报告编制工作的通知》，编制本报告。", ""),
    ],
)
def test_the_office_may_be_named_in_the_preamble(preamble: str, office: str) -> None:
    proposal = _read(f"{preamble}\n一、总体情况\n好。\n{_TABLE}")
    assert proposal.office == office
    assert proposal.texts["preamble"] == preamble


def test_what_a_page_prints_over_two_lines_is_named() -> None:
    proposal = _read(
        "云岫市水务局2023年政府信息公开工作年度报告\n编辑\n黄小平\n（1）前言一句\n一、总体情况\n好。\n"
        + _TABLE
    )
    assert proposal.texts["preamble"] == "（1）前言一句"
    assert [item.text for item in proposal.unplaced] == ["编辑", "黄小平"]
