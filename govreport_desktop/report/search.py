"""Find and replace in the prose of every part, in the text as the clerk sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreport_desktop.report.edit import Address, TextAddress
from govreport_desktop.report.fields import Expanded, escape, expand
from govreport_desktop.report.report import Report


class Match(NamedTuple):
    """One place: characters ``start`` to ``end`` of the stored text of ``section``.

    ``bound`` where it touches the digits of a field: found, but not to be replaced, as the
    number belongs to the table.
    """

    section: str
    start: int
    end: int
    bound: bool


class Replacement(NamedTuple):
    """What replacing comes to: contents for an edit, places replaced and places left alone."""

    contents: tuple[tuple[Address, str], ...]
    replaced: int
    bound: int


def find_all(report: Report, wanted: str, *, match_case: bool = False) -> list[Match]:
    """Every place of ``wanted`` in the prose as printed, in the order of the parts."""
    found: list[Match] = []
    if not wanted:
        return found
    for section in report.form.narratives:
        expanded = expand(report.texts[section.id], report)
        found.extend(_in_section(section.id, expanded, wanted, match_case))
    return found


def replace_matches(report: Report, matches: Iterable[Match], new: str) -> Replacement:
    """Put ``new`` in each of ``matches`` that is no field. Field-shaped text stays text."""
    todo = list(matches)
    free = [match for match in todo if not match.bound]
    texts: dict[str, str] = {}
    for match in sorted(free, reverse=True):
        text = texts.get(match.section, report.texts[match.section])
        texts[match.section] = text[: match.start] + escape(new) + text[match.end :]
    contents = tuple((TextAddress(section), text) for section, text in texts.items())
    return Replacement(contents, len(free), len(todo) - len(free))


def _in_section(section: str, expanded: Expanded, wanted: str, match_case: bool) -> Iterable[Match]:
    text = expanded.text if match_case else _folded(expanded.text)
    needle = wanted if match_case else _folded(wanted)
    at = text.find(needle)
    while at >= 0:
        start, end = expanded.source_span(at, at + len(needle))
        bound = any(p.field and p.start < end and start < p.end for p in expanded.pieces)
        yield Match(section, start, end, bound)
        at = text.find(needle, at + len(needle))


def _folded(text: str) -> str:
    """Lower case letter by letter, so that offsets stay: ``İ`` alone would become two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(_lower(char) for char in text)


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char
