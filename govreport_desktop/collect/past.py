"""What an office got wrong last year, as last year's task handed it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from govreport_desktop.collect.decision import State, Subject

_MOST_POINTS = 3


class Past(NamedTuple):
    """How often an office was sent its report back, how many days late it was, and the points.

    ``absent`` says that no report of it counted in the end.
    """

    returns: int
    late: int
    points: tuple[str, ...]
    absent: bool = False

    @property
    def short(self) -> str:
        """How often and how late: 上年退回 2 次、逾期 3 天; 上年没有报送."""
        said = ["没有报送"] if self.absent else []
        said += [f"退回 {self.returns} 次"] if self.returns else []
        said += [f"逾期 {self.late} 天"] if self.late > 0 else []
        return f"上年{'、'.join(said)}"

    @property
    def words(self) -> str:
        """In one sentence, with the first of the points."""
        points = "；".join(self.points[:_MOST_POINTS])
        return f"{self.short}{f'，{points}' if points else ''}"

    @property
    def what(self) -> dict[str, Any]:
        """As a decision keeps it."""
        what = {"returns": self.returns, "late": self.late, "points": list(self.points)}
        return {**what, "absent": True} if self.absent else what


def past_of(state: State, office: str) -> Past | None:
    """What this year's task knows of an office's last year; None for nothing."""
    what: Mapping[str, Any] = state.what(Subject.PAST, office)
    if not what:
        return None
    points = tuple(map(str, what.get("points", ())))
    returns, late = int(what.get("returns", 0)), int(what.get("late", 0))
    return Past(returns, late, points, bool(what.get("absent")))
