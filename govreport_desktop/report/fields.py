"""Numbers in the prose that are bound to table cells: ``{requests/received/total}``.

A narrative stores the field itself, so that the prose follows the table; every writer prints
`expanded_texts`. Only a brace pair around what `figure.PATTERN` describes is a field. Every
other brace is text, and field-shaped text is written ``{\\requests/received/total}``. The
syntax is described in docs/narrative-fields.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.patterns import regex
from govreport_desktop.report.figure import (
    NO_LAST_MARK,
    PATTERN,
    Aspect,
    Figure,
    figure_value,
    parse_figure,
)
from govreport_desktop.report.report import Report

_FIELD = regex(rf"\{{(\\*)({PATTERN})\}}")


class Field(NamedTuple):
    """One field: characters ``start`` up to ``end`` of the stored text."""

    start: int
    end: int
    figure: Figure


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
        if not self.pieces:
            return start, max(start, end)
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


def field_text(what: CellAddress | Figure) -> str:
    """How a field of that cell or figure is written in the stored text."""
    return f"{{{what}}}"


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
            yield Field(match.start(), match.end(), parse_figure(match[2]))


def settled(text: str, report: Report) -> str:
    """Stored text whose comparisons with last year are the words they print.

    For a report that goes where its last year's figures do not go along.
    """
    return _with_words(text, lambda field: figure_value(field.figure, report))


def settled_as(text: str, shown: str) -> str:
    """`settled` by what was printed of ``text`` once: nobody has last year's figures any more.

    A comparison that had none then stays one. What cannot be told apart is all kept as it was
    ``shown``.
    """
    fields = list(find_fields(text))
    if all(field.figure.aspect is Aspect.THIS for field in fields):
        return text
    words: dict[Field, str] = {}
    ends = [*(field.start for field in fields[1:]), len(text)]
    at = len(_plain(text[: fields[0].start]))
    for field, end in zip(fields, ends, strict=True):
        behind = _plain(text[field.end : end])
        last = end == len(text)
        found = len(shown) - len(behind) if last else shown.find(behind, at + 1)
        if found <= at or not shown.startswith(behind, found) or not (behind or last):
            return escape(shown)
        words[field] = shown[at:found]
        at = found + len(behind)
    return _with_words(text, words.__getitem__)


def _plain(text: str) -> str:
    return "".join(shown for shown, _ in unescaped(text))


def _with_words(text: str, words: Callable[[Field], str]) -> str:
    for field in reversed(list(find_fields(text))):
        if field.figure.aspect is Aspect.THIS or (said := words(field)) == NO_LAST_MARK:
            continue
        text = f"{text[: field.start]}{said}{text[field.end :]}"
    return text


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


def _piece(match: re.Match[str], report: Report) -> Piece:
    if match[1]:
        # One backslash is the escape; further ones belong to the text.
        return Piece(match.start(), match.end(), "{" + match.group()[2:], None)
    field = Field(match.start(), match.end(), parse_figure(match[2]))
    return Piece(match.start(), match.end(), figure_value(field.figure, report), field)
