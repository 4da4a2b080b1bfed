"""审核说明 as stored: the office's words, and the figures of the problem they were written for.

A report keeps one text for each problem key. The figures stand behind an invisible separator, so
that an explanation is shown as outdated when the numbers it was given for have changed. A
text without them (typed elsewhere, from an older file) is never outdated.
"""

from __future__ import annotations

import re

# An invisible separator: no keyboard types it, and XML, JSON and Excel all keep it.
_MARK = "\u2063"
_FIGURE = re.compile(r"\d[\d,.]*%?")


def figures(message: str) -> str:
    """The numbers of a problem's sentence, which an explanation is bound to."""
    return " ".join(match.rstrip(".,") for match in _FIGURE.findall(message))


def explanation_content(text: str, message: str) -> str:
    """What to store at an `ExplanationAddress` for ``text`` about ``message``; "" removes it."""
    plain = explanation_text(text).strip()
    return f"{plain}{_MARK}{figures(message)}" if plain else ""


def explanation_text(content: str) -> str:
    """The office's own words in what is stored: what is shown and printed."""
    return content.partition(_MARK)[0]


def is_outdated(content: str, message: str) -> bool:
    """Whether the numbers have changed since the explanation was written."""
    _, mark, old = content.partition(_MARK)
    return bool(mark) and old != figures(message)
