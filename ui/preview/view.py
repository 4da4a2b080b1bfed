"""The preview beside the editor: follows the report, the part being edited, and the clerk."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from govreport_desktop.checks import notes_of
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.paths import file_stem
from govreport_desktop.pdfium import PdfPages
from govreport_desktop.report import Address
from govreport_desktop.report.explanations import Note
from govreport_desktop.shown import shown
from govreport_desktop.writers.passages import printed_character
from govreport_desktop.writers.pdf.document import PdfResult
from govreport_desktop.writers.typeset.places import place_at
from ui import messages
from ui.outside import show_outside
from ui.plain import Label, tip
from ui.preview.bar import PreviewBar, SearchBar
from ui.preview.pages import PageView
from ui.preview.printing import free_name, new_printer, print_dialog, print_pages
from ui.preview.renderer import Renderer
from ui.progress import run_with_progress
from ui.session import Session
from ui.settings import Settings
from ui.tasks import Task

_ZOOM, _FIT = "preview/zoom", "preview/fit"
# Several edits at once (an import, an undo of many) come as one.
_GATHER_MS = 10
_ABOVE = 24.0  # points of the page in view above a heading


class PreviewPane(QWidget):
    """The pages as they will be printed, never more than a moment behind the report.

    Nothing is rendered while it is hidden. ``renderer`` belongs to the pane.
    """

    source_wanted = Signal(object, int)  # Printed, character: a double click on the pages
    printed = Signal(int)  # pages that went to the printer

    def __init__(
        self,
        session: Session,
        settings: Settings,
        parent: QWidget | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._result: PdfResult | None = None
        self._section = ""
        self._notes: tuple[Note, ...] = ()  # as last sent to be rendered
        self._stale = True
        self._arrived = False  # whether the first pages are in view
        self._to_print = False
        self.bar = PreviewBar(self)
        self.search_bar = SearchBar(self)
        self.search_bar.hide()
        self.pages = PageView(self)
        self.note = Label(parent=self)
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note.setContentsMargins(10, 4, 10, 6)
        self.note.hide()
        self._lay_out()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._request)
        self._renderer = renderer or Renderer()
        self._renderer.setParent(self)
        self._restore_zoom()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, self.search_bar, self.pages, self.note):
            layout.addWidget(widget, 1 if widget is self.pages else 0)

    # ------------------------------------------------------------ for the window
    @property
    def is_behind(self) -> bool:
        """Whether the report is further on than what is in view."""
        return self._stale or self._renderer.busy or self.pages.pending

    def show_section(self, section_id: str) -> None:
        """Go to where a part begins, now and when its page changes."""
        self._section = section_id
        if self._result is not None and section_id:
            self.pages.go_to_heading(*self._place(section_id))

    def follow(self, section: str, cell: CellAddress | None, stored: int) -> None:
        """Have what is being worked on in view: a number, or a character of the stored text."""
        if self._result is None:
            return
        paragraph, character = -1, 0
        if cell is None:
            report = self._session.report
            paragraph, character = printed_character(report, section, stored)
        for place in self._result.places:
            words = place.printed
            if (words.section, words.cell, words.paragraph) != (section, cell, paragraph):
                continue
            if cell is not None or words.start <= character < words.end:
                self.pages.bring(place.page, place.top, place.bottom)
                return

    def refresh(self) -> None:
        """Render again after a setting changed that the report does not know of."""
        self._note_change()

    def show_search(self) -> None:
        """Open the search line."""
        self._show_search(True)

    def print_dialog(self) -> None:
        """Print these pages: what is being typed is committed and rendered first."""
        self._session.request_commit()
        if self._result is None or self._stale or self._renderer.busy:
            self._to_print = True
            self._note_change()
            self._request(even_hidden=True)
            return
        self._print_now()

    def close_down(self) -> None:
        """Let the rendering process go; the pane shows nothing new from here on."""
        self._gather.stop()
        self._renderer.close()

    # ------------------------------------------------------------ Qt
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._stale:
            self._gather.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the zoom."""
        super().hideEvent(event)
        self._settings.put(_FIT, self.pages.fits_width)
        self._settings.put(_ZOOM, round(self.pages.zoom * 100))

    # ------------------------------------------------------------ rendering
    def _on_changed(self, _: frozenset[Address]) -> None:
        self._note_change()

    def _note_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._gather.start()

    def _request(self, *, even_hidden: bool = False) -> None:
        if self._stale and (self.isVisible() or even_hidden):
            self._gather.stop()
            self._stale = False
            self._notes = self._wanted_notes()
            options = self._settings.print_options() | {"notes": self._notes}
            sheet = self._session.check_settings.sheet
            if sheet is not None and sheet.blank is not None:
                options["blank"] = sheet.blank
            self._renderer.request(self._session.report, options)

    def _wanted_notes(self) -> tuple[Note, ...]:
        """What the office has explained, where it is to be printed."""
        if not self._settings.print_options()["notes"]:
            return ()
        return notes_of(self._session.report, self._session.problems)

    def _on_problems(self, _: object) -> None:
        if self._wanted_notes() != self._notes:
            self._note_change()

    def _on_rendered(self, result: PdfResult) -> None:
        shift = self._shift(result)
        self._result = result
        self.pages.show_document(result.data, shift)
        self._say_faces(result)
        if self._to_print and not self._stale:
            self._print_now()

    def _on_pointed(self, page: int, point: QPointF) -> None:
        """Lead to what is printed there."""
        places = self._result.places if self._result else ()
        place = place_at(places, page, point.x(), point.y())
        if place is not None:
            self.source_wanted.emit(place.printed, place.character(point.x()))

    def _on_swapped(self) -> None:
        if not self._arrived:
            self._arrived = True
            self.show_section(self._section)
        self._show_page(self.pages.page)
        self._show_zoom(self.pages.zoom)
        self._say_matches()

    def _on_failed(self, sentence: str) -> None:
        self._to_print = False
        self._stale = True
        self._show_page(self.pages.page)
        self._say(f"预览没有更新：{sentence}")

    def _shift(self, result: PdfResult) -> int:
        """By how many pages the part in view moves."""
        if self._result is None or self._section not in self._result.pages:
            return 0
        before = self._result.pages[self._section]
        return result.pages.get(self._section, before) - before

    def _place(self, section_id: str) -> tuple[int, float]:
        """The 0-based page of a part and how far down it begins, in points."""
        assert self._result is not None
        page = self._result.pages.get(section_id, 1) - 1
        return page, max(0.0, self._result.tops.get(section_id, 0.0) - _ABOVE)

    # ------------------------------------------------------------ printing
    def _print_now(self) -> None:
        self._to_print = False
        assert self._result is not None
        folder = self._session.document.path.absolute().parent
        title = free_name(folder, file_stem(self._session.report.title))
        printer = new_printer(title, len(PdfPages(self._result.data).sizes))
        if not print_dialog(printer, self, folder):
            return
        work = partial(_print, printer, self._result.data, self.pages.page)
        done = partial(self._on_printed, printer.outputFileName())
        run_with_progress(self.window(), work, done, self._on_print_failed, "正在打印")

    def _on_printed(self, file: str, pages: int) -> None:
        """What went into a file is named, and can be opened."""
        self.printed.emit(pages)
        if not file:
            return
        words = f"已写出“{shown(file)}”，共 {pages} 页。"
        if messages.choose(self, "已存为 PDF", words, ["打开(&O)"], messages.UNDERSTOOD) == 0:
            show_outside(file)

    def _on_print_failed(self, error: GovReportError) -> None:
        messages.tell_error(self, str(error), "没有打印")

    # ------------------------------------------------------------ search and notes
    def _show_search(self, shown: bool) -> None:
        self.search_bar.setVisible(shown)
        self.bar.search.setChecked(shown)
        if shown:
            self.search_bar.line.setFocus()
            self.search_bar.line.selectAll()
        else:
            self.search_bar.line.clear()
            self.pages.setFocus()

    def _on_search(self, text: str) -> None:
        self.pages.look_for(text)

    def _step_match(self, step: int) -> None:
        count = len(self.pages.matches)
        if count:
            self.pages.go_to_match((self.pages.current_match + step) % count)
        self._say_matches()

    def _say_matches(self) -> None:
        self.search_bar.show_state(self.pages.current_match, len(self.pages.matches))

    def _say_faces(self, result: PdfResult) -> None:
        """Missing characters in full; stand-in faces in a line, in full when pointed at."""
        sentences = [f"! {sentence}" for sentence in result.missing]
        if result.substitutions:
            sentences.append("本机缺少公文字体，已用其他字体代替。")
        self._say(*sentences, more="\n".join(result.substitutions))

    def _say(self, *sentences: str, more: str = "") -> None:
        self.note.setText("\n".join(sentences))
        self.note.setToolTip(tip(more))
        self.note.setVisible(bool(sentences))

    # ------------------------------------------------------------ putting it together
    def _connect(self) -> None:
        pages, bar = self.pages, self.bar
        self._session.changed.connect(self._on_changed)
        self._session.problems_changed.connect(self._on_problems)
        self._renderer.rendered.connect(self._on_rendered)
        self._renderer.failed.connect(self._on_failed)
        pages.page_changed.connect(self._show_page)
        pages.zoom_changed.connect(self._show_zoom)
        pages.swapped.connect(self._on_swapped)
        pages.pointed.connect(self._on_pointed)
        pages.found.connect(self._say_matches)
        pages.failed.connect(self._on_failed)
        bar.page_wanted.connect(pages.go_to)
        bar.turned.connect(self._turn)
        bar.zoomed.connect(pages.zoom_step)
        bar.fit_wanted.connect(pages.fit_width)
        bar.print_wanted.connect(self.print_dialog)
        bar.search_wanted.connect(self._show_search)
        self.search_bar.changed.connect(self._on_search)
        self.search_bar.stepped.connect(self._step_match)
        self.search_bar.closed.connect(partial(self._show_search, False))

    def _restore_zoom(self) -> None:
        if not self._settings.flag(_FIT, True):
            self.pages.set_zoom(self._settings.number(_ZOOM, 100) / 100)

    def _turn(self, step: int) -> None:
        self.pages.go_to(max(0, min(self.pages.page + step, self.pages.page_count - 1)))

    def _show_page(self, page: int) -> None:
        self.bar.show_page(page, self.pages.page_count)

    def _show_zoom(self, zoom: float) -> None:
        self.bar.show_zoom(zoom, self.pages.fits_width)


def _print(printer: Any, data: bytes, current: int, task: Task) -> int:
    return print_pages(printer, data, current, task.step)
