"""The frozen objects a form consists of. They know nothing of values, files or screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, Literal, NamedTuple

from govreport_desktop.form.help import CellHelp, Guidance, Help
from govreport_desktop.form.local import NONE, LocalHints
from govreport_desktop.form.meaning import FactName, SectionRole
from govreport_desktop.patterns import regex

Align = Literal["left", "center"]
_YEAR_IN_TITLE = regex(r"(?:\{year_before\}\W*)?\{year\}(?:学年|年度?)?")


class CellAddress(NamedTuple):
    """The stable name of one number: ids of table, row and column, as in the JSON export."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"


class Role(Enum):
    """What a printed cell is there for."""

    ARTICLE = "article"  # 第二十条第（一）项: the filled rows of part 二
    HEADER = "header"
    LABEL = "label"
    VALUE = "value"


class Kind(NamedTuple):
    """A kind of number: ``integer`` counts are int, ``decimal`` amounts are Decimal."""

    id: str
    name: str
    type: Literal["integer", "decimal"]
    unit: str
    minimum: int | None


class Formula(NamedTuple):
    """A computed cell: the sum of ``sources``. ``explain`` is the sentence for the clerk."""

    rule: str
    target: CellAddress
    sources: tuple[CellAddress, ...]
    explain: str


class CellSpec(NamedTuple):
    """One number of the form. ``words`` is its address as people say it."""

    address: CellAddress
    kind: Kind
    row_name: str
    column_name: str
    words: str
    grid_row: int
    grid_column: int
    formula: Formula | None = None


class GridCell(NamedTuple):
    """One printed cell: position and spans count grid rows and columns from 0.

    ``align`` is where its text stands, ``fill`` its background as RRGGBB, or "". ``lines``
    is the text broken as it prints where it does not fit on one line.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    role: Role
    text: str = ""
    address: CellAddress | None = None
    align: Align = "center"
    fill: str = ""
    lines: tuple[str, ...] = ()


class Label(NamedTuple):
    """A row or column as the matcher looks for it: every wording, and where it hangs.

    ``path`` are the printed labels from the outermost group down to this one.
    """

    id: str
    text: str
    aliases: tuple[str, ...]
    path: tuple[str, ...]
    article: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table: its printed grid and its numbers.

    ``widths`` are the template's column widths (twips, relative). ``header_rows`` are the
    grid rows to repeat when the table breaks (0 where each block has a header of its own);
    ``label_columns`` are the grid columns that hold no numbers.
    """

    id: str
    section: str
    widths: tuple[int, ...]
    row_count: int
    column_count: int
    header_rows: int
    label_columns: int
    grid: tuple[GridCell, ...]
    cells: Mapping[CellAddress, CellSpec]
    row_names: Mapping[str, str]
    column_names: Mapping[str, str]
    row_labels: tuple[Label, ...]
    column_labels: tuple[Label, ...]
    # The grid as a matrix: which printed cell covers (row, column).
    covering: Mapping[tuple[int, int], GridCell] = field(repr=False)

    def value_at(self, row: int, column: int) -> CellSpec | None:
        """The number printed at a grid position, or None where a label is."""
        cell = self.covering[row, column]
        return self.cells[cell.address] if cell.address else None

    def under(self, cell: GridCell) -> tuple[CellAddress, ...]:
        """The numbers that a printed cell names: those right of a label, below a header."""
        if cell.address:
            return (cell.address,)
        if cell.role not in (Role.HEADER, Role.LABEL):
            return ()
        down = cell.role is Role.HEADER
        start, across = (cell.column, cell.column_span) if down else (cell.row, cell.row_span)
        found = (
            address
            for lane in range(start, start + across)
            for address in self._first_numbers(cell, lane, down=down)
        )
        return tuple(dict.fromkeys(found))

    def _first_numbers(self, cell: GridCell, lane: int, *, down: bool) -> Iterator[CellAddress]:
        """Along one row or column from ``cell``: past other labels, up to the next ones."""
        at = cell.row + cell.row_span if down else cell.column + cell.column_span
        begun = False
        while at < (self.row_count if down else self.column_count):
            here = self.covering[(at, lane) if down else (lane, at)]
            if here.address:
                begun = True
                yield here.address
            elif begun or here.role is not cell.role:
                return
            at += 1


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report. ``number`` is 一 to 六, or empty for the preamble.

    ``role`` is what the part is for, whatever its id; None where no rule asks for it.
    """

    id: str
    role: SectionRole | None
    kind: Literal["narrative", "table"]
    number: str
    heading: str
    aliases: tuple[str, ...]
    hint: str
    optional: bool

    @property
    def title(self) -> str:
        """The heading as printed: 一、总体情况."""
        return f"{self.number}、{self.heading}" if self.number else self.heading

    @property
    def spoken(self) -> str:
        """The part as a sentence names it: 第一部分, or its heading where it has no number."""
        return f"第{self.number}部分" if self.number else f"“{self.heading}”"


class Fact(NamedTuple):
    """Where a fact stands on this form: cells of one table, in printed order."""

    name: FactName
    cells: tuple[CellAddress, ...]

    @property
    def table(self) -> str:
        """The table all of its cells belong to."""
        return self.cells[0].table


@dataclass(frozen=True, slots=True)
class Balance:
    """R1: in each column the rows of ``left`` add up to the rows of ``right``."""

    # What ``message`` may name in braces; checked when the data is loaded.
    PLACES: ClassVar = frozenset(
        {"column", "left_name", "right_name", "left", "right", "difference"}
    )

    rule: str
    table: str
    severity: str
    basis: str
    message: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_name: str
    right_name: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """R6: this year's row ``opening`` equals last year's row ``closing``, column by column."""

    PLACES: ClassVar = frozenset({"column", "opening", "closing", "difference"})

    rule: str
    table: str
    severity: str
    basis: str
    message: str
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Stock:
    """R7: ``stock`` = last year's ``stock`` + ``plus`` - ``minus``, for each row of ``rows``."""

    PLACES: ClassVar = frozenset(
        {"row", "opening", "plus", "minus", "expected", "stock", "difference"}
    )

    rule: str
    table: str
    severity: str
    basis: str
    message: str
    rows: tuple[str, ...]
    stock: str
    plus: str
    minus: str


Relation = Balance | CarryOver | Stock


@dataclass(frozen=True, slots=True)
class Form:
    """A complete form. ``computed`` lists formulas so that sources come before targets.

    ``organs`` are the kinds of organ it is for; none where it is for administrative organs
    in general. ``article_fill`` is the background of the article rows, RRGGBB.
    """

    id: str
    name: str
    notice: str
    first_year: int
    last_year: int | None
    organs: tuple[str, ...]
    title: str
    article_fill: str
    kinds: Mapping[str, Kind]
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    facts: Mapping[FactName, Fact]
    relations: tuple[Relation, ...]
    computed: tuple[Formula, ...]
    # For each typed cell, the formulas to compute again when it changes, in order.
    dependents: Mapping[CellAddress, tuple[Formula, ...]] = field(repr=False)
    help: Help = field(repr=False, compare=False)
    # Where facts meet, once somebody has asked: checks ask the same with every key press.
    _met: dict[tuple[FactName, ...], tuple[CellAddress, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    # What others work out of the form alone, each under a key of its own.
    kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def spans_years(self) -> bool:
        """Whether the time reported on began in the year before, as a school year does."""
        return "{year_before}" in self.title

    def title_of(self, office: str, year: int | None, room: str = "") -> str:
        """The title as printed; while the year is unknown, with ``room`` for it or without it."""
        if not year and room:
            return self.title.format(office=office, year=room, year_before=room)
        if not year:
            return _YEAR_IN_TITLE.sub("", self.title).format(office=office)
        return self.title.format(office=office, year=year, year_before=year - 1)

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises KeyError for an unknown one."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def role(self, role: SectionRole) -> Section | None:
        """The section that plays this role; None where the form has none."""
        return next((section for section in self.sections if section.role == role), None)

    def fact(self, name: FactName) -> Fact | None:
        """Where a fact stands; None where the form does not ask for it."""
        return self.facts.get(name)

    def where(self, *names: FactName) -> tuple[CellAddress, ...]:
        """The cells that are all of these facts at once: the row of one, the column of another.

        Empty where the form lacks one of them, or where they do not meet.
        """
        if names not in self._met:
            self._met[names] = self._meet(names)
        return self._met[names]

    def _meet(self, names: tuple[FactName, ...]) -> tuple[CellAddress, ...]:
        facts = [self.facts.get(name) for name in names]
        if not facts or None in facts:
            return ()
        first, *others = (fact.cells for fact in facts if fact is not None)
        common = set(first).intersection(*others)
        return tuple(cell for cell in first if cell in common)

    def cell(self, address: CellAddress) -> CellSpec:
        """The number at ``address``. Raises KeyError where the form has none."""
        return self.tables[address.table].cells[address]

    def help_for(self, address: CellAddress, more: LocalHints = NONE) -> CellHelp:
        """What to know while filling in that number. Raises KeyError where the form has none.

        ``more`` are hints that travel with the report.
        """
        table, row, column = self.cell(address).address
        return self.help.of(table, [row], [column], more)

    def help_at(self, table: Table, cell: GridCell) -> CellHelp | Guidance:
        """What to know at a printed cell: of its rows and columns, else of the whole part."""
        under = table.under(cell)
        found = self.help.of(table.id, {a.row for a in under}, {a.column for a in under})
        return found if any(found.parts) else self.help_of(table.section)

    def help_of(self, section_id: str, more: LocalHints = NONE) -> Guidance:
        """What to know of a part. Raises KeyError for an unknown one."""
        return self.help.section(self.section(section_id).id, more)

    def has(self, address: CellAddress) -> bool:
        """Whether the form has a number at ``address``."""
        table = self.tables.get(address.table)
        return table is not None and address in table.cells

    @property
    def cells(self) -> tuple[CellSpec, ...]:
        """Every number of the form, in printed order."""
        return tuple(cell for table in self.tables.values() for cell in table.cells.values())

    @property
    def narratives(self) -> tuple[Section, ...]:
        """The parts that are prose, in printed order."""
        return tuple(section for section in self.sections if section.kind == "narrative")

    def fits(self, year: int) -> bool:
        """Whether the notice prescribes this form for the report of ``year``."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
