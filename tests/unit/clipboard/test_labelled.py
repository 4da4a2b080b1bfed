"""Blocks that bring their labels along, as Excel, WPS and browsers copy them: one engine reads
them and an import alike, and a paste goes as a whole or not at all."""

from __future__ import annotations

from html import escape
from random import Random

import pytest

from govreport_desktop.clipboard import Block, PasteError, parse_tsv, place
from govreport_desktop.form import CellAddress, Table, load_form
from govreport_desktop.report import Report, Unread, Value, format_value
from tests.unit.clipboard.pasted import parse_html
from tests.unit.matching import rendered

FORM = load_form("2021")
PEOPLE = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FIRST = CellAddress("requests", "received", "natural_person")
RULES = CellAddress("proactive", "rules", "issued")


def at(row: str, column: str = "natural_person") -> CellAddress:
    return CellAddress("requests", row, column)


def contents(text: str, where: CellAddress = FIRST) -> dict[CellAddress, Value]:
    return dict(place(FORM, parse_tsv(text), where).contents)


def filled(seed: int, form_id: str = "2021") -> Report:
    form, pick = load_form(form_id), Random(seed)
    report = Report(form, "某局", 2024)
    values = {c.address: rendered.figure(c.kind, pick) for c in form.cells if not c.formula}
    report.load(values, {}, {}, {})
    return report


def html_table(report: Report, table: Table) -> str:
    """The printed table as a browser or WPS puts it on the clipboard: with its spans."""
    lines = []
    for cells in rendered.rows(report, table):
        tds = (
            f"<td rowspan={cell.row_span} colspan={cell.column_span}>{escape(text)}</td>"
            for cell, text in cells
        )
        lines.append(f"<tr>{''.join(tds)}</tr>")
    return f"<html><body><!--StartFragment--><table>{''.join(lines)}</table></body></html>"


def blocks(report: Report, table: Table) -> dict[str, Block]:
    """The whole table as Excel, a browser as text, and WPS with its HTML hand it over."""
    html = parse_html(html_table(report, table))
    assert html is not None
    return {
        "excel": parse_tsv(rendered.sheet_table(report, table)),
        "browser": parse_tsv(rendered.browser_table(report, table)),
        "html": html,
    }


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("program", ["excel", "browser", "html"])
@pytest.mark.parametrize("table_id", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("seed", range(3))
def test_a_whole_table_with_its_header_goes_where_it_belongs(
    table_id: str, program: str, form_id: str, seed: int
) -> None:
    report = filled(seed, form_id)
    table = report.form.tables[table_id]
    # The keyboard may stand anywhere in the table.
    somewhere = Random(seed).choice(list(table.cells))
    placed = place(report.form, blocks(report, table)[program], somewhere)
    typed = {a: report.values[a] for a, cell in table.cells.items() if not cell.formula}
    totals = {a: report.values[a] for a, cell in table.cells.items() if cell.formula}
    assert dict(placed.contents) == typed
    assert dict(placed.declared) == totals
    assert placed.labels


HEAD = "项目\t" + "\t".join(PEOPLE) + "\n"


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("3.其它", "closed.other"),
        ("（六）其它处理\t3.其它", "closed.other"),
        ("2.其它法律行政法规禁止", "denied.other_law"),
        ("一、本年新收政府信息公开申请数最", "received"),
        ("二、上年结转政府信启公开申请数量", "carried_over"),
        ("（三）不予公开\t1.属于国家秘密", "denied.state_secret"),
        ("三、本年度办理结果\t（一）予以公开", "granted"),
        ("1.本机关不掌握相关\n政府信息", "unavailable.not_held"),
        ("四、结转下年度继续办理①", "carried_forward"),
    ],
)
@pytest.mark.parametrize("headed", [True, False])
def test_a_row_is_known_by_its_label_however_it_is_worded(
    label: str, row: str, headed: bool
) -> None:
    cells = label.split("\t")
    quoted = "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in cells)
    head = "\t" * (len(cells) - 1) + HEAD if headed else ""
    found = contents(f"{head}{quoted}\t1\t2\t3\t4\t5\t6\t21\n")
    assert {a.row for a in found} == {row}
    assert [found[at(row, c)] for c in ("natural_person", "other_organisation")] == [1, 6]


def test_a_slip_in_a_label_is_said() -> None:
    block = parse_tsv(f"{HEAD}一、本年新收政府信息公开申请数最\t1\t2\t3\t4\t5\t6\t21\n")
    assert [
        "申请数最" in note and "请核对" in note for note in place(FORM, block, FIRST).notes
    ] == [True]


@pytest.mark.parametrize("word", ["合计", "总  计", "总数", "总\n计"])
def test_a_total_by_another_name_is_compared_and_never_pasted(word: str) -> None:
    head = HEAD.replace("总计", f'"{word}"')
    placed = place(FORM, parse_tsv(f"{head}重复申请\t1\t2\t3\t4\t5\t6\t20\n"), FIRST)
    assert len(placed.contents) == 6
    assert placed.declared == ((at("declined.repeat", "total"), 20),)


@pytest.mark.parametrize("mark", ["-", "—", "——", "/", "无", "", "不涉及"])
def test_what_says_nothing_is_blank_and_stays_apart_from_zero(mark: str) -> None:
    for text in (f"{HEAD}重复申请\t{mark}\t0\t3\t4\t5\t6\t18\n", f"重复申请\t{mark}\t0\n"):
        found = contents(text)
        assert found[at("declined.repeat")] is None
        assert found[at("declined.repeat", "business")] == 0
    if mark:
        assert contents(f"{mark}\t0\n")[FIRST] is None


@pytest.mark.parametrize(
    "head",
    [
        f"单位：件\n{HEAD}",
        f"2024年度申请情况统计表\n{HEAD}",
        "类别（含委托）\t" + "\t".join(f"{who}（件）" for who in PEOPLE) + "\n",
        f"\t申请人情况（以下各列）\n{HEAD}",
        HEAD.replace("\n", "\t备注\n"),
    ],
)
def test_words_of_a_header_that_the_form_lacks_move_nothing(head: str) -> None:
    found = contents(f"{head}重复申请\t1\t2\t3\t4\t5\t6\t21\n", at("granted"))
    assert {a.row for a in found} == {"declined.repeat"}
    assert list(found.values()) == [1, 2, 3, 4, 5, 6]


def test_headings_without_row_labels_fill_from_the_chosen_row_on() -> None:
    found = contents("单位：件\n科研机构\t自然人\n3\t4\n5\t-\n", at("granted", "business"))
    assert found == {
        at("granted", "research"): 3,
        at("granted"): 4,
        at("partial", "research"): 5,
        at("partial"): None,
    }


def test_rows_and_columns_in_another_order_go_where_they_belong() -> None:
    order = (3, 0, 6, 5, 1, 2, 4)
    names = {"二、上年结转政府信息公开申请数量": 10, "一、本年新收政府信息公开申请数量": 20}
    lines = ["\t".join(["", *(PEOPLE[i] for i in order)])]
    lines += ["\t".join([name, *(str(n + i) for i in order)]) for name, n in names.items()]
    found = contents("\n".join(lines))
    assert found[at("received", "other_organisation")] == 25
    assert found[at("carried_over")] == 10
    assert found[at("carried_over", "business")] == 11


def test_a_row_of_the_group_alone_is_no_content() -> None:
    text = f"{HEAD}（三）不予公开\n1.属于国家秘密\t1\t2\t3\t4\t5\t6\t21\n"
    assert {a.row for a in contents(text)} == {"denied.state_secret"}


@pytest.mark.parametrize(
    "html",
    ["<td>55<br>456</td>", "<td><p>55</p><p>456</p></td>", "<td><div>55</div><div>456</div></td>"],
)
def test_two_lines_in_one_cell_are_two_numbers_and_kept_as_written(html: str) -> None:
    block = parse_html(f"<table><tr><td>重复申请</td>{html}<td>7</td></tr></table>")
    assert block is not None
    found = dict(place(FORM, block, FIRST).contents)
    assert isinstance(found[at("declined.repeat")], Unread)
    assert found[at("declined.repeat", "business")] == 7
    (typed,) = contents('"55\n456"').values()
    assert isinstance(typed, Unread)


@pytest.mark.parametrize(
    "cell",
    [
        "4213<sup>1</sup>",
        "4213<sup>[1]</sup>",
        "4213<sup>注1</sup>",
        "4213①",
        "4213¹",
        '4213<span style="vertical-align:super;font-size:60%">2</span>',
        "4213[1]",
        "4213*",
    ],
)
def test_the_mark_of_a_note_is_no_digit(cell: str) -> None:
    """Neither raised nor in brackets: the number beside it is what counts."""
    licences = CellAddress("proactive", "licences", "decisions")
    for row in (f"<td>行政许可<sup>2</sup></td><td>{cell}</td>", f"<td>{cell}</td>"):
        block = parse_html(f"<table><tr>{row}</tr></table>")
        assert block is not None
        assert dict(place(FORM, block, licences).contents) == {licences: 4213}


def test_money_in_yuan_is_converted_and_said() -> None:
    text = "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t592,372,449\n"
    placed = place(FORM, parse_tsv(text), RULES)
    assert [format_value(value) for _, value in placed.contents] == ["59237.2449"]
    assert "已换算" in placed.notes[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{HEAD}转交其他单位\t7\t0\t0\t0\t0\t0\t7\n（一）予以公开\t1\n", "“转交其他单位”"),
        (f"{HEAD}\t7\t0\t0\t0\t0\t0\t7\n（一）予以公开\t1\n", "第 2 行"),
        ("项目\t自然人\t小计\n重复申请\t7\t9\n", "“小计”"),
        ("项目\t企业家数\n重复申请\t7\n", "“企业家数”"),
        ("重复申请\t1\t2\t3\t4\t5\t6\t21\t99\n", "“99”|8 列"),
        (f"{HEAD}重复申请\t1\t2\t3\t4\t5\t6\t21\n重复申请\t1\t2\t3\t9\t5\t6\t26\n", "“9”"),
        ("\t".join(PEOPLE) + "\n（三）不予公开\n", "只有表头"),
        ("行政许可\t5\n", "“行政许可”|不是本表"),
        ("甲类\t乙类\n3\t4\n", "“甲类”"),
        ("甲类\t3\n乙类\t4\n", "“甲类”"),
    ],
)
def test_what_has_no_place_in_the_table_stops_the_whole_paste(text: str, reason: str) -> None:
    with pytest.raises(PasteError, match=reason):
        place(FORM, parse_tsv(text), FIRST)


def test_words_between_numbers_are_kept_and_marked() -> None:
    found = contents("3\t待核\n5\t约30\n")
    assert found[at("received", "business")] == Unread("待核")
    assert found[at("carried_over", "business")] == Unread("约30")
    found = contents(f"{HEAD}重复申请\t1\t2件（撤回1件）\t3\t4\t5\t6\t21\n")
    assert found[at("declined.repeat", "business")] == Unread("2件（撤回1件）")
