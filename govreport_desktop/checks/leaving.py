"""送审前检查: everything that still asks for something before a report leaves the house.

Problems are one part of it. A blank cell, a part nobody has written, a contact that is missing
and a face that stands in are no problems while one works, but each is a question when the
report is handed to whoever signs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from govreport_desktop.checks import placeholders
from govreport_desktop.checks.blanks import blank_cells
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.model import CellAddress, Section
from govreport_desktop.report import FIELDS, Report
from govreport_desktop.report.carry_over import has_body
from govreport_desktop.report.deadline import organ_of
from govreport_desktop.report.edit import CONTACT

_NAMED = 3


class Kind(Enum):
    """What a point is about, in the order of the list; the value is its name on screen."""

    ERROR = "错误"
    WARNING = "没有说明的警告"
    PLACEHOLDER = "没有填写的空位"
    BLANK = "空白"
    FACT = "机关和年度"
    FACE = "字体"
    VERSION = "版本"

    @property
    def is_note(self) -> bool:
        """Whether it is only worth knowing: the report may leave as it is."""
        return self in (Kind.FACE, Kind.VERSION)

    @property
    def is_content(self) -> bool:
        """Whether it is about what is printed: asked about before an export."""
        return self in (Kind.ERROR, Kind.WARNING, Kind.PLACEHOLDER, Kind.BLANK)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to settle. ``words`` are a sentence for the clerk, ``part`` says where in a word.

    Where to go: the ``problem`` it is, else the ``cells``, else the fact ``field``, else the
    part of that id in ``section``; none of them for a face or a version.
    """

    kind: Kind
    words: str
    part: str = ""
    section: str = ""
    problem: Problem | None = None
    cells: tuple[CellAddress, ...] = ()
    field: str = ""

    @property
    def key(self) -> str:
        """What stays the same while other points come and go."""
        return f"{self.kind.name}/{self.problem.key if self.problem else self.words}"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A report on its way out: what is still open, in the order of `Kind` and of reading."""

    report: Report
    points: tuple[Point, ...]

    @property
    def open(self) -> tuple[Point, ...]:
        """What has to be settled."""
        return tuple(point for point in self.points if not point.kind.is_note)

    @property
    def content(self) -> tuple[Point, ...]:
        """What is open in what is printed."""
        return tuple(point for point in self.points if point.kind.is_content)

    @property
    def ready(self) -> bool:
        """Whether nothing has to be settled."""
        return not self.open

    @property
    def headline(self) -> str:
        """可以报送, or 还有 N 项, with what is worth a look besides."""
        notes = len(self.points) - len(self.open)
        words = "可以报送" if self.ready else f"还有 {len(self.open)} 项"
        return f"{words}，另有 {notes} 处请留意" if notes else words

    def of(self, kind: Kind) -> tuple[Point, ...]:
        """The points of one kind."""
        return tuple(point for point in self.points if point.kind is kind)

    @property
    def counts(self) -> str:
        """错误 1 项，空白 2 项: every kind there is, with its number."""
        found = ((kind, len(self.of(kind))) for kind in Kind)
        return "，".join(f"{kind.value} {count} 项" for kind, count in found if count)


def before_leaving(
    report: Report, problems: Sequence[Problem], notes: Iterable[Point] = ()
) -> Leaving:
    """What is open in ``report``, whose ``problems`` are known; ``notes`` come from outside."""
    problem_points = [point for problem in problems if (point := _of_problem(report, problem))]
    points = [*problem_points, *_blanks(report, problem_points), *_facts(report), *notes]
    ranks = {kind: rank for rank, kind in enumerate(Kind)}
    return Leaving(report, tuple(sorted(points, key=lambda point: ranks[point.kind])))


def _of_problem(report: Report, problem: Problem) -> Point | None:
    if not problem.is_open or problem.severity is Severity.INFO:
        return None
    kind = Kind.ERROR if problem.severity is Severity.ERROR else Kind.WARNING
    if problem.key.startswith(f"{placeholders.RULE.id}:"):
        kind = Kind.PLACEHOLDER
    words = problem.message
    if problem.outdated:
        words = f"{words}（审核说明写好以后数字变了，请再看一遍）"
    part = _part(report, problem.section)
    return Point(kind, words, part, problem.section, problem, problem.cells)


def _part(report: Report, section: str) -> str:
    sections = {each.id: each.spoken for each in report.form.sections}
    return sections.get(section, "整份报告")


def _blanks(report: Report, found: Sequence[Point]) -> Iterator[Point]:
    """Cells and parts that nobody has filled in, a point for each part."""
    told = {p.section for p in found if p.problem and not (p.problem.spans or p.problem.cells)}
    for section in report.form.sections:
        if section.kind == "table":
            yield from _blank_cells(report, section)
        elif not section.optional and not has_body(report.texts[section.id]):
            begun = bool(report.texts[section.id].strip())
            # Of a part without a word a check may say already that it is missing.
            if begun or section.id not in told:
                state = "只有小标题，还没有正文" if begun else "还没有写"
                yield Point(Kind.BLANK, f"{section.title}{state}。", section.spoken, section.id)


def _blank_cells(report: Report, section: Section) -> Iterator[Point]:
    table = report.form.tables[section.id]
    cells = blank_cells(report, table)
    if not cells:
        return
    names = "、".join(table.cells[cell].words for cell in cells[:_NAMED])
    more = " 等" if len(cells) > _NAMED else ""
    words = f"{section.title}有 {len(cells)} 格空白（{names}{more}），没有发生的请填 0。"
    yield Point(Kind.BLANK, words, section.spoken, section.id, cells=cells)


def _facts(report: Report) -> Iterator[Point]:
    """What is missing of office, year, kind, contact and date."""
    fields = report.fields
    if not report.office:
        yield _fact("office", "还没有填机关名称，标题里要用。")
    if report.year is None:
        yield _fact("year", "还没有填报告年度。")
    if report.office and organ_of(report).kind is None:
        yield _fact("office_kind", f"机关类别没有定：{organ_of(report).words}。")
    for name in CONTACT:
        if not fields[name].strip():
            yield _fact(name, f"还没有填{FIELDS[name]}，上级核对时要用。")
    if not fields["signed_on"].strip():
        yield _fact("signed_on", "还没有填成文日期；署名处将留空待签。")


def _fact(name: str, words: str) -> Point:
    return Point(Kind.FACT, words, FIELDS[name], field=name)
