"""Which role every file of a task has: by itself first, then among those of its office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from govreport_desktop.collect.decision import Decision, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.kept import Kept, moved
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Asking, Filed, OfficeFiles, Role, alone
from govreport_desktop.collect.versions import Paper


class _Sorted(NamedTuple):
    """The files by themselves: those that have their role, and those that others decide about."""

    done: Mapping[str, Filed]
    groups: Mapping[str, Sequence[tuple[Paper, Filed]]]


class _Filing(NamedTuple):
    """How it was the last time: what the roles rested on, and what they were."""

    by_itself: _Sorted
    verdicts: Mapping[str, Decision]
    returns: Mapping[str, Decision]
    done: Mapping[str, Filed]
    files: tuple[Filed, ...]


def filed(
    files: Sequence[Seen], heads: Mapping[str, Head], asking: Asking, kept: Kept | None = None
) -> tuple[Filed, ...]:
    """A role for every file, in their order."""
    kept = kept or Kept()
    known = tuple(heads.get(seen.hash) for seen in files)
    rests_on = (tuple(files), known, asking.state.of(Subject.FILE), *_given_by(asking))
    by_itself = kept.of("by itself", rests_on, partial(_sorted, files, known, asking, kept))
    verdicts, returns = asking.state.of(Subject.VERDICT), asking.state.of(Subject.RETURN)
    before: _Filing | None = kept.last("filed")
    if before is not None and before.by_itself is by_itself:
        done = dict(before.done)
        again = moved(verdicts, before.verdicts) | moved(returns, before.returns)
    else:
        before, done, again = None, dict(by_itself.done), set(by_itself.groups)
    for office in again & set(by_itself.groups):
        for one in OfficeFiles(office, by_itself.groups[office], asking).run():
            if done.get(one.path) != one:
                done[one.path] = one
    if before is not None and not moved(done, before.done):
        made = before.files
    else:
        there = {one.office for one in done.values() if one.counts}
        made = tuple(_elsewhere(done[seen.path], there, asking.names) for seen in files)
    kept.keep("filed", _Filing(by_itself, verdicts, returns, done, made))
    return made


def _given_by(asking: Asking) -> tuple[object, ...]:
    return asking.year, asking.form, asking.names, asking.offices, asking.outsiders


def _sorted(
    files: Sequence[Seen], heads: Sequence[Head | None], asking: Asking, kept: Kept
) -> _Sorted:
    """Every file by itself, whatever others there are."""
    done: dict[str, Filed] = {}
    groups: dict[str, list[tuple[Paper, Filed]]] = defaultdict(list)
    decided = asking.state.of(Subject.FILE)
    for seen, head in zip(files, heads, strict=True):
        if head is None:
            done[seen.path] = Filed(seen.path, seen.hash, Role.PENDING, "还没有读")
            continue
        rests_on = (seen, head, decided.get(seen.path), *_given_by(asking))
        one = kept.of(("file", seen.path), rests_on, partial(alone, seen, head, asking))
        if one.role is Role.COUNTS:
            groups[one.office].append((Paper(seen, head), one))
        else:
            done[seen.path] = one
    return _Sorted(done, groups)


def _elsewhere(one: Filed, there: Container[str], names: Names) -> Filed:
    """``one``, of another county's office by what it states, where nothing but its name says
    that it is of ours, and ours has sent its own."""
    asked = one.role is Role.PENDING and not one.office and not one.decided and one.head
    if not asked or not one.candidates or not all(office in there for office in one.candidates):
        return one
    if not asked.office or asked.office_id or not names.is_elsewhere(asked.office):
        return one
    why = f"里面写的是“{asked.office}”，不是名单里的单位；名单里的已另有一份"
    return replace(one, role=Role.OFF_ROSTER, why=why, candidates=())
