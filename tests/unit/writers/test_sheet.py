"""A sheet keeps what is drawn on it, in order, and whose it is: every format goes by that."""

from __future__ import annotations

import pytest

from govreport_desktop.writers.typeset.fonts import Fonts
from govreport_desktop.writers.typeset.sheet import Fill, Sheet
from govreport_desktop.writers.typeset.tags import Mark, Tag


def test_what_is_drawn_belongs_to_the_tag_that_is_open() -> None:
    sheet, root = Sheet(3, Fonts()), Tag("Document")
    heading, text = root.add("H1"), root.add("P")
    for tag in (heading, text, text, None, text):
        sheet.tag(tag, "Pagination" if tag is None else "")
        sheet.fill(0, 0, 1, 1, "C6D9F1")
    assert [stretch.tag for stretch in sheet.stretches] == [heading, text, None, text]
    assert [len(stretch.drawn) for stretch in sheet.stretches] == [1, 2, 1, 1]
    assert [stretch.artifact for stretch in sheet.stretches] == ["", "", "Pagination", ""]
    assert sheet.tags == [heading, text, text]
    assert heading.kids == [Mark(3, 0)]
    assert text.kids == [Mark(3, 1), Mark(3, 2)]
    assert sheet.stretches[0].drawn == [Fill(0, 0, 1, 1, "C6D9F1")]


def test_nothing_is_drawn_that_belongs_to_nobody() -> None:
    sheet = Sheet(0, Fonts())
    sheet.tag(None)
    sheet.close()
    with pytest.raises(AssertionError, match="for nobody"):
        sheet.fill(0, 0, 1, 1, "C6D9F1")
