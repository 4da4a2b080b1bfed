"""One report that is hard to print, written in every format, for `documents_page` to measure.

Seven digits in every cell, a name of three lines, full pages of prose, thousands of marks that
must not begin or end a line. The faces are those that come with the program, so that the same
is measured on every machine.
"""

from __future__ import annotations

import random
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
from lxml import etree, html

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.paths import cache_folder
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.writers.document import Document, build_document
from govreport_desktop.writers.faces.find import choose_faces
from govreport_desktop.writers.ofd.file import build_file as build_ofd
from govreport_desktop.writers.pdf.pdfa.file import build_file as build_pdf
from govreport_desktop.writers.typeset.pages import set_pages
from govreport_desktop.writers.web.html import render_html
from govreport_desktop.writers.word.docx import render_docx
from govreport_desktop.writers.xlsx.workbook import render_xlsx
from tests.unit.writers import ofd_pages, printed
from tests.unit.writers.printed import PrintedLine

OFFICE = "湖北省恩施土家族苗族自治州来凤县绿水镇人民政府办公室"
DIGITS = 9_999_999
_FULL = "公开" * 1300  # two pages without a mark
_WORDS = (
    "主动公开",
    "依申请公开",
    "政府信息",
    "2025年",
    "“放管服”",
    "《条例》",
    "（一网通办）",
    "12.94万次",
)
_MARKS = "，。；：、！？"


@dataclass(frozen=True)
class Made:
    """The files, and what their readers found in them."""

    report: Report
    document: Document
    pdf: bytes
    sheets: tuple[Any, ...]  # the PDF's pages as pdfplumber has them
    lines: tuple[tuple[PrintedLine, ...], ...]  # of each page, from the top
    ofd: ofd_pages.File
    docx: dict[str, etree._Element]
    page: html.HtmlElement
    page_text: str
    xlsx: bytes

    @property
    def ofd_pages(self) -> list[ofd_pages.Page]:
        """The OFD's pages in order."""
        return list(self.ofd.pages.values())


@cache
def made() -> Made:
    """The files, written once."""
    report = hard_report()
    document = build_document(report, signature=True)
    pages = set_pages(document, choose_faces((), cache_folder() / "faces"))
    pdf, page = build_pdf(pages), render_html(document)
    with pdfplumber.open(BytesIO(pdf)) as read:
        sheets = tuple(read.pages)
        lines = tuple(tuple(printed.lines(sheet)) for sheet in sheets)
    with zipfile.ZipFile(BytesIO(render_docx(document))) as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        docx = {name: etree.fromstring(package.read(name)) for name in names}
    return Made(
        report,
        document,
        pdf,
        sheets,
        lines,
        ofd_pages.opened(build_ofd(pages)),
        docx,
        html.document_fromstring(page),
        page,
        render_xlsx(report),
    )


def hard_report() -> Report:
    """The report that is measured."""
    report = Report(load_form("2021"), OFFICE, 2025)
    contents: list[tuple[Address, Content]] = [
        (cell.address, DIGITS if cell.kind.type == "integer" else Decimal(DIGITS))
        for cell in report.form.cells
        if cell.formula is None
    ]
    contents += [
        (TextAddress("overview"), f"{_FULL}\n（一）主动公开。{_prose(2500)}"),
        (TextAddress("problems"), _prose(2500)),
        (FieldAddress("signed_on"), "2026-01-15"),
    ]
    report.apply(report.edit(contents))
    return report


def number_cells(report: Report) -> list[CellAddress]:
    """The cells of part three that somebody types."""
    return [c.address for c in report.form.tables["requests"].cells.values() if not c.formula]


def _prose(length: int) -> str:
    """At least ``length`` characters, a mark behind every few words."""
    dice, text = random.Random(9704), ""
    while len(text) < length:
        text += "".join(dice.choices(_WORDS, k=dice.randrange(1, 4))) + dice.choice(_MARKS)
    return f"{text[:-1]}。"
