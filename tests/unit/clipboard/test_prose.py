"""What Word, WPS and web pages put on the clipboard becomes clean paragraphs."""

from govreport_desktop.clipboard.prose import pasted_prose
from tests.unit.clipboard.pasted import clean_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style><!-- p.MsoNormal {font-family:仿宋_GB2312;} --></style><title>报告</title></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>2024</span>年，全局坚持以公开为常态、
不公开为例外，公开<b>信息</b><span lang=EN-US>12</span>条。<span lang=EN-US></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US
style='mso-list:Ignore'>1.<span style="font:7.0pt Arial">&nbsp;&nbsp;&nbsp; </span></span>
<![endif]>加强管理。</p>
<!--EndFragment--></body></html>"""


def test_word_gives_paragraphs_without_its_styles() -> None:
    assert clean_html(WORD) == [
        "2024年，全局坚持以公开为常态、不公开为例外，公开信息12条。",
        "1.加强管理。",
    ]


def test_a_web_page_gives_its_paragraphs_and_no_script() -> None:
    html = (
        "<div><h2>一、总体情况</h2><script>var a = '坏';</script>"
        "<p>&emsp;&emsp;第一段，<a href='x'>链接</a>文字。</p>第二段<br>第三段</div>"
    )
    assert clean_html(html) == ["一、总体情况", "第一段，链接文字。", "第二段", "第三段"]


def test_numbers_a_browser_draws_are_written_out() -> None:
    html = "<ol><li>甲</li><li><p>乙</p></li></ol><ol start=5><li>丙</li></ol><ul><li>丁</li></ul>"
    assert clean_html(html) == ["1.甲", "2.乙", "5.丙", "丁"]


def test_a_table_row_stays_on_one_line() -> None:
    html = "<table><tr><td><p>规章</p></td><td>12</td></tr><tr><td>许可</td><td>3</td></tr></table>"
    assert clean_html(html) == ["规章 12", "许可 3"]


def test_line_ends_of_the_source_part_latin_words_only() -> None:
    assert clean_html("<p>open\ngovernment\n信息\n公开</p>") == ["open government 信息公开"]


def test_preformatted_lines_are_paragraphs() -> None:
    assert clean_html("<pre>第一段\n第二段</pre>") == ["第一段", "第二段"]


def test_plain_text_serves_where_html_has_no_prose() -> None:
    assert pasted_prose("第一段\n第二段", "<img src='a.png'>").paragraphs == ["第一段", "第二段"]
    assert pasted_prose("a\nb", "<p>a</p><p>b</p>").paragraphs == ["a", "b"]
    assert pasted_prose("  \n").paragraphs == []


def test_broken_html_still_gives_its_text() -> None:
    assert clean_html("<p>甲<table><tr><td>乙</p></div></script>丙") == ["甲", "乙丙"]


def test_what_is_struck_out_or_hidden_is_not_pasted_and_said() -> None:
    sheet = "<style>.x1 {text-decoration:line-through}</style>"
    html = (
        f"<html><head>{sheet}</head><body><!--StartFragment--><p>收到<span class=x1>88</span>12件"
    )
    prose = pasted_prose("收到8812件", f"{html}<s>。</s></p><!--EndFragment--></body></html>")
    assert prose.paragraphs == ["收到12件"]
    assert "“88”" in prose.notes[0]
    assert pasted_prose("88件", "<p><del>88件</del></p>").paragraphs == []


def test_raised_marks_and_readings_join_no_number_and_no_word() -> None:
    html = "<p>收到12<sup>1</sup>件，<ruby>公<rt>gōng</rt></ruby>开</p>"
    assert clean_html(html) == ["收到12¹件，公开"]


def test_what_stands_around_the_selection_is_not_pasted() -> None:
    html = "<body>前<p>也是前</p><!--StartFragment--><p>正文</p><!--EndFragment-->后</body>"
    assert clean_html(html) == ["正文"]
    rows = "<table><!--StartFragment--><tr><td>规章</td><td>12</td></tr><!--EndFragment--></table>"
    assert clean_html(rows) == ["规章 12"]


def test_elements_that_only_word_knows_break_no_sentence() -> None:
    html = (
        "<p>截至<st1:chsdate year=2024>2024年<o:p></o:p></st1:chsdate>，<xml>设置</xml>共12件</p>"
    )
    assert clean_html(html) == ["截至2024年，共12件"]


def test_html_that_is_refused_gives_way_to_plain_text_and_says_so() -> None:
    prose = pasted_prose("第一段\n第二段", "<div>" * 5000 + "x")
    assert prose.paragraphs == ["第一段", "第二段"]
    assert "按纯文字粘贴" in prose.notes[0]
