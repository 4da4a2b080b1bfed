"""HTML tables as Excel, LibreOffice, WPS and browsers put them on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.clipboard import Block, parse_tsv, pasted_block
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.source import SourceTable
from tests.unit.clipboard.pasted import parse_html


def test_merged_cells_are_spread_out() -> None:
    html = (
        "<table><tr><td rowspan=2>三</td><td colspan='2'>（一）</td><td>1</td></tr>"
        "<tr><td>（三）</td><td>1.</td><td>2</td></tr></table>"
    )
    assert parse_html(html) == (("三", "（一）", "", "1"), ("", "（三）", "1.", "2"))


def test_libreoffice_gives_the_exact_number_beside_the_shown_one() -> None:
    html = '<table><tr><td sdval="59237.2449" sdnum="1033;">59,237.24</td></tr></table>'
    assert parse_html(html) == (("59237.2449",),)


def test_excel_gives_it_too_but_never_instead_of_words() -> None:
    html = '<table><tr><td x:num="12.5">12.50</td><td x:num="3">三件</td></tr></table>'
    assert parse_html(html) == (("12.5", "三件"),)


def test_styles_line_breaks_and_blanks_are_not_text() -> None:
    html = (
        "<html><head><style>td {x: 1}</style></head><body><!--StartFragment-->"
        "<table><tr><td>商业<br>企业</td><td>&nbsp;7\n</td></tr></table></body></html>"
    )
    assert parse_html(html) == (("商业\n企业", "7"),)


def test_unclosed_cells_as_excel_writes_them() -> None:
    assert parse_html("<table><tr><td>1<td>2<tr><td>3<td>4</table>") == (("1", "2"), ("3", "4"))


def test_text_without_a_table_is_none() -> None:
    assert parse_html("<p>12</p>") is None
    assert parse_html("") is None


def test_a_wild_span_does_not_eat_memory() -> None:
    block = parse_html("<table><tr><td colspan=99999999 rowspan=9999999>1</td></tr></table>")
    assert block == (("1",),)


def test_the_first_table_counts_and_nested_ones_are_text() -> None:
    html = "<table><tr><td>1<table><tr><td>x</td></tr></table></td><td>2</td></tr></table>"
    block = parse_html(html + "<table><tr><td>9</td></tr></table>")
    assert block is not None
    assert block[0][1] == "2"
    assert "9" not in str(block)


def test_a_block_recorded_from_libreoffice_calc() -> None:
    """25 rows by 7 columns as Calc put them on a real clipboard, 12345 shown as 12,345."""
    folder = Path(__file__).parents[2] / "data" / "clipboard"
    block = parse_html((folder / "calc.html").read_text(encoding="utf-8"))
    assert block == calc_block()
    shown = parse_tsv((folder / "calc.txt").read_text(encoding="utf-8"))
    assert [[text.replace(",", "") for text in row] for row in shown] == [
        list(row) for row in calc_block()
    ]


def calc_block() -> Block:
    numbers = [[(row * 37 + column * 11) % 997 for column in range(7)] for row in range(25)]
    numbers[3][2] = 12345
    return tuple(tuple(map(str, row)) for row in numbers)


def row(cell: str, head: str = "") -> str:
    table = f"<table><tr><td>行政许可</td>{cell}<td>7</td></tr></table>"
    return f"<html><head>{head}</head><body>{table}</body></html>"


STRUCK_BY_SHEET = "<style><!-- .x1 {text-decoration:line-through;} --></style>"
HIDDEN_BY_SHEET = "<style>.x1 { display : none }</style>"


@pytest.mark.parametrize(
    ("cell", "head", "texts"),
    [
        ("<td><s>88</s>4213</td>", "", ("行政许可", "4213", "7")),
        ("<td><span class=x1>88</span>4213</td>", STRUCK_BY_SHEET, ("行政许可", "4213", "7")),
        ("<td class=x1>88</td>", STRUCK_BY_SHEET, ("行政许可", "", "7")),
        ("<td><span style='display:none'>88</span>4213</td>", "", ("行政许可", "4213", "7")),
        ("<td><font class=x1>88</font>4213</td>", HIDDEN_BY_SHEET, ("行政许可", "4213", "7")),
        ("<td class=x1>88</td>", HIDDEN_BY_SHEET, ("行政许可", "7")),
        ("<td style='visibility:hidden'>88</td>", "", ("行政许可", "", "7")),
        ("<td><ruby>4213<rp>(</rp><rt>88</rt></ruby></td>", "", ("行政许可", "4213", "7")),
        ("<td x:num='88'><s>88</s>4213</td>", "", ("行政许可", "4213", "7")),
        ("<td><input value='4213'></td>", "", ("行政许可", "4213", "7")),
        ("<td>42\u200b13</td>", "", ("行政许可", "4213", "7")),
    ],
)
def test_a_cell_is_pasted_as_it_is_imported(cell: str, head: str, texts: tuple[str, ...]) -> None:
    page = row(cell, head)
    block, notes = pasted_block("行政许可\t884213\t7", page)
    source = read_html(page.encode(), "页面")
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    assert block == (texts,) == (tuple(each.text for each in table.rows[0]),)
    assert notes == source.notes
    assert not ("88" in page and "<" in cell) or "“88”" in "".join(notes)


def test_a_row_that_is_struck_out_or_hidden_is_not_pasted() -> None:
    html = (
        "<table><tr><td>行政许可</td><td>1</td></tr>"
        "<tr style='{}'><td>行政处罚</td><td>88</td></tr>"
        "<tr><td>行政强制</td><td>3</td></tr></table>"
    )
    struck, notes = pasted_block("", html.format("text-decoration:line-through"))
    assert struck == (("行政许可", "1"), ("", ""), ("行政强制", "3"))
    assert "“88”" in notes[0]
    hidden, notes = pasted_block("", html.format("display:none"))
    assert hidden == (("行政许可", "1"), ("行政强制", "3"))
    assert "88" in notes[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<td sdval="59237.2449">5.92</td>', "5.92"),
        ('<td x:num="0.125">13%</td>', "13%"),
        ('<td sdval="-3">-3</td>', "-3"),
        ('<td sdval="12345">12,345</td>', "12345"),
        ('<td x:num="12.5">13</td>', "12.5"),
        ('<td sdval="4213">4213<sup>1</sup></td>', "4213¹"),
    ],
)
def test_a_number_beside_the_shown_one_stands_where_it_is_that_one_rounded(
    cell: str, text: str
) -> None:
    assert pasted_block("", f"<table><tr>{cell}</tr></table>").block == ((text,),)


def test_a_list_in_a_cell_makes_no_fraction_of_a_number() -> None:
    html = (
        "<table><tr><td><ol start=3><li>保护第三方</li></ol></td><td><ol><li>12</ol></td></table>"
    )
    assert parse_html(html) == (("3.保护第三方", "12"),)


@pytest.mark.parametrize(
    ("html", "text", "block"),
    [
        ("<p>4213<sup>1</sup></p>", "42131", (("4213¹",),)),
        ("<p><s>88</s>4213</p>", "884213", (("4213",),)),
        ("<p><s>88</s></p>", "88", ()),
        ("<div>1\t2</div><div>3\t4</div>", "1\t2\n3\t4", (("1", "2"), ("3", "4"))),
    ],
)
def test_without_a_table_the_text_counts_unless_html_knows_better(
    html: str, text: str, block: Block
) -> None:
    assert pasted_block(text, html).block == block


def test_rows_that_were_selected_are_a_table_with_its_sheet() -> None:
    html = (
        f"<html><head>{STRUCK_BY_SHEET}</head><body><table border=0><!--StartFragment-->"
        "<col width=72><tr><td class=x1>88</td><td>1</td></tr><!--EndFragment--></table>"
    )
    assert pasted_block("", html).block == (("", "1"),)
    html = "<table><tr><!--StartFragment--><td>5</td><!--EndFragment--></tr></table>"
    assert pasted_block("", html).block == (("5",),)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "<table><tr><td>9",
        f"<p {' '.join(f'a{n}' for n in range(5000))}><table><tr><td>9</td></tr></table>",
        "<b>" * 600_000,
        "<table>" + ("<tr>" + "<td rowspan=100 colspan=100>9" * 90) * 100,
        "<!--StartFragment-->" * 200_000 + " " * 2**24,
    ],
    ids=["deep", "attributes", "tags", "spans", "large"],
)
def test_html_that_is_no_page_gives_way_to_the_text_and_says_so(html: str) -> None:
    block, notes = pasted_block("1\t2", html)
    assert block == (("1", "2"),)
    assert "按纯文字粘贴" in notes[0]
