"""A recent file that is not in its place: found again, or taken off the list."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.shown import shown
from ui import messages
from ui.menus.shell import Shell

_TITLE = "文件不在原处"


def find_again(shell: Shell, path: Path) -> Path | None:
    """Ask where the file is now, which is then remembered in place of ``path``; None for nowhere.

    It may lie on a stick that is not plugged in: the list forgets it only if told so.
    """
    words = (
        f"“{shown(path.name)}”不在“{shown(str(path.parent))}”里：可能移到了别处、改了名，"
        "或者那个磁盘没有接上。"
    )
    choice = messages.choose(shell.owner, _TITLE, words, ["去找(&F)…", "从列表里去掉(&D)"])
    found = None
    if choice == 0:
        filters = f"{messages.OPENABLE};;{messages.ALL_FILES}"
        found = messages.ask_open(shell.owner, shell.settings, f"找到“{path.name}”", filters)
    if choice == 1 or found is not None:
        shell.settings.forget(path)
        shell.take_settings()
    return found
