"""What a check finds, in one shape for every rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.report.numbers import Number


class Severity(Enum):
    """How much a problem weighs: only errors forbid a report to be handed in."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class Span(NamedTuple):
    """A stretch of one narrative: characters ``start`` up to but not including ``end``."""

    section: str
    start: int
    end: int


Contents = tuple[tuple[Address, Content], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fix:
    """A safe correction: what the button says, and the contents it would put in place.

    ``made`` are those contents, or makes them: of a long text nobody copies what nobody asks for.
    """

    label: str
    made: Contents | Callable[[], Contents] = field(repr=False)

    @property
    def contents(self) -> Contents:
        """Every address it changes, with what is to stand there."""
        return self.made() if callable(self.made) else self.made

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Fix) and self.label == other.label
        return same and isinstance(other, Fix) and self.contents == other.contents

    def __hash__(self) -> int:
        return hash(self.label)

    @property
    def rows(self) -> set[tuple[str, str]]:
        """Table and row of the cells it would change."""
        return {address[:2] for address, _ in self.contents if isinstance(address, CellAddress)}


class Cause(NamedTuple):
    """What probably went wrong, in words ("" where nothing fits), and what sets it right.

    ``choice`` as in `Problem`.
    """

    words: str = ""
    fixes: tuple[Fix, ...] = ()
    choice: str = ""


class Problem(NamedTuple):
    """One finding.

    ``key`` stays the same while the text around it moves, so that an explanation and a
    selection stay attached. ``message`` is a sentence with the numbers in it, ``figures``
    are those numbers as values, in the order of the sentence: an explanation holds for them
    and for no others. ``cause`` is the likely cause, empty where none fits; ``basis`` is the
    notice, article or custom. ``fixes`` are what could be done about it with one key, the
    likeliest first; where the figures leave open which of them it is, ``choice`` says what they
    have in common, and a person chooses. ``explanation`` is what the office says about it
    (审核说明), ``outdated`` whether the figures have changed since. ``order`` is where it stands
    in the report (rank of the part, then the character, or row and column, in it); `arranged`
    fills it in.
    """

    key: str
    rule: str
    severity: Severity
    section: str
    message: str
    cells: tuple[CellAddress, ...] = ()
    spans: tuple[Span, ...] = ()
    cause: str = ""
    basis: str = ""
    fixes: tuple[Fix, ...] = ()
    choice: str = ""
    explanation: str = ""
    outdated: bool = False
    figures: tuple[Number, ...] = ()
    order: tuple[int, ...] = ()

    def due_to(self, cause: Cause) -> Problem:
        """The same with its likely cause, and what sets that right before all other fixes.

        Between several sets of cells, and between them and the text, a person chooses.
        """
        if not cause.words:
            return self
        # A cause changes cells, and what is made on demand is words: never the same.
        known = {fix.made: fix for fix in self.fixes}
        first = [known.pop(fix.made, fix) for fix in cause.fixes]
        fixes = (*first, *known.values())
        return self._replace(cause=cause.words, fixes=fixes, choice=cause.choice)

    @property
    def fix(self) -> Fix | None:
        """What one key may do; None where nothing is safe, or a person has to choose."""
        return self.fixes[0] if self.fixes and not self.choice else None

    def likelier(self, row: tuple[str, str] | None) -> Problem:
        """The same, of a choice what concerns ``row`` (table, row) first: it was typed last."""
        if not self.choice or row is None:
            return self
        fixes = sorted(self.fixes, key=lambda fix: row not in fix.rows)
        return self._replace(fixes=tuple(fixes))

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something: not explained, or only for older figures."""
        return not self.explanation or self.outdated
