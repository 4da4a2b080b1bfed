"""PDFs made by hand, the way offices' programs and hostile people make them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"


def drawn(*pages: Callable[[Canvas], None], lock: StandardEncryption | str | None = None) -> bytes:
    """A PDF whose pages are what each function draws."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=lock)
    for page in pages:
        canvas.setFont(FONT, 16)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(*texts: str, x: float = 80, top: float = 700) -> Callable[[Canvas], None]:
    """A page of lines at the left margin."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, top - 28 * number, text)

    return draw


def built(objects: Sequence[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    parts = [b"%PDF-1.7\n"]
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(
        b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, root, start)
    )
    return b"".join(parts)


def stream(data: bytes, extra: bytes = b"", times: int = 1) -> bytes:
    """A stream object, deflated ``times`` over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * times
    return b"<</Length %d/Filter[%s]%s>>stream\n%s\nendstream" % (len(data), filters, extra, data)


def one_page(contents: bytes, *more: bytes, resources: bytes = b"<<>>") -> bytes:
    """A PDF of one page; ``more`` are objects from number 5 on."""
    return built(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>"
            % resources,
            contents,
            *more,
        ]
    )


def many_pages(count: int) -> bytes:
    """A PDF of ``count`` pages, each with its own contents."""
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(count))
    text = stream(b"BT /F1 12 Tf 80 700 Td (12345) Tj ET")
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return built([b"<</Type/Catalog/Pages 2 0 R>>", pages, text, *[page] * count])


def nested_drawings(levels: int = 12, width: int = 10) -> bytes:
    """A page that draws a form ten times that draws a form ten times, and so on."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        body = b"0 0 m 9 9 l S" if last else b"/X Do " * width
        uses = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        forms.append(stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + uses))
    return one_page(stream(b"/X Do"), *forms, resources=b"<</XObject<</X 5 0 R>>>>")


def many_tables(pages: int = 250) -> bytes:
    """As many pages with as many lines and tables as are looked at, full of characters."""
    boxes = b"".join(
        b"%d %d 3 8 re %d %d 3 8 re S " % (x, y, x + 3, y)
        for x in range(0, 500, 20)
        for y in range(0, 800, 110)
    )
    grid = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(0, 400, 4)
    )
    text = stream(boxes + grid + b"BT /F1 1 Tf 80 700 Td (%s) Tj ET" % (b"1" * 500))
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    root = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)
    return built([b"<</Type/Catalog/Pages 2 0 R>>", root, text, *[page] * pages])
