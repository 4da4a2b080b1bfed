"""Rules of a page's own style sheets: whom they hide, and whom they do not."""

from __future__ import annotations

import pytest

from govreport_desktop.readers.web.html import read_html
from govreport_desktop.source import SourceParagraph, SourceTable
from tests.unit.readers.test_html import cell


@pytest.mark.parametrize(
    "rule",
    [
        "td .x{display:none}",
        "table > tbody > tr td i.x.y{visibility:hidden}",
        "i[class='x y']{display:none}",
        "[class^=x]{font-size:0}",
        "td i:nth-child(2n+1){display:none}",
        "td i:first-child{display:none}",
        "@media screen{.x{display:none}}",
        ".x{display:none!important} td .x{display:inline}",
        "td .x{display:none} i{display:inline}",
        "td i:nth-of-type(1){display:none}",
        "td i:last-of-type{display:none}",
        "td i:only-child{display:none}",
        "td :not(b){display:none}",
        "td i:not(.z, :nth-child(2)){display:none}",
        "td :is(b, .x:not(.z)){display:none}",
        ":where(td, th) > .x{visibility:hidden}",
        ":root i.x{display:none}",
        "td :where(.x){display:none} b{display:inline}",
        "@media (max-width:2560px){.x{display:none}}",
        "@media print, screen and (min-width:768px){.x{display:none}}",
        "@media not print{.x{display:none}}",
        "@media screen{@supports (display:grid){.x{display:none}}}",
    ],
)
def test_a_rule_hides_whom_it_selects(rule: str) -> None:
    text, source = cell("<td><i class='x y'>88</i>4213</td>", f"<style>{rule}</style>")
    assert text == "4213"
    assert any("没有读入" in note and "“88”" in note for note in source.notes)


@pytest.mark.parametrize(
    "rule",
    [
        "th .x{display:none}",
        "td > b .x{display:none}",
        "i[class=y]{display:none}",
        "td i:nth-child(2){display:none}",
        "td .x:hover{display:none}",
        ".x{display:none} td .x{display:inline}",
        "@media (max-width:600px){.x{display:none}}",
        "td i:nth-of-type(2){display:none}",
        "td i:not(.x){display:none}",
        "td i:not(:first-child){display:none}",
        "td :is(b, .z){display:none}",
        "td i:not(.x):not(:hover){display:none}",
        "td :where(.x){display:none} i{display:inline}",
        "td :is(.x){display:inline} .x{display:none} td i.x{display:inline}",
        "@media print{.x{display:none}}",
        "@media not screen{.x{display:none}}",
        "@media screen and (max-width:48em){.x{display:none}}",
        "@media (prefers-color-scheme:dark){.x{display:none}}",
        "@supports not (display:grid){.x{display:none}}",
        "@keyframes x{.x{display:none}}",
    ],
)
def test_a_rule_that_speaks_of_others_hides_nothing(rule: str) -> None:
    text, source = cell("<td><i class='x'>4213</i></td>", f"<style>{rule}</style>")
    assert text == "4213"
    assert not source.notes


def test_a_hiding_rule_that_cannot_be_told_is_a_doubt() -> None:
    head = "<style>td i:has(+b){display:none} li:not(:lang(en)){display:none}</style>"
    text, source = cell("<td><i>88</i>4213</td>", head)
    assert text == "884213"
    (note,) = source.notes
    assert "td i:has(+b)" in note
    assert "li" not in note


@pytest.mark.parametrize(
    "media", ["(max-width:1600px)", "(min-resolution:2dppx)", "screen and (400px<=width)"]
)
def test_a_rule_for_some_windows_only_is_a_doubt(media: str) -> None:
    head = f"<style>@media {media}{{td i{{display:none}} li{{display:none}}}}</style>"
    text, source = cell("<td><i>88</i>4213</td>", head)
    assert text == "884213"
    (note,) = source.notes
    assert f"@media {media} td i" in note


_TABLE = "<p>一、总体情况</p><table><tr><td>行政许可<td>4213</tr></table>"


@pytest.mark.parametrize(
    "page",
    [
        f"<body style='display:none'>{_TABLE}",
        f"<style>body{{display:none}}</style><body>{_TABLE}",
        f"<style>html body{{opacity:0}}</style><body>{_TABLE}",
        f"<style>#app{{visibility:hidden}}</style><div id=app><div>{_TABLE}</div></div>",
        f"<div hidden><div style='display:none'>{_TABLE}</div></div>",
    ],
)
def test_a_page_hidden_as_a_whole_is_read_as_a_doubt(page: str) -> None:
    source = read_html(page.encode(), "页面")
    texts = [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    assert [cell.text for cell in table.rows[0]] == ["行政许可", "4213"]
    assert texts == ["一、总体情况"]
    assert any("都被样式隐藏着" in note for note in source.notes)


def test_what_is_hidden_beside_a_table_that_is_seen_stays_hidden() -> None:
    page = f"<style>body{{color:#333}}</style><div hidden>{_TABLE}</div>{_TABLE}"
    source = read_html(page.encode(), "页面")
    assert sum(isinstance(block, SourceTable) for block in source.blocks) == 1
    assert not any("都被样式隐藏着" in note for note in source.notes)


def test_rules_without_end_are_asked_for_a_while_and_doubted() -> None:
    rules = "".join(f"div div * * td i.x{n % 7}{{display:none}}" for n in range(2000))
    rows = "<tr><td><i class='x1 x2'>7</i></td></tr>" * 9000
    page = f"<style>{rules}</style><div><table>{rows}</table></div>"
    source = read_html(page.encode(), "页面")
    assert any("规则太多" in note for note in source.notes)


@pytest.mark.parametrize("content", ['"7"', "'[1]'", '"\\37"', "counter(row)"])
def test_digits_that_a_sheet_writes_beside_a_number_are_a_doubt(content: str) -> None:
    head = f"<style>td.n::after{{content:{content}}}</style>"
    text, source = cell("<td class=n>4213</td>", head)
    assert text == "4213"
    (note,) = source.notes
    assert "td.n::after" in note


@pytest.mark.parametrize(
    "rule",
    [
        'td.n::before{content:"\\f101"}',
        'td.n:after{content:"件"}',
        'li::before{content:"1"}',
        'td.z:after{content:"7"}',
    ],
)
def test_icons_and_what_a_sheet_writes_elsewhere_need_no_word(rule: str) -> None:
    text, source = cell("<td class=n>4213</td>", f"<style>{rule}</style>")
    assert (text, source.notes) == ("4213", ())
