"""Fields in the prose: what is printed, what is kept, and the way back to the stored text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress, Unread
from govreport_desktop.report.fields import (
    escape,
    expand,
    expanded_texts,
    field_text,
    find_fields,
)
from govreport_desktop.report.figure import BLANK_MARK, FieldState, Figure, figure_state
from govreport_desktop.report.spoken import find_cells

RECEIVED = CellAddress("requests", "received", "natural_person")
TOTAL = CellAddress("requests", "received", "total")
DENIED = CellAddress("requests", "denied.state_secret", "total")
FEES = CellAddress("proactive", "fees", "amount")
OLD_FORM = CellAddress("proactive", "rules", "made")


@pytest.fixture
def report() -> Report:
    report = Report(load_form("2021"), "示例局", 2024)
    report.apply(report.edit([(RECEIVED, 12)]))
    return report


def test_a_field_prints_the_live_total(report: Report) -> None:
    text = f"全年收到申请{field_text(TOTAL)}件。"
    assert expand(text, report).text == "全年收到申请12件。"
    report.apply(report.edit([(RECEIVED, 1234)]))
    assert expand(text, report).text == "全年收到申请1234件。"


def test_rows_with_dots_in_their_id_are_fields() -> None:
    assert [f.figure for f in find_fields(f"{field_text(DENIED)}、{field_text(FEES)}")] == [
        Figure.of(DENIED),
        Figure.of(FEES),
    ]


def test_amounts_print_exactly_as_typed(report: Report) -> None:
    from decimal import Decimal

    report.apply(report.edit([(FEES, Decimal("59237.2440"))]))
    assert expand(field_text(FEES), report).text == "59237.2440"


def test_a_blank_cell_is_said_and_is_not_zero(report: Report) -> None:
    assert figure_state(Figure.of(FEES), report) is FieldState.BLANK
    assert expand(f"收费{field_text(FEES)}万元", report).text == f"收费{BLANK_MARK}万元"


def test_an_unreadable_cell_prints_what_was_typed(report: Report) -> None:
    report.apply(report.edit([(FEES, Unread("约三万"))]))
    assert figure_state(Figure.of(FEES), report) is FieldState.UNREAD
    assert expand(field_text(FEES), report).text == "约三万"


def test_a_field_of_another_form_stays_as_text(report: Report) -> None:
    assert figure_state(Figure.of(OLD_FORM), report) is FieldState.GONE
    assert expand(f"制作{field_text(OLD_FORM)}件", report).text == "制作{proactive/rules/made}件"


@pytest.mark.parametrize(
    "text", ["{", "{}", "{abc}", "{{a}}", "a{b/c}d", "{第/一/项}", "{requests / received / total}"]
)
def test_other_braces_are_ordinary_text(report: Report, text: str) -> None:
    assert expand(text, report).text == text
    assert escape(text) == text


def test_what_looks_like_a_field_can_be_written_as_text(report: Report) -> None:
    shown = f"写作{field_text(TOTAL)}"
    assert escape(shown) != shown
    assert expand(escape(shown), report).text == shown
    assert expand(escape(escape(shown)), report).text == escape(shown)
    assert list(find_fields(escape(shown))) == []


def test_a_brace_before_a_field_is_kept(report: Report) -> None:
    assert expand("{" + field_text(TOTAL), report).text == "{12"


def test_writers_get_every_part_expanded(report: Report) -> None:
    text = f"收到{field_text(TOTAL)}件"
    report.apply(report.edit([(TextAddress("overview"), text)]))
    texts = expanded_texts(report)
    assert texts["overview"] == "收到12件"
    assert texts.keys() == report.texts.keys()


def test_offsets_lead_back_to_the_stored_text(report: Report) -> None:
    text = f"收到{field_text(TOTAL)}件，其中{field_text(RECEIVED)}件"
    expanded = expand(text, report)
    assert expanded.text == "收到12件，其中12件"
    start, end = expanded.source_span(2, 4)
    assert text[start:end] == field_text(TOTAL)
    start, end = expanded.source_span(0, 5)
    assert text[start:end] == f"收到{field_text(TOTAL)}件"
    start, end = expanded.source_span(3, 9)
    assert text[start:end] == f"{field_text(TOTAL)}件，其中{field_text(RECEIVED)}"


words = st.lists(
    st.sampled_from(["收到", "件", "{", "}", "\\", field_text(TOTAL), field_text(OLD_FORM), "\n"])
).map("".join)


@given(words)
def test_escaped_text_prints_as_it_stood(text: str) -> None:
    assert expand(escape(text), Report(load_form("2021"))).text == text


@given(words)
def test_offsets_agree_both_ways(text: str) -> None:
    expanded = expand(text, Report(load_form("2021")))
    covered = {i for piece in expanded.pieces for i in range(piece.start, piece.end)}
    for offset, char in enumerate(text):
        if offset not in covered:
            assert expanded.text[expanded.printed(offset)] == char
            assert expanded.source(expanded.printed(offset)) == offset
    assert expanded.source(len(expanded.text)) == len(text)
    assert expanded.printed(len(text)) == len(expanded.text)


def test_cells_are_found_by_what_people_say() -> None:
    form = load_form("2021")
    assert find_cells(form, "本年新收 总计")[0].address == TOTAL
    assert find_cells(form, "新收总计")[0].address == TOTAL
    assert find_cells(form, "三 · 本年新收 · 总计")[0].address == TOTAL
    assert [c.address for c in find_cells(form, "收费")] == [FEES]
    assert find_cells(form, "没有这样的格") == []
    assert len(find_cells(form, "")) == len(form.cells)
