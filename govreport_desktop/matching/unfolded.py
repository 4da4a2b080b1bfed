"""A report that lost its line ends: cut before and behind the titles of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from govreport_desktop.form import available_forms, load_form
from govreport_desktop.matching.lines import Line
from govreport_desktop.patterns import HAN

# A shorter line holds one title, or names parts in passing.
_SHORTEST = 80
_FEWEST_TITLES = 2
_TITLE = re.compile(r"^\s*\S{2,40}?20\d\d年\S{0,12}信息公开(?:工作)?年度报告(?=\s)")
_SIGNATURE = re.compile(
    rf"(?<=[。；！])\s*(?P<office>[{HAN}（）]{{3,30}})\s+"
    r"(?P<date>20\d\d年\d{1,2}月\d{1,2}日)\s*$"
)


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with each one that holds several parts of a report cut into these."""
    found: list[Line] = []
    for line in lines:
        long = line.grid is None and not line.flat and len(line.text) >= _SHORTEST
        found += _cut(line) if long else [line]
    return found


def _cut(line: Line) -> Iterator[Line]:
    titles = list(_titles().finditer(line.text))
    if len(titles) < _FEWEST_TITLES:
        yield line
        return
    cuts = {0, len(line.text)}
    cuts |= {at for match in titles for at in match.span()}
    if title := _TITLE.match(line.text[: titles[0].start()]):
        cuts.add(title.end())
    if signature := _SIGNATURE.search(line.text):
        cuts |= {signature.start("office"), signature.start("date")}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        if text := line.text[start:end].strip(" \t\u3000：:"):
            yield line._replace(text=text)


@cache
def _titles() -> re.Pattern[str]:
    """Any part's title with its number, of any form."""
    found: dict[str, set[str]] = {}
    for form in map(load_form, available_forms()):
        for section in form.sections:
            if section.number:
                found.setdefault(section.number, set()).update((section.heading, *section.aliases))
    parts = (
        f"{number}[、.．]\\s*(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
        for number, names in found.items()
    )
    return re.compile(rf"(?:^|(?<=[\s。；！？）)\d])){'(?:' + '|'.join(parts) + ')'}")
