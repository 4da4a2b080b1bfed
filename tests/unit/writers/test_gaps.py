"""No page stands half empty before the table of part two, and numbers of a row are of one size."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.compose import Composer
from govreport_desktop.writers.typeset.flow import TableStrip
from govreport_desktop.writers.word.body import Body
from govreport_desktop.writers.word.metrics import Metrics


def composed(lines: int, form: str = "2021") -> Composer:
    report = Report(load_form(form), "某县档案局", 2024 if form == "2021" else 2020)
    text = "\n".join(["全年主动公开政府信息，做好依申请公开工作。"] * lines)
    report.apply(report.edit([(TextAddress("overview"), text)]))
    composer = Composer(build_document(report), Metrics())
    composer.compose()
    return composer


def first_page_used(composer: Composer) -> float:
    """How far down the first page is filled, of its type area."""
    below = max(p.bottom for p in composer.flow.places if p.page == 0)
    return (below - page.TOP) / page.AREA


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("lines", range(20))
def test_the_first_page_is_filled(form: str, lines: int) -> None:
    composer = composed(lines, form)
    used = first_page_used(composer)
    # Less than a quarter of a page is room for nothing but a heading and a stump of a table.
    assert used > 0.72, f"{used:.0%}"


@pytest.mark.parametrize("lines", range(14, 24))
def test_no_last_line_of_a_part_stands_alone_on_a_page(lines: int) -> None:
    report = Report(load_form("2021"), "某县档案局", 2024)
    report.apply(report.edit([(TextAddress("overview"), "公开" * (14 * lines - 4))]))
    document = build_document(report)
    composer = Composer(document, Metrics())
    composer.compose()
    shown = [p.page for p in composer.flow.places if p.printed.section == "overview"][1:]
    assert len(shown) == lines
    assert shown.count(shown[-1]) >= 2
    assert shown.count(shown[0]) >= 2
    [prose] = [one for one in Body(document).xml().split("<w:p>") if "公开公开公开" in one]
    assert "<w:widowControl/>" in prose


def strip_of(composer: Composer, section: str) -> TableStrip:
    return next(s for s in composer.flow.tables if s.layout.block.section == section)


def test_rows_become_lower_before_a_table_moves_on() -> None:
    heights = {lines: strip_of(composed(lines), "proactive").layout.heights for lines in (2, 5)}
    assert heights[2] == pytest.approx([24.0] * 14, abs=0.01)
    assert all(19.0 <= height < 24.0 for height in heights[5])


def test_a_table_ends_a_page_before_an_article_only() -> None:
    composer = composed(11)
    strip = strip_of(composer, "proactive")
    assert strip.split
    assert strip.layout.groups == (0, 4, 7, 11)
    drawn = [p for p in composer.flow.places if p.printed.section == "proactive"]
    rows: dict[int, set[str]] = {p.page: set() for p in drawn}
    for place in drawn:
        if place.printed.cell:
            rows[place.page].add(place.printed.cell.row)
    assert rows == {
        0: {"rules", "normative_documents", "licences"},
        1: {"penalties", "compulsion", "fees"},
    }


def test_the_numbers_of_a_row_are_of_one_size() -> None:
    report = Report(load_form("2021"), "某县档案局", 2024)
    cells = [c.address for c in report.form.cells if c.address.table == "disputes"]
    typed = [a for a in cells if report.form.cell(a).formula is None]
    report.apply(report.edit([(a, 12_345_678 if n == 3 else 5) for n, a in enumerate(typed)]))
    composer = Composer(build_document(report), Metrics())
    strips = composer.compose().tables
    sizes = {text.galley.size for text in strips[2].layout.cells if text.galley.text.isdecimal()}
    assert len(sizes) == 1
