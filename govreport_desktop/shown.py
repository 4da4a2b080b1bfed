"""Words from outside, as every screen and pipe can show them: read, never obeyed."""

from __future__ import annotations

_INSTEAD = "\ufffd"


def shown(text: str) -> str:
    """``text`` on one line; what has no shape, or turns a line round, as a mark in its place."""
    return "".join(c if c.isprintable() or c == "\u3000" else _INSTEAD for c in text)
