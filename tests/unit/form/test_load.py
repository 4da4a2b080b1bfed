"""Whoever writes form data is told the file and the key of every contradiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import FormError
from govreport_desktop.form.load import read_form
from govreport_desktop.form.organs import organs

FORM = """
schema = 1
id = "small"
name = "小表"
notice = "某函"
first_year = 2021
title = "{office}{year}年报告"

[kinds.count]
type = "integer"
minimum = 0
unit = "件"
name = "件数"

[[sections]]
id = "part"
role = "requests"
kind = "table"
number = "一"
heading = "一部分"

[[sections]]
id = "words"
kind = "narrative"
heading = "文字"

[facts]
"requests.received" = "part/in/*"
"applicants.total" = "part/*/sum"

[[tables]]
id = "part"
widths = [1, 1, 1, 1]

[[tables.blocks]]
columns = [
    { label = "内容" },
    { label = "组", columns = [
        { label = "甲", id = "a", kind = "count" },
        { label = "乙", id = "b", kind = "count" },
    ] },
    { label = "计", id = "sum", kind = "count" },
]
rows = [{ label = "进", id = "in" }, { label = "出", id = "out" }]

[[tables.formulas]]
rule = "R3"
column = "sum"
sum = ["a", "b"]
explain = "计＝甲＋乙"

[[relations]]
rule = "R1"
kind = "balance"
table = "part"
left = ["in"]
right = ["out"]
severity = "error"
basis = "某函"
left_name = "进"
right_name = "出"
message = "{column}：{left}，{right}，{difference}"
"""


def read(folder: Path, text: str) -> None:
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    read_form(path)


def changed(old: str, new: str) -> str:
    assert FORM.count(old) >= 1, f"{old!r} is not in the form"
    return FORM.replace(old, new, 1)


def test_the_form_these_tests_break_is_sound(tmp_path: Path) -> None:
    read(tmp_path, FORM)


SECOND_FORMULA = """[[tables.formulas]]
rule = "R2"
column = "a"
sum = ["sum"]
explain = "甲＝计"

[[relations]]"""
SAME_TABLE = FORM[FORM.index("[[tables]]") : FORM.index("[[tables.formulas]]")]
COLUMNS = FORM[FORM.index("columns = [") : FORM.index("rows =")]
ROWS = 'rows = [{ label = "进", id = "in" }, { label = "出", id = "out" }]'

BROKEN = {
    "unknown key at the top": ('notice = "某函"', 'notice = "某函"\nlow = 1', "low：不认识这个键"),
    "unknown key in a kind": ('unit = "件"', 'unit = "件"\nmax = 9', "kinds.count.max：不认识"),
    "unknown key in a section": ('heading = "文字"', 'heading = "文字"\nx = 1', "sections[1].x"),
    "unknown key in a table": ("widths", "wide = 1\nwidths", "tables[0].wide：不认识"),
    "unknown key in a column": (
        'id = "a", ', 'id = "a", wide = 1, ', "tables[0].blocks[0].columns[1].columns[0].wide"
    ),
    "unknown key in a row": ('id = "out" }', 'id = "out", x = 1 }', "blocks[0].rows[1].x"),
    "unknown key in a formula": ('rule = "R3"', 'rule = "R3"\nx = 1', "formulas[0].x：不认识"),
    "unknown key in a relation": ('basis = "某函"', 'basis = "某函"\nx = 1', "relations[0].x"),
    "a key that is missing": ('notice = "某函"\n', "", "缺少 notice"),
    "a key of the wrong type": ("first_year = 2021", 'first_year = "2021"', "first_year：应为 int"),
    "another schema": ("schema = 1", "schema = 2", "schema：是 2"),
    "an id that is not the file's name": ('id = "small"', 'id = "large"', "id：是 large"),
    "a title with an unknown place": ("{year}年报告", "{jahr}年报告", "title：不认识 {jahr}"),
    "an unknown kind of organ": (
        "first_year", 'organs = ["guild"]\nfirst_year', "organs：没有机关类别 guild"
    ),
    "an unknown type of number": ('"integer"', '"float"', "kinds.count.type：应为 integer"),
    "an unknown kind of section": ('kind = "narrative"', 'kind = "prose"', "sections[1].kind"),
    "two sections of one id": ('id = "words"', 'id = "part"', "sections：part 出现了两次"),
    "a table no section asks for": ('"part"\nwidths', '"party"\nwidths', "party 不是 sections"),
    "a section without its table": (
        'kind = "narrative"', 'kind = "table"', "sections.words：是表格部分，tables 里却没有"
    ),
    "two tables of one id": ("[[relations]]", SAME_TABLE + "[[relations]]", "tables[1].id：part"),
    "an unknown kind of number": ('"b", kind = "count"', '"b", kind = "sum"', "'sum' 没有在 kinds"),
    "a column without a kind": ('"b", kind = "count"', '"b"', "columns[1].columns[1]：数的种类"),
    "a table too narrow": ("[1, 1, 1, 1]", "[1, 1, 1]", "各列跨度之和是 4，应为 3"),
    "a table too wide": ("[1, 1, 1, 1]", "[1, 1, 1, 1, 1]", "各列跨度之和是 4，应为 5"),
    "a width that is no number": ("[1, 1, 1, 1]", '[1, 1, 1, "1"]', "tables[0].widths：应为"),
    "a width of nothing": ("[1, 1, 1, 1]", "[1, 1, 1, 0]", "tables[0].widths：应为"),
    "a span of nothing": ('{ label = "内容" }', '{ label = "内容", span = 0 }', "span"),
    "two columns of one id": ('id = "b"', 'id = "a"', "part/in/a 出现了两次"),
    "two rows of one id": ('id = "out"', 'id = "in"', "行 in 出现了两次"),
    "a row without an id": ('{ label = "出", id = "out" }', '{ label = "出" }', "这一行没有 id"),
    "labels after numbers": (
        '{ label = "内容" },', '{ label = "前", id = "x", kind = "count" },',
        "行标题",
    ),
    "a group with an id": (
        'label = "组", columns', 'label = "组", id = "g", columns', "columns[1].id"
    ),
    "row labels deeper than the header leaves room": (
        ROWS, 'rows = [{ label = "组", rows = [{ label = "进", id = "in" }, '
        '{ label = "出", id = "out" }] }]', "行标题有 2 层，表头只留了 1 列",
    ),
    "no columns": (COLUMNS, "columns = []\n", "blocks[0].columns：是空的"),
    "no rows": (ROWS, "rows = []", "blocks[0].rows：是空的"),
    "a formula naming no column": ('sum = ["a", "b"]', 'sum = ["a", "c"]', "表里没有列 c"),
    "a formula for no column": ('column = "sum"', 'column = "total"', "表里没有列 total"),
    "a formula naming no row": (
        'column = "sum"\nsum = ["a", "b"]', 'row = "in"\nsum = ["over"]', "表里没有行 over"
    ),
    "a formula of nothing": ('sum = ["a", "b"]', "sum = []", "formulas[0].sum"),
    "a formula naming a column twice": ('sum = ["a", "b"]', 'sum = ["a", "a"]', "a 出现了两次"),
    "a formula with row and column": ('column = "sum"', 'column = "sum"\nrow = "in"', "只能有一个"),
    "a formula of itself": ('sum = ["a", "b"]', 'sum = ["a", "sum"]', "公式互相引用"),
    "formulas in a circle": ("[[relations]]", SECOND_FORMULA, "公式互相引用：part/"),
    "a relation of unknown kind": ('kind = "balance"', 'kind = "between"', "relations[0].kind"),
    "a relation in no table": ('table = "part"', 'table = "words"', "没有表 words"),
    "a relation naming no row": ('left = ["in"]', 'left = ["on"]', "relations[0].left：表 part"),
    "a relation of unknown weight": ('severity = "error"', 'severity = "bad"', "severity：应为"),
    "a sentence with an unknown place": ("{left}，", "{links}，", "message：不认识 {links}"),
    "a role nobody knows": ('"requests"', '"request"', "sections[0].role：不认识 request"),
    "a role played twice": (
        'id = "words"', 'id = "words"\nrole = "requests"', "sections.role：requests 出现了两次"
    ),
    "a table where prose is read": ('"requests"', '"problems"', "sections[0].role：problems 应为"),
    "a section named like something else": ('id = "words"', 'id = "office"', "不能用 office"),
    "a fact nobody asks for": ('"requests.received"', '"requests.got"', "facts.requests.got：不认"),
    "a fact in no table": ('"part/in/*"', '"parts/in/*"', "facts.requests.received：没有表 parts"),
    "a fact in no row": ('"part/in/*"', '"part/on/*"', "part/on/* 在表里没有对应的数"),
    "a fact in no column": ('"part/*/sum"', '"part/*/c"', "facts.applicants.total：part/*/c 在表"),
    "a fact that is no place": ('"part/in/*"', '"part/in"', "part/in 应写成“表/行/列”"),
    "a fact that is a number": ('"part/in/*"', "3", "facts.requests.received：应为“表/行/列”"),
    "a fact of nothing": ('"part/in/*"', "[]", "facts.requests.received：应为“表/行/列”"),
    "a label set nowhere": ('"甲", id', '"甲", align = "right", id', "columns[0].align：应为 left"),
    "labels set nowhere": ("widths", 'row_labels = "up"\nwidths', "row_labels：应为 left 或"),
    "a label broken into another": (
        '"甲", id', '"甲", lines = ["甲", "乙"], id', "columns[0].lines：合起来应为“甲”"
    ),
    "a colour by its name": ("first_year", 'article_fill = "blue"\nfirst_year', "article_fill：应"),
    "a sentence with a broken place": ("{left}，", "{left，", "relations[0].message"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_what_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(FormError) as refusal:
        read(tmp_path, changed(old, new))
    assert str(refusal.value).startswith("small.toml：")
    assert said in str(refusal.value)


def test_a_form_says_which_kinds_of_organ_report_on_it(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(FORM, encoding="utf-8")
    usual = [kind.id for kind in organs().reporting(read_form(path).organs)]
    assert "county" in usual
    assert "university" not in usual, "it reports only on a form that names it"
    path.write_text(FORM.replace("[kinds", 'organs = ["university"]\n[kinds', 1), encoding="utf-8")
    named = organs().reporting(read_form(path).organs)
    assert [kind.id for kind in named] == ["university"]


def test_labels_in_the_middle_are_refused(tmp_path: Path) -> None:
    moved = changed('{ label = "内容" },\n', "").replace(
        '{ label = "计"', '{ label = "内容" },\n    { label = "计"'
    )
    with pytest.raises(FormError, match="必须在最前面"):
        read(tmp_path, moved)


def test_a_formula_over_a_cell_that_is_not_there(tmp_path: Path) -> None:
    """Another block has the column, but this row does not."""
    block = """[[tables.blocks]]
columns = [{ label = "内容" }, { label = "丙", id = "c", kind = "count", span = 3 }]
rows = [{ label = "另", id = "else" }]

[[tables.formulas]]"""
    broken = changed("[[tables.formulas]]", block).replace('sum = ["a", "b"]', 'sum = ["a", "c"]')
    with pytest.raises(FormError, match=r"formulas\[0\]\.sum：part/in/sum 要用的 part/in/c"):
        read(tmp_path, broken)


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"small\.toml：读不出来"):
        read(tmp_path, "schema = ")
    with pytest.raises(FormError, match=r"nothing\.toml：读不出来"):
        read_form(tmp_path / "nothing.toml")


def test_a_fact_may_have_several_places_but_in_one_table(tmp_path: Path) -> None:
    read(tmp_path, changed('"part/in/*"', '["part/in/a", "part/out/a"]'))
    other = SAME_TABLE.replace('"part"', '"more"') + "[[relations]]"
    section = '[[sections]]\nid = "more"\nkind = "table"\nheading = "又一部分"\n\n[facts]'
    two = changed("[[relations]]", other).replace("[facts]", section)
    with pytest.raises(FormError, match=r"facts\.requests\.received：指到了几张表"):
        read(tmp_path, two.replace('"part/in/*"', '["part/in/a", "more/in/a"]'))
