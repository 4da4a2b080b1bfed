"""Kinds of false numbers in flattened text: each is read rightly, or left out and said."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form import available_forms, load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.into import match_into, match_new
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.traditional import _PAIRS, folded
from govreport_desktop.matching.vocabulary import vocabulary
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Unread, Value
from govreport_desktop.source import Source, SourceCell, SourceTable

_CASES = Path(__file__).parents[2] / "data" / "cases"
_PEOPLE = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
_NEW = "一、本年新收政府信息公开申请数量"
_OLD = "二、上年结转政府信息公开申请数量"


def _read(text: str, **given: object) -> Proposal:
    return match(read_text(text, "来文"), **given)  # type: ignore[arg-type]


def _case(name: str, **given: object) -> Proposal:
    return _read((_CASES / f"{name}.txt").read_text("utf-8"), **given)


def _row(proposal: Proposal, table: str, row: str) -> list[Value]:
    """The typed numbers of a row in the form's order."""
    columns = vocabulary(proposal.form.id).columns_of[table, row]
    addresses = [CellAddress(table, row, column) for column in columns]
    return [proposal.values[a] for a in addresses if a in proposal.values]


# ---------------------------------------------------------------- headers
def test_a_header_in_reading_order_swaps_no_columns() -> None:
    proposal = _case("01-header-order")
    assert _row(proposal, "requests", "received") == [12, 3, 0, 0, 1, 2]
    assert _row(proposal, "requests", "carried_over") == [2, 0, 0, 0, 0, 0]
    assert any("与格式的顺序不同，已按格式的顺序读入" in note for note in proposal.notes)


def test_a_header_that_the_totals_prove_is_believed_and_said() -> None:
    order = "总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他"
    proposal = _read(f"{order}\n{_NEW} 21 1 2 3 4 5 6\n{_OLD} 6 1 1 1 1 1 1\n")
    assert _row(proposal, "requests", "received") == [1, 2, 3, 4, 5, 6]
    assert proposal.declared == ()
    assert any("已按来源表头的顺序读入" in note for note in proposal.notes)


def test_a_header_laid_out_with_blanks_over_several_lines_is_the_forms() -> None:
    proposal = _case("18-layout-header")
    assert _row(proposal, "requests", "received") == [95, 0, 1, 0, 2, 0]
    assert _row(proposal, "requests", "carried_over") == [3, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("word", ["项目", "事项", "类别", "信息名称", "名目", "种 类"])
def test_a_word_before_the_columns_moves_no_number(word: str) -> None:
    text = (
        (_CASES / "02-first-header-unknown.txt")
        .read_text("utf-8")
        .replace("项目 |", f"{word} |", 1)
    )
    proposal = _read(text)
    assert _row(proposal, "proactive", "rules") == [3, 4, 15]
    assert _row(proposal, "proactive", "normative_documents") == [21, 22, 123]
    assert _row(proposal, "proactive", "licences") == [421, 1423, 1844]


@pytest.mark.parametrize("word", ["项目", "事项", "类别", "信息名称"])
@pytest.mark.parametrize("fee", ["收费金额（万元）", "本年收费金额（单位：万元）"])
def test_other_words_for_the_headers_are_known(word: str, fee: str) -> None:
    proposal = _read(
        f"{word}\t处理决定数量\n行政许可\t4317\n{word}\t{fee}\n行政事业性收费\t1203.4506\n"
        f"{word}\t制发件数\t废止件数\t现行有效件数\n规章\t2\t1\t14\n"
    )
    assert _row(proposal, "proactive", "licences") == [4317]
    assert _row(proposal, "proactive", "fees") == [Decimal("1203.4506")]
    assert _row(proposal, "proactive", "rules") == [2, 1, 14]
    assert proposal.unplaced == ()


# ---------------------------------------------------------------- rows
def test_pages_between_rows_stop_none() -> None:
    proposal = _case("03-page-number")
    assert _row(proposal, "proactive", "licences") == [4317]
    assert _row(proposal, "requests", "unavailable.not_held") == [7, 1, 0, 0, 2, 0]
    assert proposal.unplaced == ()


def test_labels_broken_around_their_numbers_are_put_together() -> None:
    proposal = _case("05-vertical-label-joined")
    assert _row(proposal, "requests", "carried_over") == [0] * 6
    assert _row(proposal, "requests", "partial") == []


@pytest.mark.parametrize("broken", ["（二）部分公开（区分处理的，只计这一情 形，不\n计其他情形）"])
def test_a_label_over_two_lines_keeps_its_numbers(broken: str) -> None:
    proposal = _read(f"{_PEOPLE}\n{_NEW} 1 2 3 4 5 6 21\n三\n{broken} 7 1 4 7 1 4 24\n")
    assert _row(proposal, "requests", "partial") == [7, 1, 4, 7, 1, 4]


def test_half_of_a_groups_name_beside_a_broken_label_is_no_row() -> None:
    """A narrow table as pdftotext lays it out: 其他|处理 stands left of a label in three lines."""
    broken = "1.申请人无正当理由逾期不补正、行政机"
    proposal = _read(
        f"{_PEOPLE}\n{_NEW} 1 2 3 4 5 6 21\n（六）\n{broken}\n其他 0 280 5 5 0 203 493\n"
        "关不再处理其政府信息公开申请\n处理\n3.其他 2 0 0 0 0 9 11\n"
    )
    assert _row(proposal, "requests", "closed.other") == [2, 0, 0, 0, 0, 9]
    left = " ".join(item.text for item in proposal.unplaced)
    assert all(number in left for number in ("280", "203", "493"))


def test_several_rows_on_one_line_are_told_apart() -> None:
    proposal = _case("06-two-rows-one-line")
    assert _row(proposal, "proactive", "rules") == [2, 1, 14]
    assert _row(proposal, "proactive", "normative_documents") == [31, 8, 265]
    assert [_row(proposal, "proactive", r) for r in ("licences", "penalties", "compulsion")] == [
        [4317],
        [926],
        [58],
    ]
    assert proposal.unplaced == ()


def test_a_whole_report_on_one_line_is_cut_into_its_parts() -> None:
    zeros = " ".join(["0"] * 7)
    proposal = _read(
        "云岭县档案局2024年政府信息公开工作年度报告 一、总体情况 2024年，我局落实各项要求。"
        "二、主动公开政府信息情况 规章 2 1 14 行政规范性文件 31 8 265 行政许可 4317 行政处罚 926 "
        f"行政强制 58 三、收到和处理政府信息公开申请情况 {_PEOPLE} {_NEW} 1 2 3 4 5 6 21 "
        f"{_OLD} {zeros} 五、存在的主要问题及改进情况 公开的深度还不够。"
        "六、其他需要报告的事项 未收取信息处理费。云岭县档案局 2025年1月18日"
    )
    assert (proposal.office, proposal.year) == ("云岭县档案局", 2024)
    assert _row(proposal, "proactive", "normative_documents") == [31, 8, 265]
    assert _row(proposal, "requests", "received") == [1, 2, 3, 4, 5, 6]
    assert proposal.texts["overview"] == "2024年，我局落实各项要求。"
    assert proposal.texts["problems"] == "公开的深度还不够。"
    assert proposal.texts["other"] == "未收取信息处理费。"
    assert proposal.fields["signed_on"] == "2025-01-18"
    assert proposal.account.balances


@pytest.mark.parametrize("line", ["单位：件", "（以上数字截至12月31日）", "填表说明：不含委托。"])
def test_words_between_two_rows_belong_to_neither(line: str) -> None:
    proposal = _read(f"{_PEOPLE}\n{_NEW} 1 2 3 4 5 6 21\n{line}\n{_OLD} 1 0 0 0 0 0 1\n")
    assert _row(proposal, "requests", "received") == [1, 2, 3, 4, 5, 6]
    assert _row(proposal, "requests", "carried_over") == [1, 0, 0, 0, 0, 0]


def test_the_form_of_a_table_on_one_line_is_told_by_its_labels() -> None:
    """The old form would be that of the year."""
    people = " ".join(["0"] * 7)
    found = _read(
        "云岭县档案局2020年政府信息公开工作年度报告 一、总体情况 2020年，我局落实各项要求。"
        "二、主动公开政府信息情况 第二十条第（一）项 信息内容 本年制发件数 本年废止件数"
        " 现行有效件数 规章 0 0 0 行政规范性文件 31 8 265 第二十条第（五）项 信息内容"
        " 本年处理决定数量 行政许可 40 第二十条第（六）项 信息内容 本年处理决定数量"
        " 行政处罚 6 行政强制 0"
        f" 三、收到和处理政府信息公开申请情况 {_PEOPLE} {_NEW} {people} {_OLD} {people}"
    )
    assert found.form.id == "2021"
    assert _row(found, "proactive", "normative_documents") == [31, 8, 265]


def test_an_unknown_row_on_a_line_takes_no_other_rows_place() -> None:
    proposal = _read("行政许可 5 行政确认 9 行政处罚 6\n行政强制 7\n")
    assert sorted(v for v in proposal.values.values() if isinstance(v, int)) == [5, 6, 7]
    assert "9" in [item.text for item in proposal.unplaced]


# ---------------------------------------------------------------- cells
def test_what_a_number_counts_may_stand_behind_it() -> None:
    proposal = _case("09-procurement-units")
    items = CellAddress("proactive", "procurement", "items")
    assert proposal.values[items] == 2
    assert _row(proposal, "proactive", "licences") == [160, -12, 2648]


@pytest.mark.parametrize("words", ["5件左右", "2件（撤回1件）", "待核"])
def test_words_in_a_cell_are_kept_there_in_every_table(words: str) -> None:
    four = ["1", words, "3", "4", "10", *"5000", "5", *"6000", "6"]
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    groups = [SourceCell("行政复议", 2, 5), SourceCell("行政诉讼", 1, 10)]
    suits = [SourceCell("未经复议直接起诉", 1, 5), SourceCell("复议后起诉", 1, 5)]
    rows = (
        tuple(groups),
        tuple(suits),
        tuple(map(SourceCell, heads)),
        tuple(map(SourceCell, four)),
    )
    people = [SourceCell("项目"), *map(SourceCell, _PEOPLE.split())]
    three = (tuple(people), tuple(map(SourceCell, [_NEW, "1", words, *"0000", "1"])))
    proposal = match(Source("a.docx", (SourceTable(rows), SourceTable(three))))
    for address in (
        CellAddress("disputes", "review", "corrected"),
        CellAddress("requests", "received", "business"),
    ):
        assert proposal.values[address] == Unread(words)
    assert proposal.unplaced == ()


@pytest.mark.parametrize("amount", ["１２０３．４５０６", "1203．4506", "1,203.4506"])
def test_a_full_width_decimal_is_one_number(amount: str) -> None:
    proposal = _read(f"项目\t收费金额（万元）\n行政事业性收费\t{amount}\n行政许可\t1\n")
    assert _row(proposal, "proactive", "fees") == [Decimal("1203.4506")]


# ---------------------------------------------------------------- offices
@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("根据有关规定，本报告由云岭省公安厅编制。", "云岭省公安厅"),
        ("特向社会公布2024年云岭县民政局政府信息公开工作年度报告。", "云岭县民政局"),
        ("云岭县水利局向社会公布2024年政府信息公开年度报告，共六部分。", "云岭县水利局"),
        ("现将云岭县水利局2024年度政府信息公开工作情况报告如下。", "云岭县水利局"),
        ("按照要求，云岭县水利局特编制2024年政府信息公开工作年度报告。", "云岭县水利局"),
        ("现公布云岭县水务局2024年政府信息公开年度报告。", "云岭县水务局"),
        ("云岭县教育局根据《中华人民共和国政府信息公开条例》编制本报告。", "云岭县教育局"),
        ("我局根据《中华人民共和国政府信息公开条例》编制本报告。", ""),
        ("本报告由我单位编制。", ""),
    ],
)
def test_an_office_is_found_in_the_sentences_of_the_preamble(sentence: str, office: str) -> None:
    proposal = _read(
        f"{sentence}本报告统计期限自2024年1月1日至2024年12月31日。\n一、总体情况\n落实要求。\n"
        "二、主动公开政府信息情况\n行政许可 5\n行政处罚 6\n行政强制 7\n"
    )
    assert (proposal.office, proposal.year) == (office, 2024)


# ---------------------------------------------------------------- two reports
def test_the_report_that_is_asked_for_is_read_and_the_other_is_named() -> None:
    source = read_text((_CASES / "12-two-offices.txt").read_text("utf-8"), "来文")
    proposal = match_new(source, office="云岭县档案局")
    assert _row(proposal, "requests", "received") == [75, 81, 91, 87, 65, 77]
    (note,) = [note for note in proposal.notes if "两份报告" in note]
    assert "云岭县统计局 2024 年度" in note
    assert "本年新收 · 自然人 75／62" in note
    assert proposal.account.balances
    other = match_into(source, Report(load_form("2021"), "云岭县统计局", 2024))
    assert _row(other, "requests", "received") == [62, 74, 74, 76, 47, 40]
    with pytest.raises(ReadError, match=r"两份报告：云岭县档案局 2024 年度.*请指明"):
        match_new(source)
    with pytest.raises(ReadError, match="两份报告"):
        match_new(source, office="云岭县水务局")


def test_of_two_years_the_one_that_is_asked_for_is_read() -> None:
    def report(year: int, licences: int) -> str:
        return (
            f"云岭县档案局{year}年政府信息公开工作年度报告\n一、总体情况\n工作有序。\n"
            f"二、主动公开政府信息情况\n行政许可 {licences}\n行政处罚 6\n行政强制 7\n"
            "五、存在的主要问题及改进情况\n深度不够。\n六、其他需要报告的事项\n无。\n"
        )

    source = read_text(report(2023, 11) + report(2024, 12), "来文")
    for year, licences in ((2023, 11), (2024, 12)):
        proposal = match_new(source, year=year)
        assert _row(proposal, "proactive", "licences") == [licences]
        assert proposal.year == year
    with pytest.raises(ReadError, match=r"2023 年度.*2024 年度"):
        match_new(source)


def test_a_copied_report_is_said_with_the_numbers_that_differ() -> None:
    text = (
        "云岭县档案局2024年政府信息公开工作年度报告\n一、总体情况\n工作有序。\n"
        "二、主动公开政府信息情况\n行政许可 11\n行政处罚 6\n行政强制 7\n"
        "五、存在的主要问题及改进情况\n深度不够。\n"
    )
    proposal = _read(text + text.replace("11", "99"))
    assert _row(proposal, "proactive", "licences") == [11]
    assert any("行政许可" in note and "11／99" in note for note in proposal.notes)


def test_links_to_other_reports_are_no_reports() -> None:
    proposal = _read(
        "云岭县档案局2024年政府信息公开工作年度报告\n一、总体情况\n工作有序。\n"
        "二、主动公开政府信息情况\n行政许可 11\n行政处罚 6\n行政强制 7\n"
        "六、其他需要报告的事项\n无。\n云岭县档案局2023年政府信息公开工作年度报告\n"
        "云岭县统计局2024年政府信息公开工作年度报告\n"
    )
    assert (proposal.office, proposal.year) == ("云岭县档案局", 2024)
    assert not any("份报告" in note for note in proposal.notes)


# ---------------------------------------------------------------- traditional characters
_TRADITIONAL = str.maketrans(
    {pair[1]: pair[0] for pair in reversed(_PAIRS.split()) if pair[1] not in "系复"}
)


@pytest.mark.parametrize("form_id", available_forms())
def test_every_label_of_the_forms_is_known_in_traditional_characters(form_id: str) -> None:
    labels = vocabulary(form_id)
    for table in load_form(form_id).tables.values():
        for cell in table.grid:
            written = cell.text.translate(_TRADITIONAL)
            assert labels.find(written) == labels.find(cell.text), written


def test_a_report_in_traditional_characters_keeps_its_words() -> None:
    proposal = _case("16-traditional")
    assert _row(proposal, "proactive", "rules") == [2, 1, 14]
    assert _row(proposal, "proactive", "licences") == [4317]
    assert (proposal.office, proposal.year) == ("雲嶺縣檔案局", 2024)
    assert folded("雲嶺縣檔案局") == "云岭县档案局"


def test_no_sign_is_folded_into_two() -> None:
    pairs = _PAIRS.split()
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}", pair) for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("first", [True, False])
def test_another_line_of_numbers_in_part_four_is_not_taken_for_the_forms(first: bool) -> None:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    groups = [SourceCell("行政复议", 2, 5), SourceCell("行政诉讼", 1, 10)]
    suits = [SourceCell("未经复议直接起诉", 1, 5), SourceCell("复议后起诉", 1, 5)]
    own = [str(n) for n in (1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15)]
    other = ["其中：网上申请", *"12345678901234"]
    below = [other, own] if first else [own, other]
    lines = (groups, suits, map(SourceCell, heads), *(map(SourceCell, row) for row in below))
    proposal = match(Source("a.docx", (SourceTable(tuple(map(tuple, lines))),)))
    assert _row(proposal, "disputes", "review") == [1, 2, 3, 4]
    assert len(proposal.unplaced) == 14
    assert proposal.account.balances


def test_of_two_bare_lines_of_numbers_in_part_four_none_is_taken() -> None:
    heads = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])
    lines = ["1\t0\t0\t0\t1", "2\t0\t0\t0\t2"]
    head = f"{heads}\t{heads}\t{heads}"
    rows = "\n".join("\t".join([line] * 3) for line in lines)
    groups = "行政复议\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t"
    proposal = _read(f"{groups}\n{head}\n{rows}\n")
    assert [v for v in proposal.values.values() if v is not None] == []
    assert len(proposal.unplaced) == 30


def test_a_row_whose_total_is_blank_where_others_have_one_is_left_out() -> None:
    """A cell deleted in a sheet moves the rest up, and the total's cell is blank."""
    rows = [f"{_NEW}\t1\t2\t3\t4\t5\t6\t21", f"{_OLD}\t0\t2\t0\t0\t1\t3\t"]
    rows += ["（一）予以公开\t1\t1\t1\t1\t1\t1\t6", "重复申请\t1\t\t\t\t\t\t1"]
    proposal = _read("项目\t" + "\t".join(_PEOPLE.split()) + "\n" + "\n".join(rows) + "\n")
    assert _row(proposal, "requests", "carried_over") == []
    assert _row(proposal, "requests", "received") == [1, 2, 3, 4, 5, 6]
    assert _row(proposal, "requests", "declined.repeat") == [1, None, None, None, None, None]
    assert {item.label for item in proposal.unplaced} == {_OLD}
