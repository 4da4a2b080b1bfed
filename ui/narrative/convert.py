"""Stored narrative and text document: the same prose counted in two ways.

The stored text counts Python characters and spells a field out; the document counts UTF-16
units (a rare character is two) and holds a field as one object character. Both are walked
as *tokens*: a token is one shown character, or a whole field, as the stored text spells it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.fields import escape, field_text, find_fields, unescaped
from govreport_desktop.report.figure import Figure, parse_figure

OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject + 1
FIGURE = QTextFormat.Property.UserProperty + 1
OBJECT = "\ufffc"
_PARAGRAPH = "\u2029"


def tokens_of(stored: str) -> list[str]:
    """The tokens of a stored narrative: characters, and fields in one piece."""
    tokens: list[str] = []
    last = 0
    for field in find_fields(stored):
        tokens += _plain_tokens(stored[last : field.start])
        tokens.append(stored[field.start : field.end])
        last = field.end
    return tokens + _plain_tokens(stored[last:])


def stored_from(document: QTextDocument) -> str:
    """The document as it is stored: fields spelled out, paragraphs joined by a newline."""
    return _stored(document.toRawText(), field_positions(document), document)


def stored_selection(cursor: QTextCursor) -> str:
    """What is selected, as it is stored."""
    document = cursor.document()
    start = cursor.selectionStart()
    places = [at for at in field_positions(document) if start <= at < cursor.selectionEnd()]
    return _stored(cursor.selectedText(), places, document)


def field_positions(document: QTextDocument) -> list[int]:
    """Where in the document the fields are."""
    raw = document.toRawText()
    return [] if OBJECT not in raw else _positions(raw)


def address_at(document: QTextDocument, position: int) -> CellAddress | None:
    """The (first) cell of the field at a document position; None where there is no field."""
    figure = figure_at(document, position)
    return figure.terms[0].address if figure else None


def figure_at(document: QTextDocument, position: int) -> Figure | None:
    """What the field at a document position stands for; None where there is no field."""
    if position < 0 or document.characterAt(position) != OBJECT:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    text = cursor.charFormat().property(FIGURE)
    return parse_figure(text) if isinstance(text, str) else None


def insert_tokens(cursor: QTextCursor, tokens: Sequence[str]) -> None:
    """Write tokens at the cursor: text as text, fields as objects."""
    run: list[str] = []
    for token in tokens:
        if _is_field(token):
            cursor.insertText("".join(run), QTextCharFormat())
            run.clear()
            cursor.insertText(OBJECT, field_format(token.strip("{}")))
        else:
            run.append(_shown(token))
    cursor.insertText("".join(run), QTextCharFormat())


def field_format(figure: str) -> QTextCharFormat:
    """The character format of a field: which figure it shows."""
    style = QTextCharFormat()
    style.setObjectType(OBJECT_TYPE)
    style.setProperty(FIGURE, figure)
    style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return style


def units(tokens: Iterable[str]) -> int:
    """How many document positions the tokens take."""
    return sum(map(_width, tokens))


class Places:
    """The way between offsets of a stored text and positions of its document.

    A place inside a token (a field, a rare character) counts as the token's end.
    """

    def __init__(self, stored: str) -> None:
        tokens = tokens_of(stored)
        self._offsets = list(accumulate(map(len, tokens), initial=0))
        self._positions = list(accumulate(map(_width, tokens), initial=0))

    def position(self, offset: int) -> int:
        """The document position of character ``offset`` of the stored text."""
        index = bisect_left(self._offsets, offset)
        return self._positions[min(index, len(self._positions) - 1)]

    def offset(self, position: int) -> int:
        """The offset in the stored text of a document position."""
        index = bisect_left(self._positions, position)
        return self._offsets[min(index, len(self._offsets) - 1)]


def _plain_tokens(stored: str) -> list[str]:
    """Characters as they are shown; the brace of an escape keeps its backslash."""
    if "{\\" not in stored:
        return list(stored)
    tokens: list[str] = []
    for text, escaped in unescaped(stored):
        tokens += ["{\\", *text[1:]] if escaped else text
    return tokens


def _width(token: str) -> int:
    return 2 if token > "\uffff" else 1


def _is_field(token: str) -> bool:
    return len(token) > 2


def _shown(token: str) -> str:
    return "{" if token == "{\\" else token


def _positions(raw: str) -> list[int]:
    found: list[int] = []
    position = 0
    for char in raw:
        if char == OBJECT:
            found.append(position)
        position += 1 + (char > "\uffff")
    return found


def _stored(raw: str, places: Iterable[int], document: QTextDocument) -> str:
    fields = (figure_at(document, place) for place in places)
    parts = raw.replace(_PARAGRAPH, "\n").split(OBJECT)
    stored = escape(parts[0])
    for part in parts[1:]:
        figure = next(fields, None)
        stored += (field_text(figure) if figure else "") + escape(part)
    return stored
