"""Numbers found by characters, pinyin and initials."""

from __future__ import annotations

import pytest

from govreport_desktop.form import available_forms, load_form
from govreport_desktop.report.spoken import find_cells, is_called, syllables, words_of


@pytest.mark.parametrize(
    "query",
    ["新收 总计", "xs zj", "xinshou zongji", "xinsh zongj", "xszj", "新收zj", "XS ZJ", "xin收 zj"],
)
def test_the_total_of_new_applications_is_found_first(query: str) -> None:
    assert find_cells(load_form("2021"), query)[0].words == "三 · 本年新收 · 总计"


def test_a_word_in_pinyin_narrows_to_its_rows() -> None:
    found = find_cells(load_form("2021"), "jiezhuan")
    assert {cell.row_name for cell in found} == {"上年结转", "结转下年度继续办理"}
    assert find_cells(load_form("2021"), "qqqq") == []
    assert find_cells(load_form("2021"), "12") == []


def test_letters_do_not_skip_characters() -> None:
    assert is_called("本年新收", words_of("bnxs"))
    assert not is_called("本年新收", words_of("bxs"))
    assert is_called("A类", words_of("a lei"))


def test_every_character_of_the_forms_is_spelled() -> None:
    spoken = {
        char
        for form in map(load_form, available_forms())
        for cell in form.cells
        for char in cell.words
        if "\u4e00" <= char <= "\u9fff"
    }
    assert spoken - set(syllables()) == set()
