"""The pictures of a document's pages, drawn on a thread of QtPdf."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer


class Sheets(QObject):
    """One document with the pictures of its pages, drawn on a thread of QtPdf."""

    drawn = Signal(int)  # page

    def __init__(self, document: QPdfDocument, parent: QObject) -> None:
        super().__init__(parent)
        # Children die in the order they came: the renderer has to stop before its document.
        self._renderer = QPdfPageRenderer(self)
        document.setParent(self)
        self.document = document
        self.sizes = [document.pagePointSize(page) for page in range(document.pageCount())]
        self.pictures: dict[int, QImage] = {}
        self._wanted: dict[int, QSize] = {}
        self._renderer.setDocument(document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_rendered)

    def want(self, page: int, size: QSize) -> bool:
        """Ask for the picture of a page in device pixels; True where it is there already."""
        picture = self.pictures.get(page)
        if picture is not None and picture.size() == size:
            return True
        if self._wanted.get(page) != size:
            self._wanted[page] = size
            self._renderer.requestPage(page, size)
        return False

    def forget_others(self, pages: range) -> None:
        """Keep only the pictures near the visible pages: a hundred sheets are half a gigabyte."""
        for page in [page for page in self.pictures if page not in pages]:
            del self.pictures[page]
            self._wanted.pop(page, None)

    def _on_rendered(
        self, page: int, size: QSize, picture: QImage, _: QPdfDocumentRenderOptions, __: int
    ) -> None:
        if self._wanted.get(page) == size:
            self.pictures[page] = picture
            self.drawn.emit(page)
