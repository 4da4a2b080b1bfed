"""The passages of tests/data/prose, and how well the checks read them."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from govreport_desktop.checks import Problem, check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, Value
from govreport_desktop.report.shape import to_shape

FOLDER = Path(__file__).parents[2] / "data" / "prose"
# A passage is a part of a report: what only a whole one can have is not asked of it.
_PASSAGE = frozenset({"R17", "R18", "R47"})
_WHOLE = frozenset({"R17.aspects"})


@dataclass(frozen=True, eq=False)
class Passage:
    """One passage: where it stands, the figures beside it, and what it must raise."""

    file: str
    text: str
    must: tuple[str, ...] = ()
    section: str = "overview"
    office: str = "青禾县交通运输局"
    year: int = 2023
    form: str = "2021"
    full: bool = False
    cells: Mapping[str, int | str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    last_cells: Mapping[str, int | str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a failure calls it."""
        return f"{self.file}: {self.text[:40]}"

    def report(self) -> Report:
        """The report with this passage; cells that are not named hold 0."""
        report = Report(load_form(self.form), self.office, self.year)
        values = _values(report, self.cells)
        fields = {**report.fields, **self.fields}
        if self.last or self.last_cells:
            before = Report(report.form, self.office, self.year - 1)
            figures = _values(before, self.last_cells) if self.last_cells else {}
            before.load(figures, dict(self.last), dict(before.fields), {})
            fields["last_year"] = json.dumps(to_shape(before), ensure_ascii=False)
        report.load(values, {self.section: self.text, **self.texts}, fields, {})
        return report

    def problems(self) -> list[Problem]:
        """What the checks raise for it, less what is asked only of a whole report."""
        off = _WHOLE if self.full else _PASSAGE
        return [p for p in every_problem(self) if off.isdisjoint({p.rule, rule_of(p)})]


def _values(report: Report, cells: Mapping[str, int | str]) -> dict[CellAddress, Value]:
    values: dict[CellAddress, Value] = {
        cell.address: 0 if cell.kind.type == "integer" else Decimal(0)
        for cell in report.form.cells
        if not cell.formula
    }
    for address, value in cells.items():
        cell = CellAddress(*address.split("/"))
        assert cell in values, address
        values[cell] = Decimal(value) if isinstance(value, str) else value
    return values


@dataclass(frozen=True)
class Line:
    """One check's score: problems expected, of those found, and raised wrongly."""

    check: str
    expected: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """The share of what was raised that should have been."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what should have been raised that was."""
        return self.right / self.expected if self.expected else 1.0


@dataclass(frozen=True)
class Score:
    """The scores of all checks, and every passage that was read wrongly."""

    checks: tuple[Line, ...]
    total: Line
    count: int
    clean: int
    missed: tuple[tuple[str, str], ...]
    alarms: tuple[tuple[str, str], ...]
    raised: tuple[tuple[Passage, tuple[Problem, ...]], ...]


@cache
def passages() -> tuple[Passage, ...]:
    """Every passage of the corpus, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in data["passage"]:
            entry["must"] = tuple(entry.get("must", ()))
            # What several passages of a file share is said once, under a name.
            shared = data["reports"][entry.pop("report")] if "report" in entry else {}
            found.append(Passage(file=path.stem, **{**shared, **entry}))
    return tuple(found)


@cache
def every_problem(passage: Passage) -> tuple[Problem, ...]:
    """All that is raised for its report, handed in as it is; worked out once for all tests."""
    return tuple(check(passage.report(), handed_in=True))


def rule_of(problem: Problem) -> str:
    """The check that raised it: the part of its key before the colon."""
    return problem.key.partition(":")[0]


def score(corpus: Iterable[Passage]) -> Score:
    """Run every passage: each check it names, as often as it names it, and no other."""
    return _score(tuple(corpus))


@lru_cache(maxsize=1)
def _score(corpus: tuple[Passage, ...]) -> Score:
    expected, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    missed, alarms, everything = [], [], []
    clean = count = 0
    for passage in corpus:
        count += 1
        clean += not passage.must
        raised = passage.problems()
        everything.append((passage, tuple(raised)))
        found = Counter(rule_of(problem) for problem in raised)
        must = Counter(passage.must)
        expected.update(must)
        for rule, times in must.items():
            right[rule] += min(times, found[rule])
            if found[rule] < times:
                missed.append((passage.name, rule))
        for problem in raised:
            rule = rule_of(problem)
            must[rule] -= 1
            # R1 watches cells that a passage about prose leaves out of balance.
            if must[rule] < 0 and rule != "R1":
                wrong[rule] += 1
                alarms.append((passage.name, f"{rule} {problem.message}"))
    rules = sorted(expected | wrong)
    lines = tuple(Line(rule, expected[rule], right[rule], wrong[rule]) for rule in rules)
    total = Line("all", expected.total(), right.total(), wrong.total())
    return Score(lines, total, count, clean, tuple(missed), tuple(alarms), tuple(everything))
