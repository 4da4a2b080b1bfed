"""What may not simply be added: asked with its evidence, answered by a person, never corrected.

Which questions there are is data (``resources/asked.toml``), each with its notice or custom. A
question is open as long as nobody has answered it for the figures it is asked with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Body
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.form.meaning import FactName
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.form.organs import level_of
from govreport_desktop.paths import resources
from govreport_desktop.report import format_value
from govreport_desktop.report.numbers import Number


class Evidence(NamedTuple):
    """What a question rests on: an office's figure or its words, and the file they stand in."""

    office: str
    words: str
    file: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``key`` outlives a new reading; ``figures`` are what an answer holds for.

    ``answer`` is what was found out, "" as long as nobody has; ``outdated`` says that the
    figures have changed since.
    """

    key: str
    kind: str
    title: str
    words: str
    basis: str
    evidence: tuple[Evidence, ...]
    cells: tuple[CellAddress, ...] = ()
    offices: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    answer: str = ""
    outdated: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return not self.answer or self.outdated


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of question as the data states it."""

    id: str
    title: str
    words: str
    basis: str
    facts: tuple[FactName, ...]
    text: re.Pattern[str] | None
    spared: tuple[str, ...]
    least: Mapping[str, int]
    whole: bool


# What was within three times of it last year is usual there.
_AS_LAST = 3
# Reads the body of a file by its hash.
Bodies = Callable[[str], Body]


@cache
def kinds() -> tuple[_Kind, ...]:
    """The questions of the data file, in its order."""
    data = tomllib.loads((resources() / "asked.toml").read_text(encoding="utf-8"))
    return tuple(
        _Kind(
            node["id"],
            node["title"],
            node["words"],
            node["basis"],
            tuple(node.get("facts", ())),
            re.compile(node["text"]) if "text" in node else None,
            tuple(node.get("spared", ())),
            node.get("least", {}),
            node.get("whole", False),
        )
        for node in data["questions"]
    )


def questions(
    form: Form,
    rows: Sequence[OfficeRow],
    bodies: Bodies,
    state: State,
    last: Mapping[str, Last] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """Every question that the reports which count give rise to, answered or open.

    ``last`` is what is known of last year, by office.
    """
    counting = [row for row in rows if row.counted is not None]
    texts = {row.office.id: _texts(row, bodies) for row in counting}
    found = [question for kind in kinds() for question in _ask(kind, form, counting, texts, last)]
    return tuple(_answered(question, state) for question in (*found, *_vertical(rows)))


def _texts(row: OfficeRow, bodies: Bodies) -> str:
    assert row.counted is not None
    shape = bodies(row.counted.hash).shape
    return "\n".join(text for text in shape.get("narratives", {}).values() if text)


def _ask(
    kind: _Kind,
    form: Form,
    rows: Sequence[OfficeRow],
    texts: Mapping[str, str],
    last: Mapping[str, Last],
) -> Iterator[Question]:
    """One question over all offices that give rise to it, or none."""
    cells = form.where(*kind.facts) if kind.facts else ()
    if kind.facts and not cells:
        return
    evidence: list[Evidence] = []
    offices, figures = list[str](), list[str]()
    for row in rows:
        assert row.counted is not None and row.counted.head is not None
        if row.office.kind in kind.spared:
            continue
        amount = _amount([row.counted.head.value(cell) for cell in cells])
        said = _said(kind, texts[row.office.id])
        silent = (cells and not amount) or (kind.text is not None and not said)
        if silent or not _is_large(kind, row.office, amount, cells, last):
            continue
        offices.append(row.office.id)
        words = said or format_value(amount)
        figures.append(f"{row.office.id}={format_value(amount)}" if cells else row.office.id)
        evidence.append(Evidence(row.office.name, words, row.counted.path))
    if offices:
        words = kind.words.format(count=len(offices), offices=_some(evidence))
        yield Question(
            f"asked:{kind.id}",
            kind.id,
            kind.title,
            words,
            kind.basis,
            tuple(evidence),
            cells,
            tuple(offices),
            tuple(figures),
        )


def _is_large(
    kind: _Kind,
    office: Office,
    amount: Number,
    cells: Sequence[CellAddress],
    last: Mapping[str, Last],
) -> bool:
    """Whether ``amount`` is more than an office of its level has, and was not last year; True
    where any is asked about."""
    if not kind.least:
        return True
    if kind.whole and "." in format_value(amount):  # 98879.0 is no number of 元 either
        return False
    least = kind.least.get(level_of(office.name))
    then = last.get(office.id)
    before = _amount([then.then(cell) for cell in cells]) if then is not None else 0
    return least is not None and amount >= least and amount > _AS_LAST * before


def _amount(values: Sequence[Number | None]) -> Number:
    total: Number = 0
    for value in values:
        total = total + (value or 0)
    return total


def _said(kind: _Kind, text: str) -> str:
    """The clause in which an office says it."""
    match = kind.text.search(text) if kind.text else None
    if match is None:
        return ""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    ends = [at for mark in "。；\n" if (at := text.find(mark, match.end())) >= 0]
    return text[start : min(ends, default=len(text))].strip()[:120]


def _vertical(rows: Sequence[OfficeRow]) -> Iterator[Question]:
    """Offices led by their own line that are nevertheless counted."""
    found = [row for row in rows if row.counted is not None and row.office.kind == "vertical"]
    if found:
        evidence = tuple(
            Evidence(r.office.name, "已计入", r.counted.path) for r in found if r.counted
        )
        yield Question(
            "asked:vertical",
            "vertical",
            "垂直管理单位",
            f"{_some(evidence)}是垂直管理单位，逐级报本系统，是否也计入本级？",
            "国办公开办函〔2021〕30号 二：垂直管理部门逐级汇总报送",
            evidence,
            offices=tuple(row.office.id for row in found),
            figures=tuple(row.office.id for row in found),
        )


def _answered(question: Question, state: State) -> Question:
    what = state.what(Subject.ANSWER, question.key)
    if not what:
        return question
    outdated = tuple(what.get("figures", ())) != question.figures
    return replace(question, answer=str(what.get("answer", "")), outdated=outdated)


def _some(evidence: Sequence[Evidence]) -> str:
    names = "、".join(one.office for one in evidence[:4])
    return names if len(evidence) <= 4 else f"{names}等 {len(evidence)} 个单位"
