"""What was understood of a source, to be looked at before anything changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from govreport_desktop.errors import EditError
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.matching.dates import without_dates
from govreport_desktop.matching.labels import has_figure
from govreport_desktop.matching.page_words import is_of_page
from govreport_desktop.matching.vocabulary import Part, vocabulary
from govreport_desktop.report import (
    Address,
    Content,
    Edit,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Value,
    format_value,
)
from govreport_desktop.report.explanations import ANNEX
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import OpenPoint, read_points, written
from govreport_desktop.source import Place, Source, place_words

_LONGEST_QUOTED, _LONGEST_WORDS = 24, 300
# One point for each row of figures; of very many the rest is one point.
_MOST_POINTS = 40


class Unplaced(NamedTuple):
    """Something of the source that has no place in the form, and where it stood.

    ``label`` is what the row around it is called, ``reason`` says more where there is more
    to say, ``cells`` are those it is known to be about.
    """

    text: str
    place: Place | None = None
    label: str = ""
    reason: str = ""
    cells: tuple[CellAddress, ...] = ()

    def where(self, source: Source) -> str:
        """Where it stood in ``source``, in words."""
        return said_place(source, self.place, self.label, self.reason)


class Declared(NamedTuple):
    """A total printed in the source that differs from the sum of what was read.

    ``words`` is the cell's address as people say it; ``place`` is where it is printed.
    """

    address: CellAddress
    words: str
    printed: Value
    computed: Value
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.words}：原表总计 {_said(self.printed)}，按各项相加为 {_said(self.computed)}"


class Account(NamedTuple):
    """How many figures and sentences of a source were placed, left out with their names, or are
    furniture (titles, page numbers, a signature).

    ``missing`` are those that none of this happened to, ``twice`` what was read where it does
    not stand, or stands once and was read again: both are empty where the books balance.
    """

    placed: int = 0
    left_out: int = 0
    furniture: int = 0
    missing: tuple[Unplaced, ...] = ()
    twice: tuple[Unplaced, ...] = ()

    @property
    def balances(self) -> bool:
        """Whether everything in the source is accounted for, once."""
        return not (self.missing or self.twice)


_NO_ACCOUNT = Account()


class Choice(NamedTuple):
    """Digits that can be read in several ways, and where they stood: somebody has to say.

    Each reading gives the typed cells their values; ``words`` lists its numbers in order.
    They are not in the proposal's values. Very many readings are not all listed.
    """

    text: str
    place: Place
    label: str
    words: tuple[str, ...]
    readings: tuple[Mapping[CellAddress, Value], ...]

    def where(self, source: Source) -> str:
        """Where they stood in ``source``, in words."""
        return said_place(source, self.place, self.label)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The contents a source would give a report of ``form``.

    ``values`` has every typed cell the source states, None where it states a blank;
    computed cells are never in it. ``fields`` are the facts of `FIELDS` without office and
    year. ``year`` is None and ``office`` "" where the source does not say. ``source`` is what
    all of this was read from, ``places`` where in it each value stood, ``read`` the text
    there (totals included, "" for a blank), ``account`` what became of the rest of it,
    ``confidence`` (per cent) how sure its labels were recognised; a cell that is not in it
    was recognised for certain. What ``choices`` asks about is among ``unplaced`` as long as
    nobody has chosen. ``doubts`` are the notes on what may have been read wrongly or not at
    all, ``about`` the cells that such a note is about, ``points`` doubts made elsewhere,
    ``lacking`` the rows that were not found, ids by table. ``stranger`` is a sentence where
    the source is another office's or another year's report than the one it is put into: one of
    the notes, and a question of its own before anything changes.
    """

    form: Form
    office: str = ""
    year: int | None = None
    values: Mapping[CellAddress, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    explanations: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(""), repr=False)
    places: Mapping[CellAddress, Place] = field(default_factory=dict)
    read: Mapping[CellAddress, str] = field(default_factory=dict)
    account: Account = _NO_ACCOUNT
    confidence: Mapping[CellAddress, int] = field(default_factory=dict)
    unplaced: tuple[Unplaced, ...] = ()
    choices: tuple[Choice, ...] = ()
    declared: tuple[Declared, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    about: Mapping[str, tuple[CellAddress, ...]] = field(default_factory=dict)
    points: tuple[OpenPoint, ...] = ()
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stranger: str = ""

    @property
    def numbers(self) -> int:
        """How many cells the source states something for; blanks are none."""
        return sum(value is not None for value in self.values.values())

    @property
    def empty(self) -> bool:
        """Whether nothing of the source found a place; a blank form does have one."""
        return not (self.values or self.fields or any(self.texts.values()))

    def new_report(self) -> Report:
        """A report that holds what the source states and nothing else."""
        report = Report(self.form, self.office, self.year)
        report.apply(self.edit(report))
        return report

    def choosing(self, picked: Mapping[int, int]) -> Proposal:
        """This with the values of the readings ``picked``: choice by number, reading by number."""
        values = dict(self.values)
        for choice, reading in picked.items():
            values |= self.choices[choice].readings[reading]
        asked = {(self.choices[choice].text, self.choices[choice].place) for choice in picked}
        left = tuple(item for item in self.unplaced if (item.text, item.place) not in asked)
        return replace(self, values=values, unplaced=left)

    def edit(self, report: Report, name: str = "导入") -> Edit:
        """The edit that puts all of this into ``report``: one step to undo.

        What the source does not state is left as it is. What the source leaves open joins
        what is open in ``report``. Raises EditError where ``report`` is on another form:
        nothing is mapped between the forms.
        """
        self.refuse_other_form(report)
        before = (report.fields[OPEN_POINTS.name], self.fields.get(OPEN_POINTS.name, ""))
        points = (point for text in before for point in read_points(text))
        contents = [pair for pair in self.contents() if pair[0] != OPEN_POINTS]
        contents.append((OPEN_POINTS, written((*points, *open_points(self)))))
        return report.edit(contents, name, "import")

    def refuse_other_form(self, report: Report) -> None:
        """Raise EditError where ``report`` is on another form."""
        if report.form.id != self.form.id:
            raise EditError(
                f"来源用的是{self.form.name}，这份报告是{report.form.name}，两种格式的数不能直接套用。"
            )

    def contents(self) -> list[tuple[Address, Content]]:
        """Every address with what the source states for it."""
        found: list[tuple[Address, Content]] = list(self.values.items())
        found += [(TextAddress(section), text) for section, text in self.texts.items()]
        fields = dict(self.fields)
        if self.office:
            fields["office"] = self.office
        if self.year is not None:
            fields["year"] = str(self.year)
        found += [(FieldAddress(name), text) for name, text in fields.items()]
        found += [(ExplanationAddress(key), text) for key, text in self.explanations.items()]
        return found


def concerned(
    form: Form, places: Mapping[CellAddress, Place], items: Sequence[Unplaced]
) -> tuple[CellAddress, ...]:
    """The cells that ``items``, which stood side by side, are about.

    Those they are known to be about, else the row that is named with them, else what was read
    in the same row: who looks a number up begins there.
    """
    if known := tuple(dict.fromkeys(cell for item in items for cell in item.cells)):
        return known
    if row := _row_named(form, items[0].label):
        return row
    rows = {(item.place.block, item.place.row) for item in items if item.place}
    return tuple(cell for cell, at in places.items() if (at.block, at.row) in rows)


def _row_named(form: Form, label: str) -> tuple[CellAddress, ...]:
    """The typed cells of the one row of that label."""
    hits = vocabulary(form.id).find(label) if label else ()
    rows = {(hit.table, hit.row) for hit in hits if hit.part is Part.ROW}
    typed = (cell.address for cell in form.cells if cell.formula is None)
    return tuple(cell for cell in typed if (cell.table, cell.row) in rows) if len(rows) == 1 else ()


def said_place(source: Source, place: Place | None, label: str = "", reason: str = "") -> str:
    """A place in words, with the name of the row there and what else there is to say."""
    row = f"（“{shortened(label)}”一行）" if label else ""
    return f"{place_words(source, place)}{row}{f'（{reason}）' if reason else ''}"


def shortened(label: str) -> str:
    """A label short enough to be quoted in a sentence."""
    return label if len(label) <= _LONGEST_QUOTED else f"{label[: _LONGEST_QUOTED - 1]}…"


def _quoted(text: str) -> str:
    """Words beside a figure, not more than are needed to find them again."""
    return text if len(text) <= _LONGEST_WORDS else f"{text[: _LONGEST_WORDS - 1]}…"


def _said(value: Value) -> str:
    return format_value(value, blank="空")


def open_points(proposal: Proposal) -> tuple[OpenPoint, ...]:
    """Figures without a place, totals that differ, rows not found, and every doubt."""
    points = [*_figures(proposal), *_totals(proposal), *_rows(proposal), *_doubts(proposal)]
    if len(points) <= _MOST_POINTS:
        return tuple(points)
    more = f"还有 {len(points) - _MOST_POINTS} 处没有读准，请对照原件逐格核对"
    return (*points[:_MOST_POINTS], OpenPoint("doubt", more))


def _figures(proposal: Proposal) -> Iterator[OpenPoint]:
    """Figures without a place, and words with figures that are no date and not the page's own."""
    # The figures of our own annex are what its warnings are about.
    left = (item for item in proposal.unplaced if item.reason != ANNEX)
    said = (item for item in left if has_figure(without_dates(item.text)))
    figures = [item for item in said if not is_of_page(item.text)]

    def row(item: Unplaced) -> tuple[int, str, str]:
        return item.place.block if item.place else 0, item.label, item.reason

    for _, items in groupby(figures, key=row):
        found = list(items)
        where = found[0].where(proposal.source)
        cells = concerned(proposal.form, proposal.places, found)
        told = "、".join(_quoted(item.text) for item in found)
        yield OpenPoint("figure", told, where, cells)


def _totals(proposal: Proposal) -> Iterator[OpenPoint]:
    for total in proposal.declared:
        where = place_words(proposal.source, total.place)
        yield OpenPoint("total", format_value(total.printed), where, (total.address,))


def _rows(proposal: Proposal) -> Iterator[OpenPoint]:
    for table_id, rows in proposal.lacking.items():
        table = proposal.form.tables[table_id]
        typed = [spec.address for spec in table.cells.values() if spec.formula is None]
        whole = len(rows) == len(table.row_names)
        title = proposal.form.section(table.section).title
        names = title if whole else "”“".join(table.row_names[row] for row in rows)
        cells = tuple(address for address in typed if address.row in rows)
        if cells:
            yield OpenPoint("rows", names, cells=cells)


def _doubts(proposal: Proposal) -> Iterator[OpenPoint]:
    yield from proposal.points
    for sentence in proposal.doubts:
        yield OpenPoint("doubt", sentence.rstrip("。"), cells=proposal.about.get(sentence, ()))
