"""What holds at a place of an RTF file: how text looks, its code page, where it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from govreport_desktop.readers.faint import Color
from govreport_desktop.readers.marks import LOWERED, RAISED
from govreport_desktop.readers.word.styles import Look

# Code pages of fonts by their character set (1.9.1, \fcharset); of two bytes a character.
_SETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_DOUBLE = ("cp932", "cp949", "gbk", "big5")
_PAGES = {936: "gbk", 950: "big5", 54936: "gb18030", 65001: "utf-8", 10008: "gb2312"}
SYMBOLS = 2
_NARROWEST, _MOVED = 10, 4


@dataclass(slots=True)
class Font:
    """A font's name and the code page its bytes are in; "" for that of the file."""

    name: str = ""
    page: str = ""
    symbols: bool = False


@dataclass(slots=True)
class Tables:
    """The fonts and colours of the file, and its own code page."""

    fonts: dict[int, Font] = field(default_factory=dict)
    colors: list[Color | None] = field(default_factory=list)
    page: str = "cp1252"


@dataclass(slots=True)
class State:
    """What holds within a group. ``unicode_skip`` is how many bytes stand behind a \\u for
    programs that know none; ``font`` and ``east_font`` are fonts' numbers."""

    look: Look = field(default_factory=Look)
    font: int = -1
    east_font: int = -1
    east: bool = False
    deleted: bool = False
    # Of the paragraph: how deep in tables it stands, its colour's number.
    depth: int = 0
    ground: int = 0
    # Whether rows of tables within tables are spoken of; where text begins that is said again.
    nested: bool = False
    said_again: int = 0
    unicode_skip: int = 1
    # What the group is, where it is none of the text: fonttbl, colortbl, label …
    destination: str = ""

    def copy(self) -> State:
        """The same for a group within."""
        return replace(self)


def page_of(number: int) -> str:
    """The code page of that number as Python calls it."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def set_page(charset: int) -> str:
    """The code page of a font's character set; "" where it is the file's own."""
    return _SETS.get(charset, "")


def decoded(data: bytes, state: State, tables: Tables) -> str:
    """``data`` in the code page that holds: the font's own, else one of two bytes a character
    that the file or the face for East Asian text has, else the file's."""
    if data.isascii():
        return data.decode("ascii")
    font = tables.fonts.get(state.font, Font())
    if font.symbols:
        return "".join(chr(0xF000 + byte) for byte in data)
    east = tables.fonts.get(state.east_font, Font())
    doubles = [page for page in (tables.page, east.page) if page in _DOUBLE]
    named = [page for page in (font.page, *doubles, tables.page) if page]
    for page in named:
        try:
            return data.decode(page)
        except UnicodeDecodeError:
            continue
    return data.decode(named[0], "replace")


# ---------------------------------------------------------------- how text looks
Change = Callable[[Look, int | None, Tables], Look]


def _on(number: int | None) -> bool:
    return number != 0


def _raised(look: Look, number: int | None, level: int) -> Look:
    far = 6 if number is None else number
    return replace(look, level=level if far >= _MOVED else 0)


def _color(tables: Tables, number: int | None) -> Color | None:
    return tables.colors[number] if number and 0 < number < len(tables.colors) else None


CHANGES: Mapping[str, Change] = {
    "v": lambda look, n, _: replace(look, hidden=_on(n)),
    "strike": lambda look, n, _: replace(look, struck=_on(n)),
    "striked": lambda look, n, _: replace(look, struck=_on(n)),
    "super": lambda look, n, _: replace(look, level=RAISED if _on(n) else 0),
    "sub": lambda look, n, _: replace(look, level=LOWERED if _on(n) else 0),
    "nosupersub": lambda look, _n, _t: replace(look, level=0),
    "up": lambda look, n, _: _raised(look, n, RAISED),
    "dn": lambda look, n, _: _raised(look, n, LOWERED),
    "fs": lambda look, n, _: replace(look, half_points=min(max(n or 24, 1), 3276)),
    "cf": lambda look, n, t: replace(look, color=_color(t, n)),
    "highlight": lambda look, n, t: replace(look, ground=_color(t, n)),
    "chcbpat": lambda look, n, t: replace(look, ground=_color(t, n)),
    "cb": lambda look, n, t: replace(look, ground=_color(t, n)),
    "expndtw": lambda look, n, _: replace(look, spacing=n),
    "expnd": lambda look, n, _: replace(look, spacing=5 * (n or 0)),
    "charscalex": lambda look, n, _: replace(look, hidden=True) if 0 < (n or 100) < _NARROWEST
    else look,
    "plain": lambda _look, _n, _t: Look(half_points=24),
}  # fmt: skip
# Words that are signs of the text.
SIGNS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "softline": "\n", "rtlmark": "", "ltrmark": "", "lbr": "\n",
}  # fmt: skip
SYMBOL_SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\n": "", "\r": "", "\t": "\t"}
NAME = re.compile(r"[;\s]+$")
