"""审核说明 as stored: the office's words, and the figures of the problem they were written for.

A report keeps one text for each problem key. The figures stand behind an invisible separator,
as numbers joined by blanks, so that an explanation is shown as outdated when the numbers it was
given for have changed. A text without them (typed elsewhere) is never outdated.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, format_value

# What a document prints above them: the last line of the annex's title, and its first sentence.
ANNEX = "审核说明"
ANNEX_LEAD = "对审核中提示的下列事项，说明如下："
# An invisible separator: no keyboard types it, and XML, JSON and Excel all keep it.
_MARK = "\u2063"
_FIGURE = regex(r"\d+(?:\.\d+)?")


class Note(NamedTuple):
    """A sentence for the reader of a document, and what the office says about it ("" nothing).

    ``outdated`` where it was said of figures that have changed since.
    """

    message: str
    explanation: str = ""
    outdated: bool = False


def explanation_content(text: str, figures: Iterable[Number]) -> str:
    """What to store at an `ExplanationAddress` for ``text`` about ``figures``; "" removes it."""
    plain = explanation_text(text).strip()
    return f"{plain}{_MARK}{' '.join(map(format_value, figures))}" if plain else ""


def explanation_text(content: str) -> str:
    """The office's own words in what is stored: what is shown and printed."""
    return content.partition(_MARK)[0]


def is_outdated(content: str, figures: Iterable[Number]) -> bool:
    """Whether ``figures`` have changed since the explanation was written.

    Earlier files hold every digit of the sentence instead: those in names as well (the row
    1.属于国家秘密), and no number written in characters. So one list may have numbers between
    those of the other; a rule that always has as many figures is compared exactly.
    """
    _, mark, stored = content.partition(_MARK)
    then = [number for word in stored.split() for number in _numbers(word)]
    now = list(figures)
    return bool(mark) and not (_within(then, now) or _within(now, then))


def _numbers(word: str) -> list[Number]:
    """The number in 3,492 or 87.7%; nothing where there is none."""
    plain = word.replace(",", "").removesuffix("%")
    return [Decimal(plain)] if _FIGURE.fullmatch(plain) else []


def _within(some: Iterable[Number], others: Iterable[Number]) -> bool:
    """Whether ``some`` stand among ``others`` in their order."""
    rest = iter(others)
    return all(number in rest for number in some)
