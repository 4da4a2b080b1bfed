"""Tables as other offices rearrange them: what is understood, and what is said about the rest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Unread, Value
from govreport_desktop.source import Source, SourceCell, SourceTable, place_words

_REQUESTS_HEAD = (
    "\t自然人\t法人或其他组织\t\t\t\t\t总计\n"
    "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
)


def _read(text: str, **given: str) -> Proposal:
    return match(read_text(text, "来文"), **given)  # type: ignore[arg-type]


def _values(text: str) -> dict[str, Value]:
    """What was read, without blanks, by the form's short addresses."""
    return {str(a): value for a, value in _read(text).values.items() if value is not None}


def test_a_table_pasted_alone_is_known_by_its_labels() -> None:
    assert _values("行政许可\t12\n行政处罚\t3\n行政强制\t0\n") == {
        "proactive/licences/decisions": 12,
        "proactive/penalties/decisions": 3,
        "proactive/compulsion/decisions": 0,
    }


def test_numbers_behind_their_label_on_one_line_are_read() -> None:
    found = _values(
        "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n（一）予以公开 1 0 0 0 0 0 1\n"
    )
    assert found["requests/received/legal_service"] == 5
    assert found["requests/received/other_organisation"] == 6
    assert found["requests/granted/natural_person"] == 1


def test_missing_rows_are_left_out_and_extra_rows_are_named() -> None:
    text = (
        f"{_REQUESTS_HEAD}一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n"
        "转交其他单位\t7\t0\t0\t0\t0\t0\t7\n（一）予以公开\t1\t2\t3\t4\t5\t6\t21\n"
    )
    proposal = _read(text)
    assert {a.row for a in proposal.values} == {"received", "granted"}
    assert [item.text for item in proposal.unplaced] == ["7", "0", "0", "0", "0", "0", "7"]
    assert "第 4 行第 2 列" in proposal.unplaced[0].where(proposal.source)


def test_a_table_on_its_side_states_no_blanks() -> None:
    rows = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "予以公开")
    people = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    lines = ["项目", *rows, *(line for who in people for line in (who, "4", "1", "5"))]
    proposal = _read("\n".join(lines))
    assert proposal.values == {}
    assert len(proposal.unplaced) == 21


def test_an_extra_subtotal_column_is_named_and_shifts_nothing() -> None:
    head = "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t小计\t总计\n"
    proposal = _read(f"{head}一、本年新收政府信息公开申请数量\t9\t1\t2\t3\t4\t5\t15\t24\n")
    values = {a.column: v for a, v in proposal.values.items()}
    assert values == {
        "natural_person": 9,
        "business": 1,
        "research": 2,
        "public_interest": 3,
        "legal_service": 4,
        "other_organisation": 5,
    }
    assert [item.text for item in proposal.unplaced] == ["15"]
    assert proposal.declared == ()


def test_a_subtotal_column_in_a_flat_table_shifts_nothing() -> None:
    cells = [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "小计",
        "总计",
    ]
    cells += ["一、本年新收政府信息公开申请数量", *["9", "1", "2", "3", "4", "5", "15", "24"]]
    proposal = _read("\n".join(f"{cell} |" for cell in cells))
    values = {a.column: v for a, v in proposal.values.items()}
    assert (values["natural_person"], values["business"], values["other_organisation"]) == (9, 1, 5)
    assert [item.text for item in proposal.unplaced] == ["15"]


def test_a_printed_total_that_differs_is_declared_not_taken() -> None:
    text = f"{_REQUESTS_HEAD}一、本年新收政府信息公开申请数量\t3580\t1\t1\t1\t1\t0\t3585\n"
    proposal = _read(text)
    total = CellAddress("requests", "received", "total")
    assert total not in proposal.values
    assert [str(item) for item in proposal.declared] == [
        "三 · 本年新收 · 总计：原表总计 3585，按各项相加为 3584"
    ]
    assert proposal.new_report().values[total] == 3584


@pytest.mark.parametrize("mark", ["-", "/", "—", "——", "／", "无", "－", ""])
def test_marks_for_nothing_are_blank_not_zero(mark: str) -> None:
    proposal = _read(f"信息内容\t本年处理决定数量\n行政许可\t{mark}\n行政处罚\t5\n")
    assert proposal.values[CellAddress("proactive", "licences", "decisions")] is None
    assert proposal.unplaced == ()


@pytest.mark.parametrize(
    ("head", "cell", "amount", "converted"),
    [
        ("本年收费金额（单位：万元）", "59237.2449", "59237.2449", False),
        ("本年收费金额（单位：元）", "592,372,449", "59237.2449", True),
        ("本年收费金额（单位：万元）", "35元", "0.0035", True),
        ("本年收费金额", "12万元", "12", False),
        ("本年收费金额（单位：亿元）", "1.5", "15000", True),
        ("本年收费金额（单位：千元）", "1500", "150", True),
        ("本年收费金额（单位：百万元）", "5", "500", True),
        ("本年收费金额（单位：百元）", "5", "0.05", True),
    ],
)
def test_money_is_converted_exactly(head: str, cell: str, amount: str, converted: bool) -> None:
    proposal = _read(f"信息内容\t{head}\n行政事业性收费\t{cell}\n行政许可\t1\n")
    assert proposal.values[CellAddress("proactive", "fees", "amount")] == Decimal(amount)
    assert ["已换算" in note for note in proposal.notes] == [True] * converted


@pytest.mark.parametrize("head", ["万美元", "美元", "千亿元", "千港元"])
def test_money_in_another_unit_is_kept_and_marked(head: str) -> None:
    proposal = _read(f"信息内容\t本年收费金额（单位：{head}）\n行政事业性收费\t5\n行政许可\t1\n")
    value = proposal.values[CellAddress("proactive", "fees", "amount")]
    assert value == Unread("5", f"原文单位是{head}，不能换算为万元")


@pytest.mark.parametrize("mark", ["¹", "₁", "①", "[1]"])
def test_a_mark_beside_a_number_adds_no_digit(mark: str) -> None:
    text = f"信息内容\t本年处理决定数量\n行政许可\t4213{mark}\n行政处罚\t5\n"
    assert _values(text)["proactive/licences/decisions"] == 4213
    assert [note for note in _read(text).doubts if f"“{mark}”当作注码" in note]


@pytest.mark.parametrize("text", ["3³⁸⁶", "³577", "22₁₁", "3¹5", "4¹²件", "59⒎", "⒈59"])
def test_digits_of_uneven_height_are_kept_and_asked_about(text: str) -> None:
    proposal = _read(f"信息内容\t本年处理决定数量\n行政许可\t{text}\n行政处罚\t5\n行政强制\t1\n")
    assert proposal.values[CellAddress("proactive", "licences", "decisions")] == Unread(text)


@pytest.mark.parametrize("text", ["-3", "2.5", "12345678901234567890", "约30"])
def test_what_is_no_count_is_kept_and_marked(text: str) -> None:
    proposal = _read(f"信息内容\t本年处理决定数量\n行政许可\t{text}\n行政处罚\t5\n行政强制\t1\n")
    value = proposal.values[CellAddress("proactive", "licences", "decisions")]
    assert value == Unread(text)


def test_part_four_may_stand_with_a_row_for_each_kind() -> None:
    text = (
        "\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n行政复议\t1\t2\t3\t4\t10\n"
        "未经复议直接起诉\t5\t0\t0\t0\t5\n复议后起诉\t0\t0\t0\t6\t6\n"
    )
    found = _values(text)
    assert found["disputes/review/pending"] == 4
    assert found["disputes/litigation_direct/upheld"] == 5
    assert found["disputes/litigation_after_review/pending"] == 6
    assert len(_read(text).values) == 12


def test_half_printed_headers_of_part_four_count_by_place() -> None:
    head = ["结果维持", "结果", "其他", "尚未", "总计"]
    row = [str(n) for n in (1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15)]
    found = _values(
        "\t".join(["行政复议", *[""] * 4, "行政诉讼", *[""] * 9])
        + "\n"
        + "\t".join([*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4])
        + "\n"
        + "\t".join(head * 3)
        + "\n"
        + "\t".join(row)
    )
    assert found["disputes/review/corrected"] == 2
    assert found["disputes/litigation_direct/other"] == 7
    assert found["disputes/litigation_after_review/pending"] == 3


def test_the_old_form_is_known_by_its_labels_and_nothing_is_mapped() -> None:
    text = (
        "某局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n规范性文件\t4\t5\t6\n"
    )
    proposal = _read(text)
    assert (proposal.form.id, proposal.year) == ("2019", 2023)
    assert proposal.values[CellAddress("proactive", "normative_documents", "disclosed_total")] == 6
    assert "2023 年度报告应当使用的格式不符" in proposal.notes[0]
    forced = _read(text, form_id="2021")
    assert [v for v in forced.values.values() if v is not None] == []
    assert [item.text for item in forced.unplaced] == ["1", "2", "3", "4", "5", "6"]


def test_what_has_no_place_is_named_on_one_line() -> None:
    head = ("项目", "自然\n人", "总计", "特别\n栏目")
    rows = (head, ("（一）予以公\n开", "1", "1", "2"), ("转交\n他处", "3", "", ""))
    cells = tuple(tuple(map(SourceCell, row)) for row in rows)
    proposal = match(Source("x", (SourceTable(cells),)))
    found = proposal.unplaced
    assert [item.text for item in found] == ["2", "3"]
    assert "“（一）予以公开”一行" in found[0].where(proposal.source)
    assert not any("\n" in f"{item.text}{item.where(proposal.source)}" for item in found)


def test_one_number_in_two_places_is_said() -> None:
    proposal = _read("行政许可\t12\n行政处罚\t3\n行政强制\t1\n行政许可\t13\n")
    assert proposal.values[CellAddress("proactive", "licences", "decisions")] == 12
    assert proposal.unplaced[0].text == "13"
    assert "行政许可" in proposal.unplaced[0].where(proposal.source)


def test_too_few_numbers_after_a_label_are_not_guessed() -> None:
    cells = ["行政许可", "5", "规章", "1", "2", "行政处罚", "3", "行政强制", "0"]
    text = "二、主动公开政府信息情况\n" + "\n".join(f"{cell} |" for cell in cells)
    proposal = _read(text)
    assert [item.text for item in proposal.unplaced] == ["1", "2"]
    assert "“规章”一行" in proposal.unplaced[0].where(proposal.source)
    assert proposal.values[CellAddress("proactive", "penalties", "decisions")] == 3


def test_a_text_without_tables_is_refused() -> None:
    with pytest.raises(ReadError, match="没有找到年度报告的表格"):
        _read("今天天气很好。\n我们去了公园，看见 3 只鸟。")


@pytest.mark.parametrize("blank", ["\t", " "])
def test_a_slip_in_a_label_is_read_with_its_likeness_said(blank: str) -> None:
    rows = ["一、本年新收政府信息公开申情数量 1 2 3 4 5 6 21", "（一）予以公开 1 2 3 4 5 6 21"]
    head = _REQUESTS_HEAD if blank == "\t" else ""
    proposal = _read(head + "\n".join(rows).replace(" ", blank))
    received = CellAddress("requests", "received", "research")
    assert proposal.values[received] == 3
    assert proposal.confidence[received] == 92
    assert CellAddress("requests", "granted", "research") not in proposal.confidence
    assert "认作“本年新收”（相似度 92%）" in proposal.notes[0]
    assert place_words(proposal.source, proposal.places[received]).startswith("第 1 行")


def test_a_label_between_two_others_is_not_guessed() -> None:
    proposal = _read("行政许可\t1\n行政处罚\t2\n行政强制\t3\n行政处理决定事项\t9\n")
    assert sorted(v for v in proposal.values.values() if isinstance(v, int)) == [1, 2, 3]
    assert [item.text for item in proposal.unplaced] == ["9"]


def _table(rows: list[str]) -> SourceTable:
    return SourceTable(tuple(tuple(map(SourceCell, row.split("\t"))) for row in rows))


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page_with_and_without_its_header(repeated: bool) -> None:
    head = "项目\t总计\t其他\t法律服务机构\t社会公益组织\t科研机构\t商业企业\t自然人"
    first = [head, "一、本年新收政府信息公开申请数量\t21\t6\t5\t4\t3\t2\t1"]
    second = [head] * repeated + ["（一）予以公开\t28\t7\t6\t5\t4\t3\t3"]
    proposal = match(Source("a.pdf", (_table(first), _table(second))))
    assert proposal.values[CellAddress("requests", "received", "business")] == 2
    assert proposal.values[CellAddress("requests", "granted", "other_organisation")] == 7
    assert (proposal.unplaced, proposal.declared) == ((), ())


def test_a_table_with_a_boundless_span_is_refused() -> None:
    with pytest.raises(ReadError, match="不像年度报告的表"):
        match(Source("a.html", (SourceTable(((SourceCell("行政许可", 1, 10**9),),)),)))


def test_notes_under_a_table_and_unknown_rows_are_named() -> None:
    rows = [
        "信息内容\t本年处理决定数量",
        "行政许可\t5",
        "行政确认\t8",
        "注：不含委托\t",
        "行政强制\t0",
    ]
    proposal = match(Source("a.docx", (_table(rows),)))
    assert [item.text for item in proposal.unplaced] == ["8", "注：不含委托"]
    assert "“行政确认”一行" in proposal.unplaced[0].where(proposal.source)


def test_merged_header_cells_with_line_breaks_are_read() -> None:
    rows = (
        (
            SourceCell("项目", 2),
            SourceCell("自然人", 2),
            SourceCell("法人或\n其他组织", 1, 5),
            SourceCell("总计", 2),
        ),
        tuple(
            map(
                SourceCell, ("商业\n企业", "科研\n机构", "社会公\n益组织", "法律服\n务机构", "其他")
            )
        ),
        tuple(
            map(
                SourceCell,
                ("一、本年新收\n政府信息公开\n申请数量", "1", "2", "3", "4", "5", "6", "21"),
            )
        ),
        tuple(map(SourceCell, ("（七）总计", "7", "6", "5", "4", "3", "2", "27"))),
    )
    proposal = match(Source("a.docx", (SourceTable(rows),)))
    received = {a.column: v for a, v in proposal.values.items() if a.row == "received"}
    assert list(received.values()) == [1, 2, 3, 4, 5, 6]
    assert list(received)[-1] == "other_organisation"
    assert proposal.unplaced == ()


def test_half_printed_headers_of_part_two_count_by_place() -> None:
    text = (
        "信息内容 | 本年新 | 本年新 | 对外公开总数量 | |\n规章 | 1 | 2 | 3 | |\n"
        "规范性文件 | 4 | 5 | 6 | |\n"
    )
    proposal = _read(text)
    assert list(proposal.values.values()) == [1, 2, 3, 4, 5, 6]
    assert {a.column for a in proposal.values} == {"made", "disclosed_new", "disclosed_total"}


def test_a_header_printed_sign_by_sign_hides_nothing() -> None:
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n全年没有发生过这方面的案件，情况正常，\n"
        "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结 结 其 尚\n果 果 他 未\n"
        "总计 果 果 他 未 总\n1 0 0 0 1 0 0 2 0 2 0 0 0 3 3\n"
    )
    proposal = _read(text)
    assert proposal.values[CellAddress("disputes", "litigation_direct", "other")] == 2
    assert [item.text for item in proposal.unplaced] == ["全年没有发生过这方面的案件，情况正常，"]


def test_a_label_cut_in_two_by_the_edge_of_a_row_names_its_column() -> None:
    head = ("", "总", "商业", "科研", "社会", "法律", "其他", "自然")
    below = ("", "计", "企业", "机构", "公益\n组织", "服务\n机构", "", "人")
    rows = (head, below, ("一、本年新收政府信息公开申请数量", "21", *"234561"))
    cells = tuple(tuple(map(SourceCell, row)) for row in rows)
    proposal = match(Source("x", (SourceTable(cells),)))
    assert {a.column: value for a, value in proposal.values.items()} == {
        "natural_person": 1,
        "business": 2,
        "research": 3,
        "public_interest": 4,
        "legal_service": 5,
        "other_organisation": 6,
    }
    assert proposal.unplaced == ()
    assert proposal.declared == ()


def test_rows_that_most_of_a_table_lacks_are_named() -> None:
    rows = ["规章 1 2 3", "行政规范性文件 4 5 6", "行政许可 7", "行政处罚 8", "行政强制 9"]
    rows.append("行政事业性收费 1")
    assert _read("\n".join(rows)).notes == ()
    lacking = _read("\n".join(row for row in rows if "许可" not in row))
    assert lacking.notes == (
        "“二、主动公开政府信息情况”里没有读到“行政许可”的数，请核对来源是否缺行。",
    )
    few = _read("行政许可 7\n行政处罚 8\n行政强制 9\n")
    assert few.notes == ()


def test_a_row_whose_cells_ran_together_is_named_rather_than_moved_up() -> None:
    head = "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
    whole = "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n"
    proposal = _read(f"{head}{whole}（一）予以公开\t1\t2\t3\t4\t5 单位：件 6\t21\n")
    assert {a.row for a, value in proposal.values.items() if value is not None} == {"received"}
    left = [item.text for item in proposal.unplaced]
    assert left == ["1", "2", "3", "4", "5 单位：件 6", "21"]


def test_an_amount_without_a_unit_is_asked_about() -> None:
    """In 元 it would be ten thousand times too much, and no check could tell."""
    text = (
        "某县档案局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        "信息内容\t本年处理决定数量\n行政许可\t3\n信息内容\t本年收费金额\n行政事业性收费\t500\n"
    )
    found = match(read_text(text, "a.txt"))
    assert any("没有写单位" in note for note in found.doubts)
