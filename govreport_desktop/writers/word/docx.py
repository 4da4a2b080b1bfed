"""The report as an editable Word document (.docx), set as GB/T 9704-2012 asks.

The faces named are the official ones; whoever opens the file has them or sees their own
stand-in. Heading styles are real, tables are the form's, page numbers are fields.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Pt

from govreport_desktop.atomic import write_atomically
from govreport_desktop.report.levels import Level
from govreport_desktop.writers.document import (
    Appendix,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from govreport_desktop.writers.word.page import add_page_numbers, set_page
from govreport_desktop.writers.word.styles import APPENDIX, BODY, LEADS, SIGNATURE, add_styles
from govreport_desktop.writers.word.table import add_table

# The earliest time a zip entry can carry: the same report gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``. Raises WriteError where the place cannot be written."""
    write_atomically(path, render_docx(document))


def render_docx(document: Document) -> bytes:
    """``document`` as the bytes of a .docx file."""
    word = docx.Document()
    add_styles(word)
    set_page(word)
    add_page_numbers(word, draft=document.draft)
    _properties(word, document)
    _title(word, document)
    for block in document.blocks:
        _add(word, block)
    return _package(word)


def _properties(word: WordFile, document: Document) -> None:
    core = word.core_properties
    # Word keeps 255 characters of each (ISO/IEC 29500-2, python-docx refuses more).
    core.title = document.title[:255]
    core.author = document.office[:255]
    core.last_modified_by = document.office[:255]
    core.subject = document.form
    core.language = "zh-CN"
    core.comments = ""
    core.revision = 1
    # When the file was made is not part of the report.
    for name in ("created", "modified"):
        for element in core._element.xpath(f"./dcterms:{name}"):
            core._element.remove(element)


def _title(word: WordFile, document: Document) -> None:
    paragraph = word.add_paragraph(style="Title")
    for index, line in enumerate(document.title_lines):
        run = paragraph.add_run(line)
        if index < len(document.title_lines) - 1:
            run.add_break(WD_BREAK.LINE)


def _add(word: WordFile, block: Block) -> None:
    match block:
        case Heading(text=text):
            paragraph = word.add_paragraph(text, style="Heading 1")
            before = paragraph._p.getprevious()
            if before is not None and before.tag == qn("w:tbl"):
                paragraph.paragraph_format.space_before = Pt(10)
        case Paragraph():
            _paragraph(word, block)
        case TableBlock():
            add_table(word, block)
        case Signature(office=office, date=date):
            lines = [line for line in (office, date) if line]
            for index, line in enumerate(lines):
                paragraph = word.add_paragraph(line, style=SIGNATURE)
                paragraph.paragraph_format.keep_with_next = index < len(lines) - 1
                if not index:
                    paragraph.paragraph_format.space_before = Pt(29)
        case Appendix(title=title):
            paragraph = word.add_paragraph(title, style=APPENDIX)
            paragraph.paragraph_format.page_break_before = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraph(word: WordFile, paragraph: Paragraph) -> None:
    text, (level, lead, alone) = paragraph.text, paragraph.leveled
    if alone:
        # Below the part's own heading; 一、 inside a part is one step below it, as （一） is.
        word.add_paragraph(text, style=f"Heading {max(level, Level.SECOND)}")
        return
    added = word.add_paragraph(style=BODY)
    if lead:
        added.add_run(text[:lead], style=LEADS[level])
    added.add_run(text[lead:])


def _package(word: WordFile) -> bytes:
    """The parts in their order without times; a clock that says 1970 would not be taken."""
    made = BytesIO()
    package = word.part.package
    for part in package.parts:
        part.before_marshal()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        # Its steps one by one: python-docx offers them only with its own writer, and untyped.
        steps: Any = PackageWriter
        writer = _Untimed(target)
        steps._write_content_types_stream(writer, package.parts)
        steps._write_pkg_rels(writer, package.rels)
        steps._write_parts(writer, package.parts)
    return made.getvalue()


class _Untimed:
    """What python-docx hands its parts to; its own writer asks the clock."""

    def __init__(self, target: ZipFile) -> None:
        self._target = target

    def write(self, uri: PackURI, blob: bytes) -> None:
        """Add a part."""
        entry = ZipInfo(uri.membername, _EPOCH)
        entry.compress_type = ZIP_DEFLATED
        self._target.writestr(entry, blob)
