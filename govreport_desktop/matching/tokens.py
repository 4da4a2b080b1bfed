"""The cells of lines that lost their table: what is a label, what a number, what neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govreport_desktop.matching.joined import unglue
from govreport_desktop.matching.labels import (
    figures_in,
    has_figure,
    has_numbering,
    is_about,
    is_blank,
    is_figure,
    is_unit,
    key,
)
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.stuck import figure_before, parted
from govreport_desktop.matching.vocabulary import Part, Vocabulary
from govreport_desktop.source import Place

# A label may stand in as many words, and what is said behind a number is no longer.
_MOST_WORDS, _LONGEST_REMARK = 8, 10
_LONGEST_HEADER = 48
# 1. and （一） before a blank number the label behind them.
_POINT = re.compile(
    r"\d{1,2}[.、．)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
)

# What stands for a number that is not known, where nothing else says that it is a cell's.
_NO_ANSWER = re.compile(r"(?:详?见|参见|待|暂|不详|若干|同上|另|未)\S{0,7}")
_CLAUSE = re.compile(r"[，。；！？,;!?]")


@dataclass(frozen=True, slots=True)
class Token:
    """One cell's text; ``figure`` says that it is a number or a blank, not a label.

    ``loose`` says that it stood in a paragraph and may be no cell at all, ``glued`` that
    nothing stood between it and the label before it, ``apart`` that it stood alone on the line
    below a row, ``halves`` that it is one number in two pieces, ``ahead`` that a label is stuck
    to it, which it may number.
    """

    text: str
    place: Place
    figure: bool
    loose: bool = False
    glued: bool = False
    apart: bool = False
    halves: tuple[Token, ...] = ()
    ahead: bool = False


def tokens(lines: Iterable[Line], vocabulary: Vocabulary) -> list[Token]:
    """The cells of flat lines; a line that holds several labels or numbers is taken apart."""
    found: list[Token] = []
    # How many numbers the row has that ends with the line before.
    row = 0
    for line in lines:
        words = line.text.split()
        if len(words) > 1 and not line.flat:
            own = _with_words(_Lexer(vocabulary, line.place, bool(row)).read(words), vocabulary)
            figures = sum(cell.figure for cell in own)
            if row and _are_fewer(own, row):
                own = [replace(cell, apart=True) for cell in own]
                row = figures
            else:
                row = figures if own[-1].figure and not own[0].figure else 0
        else:
            own = _cell(line, vocabulary)
            if row and len(own) == 1 and own[0].figure and not is_blank(own[0].text):
                own = [replace(own[0], apart=True)]
            row = 0
        if found and own and _numbers_label(found[-1], own[0], vocabulary):
            own[0] = replace(own[0], text=found.pop().text + own[0].text)
        found += own
    return found


def _with_words(cells: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """``cells`` of one line, words among its numbers as such where a row has all its cells so.

    规章 1 见附件 3: the row has three columns. One more or less, and nobody knows.
    """
    found, end = list(cells), len(cells)
    for at in reversed(range(len(cells))):
        label = cells[at]
        if label.figure or not vocabulary.find(label.text):
            continue
        columns = _row_columns(label, vocabulary)
        row = _parted_remark(cells[at + 1 : end], columns)
        if len(row) == columns and all(_may_fill(cell, row, vocabulary) for cell in row):
            found[at + 1 : end] = [replace(cell, figure=True, loose=False) for cell in row]
        end = at
    return found


def _row_columns(label: Token, vocabulary: Vocabulary) -> int:
    """How many numbers the one row has that ``label`` names; 0 where it names none."""
    hits = vocabulary.find(label.text)
    rows = {(hit.table, hit.row) for hit in hits if hit.part is Part.ROW}
    # （七）总计 is the row: columns have no numbers.
    only = len(rows) == 1 and (
        has_numbering(label.text) or all(hit.part is Part.ROW for hit in hits)
    )
    return len(vocabulary.columns_of[rows.pop()]) if only else 0


def _parted_remark(row: Sequence[Token], columns: int) -> Sequence[Token]:
    """``row`` with the words behind its last number as a cell where it lacks one: 0 不详."""
    head, blank, words = row[-1].text.partition(" ") if row else ("", "", "")
    if len(row) != columns - 1 or not blank or is_unit(words) or not is_figure(head):
        return row
    last = row[-1]
    return [*row[:-1], replace(last, text=head), replace(last, text=words)]


def _may_fill(cell: Token, row: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether ``cell`` is a number of its row, or words in the place of one."""
    if cell.figure:
        return True
    told = any(other.figure for other in row) or _NO_ANSWER.fullmatch(cell.text)
    known = vocabulary.find(cell.text) or vocabulary.is_piece(cell.text)
    short = len(cell.text) <= _LONGEST_REMARK and not _CLAUSE.search(cell.text)
    return bool(told) and short and not known


def _numbers_label(before: Token, label: Token, vocabulary: Vocabulary) -> bool:
    """Whether 3. on a line of its own numbers the label on the next one."""
    if label.figure or not _POINT.fullmatch(before.text) or before.place == label.place:
        return False
    return bool(vocabulary.find(before.text + label.text)) or vocabulary.is_piece(label.text)


def _are_fewer(cells: Sequence[Token], count: int) -> bool:
    """Whether a line holds nothing but numbers, fewer than the row above it has."""
    return len(cells) < count and all(c.figure and not is_blank(c.text) for c in cells)


def token(text: str, place: Place, loose: bool = False) -> Token:
    """``text`` as one cell."""
    return Token(text, place, is_blank(text) or is_figure(text), loose)


def _cell(line: Line, vocabulary: Vocabulary) -> list[Token]:
    text = line.text.strip()
    if pairs := _glued(text, vocabulary):
        return _taken_apart(pairs, line.place)
    if parts := figures_in(text):
        return [Token(part, line.place, figure=True) for part in parts]
    if not line.flat and len(text) <= _LONGEST_HEADER and not vocabulary.find(text):
        labels = vocabulary.labels_in(text)
        if len(labels) > 1:
            return [token(label, line.place) for label in labels]
    return [token(text, line.place, loose=not line.flat)] if line.text or line.flat else []


def _glued(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    pairs = unglue(text) if text and text[-1].isdecimal() and not text.isdecimal() else []
    return pairs if all(vocabulary.find(label) for label, _ in pairs) else []


def _taken_apart(pairs: Iterable[tuple[str, str]], place: Place) -> list[Token]:
    found = []
    for label, figure in pairs:
        found.append(token(label, place))
        found.append(Token(figure, place, figure=True, glued=True))
    return found


class _Lexer:
    """The words of one line; several rows may stand on it, and labels in several words.

    ``row`` says that the line before ended with a number.
    """

    def __init__(self, vocabulary: Vocabulary, place: Place, row: bool = False) -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.row = row
        self.found: list[Token] = []

    def read(self, words: list[str]) -> list[Token]:
        at = 0
        while at < len(words):
            if is_about(words[at]) and at + 1 < len(words) and is_figure(words[at + 1]):
                # A blank behind 约 parts nothing.
                words[at : at + 2] = [f"{words[at]} {words[at + 1]}"]
            words[at] = self._behind_number(words[at])
            used = self._label(words, at)
            if held := self._in_brackets(words, at):
                used, last = held, self.found[-1]
                words_of_it = "".join(words[at : at + used])
                self.found[-1] = replace(last, text=f"{last.text} {words_of_it}")
            elif used:
                self.found.append(Token("".join(words[at : at + used]), self.place, figure=False))
            else:
                used = 1
                self._word(words[at], words[at + 1] if at + 1 < len(words) else "")
            at += used
        return self.found

    def _behind_number(self, word: str) -> str:
        """``word`` from the label on that a row's number is stuck to; the whole of it for none."""
        before, word = parted(word, self.vocabulary)
        if before:
            self.found.append(Token(before, self.place, figure=False))
        elif not (self.found[-1].figure if self.found else self.row):
            return word
        figure = figure_before(word, self.vocabulary)
        if figure:
            glued = bool(before)
            self.found.append(Token(figure, self.place, figure=True, glued=glued, ahead=True))
        return word[len(figure) :]

    def _in_brackets(self, words: list[str], at: int) -> int:
        """How many words from ``at`` on are brackets with a figure, of the number before them.

        834 件（含委托 12 件） says of 834 that it may be another.
        """
        last = self.found[-1] if self.found else None
        if not (last and last.figure and is_figure(last.text)):
            return 0
        unit, opened, _ = words[at].replace("(", "（").partition("（")
        if not opened or (unit and not is_unit(unit)):
            return 0
        for used in range(2, min(_MOST_WORDS, len(words) - at) + 1):
            text = "".join(words[at : at + used]).replace(")", "）")
            if "）" in text:
                whole = text.endswith("）") and len(text) <= _LONGEST_REMARK + len(unit) + 5
                return used if whole and has_figure(text) else 0
        return 0

    def _label(self, words: list[str], at: int) -> int:
        """How many words from ``at`` on are one label of the form; 0 where none is."""
        first = words[at]
        numbered = _POINT.fullmatch(first) is not None
        if not numbered and (is_figure(first) or is_blank(first)):
            return 0
        for used in range(min(_MOST_WORDS, len(words) - at), numbered, -1):
            last = words[at + used - 1]
            if used > 1 and (is_figure(last) or is_blank(last)):
                continue
            joined = "".join(words[at : at + used])
            # (what the corner says) 申请人情况: two labels, not one behind parentheses.
            two = used > 1 and key(joined) not in self.vocabulary.words
            if self.vocabulary.find(joined) and not (two and self.vocabulary.find(first)):
                return used
        return 0

    def _word(self, word: str, following: str) -> None:
        last = self.found[-1] if self.found else None
        if is_blank(word) or is_figure(word):
            self._figure(word)
        elif pairs := _glued(word, self.vocabulary):
            self.found += _taken_apart(pairs, self.place)
        elif len(labels := self.vocabulary.labels_in(word)) > 1:
            self.found += (token(label, self.place) for label in labels)
        elif last and last.figure and self._is_remark(word, following):
            # 4317 件以上: what is said of a number stays with it.
            self.found[-1] = replace(last, text=f"{last.text} {word}")
        elif last and has_figure(word) and not self._names(word):
            self.found.append(Token(word, self.place, figure=True))
        else:
            self.found.append(Token(word, self.place, figure=False, loose=True))

    def _names(self, word: str) -> bool:
        """Whether ``word`` is too long for a number with a remark, or a label stands in it."""
        parts = re.split(r"[\d.,]+", word)
        named = any(len(key(part)) > 1 and self.vocabulary.find(part) for part in parts)
        return named or len(word) > _LONGEST_REMARK + 5

    def _figure(self, word: str) -> None:
        self.found.append(Token(word, self.place, figure=True))

    def _is_remark(self, word: str, following: str) -> bool:
        if is_unit(word):
            return True
        unknown = not has_figure(word) and not self.vocabulary.is_piece(word)
        unknown = unknown and not _CLAUSE.search(word)
        return unknown and len(word) <= _LONGEST_REMARK and not is_figure(following)
