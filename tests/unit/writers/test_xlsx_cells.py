"""Text, ranges and number formats of cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.worksheet.cell_range import CellRange

from govreport_desktop.readers.xlsx.sheet import plain_number
from govreport_desktop.workbook.layout import (
    ROW_CHARACTERS,
    Position,
    column_letter,
    decode,
    encode,
    position,
    row_pieces,
)
from govreport_desktop.writers.xlsx.cells import amount_format, rectangles

positions = st.sets(st.builds(Position, st.integers(1, 9), st.integers(1, 9)))


@example("_x0000\x1f")
@given(st.one_of(st.text(), st.text(alphabet="_x0041F5\r\x00\ud800")))
def test_encoded_text_holds_only_what_xml_allows_and_comes_back(text: str) -> None:
    stored = encode(text)
    assert decode(stored) == text
    assert not set(stored) & {*map(chr, range(9)), "\r", "\x0b", "\x0c", "\ufffe", "\ud800"}


def test_encoding_is_that_of_excel() -> None:
    assert encode("a\rb\x01") == "a_x000D_b_x0001_"
    assert encode("_x0041_") == "_x005F_x0041_"
    assert decode("_x000a_") == "\n"


@given(positions)
def test_rectangles_cover_each_position_once(given_positions: set[Position]) -> None:
    areas = [CellRange(area) for area in rectangles(given_positions)]
    covered = [Position(*cell) for area in areas for cell in area.cells]
    assert sorted(covered) == sorted(given_positions)


@given(st.text(alphabet="甲乙。；！”", max_size=3000))
def test_pieces_of_a_paragraph_make_it_up_again(paragraph: str) -> None:
    pieces = row_pieces(paragraph)
    assert "".join(pieces) == paragraph
    assert all(len(piece) <= ROW_CHARACTERS for piece in pieces)
    assert len(pieces) == 1 or all(pieces)


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    sentence = "甲" * 99 + "。"
    assert row_pieces(sentence * 10)[0] == sentence * 6


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5", "General"),
        ("59237.2449", "General"),
        ("0.10", "0.00######"),
        ("5.0", "0.0#######"),
        ("123456789012.5", "0.0#######"),
        ("123456789012", "0"),
    ],
)
def test_amounts_show_the_decimals_they_were_typed_with(value: str, shown: str) -> None:
    assert amount_format(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("stored", "plain"),
    [
        ("12", "12"),
        ("12.0", "12"),
        ("59237.244899999998", "59237.2449"),
        ("0.30000000000000004", "0.3"),
        ("1E-8", "0.00000001"),
        ("1.5e3", "1500"),
        ("-0.0", "0"),
        ("12345678901234567890", "12345678901234567890"),
        ("NaN", "NaN"),
        ("十二", "十二"),
    ],
)
def test_stored_numbers_are_read_as_people_write_them(stored: str, plain: str) -> None:
    assert plain_number(stored) == plain


@given(st.integers(0, 10**15 - 1), st.integers(0, 8))
def test_any_fifteen_digits_survive_a_binary_fraction(digits: int, places: int) -> None:
    exact = Decimal(digits).scaleb(-places)
    for stored in (repr(float(exact)), f"{exact:.16g}", f"{float(exact):.17g}"):
        assert Decimal(plain_number(stored)) == exact


@given(st.integers(1, 16384), st.integers(1, 1048576))
def test_cell_names_go_both_ways(column: int, row: int) -> None:
    at = Position(row, column)
    assert position(at.ref) == at
    assert at.ref == f"{column_letter(column)}{row}"


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "ABCD1", "a1", "A1:B2"])
def test_what_is_no_cell_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError) as error:
        position(name)
    assert error.value.args == (name,)
