"""The sentences behind a finding about prose, read from the two reports when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.collect.across import PROSE_RULES, Finding
from govreport_desktop.collect.alike import common
from govreport_desktop.collect.copied import Pair, Prose, pairs
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.report.fields import expanded_texts

_SHOWN, _LONGEST = 2, 40


def side_by_side(task: CollectTask, view: Overview, one: Finding) -> tuple[Pair, ...]:
    """The sentences of the office that are in the other's report; none for what is no prose."""
    if one.rule not in PROSE_RULES:
        return ()
    counted = {row.office.name: row.counted for row in view.rows if row.counted}
    files = [counted[name] for name in (one.office.name, one.others[0]) if name in counted]
    heads = (each.head for each in counted.values() if each.head)
    known = common(tuple((head.hash, head.marks) for head in heads))
    try:
        mine, theirs = (_texts(task, each.hash) for each in files)
    except (GovReportError, ValueError):  # one has no report any more, or it cannot be read
        return ()
    # All the same from end to end is told as that: there is no template to leave out.
    left_out = known if one.rule == PROSE_RULES[0] else frozenset()
    return pairs(Prose(mine, one.office.name), Prose(theirs, one.others[0]), left_out)


def in_words(found: Sequence[Pair]) -> str:
    """The first of them behind a sentence: 如“……”“……”等 12 句; "" where there are none."""
    if not found:
        return ""
    shown = "".join(f"“{_short(pair.mine)}”" for pair in found[:_SHOWN])
    more = f"等 {len(found)} 句" if len(found) > _SHOWN else ""
    return f"，如{shown}{more}"


def _texts(task: CollectTask, key: str) -> tuple[str, ...]:
    return tuple(expanded_texts(task.body(key).report()).values())


def _short(sentence: str) -> str:
    return f"{sentence[:_LONGEST]}…" if len(sentence) > _LONGEST else sentence.rstrip("。；")
