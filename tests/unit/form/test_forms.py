"""The two circulated forms, number by number and cell by cell."""

from __future__ import annotations

import itertools

import pytest

from govreport_desktop.errors import FormError
from govreport_desktop.form import (
    CellAddress,
    Form,
    GridCell,
    Role,
    Table,
    available_forms,
    form_for_year,
    load_form,
)

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CLOSED_2021 = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


def printed(table: Table, role: Role) -> list[tuple[int, int, int, int, str]]:
    """Row, column, row span, column span and text of every printed cell of one role."""
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for cell in sorted(table.grid, key=lambda cell: (cell.row, cell.column))
        if cell.role is role
    ]


@pytest.fixture(params=["2019", "2021"])
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


def test_the_forms_are_there() -> None:
    assert available_forms() == ("2019", "2021", "university")


@pytest.mark.parametrize(
    ("form_id", "counts"),
    [
        ("2021", {"proactive": 10, "requests": 175, "disputes": 15}),
        ("2019", {"proactive": 22, "requests": 161, "disputes": 15}),
    ],
)
def test_every_table_has_the_numbers_of_its_notice(form_id: str, counts: dict[str, int]) -> None:
    form = load_form(form_id)
    assert {table.id: len(table.cells) for table in form.tables.values()} == counts
    assert len(form.cells) == sum(counts.values())


@pytest.mark.parametrize(
    ("form_id", "notice"), [("2021", "〔2021〕30号"), ("2019", "〔2019〕60号")]
)
def test_each_form_names_the_notice_it_comes_from(form_id: str, notice: str) -> None:
    assert load_form(form_id).notice == f"国办公开办函{notice}"


@pytest.mark.parametrize(
    ("year", "form_id"),
    [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"), (2026, "2021")],
)
def test_the_year_decides_the_form(year: int, form_id: str) -> None:
    assert form_for_year(year).id == form_id


def test_before_2019_there_was_no_form() -> None:
    with pytest.raises(FormError, match=r"2018 年没有统一格式.*2019"):
        form_for_year(2018)


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(FormError, match=r"2022.*2019、2021、university"):
        load_form("2022")


@pytest.mark.parametrize("name", ["../forms/2021", "", "2021.toml"])
def test_a_form_is_named_by_its_id_and_not_by_a_path(name: str) -> None:
    with pytest.raises(FormError, match="没有编号为"):
        load_form(name)


def test_six_parts_and_a_preamble(form: Form) -> None:
    assert [(s.id, s.number, s.kind) for s in form.sections] == [
        ("preamble", "", "narrative"),
        ("overview", "一", "narrative"),
        ("proactive", "二", "table"),
        ("requests", "三", "table"),
        ("disputes", "四", "table"),
        ("problems", "五", "narrative"),
        ("other", "六", "narrative"),
    ]
    assert [s.id for s in form.sections if s.optional] == ["preamble"]
    assert form.section("overview").title == "一、总体情况"


def test_the_headings_that_the_two_forms_word_differently() -> None:
    new, old = load_form("2021"), load_form("2019")
    assert new.section("disputes").heading == "政府信息公开行政复议、行政诉讼情况"
    assert old.section("disputes").heading == "因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    assert new.section("problems").heading == "存在的主要问题及改进情况"
    assert old.section("problems").heading == "政府信息公开工作存在的主要问题及改进情况"


def test_every_grid_position_is_covered_once(form: Form) -> None:
    for table in form.tables.values():
        assert len(table.widths) == table.column_count
        owners: dict[tuple[int, int], list[GridCell]] = {}
        for cell in table.grid:
            rows = range(cell.row, cell.row + cell.row_span)
            columns = range(cell.column, cell.column + cell.column_span)
            for place in itertools.product(rows, columns):
                owners.setdefault(place, []).append(cell)
        places = itertools.product(range(table.row_count), range(table.column_count))
        assert set(owners) == set(places)
        assert all(len(cells) == 1 for cells in owners.values())
        assert {place: cells[0] for place, cells in owners.items()} == dict(table.covering)


def test_every_number_stands_where_the_grid_says(form: Form) -> None:
    for spec in form.cells:
        table = form.tables[spec.address.table]
        assert table.value_at(spec.grid_row, spec.grid_column) is spec
        assert table.covering[spec.grid_row, spec.grid_column].role is Role.VALUE
        assert form.cell(spec.address) is spec
        assert form.has(spec.address)


def test_a_place_the_form_does_not_have(form: Form) -> None:
    assert not form.has(CellAddress("requests", "received", "nobody"))
    assert not form.has(CellAddress("nowhere", "received", "total"))
    assert form.tables["requests"].value_at(0, 0) is None


def test_part_three_header(form: Form) -> None:
    table = form.tables["requests"]
    hint = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert (table.header_rows, table.label_columns) == (3, 3)
    assert printed(table, Role.HEADER) == [
        (0, 0, 3, 3, hint),
        (0, 3, 1, 7, "申请人情况"),
        (1, 3, 2, 1, "自然人"),
        (1, 4, 1, 5, "法人或其他组织"),
        (1, 9, 2, 1, "总计"),
        *((2, 4 + i, 1, 1, name) for i, name in enumerate(APPLICANTS[1:6])),
    ]
    assert table.widths == (754, 921, 3271, 685, 685, 685, 685, 685, 685, 685)


PART_THREE_HEAD = [
    (3, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
    (4, 0, 1, 3, "二、上年结转政府信息公开申请数量"),
]
PART_THREE_BODY = [
    (5, 1, 1, 2, "（一）予以公开"),
    (6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    (7, 1, 8, 1, "（三）不予公开"),
    (7, 2, 1, 1, "1.属于国家秘密"),
    (8, 2, 1, 1, "2.其他法律行政法规禁止公开"),
    (9, 2, 1, 1, "3.危及“三安全一稳定”"),
    (10, 2, 1, 1, "4.保护第三方合法权益"),
    (11, 2, 1, 1, "5.属于三类内部事务信息"),
    (12, 2, 1, 1, "6.属于四类过程性信息"),
    (13, 2, 1, 1, "7.属于行政执法案卷"),
    (14, 2, 1, 1, "8.属于行政查询事项"),
    (15, 1, 3, 1, "（四）无法提供"),
    (15, 2, 1, 1, "1.本机关不掌握相关政府信息"),
    (16, 2, 1, 1, "2.没有现成信息需要另行制作"),
    (17, 2, 1, 1, "3.补正后申请内容仍不明确"),
    (18, 1, 5, 1, "（五）不予处理"),
    (18, 2, 1, 1, "1.信访举报投诉类申请"),
    (19, 2, 1, 1, "2.重复申请"),
    (20, 2, 1, 1, "3.要求提供公开出版物"),
    (21, 2, 1, 1, "4.无正当理由大量反复申请"),
    (22, 2, 1, 1, "5.要求行政机关确认或重新出具已获取信息"),
]


def test_part_three_rows_of_2021() -> None:
    table = load_form("2021").tables["requests"]
    assert table.row_count == 28
    assert printed(table, Role.LABEL) == [
        *PART_THREE_HEAD,
        (5, 0, 22, 1, "三、本年度办理结果"),
        *PART_THREE_BODY,
        (23, 1, 3, 1, "（六）其他处理"),
        *((23 + i, 2, 1, 1, text) for i, text in enumerate(CLOSED_2021)),
        (26, 1, 1, 2, "（七）总计"),
        (27, 0, 1, 3, "四、结转下年度继续办理"),
    ]


def test_part_three_rows_of_2019() -> None:
    table = load_form("2019").tables["requests"]
    assert table.row_count == 26
    assert printed(table, Role.LABEL) == [
        *PART_THREE_HEAD,
        (5, 0, 20, 1, "三、本年度办理结果"),
        *PART_THREE_BODY,
        (23, 1, 1, 2, "（六）其他处理"),
        (24, 1, 1, 2, "（七）总计"),
        (25, 0, 1, 3, "四、结转下年度继续办理"),
    ]


def test_part_four_header(form: Form) -> None:
    table = form.tables["disputes"]
    assert (table.header_rows, table.label_columns, table.row_count) == (3, 0, 4)
    assert table.widths == (650,) * 15
    assert printed(table, Role.HEADER) == [
        (0, 0, 1, 5, "行政复议"),
        (0, 5, 1, 10, "行政诉讼"),
        *((1, i, 2, 1, text) for i, text in enumerate(OUTCOMES)),
        (1, 5, 1, 5, "未经复议直接起诉"),
        (1, 10, 1, 5, "复议后起诉"),
        *((2, 5 + i, 1, 1, text) for i, text in enumerate(OUTCOMES * 2)),
    ]
    assert [str(spec.address) for spec in table.cells.values()] == [
        f"disputes/{row}/{column}"
        for row in ("review", "litigation_direct", "litigation_after_review")
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]


def test_part_two_of_2021() -> None:
    table = load_form("2021").tables["proactive"]
    assert (table.row_count, table.column_count, table.header_rows) == (14, 4, 0)
    assert printed(table, Role.ARTICLE) == [
        (row, 0, 1, 4, f"第二十条第（{item}）项")
        for row, item in ((0, "一"), (4, "五"), (7, "六"), (11, "八"))
    ]
    assert printed(table, Role.HEADER) == [
        (1, 0, 1, 1, "信息内容"),
        (1, 1, 1, 1, "本年制发件数"),
        (1, 2, 1, 1, "本年废止件数"),
        (1, 3, 1, 1, "现行有效件数"),
        (5, 0, 1, 1, "信息内容"),
        (5, 1, 1, 3, "本年处理决定数量"),
        (8, 0, 1, 1, "信息内容"),
        (8, 1, 1, 3, "本年处理决定数量"),
        (12, 0, 1, 1, "信息内容"),
        (12, 1, 1, 3, "本年收费金额（单位：万元）"),
    ]
    assert [text for *_, text in printed(table, Role.LABEL)] == [
        "规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费",
    ]  # fmt: skip


def test_part_two_of_2019() -> None:
    table = load_form("2019").tables["proactive"]
    assert [text for *_, text in printed(table, Role.ARTICLE)] == [
        f"第二十条第（{item}）项" for item in "一五六八九"
    ]
    rows: dict[str, list[str]] = {}
    for address in table.cells:
        rows.setdefault(address.row, []).append(address.column)
    three = ["last_year_items", "change", "decisions"]
    assert rows == {
        "rules": ["made", "disclosed_new", "disclosed_total"],
        "normative_documents": ["made", "disclosed_new", "disclosed_total"],
        "licences": three,
        "other_services": three,
        "penalties": three,
        "compulsion": three,
        "fees": three[:2],
        "procurement": ["items", "amount"],
    }


def test_counts_and_amounts() -> None:
    new, old = load_form("2021"), load_form("2019")
    amounts = [str(cell.address) for cell in new.cells if cell.kind.type == "decimal"]
    assert amounts == ["proactive/fees/amount"]
    assert new.cell(CellAddress("proactive", "fees", "amount")).kind.unit == "万元"
    # 本年增/减 is the one count that may be negative.
    negative = {cell.address.column for cell in old.cells if cell.kind.minimum is None}
    assert negative == {"change"}


def test_computed_cells(form: Form) -> None:
    computed = {str(formula.target): formula for formula in form.computed}
    rows = {address.row for address in form.tables["requests"].cells}
    columns = {address.column for address in form.tables["requests"].cells}
    disputes = ("review", "litigation_direct", "litigation_after_review")
    assert set(computed) == (
        {f"requests/{row}/total" for row in rows}
        | {f"requests/total/{column}" for column in columns}
        | {f"disputes/{row}/total" for row in disputes}
    )
    outcomes = computed["requests/total/natural_person"]
    assert outcomes.rule == "R2"
    assert {source.row for source in outcomes.sources} == rows - {
        "received", "carried_over", "total", "carried_forward",
    }  # fmt: skip
    assert len(outcomes.sources) == (21 if form.id == "2021" else 19)
    across = computed["requests/received/total"]
    assert across.rule == "R3"
    assert len(across.sources) == 6
    assert computed["disputes/review/total"].rule == "R4"


def test_sources_are_computed_before_what_is_made_of_them(form: Form) -> None:
    done: set[CellAddress] = set()
    targets = {formula.target for formula in form.computed}
    for formula in form.computed:
        assert all(source in done for source in formula.sources if source in targets)
        done.add(formula.target)


def test_cells_are_named_as_people_say_them() -> None:
    form = load_form("2021")
    words = {str(cell.address): cell.words for cell in form.cells}
    assert words["requests/received/natural_person"] == "三 · 本年新收 · 自然人"
    assert words["requests/denied.state_secret/total"] == "三 · 不予公开 · 属于国家秘密 · 总计"
    assert words["requests/closed.other/other_organisation"] == "三 · 其他处理 · 其他 · 其他组织"
    assert words["proactive/fees/amount"] == "二 · 行政事业性收费 · 本年收费金额"
    assert words["disputes/litigation_direct/upheld"] == "四 · 未经复议直接起诉 · 结果维持"
    assert len(set(words.values())) == len(words)


def test_relations() -> None:
    new = [(relation.rule, relation.severity) for relation in load_form("2021").relations]
    old = [(relation.rule, relation.severity) for relation in load_form("2019").relations]
    assert new == [("R1", "error"), ("R6", "warning"), ("R7", "warning")]
    assert old == [("R1", "error"), ("R6", "warning")]
