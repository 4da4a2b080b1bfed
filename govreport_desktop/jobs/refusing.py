"""What no job goes on with: a source that is not there, and one that says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import ReadError

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal


class NothingReadError(ReadError):
    """A source of which nothing was understood: the wrong file, or one that cannot be read."""


def refuse_missing(path: Path) -> None:
    """Raise ReadError where there is no file to read: a pipe would be waited for, for ever."""
    if path.is_file():
        return
    if path.is_dir():
        raise ReadError(f"“{path}”是一个文件夹，请选里面的文件。")
    if path.exists():
        raise ReadError(f"“{path}”是管道或设备，不是文件，请另选一个。")
    raise ReadError(f"找不到文件“{path}”，请检查文件名。")


def refuse_empty(proposal: Proposal, path: Path) -> None:
    """Raise NothingReadError where nothing of the source found a place."""
    if proposal.empty:
        raise NothingReadError(
            f"从“{path.name}”里没有读出任何数和文字，没有取用：请确认选对了文件。"
        )
