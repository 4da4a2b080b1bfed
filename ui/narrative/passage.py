"""Where the cursor rests when one is led to a passage, or when one comes back."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextDocument

from govreport_desktop.patterns import regex

SENTENCE_ENDS = frozenset("。；！？\u2029")
# A number, or the signs people leave for one: what is led to in order to be typed over.
_STAND_IN = regex(r"[\d.,%％×xX_＿?？…*＊○〇\s]+", re.ASCII)
_WORD = 4  # characters; what comes back longer than that was a passage of its own


def stands_in(words: str) -> bool:
    """Whether ``words`` are only a number, or the blank that waits for one."""
    return bool(words) and _STAND_IN.fullmatch(words) is not None


def behind_sentence(document: QTextDocument, start: int, end: int) -> int:
    """Where to go on writing after ``start`` to ``end`` came back: not before its full stop.

    A stretch that differs is found by its first and last characters, so that the stop (or the
    beginning) it has in common with what stood there in its place is not part of it.
    """
    at = document.characterAt
    for back in range(end - start):
        if back and at(start - back) != at(end - back):
            break
        if at(end - 1 - back) in SENTENCE_ENDS:
            return end - back
    return end + 1 if end - start > _WORD and at(end) in SENTENCE_ENDS - {"\u2029"} else end
