"""Web pages as browsers save them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import kind_of
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceTable
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.web.html import render_fragment, render_html
from tests.unit.readers.seen import lines
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report

_SITE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>公开年报</title>
<script>var n = 5;</script><style>p{{color:red}}</style></head><body>
<nav><ul><li>首页</li><li>政府信息公开</li></ul></nav>
<div class="crumbs">您的位置：首页 &gt; 政府信息公开年报</div>
<div style="display:none">二、主动公开政府信息情况 98765</div>
{article}
<div class="foot">主办：青屿市人民政府办公室 网站标识码：1234567890</div></body></html>"""


@settings(max_examples=10)
@given(reports_to_write)
def test_our_own_page_comes_back_whole(report: Report) -> None:
    document = build_document(report)
    for page in (render_html(document), render_fragment(document)):
        assert_comes_back(read_html(page.encode(), "页面"), report)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "gb18030")],
)
def test_a_site_around_the_article_and_any_charset(charset: str, encoding: str) -> None:
    report = written_report("2021", 4)
    article = render_fragment(build_document(report))
    data = _SITE.format(charset=charset, article=article).encode(encoding)
    again = match(read_html(data, "页面")).new_report()
    assert again.values == report.values
    for section in ("overview", "problems"):
        assert again.texts[section] == report.texts[section]


def test_scripts_styles_and_hidden_parts_are_not_text() -> None:
    data = _SITE.format(charset="utf-8", article="<p>正文</p>").encode()
    text = "\n".join(lines(read_html(data, "页面")))
    assert "正文" in text
    for hidden in ("var n", "color", "98765"):
        assert hidden not in text


def test_breaks_make_paragraphs_and_blanks_do_not() -> None:
    page = b"<body><p>a&nbsp;b<br>c\n  d</p><span>e</span><b>f</b><div>g</div>h</body>"
    assert lines(read_html(page, "页面")) == ["a\xa0b", "c d", "ef", "g", "h"]


def test_a_layout_table_is_opened_and_a_data_table_kept() -> None:
    page = (
        "<table><tr><td>栏目</td><td><p>说明</p><table><tr><th rowspan='2'>规章</th><td>1</td></tr>"
        "<tr><td>2</td></tr></table></td></tr></table>"
    ).encode()
    source = read_html(page, "页面")
    (table,) = [b for b in source.blocks if isinstance(b, SourceTable)]
    shown = [[(c.text, c.row_span) for c in row] for row in table.rows]
    assert shown == [[("规章", 2), ("1", 1)], [("2", 1)]]
    assert lines(source) == ["栏目", "说明"]


@pytest.mark.parametrize("span", ["0", "-3", "x", "99999999999", "1e9"])
def test_spans_cannot_be_made_to_explode(span: str) -> None:
    page = f"<table><tr><td colspan='{span}'>1</td></tr></table>".encode()
    (table,) = read_html(page, "页面").blocks
    assert isinstance(table, SourceTable)
    assert 1 <= table.rows[0][0].column_span <= 100


def test_deep_nesting_loses_nothing() -> None:
    article = "<p>前言。</p><table><tr><td>行政许可</td><td>4</td></tr></table>"
    page = f"<body>{'<div><span>' * 900}{article}尾{'</span></div>' * 900}<p>后记。</p>"
    source = read_html(page.encode(), "页面")
    assert lines(source) == ["前言。", "尾", "后记。"]
    assert any(isinstance(block, SourceTable) for block in source.blocks)


def test_instructions_of_word_hide_no_text() -> None:
    page = "<body><p>甲<?xml:namespace prefix = o /><o:p></o:p>乙<!-- 丙 -->丁</p>"
    assert lines(read_html(page.encode(), "页面")) == ["甲乙丁"]


def test_depth_and_size_are_bounded() -> None:
    deep = b"<div>" * 5000 + b"x" + b"</div>" * 5000
    with pytest.raises(ReadError, match="嵌套得太深"):
        read_html(b"<body>" + deep, "页面")
    with pytest.raises(ReadError, match="大得不正常"):
        read_html(b" " * (17 * 2**20), "页面")


def test_a_page_is_known_by_its_content() -> None:
    for head in (b"<!DOCTYPE html><p>", b"\xef\xbb\xbf <HTML>", b"<table><tr>", b"<article lang"):
        assert kind_of(head) == "html"
    assert kind_of("<3 本年度".encode()) == "text"


def cell(markup: str, head: str = "") -> tuple[str, Source]:
    """What the one cell of a page's table says."""
    page = f"<html><head>{head}</head><body><table><tr><td>行政许可</td>{markup}</tr></table>"
    source = read_html(page.encode(), "页面")
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    return table.rows[0][1].text, source


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<td>4213<sup>1</sup></td>", "4213¹"),
        ("<td>4213<sub>1</sub></td>", "4213₁"),
        ("<td>4213<span style='vertical-align: super'>12</span></td>", "4213¹²"),
        ("<td>4213<span style='vertical-align:5px;font-size:9px'>1</span></td>", "4213¹"),
        ("<td>4213<span style='vertical-align:-.3em'>1</span></td>", "4213₁"),
        ("<td>42<span style='vertical-align:0pt'>13</span></td>", "4213"),
        ("<td>4213<a><sup>[1]</sup></a></td>", "4213[¹]"),
        ("<td><sup>4213</sup></td>", "4213"),
        ("<td>55<br>456</td>", "55\n456"),
        ("<td>\u202d42\u200b13\u202c</td>", "4213"),
        ("<td>42<wbr>13</td>", "4213"),
        ("<td><input value='4213'></td>", "4213"),
        ("<td><textarea>4213</textarea></td>", "4213"),
    ],
)
def test_what_is_seen_in_a_cell_is_read(markup: str, text: str) -> None:
    assert cell(markup)[0] == text


@pytest.mark.parametrize(
    "span",
    [
        "<span style='font-size:5px'>1</span>",
        "<span style='font-size:.4em'>[1]</span>",
        "<span style='font-size:0'>1</span>",
        "<span style='font:1px serif'>1</span>",
        "<span style='font: bold 3px/1.5 serif'>1</span>",
        "<span style='color:#fff'>1</span>",
        "<span style='color:hsl(0,0%,100%)'>1</span>",
        "<span style='color:hsl(120deg 50% 50% / 0)'>1</span>",
        "<font color='white'>1</font>",
        "<span style='color:transparent'>1</span>",
        "<span style='color:rgba(0,0,0,0)'>1</span>",
        "<span style='background:#eee'><b style='color:#eee'>1</b></span>",
        "<span style='opacity:0.01'>1</span>",
        "<span style='visibility:hidden'>1</span>",
        "<span style='display:inline-block;text-indent:-9999px'>1</span>",
        "<span style='display:inline-block;text-indent:-999em'>1</span>",
        "<span style='position:absolute;clip:rect(0 0 0 0)'>1</span>",
        "<span style='position:absolute;left:-9999px'>1</span>",
        "<span style='display:inline-block;width:0;overflow:hidden'>1</span>",
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_what_nobody_sees_or_is_tiny_is_no_digit_of_a_number(span: str, before: bool) -> None:
    text, source = cell(f"<td>{span}4213</td>" if before else f"<td>4213{span}</td>")
    assert text == "4213"
    assert any("没有读入：“" in note for note in source.notes)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<td style='font-size:10pt'>42<span style='font-size:12pt'>13</span></td>", "4213"),
        ("<td style='background:#036;color:#fff'>42<b style='color:#ff0'>13</b></td>", "4213"),
        ("<td bgcolor='#003366'>42<font color='white'>13</font></td>", "4213"),
        ("<td style='color:#fff'>4213</td>", "4213"),
        ("<td>42<span style='color:hsl(0,100%,50%);font:11px Arial'>13</span></td>", "4213"),
        ("<td style='font-size:0'><span style='font-size:14px'>4213</span></td>", "4213"),
        ("<td style='background:url(a.png)'>42<font color='white'>13</font></td>", "4213"),
        ("<td>4213<span style='font-size:60%'>件</span></td>", "4213件"),
        ("<td>7<span style='font-size:10px'>209</span></td>", "7209"),
        ("<td><span style='font-size:10px'>7</span><span>209</span></td>", "7209"),
        ("<td><font size='5'>4</font><font size='1'>458</font></td>", "4458"),
        ("<td style='font-size:24pt'>4<span style='font-size:9pt'>458</span></td>", "4458"),
        ("<td><p style='text-indent:-105.0pt;margin-left:105pt'>4213</p></td>", "4213"),
        ("<td style='width:0;overflow:hidden'>4213</td>", "4213"),
        ("<td><div style='max-height:0;overflow:hidden'>4213</div></td>", "4213"),
        ("<td><b style='clip:rect(0px,80px,20px,0px)'>4213</b></td>", "4213"),
    ],
)
def test_what_is_seen_in_another_size_or_colour_is_read(markup: str, text: str) -> None:
    assert cell(markup)[0] == text


@pytest.mark.parametrize(
    ("markup", "head"),
    [
        ("<td><s>88</s>4213</td>", ""),
        ("<td><del>88</del>4213</td>", ""),
        ("<td><span style='text-decoration:line-through'>88</span>4213</td>", ""),
        (
            "<td><span class='old'>88</span>4213</td>",
            "<style>.old{text-decoration:line-through}</style>",
        ),
        ("<td><span style='display:none'>88</span>4213</td>", ""),
        ("<td><i class='x'>88</i>4213</td>", "<style>i.x , b { display : none }</style>"),
        ("<td><ruby>4213<rt>88</rt></ruby></td>", ""),
        ("<td><i class='sr-only'>88</i>4213</td>", ""),
    ],
)
def test_what_is_struck_out_or_hidden_in_a_cell_is_named(markup: str, head: str) -> None:
    text, source = cell(markup, head)
    assert text == "4213"
    assert any("没有读入" in note and "“88”" in note for note in source.notes)


def test_a_rule_for_paper_hides_nothing_on_the_screen() -> None:
    head = "<style>@media print { .x { display:none } } /* .x{display:none} */</style>"
    assert cell("<td><i class='x'>4213</i></td>", head)[0] == "4213"


def test_a_hidden_row_is_named_and_not_read() -> None:
    page = (
        "<table><tr><td>行政许可</td><td>4213</td></tr>"
        "<tr style='display:none'><td>行政处罚</td><td>88</td></tr></table>"
    )
    source = read_html(page.encode(), "页面")
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert len(table.rows) == 1
    assert any("88" in note for note in source.notes)


def test_rows_in_a_form_and_a_caption_are_read() -> None:
    page = (
        "<table><caption>统计表</caption><form><tr><td>行政许可</td><td>7</td></tr></form></table>"
    )
    source = read_html(page.encode(), "页面")
    assert lines(source) == ["统计表"]
    assert [
        [c.text for c in r] for b in source.blocks if isinstance(b, SourceTable) for r in b.rows
    ] == [["行政许可", "7"]]


def test_a_page_goes_on_behind_its_end() -> None:
    assert lines(read_html("<html><body><p>甲</p></body></html><p>乙</p>".encode(), "页面")) == [
        "甲",
        "乙",
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x81 "])
def test_a_bad_byte_costs_nothing_but_itself(encoding: str, bad: bytes) -> None:
    text = "<meta charset='gb2312'><p>一、全年公开信息若干条，没有变化。</p>@<p>二、末尾</p>"
    page = text.encode(encoding)
    source = read_html(page.replace(b"@", b"<p>" + "坏".encode(encoding) + bad + b"</p>"), "页面")
    assert lines(source)[0] == "一、全年公开信息若干条，没有变化。"
    assert lines(source)[-1] == "二、末尾"
    assert any("坏字节" in note for note in source.notes)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_page_in_two_or_four_bytes_a_character_is_read(encoding: str) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title></head><body><p>正文</p></body></html>".encode(
            encoding
        )
    )
    assert kind_of(page) == "html"
    assert lines(read_html(page, "页面")) == ["正文"]


@pytest.mark.parametrize(
    "head",
    ["<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html><html>", "<!-- 某系统生成 --><html>",
     "<script>var a=1;</script><html>", "<link rel='x'/><html>", "\ufeff\n<meta charset='utf-8'>"],
)  # fmt: skip
def test_a_page_may_begin_with_anything(head: str) -> None:
    data = f"{head}<p>正文</p>".encode()
    assert kind_of(data) == "html"
    assert lines(read_html(data, "页面")) == ["正文"]


def test_an_element_closed_at_once_swallows_no_page() -> None:
    page = "<?xml version='1.0'?><html><head><script src='a.js'/><title/></head><p>正文</p></html>"
    assert lines(read_html(page.encode(), "页面")) == ["正文"]


def test_many_attributes_are_refused_before_they_cost_anything() -> None:
    page = b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">x</p>"
    with pytest.raises(ReadError, match="大得不正常"):
        read_html(page, "页面")
    picture = b"<img alt='x' src='data:image/png;base64," + b"QUJD\n" * 20_000 + b"'><p>y</p>"
    assert lines(read_html(picture, "页面")) == ["y"]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<ol><li>甲<li><p>乙</p><p>续</p></ol><ol start=5><li>丙", ["1.甲", "2.乙", "续", "5.丙"]),
        ("<ol><li>甲<ul><li>点</ul><li></li><li value=7>乙<li>丙", ["1.甲", "点", "7.乙", "8.丙"]),
        ("<ol type=a><li>甲</ol><ol type=I><li>乙", ["a.甲", "I.乙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol style='list-style:none'><li>甲", ["甲"]),
        ("<style>ol li {color:red} .c {list-style-type:cjk-ideographic}</style><ol class=c><li>甲",
         ["一、甲"]),
        ("<ul><li>甲</ul><li>乙", ["甲", "乙"]),
        ("<ol><li>一、总体情况<li>（一）甲<li>2024年", ["一、总体情况", "（一）甲", "3.2024年"]),
        ("<ol><li style='display:none'>甲<li>乙", ["1.乙"]),
    ],
)  # fmt: skip
def test_the_numbers_a_browser_draws_are_read(markup: str, texts: list[str]) -> None:
    assert lines(read_html(f"<body>{markup}".encode(), "页面")) == texts


def test_line_ends_between_chinese_characters_are_no_blanks() -> None:
    page = "<p>不公开\n  为例外，</p><p>公开\n12\n件</p><p>open\ngovernment\n信息</p>"
    assert lines(read_html(page.encode(), "页面")) == [
        "不公开为例外，",
        "公开 12 件",
        "open government 信息",
    ]


def test_preformatted_lines_are_paragraphs() -> None:
    page = "<pre>第一段\n<b>第二</b>段\n</pre>后\n记"
    assert lines(read_html(page.encode(), "页面")) == ["第一段", "第二段", "后记"]


def test_elements_nobody_knows_break_no_line() -> None:
    page = "<p>截至<st1:chsdate>2024年</st1:chsdate>，<font><x-y>共</x-y>12件</font></p>"
    assert lines(read_html(page.encode(), "页面")) == ["截至2024年，共12件"]


def test_a_box_in_a_cell_leaves_the_table_a_table() -> None:
    text, _ = cell("<td>1<table><tr><td>4213</td></tr></table></td>")
    assert text == "1\n4213"


def test_a_number_stated_beside_the_shown_one_is_for_the_clipboard_alone() -> None:
    assert cell("<td sdval='12.449'>12.45</td>")[0] == "12.45"


def test_a_row_that_is_struck_out_is_not_read() -> None:
    page = (
        "<table><tr style='text-decoration:line-through'><td>行政许可</td><td>88</td></tr></table>"
    )
    source = read_html(page.encode(), "页面")
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert [each.text for each in table.rows[0]] == ["", ""]
    assert any("“88”" in note for note in source.notes)


@pytest.mark.parametrize("mark", ['<a href="#fn1">1</a>', "<small>1</small>"])
def test_a_mark_behind_a_number_is_none_of_its_digits(mark: str) -> None:
    page = f"<table><tr><td>行政许可</td><td>3436{mark}</td></tr></table>"
    source = read_html(page.encode(), "a.html")
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    assert table.rows[0][1].text != "34361"
    assert table.rows[0][1].text.startswith("3436")


def test_small_print_alone_in_a_cell_is_its_number() -> None:
    page = "<table><tr><td>行政许可</td><td><small>12</small></td></tr></table>"
    (table,) = read_html(page.encode(), "a.html").blocks
    assert isinstance(table, SourceTable)
    assert table.rows[0][1].text == "12"


@pytest.mark.parametrize(
    "gone",
    ["<span style='display:none'>7</span>", "<s>7</s>", "<i style='font-size:4px'>7</i>"],
)
def test_a_cell_that_lost_digits_says_which(gone: str) -> None:
    text, source = cell(f"<td>4213{gone}</td>")
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    (remark,) = {each.remark for row in table.rows for each in row if each.text == text}
    assert "“7”" in remark


def test_a_button_in_a_cell_shows_its_words_and_a_list_nobody_chose_from_is_named() -> None:
    assert cell("<td><button>6478</button></td>")[0] == "6478"
    text, source = cell("<td><select><option>1869</option><option>7</option></select></td>")
    assert text == ""
    assert any("1869" in note and "没有读入" in note for note in source.notes)
