"""Several files made beside their places and moved there together: all of them or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from govreport_desktop.atomic import put_in_place
from govreport_desktop.errors import WriteError
from govreport_desktop.jobs.progress import QUIET, Progress

_PREFIX = ".govreport-"  # hidden, and passed over by whoever walks the folder meanwhile


@dataclass(frozen=True, slots=True)
class Place:
    """One of the files: the ``number``-th, made at ``scratch``, to stand at ``target``."""

    number: int
    scratch: Path
    target: Path

    @property
    def kept(self) -> Path:
        """Where what stands at the target is kept until all is done."""
        return self.scratch.with_name("before")


def put_all(
    targets: Sequence[Path], write: Callable[[Place], None], progress: Progress = QUIET
) -> None:
    """Have ``write`` make a file for each of ``targets``, then move all of them there.

    A target that is a link stays one, a file that is replaced keeps its permissions. Whatever
    ``write`` or ``progress`` raises, and where one cannot be moved, what was there before is
    there again. Raises WriteError.
    """
    with ExitStack() as stack:
        places = [
            stack.enter_context(_place(number, target)) for number, target in enumerate(targets)
        ]
        for place in places:
            with _sentences(place.target.parent):
                write(place)
        progress.step(95, "正在放到文件夹里")
        _move(places)


@contextmanager
def _place(number: int, target: Path) -> Iterator[Place]:
    """A folder of its own beside the target: the file has its name from the beginning."""
    with ExitStack() as stack:
        with _sentences(target.parent):
            beside = Path(os.path.realpath(target)).parent
            folder = stack.enter_context(TemporaryDirectory(prefix=_PREFIX, dir=beside))
        yield Place(number, Path(folder) / target.name, target)


def _move(places: Sequence[Place]) -> None:
    kept: list[Place] = []
    try:
        for place in places:
            with _in_use(place.target):
                if place.target.exists():
                    shutil.copy2(place.target, place.kept)
                kept.append(place)
                put_in_place(place.scratch, place.target)
    except BaseException:
        for place in reversed(kept):
            _take_back(place)
        raise


def _take_back(place: Place) -> None:
    with suppress(OSError):
        if place.kept.exists():
            put_in_place(place.kept, place.target)
        else:
            place.target.unlink()


@contextmanager
def _in_use(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(
            f"“{target.name}”没有写成：可能正被别的程序打开，请关闭后再试或另选一个名字。"
        ) from error


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(
            f"文件夹“{folder}”里不能写文件，请检查权限和磁盘空间，或另选一处。"
        ) from error
