"""What a check finds, in one shape for every rule."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe correction: what the button says, and the contents it would put in place."""

    label: str
    contents: tuple[tuple[Address, Content], ...]


class Cause(NamedTuple):
    """What probably went wrong, in words ("" where nothing fits), and what sets it right."""

    words: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    ``key`` stays the same while the text around it moves, so that an explanation and a
    selection stay attached. ``message`` is a sentence with the numbers in it, ``figures``
    are those numbers as values, in the order of the sentence: an explanation holds for them
    and for no others. ``cause`` is the likely cause, empty where none fits; ``basis`` is the
    notice, article or custom. ``fixes`` are what could be done about it with one key, the
    likeliest first. ``explanation`` is what the office says about it (审核说明),
    ``outdated`` whether the figures have changed since. ``order`` is where it stands in the
    report (rank of the part, then the character, or row and column, in it); `arranged` fills
    it in.
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
    explanation: str = ""
    outdated: bool = False
    figures: tuple[Number, ...] = ()
    order: tuple[int, ...] = ()

    @property
    def fix(self) -> Fix | None:
        """The likeliest of `fixes`; None where nothing is safe."""
        return self.fixes[0] if self.fixes else None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something: not explained, or only for older figures."""
        return not self.explanation or self.outdated
