"""Web pages as browsers save them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import kind_of
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceParagraph, SourceTable
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.web.html import render_fragment, render_html
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report

_SITE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>公开年报</title>
<script>var n = 5;</script><style>p{{color:red}}</style></head><body>
<nav><ul><li>首页</li><li>政府信息公开</li></ul></nav>
<div class="crumbs">您的位置：首页 &gt; 政府信息公开年报</div>
<div style="display:none">二、主动公开政府信息情况 98765</div>
{article}
<div class="foot">主办：青屿市人民政府办公室 网站标识码：1234567890</div></body></html>"""


def lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]


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
