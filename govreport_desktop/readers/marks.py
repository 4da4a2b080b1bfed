"""Signs whose shape means something: raised and lowered digits, signs nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

RAISED, LOWERED = 1, -1

_UP = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# Digits behind it are shown in reverse; a number with it in must not pass for one without.
REVERSING = "\u202e"


class _Seen(dict[int, int | None]):
    """A table for `str.translate` that drops the signs that take no room."""

    def __missing__(self, code: int) -> int | None:
        seen = unicodedata.category(chr(code)) != "Cf" or chr(code) == REVERSING
        self[code] = code if seen else None
        return self[code]


_SEEN = _Seen()
# The same signs, to pass over what holds none: nearly every text.
_UNSEEN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)

# A piece of text and how it stands: RAISED, LOWERED, or 0 on the line.
Piece = tuple[str, int]


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces as one text, raised and lowered digits as ¹ and ₁.

    4213 with a raised 1 behind it is 4213¹ and no number of five digits. A text that stands
    raised as a whole is the text itself: its digits are beside no others.
    """
    found = [piece for piece in pieces if piece[0]]
    if len(found) == 1:
        return found[0][0]
    levels = {level for text, level in found if text.strip()}
    if len(levels) < 2:
        return "".join(text for text, _ in found)
    return "".join(_set(text, level) for text, level in found)


def visible(text: str) -> str:
    """``text`` without the signs that take no room: direction marks, soft hyphens, joiners."""
    return text.translate(_SEEN) if _UNSEEN.search(text) else text


def squeezed(text: str) -> str:
    """What of ``text`` is seen, without blanks and in one written form: for comparing."""
    return visible("".join(unicodedata.normalize("NFKC", text).split()))


def _set(text: str, level: int) -> str:
    if not level:
        return text
    digits = "".join(
        unicodedata.normalize("NFKC", c) if unicodedata.category(c) == "Nd" else c for c in text
    )
    return digits.translate(_UP if level > 0 else _DOWN)
