"""Every check of a long report while it is typed; the relations of the tables, right and wrong."""

from __future__ import annotations

import gc
import itertools

from benchmarks.timing import Result, Work, repeat
from govreport_desktop.checks import RULES, check, snapshot
from govreport_desktop.report import Report, TextAddress
from tests.unit.checks.corpus import passages
from tests.unit.checks.filled import proactive, requests, sound_report, with_last_year

PROSE_LIMIT_SECONDS = 0.030
ARITHMETIC_LIMIT_SECONDS = 0.001
# Off the window's thread: which cell of a table is the wrong one.
CAUSES_LIMIT_SECONDS = 0.020
ROUNDS = 201
CHARACTERS = 5000
_ARITHMETIC = {"R1", "R5", "R6", "R7"}


def main() -> list[Result]:
    # As in the window, which looks for garbage between keys and not during checks (ui/collector).
    gc.freeze()
    gc.disable()
    return [
        repeat(_typing(), ROUNDS, "all checks, 5,000 characters, typing", PROSE_LIMIT_SECONDS),
        repeat(_figures(sound=True), ROUNDS, "relations of the tables", ARITHMETIC_LIMIT_SECONDS),
        repeat(
            _figures(sound=False), ROUNDS, "… with what explains them", CAUSES_LIMIT_SECONDS, 0.99
        ),
    ]


def _report() -> Report:
    """A report with last year's beside it and figures everywhere in 5,000 characters of prose."""
    report = with_last_year(sound_report(), {requests("carried_forward", "business"): 3})
    texts = [passage.text for passage in passages() if passage.section == "overview"]
    text = "\n".join(texts)[:CHARACTERS]
    report.apply(report.edit([(TextAddress("overview"), text)]))
    return report


def _typing() -> Work:
    """The text is another one each time, as when somebody types: nothing read is kept."""
    report = _report()
    counter = itertools.count()
    text = report.texts["overview"]

    def work() -> None:
        new = f"{text}第{next(counter)}次。"
        report.apply(report.edit([(TextAddress("overview"), new)]))
        check(snapshot(report))

    return work


def _figures(*, sound: bool) -> Work:
    """A number typed into a table in which everything agrees, or one column does not."""
    report = _report()
    rules = [rule for rule in RULES if rule.id in _ARITHMETIC]
    numbers = itertools.count(100)

    def work() -> None:
        number = next(numbers)
        cells = [(requests("granted", "business"), number)]
        # One more was carried over than is carried forward.
        cells += [(requests("received", "business"), number - 1)] if sound else []
        report.apply(report.edit([*cells, (proactive("rules", "in_force"), 3)]))
        found = check(report, rules=rules, said=())
        assert sound != any(problem.rule == "R1" for problem in found)

    return work
