"""Files that were handed over by hand: copied into the folder of a task, never over another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from filecmp import cmp
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import ReadError
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.placing import Place, put_all
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.jobs.walk import walk
from govreport_desktop.shown import shown


class Received(NamedTuple):
    """What was copied, and what lay there already with the same contents."""

    copied: tuple[Path, ...]
    there: tuple[Path, ...]


class _Copy(NamedTuple):
    source: Path
    target: Path


def receive(inbox: Path, paths: Sequence[Path], progress: Progress = QUIET) -> Received:
    """Copy files and folders into ``inbox``, a folder as one of its name with all below it.

    What lies in ``inbox`` already, under that name with the same contents, is left; other
    contents under a name that is taken get a number behind theirs. All of them or none: raises
    GovReportError, with nothing copied, where one cannot be read or the place not be written;
    CancelledError.
    """
    copies, there = _planned(inbox, list(_found(inbox, paths)))
    for folder in {one.target.parent for one in copies}:
        make_folder(folder)

    def write(place: Place) -> None:
        one = copies[place.number]
        progress.step(90 * place.number // len(copies), shown(one.source.name))
        try:
            shutil.copy2(one.source, place.scratch)
        except OSError as error:
            raise ReadError(f"“{shown(str(one.source))}”读不出来，没有放进任何文件。") from error

    put_all([one.target for one in copies], write, progress)
    return Received(tuple(one.target for one in copies), tuple(there))


def _found(inbox: Path, paths: Sequence[Path]) -> Iterator[_Copy]:
    """Every file that is meant, and where it would go."""
    here = Path(os.path.realpath(inbox))
    for path in paths:
        real = Path(os.path.realpath(path))
        if not path.is_dir():
            yield _Copy(path, inbox / path.name)
            continue
        if real == here or real in here.parents:
            raise ReadError(f"收件文件夹就在“{shown(path.name)}”里，不能把它放进它自己。")
        for entry in walk(path, recursive=True).entries:
            if not entry.error:
                yield _Copy(entry.path, inbox / path.name / entry.path.relative_to(path))


def _planned(inbox: Path, found: Sequence[_Copy]) -> tuple[list[_Copy], list[Path]]:
    """Each copy under a name that is free; what is there already is set apart."""
    here = Path(os.path.realpath(inbox))
    copies: list[_Copy] = []
    there: list[Path] = []
    taken: set[Path] = set()
    for source, wanted in found:
        if here in Path(os.path.realpath(source)).parents:
            there.append(source)
            continue
        target, number = wanted, 1
        while target in taken or (target.exists() and not _same(source, target)):
            number += 1
            target = wanted.with_name(f"{wanted.stem}（{number}）{wanted.suffix}")
        if target.exists():
            there.append(target)
        else:
            taken.add(target)
            copies.append(_Copy(source, target))
    return copies, there


def _same(one: Path, other: Path) -> bool:
    try:
        return other.is_file() and cmp(one, other, shallow=False)
    except OSError:
        return False
