"""The one undo command: every change of a report is an `Edit`, and an edit knows its inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from govreport_desktop.report import Edit

if TYPE_CHECKING:
    from ui.session import Session


class EditCommand(QUndoCommand):
    """An edit on the undo stack, called by its name: 撤销“粘贴 12 个单元格”."""

    def __init__(self, session: Session, edit: Edit) -> None:
        super().__init__(edit.name)
        self._session = session
        self._edit = edit

    def redo(self) -> None:
        """Apply the edit."""
        self._session.replay(self._edit)

    def undo(self) -> None:
        """Apply its inverse."""
        self._session.replay(self._edit.inverse())
