"""R44: the quick look that spares most reports the patterns of names leaves out none of them."""

from __future__ import annotations

import pytest

from govreport_desktop.checks.words import people
from tests.unit.checks.corpus import Passage, passages

_PATTERNS = (people._FORMAL, people._COMMON, people._TOGETHER, people._CASE, people._ASKS)
_NAMED = (
    "申请人李建国向我局提出申请。",
    "申请人为欧阳修文多次来电。",
    "村民王秀兰、李国强等5人申请公开征地文件。",
    "李建国诉某县自然资源局一案已经审结。",
    "司马文等人书面申请公开图纸。",
    "家住阳光小区的陈大勇申请公开规划图。",
    "我局收到申请。欧阳文海当面要求公开图纸。",
)


@pytest.mark.parametrize("text", _NAMED)
def test_a_name_is_found_wherever_it_stands(text: str) -> None:
    found = Passage(file="here", text=text).problems()
    assert any(problem.key.startswith("R44.names:") for problem in found)


def test_what_any_pattern_of_names_matches_is_looked_at() -> None:
    matched = 0
    for text in (*_NAMED, *(passage.text for passage in passages())):
        for plain in (text, f"。{text}", text.replace("。", "，")):
            if any(pattern.search(plain) for pattern in _PATTERNS):
                matched += 1
                assert people._may_be_named(plain), plain
    assert matched > 3 * len(_NAMED)


@pytest.mark.parametrize(
    "text", ["全年未收到政府信息公开申请。", "本年度没有行政诉讼。", "畅通申请公开渠道。"]
)
def test_most_reports_have_no_need_of_the_patterns(text: str) -> None:
    assert not people._may_be_named(text)
