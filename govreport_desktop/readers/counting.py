"""Numbers as lists write them: 十二, xii, l."""

from __future__ import annotations

ONES = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def in_chinese(number: int, ones: str = ONES, units: str = "十百千", first: str = "") -> str:
    """12 as 十二, 20 as 二十, 105 as 一百零五; ``first`` stands before 十 at the beginning."""
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + ones[digit]
            text += units[power - 1] if power else ""
            gap = False
        else:
            gap = True
    opening = ones[1] + units[0]
    return first + text[1:] if text.startswith(opening) and number < 20 else text


def roman(number: int) -> str:
    """12 as xii; "" below 1."""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def letters(number: int) -> str:
    """a to z, then aa, bb: the letter as often as the alphabet has been gone through."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
