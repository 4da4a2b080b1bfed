"""The one undo command: every change of a report is an `Edit`, and an edit knows its inverse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from govreport_desktop.report import Change, Edit


class EditCommand(QUndoCommand):
    """An edit on the undo stack, called by its name: 撤销“粘贴 12 个单元格”.

    ``replay`` carries an edit out. Edits of one ``burst`` of typing (a number other than -1)
    become one step.
    """

    def __init__(self, replay: Callable[[Edit], None], edit: Edit, burst: int = -1) -> None:
        super().__init__(edit.name)
        self._replay = replay
        self._edit = edit
        self._burst = burst

    def id(self) -> int:
        """The burst; Qt offers commands of equal id to `mergeWith`."""
        return self._burst

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next edit of the same burst into this step."""
        if not isinstance(other, EditCommand):
            return False
        joined = joined_edits(self._edit, other._edit)
        if joined is None:
            return False
        self._edit = joined
        self.setObsolete(not joined)
        return True

    def redo(self) -> None:
        """Apply the edit."""
        self._replay(self._edit)

    def undo(self) -> None:
        """Apply its inverse."""
        self._replay(self._edit.inverse())


def joined_edits(first: Edit, second: Edit) -> Edit | None:
    """One edit that does what both do, or None where they are about different places."""
    if [c.address for c in first.changes] != [c.address for c in second.changes]:
        return None
    changes = tuple(
        Change(before.address, before.old, after.new)
        for before, after in zip(first.changes, second.changes, strict=True)
    )
    return Edit(changes, first.name, first.kind)
