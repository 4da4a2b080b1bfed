"""Pages of a PDF one below the other, exchanged without a flicker while the report changes."""

from __future__ import annotations

from PySide6.QtCore import (
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from govreport_desktop.pdfium import Match, PdfPages
from ui.look import colors
from ui.preview.sheets import Sheets

GAP = 12  # px around and between pages
SMALLEST, LARGEST = 0.25, 4.0
_STEP = 1.1
_POINTS_PER_INCH = 72.0
# A new document is shown when its visible pages are drawn, or after this long without.
_SWAP_MS = 400
_MARK, _MARK_CURRENT = QColor(255, 214, 0, 90), QColor(255, 140, 0, 130)


class PageView(QAbstractScrollArea):
    """The pages with zoom, search marks and a current page."""

    page_changed = Signal(int)  # 0-based, the page at the top
    zoom_changed = Signal(float)  # 1.0 is the size on paper
    pointed = Signal(int, QPointF)  # a double click: 0-based page, points from its upper left
    swapped = Signal()  # another document is in view
    found = Signal()  # `matches` are those of the words last searched for
    failed = Signal(str)  # a sentence for the clerk

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("版式预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.matches: list[Match] = []
        self.current_match = -1
        self._words = ""
        self._sheets: Sheets | None = None
        self._next: Sheets | None = None
        self._zoom = 1.0
        self._fit = True
        self._page = 0
        self._brought: tuple[int, float, float] | None = None  # the stretch last brought into view
        self._shift = 0  # pages by which the part in view moved in the next document
        self._swap_timer = QTimer(self)
        self._swap_timer.setSingleShot(True)
        self._swap_timer.setInterval(_SWAP_MS)
        self._swap_timer.timeout.connect(self._swap)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # ------------------------------------------------------------ the document
    @property
    def document(self) -> PdfPages | None:
        """The document in view."""
        return self._sheets.pages if self._sheets else None

    @property
    def page_count(self) -> int:
        """How many pages are in view."""
        return len(self._sheets.sizes) if self._sheets else 0

    @property
    def page(self) -> int:
        """The 0-based page at the top of the view."""
        return self._page

    @property
    def pending(self) -> bool:
        """Whether a new version waits for its pages to be drawn."""
        return self._next is not None

    def show_document(self, data: bytes, shift: int = 0) -> None:
        """Put a new version in view as soon as its visible pages are drawn.

        The place in view stays; where the part in view begins ``shift`` pages further on
        than before, the view follows it.
        """
        if self._next is not None:
            self._next.deleteLater()
        self._next = Sheets(data, self)
        self._shift = shift
        self._next.opened.connect(self._on_opened)
        self._next.drawn.connect(self._swap_if_drawn)
        self._next.failed.connect(self.failed)

    def go_to(self, page: int, down: float = 0.0) -> None:
        """Put a page (``down`` points below its upper edge) at the top."""
        if 0 <= page < self.page_count:
            top = self._rect(page).top() + round(down * self._scale()) - GAP // 2
            self.verticalScrollBar().setValue(top)
            self._note_page(page)

    def go_to_heading(self, page: int, down: float) -> None:
        """Show a heading: from the page's upper edge, where that leaves it in the upper half."""
        high = down * self._scale() < self.viewport().height() / 2
        self.go_to(page, 0.0 if high else down)

    def go_to_match(self, index: int) -> None:
        """Show a place the search found."""
        self.current_match = index
        if 0 <= index < len(self.matches):
            match = self.matches[index]
            self.go_to(match.page, max(0.0, min(box.top for box in match.boxes) - 120))
        self.viewport().update()

    def look_for(self, words: str) -> None:
        """Mark where ``words`` stand, in this document and those that follow it."""
        self._words, self.current_match = words, -1
        if self._sheets is not None:
            self._sheets.look_for(words)

    # ------------------------------------------------------------ zoom
    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._zoom

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the width of the view."""
        return self._fit

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at ``zoom`` and keep what is in the middle there."""
        self._fit = False
        self._scale_to(max(SMALLEST, min(LARGEST, zoom)))

    def fit_width(self) -> None:
        """Make the pages as wide as the view, now and whenever it changes."""
        self._fit = True
        self._fit_now()

    def zoom_step(self, steps: float) -> None:
        """In (positive) or out by so many steps of a tenth."""
        self.set_zoom(self._zoom * _STEP**steps)

    # ------------------------------------------------------------ Qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is visible; a page not drawn yet is white or its former picture, scaled."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().window())
        if self._sheets is None:
            return
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page in self._visible(self._sheets):
            self._paint_page(painter, self._sheets, page, self._rect(page).translated(-offset))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again where asked, and keep the page in view, with what was brought."""
        held = self._brought if self._shows(self._brought, event.oldSize().height()) else None
        super().resizeEvent(event)
        if self._fit:
            self._fit_now()
        else:
            self._set_ranges()
        if held is not None:
            self.bring(*held)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(event.angleDelta().y() / 120)
            event.accept()
            return
        super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say where on which page."""
        at = event.position() + QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        for page in range(self.page_count):
            rect = self._rect(page)
            if rect.contains(at.toPoint()):
                self.pointed.emit(page, (at - QPointF(rect.topLeft())) * (1 / self._scale()))

    def bring(self, page: int, top: float, bottom: float) -> None:
        """Scroll just so far that the stretch between two heights of a page is in view."""
        if not 0 <= page < self.page_count:
            return
        self._brought = page, top, bottom
        room = self.viewport().height()
        if not self._shows(self._brought, room):
            first, last = self._stretch(*self._brought)
            self.verticalScrollBar().setValue((first + last - room) // 2)

    def _stretch(self, page: int, top: float, bottom: float) -> tuple[int, int]:
        """Where two heights of a page are, in pixels from the upper end of all pages."""
        begin, scale = self._rect(page).top(), self._scale()
        return begin + round(top * scale), begin + round(bottom * scale)

    def _shows(self, brought: tuple[int, float, float] | None, room: int) -> bool:
        """Whether ``room`` pixels from where the view begins hold that stretch."""
        if brought is None or brought[0] >= self.page_count:
            return False
        first, last = self._stretch(*brought)
        at = self.verticalScrollBar().value()
        return at <= first and last <= at + room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the first and the last."""
        targets = {
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.page_count - 1,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.go_to(max(0, min(target, self.page_count - 1)))

    def sizeHint(self) -> QSize:
        """Room for a page at half its size."""
        return QSize(400, 560)

    # ------------------------------------------------------------ geometry
    def _scale(self) -> float:
        """Pixels a point takes."""
        return self._zoom * self.logicalDpiX() / _POINTS_PER_INCH

    def _page_size(self, sheets: Sheets, page: int) -> QSize:
        return (sheets.sizes[page] * self._scale()).toSize()

    def _rect(self, page: int) -> QRect:
        assert self._sheets is not None
        top = GAP
        for earlier in range(page):
            top += self._page_size(self._sheets, earlier).height() + GAP
        size = self._page_size(self._sheets, page)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        return QRect(QPoint(left, top), size)

    def _visible(self, sheets: Sheets) -> range:
        """The pages of ``sheets`` in the view at the place it is at."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        at, first, last = GAP, None, -1
        for page in range(len(sheets.sizes)):
            height = self._page_size(sheets, page).height()
            if at + height > top and at < bottom:
                first = page if first is None else first
                last = page
            at += height + GAP
        return range(first if first is not None else 0, last + 1)

    def _set_ranges(self) -> None:
        if self._sheets is None or not self._sheets.sizes:
            return
        last = self._rect(self.page_count - 1)
        widest = max(self._page_size(self._sheets, p).width() for p in range(self.page_count))
        for bar, length, room in (
            (self.verticalScrollBar(), last.bottom() + GAP, self.viewport().height()),
            (self.horizontalScrollBar(), widest + 2 * GAP, self.viewport().width()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(max(20, room // 12))
            bar.setRange(0, max(0, length - room))
        self.viewport().update()

    def _scale_to(self, zoom: float) -> None:
        if abs(zoom - self._zoom) < 0.001:
            self._set_ranges()
            return
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        middle = (down.value() + self.viewport().height() / 2) / self._zoom
        self._zoom = zoom
        self._set_ranges()
        down.setValue(round(middle * zoom - self.viewport().height() / 2))
        across.setValue(across.maximum() // 2)
        self.zoom_changed.emit(zoom)

    def _fit_now(self) -> None:
        if self._sheets is None or not self._sheets.sizes:
            return
        widest = max(size.width() for size in self._sheets.sizes)
        room = self.viewport().width() - 2 * GAP
        zoom = room * _POINTS_PER_INCH / (widest * self.logicalDpiX())
        self._scale_to(max(SMALLEST, min(LARGEST, zoom)))

    # ------------------------------------------------------------ at work
    def _device_size(self, sheets: Sheets, page: int) -> QSize:
        ratio = self.devicePixelRatioF()
        return (QSizeF(self._page_size(sheets, page)) * ratio).toSize()

    def _paint_page(self, painter: QPainter, sheets: Sheets, page: int, rect: QRect) -> None:
        sheets.want(page, self._device_size(sheets, page))
        painter.fillRect(rect, Qt.GlobalColor.white)
        picture = sheets.pictures.get(page)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, picture)
        painter.setPen(QPen(colors.line(self.palette())))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self._paint_matches(painter, page, rect)

    def _paint_matches(self, painter: QPainter, page: int, rect: QRect) -> None:
        scale = self._scale()
        for number, match in enumerate(self.matches):
            for box in match.boxes if match.page == page else ():
                at = QPointF(rect.topLeft()) + QPointF(box.left, box.top) * scale
                size = QSizeF(box.right - box.left, box.bottom - box.top) * scale
                here = number == self.current_match
                painter.fillRect(QRectF(at, size), _MARK_CURRENT if here else _MARK)

    def _on_opened(self) -> None:
        self._swap_if_drawn()
        if self._next is not None:
            self._swap_timer.start()

    def _swap_if_drawn(self) -> None:
        """Exchange the documents once nothing that can be seen would be white."""
        coming = self._next
        if coming is None or not coming.sizes:
            return
        if self._sheets is None and self._fit:
            self._swap()
            return
        pages = self._visible(coming)
        # A list, so that every page is asked for and not only the first that is missing.
        drawn = [coming.want(page, self._device_size(coming, page)) for page in pages]
        if all(drawn):
            self._swap()

    def _swap(self) -> None:
        self._swap_timer.stop()
        coming = self._next
        if coming is None or not coming.sizes:
            return
        self._next = None
        coming.drawn.disconnect(self._swap_if_drawn)
        coming.drawn.connect(self._on_drawn)
        former, self._sheets = self._sheets, coming
        coming.found.connect(self._on_found)
        if self._words:
            coming.look_for(self._words)
        if self._fit:
            self._fit_now()
        self._set_ranges()
        if former is not None:
            self._follow_shift()
            former.deleteLater()
        self._on_scrolled()
        self.swapped.emit()

    def _follow_shift(self) -> None:
        if self._shift and self.page_count:
            bar = self.verticalScrollBar()
            assert self._sheets is not None
            height = self._page_size(self._sheets, 0).height() + GAP
            bar.setValue(bar.value() + self._shift * height)
        self._shift = 0

    def _on_found(self, matches: list[Match]) -> None:
        self.matches = matches
        self.viewport().update()
        self.found.emit()

    def _on_drawn(self, _: int) -> None:
        self.viewport().update()

    def _on_scrolled(self) -> None:
        if self._sheets is None:
            return
        visible = self._visible(self._sheets)
        self._sheets.forget_others(range(visible.start - 2, visible.stop + 2))
        for page in range(max(0, visible.start - 1), min(visible.stop + 1, self.page_count)):
            self._sheets.want(page, self._device_size(self._sheets, page))
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((p for p in visible if self._rect(p).bottom() >= middle), self._page)
        self._note_page(page)
        self.viewport().update()

    def _note_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
