"""Pasted prose, 字数, and the one stretch in which two texts differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.report.prose import clean_text, count_words, difference


def test_indents_and_blank_lines_of_a_document_go() -> None:
    pasted = "\u3000\u3000一、总体情况\r\n\r\n　　全年公开信息12条。\r\n\u00a0 \r\n"
    assert clean_text(pasted) == ["一、总体情况", "全年公开信息12条。"]


def test_soft_line_breaks_of_word_end_a_paragraph() -> None:
    assert clean_text("第一行\v第二行\u2028第三行") == ["第一行", "第二行", "第三行"]


def test_invisible_characters_go_and_the_wording_stays() -> None:
    assert clean_text("公\u200b开\ufeff信\u00ad息，“三个年”活动（试行）…") == [
        "公开信息，“三个年”活动（试行）…"
    ]


def test_blanks_a_list_put_after_its_number_go() -> None:
    assert clean_text("1.\u00a0\u00a0\u00a0加强管理\n（一） 主动公开\n一、\t总体") == [
        "1.加强管理",
        "（一）主动公开",
        "一、总体",
    ]


def test_decimals_at_the_start_are_no_list_number() -> None:
    assert clean_text("3.5 万元") == ["3.5 万元"]


def test_bullets_go() -> None:
    assert clean_text("\uf0b7 加强管理\n● 完善制度") == ["加强管理", "完善制度"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("公开信息", 4),
        ("全年公开信息1234条。", 9),
        ("共 12 件，office 365 软件", 8),
        ("一、总体情况\n二、", 8),
    ],
)
def test_words_are_counted_as_word_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text("甲乙丙丁\n"), st.text("甲乙丙丁\n"), st.text("甲乙丙丁\n"), st.text("甲乙丙丁\n"))
def test_a_difference_rebuilds_the_new_text(head: str, old: str, new: str, tail: str) -> None:
    before, after = head + old + tail, head + new + tail
    start, old_end, new_end = difference(before, after)
    assert before[:start] + after[start:new_end] + before[old_end:] == after
    assert start <= old_end
    assert start <= new_end
    if before == after:
        assert start == old_end == new_end
