"""Text of a page that is crossed out: a line is drawn through it, or a reviewer marked it so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from govreport_desktop.readers.pdf.annotations import Box
from govreport_desktop.readers.pdf.bounds import Budget
from govreport_desktop.readers.pdf.lines import text_lines
from govreport_desktop.readers.pdf.page import Char, Page, Rule

# In heights of a character: between which a line through it runs, and how far the line may
# reach beyond the characters it crosses out. A table's rule reaches further.
_LOW, _HIGH, _BEYOND = 0.12, 0.6, 0.6
_LARGEST, _MOST_RULES = 72.0, 1500


def take_struck(page: Page, boxes: Sequence[Box], budget: Budget) -> list[str]:
    """Take what is crossed out off ``page``, its lines too, and answer its texts."""
    if not boxes and (not page.across or len(page.across) > _MOST_RULES):
        return []
    chars = sorted(page.chars, key=lambda char: char.y)
    heights = [char.y for char in chars]
    struck: set[Char] = set()
    lines: set[Rule] = set()
    for rule in page.across if len(page.across) <= _MOST_RULES else ():
        budget.in_time()
        band = chars[bisect_left(heights, rule.at - _LARGEST) : bisect_right(heights, rule.at)]
        crossed = [char for char in band if _crosses(rule, char)]
        if crossed and _ends_with(rule, crossed):
            struck.update(crossed)
            lines.add(rule)
    for box in boxes[:_MOST_RULES]:
        budget.in_time()
        struck.update(char for char in chars if box.holds(char.x0, char.x1, char.middle))
    if not struck:
        return []
    page.chars = [char for char in page.chars if char not in struck]
    page.across = [rule for rule in page.across if rule not in lines]
    return [line.text for line in text_lines(struck, page.number)]


def _crosses(rule: Rule, char: Char) -> bool:
    if not _LOW * char.size <= rule.at - char.y <= _HIGH * char.size:
        return False
    shared = min(rule.end, char.x1) - max(rule.start, char.x0)
    return shared > (char.x1 - char.x0) * 0.6 and char.text.strip() not in ("", "—", "-", "─", "一")


def _ends_with(rule: Rule, crossed: Sequence[Char]) -> bool:
    room = _BEYOND * max(char.size for char in crossed)
    left, right = min(char.x0 for char in crossed), max(char.x1 for char in crossed)
    return left - room <= rule.start and rule.end <= right + room
