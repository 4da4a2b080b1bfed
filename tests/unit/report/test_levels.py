"""Levels are recognised from the numbering alone, as a reader of official documents would."""

from __future__ import annotations

import pytest

from govreport_desktop.report.levels import Level, level_of, number_length


@pytest.mark.parametrize(
    ("text", "level", "heading", "alone"),
    [
        ("一、加强组织领导", Level.FIRST, "一、加强组织领导", True),
        ("十二、其他", Level.FIRST, "十二、其他", True),
        ("（一）主动公开情况", Level.SECOND, "（一）主动公开情况", True),
        ("(二)依申请公开情况。", Level.SECOND, "(二)依申请公开情况。", True),
        ("1.本年度未收取信息处理费。", Level.THIRD, "", False),
        ("（一）全年收到申请12件。", Level.SECOND, "", False),
        ("（一）主动公开。全年公开信息3条。", Level.SECOND, "（一）主动公开。", False),
        ("1.规范流程。修订规程，明确时限。", Level.THIRD, "1.规范流程。", False),
        ("2．培训", Level.THIRD, "2．培训", True),
        ("（3）归档", Level.FOURTH, "（3）归档", True),
        ("(1)登记。当日完成。", Level.FOURTH, "(1)登记。", False),
    ],
)
def test_a_numbered_paragraph(text: str, level: Level, heading: str, alone: bool) -> None:
    found = level_of(text)
    assert (found.level, text[: found.lead], found.alone) == (level, heading, alone)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导。",
        "1.5万件信息已经公开。",
        "2023年，全年平稳。",
        "（续）上页",
        "第一、二季度",
        "",
    ],
)
def test_prose_that_only_looks_numbered(text: str) -> None:
    assert level_of(text) == (Level.BODY, 0, False)


def test_a_long_numbered_sentence_is_prose() -> None:
    found = level_of("（一）2023年，本单位" + "认真落实各项要求，" * 6 + "成效明显。后续工作照常。")
    assert found == (Level.SECOND, 0, False)


def test_a_paragraph_that_ends_open_is_no_heading() -> None:
    assert level_of("1.申请渠道：").lead == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体情况", "一、"),
        ("（十一）公开。甲、乙", "（十一）"),
        ("(3)甲", "(3)"),
        ("12.甲", "12."),
    ],
)
def test_the_number_alone(text: str, number: str) -> None:
    assert text[: number_length(text)] == number
    assert number_length(f"甲{text}") == 0


@pytest.mark.parametrize("text", ["1.5万件", "2023.1.1", "12%", "一是"])
def test_a_number_of_something_is_no_numbering(text: str) -> None:
    assert number_length(text) == 0
