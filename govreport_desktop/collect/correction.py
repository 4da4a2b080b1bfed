"""更正: what is another than in a sealed state, cell by cell, and which offices made it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.seal import Sealed
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import Number


@dataclass(frozen=True, slots=True)
class Part:
    """What one office stated then and states now."""

    office: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """One figure of the parent: as sealed, as it is now, and the offices whose figure changed.

    What the offices do not account for is the difference of the adjustments.
    """

    address: CellAddress
    words: str
    before: Number | None
    after: Number | None
    parts: tuple[Part, ...]

    @property
    def difference(self) -> Number:
        """How much more it is now."""
        return (self.after or 0) - (self.before or 0)

    @property
    def adjusted(self) -> Number:
        """What of it comes from adjustments made or taken back."""
        parts: Number = 0
        for one in self.parts:
            parts = parts + ((one.after or 0) - (one.before or 0))
        return self.difference - parts


@dataclass(frozen=True, slots=True)
class Correction:
    """All that is another than in ``sealed``: figures, the files that count, adjustments."""

    sealed: Sealed
    cells: tuple[Corrected, ...]
    files: tuple[str, ...]
    adjustments: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.files or self.adjustments)


def correction(sealed: Sealed, view: Overview, heads: Mapping[str, Head]) -> Correction:
    """What of ``view`` differs from ``sealed``; ``heads`` are all readings, by hash."""
    cells = []
    for cell in view.sums.form.cells:
        before, after = sealed.values.get(cell.address), view.sums.values[cell.address]
        if before != after or (before is None) != (after is None):
            parts = _parts(sealed, view, heads, cell.address)
            cells.append(Corrected(cell.address, cell.words, before, after, parts))
    return Correction(sealed, tuple(cells), _files(sealed, view), _adjustments(sealed, view))


def _parts(
    sealed: Sealed, view: Overview, heads: Mapping[str, Head], address: CellAddress
) -> tuple[Part, ...]:
    then = {one.id: heads.get(one.hash) for one in sealed.offices}
    now = {row.office.id: row.counted.head if row.counted else None for row in view.rows}
    names = {one.id: one.name for one in sealed.offices}
    names |= {row.office.id: row.office.name for row in view.rows}
    found = []
    for key, name in names.items():
        old, new = then.get(key), now.get(key)
        before = old.value(address) if old is not None and old.is_report else None
        after = new.value(address) if new is not None else None
        if before != after:
            found.append(Part(name, before, after))
    return tuple(found)


def _files(sealed: Sealed, view: Overview) -> tuple[str, ...]:
    """Of each office whose file that counts is another: which."""
    now = {row.office.id: row for row in view.rows}
    found = []
    for one in sealed.offices:
        row = now.get(one.id)
        counted = row.counted if row is not None else None
        if (counted.hash if counted else "") != one.hash:
            if counted and counted.path == one.path:
                found.append(f"{one.name}：“{one.path}”的内容改过")
                continue
            was = f"“{one.path}”" if one.path else "没有"
            new = f"“{counted.path}”" if counted else "没有"
            found.append(f"{one.name}：原计入{was}，现计入{new}")
    known = {one.id for one in sealed.offices}
    found += [f"{r.office.name}：新列入名单" for r in view.rows if r.office.id not in known]
    return tuple(found)


def _adjustments(sealed: Sealed, view: Overview) -> tuple[str, ...]:
    before = dict(sealed.adjustments)
    now = {one.id: one.reason for one in view.adjustments}
    gone = [f"取消调整：{words}" for key, words in before.items() if key not in now]
    return (*gone, *(f"新增调整：{reason}" for key, reason in now.items() if key not in before))
