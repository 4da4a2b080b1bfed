"""The report and its printed pages lead to each other: the part in hand is in view in both."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from govreport_desktop.form.model import CellAddress
from govreport_desktop.writers.typeset.places import Printed
from ui.report.view import ReportView

# Whoever runs along a row is followed when they come to rest.
_REST_MS = 120


class Following(QObject):
    """Has the pages follow where one is, and a double click on them lead there."""

    def __init__(self, view: ReportView) -> None:
        super().__init__(view)
        self._view = view
        self._at: tuple[str, CellAddress | None, int] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._follow)
        view.selection_moved.connect(self._on_moved)
        view.cursor_moved.connect(self._on_moved)
        view.preview_made.connect(self._attach)

    def _attach(self) -> None:
        preview = self._view.preview
        assert preview is not None
        preview.source_wanted.connect(self._go)
        preview.pages.swapped.connect(self._rest.start)

    def _on_moved(self) -> None:
        """Follow, even back to where the pages were brought before: they may have moved since."""
        self._at = None
        self._rest.start()

    def _follow(self) -> None:
        """Bring what is in hand into view, once for each place: the clerk may scroll on."""
        view = self._view
        if view.preview is None or not view.preview.isVisible():
            return
        at: tuple[str, CellAddress | None, int]
        if view.grid is not None:
            at = view.part, view.grid.current, 0
        elif view.prose is not None:
            at = view.part, None, view.prose.chosen()[1]
        else:
            return
        if at != self._at:
            self._at = at
            view.preview.follow(*at)

    def _go(self, printed: Printed, character: int) -> None:
        """Show where it comes from: the number, the sentence, or the part."""
        report = self._view.session.report
        if printed.cell is not None:
            self._view.show_address([printed.cell])
        elif printed.paragraph >= 0 and printed.section in report.texts:
            from govreport_desktop.writers.passages import stored_sentence

            span = stored_sentence(report, printed.section, printed.paragraph, character)
            self._view.show_span(printed.section, *span)
        elif printed.section in self._view.parts.ids:
            self._view.show_part(printed.section)
            if self._view.grid is not None:
                self._view.grid.let_go()  # what was selected there before is not what was meant
