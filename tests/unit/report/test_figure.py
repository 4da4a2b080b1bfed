"""Fields of more than one number, and of last year: what they print, and what they are called."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, Unread
from govreport_desktop.report.fields import escape, expand, field_text, find_fields
from govreport_desktop.report.figure import (
    Aspect,
    FieldState,
    Figure,
    Term,
    difference_in_words,
    figure_state,
    group_sums,
    growth_in_words,
    parse_figure,
)
from govreport_desktop.report.shape import to_shape

PERSON = CellAddress("requests", "received", "natural_person")
TOTAL = PERSON._replace(column="total")
SECRET = PERSON._replace(row="denied.state_secret")
INTERNAL = PERSON._replace(row="denied.internal")
DENIED = "{requests/denied.*/total}"


def report(this: int | None, last: int | None) -> Report:
    report = Report(load_form("2021"), "示例局", 2024)
    before = Report(load_form("2021"), "示例局", 2023)
    before.apply(before.edit([(PERSON, last)]))
    report.apply(report.edit([(PERSON, this)]))
    if last is not None:
        shape = json.dumps(to_shape(before), ensure_ascii=False)
        report.apply(report.edit([(FieldAddress("last_year"), shape)]))
    return report


@pytest.mark.parametrize(
    ("this", "last", "printed"),
    [
        (12, 10, "12件，上年10件，同比增长20%，增加2件"),
        (9, 12, "9件，上年12件，同比下降25%，减少3件"),
        (10, 3, "10件，上年3件，同比增长233.3%，增加7件"),
        (10001, 10000, "10001件，上年10000件，同比增长0.01%，增加1件"),
        (7, 7, "7件，上年7件，同比持平，持平件"),
        (0, 5, "0件，上年5件，同比下降100%，减少5件"),
    ],
)
def test_a_comparison_is_said_in_words_and_follows(this: int, last: int, printed: str) -> None:
    field = field_text(TOTAL).rstrip("}")
    text = f"{field}}}件，上年{field}:last}}件，同比{field}:growth}}，{field}:difference}}件"
    assert expand(text, report(this, last)).text == printed


def test_what_cannot_be_compared_says_why() -> None:
    growth = Figure.of(TOTAL, Aspect.GROWTH)
    assert figure_state(growth, report(3, None)) is FieldState.NO_LAST
    assert figure_state(growth, report(3, 0)) is FieldState.FROM_ZERO
    assert figure_state(growth, report(0, 0)) is FieldState.LIVE
    assert figure_state(growth, report(None, 4)) is FieldState.BLANK
    assert expand(field_text(growth), report(3, 0)).text == "（上年为0）"
    assert expand(field_text(growth), report(3, None)).text == "（无上年数）"


def test_a_group_of_rows_is_one_number() -> None:
    found = report(1, None)
    assert expand(DENIED, found).text == "（未填）"
    rows = [cell.address for cell in found.form.cells if cell.address.row.startswith("denied.")]
    typed = [cell for cell in rows if cell.column != "total"]
    found.apply(found.edit([(cell, 0) for cell in typed]))
    found.apply(found.edit([(SECRET, 2), (INTERNAL, 3)]))
    assert expand(f"不予公开{DENIED}件", found).text == "不予公开5件"
    found.apply(found.edit([(SECRET, Unread("两件"))]))
    by_person = parse_figure("requests/denied.*/natural_person")
    assert figure_state(by_person, found) is FieldState.UNREAD
    assert expand(field_text(by_person), found).text == "两件"


def test_rows_that_make_up_a_group_are_named_as_that() -> None:
    form = load_form("2021")
    cells = form.where("requests.denied", "applicants.total")
    figure = Figure.sum(form, [(1, cell) for cell in cells])
    assert field_text(figure) == DENIED
    assert [cell.address for cell in figure.cells(form)] == list(cells)
    part = Figure.sum(form, [(1, cells[0]), (-1, cells[2])])
    assert str(part) == "requests/denied.state_secret/total-requests/denied.safety_stability/total"


def test_a_figure_is_called_by_its_first_cell() -> None:
    form = load_form("2021")
    assert Figure.of(TOTAL).words(form) == "三 · 本年新收 · 总计"
    assert Figure.of(TOTAL, Aspect.GROWTH).words(form) == "三 · 本年新收 · 总计，同比"
    assert parse_figure("requests/denied.*/total").words(form) == "三 · 不予公开 · 总计，合计"
    assert [str(figure).split("/")[1] for figure in group_sums(form)] == [
        "denied.*",
        "unavailable.*",
        "declined.*",
        "closed.*",
    ]
    assert figure_state(parse_figure("requests/gone.*/total"), report(1, 1)) is FieldState.GONE


_TERMS = st.builds(Term, st.sampled_from([1, -1]), st.sampled_from([TOTAL, SECRET, PERSON]))


@given(st.lists(_TERMS, min_size=1, max_size=4), st.sampled_from(Aspect))
def test_what_is_written_is_read_again(terms: list[Term], aspect: Aspect) -> None:
    figure = Figure((terms[0]._replace(sign=1), *terms[1:]), aspect)
    (field,) = find_fields(f"共{field_text(figure)}件")
    assert field.figure == figure
    assert list(find_fields(escape(field_text(figure)))) == []


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_the_words_have_the_sign_of_the_difference(last: int, this: int) -> None:
    up = this > last
    for words in (difference_in_words(last, this), growth_in_words(last, this)):
        assert (words == "持平") == (this == last)
        assert this == last or words.startswith(("增加", "增长") if up else ("减少", "下降"))
        assert not words.endswith("长0%")
