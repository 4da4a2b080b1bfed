"""The pages of a PDF as pictures, and where words stand on them: PDFium, called directly.

PDFium does one thing at a time in a process, on whatever thread; `_ONE` sees to that. The
calls leave Python's lock while they work. pypdfium2 sets the library up and takes it down at
the end; its raw functions draw into a picture without a copy.
"""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any, NamedTuple

from govreport_desktop.errors import ReadError

# Reentrant: a document may be let go while another one is asked.
_ONE = RLock()
_BYTES = 4  # of a pixel: blue, green, red and one that is not looked at
_WHITE = 0xFFFFFFFF


class Size(NamedTuple):
    """Of a page, in points."""

    width: float
    height: float


class Box(NamedTuple):
    """On a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Match(NamedTuple):
    """Where words were found: the page, counted from 0, and a box for each line they stand on."""

    page: int
    boxes: tuple[Box, ...]


class PdfPages:
    """A PDF that is open; ``sizes`` has the size of each page.

    Raises ReadError where ``data`` is no PDF that can be opened. Safe on any thread.
    """

    def __init__(self, data: bytes) -> None:
        pdfium = _pdfium()
        with _ONE:
            self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
            if not self._document:
                raise ReadError("这份 PDF 打不开，请重新生成后再试。")
            # PDFium reads from the bytes as long as the document is open.
            closing = weakref.finalize(self, _close, self._document, data)
            # At the end of the process the library may be gone before the document.
            closing.atexit = False
            pages = range(pdfium.FPDF_GetPageCount(self._document))
            self.sizes = tuple(self._size(page) for page in pages)

    def draw(self, page: int, width: int, height: int, pixels: Any, stride: int) -> None:
        """Draw a page on white into ``pixels``, a writable buffer of ``height`` rows.

        A row takes ``stride`` bytes and begins with ``width`` pixels of four: blue, green, red
        and one that is not looked at. Raises ReadError where the buffer is too small or there
        is no such page.
        """
        pdfium = _pdfium()
        if width < 1 or stride < width * _BYTES or len(pixels) < stride * height:
            raise ReadError("这一页画不出来：图像的尺寸不对。")
        place = ctypes.addressof(ctypes.c_char.from_buffer(pixels))
        with _ONE, self._page(page) as loaded:
            bitmap = pdfium.FPDFBitmap_CreateEx(
                width, height, pdfium.FPDFBitmap_BGRx, place, stride
            )
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            pdfium.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            pdfium.FPDFBitmap_Destroy(bitmap)

    def text(self, page: int) -> str:
        """The words of a page in the order they were drawn."""
        pdfium = _pdfium()
        with _ONE, self._page(page) as loaded, _text_of(loaded) as text:
            count = pdfium.FPDFText_CountChars(text)
            found = (ctypes.c_ushort * (count + 1))()
            pdfium.FPDFText_GetText(text, 0, count, found)
            return bytes(found)[: 2 * count].decode("utf-16-le", "replace")

    def find(self, words: str, page: int) -> tuple[Match, ...]:
        """Where ``words`` stand on a page; capitals and small letters are the same."""
        pdfium = _pdfium()
        if not words:
            return ()
        wanted = (words + "\0").encode("utf-16-le", "replace")
        searched = (ctypes.c_ushort * (len(wanted) // 2)).from_buffer_copy(wanted)
        found = []
        with _ONE, self._page(page) as loaded, _text_of(loaded) as text:
            search = pdfium.FPDFText_FindStart(text, searched, 0, 0)
            while pdfium.FPDFText_FindNext(search):
                first = pdfium.FPDFText_GetSchResultIndex(search)
                count = pdfium.FPDFText_GetSchCount(search)
                found.append(Match(page, tuple(self._boxes(text, page, first, count))))
            pdfium.FPDFText_FindClose(search)
        return tuple(found)

    def _boxes(self, text: Any, page: int, first: int, count: int) -> Iterator[Box]:
        pdfium, height = _pdfium(), self.sizes[page].height
        for number in range(pdfium.FPDFText_CountRects(text, first, count)):
            left, top, right, bottom = (ctypes.c_double() for _ in range(4))
            if pdfium.FPDFText_GetRect(text, number, left, top, right, bottom):
                yield Box(left.value, height - top.value, right.value, height - bottom.value)

    def _size(self, page: int) -> Size:
        pdfium = _pdfium()
        size = pdfium.FS_SIZEF()
        pdfium.FPDF_GetPageSizeByIndexF(self._document, page, size)
        return Size(size.width, size.height)

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        pdfium = _pdfium()
        loaded = pdfium.FPDF_LoadPage(self._document, page)
        if not loaded:
            raise ReadError(f"第 {page + 1} 页打不开。")
        try:
            yield loaded
        finally:
            pdfium.FPDF_ClosePage(loaded)


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text = _pdfium().FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        _pdfium().FPDFText_ClosePage(text)


def _close(document: Any, _: bytes) -> None:
    with _ONE:
        _pdfium().FPDF_CloseDocument(document)


@cache
def _pdfium() -> Any:
    """The library, ready for use; loaded when the first document is opened."""
    import pypdfium2  # type: ignore[import-untyped]

    return pypdfium2.raw
