"""Which checks run and how strictly: what localities decide for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# 国办公开办函〔2021〕30号: part one 原则上不超过一千字.
OVERVIEW_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Switches and thresholds of the checks.

    ``off`` holds what is switched off, by rule number (``R20``) or by one check's own id
    (``R20.sums``). Lengths count characters. ``overview_limit`` is the longest part one:
    原则上不超过一千字 (国办公开办函〔2021〕30号), unless a locality says otherwise; None where
    it is not to be watched. ``copied_share`` is the share of last year's sentences in this
    year's prose from which 雷同 is warned of. ``copied_length`` and ``repeated_length`` are
    the shortest sentences that count as copied from last year and as repeated within the
    report: shorter ones are formulas. ``problems_length`` is the length under which part
    five reads as perfunctory.
    """

    off: frozenset[str] = frozenset()
    overview_limit: int | None = OVERVIEW_LIMIT
    copied_share: Decimal = Decimal("0.5")
    copied_length: int = 12
    repeated_length: int = 16
    problems_length: int = 40

    def runs(self, check: str) -> bool:
        """Whether the check of that id is switched on."""
        return check not in self.off and check.partition(".")[0] not in self.off
