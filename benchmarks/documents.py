"""Word and web page, warm, beside bare python-docx and lxml writing the same cells and text."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import docx
from lxml import etree

from benchmarks.check import make_report
from benchmarks.timing import Result, compare, repeat
from govreport_desktop.store.document import Document as File
from govreport_desktop.writers.document import Document, TableBlock, build_document
from govreport_desktop.writers.web.html import render_html
from govreport_desktop.writers.word.docx import render_docx

WARM_SECONDS = 0.15


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        with File.open(make_report(Path(folder) / "sample.govreport")) as file:
            report = file.report
        document = build_document(report)
        return [
            compare(lambda: render_docx(document), lambda: _bare_docx(document), 9, "Word"),
            repeat(lambda: render_docx(build_document(report)), 15, "Word, warm", WARM_SECONDS),
            compare(lambda: render_html(document), lambda: _bare_html(document), 15, "Web page"),
            repeat(lambda: render_html(build_document(report)), 15, "Web page, warm", WARM_SECONDS),
        ]


def _bare_docx(document: Document) -> bytes:
    """The same text in default styles, the same number of cells, nothing merged."""
    word = docx.Document()
    for block in document.blocks:
        if isinstance(block, TableBlock):
            table = word.add_table(block.table.row_count, block.table.column_count)
            grid = table._cells
            for cell, text in block.cells:
                grid[cell.row * block.table.column_count + cell.column].text = text
        else:
            word.add_paragraph(getattr(block, "text", ""))
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _bare_html(document: Document) -> bytes:
    """The same text and cells as bare elements, serialised by lxml."""
    body = etree.Element("body")
    for block in document.blocks:
        if isinstance(block, TableBlock):
            table = etree.SubElement(body, "table")
            for _, text in block.cells:
                etree.SubElement(table, "td").text = text
        else:
            etree.SubElement(body, "p").text = getattr(block, "text", "")
    return etree.tostring(body, encoding="utf-8", method="html")
