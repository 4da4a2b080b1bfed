"""Prose broken into lines of one length, as a PDF viewer or an old editor gives it.

A line break is no paragraph's end where it comes at the margin. That there is a margin shows
in lines that stop at the same place in the middle of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from govreport_desktop.numbering import NUMERALS

# Characters of a line; GB/T 9704 has 28, a screen some forty.
_NARROWEST, _WIDEST = 20, 60
# How far before the margin a line may stop: a mark that must not begin the next one.
_SLACK = 2
_FEWEST_BROKEN = 3
_ENDS = "。！？；：!?;:"
_POINT = re.compile(
    rf"第?[{NUMERALS}]{{1,3}}(?:[、．.是]|部分)|[（(]\w{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)"
)
# Figures apart from each other end a row of a table, not a line of prose.
_ROW = re.compile(r"(?:\s+\d[\d.,]*){3}\s*$")
_INDENT = re.compile(r"[ \u3000]{2}|\u3000")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """``lines`` with broken paragraphs joined in their first line, the others left empty.

    The number of lines stays, so that places can still be named.
    """
    found = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _is_prose(lines[end]):
            end += 1
        if end - start > _FEWEST_BROKEN:
            found[start:end] = _joined(lines[start:end])
        start = max(end, start + 1)
    return found


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not re.search(r"[\t|｜]", line) and not _ROW.search(line)


def _joined(run: Sequence[str]) -> list[str]:
    widths = [_width(line.rstrip()) for line in run]
    margin = max(widths)
    indented = any(_INDENT.match(line) for line in run)
    broken = [
        widths[index] >= margin - _SLACK and _goes_on(run[index], run[index + 1], indented)
        for index in range(len(run) - 1)
    ]
    inside = sum(ends and run[index].rstrip()[-1] not in _ENDS for index, ends in enumerate(broken))
    if not _NARROWEST <= margin <= _WIDEST or inside < _FEWEST_BROKEN:
        return list(run)
    found = list(run)
    first = 0
    for index, goes_on in enumerate(broken):
        if not goes_on:
            first = index + 1
            continue
        found[first] = found[first].rstrip() + run[index + 1].strip()
        found[index + 1] = ""
    return found


def _goes_on(line: str, following: str, indented: bool) -> bool:
    """Whether a full ``line`` may be of one paragraph with the next.

    Where paragraphs are indented, that decides; elsewhere a sentence's end ends one.
    """
    if _INDENT.match(following) or _POINT.match(following.strip()):
        return False
    return indented or line.rstrip()[-1] not in _ENDS


def _width(text: str) -> float:
    """The length of ``text`` in full-width characters."""
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in text)
    return wide + (len(text) - wide) / 2
