"""What a printed page or a web page adds to a report and no report says: page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Line

# — 12 —, - 3 -, 第 4 页 共 9 页, 4/9, Page 4 of 9: a number alone may be a cell's.
_PAGE = re.compile(
    r"[-—–―－─·•]+\d{1,4}[-—–―－─·•]+|第?\d{1,4}页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页第\d{1,4}页"
    r"|\d{1,3}/\d{1,3}|[Pp](?:age|\.)\d{1,4}(?:(?:of|/)\d{1,4})?"
)


def without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """``lines`` without those that are a page's number, and these; a table's cells are none."""
    found: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        found[is_page_number(line)].append(line)
    return found


def is_page_number(line: Line) -> bool:
    """Whether a line of text is nothing but the number of a page."""
    return (
        line.grid is None
        and not line.flat
        and len(line.text) < 30
        and _PAGE.fullmatch(plain(line.text)) is not None
    )
