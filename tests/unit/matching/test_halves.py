"""Numbers that a narrow column broke: joined where the sums prove it, else asked, never cut."""

from __future__ import annotations

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import is_number

_TITLE = "云岭县水务局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
_HEAD = """三、收到和处理政府信息公开申请情况
        自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
"""
_TYPED = [name for name in load_form("2021").tables["requests"].column_names if name != "total"]


def _read(text: str) -> Proposal:
    return match(read_text(_TITLE + text, "来文.txt"))


def _row(found: Proposal, row: str) -> list[object]:
    return [found.values.get(CellAddress("requests", row, column)) for column in _TYPED]


def test_halves_that_only_together_add_up_are_one_number() -> None:
    found = _read(
        f"{_HEAD}一、本年新收政府信  1234  5  0  0  0  0  1234\n"
        "息公开申请数量     56               61\n"
        "二、上年结转政府信息公开申请数量  0 1 0 0 0 0 1\n"
    )
    assert _row(found, "received") == [123456, 5, 0, 0, 0, 0]
    assert any("断成两截" in note for note in found.notes)
    assert _row(found, "carried_over") == [0, 1, 0, 0, 0, 0]


def test_halves_alone_on_a_line_are_as_good() -> None:
    found = _read(f"{_HEAD}（一）予以公开  1234  5  0  0  0  0  1234\n     56               61\n")
    assert _row(found, "granted") == [123456, 5, 0, 0, 0, 0]


def test_where_sums_hold_with_halves_and_without_somebody_is_asked() -> None:
    found = _read(f"{_HEAD}（一）予以公开  1234  0  0  0  0  0  1234\n     56               56\n")
    assert not any(map(is_number, _row(found, "granted")))
    (choice,) = found.choices
    assert [words.split("、")[0] for words in choice.words] == ["1234", "123456"]
    picked = found.choosing({0: 1})
    assert _row(picked, "granted") == [123456, 0, 0, 0, 0, 0]


def test_numbers_without_a_sum_are_asked_about() -> None:
    found = _read(
        "规章  0  0  0\n行政规范性  3  1  1234\n文件          56\n"
        "行政许可  1234\n   56\n行政处罚  12\n"
    )
    assert found.values.get(CellAddress("proactive", "licences", "decisions")) is None
    assert found.values.get(CellAddress("proactive", "normative_documents", "in_force")) is None
    assert {choice.words[-1] for choice in found.choices} == {"3、1、123456", "123456"}
    assert found.values[CellAddress("proactive", "penalties", "decisions")] == 12


def test_a_page_number_below_a_row_that_adds_up_is_no_half() -> None:
    found = _read(
        f"{_HEAD}（一）予以公开  12  5  0  0  0  0  17\n     3\n"
        "（二）部分公开  1  0  0  0  0  0  1\n"
    )
    assert _row(found, "granted") == [12, 5, 0, 0, 0, 0]
    assert _row(found, "partial") == [1, 0, 0, 0, 0, 0]


def test_the_next_row_behind_a_broken_label_is_no_half() -> None:
    found = _read(
        f"{_HEAD}1.申请人无正当理由逾期不补正、行政机关不再  1 0 0 0 0 0 1\n"
        "处理其政府信息公开申请\n"
        "2.申请人逾期未按收费通知要求缴纳费用、行政\n"
        "机关不再处理其政府信息公开申请  2 0 0 0 0 0 2\n"
    )
    assert _row(found, "closed.not_corrected")[0] == 1
    assert _row(found, "closed.fee_unpaid")[0] == 2


def test_numbers_given_away_in_pieces_cell_by_cell_are_put_together() -> None:
    pieces = "\n".join("233217000261")
    found = _read(f"{_HEAD}（一）予以公开\n{pieces}\n（二）部分公开\n1\n0\n0\n0\n0\n0\n1\n")
    assert _row(found, "granted") == [233, 21, 7, 0, 0, 0]
    assert _row(found, "partial") == [1, 0, 0, 0, 0, 0]


def test_pieces_that_add_up_in_two_ways_are_asked_about() -> None:
    found = _read(f"{_HEAD}（一）予以公开 0 3 0 25 9 25 5 29 2\n（二）部分公开 1 0 0 0 0 0 1\n")
    assert not any(map(is_number, _row(found, "granted")))
    assert len(found.choices[0].words) == 2


def test_a_header_that_stands_sign_below_sign_says_the_order() -> None:
    head = "自 法人或其他组织 总\n然 商 科 社 法 其 计\n人 业 研 会 律 他\n企 机 公 服\n"
    rows = "（一）予以公开 1 2 3 4 5 6 21\n（二）部分公开 1 0 0 0 0 0 1\n"
    part = "三、收到和处理政府信息公开申请情况\n"
    assert _row(_read(f"{part}{head}{rows}"), "granted") == [1, 2, 3, 4, 5, 6]
    turned = head.replace("商 科", "科 商").replace("业 研", "研 业")
    assert not any(map(is_number, _row(_read(f"{part}{turned}{rows}"), "granted")))


def test_a_row_that_goes_on_below_is_not_cut_where_the_line_ends() -> None:
    """Five numbers on its first line, as many as one line of the header has columns."""
    found = _read(
        "三、收到和处理政府信息公开申请情况\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
        "（一）予以公开 1 0 0 0 0 0 1\n"
        "4.保护第三方合法权益 5 0 0 12 0\n234504885 2345049\n02\n"
        "5.属于三类内部事务信息 1 40 0 1 0 0 42\n"
    )
    assert _row(found, "denied.third_party") == [None] * 6
    assert {"12", "234504885", "2345049", "02"} <= {item.text for item in found.unplaced}
    assert _row(found, "denied.internal") == [1, 40, 0, 1, 0, 0]


def test_where_numbers_came_apart_a_row_that_does_not_add_up_is_left_open() -> None:
    broken = "（一）予以公开  1234  5  0  0  0  0  1234\n     56               61\n"
    cut = "（二）部分公开  3  0  0  4  8  0  3\n"
    found = _read(f"{_HEAD}{broken}{cut}")
    assert _row(found, "granted") == [123456, 5, 0, 0, 0, 0]
    assert not any(map(is_number, _row(found, "partial")))
    assert next(item.text for item in found.unplaced if "总计对不上" in item.reason) == "3"
    alone = _read(f"{_HEAD}{cut}")
    assert _row(alone, "partial") == [3, 0, 0, 4, 8, 0]
    assert [total.printed for total in alone.declared] == [3]


def test_rows_below_a_header_in_another_order_are_put_together_too() -> None:
    columns = "法人或其他组织 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    head = "三、收到和处理政府信息公开申请情况\n" + columns.replace(" ", "\n") + "\n"
    rows = "".join(
        f"{label}\n" + "\n".join("233217000261") + "\n"
        for label in ("（一）予以公开", "（二）部分公开", "（七）总计")
    )
    found = _read(f"{head}{rows}")
    for row in ("granted", "partial"):
        assert _row(found, row) == [233, 21, 7, 0, 0, 0]


def test_a_header_whose_short_labels_begin_lower_says_the_order_too() -> None:
    head = "自 社 法\n商 科 会 律 总\n然 业 研 公 服 其 计\n人 企 机 益 务 他\n业 构 组 机\n织 构\n"
    rows = "（一）予以公开 1 2 3 4 5 6 21\n（二）部分公开 1 0 0 0 0 0 1\n"
    part = "三、收到和处理政府信息公开申请情况\n申请人情况\n法人或其他组织\n"
    assert _row(_read(f"{part}{head}{rows}"), "granted") == [1, 2, 3, 4, 5, 6]
    turned = head.replace("商 科", "科 商").replace("业 研", "研 业").replace("业 构", "构 业")
    assert not any(map(is_number, _row(_read(f"{part}{turned}{rows}"), "granted")))


def test_a_column_whose_label_broke_does_not_shift_a_row_whose_total_did() -> None:
    """自然人 is 自, 然, 人 and the total 2164 is 216 and 4: eight numbers, eight labels."""
    columns = ("然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")
    head = "\n\n".join("\n".join(column) for column in columns)
    found = _read(
        "三、收到和处理政府信息公开申请情况\n申请人情况\n法人或其他组织\n"
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第 自\n三项加第四项之和）\n"
        f"{head}\n\n其\n他\n\n总\n计\n\n"
        "一、本年新收政府信息公开申请数量\n\n217 547 163 450 229 558\n\n216\n4\n\n"
        "二、上年结转政府信息公开申请数量\n\n0\n\n0\n\n0\n\n0\n\n6\n\n0\n\n6"
    )
    row = [value for value in _row(found, "received") if value is not None]
    assert row in ([], [217, 547, 163, 450, 229, 558])
    assert row or {"217", "558", "216", "4"} <= {one.text for one in found.unplaced}
