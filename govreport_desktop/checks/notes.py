"""审核说明 for a document: what the office says about each warning, as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govreport_desktop.checks.problem import Problem
from govreport_desktop.form.model import Form
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.report import Report

# What somebody else's words stand in: they are not touched.
_QUOTED = re.compile(r"(“[^“”]*”)")
_HELD = 0xE000  # their place, meanwhile: a sign that nobody writes
# A clause that asks the clerk to do something, and all behind it up to the next ；.
_REQUEST = re.compile(
    r"(?:^|[，。])(?:(?:[^，。]{0,8}[的前])?请(?![求示])|没有[^，。]{0,6}的写明"
    r"|是[^，。]{0,20}的，(?:请|写明)).*"
)
# The number of a row or a part, which would run into that of the note.
_NUMBERED = re.compile(r"^(?:（[一二三四五六七八九十]+）|\d{1,2}[.．])\s*(?=\D)")
_BLANK = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def notes_of(report: Report, problems: Iterable[Problem]) -> tuple[Note, ...]:
    """A note for each of ``problems`` that the office has explained, in their order.

    The last one says what ``report`` is not checked for, where that is otherwise than usual.
    """
    notes = [
        Note(statement(problem.message, report.form), problem.explanation, problem.outdated)
        for problem in problems
        if problem.explanation.strip()
    ]
    words = deviations_of(report)
    return (*notes, Note(statement(words, report.form))) if words else tuple(notes)


def statement(message: str, form: Form) -> str:
    """``message`` as an office states it to others: nothing asked of the clerk, no blanks beside
    numbers, parts called by their ordinal (第一部分“总体情况”)."""
    pieces = _QUOTED.split(message)
    # Quotations are put aside, so that a mark in them ends no clause.
    held = "".join(chr(_HELD + n) if n % 2 else piece for n, piece in enumerate(pieces))
    for section in form.sections:
        number, _, name = section.title.partition("、")
        if section.number and name:
            held = held.replace(section.title, f"第{number}部分“{name}”")
    kept = [_REQUEST.sub("", part) for part in held.rstrip("。").split("；")]
    said = _NUMBERED.sub("", _BLANK.sub("", "；".join(filter(None, kept))))
    for n in range(1, len(pieces), 2):
        said = said.replace(chr(_HELD + n), pieces[n])
    return f"{said}。"


def deviations_of(report: Report) -> str:
    """How ``report`` says it is checked otherwise than usual, in a line; "" where as usual."""
    text = report.fields["check_settings"]
    if not text:
        return ""
    # Here and not above: it names the rules, and a window on its way up need not wait for them.
    from govreport_desktop.checks.deviations import deviations

    return deviations(text)
