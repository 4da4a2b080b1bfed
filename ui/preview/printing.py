"""Printing the pages of a finished PDF through the system's dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDir, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import WriteError
from govreport_desktop.pdfium import PdfPages
from ui.preview.sheets import picture_of

# Above this a page takes more memory than a reader sees on it.
_MOST_DPI = 600
_POINTS_PER_INCH = 72.0
# Rows handed over at once: a whole page would hold Python's lock for a third of a second.
_STRIP = 512
Progress = Callable[[int, str], None]


def new_printer(title: str, pages: int) -> QPrinter:
    """A printer set to A4 without margins of its own: those are part of the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    printer.setFromTo(1, pages)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    return printer


def free_name(folder: Path, name: str) -> str:
    """``name``, or one like it, of which ``folder`` holds no PDF yet.

    打印到文件 proposes the name of the job, which is that of the exported PDF.
    """
    names = (name, f"{name}（打印）", *(f"{name}（打印{n}）" for n in range(2, 100)))
    return next((each for each in names if not (folder / f"{each}.pdf").exists()), name)


def print_dialog(printer: QPrinter, parent: QWidget, folder: Path | None = None) -> bool:
    """The system's dialog with page range, copies and both sides; True for 打印.

    ``folder`` is where 打印到文件 puts the file unless another place is chosen.
    """
    with _standing_in(folder):
        # Qt proposes the folder that the program runs in, where that is below the home folder.
        dialog = QPrintDialog(printer, parent)
    if folder is not None:
        _propose(dialog, folder / f"{printer.docName()}.pdf")
    dialog.setWindowTitle("打印")
    for option in (
        QPrintDialog.PrintDialogOption.PrintPageRange,
        QPrintDialog.PrintDialogOption.PrintCurrentPage,
        QPrintDialog.PrintDialogOption.PrintCollateCopies,
        QPrintDialog.PrintDialogOption.PrintShowPageSize,
        QPrintDialog.PrintDialogOption.PrintToFile,
    ):
        dialog.setOption(option)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def _propose(dialog: QPrintDialog, path: Path) -> None:
    """Name ``path`` for 打印到文件. Dialogs of the system's own have no such line to fill in."""
    line = dialog.findChild(QLineEdit, "filename")
    if line is not None:
        line.setText(str(path))


@contextmanager
def _standing_in(folder: Path | None) -> Iterator[None]:
    before = QDir.currentPath()
    if folder is not None:
        QDir.setCurrent(str(folder))
    try:
        yield
    finally:
        QDir.setCurrent(before)


def pages_to_print(printer: QPrinter, count: int, current: int) -> list[int]:
    """The 0-based pages the dialog asked for, in the order they are to come out."""
    pages = list(range(count))
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            pages = [current]
        case QPrinter.PrintRange.PageRange:
            ranges = printer.pageRanges()
            first, last = printer.fromPage(), printer.toPage()
            if not ranges.isEmpty():
                pages = [page for page in pages if ranges.contains(page + 1)]
            elif first:
                pages = [page for page in pages if first <= page + 1 <= (last or count)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if not printer.supportsMultipleCopies():
        pages = _copied(pages, printer.copyCount(), printer.collateCopies())
    return pages


def print_pages(printer: QPrinter, data: bytes, current: int, progress: Progress) -> int:
    """Print ``data`` as ``printer`` was set up; answers how many pages went out.

    Runs on any thread. ``progress`` is told per cent and page before each one, and may
    raise to stop. Raises WriteError where the printer does not take the job.
    """
    document = PdfPages(data)
    pages = pages_to_print(printer, len(document.sizes), current)
    if printer.outputFileName() and pages == list(range(len(document.sizes))):
        # 打印到文件 of the whole is this very file: text stays text.
        write_atomically(Path(printer.outputFileName()), data)
        return len(pages)
    painter = QPainter()
    if not painter.begin(printer):
        name = printer.printerName() or printer.outputFileName() or "打印机"
        raise WriteError(f"“{name}”没有接受打印任务，请检查打印机是否已连接，再打印一次。")
    try:
        for number, page in enumerate(pages):
            progress(100 * number // len(pages), f"正在打印第 {page + 1} 页")
            if number:
                printer.newPage()
            _print_page(painter, printer, document, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _print_page(painter: QPainter, printer: QPrinter, document: PdfPages, page: int) -> None:
    """One page at its own size, or as large as smaller paper allows, in the middle."""
    points = QSizeF(*document.sizes[page])
    paper = printer.pageLayout().fullRectPixels(printer.resolution()).size()
    size = points * (printer.resolution() / _POINTS_PER_INCH)
    # A hair over the paper is rounding and no reason to make the page smaller.
    if size.width() > paper.width() * 1.01 or size.height() > paper.height() * 1.01:
        size = size.scaled(QSizeF(paper), Qt.AspectRatioMode.KeepAspectRatio)
    dots = min(_MOST_DPI, printer.resolution()) / printer.resolution()
    picture = picture_of(document, page, (size * dots).toSize())
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    scale = size.height() / picture.height()
    for row in range(0, picture.height(), _STRIP):
        strip = picture.copy(0, row, picture.width(), min(_STRIP, picture.height() - row))
        height = strip.height() * scale
        painter.drawImage(QRectF(left, top + row * scale, size.width(), height), strip)


def _copied(pages: list[int], copies: int, collate: bool) -> list[int]:
    if collate:
        return pages * copies
    return [page for page in pages for _ in range(copies)]
