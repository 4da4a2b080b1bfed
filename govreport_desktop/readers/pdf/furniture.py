"""What a PDF prints on every page and nobody wrote: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from govreport_desktop.readers.pdf.lines import TextLine

# The share of a page's height in which heads and feet stand.
_EDGE = 0.12
_NUMBER = re.compile(
    r"[\s—–\-－─―·•~～|/]*(?:第\s*)?(?P<n>\d{1,4})(?:\s*页)?"
    r"(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[\s—–\-－─―·•~～|/]*"
)
_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT = 2.0


def without_furniture(
    pages: Sequence[tuple[float, list[TextLine]]],
) -> tuple[list[list[TextLine]], list[str]]:
    """The lines of each page (height, lines) without heads and feet, and what those were.

    A line at the edge of a page is one where it is a page's number, or where the same words
    stand at the same height on most pages.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for height, lines in pages:
        counts.update({_key(line) for line in lines if _at_edge(line, height)})
    enough = max(2, (len(pages) + 1) // 2)
    repeated = {key for key, count in counts.items() if _near_count(counts, key, count) >= enough}
    kept: list[list[TextLine]] = []
    dropped: dict[str, None] = {}
    for height, lines in pages:
        rest = []
        for line in lines:
            if not _at_edge(line, height):
                rest.append(line)
            elif _is_number(line, lines):
                continue
            elif _key(line) in repeated:
                dropped[line.text] = None
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(dropped)


def _near_count(counts: Counter[tuple[str, int]], key: tuple[str, int], count: int) -> int:
    text, height = key
    return count + counts[text, height - 1] + counts[text, height + 1]


def _key(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.y / _SAME_HEIGHT)


def _at_edge(line: TextLine, height: float) -> bool:
    return not height * _EDGE < line.y < height * (1 - _EDGE)


def _is_number(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A number alone in the outermost line of a page."""
    outermost = line.y <= min(one.y for one in lines) or line.y >= max(one.y for one in lines)
    return outermost and _NUMBER.fullmatch(line.text) is not None
