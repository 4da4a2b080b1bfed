"""The web page: the form's spans and scopes, nothing but escaped text, nothing from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.web.html import render_fragment, render_html, write_html
from tests.unit.writers.written import (
    Grid,
    printed_grid,
    printed_lines,
    reports_to_write,
    written_report,
)


def page(report: Report, **options: bool) -> html.HtmlElement:
    return html.document_fromstring(render_html(build_document(report, **options)))  # type: ignore[arg-type]


def grid_of(table: html.HtmlElement) -> Grid:
    """Lay the table out as a browser does."""
    found: Grid = {}
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            found[row, column] = cell.text_content()
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
    return found


@settings(max_examples=15)
@given(reports_to_write)
def test_tables_and_prose_are_those_of_the_report(report: Report) -> None:
    tree = page(report)
    tables = tree.findall(".//table")
    assert len(tables) == 3
    for element, table in zip(tables, report.form.tables.values(), strict=True):
        assert grid_of(element) == printed_grid(report, table)
    lines = [e.text_content() for e in tree.xpath("//h1|//h2|//h3|//h4|//h5|//p")]
    assert lines == printed_lines(report)


def test_every_header_says_what_it_heads() -> None:
    tree = page(written_report("2021", 3))
    scopes = {e.text_content(): e.get("scope") for e in tree.iter("th")}
    assert scopes["自然人"] == "col"
    assert scopes["法人或其他组织"] == "colgroup"
    assert scopes["（三）不予公开"] == "rowgroup"
    assert scopes["行政许可"] == "row"
    assert scopes["第二十条第（五）项"] == "rowgroup"
    assert len(tree.findall(".//table")[0].findall("tbody")) == 4
    assert len(tree.findall(".//table")[1].find("thead")) == 3


def test_text_cannot_become_markup() -> None:
    nasty = "<script>alert(1)</script>&amp;\"'><b>"
    report = Report(load_form("2021"), nasty, 2023)
    report.apply(report.edit([(TextAddress("overview"), nasty)]))
    tree = page(report)
    assert not tree.findall(".//script")
    assert not tree.findall(".//b")
    assert tree.find(".//p").text_content() == nasty
    assert tree.find(".//h1").text_content() == report.title


def test_the_page_needs_nothing_else_and_the_fragment_is_part_of_it() -> None:
    document = build_document(written_report("2021", 5))
    whole, fragment = render_html(document), render_fragment(document)
    assert fragment in whole
    assert fragment.startswith("<article")
    for outside in ("src=", "href=", "<script", "<link", "@import", "url("):
        assert outside not in whole
    tree = html.document_fromstring(whole)
    assert tree.get("lang") == "zh-CN"
    assert tree.find(".//meta[@name='viewport']") is not None


def test_signature_draft_and_date() -> None:
    report = written_report("2021", 7)
    text = page(report, signature=True, draft=True).text_content()
    assert "（草稿）" in text
    assert "2024年1月18日" in text
    plain = page(report).text_content()
    assert "草稿" not in plain
    report.apply(report.edit([(FieldAddress("signed_on"), "")]))
    assert "年　　月　　日" in page(report, signature=True).text_content()


@pytest.mark.parametrize("fragment", [False, True])
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, fragment: bool) -> None:
    one, other = tmp_path / "a.html", tmp_path / "b.html"
    for path in (one, other):
        write_html(build_document(written_report("2021", 9)), path, fragment=fragment)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().startswith(b"<article" if fragment else b"<!DOCTYPE html>")
