"""Figures far from those of like offices, and reports whose figures are another's.

Far is told by the robust z of Iglewicz and Hoaglin (How to detect and handle outliers, 1993):
the distance from the median in median absolute deviations, taken of logarithms, since counts of
offices differ by factors, and of the side that trails off. It asks for reasons and judges nobody:
what was so last year, small groups and figures of 0 are passed over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, log, log2
from statistics import median
from typing import NamedTuple

from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.form.meaning import FactName
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.form.organs import organ_kind_of, organs
from govreport_desktop.report import format_value, is_number
from govreport_desktop.report.numbers import Number

# What offices of one kind have much alike. A fact beside another is where both meet.
_COMPARED: tuple[tuple[FactName, ...], ...] = (
    ("requests.received", "applicants.total"),
    ("requests.carried_forward", "applicants.total"),
    ("documents.normative", "documents.issued"),
    ("documents.normative", "documents.in_force"),
    ("decisions.licences",),
    ("decisions.penalties",),
    ("decisions.compulsion",),
    ("fees.amount",),
    ("disputes.review", "disputes.total"),
    ("disputes.litigation.direct", "disputes.total"),
    ("disputes.litigation.after_review", "disputes.total"),
)
# So many like offices have to state the figure.
PEERS = 8
# A deviation below this (two thirds as much again) is an accident of a small group.
_SPREAD = 0.52
# The median deviation and the upper quarter of one side, of a normal distribution's deviation.
_MEDIAN, _QUARTER = 0.6745, 1.15
# Below the middle figures go down to 1 and 2 for good reasons.
_TRAILING = 1.5
_USUAL = CheckSettings()
# What was within three times of it last year is usual here.
_AS_LAST = 3

# Two reports have the same figures: so large a part of both, and so many bits in them: a hundred
# cases are told apart better than one, and a number that comes again says nothing more.
SAME, _LEAST, _BITS = 0.9, 3, 16.0
_ROUNDING = 1e-9


class Far(NamedTuple):
    """``value`` of an office (its id) beside the ``middle`` of ``others``, like offices."""

    office: str
    address: CellAddress
    value: Number
    middle: Number
    others: int
    kind: str


class SameFigures(NamedTuple):
    """``same`` of the ``figures`` of an office that are not 0 are those of ``other``."""

    office: str
    other: str
    same: int
    figures: int


def far(
    form: Form,
    offices: Mapping[str, Office],
    heads: Mapping[str, Head],
    last: Mapping[str, Last],
    settings: CheckSettings = _USUAL,
) -> Iterator[Far]:
    """Every figure far from those of offices of the same kind, by cell.

    How far, and from what size on, ``settings`` say (`peers_z`, `peers_least`).
    """
    if not settings.peers_z:
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for key in heads:
        kind = _kind(offices[key])
        if kind and not offices[key].merged_into:
            groups[kind].append(key)
    for names in _COMPARED:
        for address in form.where(*names):
            for kind, members in groups.items():
                stated = {key: value for key in members if (value := heads[key].value(address))}
                for key in _outside(stated, settings):
                    then = last[key].then(address) if key in last else None
                    if not _was_so(stated[key], then):
                        others = sorted(value for one, value in stated.items() if one != key)
                        middle = others[len(others) // 2]
                        yield Far(key, address, stated[key], middle, len(others), kind)


def _outside(stated: Mapping[str, Number], settings: CheckSettings) -> Iterator[str]:
    logs = {key: log(value) for key, value in stated.items() if value > 0}
    if len(logs) < PEERS:
        return
    middle = median(logs.values())
    usual = max(median(abs(one - middle) for one in logs.values()) / _MEDIAN, _SPREAD)
    below, above = (
        max(usual, _upper_quarter(sign * (one - middle) for one in logs.values()))
        for sign in (-1, 1)
    )
    for key, one in logs.items():
        spread = above if one > middle else below * _TRAILING
        large = max(one, middle) >= log(max(settings.peers_least, 1))
        if large and abs(one - middle) / spread >= settings.peers_z:
            yield key


def _upper_quarter(distances: Iterable[float]) -> float:
    """How far a quarter of those on one side are at least, as a normal deviation.

    Figures trail off to one side, and the median of both does not know it.
    """
    side = sorted(one for one in distances if one >= 0)
    return side[len(side) * 3 // 4] / _QUARTER


def _was_so(value: Number, then: object) -> bool:
    if not is_number(then) or not then:
        return False
    return value <= _AS_LAST * then and then <= _AS_LAST * value


def _kind(office: Office) -> str:
    if office.kind:
        return office.kind
    found = organ_kind_of(office.name)
    return found.id if found else ""


def far_words(form: Form, one: Far) -> str:
    """What is asked about it."""
    cell = form.cell(one.address)
    kind = organs().kinds[one.kind].name if one.kind in organs().kinds else "同类单位"
    more = "多" if one.value > one.middle else "少"
    return (
        f"{cell.words}：现填 {format_value(one.value)}，其余 {one.others} 个有这项数的{kind}"
        f"中间的是 {format_value(one.middle)}，{more}得太远，请核实"
    )


# ------------------------------------------------------------ the same figures twice
def same_figures(heads: Mapping[str, Head]) -> tuple[SameFigures, ...]:
    """Every pair of reports with nearly all figures in common, told of both.

    Two that have so much in common share one of the few figures of each that are rarest: only
    those are looked up (prefix filtering: Chaudhuri, Ganti, Kaushik, ICDE 2006). A figure of 1
    stands in half of all reports, and each would be compared with each.
    """
    figures = {key: found for key, head in heads.items() if (found := _figures(head))}
    often = Counter(one for found in figures.values() for one in found.items())
    rarest = {
        key: sorted(found.items(), key=lambda one: (often[one], one))[: _told_by(len(found))]
        for key, found in figures.items()
        if len(found) >= _LEAST
    }
    holders: dict[tuple[int, Number], list[str]] = defaultdict(list)
    for key, few in rarest.items():
        for one in few:
            holders[one].append(key)
    first = next(iter(heads.values()), None)
    columns = [cell.column for cell in typed_cells(first.form)] if first else []
    order = {key: at for at, key in enumerate(figures)}
    pairs: list[SameFigures] = []
    for key, few in rarest.items():
        near = {other for one in few for other in holders[one] if other != key}
        alike = [
            SameFigures(key, other, len(common), len(figures[key]))
            for other in near
            if (common := _shared(figures[key], figures[other]))
            and _telling(common, often, len(heads), columns) >= _BITS
        ]
        if alike:
            pairs.append(min(alike, key=lambda pair: (-pair.same, order[pair.other])))
    return tuple(pairs)


def _told_by(count: int) -> int:
    """How many of the rarest of ``count`` figures another report must share one of."""
    return count - ceil(SAME * count - _ROUNDING) + 1


def _shared(mine: Mapping[int, Number], theirs: Mapping[int, Number]) -> dict[int, Number]:
    """What two reports have in common, where that is enough; empty where it is not."""
    common = {at: number for at, number in mine.items() if theirs.get(at) == number}
    enough = max(_LEAST, SAME * max(len(mine), len(theirs)))
    return common if len(common) >= enough else {}


def _telling(
    common: Mapping[int, Number],
    often: Mapping[tuple[int, Number], int],
    reports: int,
    columns: Sequence[str],
) -> float:
    """How many bits are in what two of so many reports have in common."""
    rare = {at: log2(reports / (often[at, number] - 1)) for at, number in common.items()}
    return max(_bits(common), _rare(rare, columns))


def _figures(head: Head) -> dict[int, Number]:
    return {at: value for at, value in enumerate(head.values) if is_number(value) and value}


def _bits(common: Mapping[int, Number]) -> float:
    """What the numbers tell by their size: one that comes again tells nothing more."""
    return sum(log2(1 + abs(float(value))) for value in set(common.values()))


def _rare(bits: Mapping[int, float], columns: Sequence[str]) -> float:
    """What they tell by standing where few offices have the same: of a column all but one.

    What came in follows from what became of it.
    """
    by_column: dict[str, list[float]] = defaultdict(list)
    for at, bit in bits.items():
        by_column[columns[at]].append(bit)
    return sum(sum(found) - max(found) for found in by_column.values())
