"""Explanations as stored: words and the figures they were given for, through every format."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook

from govreport_desktop.report.explanations import (
    explanation_content,
    explanation_text,
    figures,
    is_outdated,
)

MESSAGE = "自然人：一、二两项共 3493，三、四两项共 3,492，多 1。"


def test_the_figures_of_a_sentence_are_its_numbers_in_order() -> None:
    assert figures(MESSAGE) == "3493 3,492 1"
    assert figures("占比 87.7%，没有别的。") == "87.7%"


def test_words_are_kept_and_figures_are_not_shown() -> None:
    content = explanation_content(" 口径不同 ", MESSAGE)
    assert explanation_text(content) == "口径不同"
    assert not is_outdated(content, MESSAGE)
    assert is_outdated(content, MESSAGE.replace("3493", "3494"))


def test_other_words_around_the_same_figures_outdate_nothing() -> None:
    content = explanation_content("口径不同", MESSAGE)
    assert not is_outdated(content, MESSAGE.replace("自然人", "自然人列"))


def test_a_workbook_keeps_what_is_stored(tmp_path: Path) -> None:
    content = explanation_content("口径不同", MESSAGE)
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = content
    book.save(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == content
