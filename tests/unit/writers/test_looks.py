"""Every format sets a label and fills an article row as the form says, and so all alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from govreport_desktop.form import load_form
from govreport_desktop.form.model import GridCell, Table
from govreport_desktop.report import Report
from govreport_desktop.report.gestures import blanks_to_zero
from govreport_desktop.workbook.layout import grid_position, sheet_title
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.web.html import render_html
from govreport_desktop.writers.word.docx import render_docx
from govreport_desktop.writers.xlsx.workbook import render_xlsx
from tests.unit.writers.printed import BOTTOM, body, opened
from tests.unit.writers.written import written_report

Look = tuple[str, str, str]  # text, alignment, fill
FORMS = ("2019", "2021")


def labels(table: Table) -> list[GridCell]:
    return sorted((c for c in table.grid if c.text), key=lambda cell: (cell.row, cell.column))


def expected(report: Report) -> list[Look]:
    return [
        (cell.text, cell.align, cell.fill)
        for table in report.form.tables.values()
        for cell in labels(table)
    ]


def in_word(report: Report) -> list[Look]:
    word = docx.Document(BytesIO(render_docx(build_document(report))))
    looks = []
    for table, block in zip(report.form.tables.values(), word.tables, strict=True):
        for cell in labels(table):
            element: Any = block.cell(cell.row, cell.column)._tc
            paragraph = element.find(qn("w:p"))
            shade = element.tcPr.find(qn("w:shd"))
            text = "".join(node.text or "" for node in element.iter(qn("w:t")))
            side = paragraph.pPr.find(qn("w:jc")).get(qn("w:val"))
            looks.append((text, side, "" if shade is None else shade.get(qn("w:fill"))))
    return looks


def in_html(report: Report) -> list[Look]:
    looks = []
    for style, text in re.findall(
        r'<th [^>]*style="([^"]*)">(.*?)</th>', render_html(build_document(report))
    ):
        side = re.search("text-align:([a-z]+)", style)
        fill = re.search("background:#([0-9a-f]{6})", style)
        assert side
        looks.append((text.replace("<wbr>", ""), side[1], fill[1].upper() if fill else ""))
    return looks


def in_excel(report: Report) -> list[Look]:
    book = load_workbook(BytesIO(render_xlsx(report)))
    looks = []
    for table in report.form.tables.values():
        sheet = book[sheet_title(report.form.section(table.section))]
        for cell in labels(table):
            found = sheet[grid_position(cell.row, cell.column).ref]
            fill = str(found.fill.fgColor.rgb)[2:] if found.fill.fill_type else ""
            looks.append((str(found.value), str(found.alignment.horizontal), fill))
    return looks


@pytest.mark.parametrize("look", [in_word, in_html, in_excel])
@pytest.mark.parametrize("form_id", FORMS)
def test_labels_look_as_the_form_says(form_id: str, look: Callable[[Report], list[Look]]) -> None:
    report = written_report(form_id, 3)
    assert look(report) == expected(report)


def places_of(data: bytes, words: str) -> list[tuple[float, float]]:
    """Left and right edge of every place where ``words`` stand on one line, in points."""
    found = []
    with opened(data) as pdf:
        for printed in pdf.pages:
            chars = body(printed)
            text = "".join(char["text"] for char in chars)
            for match in re.finditer(re.escape(words), text):
                found.append((chars[match.start()]["x0"], chars[match.end() - 1]["x1"]))
    return found


@pytest.mark.parametrize("form_id", FORMS)
def test_the_pdf_too(form_id: str) -> None:
    report = Report(written_report(form_id, 3).form, "某局", 2024)
    data = render_pdf(report).data
    ((left, right),) = places_of(data, "行政许可")
    # Centred in the first of four columns.
    assert (left + right) / 2 == pytest.approx(page.LEFT + page.MEASURE / 8, abs=0.5)
    for words in ("四、结转下年度继续办理", "第二十条第（八）项"):
        ((left, _),) = places_of(data, words)
        assert left == pytest.approx(page.LEFT, abs=6)
    articles = [c for c in report.form.tables["proactive"].grid if c.fill]
    with opened(data) as pdf:
        colours = [
            rect["non_stroking_color"]
            for printed in pdf.pages
            for rect in printed.rects
            if rect["fill"] and rect["top"] < BOTTOM
        ]
    assert len(colours) == len(articles)
    assert {tuple(round(part * 255) for part in colour) for colour in colours} == {
        tuple(bytes.fromhex(articles[0].fill))
    }


def test_a_narrow_label_breaks_where_the_form_says() -> None:
    report = written_report("2021", 3)
    word = docx.Document(BytesIO(render_docx(build_document(report))))
    grid = word.tables[1]
    assert [grid.cell(2, column).text.split("\n") for column in range(4, 8)] == [
        ["商业", "企业"],
        ["科研", "机构"],
        ["社会", "公益", "组织"],
        ["法律", "服务", "机构"],
    ]
    (section,) = [s for s in report.form.sections if s.role == "requests"]
    assert section.title in "".join(p.text for p in word.paragraphs)
    data = render_pdf(report).data
    assert len(places_of(data, "商业企业")) == 1
    with opened(data) as pdf:
        words = [word["text"] for printed in pdf.pages for word in printed.extract_words()]
    for half in ("商业", "科研", "维持", "审结"):
        assert any(half in word and half + "企业" not in word for word in words)


@pytest.mark.parametrize("form_id", FORMS)
def test_no_label_touches_the_rule_beside_it(form_id: str) -> None:
    """三、本年度办理结果 stands in the narrowest column there is."""
    report = Report(load_form(form_id), "某县档案局", 2023)
    report.apply(blanks_to_zero(report, [cell.address for cell in report.form.cells]))
    near = []
    with opened(render_pdf(report).data) as pdf:
        for page in pdf.pages:
            rules = [e for e in page.edges if e["orientation"] == "v"]
            for char in body(page):
                middle = (char["top"] + char["bottom"]) / 2
                beside = (e["x0"] for e in rules if e["top"] <= middle <= e["bottom"])
                if any(char["x0"] < x < char["x1"] + 1.2 for x in beside):
                    near.append(char["text"])
    assert near == []
