"""What the commands of the menus need of the window around them, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from govreport_desktop.errors import GovReportError
from ui.session import Session
from ui.settings import Settings
from ui.tasks import Task

if TYPE_CHECKING:
    from ui.collect.session import CollectSession
    from ui.report.view import ReportView


class Shell(Protocol):
    """The open report, and the ways to ask, tell and run long work."""

    @property
    def settings(self) -> Settings:
        """What the program remembers."""

    @property
    def session(self) -> Session | None:
        """The open report; None on the home page."""

    @property
    def view(self) -> ReportView | None:
        """The open report on screen; None on the home page."""

    @property
    def task(self) -> CollectSession | None:
        """The open task; None while a report or the home page is shown."""

    @property
    def owner(self) -> QWidget:
        """What dialogs belong to."""

    def show_session(self, session: Session | None) -> bool:
        """Show another report, or the home page; False where the one before has to stay."""

    def show_task(self, session: CollectSession) -> bool:
        """Show a task; False where the report before has to stay."""

    def take_settings(self) -> None:
        """Have the window follow what was decided in the settings."""

    def tell(self, words: str) -> None:
        """Say what was done, for a few seconds and without a click."""

    def fail(self, error: GovReportError, title: str = "没有完成") -> None:
        """Say that something was not done, and why."""

    def run(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], what: str, failed: str
    ) -> None:
        """Run long work with progress; ``what`` is going on, ``failed`` heads its error."""
