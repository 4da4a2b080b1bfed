"""Explanations as stored: words and the figures they were given for, through every format."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from govreport_desktop.report.explanations import (
    explanation_content,
    explanation_text,
    is_outdated,
)

FIGURES = (3493, 3492, 1)


def test_figures_stand_behind_the_words_as_numbers_joined_by_blanks() -> None:
    content = explanation_content("口径不同", (3493, Decimal("87.70"), 1))
    assert content == "口径不同\u20633493 87.70 1"


def test_words_are_kept_and_figures_are_not_shown() -> None:
    content = explanation_content(" 口径不同 ", FIGURES)
    assert explanation_text(content) == "口径不同"
    assert not is_outdated(content, FIGURES)
    assert is_outdated(content, (3494, 3492, 2))


@given(
    st.lists(st.integers(0, 10**15) | st.decimals(0, 10**9, places=4), max_size=8).map(tuple),
    st.data(),
)
def test_an_explanation_holds_for_its_own_figures_and_no_others(
    figures: tuple[int | Decimal, ...], data: st.DataObject
) -> None:
    content = explanation_content("口径不同", figures)
    assert not is_outdated(content, figures)
    if figures:
        place = data.draw(st.integers(0, len(figures) - 1))
        other = (*figures[:place], figures[place] + 1, *figures[place + 1 :])
        assert is_outdated(content, other)


@pytest.mark.parametrize(
    "stored", ["3493 3,492 1", "1 3493 3492 1", "3493 3492", "3493.0 3492.00 1", "3493 3492% 1"]
)
def test_what_older_files_stored_of_the_same_numbers_is_valid(stored: str) -> None:
    assert not is_outdated(f"口径不同\u2063{stored}", FIGURES)


@pytest.mark.parametrize("stored", ["3493 3492 2", "3494 3492", "1 3493", "nan 7", "１ 2.3.4 5"])
def test_what_older_files_stored_of_other_numbers_is_outdated(stored: str) -> None:
    assert is_outdated(f"口径不同\u2063{stored}", FIGURES)


def test_words_without_figures_are_never_outdated() -> None:
    assert not is_outdated("已核实", FIGURES)


def test_a_workbook_keeps_what_is_stored(tmp_path: Path) -> None:
    content = explanation_content("口径不同", FIGURES)
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = content
    book.save(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == content
