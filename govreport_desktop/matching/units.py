"""Counts that a source states in hundreds or ten thousands: 单位：万件, （百件）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Line

_COUNTED = r"[十百千万亿]+(?:件次|人次|件|项|个|次|宗|起|条|份|户|家)"
_UNIT = re.compile(rf"单位[:为]?(?P<said>{_COUNTED})|\((?:单位[:为]?)?(?P<aside>{_COUNTED})\)")
# A longer text is prose, which may count as it likes.
_LONGEST = 40


def scaled_units(lines: Sequence[Line]) -> list[str]:
    """The units above 1 that ``lines`` and their cells say numbers are counted in, each once."""
    found = (match for text in _texts(lines) if (match := _UNIT.search(plain(text))))
    return list(dict.fromkeys(match["said"] or match["aside"] for match in found))


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        cells = line.grid.rows[line.row - line.grid.first_row] if line.grid is not None else ()
        for text in (line.text, *(cell.text for cell in cells if cell is not None)):
            if len(text) <= _LONGEST and ("单位" in text or "（" in text or "(" in text):
                yield text
