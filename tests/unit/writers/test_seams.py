"""Titles and signatures break by sense, in lines that stand well below each other."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.divisions import divisions_in
from govreport_desktop.paths import resources
from govreport_desktop.writers.seams import (
    SIGNATURE_ROOM,
    TITLE_ROOM,
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
