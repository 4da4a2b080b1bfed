"""How the web page looks stands on its elements: no other sheet spoils it, paper and phone hold it.

What a browser makes of it, `test_html_browser.py` looks at where there is one.
"""

from __future__ import annotations

import re

import pytest
from lxml import html

from govreport_desktop.form import load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.document import TableBlock, build_document
from govreport_desktop.writers.web.html import render_fragment, render_html
from govreport_desktop.writers.web.measures import SIZES, measured
from tests.unit.writers.written import written_report

# Browsers draw nothing for these.
_UNSEEN = ("br", "wbr")


@pytest.fixture(scope="module")
def fragment() -> html.HtmlElement:
    report = written_report("2021", 3)
    address = "https://www.example.gov.cn/zwgk/" + "abc_" * 40
    report.apply(report.edit([(TextAddress("overview"), f"（一）公开\n见{address}。")]))
    return html.fromstring(render_fragment(build_document(report, signature=True, draft=True)))


def styles(fragment: html.HtmlElement, path: str) -> list[dict[str, str]]:
    """What each element at ``path`` says of itself, the later over the earlier."""
    found = []
    for element in fragment.xpath(path):
        pairs = (one.partition(":") for one in element.get("style").split(";"))
        found.append({name: value.removesuffix("!important") for name, _, value in pairs})
    assert found
    return found


def test_every_element_takes_back_what_a_page_around_it_says(fragment: html.HtmlElement) -> None:
    for element in fragment.iter():
        if element.tag not in _UNSEEN:
            assert element.get("style").startswith("all:revert;"), element.tag
            assert "color:#000!important" in element.get("style")


def test_no_class_is_one_that_others_use(fragment: html.HtmlElement) -> None:
    names = [name for text in fragment.xpath("//@class") for name in text.split()]
    assert {"govreport", "govreport-table"} <= set(names)
    assert all(name.startswith("govreport") for name in names)


def test_indents_and_places_are_its_own(fragment: html.HtmlElement) -> None:
    *prose, signed = styles(fragment, "//h2|//h3|//section//p")
    assert all(one["text-indent"] == "2em" for one in prose)
    centred = styles(fragment, "//h1|//p[@role='note']")
    assert all(one["text-align"] == "center" for one in centred)
    assert all(one["float"] == "none" for one in styles(fragment, "//h1|//h2|//h3"))
    assert (signed["text-align"], signed["text-indent"]) == ("right", "0")
    for cell in styles(fragment, "//td|//th"):
        assert cell["white-space"] == "normal"
        assert cell["background"] in ("#fff", "#c6d9f1")
        assert cell["border"] == "1px solid #000"


def test_a_long_address_is_broken_anywhere(fragment: html.HtmlElement) -> None:
    article = fragment.get("style")
    assert "overflow-wrap:anywhere" in article
    assert "min-width:0" in article
    [address] = fragment.xpath("//p/span")
    assert "word-break:break-all" in address.get("style")
    assert address.text.startswith("https://")


def test_a_long_mail_address_is_broken_between_its_parts_alone() -> None:
    report = written_report("2021", 3)
    address = "zhengwugongkaibangongshi@xinxigongkai.example.gov.cn"
    report.apply(report.edit([(TextAddress("overview"), f"来信请寄{address}。")]))
    [prose] = re.findall("来信请寄.*?</p>", render_fragment(build_document(report)))
    assert "break-all" not in prose
    assert "shi@<wbr>xinxigongkai<wbr>.example<wbr>.gov<wbr>.cn。" in prose


def test_a_label_breaks_where_its_sense_does() -> None:
    text = render_fragment(build_document(written_report("2021", 3)))
    assert re.search("word-break:keep-all[^>]*>（三）<wbr>不予<wbr>公开</th>", text)
    assert len(re.findall("word-break:keep-all[^>]*>结果<wbr>维持</th>", text)) == 3
    # Nor does a title break inside a word.
    assert re.search("word-break:keep-all[^>]*>2022年<wbr>政府信息公开<wbr>", text)


def test_on_paper_tables_and_signature_stay_whole_and_blue(fragment: html.HtmlElement) -> None:
    assert fragment.get("style").endswith("print-color-adjust:exact")
    for one in styles(fragment, "//div|(//p)[last()]"):
        assert one["break-inside"] == "avoid"
    assert all(one["break-after"] == "avoid" for one in styles(fragment, "//h2|//h3"))
    [sheet] = fragment.findall(".//style[@media='print']")
    # Whoever drops the tags shows nothing of what stood between them.
    printed = sheet.text or ""
    assert re.fullmatch("<!--.*-->", printed, re.DOTALL)
    # Inside a frame that scrolls, paper would cut a table off.
    assert re.search(r"\.govreport-frame \{ overflow: visible !important; \}", printed)
    assert "var(--govreport-print, 9pt)" in printed


def test_the_last_paragraph_and_the_signature_are_one_piece() -> None:
    report = written_report("2021", 3)
    report.apply(report.edit([(TextAddress("other"), "无。\n没有其他事项。")]))
    fragment = html.fromstring(render_fragment(build_document(report, signature=True)))
    [piece] = (one for one in fragment.findall(".//section/div") if one[0].tag == "p")
    assert "break-inside:avoid" in (piece.get("style") or "")
    assert [p.text for p in piece] == ["没有其他事项。", report.office]


def test_the_page_has_one_main_landmark() -> None:
    page = html.document_fromstring(render_html(build_document(written_report("2021", 3))))
    [main] = page.findall(".//main")
    assert [child.tag for child in main] == ["article"]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("largest", [10, 10**7])
def test_tables_are_as_large_on_paper_as_a_page_allows(form_id: str, largest: int) -> None:
    document = build_document(written_report(form_id, 5, largest))
    for block in document.blocks:
        if isinstance(block, TableBlock):
            measures = measured(block)
            assert measures.printed >= (7.5 if largest == 10 else 6.5)
            assert measures.printed in SIZES
            # A phone shows two signs of a label beside each other; long numbers never break.
            assert min(measures.widths) >= 1.9


def test_words_wait_for_no_column() -> None:
    report = Report(load_form("2021"), "云岫市砚湖区住房和城乡建设局", 2024)
    blocks = [b for b in build_document(report).blocks if isinstance(b, TableBlock)]
    assert [round(sum(measured(b).widths)) for b in blocks] == [20, 37, 39]


def test_a_heading_fills_its_first_line_as_on_paper(fragment: html.HtmlElement) -> None:
    parts = styles(fragment, "//h2")
    assert parts
    assert all(one["word-break"] == "keep-all" for one in parts)
    assert not any("text-wrap" in one for one in parts)
