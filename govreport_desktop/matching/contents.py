"""A table of contents before the text: its titles begin no parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport_desktop.form import Form
from govreport_desktop.matching.labels import key, plain
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.sections import is_short_line, names_part

_HEADING = re.compile(r"\W*(?:目[录次]|内容(?:目录|提要)|CONTENTS)\W*", re.IGNORECASE)
# 一、总体情况………………1
_LEADER = re.compile(r"[\s\u3000]*[.…·．。\-—_\s]{2,}[（(]?\d{1,3}[)）]?\s*$")
_PAGE = re.compile(r"[\s\u3000]+\d{1,3}\s*$")
# Fewer titles in a row, without a heading above them, are something else.
_FEWEST = 3
# Lines, from the top, among which it stands.
_REACH = 200


def without_contents(lines: Sequence[Line], form: Form) -> tuple[list[Line], list[Line]]:
    """``lines`` without the table of contents among them, and that table's lines.

    It lists titles one after the other, and one of them comes again: what has empty parts
    only is a report, not its contents.
    """
    reach = range(min(len(lines), _REACH))
    heading = next((i for i in reach if _HEADING.fullmatch(plain(lines[i].text))), -1)
    start = heading + 1
    if heading < 0:
        start = next((i for i in reach if _title(lines[i], form)), len(lines))
    titles: dict[str, int] = {}
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if title := _title(line, form):
            if title in titles:
                break
            titles[title], end = index, index + 1
        elif _LEADER.search(line.text):
            end = index + 1
        elif line.flat or not is_short_line(line.text):
            break
    if not titles or (heading < 0 and len(titles) < _FEWEST):
        return list(lines), []
    if not any(_title(line, form) in titles for line in lines[end:]):
        return list(lines), []
    first = start if heading < 0 else heading
    return [*lines[:first], *lines[end:]], list(lines[first:end])


def _title(line: Line, form: Form) -> str:
    """The words of a listed title; "" where ``line`` lists none."""
    text = _PAGE.sub("", _LEADER.sub("", line.text)).strip()
    return key(text) if text and names_part(text, form) else ""
