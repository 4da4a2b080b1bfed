"""An OFD file: its paragraphs and ruled tables in reading order, as those of a PDF.

Seals, notes upon the pages and attachments are named; nothing is opened, verified or fetched.
"""

from __future__ import annotations

from dataclasses import replace

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.left import LeftOut
from govreport_desktop.readers.ofd.package import OfdFile, open_ofd
from govreport_desktop.readers.ofd.page import page_of, texts_of
from govreport_desktop.readers.pdf.bounds import OverBudgetError, budgeted
from govreport_desktop.readers.pdf.document import source_of
from govreport_desktop.readers.pdf.struck import take_struck
from govreport_desktop.source import Source

_NOTED = "页面上的注释、水印没有读入"
_MOST_NAMED = 3


def read_ofd(data: bytes, name: str) -> Source:
    """The OFD in ``data``.

    Raises ReadError with one sentence where it is encrypted, has no text, is damaged, has more
    pages than any report, or costs more to read than any report.
    """
    file = open_ofd(data, name)
    left = LeftOut()
    for root in file.annotations:
        left.leave(_NOTED, "\n".join(texts_of(root)))
    try:
        with budgeted() as budget:
            pages = [
                page_of(number, parts, file, budget) for number, parts in enumerate(file.pages, 1)
            ]
            for page in pages:
                page.struck = take_struck(page, (), budget)
            source = source_of(pages, name, budget, left)
    except OverBudgetError as error:
        raise ReadError(f"“{name}”的内容多得不正常，没有读取；请只保留年度报告部分。") from error
    return replace(source, notes=(*source.notes, *_said(file)))


def _said(file: OfdFile) -> list[str]:
    notes = []
    if file.seals:
        notes.append(f"文件上有 {file.seals} 个电子签章（签名），没有验证，签章上的字没有读入。")
    if file.attachments:
        named = "”“".join(file.attachments[:_MOST_NAMED])
        more = f"等 {len(file.attachments)} 个" if len(file.attachments) > _MOST_NAMED else ""
        notes.append(f"文件带有附件“{named}”{more}，没有读入，请核对是否需要。")
    if file.documents > 1:
        notes.append(f"文件里有 {file.documents} 份文档，只读了第一份。")
    if file.broken:
        notes.append("文件里有一部分已损坏，没有读入，请打开原文件核对。")
    return notes
