"""The pages of a report's parts: made when they are first shown, kept at one zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from govreport_desktop.form.model import Section
from govreport_desktop.report import Address, FieldAddress
from ui.grid.page import TablePage
from ui.report.parts import OFFICE
from ui.session import Session
from ui.settings import BALANCE_OPEN, LAST_YEAR_SHOWN, ZOOM_FITS, Settings

if TYPE_CHECKING:
    from ui.narrative.editor import NarrativeEditor
    from ui.report.office_page import OfficePage


class Pages(QStackedWidget):
    """One page a part. Whoever asks which one is shown imports nothing for it."""

    selection_moved = Signal()  # in the table that is shown
    cursor_moved = Signal()  # another place in the prose
    menu_wanted = Signal(object)  # QPoint on the screen: the right button in a table
    left_out = Signal(str)  # what of a paste was not taken, in a sentence
    zoom_wanted = Signal(int)
    find_requested = Signal()
    cell_requested = Signal(object)  # CellAddress of a field the clerk wants to see

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._tables: dict[str, TablePage] = {}
        self._proses: dict[str, NarrativeEditor] = {}
        self.office: OfficePage | None = None
        session.changed.connect(self._on_changed)

    def of(self, part_id: str) -> QWidget | None:
        """The page of a part; None before it was first shown."""
        if part_id == OFFICE:
            return self.office
        return self._tables.get(part_id, self._proses.get(part_id))

    def table(self, part_id: str) -> TablePage | None:
        """The page of a part that is a table and was shown."""
        return self._tables.get(part_id)

    def prose(self, part_id: str) -> NarrativeEditor | None:
        """The page of a part that is prose and was shown."""
        return self._proses.get(part_id)

    def show_part(self, part_id: str) -> None:
        """Show the page of a part."""
        page = self.of(part_id)
        if page is None:
            page = self._make(part_id)
            self.addWidget(page)
        self.setCurrentWidget(page)

    # ------------------------------------------------------------ all of them
    def set_zoom(self, percent: int) -> None:
        """Zoom every page."""
        if self.office is not None:
            self.office.set_zoom(percent)
        for table in self._tables.values():
            table.set_zoom(percent)
        for prose in self._proses.values():
            prose.set_zoom(percent)

    def fit_window(self) -> None:
        """Make every table as large as the window has room for, now and whenever it changes."""
        for table in self._tables.values():
            table.fit_window()

    def take_settings(self) -> None:
        """Follow changed settings."""
        self._show_limit()
        for table in self._tables.values():
            table.show_last_year(self._settings.flag(LAST_YEAR_SHOWN, False))
            table.set_density(self._settings.density)

    def _on_changed(self, addresses: frozenset[Address]) -> None:
        if FieldAddress("check_settings") in addresses:
            self._show_limit()

    def _show_limit(self) -> None:
        overview = self._session.report.form.role("overview")
        page = self._proses.get(overview.id) if overview else None
        if page is not None:
            page.set_limit(self._limit())

    def _limit(self) -> int:
        return self._session.check_settings.overview_limit or 0

    # ------------------------------------------------------------ making them
    def _make(self, part_id: str) -> QWidget:
        if part_id == OFFICE:
            from ui.report.office_page import OfficePage

            self.office = OfficePage(self._session)
            self.office.set_zoom(self._settings.zoom)
            return self.office
        section = self._session.report.form.section(part_id)
        if section.kind == "table":
            return self._make_table(section)
        return self._make_prose(section)

    def _make_table(self, section: Section) -> TablePage:
        settings = self._settings
        page = self._tables[section.id] = TablePage(self._session, section)
        page.show_last_year(settings.flag(LAST_YEAR_SHOWN, False))
        page.set_density(settings.density)
        page.set_zoom(settings.zoom)
        if settings.flag(ZOOM_FITS, False):
            page.fit_window()
        page.open_balance(settings.flag(BALANCE_OPEN, False))
        page.balance_opened.connect(self._remember_balance)
        page.zoom_wanted.connect(self.zoom_wanted)
        page.view.selection_moved.connect(self.selection_moved)
        page.view.menu_wanted.connect(self.menu_wanted)
        return page

    def _make_prose(self, section: Section) -> NarrativeEditor:
        from ui.narrative.editor import NarrativeEditor

        editor = self._proses[section.id] = NarrativeEditor(self._session, section.id)
        editor.set_zoom(self._settings.zoom)
        editor.zoom_wanted.connect(self.zoom_wanted)
        editor.find_requested.connect(self.find_requested)
        editor.cell_requested.connect(self.cell_requested)
        editor.left_out.connect(self.left_out)
        editor.text.cursorPositionChanged.connect(self.cursor_moved)
        if section.role == "overview":
            editor.set_limit(self._limit())
        return editor

    def _remember_balance(self, shown: bool) -> None:
        self._settings.put(BALANCE_OPEN, shown)
