"""Numbering in front of headings and labels, as patterns: 一、 （一） 1. (1).

GB/T 9704-2012, 7.3.3 numbers the four levels of an official document so, and the statutory
forms number their rows the same way. Every room that meets a number at the head of a line
goes by these; only what they mean differs from room to room.
"""

from __future__ import annotations

NUMERALS = "一二三四五六七八九十"

FIRST = rf"[{NUMERALS}]{{1,3}}、"
SECOND = rf"[（(][{NUMERALS}]{{1,3}}[）)]"
# 1.5万件 and 2023.1 are numbers, not numbering.
THIRD = r"\d{1,2}(?:[.．](?!\d)|、)"
FOURTH = r"[（(]\d{1,2}[）)]"
ANY = rf"(?:{FIRST}|{SECOND}|{THIRD}|{FOURTH})"
