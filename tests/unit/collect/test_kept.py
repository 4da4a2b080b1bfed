"""What is kept between two moments of a task gives what a first look at it gives."""

from __future__ import annotations

import random
from dataclasses import replace

from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import VERDICTS
from govreport_desktop.collect.task import CollectTask


def _same(one: Overview, other: Overview) -> bool:
    """By what they say: sums are told by their values and what keeps them open."""
    plain = [replace(each, sums=None) for each in (one, other)]  # type: ignore[arg-type]
    sums = [
        (s.values, s.provisional, s.counted, s.in_error, s.doubts) for s in (one.sums, other.sums)
    ]
    return plain[0] == plain[1] and sums[0] == sums[1]


def _draft(view: Overview, dice: random.Random) -> Draft:
    """Anything that may be decided, of anything."""
    rows = [row for row in view.rows if row.counted is not None]
    files = [one for one in view.files if one.head is not None and one.head.is_report]
    row, one = dice.choice(rows), dice.choice(files)
    match dice.randrange(6):
        case 0 | 1:
            return deciding.verdict(row, dice.choice(VERDICTS))
        case 2:
            return deciding.set_role(view, one.path, dice.choice([Role.OLDER, Role.OFF_ROSTER]))
        case 3:
            return deciding.take_back(Subject.FILE, one.path)
        case 4:
            return deciding.checked(one)
    return deciding.nothing(dice.choice(view.rows), "没有业务")


def test_a_kept_moment_is_what_a_first_look_gives(task: CollectTask) -> None:
    dice, kept = random.Random(5), Kept()
    view = overview(task, kept)
    for _ in range(25):
        if dice.random() < 0.2:
            holding = [d for d in task.decisions if d.kind != Subject.TASK][-9:]
            number = dice.choice([d.number for d in holding if d.number not in task.state.undone])
            task.undo(number)
        else:
            task.decide(_draft(view, dice))
        view = overview(task, kept)
        assert _same(view, overview(task))


def test_what_did_not_move_is_not_made_again(task: CollectTask) -> None:
    kept = Kept()
    before = overview(task, kept)
    row = next(row for row in before.rows if row.counted is not None)
    task.decide(deciding.verdict(row, VERDICTS[1]))
    after = overview(task, kept)
    moved = [new.office for old, new in zip(before.rows, after.rows, strict=True) if old is not new]
    assert moved == [row.office]
    files = [new for old, new in zip(before.files, after.files, strict=True) if old is not new]
    assert {one.office for one in files} <= {row.office.id}
    assert after.findings is before.findings
