"""Tab-separated text as spreadsheets write it, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.clipboard import Block, format_html, format_tsv, parse_tsv
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
