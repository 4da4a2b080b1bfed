"""The HTML of a clipboard alone, as cells and as paragraphs."""

from __future__ import annotations

from govreport_desktop.clipboard import Block, pasted_block
from govreport_desktop.clipboard.prose import pasted_prose


def parse_html(html: str) -> Block | None:
    """The cells of its table; None where there is none."""
    return pasted_block("", html).block or None


def clean_html(html: str) -> list[str]:
    """Its paragraphs."""
    return pasted_prose("", html).paragraphs
