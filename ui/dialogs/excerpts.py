"""Two contents side by side where a line each is all the room there is."""

from __future__ import annotations

from govreport_desktop.jobs.changes import content_words
from govreport_desktop.report import Content

_LONGEST = 40
_BEFORE = 6  # characters that are shown of what both begin with


def excerpts(left: Content, right: Content) -> tuple[str, str]:
    """Both contents; of long texts the stretch where they part."""
    if not isinstance(left, str) or not isinstance(right, str):
        return content_words(left), content_words(right)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    return _excerpt(left, start), _excerpt(right, start)


def _excerpt(text: str, start: int) -> str:
    if not text:
        return content_words("")
    begin = max(start - _BEFORE, 0)
    piece = text[begin : begin + _LONGEST].replace("\n", " ")
    before = "…" if begin else ""
    after = "…" if begin + _LONGEST < len(text) else ""
    return f"{before}{piece}{after}"
