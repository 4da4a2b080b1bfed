"""How the labels of a form stand, and where they break."""

from __future__ import annotations

import pytest

from govreport_desktop.form import (
    Form,
    Role,
    load_form,
)


@pytest.fixture(params=["2019", "2021"])
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


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
    groups = {
        ("三、", "本年度", "办理", "结果"),
        ("（三）", "不予", "公开"),
        ("（四）", "无法", "提供"),
        ("（五）", "不予", "处理"),
    }
    if form.id == "2021":  # the notice of 2019 has no parts of it
        groups.add(("（六）", "其他", "处理"))
    assert broken == groups | {
        ("商业", "企业"),
        ("科研", "机构"),
        ("社会", "公益", "组织"),
        ("法律", "服务", "机构"),
        ("结果", "维持"),
        ("结果", "纠正"),
        ("其他", "结果"),
        ("尚未", "审结"),
    }
