"""Small numbers as law and reports write them: 20, 二十, 三十三."""

from __future__ import annotations

from govreport_desktop.report.typed import chinese_number

_DIGITS = "零一二三四五六七八九"


def value(words: str) -> int | None:
    """The number that ``words`` write; None for none."""
    return int(words) if words.isdecimal() else chinese_number(words)


def like(words: str, number: int) -> str:
    """``number`` (1 to 99) in the script of ``words``: 20 beside 15, 二十 beside 十五."""
    if words.isdecimal():
        return str(number)
    tens, ones = divmod(number, 10)
    high = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return high + (_DIGITS[ones] if ones else "")
