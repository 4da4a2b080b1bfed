"""The commands about what is shown and how large, and about the program itself."""

from __future__ import annotations

from collections.abc import Callable

from ui.menus.shell import Shell
from ui.settings import INSPECTOR_SHOWN, ZOOM_FITS

PREVIEW_SHOWN = "window/preview"  # the setting: whether the pages stand beside the report


class Viewing:
    """Leads from part to part, zooms, opens what stands beside the report."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "next_part": self.next_part,
            "previous_part": self.previous_part,
            "preview": self.toggle_preview,
            "inspector": self.toggle_inspector,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "zoom_reset": self.zoom_reset,
            "zoom_fit": self.zoom_fit,
            "find": self.find,
            "insert_field": self.insert_field,
            "insert_sentence": self.insert_sentence,
            "settings": self.change_settings,
            "explain": self.explain,
            "help": self.help,
            "about": self.about,
        }

    def next_part(self) -> None:
        """On to the next part."""
        self._step(1)

    def previous_part(self) -> None:
        """Back to the one before."""
        self._step(-1)

    def toggle_preview(self) -> None:
        """Show the pages beside the report, or no longer."""
        settings = self._shell.settings
        shown = not settings.flag(PREVIEW_SHOWN, False)
        settings.put(PREVIEW_SHOWN, shown)
        if self._shell.view is not None:
            self._shell.view.show_preview(shown)

    def toggle_inspector(self) -> None:
        """Say beside the table what counts in a cell, or no longer."""
        settings = self._shell.settings
        shown = not settings.flag(INSPECTOR_SHOWN, True)
        settings.put(INSPECTOR_SHOWN, shown)
        if self._shell.view is not None:
            self._shell.view.beside.set_wanted(shown)

    def zoom_in(self) -> None:
        """One step larger."""
        if self._shell.view is not None:
            self._shell.view.step_zoom(1)

    def zoom_out(self) -> None:
        """One step smaller."""
        if self._shell.view is not None:
            self._shell.view.step_zoom(-1)

    def zoom_reset(self) -> None:
        """The usual size."""
        if self._shell.view is not None:
            self._shell.view.set_zoom(100)

    def zoom_fit(self) -> None:
        """As large as the window has room for; once more, the usual size."""
        view = self._shell.view
        if view is None:
            return
        if self._shell.settings.flag(ZOOM_FITS, False):
            view.set_zoom(100)
        else:
            view.fit_window()

    def find(self) -> None:
        """Open the bar that searches the prose."""
        if self._shell.view is not None:
            self._shell.view.show_find()

    def insert_field(self) -> None:
        """Ask which number of the tables goes into the prose."""
        view = self._shell.view
        if view is not None and view.prose is not None:
            view.prose.pick_field()

    def insert_sentence(self) -> None:
        """Ask which of the sentences made of the tables goes into the prose."""
        view = self._shell.view
        if view is not None and view.prose is not None:
            view.prose.pick_sentence()

    def change_settings(self) -> None:
        """Open the settings; the window follows what is decided."""
        from ui.dialogs.settings import SettingsDialog

        shell = self._shell
        if shell.session is not None:
            shell.session.request_commit()
        dialog = SettingsDialog(shell.settings, shell.owner, shell.session)
        dialog.accepted.connect(shell.take_settings)
        dialog.open()

    def explain(self) -> None:
        """What counts in the cell or part in hand; without one, how to work with the window."""
        from ui.report.advice import explain

        if self._shell.view is None or not explain(self._shell.view):
            self.help()

    def help(self) -> None:
        """How to work with the window."""
        from ui.dialogs.help import HelpDialog

        HelpDialog(self._shell.owner).open()

    def about(self) -> None:
        """What the program is."""
        from ui.dialogs.help import AboutDialog

        AboutDialog(self._shell.owner).open()

    def _step(self, by: int) -> None:
        view = self._shell.view
        if view is not None:
            view.parts.step(by)
            view.page.setFocus()
