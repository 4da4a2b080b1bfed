"""What becomes of files and folders that are dropped onto the window: never nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ui.menus.collecting import Collecting
from ui.menus.importing import Importing
from ui.menus.shell import Shell


class Dropping:
    """Leads what was dropped to the command that it is for."""

    def __init__(
        self,
        shell: Shell,
        opened: Callable[[Path], object],
        importing: Importing,
        collecting: Collecting,
    ) -> None:
        self._shell = shell
        self._opened = opened
        self._importing = importing
        self._collecting = collecting

    def take(self, paths: Sequence[Path]) -> None:
        """Open or import one file at once; ask what is meant by several, or by a folder.

        Over an open task it is asked first whether they were sent in.
        """
        if paths and not self._collecting.offer_to_receive(paths, self._open):
            self._open(list(paths))

    def _open(self, paths: list[Path]) -> None:
        from ui.dialogs.dropped import DroppedDialog

        if len(paths) == 1 and not paths[0].is_dir():
            self._opened(paths[0])
        else:
            session = self._shell.session
            into = session is not None and not session.read_only
            dialog = DroppedDialog(paths, self._shell.owner, into=into)
            dialog.all_wanted.connect(self._importing.read_all)
            dialog.one_wanted.connect(self._opened)
            dialog.task_wanted.connect(self._collecting.begin)
            dialog.table_wanted.connect(self._collecting.consolidate_folder)
            dialog.open()
