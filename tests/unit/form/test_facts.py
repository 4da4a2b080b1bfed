"""What the two circulated forms say their parts and numbers mean."""

from __future__ import annotations

import pytest

from govreport_desktop.form import FACTS, ROLES, Form, load_form


@pytest.fixture(params=["2019", "2021"])
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


def test_every_part_has_a_role_of_its_own(form: Form) -> None:
    assert tuple(section.role for section in form.sections) == ROLES
    assert [section.number for role in ROLES if (section := form.role(role))] == [
        *("", "一", "二", "三", "四", "五", "六")
    ]


def test_the_form_in_force_knows_every_fact() -> None:
    assert set(load_form("2021").facts) == set(FACTS)


def test_the_first_form_lacks_what_its_tables_do_not_ask_for() -> None:
    assert set(FACTS) - set(load_form("2019").facts) == {
        "documents.issued",
        "documents.repealed",
        "documents.in_force",
        "fees.amount",
        "requests.closed.not_corrected",
        "requests.closed.fee_unpaid",
        "requests.closed.other",
    }


def words(form: Form, *names: str) -> list[str]:
    return [form.cell(cell).words for cell in form.where(*names)]  # type: ignore[arg-type]


def test_two_facts_meet_in_the_cells_that_are_both(form: Form) -> None:
    assert words(form, "requests.carried_over", "applicants.total") == ["三 · 上年结转 · 总计"]
    assert words(form, "disputes.litigation", "disputes.pending") == [
        "四 · 未经复议直接起诉 · 尚未审结",
        "四 · 复议后起诉 · 尚未审结",
    ]
    assert len(words(form, "requests.denied", "applicants.total")) == 8
    assert len(words(form, "requests.received", "applicants.organisations")) == 5


def test_a_fact_the_form_lacks_meets_nothing() -> None:
    old = load_form("2019")
    assert old.fact("requests.closed.fee_unpaid") is None
    assert old.where("requests.closed.fee_unpaid", "applicants.total") == ()
    assert words(old, "requests.closed", "applicants.total") == ["三 · 其他处理 · 总计"]


def test_facts_of_different_tables_do_not_meet(form: Form) -> None:
    assert form.where("requests.total", "disputes.total") == ()
