"""The pictures of a document's pages and the words on them, got on a thread of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage

from govreport_desktop.errors import GovReportError
from govreport_desktop.pdfium import Match, PdfPages

# How often is looked whether the thread is through, while it has work.
_LOOK_MS = 5


class Sheets(QObject):
    """One document with the pictures of its pages; ``sizes`` is empty until it is `opened`."""

    opened = Signal()
    failed = Signal(str)  # a sentence for the clerk
    drawn = Signal(int)  # page
    found = Signal(object)  # list[Match]: where the words last searched for stand

    def __init__(self, data: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self.sizes: list[QSizeF] = []
        self.pictures: dict[int, QImage] = {}
        self.pages: PdfPages | None = None
        self._wanted: dict[int, QSize] = {}
        self._called_off = Event()  # of the search that runs
        self._running: list[tuple[Future[Any], Callable[[Any], None]]] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_for_it)
        self._ask(partial(PdfPages, data), self._on_opened)

    def want(self, page: int, size: QSize) -> bool:
        """Ask for the picture of a page in device pixels; True where it is there already."""
        picture = self.pictures.get(page)
        if picture is not None and picture.size() == size:
            return True
        if self._wanted.get(page) != size and self.pages is not None:
            self._wanted[page] = size
            work = partial(_picture_wanted, self.pages, page, size, self._wanted)
            self._ask(work, partial(self._on_drawn, page))
        return False

    def look_for(self, words: str) -> None:
        """Search all pages for ``words``; an earlier search ends without a word."""
        self._called_off.set()
        self._called_off = Event()
        if self.pages is not None:
            self._ask(partial(_matches, self.pages, words, self._called_off), self._on_found)

    def forget_others(self, pages: range) -> None:
        """Keep only the pictures near the visible pages: a hundred sheets are half a gigabyte."""
        for page in [page for page in self._wanted if page not in pages]:
            self.pictures.pop(page, None)
            del self._wanted[page]

    def _on_opened(self, pages: PdfPages) -> None:
        self.pages = pages
        self.sizes = [QSizeF(*size) for size in pages.sizes]
        self.opened.emit()

    def _on_drawn(self, page: int, picture: QImage | None) -> None:
        if picture is not None and self._wanted.get(page) == picture.size():
            self.pictures[page] = picture
            self.drawn.emit(page)

    def _on_found(self, matches: list[Match] | None) -> None:
        if matches is not None:
            self.found.emit(matches)

    def _ask(self, work: Callable[[], Any], take: Callable[[Any], None]) -> None:
        self._running.append((_drawing_thread().submit(work), take))
        self._look.start()

    def _look_for_it(self) -> None:
        """Take over what has come.

        The thread tells nobody: this may be on its way out when it comes to an end, and a signal
        of a dying object takes the process along.
        """
        done = [one for one in self._running if one[0].done()]
        self._running = [one for one in self._running if one not in done]
        if not self._running:
            self._look.stop()
        for future, take in done:
            try:
                result = future.result()
            except GovReportError as error:
                self.failed.emit(str(error))
            else:
                take(result)


@cache
def _drawing_thread() -> ThreadPoolExecutor:
    """One for all documents: PDFium does one thing at a time."""
    return ThreadPoolExecutor(1, "pages")


def _picture_wanted(
    pages: PdfPages, page: int, size: QSize, wanted: dict[int, QSize]
) -> QImage | None:
    # By the time it is its turn another size may be wanted, or the page be out of view.
    return picture_of(pages, page, size) if wanted.get(page) == size else None


def _matches(pages: PdfPages, words: str, called_off: Event) -> list[Match] | None:
    found: list[Match] = []
    for page in range(len(pages.sizes)):
        if called_off.is_set():
            return None
        found += pages.find(words, page)
    return found


def picture_of(pages: PdfPages, page: int, size: QSize) -> QImage:
    """A page on white, ``size`` in pixels. On any thread.

    Without transparency, which makes some printer drivers paint the whole page black.
    """
    picture = QImage(size, QImage.Format.Format_RGB32)
    pages.draw(page, size.width(), size.height(), picture.bits(), picture.bytesPerLine())
    return picture
