"""Undo and redo, called by the step they would take, in the menu and on the tool bar."""

from __future__ import annotations

from ui.actions import Actions
from ui.plain import on_button, tip


class UndoNames:
    """Names both commands after what was done last; a report and a task say it alike."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def name_undo(self, step: str) -> None:
        """Undo would take back ``step``; "" where there is none."""
        self._name("undo", "撤销", "U", step)

    def name_redo(self, step: str) -> None:
        """Redo would do ``step`` again; "" where there is none."""
        self._name("redo", "重做", "R", step)

    def _name(self, action_id: str, verb: str, mnemonic: str, step: str) -> None:
        action = self._actions[action_id]
        name = f"{verb}“{step}”" if step else verb
        action.setText(f"{on_button(name)}(&{mnemonic})")
        action.setToolTip(tip(f"{name}（{action.shortcut().toString()}）"))
