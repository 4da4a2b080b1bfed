"""The open report: parts at the left, the chosen one in the middle, the preview at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Address, ExplanationAddress, FieldAddress, TextAddress
from ui.grid.page import RIM
from ui.grid.table import FULL_WIDTH
from ui.grid.view import GridView
from ui.report.banner import banner
from ui.report.inspector import Beside
from ui.report.note import Note
from ui.report.pages import Pages
from ui.report.parts import OFFICE, Filled, PartsList, parts_of
from ui.session import Session, cells_of
from ui.settings import (
    INSPECTOR_SHOWN,
    PROBLEMS_OPEN,
    ZOOM_FITS,
    Settings,
    next_zoom,
)

if TYPE_CHECKING:
    from ui.narrative.editor import NarrativeEditor
    from ui.narrative.find import FindBar
    from ui.preview.view import PreviewPane
    from ui.problems.dock import ProblemsDock

TABLE_WIDTH = 838  # pixels in which part 三 shows its columns and all but the longest labels
PREVIEW_LEAST = 345  # pixels in which a page can still be made out
_LEFT_FILE = "window/part_file"  # whose part it is that the window was left at
PREVIEW_HANDLE = 2  # of the splitter: between the page and the preview
PROBLEMS_HEIGHT = 165  # pixels: four problems and the details of one
# Pixels below a table of part 三 with all its rows: lower, and the list of problems is one line.
TALL = 860
WIDE = 1600  # pixels in which table, preview and wide titles have room side by side


def preview_width(room: int) -> int:
    """Pixels for the preview of the ``room`` right of the list of parts.

    Two fifths, but not so many that a table of part 三 has to scroll sideways where a page
    can still be made out, and not so few that the table has more than it can use.
    """
    width = max(min(room * 2 // 5, room - TABLE_WIDTH), PREVIEW_LEAST)
    return max(width, room - FULL_WIDTH - 2 * RIM)


class ReportView(QWidget):
    """One session on screen. Pages are made when they are first shown."""

    selection_moved = Signal()  # another cell, selection or part
    cursor_moved = Signal()  # another place in the prose
    preview_made = Signal()
    menu_wanted = Signal(object)  # QPoint on the screen: the right button in a table
    left_out = Signal(str)  # what of a paste was not taken, in a sentence
    fit_changed = Signal(bool)  # whether the tables are as large as the window has room for

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.settings = settings
        self.parts = PartsList(session)
        self.preview: PreviewPane | None = None
        self.find_bar: FindBar | None = None
        self.note = Note()
        self._pages = Pages(session, settings)
        self.beside = Beside(session, self._pages, TABLE_WIDTH)
        self._splitter = QSplitter()
        self._parts_moved = False  # the clerk has made their list wider or narrower
        self._column = QSplitter(Qt.Orientation.Vertical)
        self._problems: ProblemsDock | None = None
        self._lay_out()
        self._connect_pages()
        self.parts.part_chosen.connect(self._show_part)
        self.beside.set_wanted(settings.flag(INSPECTOR_SHOWN, True))
        self.beside.shown.connect(self.selection_moved)
        self.selection_moved.connect(self._inspect)
        self.parts.entered.connect(self._focus_page)
        session.revisited.connect(self._on_revisited)
        session.mended.connect(self._on_mended)

    # ------------------------------------------------------------ what is shown
    @property
    def part(self) -> str:
        """The id of the part that is shown."""
        return self.parts.part

    @property
    def page(self) -> QWidget:
        """The page of that part."""
        page = self._pages.of(self.part)
        assert page is not None
        return page

    @property
    def grid(self) -> GridView | None:
        """The table that is shown; None where the part is prose."""
        page = self._pages.table(self.part)
        return page.view if page else None

    @property
    def prose(self) -> NarrativeEditor | None:
        """The prose that is shown; None where the part is a table."""
        return self._pages.prose(self.part)

    def open_at(self, part_id: str) -> None:
        """Show the part one was at before, else the one where most of the work is.

        Where that is done, the first that is not; of a report that is full the first in which
        something stands: a preface that was left out is an empty page.
        """
        form = self.session.report.form
        if part_id in {OFFICE, *(section.id for section in form.sections)}:
            self.show_part(part_id)
            return
        most = form.role("requests") or form.sections[0]
        _, *lines = parts_of(self.session.report, self.session.problems)  # without 机关和年度
        optional = {section.id for section in form.sections if section.optional}
        full = [part.id for part in lines if part.filled is Filled.ALL]
        parts = [part.id for part in lines if part.id not in (*full, *optional)]
        self.show_part(most.id if most.id in parts else (*parts, *full)[0])

    def open_where_left(self) -> None:
        """Show the part this report was left at; where another one was says nothing of it."""
        same = self.settings.text(_LEFT_FILE) == str(self.session.document.path.absolute())
        self.open_at(self.settings.text("window/part") if same else "")

    def keep_place(self) -> None:
        """Remember which part of which report is shown."""
        self.settings.put("window/part", self.part)
        self.settings.put(_LEFT_FILE, str(self.session.document.path.absolute()))

    def show_part(self, part_id: str) -> None:
        """Show a part and put the keyboard into it."""
        self.parts.choose(part_id)
        self.page.setFocus()

    def show_address(self, addresses: list[Address]) -> None:
        """Show the part that holds the first of ``addresses`` and select all of its cells."""
        if not addresses:
            return
        first = addresses[0]
        match first:
            case CellAddress(table=table):
                self.show_part(self.session.report.form.tables[table].section)
                if self.grid is not None:
                    self.grid.point_out(cell for cell in cells_of(addresses) if cell.table == table)
            case TextAddress(section):
                self.show_part(section)
            case FieldAddress(name):
                self.show_part(OFFICE)
                if self._pages.office is not None:
                    self._pages.office.go_to(name)
            case ExplanationAddress():
                return

    def show_span(self, section: str, start: int, end: int) -> None:
        """Show a stretch of prose, the cursor before it."""
        self.show_part(section)
        if self.prose is not None:
            self.prose.show_passage(start, end)

    def choose_span(self, section: str, start: int, end: int) -> None:
        """Select a stretch of prose."""
        self.show_part(section)
        if self.prose is not None:
            self.prose.select(start, end)

    def _inspect(self) -> None:
        """Have the card say what counts where one is."""
        self.beside.show_place(self.grid.current if self.grid else self.part)

    # ------------------------------------------------------------ zoom
    def set_zoom(self, percent: int) -> None:
        """Zoom every table and all prose, now and later."""
        self.settings.put(ZOOM_FITS, False)
        self.settings.put("grid/zoom", percent)
        self.beside.set_zoom(percent)
        self._pages.set_zoom(percent)
        self.fit_changed.emit(False)

    def fit_window(self) -> None:
        """Make every table as large as the window has room for, now and whenever it changes."""
        self.settings.put(ZOOM_FITS, True)
        self._pages.fit_window()
        self.fit_changed.emit(True)

    def step_zoom(self, by: int) -> None:
        """One step larger or smaller than what is in view."""
        self.set_zoom(next_zoom(self.grid.zoom if self.grid else self.settings.zoom, by))

    # ------------------------------------------------------------ side panels
    def put_below(self, problems: ProblemsDock) -> None:
        """Show the problems below the page; the preview keeps the whole height beside both."""
        self._problems = problems
        self._column.addWidget(problems)
        self._column.setCollapsible(0, False)
        self._column.setCollapsible(1, False)
        self._column.setStretchFactor(0, 1)
        self._column.setStretchFactor(1, 0)
        problems.reshaped.connect(self._share_height)
        problems.show()
        problems.set_open(self.settings.flag(PROBLEMS_OPEN, False))
        self._open_by_room()

    def give_back(self) -> ProblemsDock | None:
        """The problems, which outlive this report."""
        problems, self._problems = self._problems, None
        if problems is not None:
            problems.reshaped.disconnect(self._share_height)
        return problems

    def _open_by_room(self) -> None:
        """While the clerk has not chosen: the list where the window has room below a table."""
        if self._problems is not None and not self.settings.text(PROBLEMS_OPEN):
            self._problems.set_open(self.height() >= TALL)

    def _share_height(self) -> None:
        """The line as it is; the list as high as the clerk made it, never over half the room."""
        if self._problems is None:
            return
        height = self._problems.line_height()
        if not self._problems.is_line:
            wanted = self.settings.number("window/problems_height", 0) or PROBLEMS_HEIGHT
            height = max(min(wanted, self.height() // 2), self._problems.minimumSizeHint().height())
        self._column.setSizes([self.height() - height, height])

    def _on_column(self, _: int, __: int) -> None:
        """Remember how high the clerk has made the list."""
        if self._problems is not None and not self._problems.is_line:
            self.settings.put("window/problems_height", self._column.sizes()[1])

    def show_preview(self, visible: bool) -> None:
        """Show or hide the pages as they will be printed."""
        if visible and self.preview is None:
            from ui.preview.view import PreviewPane

            self.preview = PreviewPane(self.session, self.settings, self)
            self.preview_made.emit()
            self._splitter.addWidget(self.preview)
            self._splitter.setStretchFactor(2, 0)
        if self.preview is not None:
            self.preview.setVisible(visible)
            self._share_room()
            if visible and self.part:
                self._follow_in_preview(self.part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room again."""
        super().resizeEvent(event)
        if (wide := event.size().width() >= WIDE) != (event.oldSize().width() >= WIDE):
            self._widen_parts(wide)
        self._share_room()
        self._open_by_room()
        self._share_height()

    def _widen_parts(self, wide: bool) -> None:
        """Titles on one line where there is room to spare, unless the clerk moved the edge."""
        if self._parts_moved:
            return
        usual = self.parts.sizeHint().width()
        wanted = usual * 7 // 4 if wide else usual
        parts, page, *rest = self._splitter.sizes()
        self._splitter.setSizes([wanted, page + parts - wanted, *rest])

    def _share_room(self) -> None:
        """Give the preview the width the clerk gave it, else what the table can spare."""
        if self.preview is None or self.preview.isHidden():
            return
        parts = self._splitter.sizes()[0]
        room = self.width() - parts
        wanted = self.settings.number("window/preview_width", 0) or preview_width(room)
        self._splitter.setSizes([parts, room - wanted, wanted])

    def _on_splitter(self, _: int, handle: int) -> None:
        """Remember how wide the clerk has made the preview."""
        self._parts_moved = self._parts_moved or handle != PREVIEW_HANDLE
        if handle == PREVIEW_HANDLE:
            self.settings.put("window/preview_width", self._splitter.sizes()[-1])

    def print_pages(self) -> None:
        """Print the pages of the preview through the system's dialog."""
        self.session.request_commit()
        hidden = self.preview is None or self.preview.isHidden()
        self.show_preview(True)
        assert self.preview is not None
        self.preview.print_dialog()
        if hidden:
            self.show_preview(False)

    def show_find(self) -> None:
        """Open the bar that searches the prose of every part."""
        from ui.narrative.find import FindBar

        if self.find_bar is None:
            self.find_bar = FindBar(self.session, self)
            self.find_bar.found.connect(self.choose_span)
            self.find_bar.closed.connect(self._focus_page)
            self._middle.addWidget(self.find_bar)
        text, position = self.prose.chosen() if self.prose else ("", 0)
        in_table = self.grid is not None
        self.find_bar.show_find(text, self.part, position, in_table=in_table)

    # ------------------------------------------------------------ the pages
    def _connect_pages(self) -> None:
        pages = self._pages
        pages.selection_moved.connect(self.selection_moved)
        pages.cursor_moved.connect(self.cursor_moved)
        pages.menu_wanted.connect(self.menu_wanted)
        pages.left_out.connect(self.left_out)
        pages.zoom_wanted.connect(self.set_zoom)
        pages.find_requested.connect(self.show_find)
        pages.cell_requested.connect(self._show_cell)

    def _lay_out(self) -> None:
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        if self.session.read_only:
            self._middle.addWidget(banner(self.session))
        self._middle.addWidget(self.note)
        self._middle.addWidget(self.beside, 1)
        self.note.closed.connect(self._focus_page)
        self._column.addWidget(middle)
        self._column.splitterMoved.connect(self._on_column)
        self._splitter.addWidget(self.parts)
        self._splitter.addWidget(self._column)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([self.parts.sizeHint().width(), 1100])
        self._splitter.splitterMoved.connect(self._on_splitter)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._splitter)

    def _show_part(self, part_id: str) -> None:
        self.session.request_commit()
        self._pages.show_part(part_id)
        self._follow_in_preview(part_id)
        self.selection_moved.emit()

    def take_settings(self) -> None:
        """Follow changed settings."""
        self._pages.take_settings()
        if self.preview is not None:
            self.preview.refresh()

    def _show_cell(self, address: CellAddress) -> None:
        self.show_address([address])

    def _follow_in_preview(self, part_id: str) -> None:
        if self.preview is not None and part_id != OFFICE:
            self.preview.show_section(part_id)

    def _on_revisited(self, addresses: frozenset[Address]) -> None:
        """After an undo or redo: show what came back, of several parts the one in view."""
        form = self.session.report.form
        typed = [
            address
            for address in addresses
            if not isinstance(address, CellAddress) or form.cell(address).formula is None
        ]
        cells = cells_of(typed)
        order = {spec.address: rank for rank, spec in enumerate(form.cells)}
        cells.sort(key=lambda cell: (form.tables[cell.table].section != self.part, order[cell]))
        texts = {address.section for address in typed if isinstance(address, TextAddress)}
        if cells or not texts:
            self.show_address([*cells] or typed)
            return
        ranks = [section.id for section in form.sections]
        section = self.part if self.part in texts else min(texts, key=ranks.index)
        known = self._pages.prose(section) is not None
        self.show_part(section)
        if self.prose is not None and not known:
            # It was not there to see what changed.
            self.prose.come_back(str(self.session.replaced[TextAddress(section)] or ""))

    def _on_mended(self, _: str, addresses: tuple[Address, ...]) -> None:
        """After a fix: select the cells it changed, except under the eyes of who writes prose."""
        if self.prose is None and (cells := cells_of(addresses)):
            self.show_address([*cells])

    def focus_later(self) -> None:
        """Put the keyboard into the page once the window is up."""
        QTimer.singleShot(0, self, self._focus_page)

    def _focus_page(self) -> None:
        self.page.setFocus()
