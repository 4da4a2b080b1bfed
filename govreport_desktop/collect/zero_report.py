"""零报告: an office says in a few lines that it has nothing to report, and sends no tables.

That is no report, and no 0 by itself: a person decides that the office counts as 0, or asks for
the form filled in with 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govreport_desktop.collect.names import ENDS

# Longer is no letter of that kind.
_MOST, _QUOTED, _LONGEST_NAME = 600, 60, 40
_ZERO = re.compile(
    r"[零0０○〇]\s*(?:报告|申报|上报)|"
    r"(?:无|没有|未(?:收到|发生|产生|受理))[^。；;\n]{0,24}(?:政府信息公开|依申请公开)[^。；;\n]{0,24}"
)
_SENTENCE = re.compile(r"[^。；;\n]+")


class ZeroReport(NamedTuple):
    """``words`` say what it is and what to do; ``office`` has signed it, "" where nobody has."""

    words: str
    office: str


def zero_report(texts: Sequence[str]) -> ZeroReport | None:
    """The statement among the paragraphs ``texts`` of a source without tables; None for none."""
    whole = "\n".join(texts)
    if len(whole) > _MOST or not _ZERO.search(whole):
        return None
    said = next(one for one in _SENTENCE.findall(whole) if _ZERO.search(one)).strip()
    quoted = said if len(said) <= _QUOTED else f"{said[:_QUOTED]}……"
    words = (
        f"写的是“{quoted}”，是零报告的说明，没有表，没有计入；"
        "请把这个单位定为按零计，或请它补报填 0 的年度报告"
    )
    lines = [line.strip() for text in texts for line in text.splitlines()]
    signed = (one for one in reversed(lines) if ENDS.search(one) and len(one) <= _LONGEST_NAME)
    return ZeroReport(words, next(signed, ""))
