"""What a check sheet says, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from govreport_desktop.checks.problem import Severity
from govreport_desktop.form.local import NONE, LocalHints
from govreport_desktop.form.model import CellAddress
from govreport_desktop.form.organs import MonthDay

# What the form prints, what a number has to be, the form of the year, what was read unsurely and
# what was sent back: no sheet below the State's has these not looked at.
FIRM = frozenset({"R1", "R5", "R19", "R24", "R25"})

Comparison = Literal["=", "!=", ">=", "<=", ">", "<"]


class Term(NamedTuple):
    """One summand of a formula: a place of the form, or a ``constant``.

    ``sign`` is 1 or -1. ``last`` asks last year's report. The row of ``place`` may stand for the
    rows below it (``denied.*``), which are added up; the column ``*`` for each column by itself.
    """

    sign: int
    place: CellAddress | None = None
    last: bool = False
    constant: int | Decimal = 0


class Formula(NamedTuple):
    """``left`` compared with ``right``, as the sheet writes it."""

    left: tuple[Term, ...]
    comparison: Comparison
    right: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All summands, in their order."""
        return self.left + self.right


class LocalRelation(NamedTuple):
    """What the sheet wants to agree. ``says`` is the sentence for the clerk, without full stop."""

    id: str
    says: str
    formula: Formula
    level: Severity
    basis: str


class Required(NamedTuple):
    """A figure the sheet wants: ``cells`` filled in, or a number beside one of ``words``.

    ``section`` is the part where these words are looked for, "" for all prose.
    """

    id: str
    name: str
    cells: tuple[CellAddress, ...]
    words: tuple[str, ...]
    section: str
    level: Severity


@dataclass(frozen=True, slots=True)
class Sheet:
    """A check sheet; ``text`` is its file and all that tells it from another.

    ``levels`` are severities by the id or number of a rule, None where it is not looked for;
    of one that is `FIRM` that says nothing.
    ``thresholds`` are those of `CheckSettings`, as written. ``deadline`` is the day the office
    above asks for, ``blank`` what a cell without a number prints as; None where it does not say.
    ``hints`` stand beside the national texts.
    """

    text: str
    title: str = field(compare=False)
    office: str = field(compare=False, default="")
    levels: Mapping[str, Severity | None] = field(compare=False, default_factory=dict)
    thresholds: Mapping[str, object] = field(compare=False, default_factory=dict)
    required: tuple[Required, ...] = field(compare=False, default=())
    relations: tuple[LocalRelation, ...] = field(compare=False, default=())
    deadline: MonthDay | None = field(compare=False, default=None)
    blank: str | None = field(compare=False, default=None)
    hints: LocalHints = field(compare=False, default=NONE)

    @property
    def named(self) -> str:
        """How a sentence calls it."""
        return f"《{self.title}》"

    @property
    def signed(self) -> str:
        """The same with who says so."""
        return f"{self.named}（{self.office}）" if self.office else self.named

    def says_level(self, rule: str) -> bool:
        """Whether it decides how much the rule of that id weighs."""
        number = rule.partition(".")[0]
        known = rule in self.levels or number in self.levels
        return known and not (number in FIRM and self.level(rule) is None)

    def level(self, rule: str) -> Severity | None:
        """The level of the rule of that id; that of one check goes before that of its number."""
        return self.levels.get(rule, self.levels.get(rule.partition(".")[0]))
