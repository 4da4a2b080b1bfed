"""Numbers in the prose that are bound to table cells: ``{requests/received/total}``.

A narrative stores the field itself, so that the prose follows the table; every writer prints
`expanded_texts`. Only a brace pair around three ids joined by slashes is a field. Every
other brace is text, and field-shaped text is written ``{\\requests/received/total}``. The
syntax is described in docs/narrative-fields.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress, CellSpec, Form
from govreport_desktop.report.numbers import Unread, format_value
from govreport_desktop.report.report import Report

# What a field prints while its cell is blank: nothing at all would leave 收到申请件, which
# reads like a finished sentence, and a 0 would be a figure that nobody gave.
BLANK_MARK = "（未填）"

_ID = r"[a-z][a-z0-9_]*"
_PATH = rf"({_ID})/({_ID}(?:\.{_ID})*)/({_ID})"
_FIELD = re.compile(rf"\{{(\\*){_PATH}\}}")
_SEPARATORS = re.compile(r"[\s·、，,/]+")


class FieldState(Enum):
    """Whether a field has a number to show."""

    LIVE = "live"
    BLANK = "blank"  # the cell is not filled in yet
    UNREAD = "unread"  # the cell holds something that is no number
    GONE = "gone"  # the form has no such cell; the field stays as text


class Field(NamedTuple):
    """One field: characters ``start`` up to ``end`` of the stored text."""

    start: int
    end: int
    address: CellAddress


class Piece(NamedTuple):
    """A stretch of stored text (``start``, ``end``) that prints as ``text``.

    ``field`` is None for an escape; ordinary text between pieces prints as it stands.
    """

    start: int
    end: int
    text: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Expanded:
    """A narrative as printed, with the way back to the stored text.

    ``pieces`` are in order, without overlap; offsets of `source` and `printed` count
    characters from 0.
    """

    text: str
    pieces: tuple[Piece, ...]
    _starts: tuple[int, ...]  # where each piece begins in ``text``

    def source(self, offset: int) -> int:
        """The place in the stored text of character ``offset`` of `text`.

        Inside the digits of a field it is the field's beginning.
        """
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        piece, begin = self.pieces[index], self._starts[index]
        inside = offset - begin
        return piece.start if inside < len(piece.text) else piece.end + inside - len(piece.text)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of stored text that prints as ``text[start:end]``, whole fields included."""
        first = self.source(start)
        if end <= start:
            return first, first
        last = self.source(end - 1)
        for piece in self.pieces:
            if piece.start <= last < piece.end:
                return first, piece.end
        return first, last + 1

    def printed(self, offset: int) -> int:
        """The place in `text` of character ``offset`` of the stored text."""
        shift = 0
        for piece, begin in zip(self.pieces, self._starts, strict=True):
            if offset < piece.end:
                return begin if offset >= piece.start else offset + shift
            shift = begin + len(piece.text) - piece.end
        return offset + shift


def field_text(address: CellAddress) -> str:
    """How a field of that cell is written in the stored text."""
    return f"{{{address}}}"


def escape(plain: str) -> str:
    """Stored text that prints exactly as ``plain``: what looks like a field becomes text."""
    return _FIELD.sub(lambda m: "{\\" + m.group()[1:], plain)


def unescaped(text: str) -> Iterator[tuple[str, bool]]:
    """Stored text without fields, in stretches as shown; True for a stretch that was escaped."""
    last = 0
    for match in _FIELD.finditer(text):
        if match[1]:
            yield text[last : match.start()], False
            yield "{" + match.group()[2:], True
            last = match.end()
    yield text[last:], False


def find_fields(text: str) -> Iterator[Field]:
    """Every field of a stored narrative, in order, whether or not its cell exists."""
    for match in _FIELD.finditer(text):
        if not match[1]:
            yield Field(match.start(), match.end(), CellAddress(match[2], match[3], match[4]))


def field_state(address: CellAddress, report: Report) -> FieldState:
    """Whether the cell of a field exists and holds a number."""
    if not report.form.has(address):
        return FieldState.GONE
    value = report.values[address]
    if value is None:
        return FieldState.BLANK
    return FieldState.UNREAD if isinstance(value, Unread) else FieldState.LIVE


def field_value(address: CellAddress, report: Report) -> str:
    """What a field prints: plain digits, `BLANK_MARK`, or itself where its cell is gone."""
    if not report.form.has(address):
        return field_text(address)
    return format_value(report.values[address], blank=BLANK_MARK)


def expand(text: str, report: Report) -> Expanded:
    """``text`` with every field as plain digits, and the mapping of offsets both ways."""
    pieces: list[Piece] = []
    starts: list[int] = []
    parts: list[str] = []
    last = length = 0
    for match in _FIELD.finditer(text):
        parts.append(text[last : match.start()])
        length += match.start() - last
        piece = _piece(match, report)
        pieces.append(piece)
        starts.append(length)
        parts.append(piece.text)
        length += len(piece.text)
        last = match.end()
    parts.append(text[last:])
    return Expanded("".join(parts), tuple(pieces), tuple(starts))


def expanded_texts(report: Report) -> Mapping[str, str]:
    """Every narrative as printed: what writers, exports and checks of the prose read."""
    return {section: expand(text, report).text for section, text in report.texts.items()}


def find_cells(form: Form, query: str) -> list[CellSpec]:
    """The cells whose spoken address has every word of ``query``: 新收 总计.

    Blanks, commas and dots between words do not matter. Totals come first, as prose mostly
    cites them, then printed order.
    """
    words = [word for word in _SEPARATORS.split(query.strip()) if word]
    found = [cell for cell in form.cells if _matches(cell, words)]
    return sorted(found, key=lambda cell: cell.formula is None)


def _matches(cell: CellSpec, words: list[str]) -> bool:
    spoken = _SEPARATORS.sub("", cell.words)
    return all(word in spoken for word in words)


def _piece(match: re.Match[str], report: Report) -> Piece:
    if match[1]:
        # One backslash is the escape; further ones belong to the text.
        return Piece(match.start(), match.end(), "{" + match.group()[2:], None)
    address = CellAddress(match[2], match[3], match[4])
    field = Field(match.start(), match.end(), address)
    return Piece(match.start(), match.end(), field_value(address, report), field)
