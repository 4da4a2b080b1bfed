"""What lies in a folder of other offices' files: what to read, and what never is a report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import ReadError, cause
from govreport_desktop.patterns import regex
from govreport_desktop.shown import shown

# What office programs, systems and databases leave beside the documents.
_LITTER = regex(
    r"~\$|~WR[A-Z]\d|\.|__MACOSX$|@eaDir$|(?:eh)?Thumbs\.db$|desktop\.ini$|\$RECYCLE\.BIN$"
    r"|.*\.(?:tmp|temp|sw[op]|lock|part|partial|download|crdownload)$|.*-(?:journal|wal|shm)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the folder; ``error`` is the sentence where it is no file to be read.

    ``name`` is its path below the folder as it is shown: whatever no screen can show in a
    name (line ends, marks that turn the writing round, bytes that are no text) is replaced.
    """

    path: Path
    name: str
    error: str = ""


class Walked(NamedTuple):
    """What was found: the files by name, the folders that were not entered, the litter."""

    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    litter: tuple[str, ...]


def walk(folder: Path, *, recursive: bool, beside: Path | None = None) -> Walked:
    """Everything in ``folder``, and below it where ``recursive``.

    A folder that is a link is never entered: it may lead in a circle. ``beside`` is a folder
    that is passed over, because what was made of the files is written there. Raises
    ReadError where ``folder`` is none or cannot be looked into.
    """
    if not folder.is_dir():
        raise ReadError(f"找不到文件夹“{folder}”，请检查文件夹名。")
    over = os.path.realpath(beside) if beside is not None else ""
    folders: list[str] = []
    litter: list[str] = []
    entries: list[Entry] = []
    waiting = [] if os.path.realpath(folder) == over else [folder]
    while waiting:
        here = waiting.pop()
        for path in _listed(here, folder, entries):
            name = shown(str(path.relative_to(folder)))
            if _LITTER.match(path.name):
                litter.append(name)
            elif not _is_folder(path):
                entries.append(Entry(path, name, _no_file(path)))
            elif os.path.realpath(path) == over:
                continue
            elif recursive and not path.is_symlink():
                waiting.append(path)
            else:
                folders.append(name)
    entries.sort(key=lambda entry: entry.name)
    return Walked(tuple(entries), tuple(sorted(folders)), tuple(sorted(litter)))


def _listed(here: Path, folder: Path, entries: list[Entry]) -> Iterator[Path]:
    try:
        found = sorted(here.iterdir())
    except OSError as error:
        sentence = f"文件夹打不开（{cause(error)}），里面的文件都没有读，请检查权限。"
        if here == folder:
            raise ReadError(f"“{folder}”{sentence}") from error
        entries.append(Entry(here, shown(str(here.relative_to(folder))), sentence))
        return
    yield from found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _no_file(path: Path) -> str:
    """Why ``path`` is nothing to read; "" where it is a file. Nothing is opened to tell."""
    try:
        if path.is_file():
            return ""
        if path.exists():
            return "是管道或设备，不是文件，没有读。"
    except OSError as error:
        return f"打不开（{cause(error)}），请检查权限。"
    return "是一个链接，它指向的文件不在，没有读。"
