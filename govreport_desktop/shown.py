"""Words from outside, as every screen and pipe can show them: read, never obeyed."""

from __future__ import annotations

import unicodedata

# Controls, marks of direction and other formats, halves of characters, ends of lines and
# paragraphs. Not what Python calls unprintable: it knows no characters newer than itself,
# and names have some.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_PICTURES = 0x2400  # ␀ and, in order, the picture of every control below the blank
_DELETE = "␡"


def shown(text: str) -> str:
    """``text`` on one line, with a picture or number for what could not be seen in it."""
    # Whatever Python calls printable is seen.
    return text if text.isprintable() else "".join(map(_picture, text))


def _picture(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN:
        return char
    if char < " ":
        return chr(_PICTURES + ord(char))
    return _DELETE if char == "\x7f" else f"[U+{ord(char):04X}]"
