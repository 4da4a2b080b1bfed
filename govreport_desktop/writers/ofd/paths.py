"""Rules, fills and shapes as path objects."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from govreport_desktop.writers.ofd.measures import Box, across, around, down, length, shown
from govreport_desktop.writers.typeset.sheet import Fill, Rule, Rules, Shape

_Point = tuple[int, int]
_OPERATORS = {"move": "M", "line": "L", "curve": "B", "close": "C"}


def fill_path(fill: Fill) -> tuple[Box, str]:
    """The rectangle, and its path."""
    left, right = across(fill.x), across(fill.x + fill.width)
    top, bottom = down(fill.y + fill.height), down(fill.y)
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    box = Box(left, top, right, bottom)
    return box, f"{_path(box, 'MLLL', corners)} C"


def rule_paths(rules: Rules) -> Iterator[tuple[Box, str]]:
    """Every rule once and as long as it is: pieces that touch are one.

    Their square ends are drawn out, as not every reader knows ends but blunt ones.
    """
    half = rules.width / 2
    for a, b, c, d in joined(rules.lines):
        long = math.hypot(c - a, d - b) or 1.0
        x, y = half * (c - a) / long, half * (d - b) / long
        ends = [(across(a - x), down(b - y)), (across(c + x), down(d + y))]
        box = around(ends, length(half))
        yield box, _path(box, "ML", ends)


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` with those that lie on one line and touch made one."""
    done: list[Rule] = []
    for rule in sorted(map(_forwards, rules), key=_along):
        last = done[-1] if done else None
        if last and _along(last)[:2] == _along(rule)[:2] and _touches(last, rule):
            done[-1] = (last[0], last[1], max(last[2], rule[2]), max(last[3], rule[3]))
        else:
            done.append(rule)
    return done


def shape_path(shape: Shape) -> tuple[Box, str]:
    """The outline, taken to the paper."""
    a, b, c, d, e, f = shape.matrix

    def placed(point: tuple[float, float]) -> _Point:
        x, y = point
        return across(a * x + c * y + e), down(b * x + d * y + f)

    segments = [(segment.kind, [*map(placed, segment.points)]) for segment in shape.outline]
    box = around(point for _, points in segments for point in points)
    return box, " ".join(
        " ".join([_OPERATORS[kind], *(_at(box, point) for point in points)])
        for kind, points in segments
    )


def _path(box: Box, operators: str, points: Sequence[_Point]) -> str:
    pairs = zip(operators, points, strict=True)
    return " ".join(f"{operator} {_at(box, point)}" for operator, point in pairs)


def _at(box: Box, point: _Point) -> str:
    """A point as the path of an object has it: from the corner of its box."""
    return f"{shown(point[0] - box.left)} {shown(point[1] - box.top)}"


def _forwards(rule: Rule) -> Rule:
    a, b, c, d = rule
    return (a, b, c, d) if (a, b) <= (c, d) else (c, d, a, b)


def _along(rule: Rule) -> tuple[str, float, float]:
    """Which line a rule lies on, and where on it it begins."""
    a, b, c, d = rule
    if round(b - d, 2) == 0:
        return "level", round(b, 2), a
    if round(a - c, 2) == 0:
        return "upright", round(a, 2), b
    return "slanting", 0.0, a


def _touches(first: Rule, second: Rule) -> bool:
    """Whether ``second``, which begins later on the same line, begins where ``first`` still is."""
    kind = _along(first)[0]
    if kind == "slanting":
        return False
    end, begin = (first[2], second[0]) if kind == "level" else (first[3], second[1])
    return begin <= end + 0.01
