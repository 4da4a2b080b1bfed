"""Which form a source is on, told by its labels and titles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from govreport_desktop.errors import FormError
from govreport_desktop.form import available_forms, form_for_year, load_form, newest_form
from govreport_desktop.form.model import Form
from govreport_desktop.matching.front import read_front, report_year
from govreport_desktop.matching.labels import keys
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.vocabulary import vocabulary

_FRONT_LINES = 12
_LONGEST_LABELS = 120


def recognised_form(all_lines: Sequence[Line]) -> str:
    """The id of the form whose labels and titles explain most of the source; "" in doubt."""
    likely = _recognised(all_lines)
    return likely[0] if len(likely) == 1 else ""


def _recognised(all_lines: Sequence[Line]) -> list[str]:
    """The ids of the forms that explain most, and equally much: all of them where none tells.

    A form that adds a table to another explains a source on that other one just as well.
    """
    words = words_of(all_lines)
    scores = {form_id: len(words & _known_words(form_id)) for form_id in available_forms()}
    most = max(scores.values())
    return [form_id for form_id, score in scores.items() if score == most]


@cache
def _known_words(form_id: str) -> frozenset[str]:
    """The keys of every label and title of the form of that id."""
    titles = (t for s in load_form(form_id).sections for t in (s.heading, *s.aliases))
    return vocabulary(form_id).words.union(*map(keys, titles))


def words_of(all_lines: Sequence[Line]) -> set[str]:
    """The keys of everything short among ``all_lines``."""
    found: set[str] = set()
    for line in all_lines:
        texts = [line.text]
        if line.grid is not None:
            texts = [cell.text for cell in line.grid.rows[line.row] if cell is not None]
        for text in texts:
            # Several labels, or a label and its numbers, may stand on one line, or a whole table.
            parts = (text, *text.split()) if text else ()
            short = (part for part in parts if len(part) < _LONGEST_LABELS)
            found.update(words for part in short for words in keys(part))
    return found


def likely_form(year: int | None, all_lines: Sequence[Line]) -> Form:
    """The form of the year; where the labels speak against it, the smallest one that fits."""
    texts = [line.text for line in all_lines]
    year = year or report_year(read_front(all_lines[:_FRONT_LINES]).year, texts)
    try:
        prescribed = form_for_year(year) if year else newest_form()
    except FormError:
        prescribed = newest_form()
    likely = _recognised(all_lines)
    if prescribed.id in likely:
        return prescribed
    return load_form(min(likely, key=lambda form_id: len(_known_words(form_id))))


def form_notes(form: Form, year: int | None) -> tuple[str, ...]:
    """R19: the form of the source is not the one prescribed for its year."""
    if year is None or form.fits(year):
        return ()
    return (
        f"来源用的是{form.name}（{form.notice}），与 {year} 年度报告应当使用的格式不符："
        "各数按原格式读入，没有换算成另一种格式。",
    )
