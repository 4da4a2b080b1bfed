"""The books of an import: every figure and every sentence of a source, and what became of it.

The account is taken from the source itself, not from what the matcher says it has done: each
text of the source is gone through, and what a proposal claims is crossed out where it stands.
A figure claimed twice, or one that nothing claims, is a fault and shows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from govreport_desktop.matching.labels import (
    has_figure,
    key,
    one_line,
    without_numbering,
)
from govreport_desktop.matching.lines import Line, lines
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import Account, Proposal, Unplaced
from govreport_desktop.matching.vocabulary import Vocabulary, vocabulary
from govreport_desktop.report.fields import escape
from govreport_desktop.source import Place

_FIGURE = re.compile(r"\d[\d.,，]*")
# Signs of a text nothing has claimed.
_OPEN_RUN = re.compile(rb"\0+")
_SENTENCE = re.compile(r"[^。；;！!？?]+[。；;！!？?]?")
_WORD = re.compile(r"\S+")
_MARKED = re.compile(r"[\[【〔]\d{1,2}[\]】〕]")
# A figure goes on here, or is the mark of a note: another one is meant.
_WITHIN = re.compile(r"[\d.,，\[【〔][\d.,，\[【〔①-⓿¹²³⁰-⁹₀-₉]")
# A text without a full stop is a sentence from this length on; shorter ones are headings.
_SHORTEST, _SHORTEST_OPEN = 2, 12


class _Fate(IntEnum):
    OPEN, PLACED, LEFT_OUT, FURNITURE, LABEL = range(5)


@dataclass(slots=True)
class _Text:
    """One text of the source and, sign by sign, what became of it: a `_Fate` a byte."""

    text: str
    place: Place
    fates: bytearray = field(init=False)
    # How far words were looked for, and where the figures stand whole: what is crossed out
    # stays so, and a line of a hundred thousand figures is gone through once.
    _passed: dict[tuple[str, bool, bool], int] = field(init=False, default_factory=dict)
    _whole: dict[str, deque[int]] | None = field(init=False, default=None)
    _closed: tuple[str, Sequence[int]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.fates = bytearray(len(self.text))

    def cross_out(self, words: str, fate: _Fate) -> bool:
        """Cross out the first open ``words``, whole ones first; False where there are none.

        Words of a label may stand apart in the source.
        """
        if words == self.text and not any(self.fates):
            self.mark(0, len(words), fate)
            return bool(words)
        span = self._figure(words) or self._exact(words) or self._apart(words)
        if span:
            self.mark(*span, fate)
        return span is not None

    def mark(self, start: int, end: int, fate: _Fate) -> None:
        """The signs from ``start`` up to ``end`` have that fate."""
        self.fates[start:end] = bytes([fate]) * (end - start)

    def _figure(self, words: str) -> tuple[int, int] | None:
        if not _FIGURE.fullmatch(words):
            return None
        if self._whole is None:
            self._whole = {}
            for match in _FIGURE.finditer(self.text):
                if not self._cuts_a_figure(*match.span()):
                    self._whole.setdefault(match.group(), deque()).append(match.start())
        starts = self._whole.get(words, deque())
        while starts:
            start = starts.popleft()
            if self._is_open(start, start + len(words)):
                return start, start + len(words)
        return None

    def _exact(self, words: str) -> tuple[int, int] | None:
        return self._find(self.text, range(len(self.text)), words)

    def _apart(self, words: str) -> tuple[int, int] | None:
        if self._closed is None:
            signs = [index for index, sign in enumerate(self.text) if not sign.isspace()]
            self._closed = "".join(self.text.split()), signs
        return self._find(*self._closed, "".join(words.split()))

    def _find(self, text: str, signs: Sequence[int], words: str) -> tuple[int, int] | None:
        """The first open ``words``; ``signs`` says where each sign of ``text`` stands."""
        for whole in (True, False) if words else ():
            looked = words, whole, text is self.text
            at = text.find(words, self._passed.get(looked, 0))
            while at >= 0:
                self._passed[looked] = at + 1
                start, end = signs[at], signs[at + len(words) - 1] + 1
                if self._is_open(start, end) and not (whole and self._cuts_a_figure(start, end)):
                    return start, end
                at = text.find(words, at + 1)
            self._passed[looked] = len(text)
        return None

    def _is_open(self, start: int, end: int) -> bool:
        return not any(self.fates[start:end])

    def _cuts_a_figure(self, start: int, end: int) -> bool:
        before, after = self.text[max(start - 1, 0) : start + 1], self.text[end - 1 : end + 1]
        return any(_WITHIN.fullmatch(pair) for pair in (before, after))

    def rest(self, fate: _Fate) -> None:
        """Everything still open shares one fate."""
        self.fates = self.fates.replace(bytes([_Fate.OPEN]), bytes([fate]))

    def open_runs(self) -> Iterator[tuple[int, str]]:
        """The stretches nothing has claimed, with where they begin."""
        for match in _OPEN_RUN.finditer(self.fates):
            run = self.text[match.start() : match.end()]
            if run.strip():
                yield match.start(), run

    def units(self) -> Iterator[tuple[str, set[int]]]:
        """Its figures and sentences with the fates of their signs; labels have neither."""
        skipped = len(self.text) - len(without_numbering(self.text))
        for match in _FIGURE.finditer(self.text, skipped):
            if not _MARKED.fullmatch(self.text[max(match.start() - 1, 0) : match.end() + 1]):
                yield match.group(), set(self.fates[match.start() : match.end()])
        for match in _SENTENCE.finditer(self.text):
            words = match.group()
            shortest = _SHORTEST if words[-1] in "。；;！!？?" else _SHORTEST_OPEN
            if len(key(_FIGURE.sub("", words))) >= shortest:
                own = self.fates[match.start() : match.end()]
                if _Fate.OPEN not in own:
                    yield words, {f for sign, f in zip(words, own, strict=True) if sign.isalpha()}
                    continue
                fates = Counter(f for sign, f in zip(words, own, strict=True) if sign.isalpha())
                # A word left in a line whose rest has its place is no sentence.
                shortest = _SHORTEST_OPEN if _stand_apart(words, own) else shortest
                if fates[_Fate.OPEN] < min(shortest, fates.total()):
                    del fates[_Fate.OPEN]
                yield words, set(fates)


def _stand_apart(words: str, fates: bytearray) -> bool:
    """Whether what is open are words between blanks, before the end of what the line is read as.

    A table's last line may run into the prose behind it: its words are not the sentence's.
    """
    found = [set(fates[match.start() : match.end()]) for match in _WORD.finditer(words)]
    return _Fate.OPEN not in found[-1] and all(len(one) == 1 for one in found if _Fate.OPEN in one)


def balanced(
    proposal: Proposal,
    placing: Placing,
    aside: Iterable[Place] = (),
    told: Sequence[Line] | None = None,
) -> Proposal:
    """``proposal`` with its account; what nothing has claimed is named, whoever lost it.

    ``aside`` is what was said to be left out as a whole: another report in the source. ``told``
    are the source's lines, where somebody has them.
    """
    account = take_account(proposal, placing.furniture, placing.again, aside, told)
    return replace(proposal, account=account, unplaced=(*proposal.unplaced, *account.missing))


def take_account(
    proposal: Proposal,
    furniture: Iterable[Place],
    again: Iterable[tuple[str, Place]] = (),
    aside: Iterable[Place] = (),
    told: Sequence[Line] | None = None,
) -> Account:
    """What became of the source of ``proposal``.

    ``furniture`` is what belongs to no report, ``again`` what was read once more elsewhere,
    ``aside`` what was left out as a whole.
    """
    texts = _Texts(lines(proposal.source) if told is None else told)
    # Words first: the 1 of 行政许可（撤回1件） is theirs, not a cell's.
    worded = {item for item in proposal.unplaced if not _FIGURE.fullmatch(item.text)}
    for item in worded:
        _leave(item, texts)
    twice = _claims(proposal, texts)
    for words, place in again:
        for text in texts.at(place):
            text.cross_out(one_line(words), _Fate.PLACED)
    for item in (item for item in proposal.unplaced if item not in worded):
        _leave(item, texts)
    for place in aside:
        for text in texts.at(place):
            text.rest(_Fate.LEFT_OUT)
    for place in furniture:
        for text in texts.at(place):
            text.rest(_Fate.FURNITURE)
    _prose(proposal, texts.all)
    counts, missing = _counted(texts, vocabulary(proposal.form.id))
    placed, left_out = counts[_Fate.PLACED], counts[_Fate.LEFT_OUT]
    return Account(placed, left_out, counts[_Fate.FURNITURE], tuple(missing), tuple(twice))


def _counted(texts: _Texts, labels: Vocabulary) -> tuple[Counter[int], list[Unplaced]]:
    """How many figures and sentences had which fate, and those that had none."""
    counts: Counter[int] = Counter()
    missing: list[Unplaced] = []
    for text in texts.all:
        for start, run in list(text.open_runs()):
            _label(text, start, run, labels)
        for words, fates in text.units():
            fates.discard(_Fate.LABEL)
            counts[max(fates, default=_Fate.LABEL)] += 1
            if _Fate.OPEN in fates:
                missing.append(Unplaced(words.strip(), text.place))
    return counts, missing


class _Texts:
    """Every text of the source, by its place and by what stands beside it."""

    def __init__(self, told: Iterable[Line]) -> None:
        self.all: list[_Text] = []
        for line in told:
            if line.grid is None:
                self.all.append(_Text(one_line(line.text), line.place))
                continue
            own = (cell for cell in line.grid.rows[line.row] if cell and cell.row == line.row)
            self.all += (_Text(one_line(c.text), c.place) for c in dict.fromkeys(own))
        self._places = {text.place: text for text in self.all}
        self._rows = defaultdict[tuple[int, int], list[_Text]](list)
        self._words: defaultdict[tuple[int, str], list[_Text]] | None = None
        for text in self.all:
            # A paragraph of one line is found by its place alone.
            if text.place.row or text.place.column is not None:
                self._rows[text.place.block, text.place.row].append(text)

    def at(self, place: Place | None) -> list[_Text]:
        """The texts at a place: several where it means a whole row."""
        if place is None:
            return []
        if place in self._places:
            return [self._places[place]]
        return self._rows.get((place.block, place.row)) or []

    def beside(self, place: Place, words: str) -> list[_Text]:
        """The texts of the same block that are ``words``."""
        if self._words is None:
            self._words = defaultdict(list)
            for text in self.all:
                self._words[text.place.block, text.text].append(text)
        return self._words.get((place.block, words)) or []


def _claims(proposal: Proposal, texts: _Texts) -> list[Unplaced]:
    """Cross out every number that was read; answers those that do not stand where they should."""
    wrong = []
    # 1件 before 1, which stands in it.
    for address, words in sorted(proposal.read.items(), key=lambda item: -len(item[1])):
        place = proposal.places[address]
        line = one_line(words)
        if words and not any(text.cross_out(line, _Fate.PLACED) for text in texts.at(place)):
            wrong.append(Unplaced(words, place, proposal.form.cell(address).words))
    return wrong


def _leave(item: Unplaced, texts: _Texts) -> None:
    if item.place is None:
        return
    found = texts.at(item.place)
    # The row of a left out number is named with it.
    for label in texts.beside(item.place, item.label) if item.label else ():
        label.rest(_Fate.LEFT_OUT)
    for text in found:
        if len(found) == 1:
            text.cross_out(item.text, _Fate.LEFT_OUT)
        elif text.text in item.text:
            text.rest(_Fate.LEFT_OUT)


def _prose(proposal: Proposal, texts: Iterable[_Text]) -> None:
    """Cross out each paragraph of the parts once, whole lines first.

    A title may run into its text (六、其他需要报告的事项：无), and a report into one line.
    """
    left = Counter(p for prose in proposal.texts.values() for p in prose.split("\n") if p)
    inside = []
    for text in texts:
        if any(text.fates):
            inside.append(text)
        elif left[line := escape(text.text)]:
            left[line] -= 1
            text.rest(_Fate.PLACED)
        else:
            inside.append(text)
    for paragraph in left.elements():
        any(text.cross_out(paragraph, _Fate.PLACED) for text in inside)


def _label(text: _Text, start: int, run: str, labels: Vocabulary) -> None:
    """Cross out what is a label of the form, half of one, or several in a row."""
    if _is_label(run, labels):
        text.mark(start, start + len(run), _Fate.LABEL)
        return
    for match in _WORD.finditer(run):
        if _is_label(match.group(), labels):
            text.mark(start + match.start(), start + match.end(), _Fate.LABEL)


def _is_label(words: str, labels: Vocabulary) -> bool:
    if has_figure(words):
        return False
    if labels.find(words) or labels.near(words) or labels.alike(words)[0]:
        return True
    return labels.is_piece(words) or bool(labels.labels_in(words))
