"""审核说明 at the end of a printed report: what the office says of its warnings, read back.

Our own documents print each warning as 1.…。 with 说明：… below it; so much is given back to the
warning it was written for. What another program printed under that heading is kept as the office's
words, and explains no figure by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreport_desktop.checks import Problem, statement
from govreport_desktop.form.model import CarryOver, Form, Stock
from govreport_desktop.report.explanations import ANNEX_LEAD

# Of our own the heading is the last line of a title.
_HEADING = re.compile(r"^(?:.{0,160}报告\s*|\s*)审\s*核\s*说\s*明\s*(?:[:：]\s*(.*))?$", re.DOTALL)
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.．、]\s*(.+)$", re.DOTALL)
# Not 说明（数字已变）：, which was said of other figures.
_SAID = re.compile(r"^\s*说明\s*[:：]\s*(.+)$", re.DOTALL)
_OUTDATED = re.compile(r"^\s*说明（")
# What stands below it is no more of it: a date alone, the number of a page.
_END = re.compile(r"^\s*(?:20\d\d\s*年\s*\d+\s*月\s*\d+\s*日|[—–-]+\s*\d+\s*[—–-]+|\d+)\s*$")
_LONGEST = 4000


class Appendix(NamedTuple):
    """``notes`` are pairs of a warning and what is said of it, ``rest`` what is said of none."""

    notes: tuple[tuple[str, str], ...] = ()
    rest: str = ""


def read_appendix(texts: Sequence[str]) -> Appendix:
    """What stands under the last heading 审核说明 among the paragraphs of a document."""
    at = next((n for n in range(len(texts) - 1, -1, -1) if _HEADING.match(texts[n])), None)
    if at is None:
        return Appendix()
    heading = _HEADING.match(texts[at])
    lines = [heading[1]] if heading is not None and heading[1] else []
    for text in texts[at + 1 :]:
        if _END.match(text):
            break
        if _plain(text) == _plain(ANNEX_LEAD):
            continue
        lines.append(text)
    notes: list[tuple[str, str]] = []
    rest: list[str] = []
    for line in lines:
        _take(line, notes, rest)
    found = [(message, said) for message, said in notes if said]
    bare = [message for message, said in notes if not said] if not found else []
    return Appendix(tuple(found), "\n".join([*bare, *rest])[:_LONGEST])


def _take(line: str, notes: list[tuple[str, str]], rest: list[str]) -> None:
    """One line more: a warning, what is said of it, or words of no known shape."""
    numbered, said = _NUMBERED.match(line), _SAID.match(line)
    if numbered is not None:
        notes.append((numbered[1].strip(), ""))
    elif said is not None and notes:
        message, before = notes[-1]
        notes[-1] = (message, f"{before}\n{said[1].strip()}".strip())
    elif notes and notes[-1][1]:
        message, before = notes[-1]
        notes[-1] = (message, f"{before}\n{line.strip()}")
    elif line.strip() and not _OUTDATED.match(line):
        rest.append(line.strip())


def explained(
    appendix: Appendix, problems: Sequence[Problem], form: Form
) -> tuple[dict[str, str], str]:
    """What is said of each problem, by its key, and what is said of none of them.

    A break with last year is known by its sentence: the document does not hold last year.
    """
    # Earlier documents print the warning as it is shown, not as it is stated.
    keys = {_plain(one.message): one.key for one in problems}
    keys |= {_plain(statement(one.message, form)): one.key for one in problems}
    found: dict[str, str] = {}
    rest = [appendix.rest] if appendix.rest else []
    for message, said in appendix.notes:
        key = keys.get(_plain(message)) or next(_of_last_year(message, form), "")
        if key:
            found[key] = said
        else:
            rest.append(f"{message}：{said}")
    return found, "\n".join(rest)


def _of_last_year(message: str, form: Form) -> Iterator[str]:
    for relation in form.relations:
        if not isinstance(relation, CarryOver | Stock):
            continue
        match = _pattern(relation.message).match(_plain(message))
        if match is None:
            continue
        table = form.tables[relation.table]
        names = table.column_names if isinstance(relation, CarryOver) else table.row_names
        wanted = match["column" if isinstance(relation, CarryOver) else "row"]
        yield from (
            f"{relation.rule}:{relation.table}/{key}"
            for key, name in names.items()
            if _plain(name) == wanted
        )


def _pattern(message: str) -> re.Pattern[str]:
    """The sentence of a relation with room for its names and numbers."""
    parts = re.split(r"\{(\w+)\}", _plain(message))
    said = [f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)]
    return re.compile(f"{''.join(said)}$")


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("。")
