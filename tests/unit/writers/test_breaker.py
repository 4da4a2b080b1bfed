"""Lines a proofreader would pass: no mark where it may not stand, no number cut in two."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.writers.typeset.breaker import (
    NO_END,
    NO_START,
    Line,
    break_lines,
)

_SIGNS = ["，", "。", "、", "；", "（", "）", "“", "”", "《", "》", "——", "……", "〔", "〕"]
_LATIN = ["1,286", "87.7%", "2023", "0571-12345678", "www.example.gov.cn", "A4", " "]
_PIECES = st.sampled_from(["本年度", "公开", "信息", "件", *_SIGNS, *_LATIN])
_PROSE = st.lists(_PIECES, min_size=1, max_size=80).map("".join).map(str.strip).filter(bool)
_MEASURE = 16.0 * 14
_WHOLE = re.compile(r"[0-9][0-9.,%-]*[0-9%]|—+|…+")


def _widths(text: str) -> list[float]:
    return [8.0 if ord(char) < 256 else 16.0 for char in text]


def _set(text: str, measure: float = _MEASURE, indent: float = 32.0) -> list[Line]:
    return break_lines(text, _widths(text), measure, indent)


@given(_PROSE)
def test_every_character_is_set_once_and_in_order(text: str) -> None:
    lines = _set(text)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(len(line.advances) == line.end - line.start for line in lines)


@given(_PROSE)
def test_no_line_is_wider_than_the_measure(text: str) -> None:
    for line in _set(text):
        assert line.indent + sum(line.advances) <= _MEASURE + 1e-6


@given(_PROSE)
def test_marks_stand_where_they_may(text: str) -> None:
    lines = _set(text)
    for before, line in pairwise(lines):
        first, last = text[line.start], text[before.start : before.end].rstrip(" ")[-1:]
        # Only a run of nothing but marks, wider than a line, may be cut among them.
        breakable = re.search(r"[本年度公开信息件]", text[before.start : before.end][2:])
        if breakable:
            assert first not in NO_START, text[line.start : line.end]
            assert last not in NO_END, text[before.start : before.end]


@given(
    st.lists(st.sampled_from(["公开", "信息", "1,286", "87.7%", "——", "……", "1635"]), min_size=1)
)
def test_numbers_and_double_signs_stay_whole(pieces: list[str]) -> None:
    text = "，".join(pieces)
    ends = {line.end for line in _set(text)}
    for match in _WHOLE.finditer(text):
        assert not ends & set(range(match.start() + 1, match.end()))


@given(_PROSE)
def test_all_lines_but_the_last_are_justified_or_cannot_be(text: str) -> None:
    for line in _set(text)[:-1]:
        width = line.indent + sum(line.advances)
        natural = sum(_widths(text[line.start : line.end].rstrip(" ")))
        assert width == pytest.approx(_MEASURE) or width <= line.indent + natural + 1e-6


def test_a_closing_mark_is_taken_in_rather_than_its_character_pushed_out() -> None:
    text = "一二三四五，七八九十一二，三四五六"
    assert [text[line.start : line.end] for line in _set(text, 16.0 * 12, 0)] == [
        "一二三四五，七八九十一二，",
        "三四五六",
    ]


def test_marks_are_squeezed_for_a_mark_and_not_for_the_character_before_it_too() -> None:
    text = "一，二，三，四五六七八九十，政府信息公开"
    assert [text[line.start : line.end] for line in _set(text, 16.0 * 12, 0)] == [
        "一，二，三，四五六七八九",
        "十，政府信息公开",
    ]


def test_the_hole_between_two_quotations_is_halved() -> None:
    (line,) = _set("“引导员”“跑腿员”、“服务员”。", 16.0 * 20, 0)
    assert line.advances[4] == 8.0
    assert line.advances[:4] == (16.0,) * 4
    assert line.advances[9] == 16.0


def test_a_long_paragraph_without_a_mark_is_cut_at_the_measure() -> None:
    text = "公" * 10_000
    lines = _set(text, 16.0 * 28)
    assert len(lines) == 1 + -(-(10_000 - 26) // 28)


def test_an_endless_address_is_cut_rather_than_printed_off_the_page() -> None:
    text = "网址www." + "abcdefgh" * 40 + ".cn"
    assert len(_set(text)) > 10
    assert all(sum(line.advances) <= _MEASURE + 1e-6 for line in _set(text))


def test_empty_text_has_no_lines() -> None:
    assert _set("") == []


def _gaps(text: str, line: Line, widths: list[float]) -> str:
    """The line with a blank where space was added."""
    shown = ""
    for at, advance in zip(range(line.start, line.end), line.advances, strict=True):
        shown += text[at] + (" " if advance > widths[at] + 1e-6 else "")
    return shown.strip()


@pytest.mark.parametrize(
    "word",
    [
        "PM2.5", "KLMN", "administrator@x", "WWW.MMM", "35μg/m³", "35µg/m³", "12km²", "CO₂", "10⁴",
        "38℃", "9.5‰", "8Ω", "αβγ", "3×10⁴kW·h", "−5℃", "9704—2012", "½",
    ],
)  # fmt: skip
@pytest.mark.parametrize("extra", range(12))
def test_no_gap_and_no_line_end_is_inside_a_word_however_wide_its_letters(
    word: str, extra: int
) -> None:
    text = f"监测{'公' * extra}{word}和其他指标的信息公开工作持续推进全年公开监测信息公开工作"
    widths = [16.0 if char in "MWm@" or ord(char) > 255 else 8.0 for char in text]
    lines = break_lines(text, widths, 16.0 * 14.7, 32.0)
    assert len(lines) > 1
    assert word in "".join(_gaps(text, line, widths) for line in lines)


@pytest.mark.parametrize("extra", range(30))
@pytest.mark.parametrize("mark", ["，", ""])
def test_no_line_of_a_character_or_two_ends_a_paragraph(extra: int, mark: str) -> None:
    text = f"本年度公开信息{mark}" * 6 + "公" * extra + "。"
    lines = _set(text)
    if len(lines) > 1:
        assert lines[-1].end - lines[-1].start > 2
        last_but_one = lines[-2]
        assert last_but_one.indent + sum(last_but_one.advances) == pytest.approx(_MEASURE)


def test_a_last_character_is_taken_in_where_the_marks_give_way() -> None:
    text = "本年度，公开，信息，及时，全面，准确，规范，统一，高效"
    assert len(_set(text, 16.0 * len(text))) == 1


@pytest.mark.parametrize("extra", range(30))
@pytest.mark.parametrize("joined", ["北京—上海", "GB/T 9704—2012", "2021—2025年", "甲—乙"])
def test_no_line_begins_with_a_dash_that_joins(extra: int, joined: str) -> None:
    text = "公" * extra + joined + "公开" * 20
    assert not [line for line in _set(text)[1:] if text[line.start] == "—"]


def test_a_break_of_thought_stays_whole_and_may_begin_a_line() -> None:
    text = "公" * 12 + "——" + "开" * 12
    assert [text[line.start] for line in _set(text)] == ["公", "—"]
