"""Lines of Chinese prose: 避头尾, whole numbers and words, justified on the character grid.

The rules are those of GB/T 15834-2011, 5.1 (where marks may stand) and of 禁则处理 as
typesetters practise it. Nothing here knows faces or pages: widths come in, advances go out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

# Never at the start of a line: closing marks, and what belongs to the character before.
NO_START = frozenset("。，、；：？！）》」』】〕〉｝］”’·．…～％‰℃°＇＂,.;:?!)]}%｡､｣々〻ー")
# Never at the end of a line: opening marks, and what belongs to the number after.
NO_END = frozenset("（《「『【〔〈｛［“‘([{￥¥＄$￡£＃#")
# Marks whose ink fills only the left half of their cell: the rest may be given up.
_SQUEEZABLE = frozenset("。，、；：）》」』】〕〉｝］”’")
# What Latin words, numbers and their units consist of: letters, Greek ones (μ has two numbers),
# raised and lowered signs (m³, CO₂), fractions, letter-like signs (Ω, Å).
_SIGNS = (
    r"0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    r"\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2070-\u209f\u2126\u212a\u212b"
)
# Units in one sign follow a number, and so does what it is counted in.
_UNITS = r"％%‰‱℃℉°′″\u3371-\u337a\u3380-\u33df"
# Numbers with their points, commas, signs and units stay whole, and so do Latin words, numbers
# of standards (9704—2012), addresses and telephone numbers; 破折号 and 省略号 are one sign over
# two cells.
_WHOLE = re.compile(
    rf"[+\-±−]?[{_SIGNS}]+(?:[.,:/@_&'’+\-–~=?#·×^−{_UNITS}]*(?:(?<!—)—(?!—))?[{_SIGNS}]+)*[{_UNITS}]?"
    r"|—{2,}|…{2,}"
)
_LATIN = re.compile(f"[{_SIGNS}‰‱]")
# Where less room is taken up than the widths say: blanks hang, marks close up.
_SPARED = re.compile(f" $|[{''.join(_SQUEEZABLE)}][{re.escape(''.join(NO_END))}]")
# Stretching a line further than this a gap looks worse than a ragged one.
_MOST_STRETCH = 0.5
# A last line of so many characters looks lost; so many lines before it may be squeezed.
_ORPHAN, _TIGHTENED = 2, 4
_SLACK = 1e-6


class Line(NamedTuple):
    """Characters ``start`` up to ``end``; ``advances`` are theirs, justified.

    ``indent`` is where the first one stands. The widths of blanks hanging at the end are 0.
    """

    start: int
    end: int
    indent: float
    advances: tuple[float, ...]


def break_lines(
    text: str,
    widths: Sequence[float],
    measure: float,
    indent: float = 0.0,
    em: float = 16.0,
    *,
    justified: bool = True,
) -> list[Line]:
    """Break ``text`` into lines of at most ``measure``; all lengths in points.

    ``widths`` has one width a character, ``indent`` is for the first line, ``em`` the size
    of the type; ``justified`` stretches every line but the last to the measure. A run without
    a place to break that is wider than a line is cut at the measure. Empty text has no lines.
    """
    if not justified and sum(widths) <= measure - indent and not _SPARED.search(text):
        return [Line(0, len(text), indent, tuple(widths))] if text else []
    return _Breaker(text, widths, measure, em, justified).lines(indent)


def is_full(char: str) -> bool:
    """Whether ``char`` is of the Chinese script, or a mark that is set like one (”, —, ×)."""
    width = unicodedata.east_asian_width(char)
    return width in "WF" or (width == "A" and not char.isalpha() and not is_latin(char))


def is_latin(char: str) -> bool:
    """Whether ``char`` is a letter or a sign of numbers, words and units: never a full cell."""
    return bool(_LATIN.match(char))


def break_places(text: str) -> list[bool]:
    """For each character, whether a line may begin with it."""
    return _places(text, _inside(text))


def _places(text: str, inside: Sequence[bool]) -> list[bool]:
    places = [not one for one in inside]
    before = text[:1]  # the last character that is no blank
    for at, char in enumerate(text):
        # 一字线 stands at no line's beginning (GB/T 15834-2011, 5.1.7); 破折号 may.
        dash = char == "—" and text[at - 1 : at + 2].count("—") == 1
        if at and (char in NO_START or dash or char == " " or before in NO_END):
            places[at] = False
        if char != " ":
            before = char
    return places


def _inside(text: str) -> list[bool]:
    """For each character, whether it continues a number, a word or a double sign."""
    inside = [False] * len(text)
    for match in _WHOLE.finditer(text):
        for at in range(match.start() + 1, match.end()):
            inside[at] = True
    return inside


def _closed_up(text: str, widths: Sequence[float], em: float) -> list[float]:
    """``widths`` with the hole between a closing and an opening mark (”“, 》《) halved."""
    closed = list(widths)
    for at in range(len(text) - 1):
        if text[at] in _SQUEEZABLE and text[at + 1] in NO_END:
            both = widths[at] > 0.9 * em and widths[at + 1] > 0.9 * em
            closed[at] -= widths[at] / 2 if both else 0.0
    return closed


class _Breaker:
    def __init__(
        self, text: str, widths: Sequence[float], measure: float, em: float, justified: bool
    ) -> None:
        self.text = text
        self.widths = _closed_up(text, widths, em)
        self.justified = justified
        self.tight = False  # whether marks are squeezed for any character, not for marks alone
        self.measure = measure
        self.em = em
        self.inside = _inside(text)
        self.places = _places(text, self.inside)
        self.starts = [at for at, may in enumerate(self.places) if may] + [len(text)]
        self.sums = [0.0, *accumulate(widths)]
        # What each character can give up: half a cell of a mark set in a full one.
        full = 0.9 * em
        self.given = [
            width / 2 if char in _SQUEEZABLE and width > full else 0.0
            for char, width in zip(text, self.widths, strict=True)
        ]
        self.squeezes = [0.0, *accumulate(self.given)]

    def lines(self, indent: float) -> list[Line]:
        ends = self._ends(0, indent)
        if self.justified:
            ends = self._without_orphan(ends, indent)
        starts = [0, *ends[:-1]]
        indents = [indent, *[0.0] * len(ends)]
        return [self._line(*line) for line in zip(starts, ends, indents, strict=False)]

    def _ends(self, at: int, indent: float) -> list[int]:
        ends = []
        while at < len(self.text):
            at = self._end(at, self.measure - indent)
            ends.append(at)
            indent = 0.0
        return ends

    def _without_orphan(self, ends: list[int], indent: float) -> list[int]:
        """``ends`` such that no line of a character or two is left at the end of a paragraph.

        It is taken in by squeezing the marks of the lines before it, or else gets company.
        """
        if len(ends) < 2 or len(self.text[ends[-2] :].strip()) > _ORPHAN:
            return ends
        kept = max(0, len(ends) - _TIGHTENED)
        at = ends[kept - 1] if kept else 0
        self.tight = True
        closer = self._ends(at, 0.0 if kept else indent)
        self.tight = False
        if kept + len(closer) < len(ends):
            return [*ends[:kept], *closer]
        begun = ends[-3] if len(ends) > 2 else 0
        for start in reversed(self.starts[: bisect_right(self.starts, ends[-2] - 1)]):
            if start <= begun + (ends[-2] - begun) * 3 // 4:
                break
            if len(self.text[start:].strip()) > _ORPHAN:
                return [*ends[:-2], start, ends[-1]]
        return ends

    def _end(self, start: int, room: float) -> int:
        """Where the line that begins at ``start`` ends: the furthest place that fits."""
        limit = bisect_right(self.sums, self.sums[start] + room + _SLACK) - 1
        best = self.starts[bisect_right(self.starts, limit) - 1]
        following = bisect_right(self.starts, max(best, start))
        # A closing mark that just does not fit is taken in by squeezing marks before it.
        while following < len(self.starts):
            end = self.starts[following]
            if self._least(start, end) > room + _SLACK:
                break
            best, following = end, following + 1
        return best if best > start else self._emergency(start, limit)

    def _emergency(self, start: int, limit: int) -> int:
        """Where to cut a run of marks, a number or a word that is wider than the line."""
        end = limit
        while end > start and self.inside[end]:
            end -= 1
        return end if end > start else max(limit, start + 1)

    def _least(self, start: int, end: int) -> float:
        """The width of a line as squeezed as it may be: for the marks at its end alone.

        Where they would take a character in with them, as without any, all is as wide as it is.
        """
        shown = marks = self._shown_end(start, end)
        while marks > start + 1 and self.text[marks - 1] in _SQUEEZABLE:
            marks -= 1
        width = self.sums[shown] - self.sums[start]
        given = self.squeezes[shown] - self.squeezes[start]
        if marks < shown:
            return max(width - given, 0.0 if self.tight else self.sums[marks] - self.sums[start])
        return width - given / 2 if self.tight else width

    def _shown_end(self, start: int, end: int) -> int:
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        return end

    def _line(self, start: int, end: int, indent: float) -> Line:
        shown = self._shown_end(start, end)
        advances = [*self.widths[start:shown], *[0.0] * (end - shown)]
        slack = self.measure - indent - sum(advances)
        if slack < -_SLACK:
            self._tighten(advances, start, shown, -slack)
        elif self.justified and end < len(self.text):
            self._stretch(advances, start, shown, slack)
        return Line(start, end, indent, tuple(advances))

    def _tighten(self, advances: list[float], start: int, shown: int, excess: float) -> None:
        last = shown - 1
        cut = min(self.given[last], excess)
        advances[last - start] -= cut
        rest = excess - cut
        room = self.squeezes[last] - self.squeezes[start]
        if rest > _SLACK and room:
            share = min(rest / room, 1.0)
            for at in range(start, last):
                advances[at - start] -= share * self.given[at]

    def _stretch(self, advances: list[float], start: int, shown: int, slack: float) -> None:
        # Marks take space after them too: only the inside of numbers and words does not.
        gaps = [at for at in range(start + 1, shown) if self._is_gap(at)]
        if not gaps or slack / len(gaps) > _MOST_STRETCH * self.em:
            return
        for at in gaps:
            advances[at - 1 - start] += slack / len(gaps)

    def _is_gap(self, at: int) -> bool:
        if self.inside[at]:
            return False
        if self.places[at]:
            return True
        # By script, not by width: an M or an @ is as wide as a Chinese character in some faces.
        full = is_full(self.text[at]) or is_full(self.text[at - 1])
        return full and self.text[at - 1] not in "—…"
