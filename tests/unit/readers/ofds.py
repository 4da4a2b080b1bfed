"""OFD files made by hand, and of the pages of a PDF, for the tests. Lengths are millimetres."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from govreport_desktop.readers.pdf.bounds import budgeted
from govreport_desktop.readers.pdf.page import Page, PageReader
from tests.unit.readers.zips import archive

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd(*pages: str, common: str = "", said: str = "", body: str = "", **more: str) -> bytes:
    """A file whose pages hold these objects; ``more`` parts as `hostile.docx` names them."""
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        f"{body}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{said}</ofd:Document>",
    }
    for number, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = content(page)
    return archive(
        parts | {n.replace("__", "/").replace("_xml", ".xml"): p for n, p in more.items()}
    )


def content(objects: str, before: str = "") -> str:
    """The XML of a page or a template."""
    layer = f'<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {SPACE}>{before}{layer}</ofd:Page>"


def text(x: float, y: float, words: str, size: float = 4, said: str = "", inner: str = "") -> str:
    """Words that begin at that point of the baseline, each sign as wide as it is."""
    steps = " ".join(f"{size if ord(sign) > 255 else size / 2:g}" for sign in words[:-1])
    return (
        f'<ofd:TextObject Boundary="{x:g} {y - size:g} 100 {2 * size:g}" Size="{size:g}" {said}>'
        f'{inner}<ofd:TextCode X="0" Y="{size:g}" DeltaX="{steps}">{escape(words)}'
        f"</ofd:TextCode></ofd:TextObject>"
    )


def line(x0: float, y0: float, x1: float, y1: float, said: str = "") -> str:
    """A line from point to point."""
    return (
        f'<ofd:PathObject Boundary="{x0:g} {y0:g} 1 1" {said}><ofd:AbbreviatedData>M 0 0 '
        f"L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(
    rows: Sequence[Sequence[str]], top: float = 40, wide: float = 30, high: float = 10
) -> str:
    """A ruled table of these cells."""
    width, height = wide * len(rows[0]), high * len(rows)
    across = (line(20, top + n * high, 20 + width, top + n * high) for n in range(len(rows) + 1))
    down = (line(20 + n * wide, top, 20 + n * wide, top + height) for n in range(len(rows[0]) + 1))
    cells = (
        text(22 + x * wide, top + y * high + 6, cell)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if cell
    )
    return "".join([*across, *down, *cells])


def of_pdf(data: bytes) -> bytes:
    """The pages of a PDF, sign by sign and rule by rule, as an OFD."""
    with budgeted() as budget:
        reader = PageReader(budget)
        pages = PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data))))
        return ofd(*("".join(_objects(reader.read(n, p))) for n, p in enumerate(pages, 1)))


def _objects(page: Page) -> Iterable[str]:
    for rule in page.across:
        y = (page.height - rule.at) * _MM
        yield line(rule.start * _MM, y, rule.end * _MM, y)
    for rule in page.down:
        x = rule.at * _MM
        yield line(x, (page.height - rule.end) * _MM, x, (page.height - rule.start) * _MM)
    for (y, size), run in groupby(page.chars, key=lambda char: (char.y, char.size)):
        chars = list(run)
        x, base, high = chars[0].x0 * _MM, (page.height - y) * _MM, size * _MM
        places = [char.x0 * _MM for char in chars]
        steps = " ".join(f"{b - a:.3f}" for a, b in pairwise(places))
        signs = escape("".join(char.text[:1] for char in chars))
        yield (
            f'<ofd:TextObject Boundary="{x:.3f} {base - high:.3f} 9 9" Size="{high:.3f}">'
            f'<ofd:TextCode X="0" Y="{high:.3f}" DeltaX="{steps}">{signs}</ofd:TextCode>'
            "</ofd:TextObject>"
        )
