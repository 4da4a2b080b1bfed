"""HTML tables as Excel, LibreOffice, WPS and browsers put them on the clipboard."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.clipboard import Block, parse_html, parse_tsv


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
