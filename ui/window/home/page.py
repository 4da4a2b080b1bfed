"""What is shown while no report is open: the first start once, the home page ever after."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.actions import Actions
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.window.home.first_start import FirstStart
    from ui.window.home.overview import Overview

WELCOMED = "home/welcomed"  # whether the first start is behind


class HomePage(QStackedWidget):
    """Says what is wanted; whoever shows it does it."""

    file_chosen = Signal(object)  # Path
    begin_wanted = Signal(object)  # Path of last year's report, or None
    office_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, settings: Settings, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions = actions
        self.first: FirstStart | None = None

    @cached_property
    def overview(self) -> Overview:
        """The home of everybody else, made when it is first needed."""
        from ui.window.home.overview import Overview

        overview = Overview(self._settings, self._actions)
        overview.file_chosen.connect(self.file_chosen)
        overview.sample_wanted.connect(self.sample_wanted)
        overview.due.begin_wanted.connect(self.begin_wanted)
        overview.due.office_wanted.connect(self.office_wanted)
        self.addWidget(overview)
        return overview

    def refresh(self) -> None:
        """Read what is remembered again; somebody new is welcomed first."""
        if self._is_new():
            self._welcome()
        else:
            self._show_overview()

    def _is_new(self) -> bool:
        settings = self._settings
        if self.first is not None:  # begun, and left for the sample
            return not settings.flag(WELCOMED, False)
        known = settings.recent() or settings.profile()["office"]
        return not known and not settings.flag(WELCOMED, False)

    def _welcome(self) -> None:
        from ui.window.home.first_start import FirstStart

        if self.first is None:
            self.first = FirstStart(self._settings)
            self.first.ended.connect(self._end_first)
            self.first.begin_wanted.connect(self.begin_wanted)
            self.first.sample_wanted.connect(self.sample_wanted)
            self.addWidget(self.first)
        self.setCurrentWidget(self.first)
        self.setFocusProxy(self.first)

    def _end_first(self) -> None:
        self._settings.put(WELCOMED, True)
        self._show_overview()
        self.setFocus()

    def _show_overview(self) -> None:
        self.overview.refresh()
        self.setCurrentWidget(self.overview)
        self.setFocusProxy(self.overview)
