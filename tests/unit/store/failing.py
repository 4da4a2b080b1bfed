"""A process on a disk that fails now and then (failing_disk.c): what it says, what it loses.

Arguments: the folder to work in, a seed, how many errors. Prints what went wrong with the
promises, a line each, then how many of the errors were met with a refusal.
"""

import ctypes
import errno
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document, verify
from tests.unit.store.applier import contents_of, long_contents_of
from tests.unit.store.samples import RECEIVED, contents, put

DISK = ctypes.CDLL(None)
# What no error of a disk may be taken for.
FALSE = ("被别的程序改过", "损坏", "备份", "移走", "代替", "不是政府", "空文件", "改动")
FULL = "磁盘已满"


class Run:
    """Actions on one document, each with an error somewhere in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.path = folder / "r.govreport"
        self.folder = folder
        self.chance = random.Random(seed)
        self.number = self.refused = self.versions = 0
        self.broken: list[str] = []
        self.document = Document.create(self.path, load_form("2021"), "某局", 2023)
        self.document.apply(self.document.report.edit(long_contents_of(3)))

    @contextmanager
    def failing(self) -> Iterator[None]:
        """An error in one of the next calls; what is said of it is looked at."""
        number = self.chance.choice([errno.EIO, errno.EIO, errno.ENOSPC])
        times = self.chance.choice([1, 1, 1, 3, 10_000])
        point = self.chance.randrange(1, 26)
        try:
            DISK.arm(str(self.folder).encode(), point, number, times)
            yield
        except GovReportError as error:
            self.refused += 1
            said = str(error)
            if any(word in said for word in FALSE) or (FULL in said and number != errno.ENOSPC):
                self.broken.append(f"{os.strerror(number)} x {times} at {point}: {said}")
        finally:
            DISK.arm(b"", 0, 0, 0)

    def step(self) -> None:
        act = self.chance.choice([self.edit, self.edit, self.edit, self.version, self.look])
        act()
        if self.chance.random() < 0.2:
            self.again()

    def edit(self) -> None:
        self.number += 1
        step = long_contents_of if self.number % 7 == 0 else contents_of
        before = contents(self.document.report)
        edit = self.document.report.edit([*step(self.number)])
        done = False
        with self.failing():
            self.document.apply(edit)
            done = True
        if not done and contents(self.document.report) != before:
            self.broken.append("a refused edit changed the report")

    def version(self) -> None:
        with self.failing():
            self.document.save_version(f"{self.number}")
            self.versions += 1

    def look(self) -> None:
        with self.failing():
            self.document.check_file()
            self.document.history(RECEIVED)
            verify(self.path)

    def again(self) -> None:
        """Close and open with errors, then without: everything is there."""
        expected = contents(self.document.report)
        with self.failing():
            self.document.close()
        self.document.close()
        with self.failing(), Document.open(self.path) as document:
            if contents(document.report) != expected:
                self.broken.append("it opened with other contents")
        if faults := verify(self.path):
            self.broken.extend(faults)
        self.document = Document.open(self.path)
        if contents(self.document.report) != expected:
            self.broken.append("contents were lost or came back")
        if len(self.document.versions()) < self.versions:
            self.broken.append("a version was lost")
        put(self.document, (RECEIVED, self.number + 100_000))


def main() -> None:
    run = Run(Path(sys.argv[1]), int(sys.argv[2]))
    for _ in range(int(sys.argv[3])):
        run.step()
    run.again()
    run.document.close()
    left = [each.name for each in run.folder.iterdir() if each != run.path]
    lines = [*run.broken, *(f"left behind: {name}" for name in left), str(run.refused)]
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
