"""汇总: 45 offices from cold, a changed file, a cell taken apart, a thousand files in flat memory.

Every file is a report of its own with its own figures and prose, in formats offices send.
"""

from __future__ import annotations

import random
import resource
import tempfile
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.timing import Result, Size, Times, Work, repeat
from govreport_desktop.collect import roster
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_folder import (
    COUNTY,
    FORM,
    PARENT,
    ROSTER,
    YEAR,
    Received,
    a_report,
    changed,
    first_round,
    write,
)

COLD_SECONDS, CHANGED_SECONDS, CELL_SECONDS = 10.0, 1.0, 0.05
FILES = 1000
# What the program's own process grows by; the readers' processes end with the scan.
GROWN_BYTES = 64 * 2**20
_FORMATS = ("json", "txt", "csv", "cms.html", "word.html", "split.html")


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        return [*_county(Path(name) / "county"), *_thousand(Path(name) / "thousand")]


def _county(folder: Path) -> list[Result]:
    """The folder of the tests: some 60 files in ten formats, with every trap."""
    folder.mkdir()
    made = first_round(folder)
    path = folder / "t.govtask"
    new_task(NewTask(path, PARENT, YEAR, offices=roster.from_text(ROSTER, PARENT)))
    with CollectTask.open(path) as task:
        begun = perf_counter()
        scan(task)
        overview(task)
        cold = Times("45 offices from cold", (perf_counter() - begun,), COLD_SECONDS)
        again = repeat(_change(task, made), 7, "… one changed file read and added", CHANGED_SECONDS)
    return [cold, again]


def _change(task: CollectTask, made: Received) -> Work:
    """One file written anew, and everything up to the sums."""
    name, by = f"{COUNTY}信访局", count(1)
    path = next(path for path in task.files if "信访局" in path)

    def change() -> None:
        write(changed(made.reports[name], next(by)), made.folder / path)
        if scan(task).read != 1 or not overview(task).file(path).counts:
            raise RuntimeError(f"{path} was not read again")

    return change


def _thousand(folder: Path) -> list[Result]:
    """A thousand offices with a file each."""
    folder.mkdir()
    dice, path = random.Random(1), folder / "t.govtask"
    names = [f"{COUNTY}第{number}中心" for number in range(FILES)]
    for number, name in enumerate(names):
        write(a_report(name, YEAR, dice), folder / f"{name}.{_FORMATS[number % len(_FORMATS)]}")
    offices = roster.from_text("\n".join(names), PARENT)
    new_task(NewTask(path, PARENT, YEAR, offices=offices))
    with CollectTask.open(path) as task:
        before, begun = _peak(), perf_counter()
        scan(task)
        read = Times(f"{FILES} files read", (perf_counter() - begun,))
        view = overview(task)
        grown = Size("… this process grows by", _peak() - before, GROWN_BYTES)
        if view.sums.counted != FILES:
            raise RuntimeError(f"only {view.sums.counted} of {FILES} count")
        cell = FORM.cells[-1].address
        after = repeat(lambda: overview(task), 3, "… what follows, after a decision")
        apart = repeat(lambda: view.sums.cell(cell), 50, "… a cell taken apart", CELL_SECONDS)
    return [read, grown, after, apart]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
