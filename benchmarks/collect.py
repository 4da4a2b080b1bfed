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
from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.alike import alike, common, marks
from govreport_desktop.collect.copied import Prose, pairs
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.status import OfficeState
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

PROSE_SECONDS, _CHARACTERS = 2.0, 5000  # of each office
COLD_SECONDS, CHANGED_SECONDS, CELL_SECONDS, DECIDED_SECONDS = 10.0, 1.0, 0.05, 0.1
FILES = 1000
# What the program's own process grows by; the readers' processes end with the scan.
GROWN_BYTES = 64 * 2**20
_FORMATS = ("json", "txt", "csv", "cms.html", "word.html", "split.html")


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        county, thousand = Path(name) / "county", Path(name) / "thousand"
        return [*_county(county), _prose(), *_thousand(thousand)]


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


def _prose() -> Times:
    """Fifty offices' prose beside each other, and the sentences of those that are alike."""
    dice = random.Random(2)
    texts = [_text(dice) for _ in range(50)]
    texts[7] = texts[3][: _CHARACTERS * 3 // 5] + texts[7][: _CHARACTERS * 2 // 5]
    turn = count()

    def compare() -> None:
        name = f"第{next(turn)}局"  # nothing is remembered from the time before
        offices = tuple((f"{name}{n}", marks([text], "")) for n, text in enumerate(texts))
        found = alike(offices)
        if len(found) != len((3, 7)):
            raise RuntimeError(f"{len(found)} are alike")
        if not pairs(Prose([texts[3]]), Prose([texts[7]]), common(offices)):
            raise RuntimeError("no sentence is the same")

    return repeat(compare, 5, "the prose of 50 offices compared", PROSE_SECONDS)


def _text(dice: random.Random) -> str:
    signs = (chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(_CHARACTERS))
    return "".join(f"{sign}。" if not at % 24 else sign for at, sign in enumerate(signs))


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
        after = repeat(_decide(task), 7, "… a decision, and what follows", DECIDED_SECONDS)
        apart = repeat(lambda: view.sums.cell(cell), 50, "… a cell taken apart", CELL_SECONDS)
    return [read, grown, after, apart]


def _decide(task: CollectTask) -> Work:
    """A verdict on one office after the other, and the overview after it."""
    kept = Kept()
    rows = iter(overview(task, kept).rows)

    def decide() -> None:
        row = next(rows)
        task.decide(deciding.verdict(row, OfficeState.PASSED))
        if not overview(task, kept).row(row.office.id).decided:
            raise RuntimeError(f"{row.office.name} was not passed")

    return decide


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
