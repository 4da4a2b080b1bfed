"""Where the parts of a report begin: titles in the many ways offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from govreport_desktop.form import Form, load_form
from govreport_desktop.form.model import Section
from govreport_desktop.matching.labels import (
    has_numbering,
    key,
    likeness,
    pairs,
    plain,
    section_number,
)
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.vocabulary import Vocabulary, vocabulary
from govreport_desktop.numbering import NUMERALS

# A title is a short line; the longest heading of a form has 26 characters.
_SHORTEST, _LONGEST, _LONGEST_UNKNOWN = 4, 48, 24
_SENTENCE_END = "。；;，,！!？?"
_PARENTHESES = re.compile(r"[（(][^（()）]*[)）]\s*$")
# A title that runs into its text: 六、其他需要报告的事项：无
_RUN_IN = re.compile(r"[。：:；;\s\u3000]")
_ALIKE_NUMBERED, _ALIKE = 0.5, 0.72
_POINT = re.compile(r"(\d{1,2})[.、,)]")
# From this weight on a title is known by its words, and by its number besides.
_BY_WORDS, _OWN_NUMBER = 4, 9
# （一）总体情况 is a part where as many are numbered so, and fewer in any other way.
_BRACKETS = re.compile(rf"^[（(]([{NUMERALS}])[)）][、.．]?\s*")
_FEWEST_IN_BRACKETS = 3


class Slice(NamedTuple):
    """The lines of one part; ``section`` is None for what stands before the first title.

    ``title`` is the line it begins with; ``certain`` says that it was known by its words, not
    by its number alone.
    """

    section: Section | None
    lines: tuple[Line, ...]
    certain: bool = False
    title: Line | None = None


class _Title(NamedTuple):
    line: int
    section: int
    weight: int
    rest: str = ""


class _Chain(NamedTuple):
    """A sequence of titles by its ``last`` one, and its weight in all."""

    weight: int
    last: _Title
    previous: _Chain | None


def cut(lines: Sequence[Line], form: Form) -> list[Slice]:
    """``lines`` cut at the titles of the parts, in order; the preamble's slice comes first.

    Of all lines that could be titles, those are taken that together make the best sequence
    in the form's order, so that a heading quoted in the prose or a table of contents does
    not cut anything.
    """
    sections = [section for section in form.sections if section.number]
    labels = vocabulary(form.id)
    candidates = [
        title
        for index in range(len(lines))
        for title in _candidates(lines, index, sections, labels)
    ]
    chosen = _best_chain(candidates)
    in_brackets = _best_chain(_bracketed(lines, sections, labels))
    if len(in_brackets) > max(len(chosen), _FEWEST_IN_BRACKETS - 1):
        chosen = in_brackets
    ends = [*(title.line for title in chosen), len(lines)]
    slices = [Slice(None, tuple(lines[: ends[0]]))]
    for title, end in zip(chosen, ends[1:], strict=True):
        body = list(lines[title.line + 1 : end])
        if title.rest:
            body.insert(0, Line(title.rest, lines[title.line].place))
        certain = title.weight >= _BY_WORDS
        slices.append(Slice(sections[title.section], tuple(body), certain, lines[title.line]))
    return slices


def _candidates(
    lines: Sequence[Line], index: int, sections: Sequence[Section], labels: Vocabulary
) -> list[_Title]:
    text = _unended(lines[index].text.strip(), sections)
    # 四、结转下年度继续办理 is a row, not a part.
    if len(text) < _SHORTEST or not _may_be_title(text, sections) or labels.find(text):
        return []
    if _begins_label(text, labels.form.id):
        return []
    found = []
    for position, section in enumerate(sections):
        weight, rest = _weigh(text, section)
        if weight:
            # In a table of contents a title is followed by the next one.
            follower = lines[index + 1].text if index + 1 < len(lines) else ""
            alone = not any(_weigh(follower.strip(), other)[0] for other in sections)
            found.append(_Title(index, position, weight + alone, rest))
    return found


def _bracketed(
    lines: Sequence[Line], sections: Sequence[Section], labels: Vocabulary
) -> list[_Title]:
    """Titles numbered （一）、（二） and so on: only where number and words are one part's own."""
    numbered = [at for at, line in enumerate(lines) if _BRACKETS.match(line.text.strip())]
    opened = list(lines)
    for at in numbered:
        opened[at] = lines[at]._replace(text=_BRACKETS.sub(r"\1、", lines[at].text.strip()))
    return [
        title
        for index in numbered
        for title in _candidates(opened, index, sections, labels)
        if title.weight >= _OWN_NUMBER
    ]


def _unended(text: str, sections: Sequence[Section]) -> str:
    """``text`` without the full stop behind a title: 一、总体情况。"""
    bare = text.rstrip("。.；;")
    if bare == text or len(text) > _LONGEST:
        return text
    known = (_known(_headings(section)).keys for section in sections)
    return bare if any(key(bare) in headings for headings in known) else text


def _headings(section: Section) -> tuple[str, ...]:
    return (section.heading, *section.aliases)


class _Headings(NamedTuple):
    """The keys of a part's headings, and their pairs of characters all together."""

    keys: tuple[str, ...]
    pairs: frozenset[str]


@lru_cache(maxsize=64)
def _known(headings: tuple[str, ...]) -> _Headings:
    keys = tuple(map(key, headings))
    return _Headings(keys, frozenset().union(*map(pairs, keys)))


class _Said(NamedTuple):
    """What of a line does not depend on the part it is weighed for."""

    number: str
    numbered: bool
    words: frozenset[str]
    pairs: frozenset[str]


@lru_cache(maxsize=16384)
def _said(text: str) -> _Said:
    words = frozenset((key(text), key(_PARENTHESES.sub("", text))))
    return _Said(
        section_number(text), has_numbering(text), words, frozenset().union(*map(pairs, words))
    )


@lru_cache(maxsize=64)
def _all_pairs(headings: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset().union(*(_known(own).pairs for own in headings))


def _may_be_title(text: str, sections: Sequence[Section]) -> bool:
    """False for most lines: no part's number, and nothing in common with any heading."""
    if len(text) > _LONGEST:
        return bool(section_number(text))
    said = _said(text)
    return bool(said.number) or not said.pairs.isdisjoint(
        _all_pairs(tuple(map(_headings, sections)))
    )


def _weigh(text: str, section: Section) -> tuple[int, str]:
    """How surely ``text`` is the title of ``section`` (0: not at all), and what follows it."""
    if len(text) > _LONGEST or text[-1:] in _SENTENCE_END:
        return _run_in(text, section, section_number(text))
    said, headings = _said(text), _known(_headings(section))
    same_number = said.number == section.number
    if text[0] in "（(" or _is_point(text, section):
        # （一）主动公开政府信息情况, 2.依申请公开政府信息情况: headings within part 一.
        return 0, ""
    if not said.words.isdisjoint(headings.keys):
        return (12 if same_number else 8 if not said.numbered else 6), ""
    best = _likeness(said.words, headings)
    if same_number and best >= _ALIKE_NUMBERED:
        return 9, ""
    if best >= _ALIKE and (said.number or not said.numbered):
        return 4, ""
    found = _run_in(text, section, said.number)
    if not found[0] and same_number and len(text) <= _LONGEST_UNKNOWN:
        # 一、工作基本情况: the number alone, where nothing better has it.
        return 2, ""
    return found


def _likeness(words: Iterable[str], headings: _Headings) -> float:
    # Most lines share nothing with a heading.
    near = [word for word in words if not headings.pairs.isdisjoint(pairs(word))]
    return max((likeness(word, heading) for word in near for heading in headings.keys), default=0.0)


def _is_point(text: str, section: Section) -> bool:
    """Whether ``text`` is numbered 1. 2. 3. otherwise than its part is."""
    match = _POINT.match(plain(text))
    return match is not None and int(match.group(1)) != NUMERALS.index(section.number) + 1


def _run_in(text: str, section: Section, number: str) -> tuple[int, str]:
    if number != section.number:
        return 0, ""
    for mark in _RUN_IN.finditer(text[:_LONGEST]):
        head, rest = text[: mark.start()], text[mark.end() :].strip()
        if rest and key(head) in _known(_headings(section)).keys:
            return 10, rest
    return 0, ""


def _best_chain(candidates: Sequence[_Title]) -> list[_Title]:
    """The sequence of titles, in document order and in the form's order, of most weight.

    Of equals the later ones win: a table of contents stands before the text. For each part
    only the best chain that ends in it is kept, so that a text full of titles costs no more.
    """
    best: dict[int, _Chain] = {}
    for _, same_line in groupby(candidates, key=lambda title: title.line):
        found: list[_Chain] = []
        for title in same_line:
            before = [chain for section, chain in best.items() if section < title.section]
            previous = max(before, key=lambda chain: (chain.weight, chain.last.line), default=None)
            weight = title.weight + (previous.weight if previous else 0)
            found.append(_Chain(weight, title, previous))
        for chain in found:
            rival = best.get(chain.last.section)
            if rival is None or chain.weight >= rival.weight:
                best[chain.last.section] = chain
    last = max(best.values(), key=lambda chain: (chain.weight, chain.last.line), default=None)
    titles: list[_Title] = []
    while last is not None:
        titles.append(last.last)
        last = last.previous
    return titles[::-1]


def names_part(text: str, form: Form) -> bool:
    """Whether ``text`` is the title of a part of ``form``, by its words."""
    return any(_weigh(text, section)[0] >= _BY_WORDS for section in form.sections if section.number)


def parts_named(lines: Sequence[Line], form: Form) -> list[tuple[int, int]]:
    """Which of ``lines`` are titles of parts of ``form`` by their words, and of which: its rank."""
    sections = [section for section in form.sections if section.number]
    found = []
    for index, line in enumerate(lines):
        text = line.text.strip()
        if len(text) < _SHORTEST or not _may_be_title(text, sections):
            continue
        if _begins_label(text, form.id):
            continue
        weights = [_weigh(text, section)[0] for section in sections]
        if (most := max(weights)) >= _BY_WORDS:
            found.append((index, weights.index(most)))
    return found


def _begins_label(text: str, form_id: str) -> bool:
    """Whether ``text`` is what a line holds of a row's label: 一、本年新收政府信息公开 申请数量."""
    words = plain(text)
    return any(label.startswith(words) for label in _numbered_labels(form_id))


@lru_cache(maxsize=8)
def _numbered_labels(form_id: str) -> tuple[str, ...]:
    form = load_form(form_id)
    texts = {cell.text for table in form.tables.values() for cell in table.grid}
    return tuple(plain(text) for text in texts if section_number(text))


def is_short_line(text: str) -> bool:
    """Whether ``text`` could be a title or a label rather than a sentence."""
    words = plain(text)
    return 0 < len(words) <= _LONGEST and words[-1] not in "。；;！!？?"
