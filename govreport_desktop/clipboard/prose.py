"""Prose from the clipboard: paragraphs out of the HTML of Word, WPS and web pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govreport_desktop.clipboard.fragment import PLAIN, read_fragment
from govreport_desktop.errors import ReadError
from govreport_desktop.report.prose import clean_text
from govreport_desktop.source import Source, SourceParagraph


class Prose(NamedTuple):
    """Paragraphs from the clipboard, and sentences on what of it was not taken."""

    paragraphs: list[str]
    notes: tuple[str, ...] = ()


def pasted_prose(text: str, html: str = "") -> Prose:
    """The paragraphs of a clipboard that offers plain text and perhaps HTML, as `clean_text`.

    HTML wins, as it knows paragraphs from line ends; plain text is used where the HTML
    holds nothing (a picture, an empty frame) or is refused. The cells of a table row stay on
    one line, parted by a blank.
    """
    try:
        source = read_fragment(html)
    except ReadError:
        return Prose(clean_text(text), (PLAIN,))
    paragraphs = clean_text("\n".join(_lines(source)))
    if paragraphs or source.notes:
        return Prose(paragraphs, source.notes)
    return Prose(clean_text(text))


def _lines(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, SourceParagraph):
            yield block.text
        else:
            for row in block.rows:
                yield " ".join(" ".join(cell.text.split("\n")) for cell in row if cell.text)
