"""Rules of a page's own style sheets: whom they hide, and whom they do not."""

from __future__ import annotations

import pytest

from govreport_desktop.readers.web.html import read_html
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
    ],
)
def test_a_rule_that_speaks_of_others_hides_nothing(rule: str) -> None:
    text, source = cell("<td><i class='x'>4213</i></td>", f"<style>{rule}</style>")
    assert text == "4213"
    assert not source.notes


def test_a_hiding_rule_that_cannot_be_told_is_a_doubt() -> None:
    head = "<style>td i:nth-of-type(1){display:none} li:not(.on){display:none}</style>"
    text, source = cell("<td><i>88</i>4213</td>", head)
    assert text == "884213"
    (note,) = source.notes
    assert "td i:nth-of-type(1)" in note
    assert "li" not in note


def test_rules_without_end_are_asked_for_a_while_and_doubted() -> None:
    rules = "".join(f"div div * * td i.x{n % 7}{{display:none}}" for n in range(2000))
    rows = "<tr><td><i class='x1 x2'>7</i></td></tr>" * 9000
    page = f"<style>{rules}</style><div><table>{rows}</table></div>"
    source = read_html(page.encode(), "页面")
    assert any("规则太多" in note for note in source.notes)
