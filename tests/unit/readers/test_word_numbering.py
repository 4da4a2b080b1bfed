"""The numbers that Word writes itself are text to whoever reads the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import SourceParagraph
from tests.unit.readers.words import document, para, whole


def level(depth: int, format_: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return whole(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}',
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(text, properties=own)


def read(tmp_path: Path, *body: str, **parts: str | bytes) -> list[str]:
    path = tmp_path / "来文.docx"
    path.write_bytes(document(*body, parts=parts))
    return [b.text for b in read_source(path).blocks if isinstance(b, SourceParagraph)]


@pytest.mark.parametrize(
    ("format_", "first", "twelfth"),
    [
        ("decimal", "1", "12"),
        ("decimalZero", "01", "12"),
        ("decimalFullWidth", "１", "１２"),
        ("decimalEnclosedCircle", "①", "⑫"),
        ("chineseCounting", "一", "十二"),
        ("chineseCountingThousand", "一", "十二"),
        ("japaneseCounting", "一", "十二"),
        ("taiwaneseCountingThousand", "一", "十二"),
        ("ideographDigital", "一", "一二"),
        ("chineseLegalSimplified", "壹", "壹拾贰"),
        ("ideographTraditional", "甲", "12"),
        ("ideographZodiac", "子", "亥"),
        ("upperLetter", "A", "L"),
        ("lowerLetter", "a", "l"),
        ("upperRoman", "I", "XII"),
        ("lowerRoman", "i", "xii"),
        ("somethingNew", "1", "12"),
    ],
)
def test_numbers_are_written_as_their_format_says(
    tmp_path: Path, format_: str, first: str, twelfth: str
) -> None:
    lines = read(
        tmp_path, *(item("项") for _ in range(12)), numbering=numbering(level(0, format_, "（%1）"))
    )
    assert (lines[0], lines[11]) == (f"（{first}）项", f"（{twelfth}）项")


@pytest.mark.parametrize(
    ("number", "text"),
    [(10, "十"), (20, "二十"), (21, "二十一"), (105, "一百零五"), (110, "一百一十")],
)
def test_larger_chinese_numbers(tmp_path: Path, number: int, text: str) -> None:
    part = numbering(level(0, "chineseCountingThousand", "%1、", start=number))
    assert read(tmp_path, item("项"), numbering=part) == [f"{text}、项"]


def test_deeper_levels_begin_anew_and_name_the_ones_above(tmp_path: Path) -> None:
    part = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    lines = read(
        tmp_path,
        item("甲"), item("子", 1), item("丑", 1), item("细", 2), item("乙"),
        item("寅", 1), item("细", 2),
        numbering=part,
    )  # fmt: skip
    assert lines == ["一、甲", "（一）子", "（二）丑", "1.2.1 细", "二、乙", "（一）寅", "2.1.1 细"]


def test_a_level_that_never_begins_anew_goes_on(tmp_path: Path) -> None:
    part = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
    )
    lines = read(tmp_path, item("甲"), item("子", 1), item("乙"), item("丑", 1), numbering=part)
    assert lines == ["一、甲", "1.子", "二、乙", "2.丑"]


def test_lists_of_one_kind_go_on_unless_they_are_told_to_begin(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    part = numbering(level(0, "decimal", "%1."), more=again)
    lines = read(
        tmp_path, item("甲"), item("乙", number=2), item("丙", number=3), item("丁", number=3),
        numbering=part,
    )  # fmt: skip
    assert lines == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_a_style_numbers_its_paragraphs(tmp_path: Path) -> None:
    styles = whole(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        "</w:style>",
    )
    part = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    lines = read(
        tmp_path,
        para("甲", properties='<w:pStyle w:val="H1"/>'),
        para("子", properties='<w:pStyle w:val="H2"/>'),
        para("无号", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        para("乙", properties='<w:pStyle w:val="H1"/>'),
        styles=styles,
        numbering=part,
    )
    assert lines == ["一、甲", "（一）子", "无号", "二、乙"]


def test_bullets_and_lists_without_a_number_add_nothing(tmp_path: Path) -> None:
    part = numbering(level(0, "bullet", "\uf0b7"), level(1, "none", ""))
    assert read(tmp_path, item("甲"), item("乙", 1), item("丙", number=9), numbering=part) == [
        "甲", "乙", "丙",
    ]  # fmt: skip


def test_rubbish_in_a_list_harms_nothing(tmp_path: Path) -> None:
    part = numbering(level(0, "lowerRoman", "%1.", start=99_999_999), level(77, "decimal", "%9%1"))
    assert len(read(tmp_path, item("甲"), item("乙", 8), numbering=part)) == 2
