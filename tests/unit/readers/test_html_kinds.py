"""More ways in which a page shows other digits in a cell than its markup holds."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.report.numbers import Unread, parse_number
from tests.unit.readers.test_html import cell

_COUNT = next(iter(load_form("2021").cells)).kind


@pytest.mark.parametrize(
    "style",
    [
        "zoom:0",
        "filter:opacity(0)",
        "content-visibility:hidden",
        "display:inline-block;max-height:0;overflow:hidden",
        "display:inline-block;max-width:0;overflow:hidden",
        "-webkit-text-fill-color:transparent",
        "position:absolute;left:-999px",
        "margin-left:-9999px",
        "color:var(--w)",
        "font-size:var(--z, 9px)",
        "display:var(--n)",
        "display:var(--none-such, none)",
    ],
)
def test_what_a_style_keeps_from_being_seen_is_no_digit(style: str) -> None:
    head = "<style>:root{--w:#fff;--z:0;--n:none}</style>"
    text, source = cell(f"<td>4213<span style='{style}'>8</span></td>", head)
    assert text == "4213"
    assert any("没有读入" in note and "“8”" in note for note in source.notes)


@pytest.mark.parametrize(
    "sheet",
    [
        "td{ color:#333; .q{display:none} border:1px }",
        "table{ td{ & > .q{display:none} } }",
        "td, th{ &.n{ .q, .z{visibility:hidden} } }",
        "td{ @media screen{ .q{display:none} } }",
    ],
)
def test_rules_within_rules_hide_whom_they_select_and_nobody_else(sheet: str) -> None:
    text, source = cell("<td class=n>4213<i class=q>8</i></td>", f"<style>{sheet}</style>")
    assert text == "4213"
    assert len(source.notes) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "4213<progress value=3 max=9>8</progress>",
        "4213<meter value=3>8</meter>",
        "4213<dialog>8</dialog>",
        "4213<div popover>8</div>",
    ],
)
def test_what_is_drawn_as_a_bar_or_closed_is_named(markup: str) -> None:
    text, source = cell(f"<td>{markup}</td>")
    assert text == "4213"
    assert any("“8”" in note for note in source.notes)


@pytest.mark.parametrize(
    "markup",
    [
        "<bdo dir=rtl>4213</bdo>",
        "<span style='unicode-bidi:bidi-override;direction:rtl'>4213</span>",
        "<input value=42><input value=13>",
        "<input value=42>13",
        *(
            f"<span style='{box}'>42</span> <span style='{box}'>137</span>"
            for box in ("display:block", "float:left", "display: table-cell", "position:absolute")
        ),
        "<span style='display:block'>4</span>2",
        "<select multiple><option selected>4213<option selected>9</select>",
        "<math><msup><mn>4213</mn><mi>x</mi></msup></math>",
        "<math><mfrac><mn>4213</mn><mn>2</mn></mfrac></math>",
    ],
)
def test_what_is_not_one_number_makes_none(markup: str) -> None:
    text, _ = cell(f"<td>{markup}</td>")
    assert not isinstance(parse_number(text, _COUNT), int), text


def test_digits_of_a_formulas_script_are_raised() -> None:
    text, _ = cell("<td><math><msup><mn>4213</mn><mn>2</mn></msup></math></td>")
    assert text == "4213²"


@pytest.mark.parametrize("spacing", ["-1em", "-.5em", "-8px"])
def test_digits_drawn_one_upon_the_other_are_a_doubt(spacing: str) -> None:
    text, source = cell(f"<td>421<span style='letter-spacing:{spacing}'>38</span></td>")
    assert text == "42138"
    assert any("字距压得太紧" in note for note in source.notes)


@pytest.mark.parametrize("spacing", ["-.05em", "-1px", "2px", "0"])
def test_ordinary_spacing_is_none(spacing: str) -> None:
    text, source = cell(f"<td style='letter-spacing:{spacing}'>4213</td>")
    assert (text, source.notes) == ("4213", ())


def test_fields_with_their_unit_are_one_text() -> None:
    assert cell("<td><input value=4213>件</td>")[0] == "4213件"


def test_a_template_that_stands_for_its_element_is_read() -> None:
    assert cell("<td><x-n><template shadowrootmode=open>4213</template></x-n></td>")[0] == "4213"
    assert cell("<td>4213<template>8</template></td>")[0] == "4213"


def test_a_picture_in_place_of_a_number_is_named() -> None:
    text, source = cell("<td><img src=a.png alt=4213></td>")
    assert text == ""
    assert any("图片没有读入" in note and "4213" in note for note in source.notes)
    assert cell("<td><img src=a.gif width=1 height=1></td>")[1].notes == ()
    assert cell("<td>4213<img src=a.gif></td>")[1].notes == ()


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<div style='display:none'>许可数应改为九千件。</div>", "许可数应改为九千件。"),
        ("<iframe srcdoc='<p>另有三十三件</p>'></iframe>", "另有三十三件"),
        ("<noscript>另有 33 件</noscript>", "另有 33 件"),
        ("<template>另有 33 件</template>", "另有 33 件"),
        ("<p style='color:#fff'>另有白字七件。</p>", "另有白字七件。"),
    ],
)
def test_what_a_page_keeps_to_itself_is_named(markup: str, named: str) -> None:
    source = read_html(f"<p>本年度</p>{markup}<p>其他</p>".encode(), "a.html")
    assert any(named in note for note in source.notes)


@pytest.mark.parametrize("menu", ["首页", "政务公开 办事服务", "您的浏览器不支持脚本"])
def test_hidden_menus_are_not_worth_a_word(menu: str) -> None:
    page = f"<p>本年度</p><ul style='display:none'><li>{menu}</ul><noscript>{menu}</noscript>"
    assert read_html(page.encode(), "a.html").notes == ()


@pytest.mark.parametrize("size", ["calc(0px)", "calc( 0em )", "min(0px, 12px)"])
def test_a_size_reckoned_out_as_nothing_hides(size: str) -> None:
    text, source = cell(f"<td>815<span style='font-size:{size}'>9</span></td>")
    assert text == "815"
    assert any("“9”" in note for note in source.notes)


@pytest.mark.parametrize("size", ["calc(0px + 12px)", "clamp(0px, 2vw, 16px)", "max(0px, 12px)"])
def test_a_size_reckoned_out_as_something_hides_nothing(size: str) -> None:
    assert cell(f"<td>815<span style='font-size:{size}'>9</span></td>")[0] == "8159"


def test_digits_of_other_scripts_are_a_doubt() -> None:
    for digits in ("༤༢", "٤٢", "४२"):
        assert isinstance(parse_number(digits, _COUNT), Unread)
    assert parse_number("４２", _COUNT) == 42
