"""What people paste: markup, emoji, rare and control characters, endless lines, huge numbers.

Nothing is interpreted, nothing is lost that a document can hold, and every format writes it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import html

from govreport_desktop.form import load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.web.html import render_html
from govreport_desktop.writers.word.docx import render_docx

PROSE = {
    "markup": "<b>粗</b>&amp; & <script>x</script>",
    "emoji": "好评😀👍🏻",
    "rare": "𠮷㐂堃龘",
    "control": "前\x00\x07\x1b后\u202e",
    "surrogate": "甲\ud800乙",
    "endless": "字" * 10_000,
    "formula": "=cmd|'/c calc'!A1",
}
OFFICE = "青屿市" + "海洋渔业" * 9 + "局"


def report_with(prose: str, number: int = 5, office: str = OFFICE) -> Report:
    report = Report(load_form("2021"), office, 2024)
    contents: list[tuple[Address, Content]] = [(TextAddress("overview"), prose)]
    contents += [
        (cell.address, number)
        for cell in report.form.cells
        if cell.formula is None and cell.kind.type == "integer"
    ]
    report.apply(report.edit(contents))
    return report


def shown(prose: str) -> str:
    """What is left of ``prose`` in a document: all but what has no shape."""
    return "".join(c for c in prose if c not in "\x00\x07\x1b\u202e\ud800")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", PROSE)
def test_every_format_writes_it(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "out"
    FORMATS[name].write(report_with(PROSE[kind]), path, ExportOptions(signature=True, draft=True))
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("office", ["局" * 300, "<img src=x><h1>局", "a\u202e\x1b[2J\ufeff局"])
def test_every_format_writes_an_office_of_any_name(tmp_path: Path, name: str, office: str) -> None:
    path = tmp_path / "out"
    FORMATS[name].write(report_with("", office=office), path, ExportOptions(signature=True))
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("kind", PROSE)
def test_word_and_page_show_it_as_it_stands(kind: str) -> None:
    document = build_document(report_with(PROSE[kind]))
    word = docx.Document(BytesIO(render_docx(document)))
    assert shown(PROSE[kind]) in [paragraph.text for paragraph in word.paragraphs]
    tree = html.document_fromstring(render_html(document))
    assert shown(PROSE[kind]) in [str(element.xpath("string()")) for element in tree.iter("p")]


def test_long_numbers_are_set_smaller_in_word_and_stay_on_one_line() -> None:
    document = build_document(report_with("", 123_456_789_012))
    word = docx.Document(BytesIO(render_docx(document)))
    cells = [c for row in word.tables[2].rows for c in row.cells if c.text.isdecimal()]
    sizes = {c.paragraphs[0].style.font.size.pt for c in cells}
    assert len(cells) == 15
    assert max(sizes) <= 5
