"""What a form says beside its numbers, and how its labels stand."""

from __future__ import annotations

import pytest

from govreport_desktop.form import (
    CellAddress,
    Form,
    Role,
    load_form,
)

NOTES_2021 = {
    "proactive/rules/in_force": "12 月 31 日仍然有效",
    "proactive/normative_documents/in_force": "12 月 31 日仍然有效",
    "proactive/licences/decisions": "依法没有公开的都算",
    "proactive/penalties/decisions": "依法没有公开的都算",
    "proactive/compulsion/decisions": "依法没有公开的都算",
    "requests/partial/business": "只在这一行计一次",
    "disputes/litigation_direct/pending": "只由作出原行为的机关计数",
    "disputes/litigation_after_review/total": "只由作出原行为的机关计数",
}


@pytest.fixture(params=["2019", "2021"])
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


@pytest.mark.parametrize(("cell", "words"), NOTES_2021.items())
def test_the_notice_stands_beside_the_numbers_it_concerns(cell: str, words: str) -> None:
    note = load_form("2021").note(CellAddress(*cell.split("/")))
    assert words in note
    assert "号）" in note, "every note names its source"


def test_numbers_of_which_the_notice_says_nothing_have_no_note() -> None:
    form = load_form("2021")
    assert form.note(CellAddress("proactive", "rules", "issued")) == ""
    assert form.note(CellAddress("requests", "granted", "business")) == ""
    assert form.note(CellAddress("disputes", "review", "total")) == ""


def test_a_label_and_a_part_carry_the_note_too() -> None:
    form = load_form("2021")
    labels = {cell.text: cell.note for cell in form.tables["disputes"].grid}
    assert "201号" in labels["行政诉讼"]
    assert labels["行政复议"] == ""
    held = {label.id: label.note for label in form.tables["requests"].row_labels}
    assert "区分处理" in held["partial"]
    assert "一千字" in form.section("overview").note
    assert "信息处理费" in form.section("other").note
    assert "一千字" not in load_form("2019").section("overview").note


def test_labels_stand_where_the_circulated_template_has_them(form: Form) -> None:
    def sides(table: str, role: Role) -> set[tuple[str, str]]:
        return {(cell.align, cell.fill) for cell in form.tables[table].grid if cell.role is role}

    assert sides("proactive", Role.ARTICLE) == {("left", "C6D9F1")}
    assert sides("proactive", Role.LABEL) == {("center", "")}
    assert sides("requests", Role.LABEL) == {("left", "")}
    left = [
        cell.text[:8]
        for cell in form.tables["requests"].grid
        if cell.role is Role.HEADER and cell.align == "left"
    ]
    assert left == ["（本列数据的勾稽"]
    assert sides("disputes", Role.HEADER) == {("center", "")}


def test_labels_of_narrow_columns_break_between_words(form: Form) -> None:
    broken = {cell.lines for table in form.tables.values() for cell in table.grid if cell.lines}
    assert broken == {
        ("商业", "企业"),
        ("科研", "机构"),
        ("社会", "公益", "组织"),
        ("法律", "服务", "机构"),
        ("结果", "维持"),
        ("结果", "纠正"),
        ("其他", "结果"),
        ("尚未", "审结"),
    }
