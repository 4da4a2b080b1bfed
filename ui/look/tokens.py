"""The small system every view is built from: text sizes, distances, surfaces, states.

Light and dark are two columns of one table; nothing else in the program names a colour. Text
keeps a contrast of 4.5:1 on every surface it may stand on (WCAG 2.2, 1.4.3), the edges of
fields and the focus ring 3:1 (1.4.11); a test computes both. The four states keep apart for
people who confuse red and green, and none is told by its colour alone: its sign stands with it.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import NamedTuple


class Size(Enum):
    """The three text sizes, as parts of the size the system asks for."""

    SMALL = 0.86  # hints, paths, units
    BODY = 1.0
    TITLE = 1.35  # one a page: what the page is


class Space(IntEnum):
    """Distances in pixels, on a grid of eight; half a step inside one thing."""

    HALF = 4  # between a thing and what explains it
    STEP = 8  # between things that belong together
    ROOM = 16  # between groups, and inside a panel
    WIDE = 24  # round a dialog
    PAGE = 32  # round a page


RADIUS = 4  # pixels: corners of buttons, fields and cards
RING = 2  # pixels: the focus ring


class Tones(NamedTuple):
    """One theme, as #RRGGBB. ``ground`` lies below ``surface``, which text is written on."""

    ground: str
    surface: str
    stripe: str  # every second row
    raised: str  # buttons
    hover: str
    rule: str  # between things
    edge: str  # round what can be typed into
    text: str
    muted: str
    faded: str  # of what cannot be used now
    accent: str
    on_accent: str
    link: str
    error: str
    warning: str
    info: str
    ok: str


LIGHT = Tones(
    ground="#f4f5f7",
    surface="#ffffff",
    stripe="#f8f9fb",
    raised="#ffffff",
    hover="#e6e9ee",
    rule="#cfd4db",
    edge="#848b96",
    text="#1c2127",
    muted="#5b636e",
    faded="#9aa1ab",
    accent="#2460a7",
    on_accent="#ffffff",
    link="#1d5799",
    error="#a8122a",
    warning="#8a5a00",
    info="#1d5fa6",
    ok="#0a6a50",
)
DARK = Tones(
    ground="#1d1f22",
    surface="#26292d",
    stripe="#2a2d32",
    raised="#33373c",
    hover="#3b4046",
    rule="#484d54",
    edge="#7d848e",
    text="#e4e7eb",
    muted="#a5abb4",
    faded="#757c86",
    accent="#3874c4",
    on_accent="#ffffff",
    link="#8fbdf5",
    error="#ff8f85",
    warning="#efb34f",
    info="#8fbdf5",
    ok="#63cfa8",
)
