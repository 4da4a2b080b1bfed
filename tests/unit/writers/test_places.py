"""Where things stand on the pages: what a double click in the preview goes by."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.writers.document import paragraphs
from govreport_desktop.writers.pdf.document import PdfResult, render_pdf
from govreport_desktop.writers.typeset.places import OFFICE, Place, Printed, place_at

CELL = CellAddress("requests", "received", "business")
TEXT = (
    "（一）主动公开。"
    + "全年主动公开政府信息，加强政策解读。" * 40
    + "\n\n（二）依申请公开。新收{requests/received/business}件。"
)


@pytest.fixture(scope="module")
def report() -> Report:
    made = Report(load_form("2021"), "示例局", 2024)
    made.apply(
        made.edit(
            [
                (CELL, 4321),
                (TextAddress("overview"), TEXT),
                (FieldAddress("signed_on"), "2025-01-20"),
            ]
        )
    )
    return made


@pytest.fixture(scope="module")
def result(report: Report) -> PdfResult:
    return render_pdf(report, signature=True)


def of(result: PdfResult, cell: CellAddress) -> Place:
    (place,) = (place for place in result.places if place.printed.cell == cell)
    return place


def test_every_number_of_the_form_has_its_place(report: Report, result: PdfResult) -> None:
    cells = [place.printed.cell for place in result.places if place.printed.cell]
    assert sorted(cells) == sorted(spec.address for spec in report.form.cells)
    for spec in report.form.cells:
        place = of(result, spec.address)
        middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
        assert place_at(result.places, place.page, *middle) == place


def test_a_number_is_printed_where_its_place_is(result: PdfResult) -> None:
    """As another program reads the page."""
    place = of(result, CELL)
    (sheet,) = extract_pages(BytesIO(result.data), page_numbers=[place.page])
    inside = [
        char.get_text()
        for box in sheet
        if isinstance(box, LTTextContainer)
        for line in box
        for char in (line if hasattr(line, "__iter__") else ())
        if isinstance(char, LTChar)
        and place.left <= char.x0 < place.right
        and place.top <= sheet.height - char.y0 - char.height / 2 < place.bottom
    ]
    assert "".join(inside) == "4321"


def test_lines_of_prose_know_their_paragraph_and_their_characters(
    report: Report, result: PdfResult
) -> None:
    lines = [p.printed for p in result.places if p.printed.section == "overview"]
    assert lines[0] == Printed("overview", None, -1, 0, len("一、总体情况")), "the heading"
    for number, words in enumerate(paragraphs(expanded_texts(report)["overview"])):
        pieces = [line for line in lines if line.paragraph == number]
        assert pieces[0].start == 0
        assert all(one.end == two.start for one, two in pairwise(pieces))
        assert words[: pieces[0].end].startswith(("（一）", "（二）"))


def test_beside_a_line_the_line_is_meant_and_between_cells_the_table(result: PdfResult) -> None:
    line = next(p for p in result.places if p.printed.paragraph == 0)
    found = place_at(result.places, line.page, 5.0, line.top + 3)
    assert found is not None
    assert found.printed == line.printed
    assert line.character(line.left) == line.printed.start
    assert line.character(line.right + 50) == line.printed.end - 1
    cell = of(result, CELL)
    label = place_at(result.places, cell.page, 90.0, cell.top + 3)
    assert label is not None
    assert label.printed == Printed("requests")


def test_title_and_signature_lead_to_the_office(result: PdfResult) -> None:
    pages = [place.page for place in result.places if place.printed.section == OFFICE]
    assert pages[0] == 0
    assert pages[-1] == result.places[-1].page
    assert place_at(result.places, 0, 300.0, 2.0) is None
