"""Titles and signatures break by sense, in lines that stand well below each other."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.divisions import divisions_in
from govreport_desktop.paths import resources
from govreport_desktop.writers.seams import (
    INDENT,
    LINE_ROOM,
    SIGNATURE_ROOM,
    TITLE_ROOM,
    heading_lines,
    seams,
    signature_lines,
    title_lines,
    width,
)

REST = "2026年政府信息公开工作年度报告"
LINES = [
    line.split()
    for line in (resources() / "divisions.txt").read_text(encoding="utf-8").splitlines()
]
ORGANS = (
    "人民政府",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "市场监督管理局",
    "卫生健康委员会",
)


@pytest.mark.parametrize(
    ("office", "lines"),
    [
        ("青屿市海洋渔业局", ["青屿市海洋渔业局", REST]),
        (
            "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县哈拉奇乡人民政府",
            ["新疆维吾尔自治区", "克孜勒苏柯尔克孜自治州", "阿合奇县哈拉奇乡人民政府", REST],
        ),
        (
            "湖北省恩施土家族苗族自治州来凤县绿水镇人民政府办公室",
            ["湖北省恩施土家族苗族自治州", "来凤县绿水镇人民政府办公室", REST],
        ),
        (
            "贵州省黔西南布依族苗族自治州住房公积金管理中心",
            [
                "贵州省黔西南布依族苗族自治州",
                "住房公积金管理中心2026年",
                "政府信息公开工作年度报告",
            ],
        ),
        (
            "国家税务总局克孜勒苏柯尔克孜自治州税务局",
            ["国家税务总局克孜勒苏柯尔克孜自治州税务局", REST],
        ),
    ],
)
def test_a_long_title_breaks_between_its_words(office: str, lines: list[str]) -> None:
    assert list(title_lines(office, REST)) == lines


@pytest.mark.parametrize(
    ("office", "lines"),
    [
        (
            "北原自治区苍旗盟白音左翼后旗乌兰哈达苏木人民政府",
            ["北原自治区苍旗盟", "白音左翼后旗乌兰哈达苏木人民政府", REST],
        ),
        (
            "青岭自治区白沙里族自治州溪口县人民政府办公室",
            [
                "青岭自治区白沙里族自治州",
                "溪口县人民政府办公室2026年",
                "政府信息公开工作年度报告",
            ],
        ),
        (
            "东岚省云岫市青屿县处置非法集资工作领导小组办公室",
            ["东岚省云岫市青屿县", "处置非法集资工作领导小组办公室", REST],
        ),
        (
            "吉林省延边朝鲜族自治州和龙市龙城镇人民政府",
            ["吉林省延边朝鲜族自治州", "和龙市龙城镇人民政府", REST],
        ),
    ],
)
def test_places_of_no_list_are_known_by_how_they_end(office: str, lines: list[str]) -> None:
    assert list(title_lines(office, REST)) == lines


@pytest.mark.parametrize(
    ("office", "lines"),
    [
        ("东岚省林业和草原局青屿自然保护区管理局", ["东岚省林业和草原局", "青屿自然保护区管理局"]),
        ("天津市滨海新区人民政府新港街道办事处", ["天津市滨海新区人民政府", "新港街道办事处"]),
        ("东岚省云岫市市政园林和市容环境管理局", ["东岚省云岫市", "市政园林和市容环境管理局"]),
        ("东岚省云岫市部队转业干部安置工作办公室", ["东岚省云岫市", "部队转业干部安置工作办公室"]),
        ("云岭省沐江市会稽区人力资源和社会保障局", ["云岭省沐江市会稽区", "人力资源和社会保障局"]),
        ("教育部直属高校工作办公室和科学技术司", ["教育部直属高校", "工作办公室和科学技术司"]),
    ],
)
def test_a_signature_breaks_where_its_organs_do(office: str, lines: list[str]) -> None:
    assert list(signature_lines(office)) == lines


_NAMES = st.text("青屿云岫白沙柏石临溪枫桥望川银杉克孜尔柯族和会科所", min_size=2, max_size=5)


@given(
    _NAMES, _NAMES, _NAMES, st.sampled_from(("县", "区", "旗", "自治县")), st.sampled_from(ORGANS)
)
def test_a_line_ends_behind_an_invented_place_and_never_in_it(
    province: str, city: str, county: str, end: str, organ: str
) -> None:
    places = [f"{province}省", f"{city}市", county + end]
    office = "".join(places) + organ
    bounds = list(accumulate(map(len, places)))
    inside = set(range(1, bounds[-1])).difference(bounds)
    assert set(bounds) <= set(seams(office))
    assert not inside.intersection(seams(office))
    for lines in (title_lines(office, REST), signature_lines(office)):
        assert not inside.intersection(accumulate(map(len, lines)))


@pytest.mark.parametrize(
    ("office", "ends"),
    [
        (
            "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县"
            "卫生健康和人口发展综合改革与老龄事业推进委员会办公室",
            "新疆维吾尔自治区|克孜勒苏柯尔克孜自治州|阿合奇县|卫生健康|和|人口|发展|综合改革|与|老龄事业|推进|"
            "委员会|办公室",
        ),
        (
            "青岭省云岫市统筹推进城乡融合与特色小镇培育及数字乡村示范建设工作联席会议办公室",
            "青岭省|云岫市|统筹推进|城乡融合与|特色小镇|培育及|数字乡村|示范|建设|工作|联席会议|办公室",
        ),
        (
            "东岚省青屿县优化提升营商法治环境暨深化放管服协调联动攻坚专班领导小组",
            "东岚省|青屿县|优化提升|营商|法治环境暨|深化放管服|协调联动|攻坚专班|领导小组",
        ),
    ],
)
def test_what_is_longer_than_a_line_breaks_between_its_own_words(office: str, ends: str) -> None:
    bounds = set(accumulate(map(len, ends.split("|"))))
    for lines in (title_lines(office, REST), signature_lines(office)):
        inside = set(accumulate(map(len, lines))) - {len(office + REST)}
        assert {at for at in inside if at < len(office)} <= bounds, lines
        assert min(map(width, lines)) > 2, lines
    assert title_lines(office, REST)[-1] == REST


def test_half_an_office_is_no_company_for_the_title() -> None:
    office = "灵川省澜沧木雅族羌塘族自治州青禾木雅族自治县云岭镇经济发展和科技创新局"
    assert title_lines(office, REST) == (
        "灵川省澜沧木雅族羌塘族自治州",
        "青禾木雅族自治县云岭镇",
        "经济发展和科技创新局",
        REST,
    )


def test_a_signature_breaks_between_its_words() -> None:
    assert signature_lines("黔东南苗族侗族自治州住房和城乡建设局") == (
        "黔东南苗族侗族自治州",
        "住房和城乡建设局",
    )
    assert signature_lines("某县审计局") == ("某县审计局",)
    assert signature_lines("") == ()


@given(st.sampled_from(LINES), st.data(), st.sampled_from(ORGANS))
def test_no_division_is_cut_and_no_line_too_long(
    line: list[str], data: st.DataObject, organ: str
) -> None:
    above, below = line[0], data.draw(st.sampled_from(line[1:]))
    office = above + below + organ if above != below else above + organ
    for lines, room in (
        (title_lines(office, REST), TITLE_ROOM),
        (signature_lines(office), SIGNATURE_ROOM),
    ):
        assert "".join(lines) in (office + REST, office)
        assert all(0 < width(text) <= room for text in lines)
        ends = set(accumulate(map(len, lines)))
        begun = 0
        for division in divisions_in(office):
            inside = range(begun + 1, begun + len(division))
            assert not ends.intersection(inside), lines
            begun += len(division)


@pytest.mark.parametrize("name", ["局" * 300, "某局" * 12, "A" * 5000, "（" * 60, "和" * 40])
def test_a_name_without_sense_still_has_lines(name: str) -> None:
    for lines, room in (
        (title_lines(name, REST), TITLE_ROOM),
        (signature_lines(name), SIGNATURE_ROOM),
    ):
        assert "".join(lines).startswith(name)
        assert all(width(text) <= room + 1 for text in lines)


@pytest.mark.parametrize(
    "broken",
    [
        "四、因政府信息公开工作被申请行政复议、|提起行政诉讼情况",
        "三、收到和处理政府信息公开申请、行政执法、信访、|行政复议、行政应诉情况",
        "一、总体情况",
        "一、" + "字" * 24,
    ],
)
def test_the_heading_of_a_part_breaks_by_sense(broken: str) -> None:
    assert heading_lines(broken.replace("|", "")) == tuple(broken.split("|"))


@given(st.lists(st.sampled_from([*ORGANS, "情况", "、", "申请", "2026年"]), max_size=14))
def test_lines_of_a_heading_are_what_fills_their_column(words: list[str]) -> None:
    text = "四、" + "".join(words)
    lines = heading_lines(text)
    assert "".join(lines) == text
    if len(lines) > 1:
        room = max(INDENT + width(lines[0]), *map(width, lines[1:]))
        assert room <= LINE_ROOM
        assert set(accumulate(map(len, lines[:-1]))) <= set(seams(text))
        for line, following in pairwise(lines):
            taken = width(line) + (INDENT if line is lines[0] else 0)
            assert taken + width(following[0]) > room
