"""R40: fixed phrases with a character like the right one, and words that only come near."""

from __future__ import annotations

import tomllib

import pytest

from govreport_desktop.checks import check
from govreport_desktop.checks.words.homophones import near_phrases
from govreport_desktop.paths import resources
from govreport_desktop.report.spoken import syllables
from tests.unit.checks.corpus import Passage

DATA = tomllib.loads((resources() / "words" / "phrases.toml").read_text(encoding="utf-8"))


def test_the_phrases_themselves_are_right_alone_and_side_by_side() -> None:
    assert not list(near_phrases("，".join(DATA["phrases"])))
    assert not list(near_phrases("".join(DATA["phrases"])))


def test_every_sound_that_is_fixed_is_one_the_character_has() -> None:
    for line in DATA["sounds"]:
        sound, _, characters = line.partition(" ")
        assert all(sound in syllables()[character] for character in characters)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("开展保蜜审查。", "保密审查"),
        ("实行政物公开。", "政务公开"),
        ("规范性文建两份", "规范性文件"),
        ("提请行政复义", "行政复议"),
    ],
)
def test_a_sound_alike_is_found_wherever_it_stands(text: str, phrase: str) -> None:
    assert {near.phrase for near in near_phrases(text)} == {phrase}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("开展保密宙查。", "保密审查"),
        ("公开政府倍息五条。", "政府信息"),
        ("提请行政夏议", "行政复议"),
    ],
)
def test_a_look_alike_is_found_as_one(text: str, phrase: str) -> None:
    assert {(near.phrase, near.like) for near in near_phrases(text)} == {(phrase, "形近")}


@pytest.mark.parametrize(
    "text", ["二十个工作日标准", "上年末收取信息处理费", "保密宙杳", "政府倍恩"]
)
def test_words_that_only_look_like_a_phrase_are_left_alone(text: str) -> None:
    assert not list(near_phrases(text))


@pytest.mark.parametrize("text", ["保、审查", "保密审", "保秘审察", "宝蜜审查", "公开", ""])
def test_two_other_characters_or_a_piece_are_no_slip(text: str) -> None:
    assert not list(near_phrases(text))


def test_what_the_list_says_already_is_said_once() -> None:
    problems = check(Passage(file="here", text="认真惯彻落实条例，加强政策解毒。").report())
    assert [p.message for p in problems if p.rule == "R40"] == [
        "一、总体情况：“惯彻”应为“贯彻”（错别字），请改正。",
        "一、总体情况：“政策解毒”应为“政策解读”（本类报告的用语），请改正。",
    ]
