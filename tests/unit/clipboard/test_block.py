"""Tab-separated text as spreadsheets write it, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.clipboard import Block, format_html, format_tsv, parse_spaced, parse_tsv
from govreport_desktop.readers.marks import visible
from tests.unit.clipboard.pasted import parse_html

# What a spreadsheet's cell can hold; a lone CR is never in one.
TEXTS = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc"),
        whitelist_characters='\n\t"',
        blacklist_characters="\ufffe\uffff",  # no characters at all; no XML holds them
    ),
    max_size=8,
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    width = draw(st.integers(1, 4))
    row = st.lists(TEXTS, min_size=width, max_size=width).map(tuple)
    return tuple(draw(st.lists(row, min_size=1, max_size=5)))


@given(blocks())
def test_text_round_trips(block: Block) -> None:
    assert parse_tsv(format_tsv(block)) == block


@given(blocks())
def test_a_table_round_trips_up_to_blanks(block: Block) -> None:
    """And up to signs that nobody sees, which an import leaves out as well."""
    back = parse_html(format_html(block))
    assert back is not None
    assert [["".join(t.split()) for t in row] for row in back] == [
        ["".join(visible(t).split()) for t in row] for row in block
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t2\n3\t4", (("1", "2"), ("3", "4"))),
        ("1\n\n3\n", (("1",), ("",), ("3",))),
        ('"a\nb"\t"say ""hi"""\r\n', (("a\nb", 'say "hi"'),)),
        ("1\t2\n3\n", (("1", "2"), ("3", ""))),
        ("7", (("7",),)),
    ],
)
def test_what_programs_put_there(text: str, block: Block) -> None:
    assert parse_tsv(text) == block


def test_an_empty_clipboard_is_no_block() -> None:
    assert parse_tsv("") == ()


@pytest.mark.parametrize(
    ("text", "block"),
    [
        (
            "规章 0 0 0\n行政规范性文件 2 1 12\n",
            (("规章", "0", "0", "0"), ("行政规范性文件", "2", "1", "12")),
        ),
        ("行政许可　50\n\n行政处罚  3", (("行政许可", "50"), ("行政处罚", "3"))),
        ("12 3 0\n1 0 0", (("12", "3", "0"), ("1", "0", "0"))),
        (
            "自然人 商业企业\n（一）予以公开 5 1\n（二）部分公开 2 0",
            (
                ("", "自然人", "商业企业"),
                ("（一）予以公开", "5", "1"),
                ("（二）部分公开", "2", "0"),
            ),
        ),
    ],
)
def test_lines_of_a_table_that_blanks_hold_apart_are_cells(text: str, block: Block) -> None:
    assert parse_spaced(text) == block


@pytest.mark.parametrize(
    "text",
    [
        "行政许可 50",  # one line is a sentence
        "全年公开 12 件。\n其中 3 件。",
        "规章 0 0 0\n行政规范性文件 2 1",  # a number is missing: nobody knows which
        "12 3 0\n规章 1 0 0",
        "50\n3",
        "1\t2\n3\t4",
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert parse_spaced(text) == ()
