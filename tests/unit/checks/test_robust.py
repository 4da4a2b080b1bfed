"""Whatever is typed, checks answer, quickly, and point into the text."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.checks import check
from tests.unit.checks.corpus import Passage, passages

_WORDS = st.sampled_from(
    [
        *"，。；：、（）“”《》【】\n 0123456789%.,()一二三四五六七八九十年月日件条次个项万亿余近约",
        *("其中", "共计", "分别为", "收到", "政府信息公开申请", "行政复议", "同比增长", "占"),
        *("一是", "二是", "三个方面", "2022年", "2023年", "我局", "结转下年度", "予以公开"),
        *("{requests/received/total}", "１２", "ＸＸ", "规范性文件", "制发", "1月1日至12月31日"),
    ]
)


@given(st.lists(_WORDS, max_size=60).map("".join))
def test_any_text_is_checked_and_every_span_lies_in_it(text: str) -> None:
    report = Passage(file="random", text=text).report()
    problems = check(report)
    assert len({problem.key for problem in problems}) == len(problems)
    for problem in problems:
        for section, start, end in problem.spans:
            assert section == "overview"
            assert 0 <= start <= end <= len(text)


@given(st.sampled_from(passages()), st.data())
def test_a_passage_cut_anywhere_is_checked(passage: Passage, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(passage.text)))
    for text in (passage.text[:cut], passage.text[cut:]):
        check(Passage(file="cut", text=text, section=passage.section).report())


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "（",
            "“",
            "其中",
            "12件，",
            "一是",
            "、",
            "收到",
            "2023年",
            "其中1件",
            "占1%",
            "的",
            "未",
        ),
        *("其中1件、", "共1件（其中1件，2件）", "一是1个方面", "2件、3件、共5件", "收到公民、"),
        "新收1件，结转下年度1件，办结1件，",
    ],
)
def test_no_text_makes_the_checks_crawl(piece: str) -> None:
    report = Passage(file="long", text=(piece * 5000)[:5000]).report()
    start = process_time()
    check(report)
    # Some forty times what ordinary prose of that length takes, whatever else runs here.
    assert process_time() - start < 1
