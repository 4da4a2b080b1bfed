"""From a place in the printed prose to the stored text, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.report.fields import expand
from govreport_desktop.report.report import Report
from govreport_desktop.writers.document import BREAKS, visible

_ENDS = re.compile(r"[。！？；]")


def stored_sentence(
    report: Report, section: str, paragraph: int, character: int
) -> tuple[int, int]:
    """The stored text of the sentence around a ``character`` of a printed ``paragraph``.

    Both count from 0; a place past the end is the end. Fields come whole.
    """
    expanded = expand(report.texts[section], report)
    lines = list(_printed_lines(expanded.text))
    if not lines:
        return 0, 0
    start, words = lines[min(paragraph, len(lines) - 1)]
    at = min(character, len(words) - 1)
    ends = [match.end() for match in _ENDS.finditer(words)]
    first = max((end for end in ends if end <= at), default=0)
    last = min((end for end in ends if end > at), default=len(words))
    return expanded.source_span(start + first, start + last)


def printed_character(report: Report, section: str, stored: int) -> tuple[int, int]:
    """Paragraph and character, from 0, as which character ``stored`` of the text is printed."""
    expanded = expand(report.texts[section], report)
    at = expanded.printed(stored)
    found = 0, 0
    for number, (start, words) in enumerate(_printed_lines(expanded.text)):
        if start > at:
            break
        found = number, min(at - start, max(len(words) - 1, 0))
    return found


def _printed_lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each printed paragraph begins, and what stands there; blank lines print nothing."""
    start = 0
    for line in BREAKS.split(text):
        # One character a break: where it is \r\n the place is one off, which nobody sees.
        words = line.strip()
        if visible(line):
            yield start + line.index(words), words
        start += len(line) + 1
