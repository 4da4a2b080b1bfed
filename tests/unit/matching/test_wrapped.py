"""Prose broken at a margin comes back in its paragraphs; everything else is left alone."""

from __future__ import annotations

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.matching.wrapped import unwrapped
from govreport_desktop.readers.text.text import read_text

_FIRST = (
    "2023年，我局坚持以公开为常态、不公开为例外，围绕水资源管理、河湖保护、农村供水等重点领域主动公开"
    "各类信息326条，其中工作动态211条、政策文件15条、财政信息12条、其他信息88条，做到应公开尽公开。"
)
_SECOND = (
    "全年收到政府信息公开申请9件，均为自然人提出，全部在法定期限内答复，没有因此引起的行政复议和行政诉讼，"
    "也没有收取信息处理费用。"
)


def _wrap(paragraph: str, width: int, indent: str = "") -> list[str]:
    """``paragraph`` in lines of ``width`` full-width characters; a digit is half of one."""
    lines = [indent]
    for char in paragraph:
        if sum(1 if ord(other) > 255 else 0.5 for other in lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


@pytest.mark.parametrize("width", [24, 28, 31, 40])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_broken_paragraphs_are_joined(width: int, indent: str) -> None:
    lines = ["（一）主动公开", *_wrap(_FIRST, width, indent), "（二）依申请公开"]
    lines += _wrap(_SECOND, width, indent)
    text = "\n".join(
        ["一、总体情况", *lines, "二、主动公开政府信息情况", "行政许可\t12", "行政处罚\t3"]
    )
    overview = match(read_text(text, "x")).texts["overview"].split("\n")
    assert overview == ["（一）主动公开", _FIRST, "（二）依申请公开", _SECOND]


def test_the_number_of_lines_stays() -> None:
    lines = ["甲", *_wrap(_FIRST, 24), "", "乙"]
    joined = unwrapped(lines)
    assert len(joined) == len(lines)
    assert joined[1] == _FIRST
    assert joined[-1] == "乙"


@pytest.mark.parametrize(
    "lines",
    [
        # Paragraphs that happen to be about as long as each other.
        ["我局全年在门户网站主动公开各类政府信息共计三百二十六条。"] * 5,
        # Labels of a table, one a line.
        ["1.属于国家秘密", "0", "2.其他法律行政法规禁止公开", "0", "3.危及“三安全一稳定”", "0"],
        [
            "一是加强学习培训提高业务能力水平，完善工作机制制度",
            "二是丰富解读形式，提升政策解读质量和效果水平",
        ]
        * 3,
        ["主动公开：一、组织领导", "依申请公开", "政府信息管理", "平台建设", "监督保障"],
    ],
)
def test_lines_that_are_no_broken_paragraph_stay(lines: list[str]) -> None:
    assert unwrapped(lines) == lines


def test_a_row_of_figures_is_no_line_of_prose() -> None:
    """A copy by lines breaks a label inside its bracket: （四 / ）无法提供."""
    row = "（四   1.本机关不掌握相关政府信息        68    0    0    28    0    0    96"
    prose = "　　全年受理申请并按期答复公开目录及时更新栏目齐全内容准确方便群众查询使用得到"
    text = [prose, prose, prose, prose, row, "）无   不掌握相"]
    assert unwrapped(text)[4:] == [row, "）无   不掌握相"]
