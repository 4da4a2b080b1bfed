"""From a place in the printed prose to what is stored there, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.writers.document import paragraphs
from govreport_desktop.writers.passages import printed_character, stored_sentence

FIELD = "{requests/received/business}件"
TEXT = f"　　（一）主动公开。本年如常。\n\n　（二）依申请公开。新收{FIELD}；办结4件"


def report(text: str) -> Report:
    made = Report(load_form("2021"), "示例局", 2024)
    cell = CellAddress("requests", "received", "business")
    made.apply(made.edit([(cell, 4321), (TextAddress("overview"), text)]))
    return made


def sentence(paragraph: int, character: int) -> str:
    start, end = stored_sentence(report(TEXT), "overview", paragraph, character)
    return TEXT[start:end]


def test_a_sentence_as_it_is_stored_with_its_fields() -> None:
    assert sentence(0, 0) == "（一）主动公开。"
    assert sentence(0, 9) == "本年如常。"
    assert sentence(1, 12) == "新收{requests/received/business}件；"
    assert sentence(1, 99) == "办结4件"
    assert sentence(9, 0) == "（二）依申请公开。", "a paragraph that is gone: the last"
    assert stored_sentence(report(""), "overview", 0, 0) == (0, 0)


pieces = st.lists(
    st.sampled_from(["如常。", "\n", "　", "{requests/received/business}件", "，", "x"])
)


@given(pieces.map("".join), st.data())
def test_what_is_stored_is_found_on_the_page(text: str, data: st.DataObject) -> None:
    made = report(text)
    printed = paragraphs(expanded_texts(made)["overview"])
    if not printed:
        return
    number = data.draw(st.integers(0, len(printed) - 1))
    at = data.draw(st.integers(0, len(printed[number]) - 1))
    start, end = stored_sentence(made, "overview", number, at)
    assert 0 <= start < end <= len(text)
    paragraph, character = printed_character(made, "overview", start)
    assert paragraph == number
    assert character <= at
