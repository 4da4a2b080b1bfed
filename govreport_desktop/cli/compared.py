"""What ``collect compare`` prints: this year against last, traced to the offices."""

from __future__ import annotations

import json
from typing import Any

from govreport_desktop.cli.collected import number
from govreport_desktop.cli.streams import say
from govreport_desktop.collect.compare import Break, Change
from govreport_desktop.collect.overview import Overview
from govreport_desktop.report import format_value


def print_breaks(view: Overview) -> None:
    """Where a report does not go on from last year's, an office after the other."""
    for one in view.breaks:
        said = f"（单位说明：{one.explanation}）" if one.explanation else ""
        say(f"{one.office.name}　{one.words}{said}")
    known = sum(row.office.id in view.last for row in view.rows if row.counted)
    counted = sum(row.counted is not None for row in view.rows)
    say(f"计入的 {counted} 个单位中，有上年数可比的 {known} 个，接不上的 {len(view.breaks)} 处。")


def print_change(view: Overview, one: Change) -> None:
    """One figure against last year's, and who made the change."""
    words = view.sums.form.cell(one.address).words
    before, now = (format_value(value, blank="空白") for value in (one.before, one.now))
    rest = f"（没有上年数的单位 {format_value(one.of_unknown)}）" if one.of_unknown else ""
    say(f"{words}：上年 {before}，今年 {now}{rest}，增减 {one.by:+}")
    for office, then, mine in one.parts:
        say(
            f"  {office.called}　{format_value(then, blank='空白')} → "
            f"{format_value(mine, blank='空白')}　{(mine or 0) - (then or 0):+}"
        )
    if one.unknown:
        say(f"没有上年数的单位：{'、'.join(office.called for office in one.unknown)}。")


def breaks_json(view: Overview) -> str:
    """The breaks for scripts."""
    shape = {"breaks": [_break(view, one) for one in view.breaks]}
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _break(view: Overview, one: Break) -> dict[str, Any]:
    return {
        "office": one.office.name,
        "rule": one.rule,
        "cell": str(one.address),
        "words": view.sums.form.cell(one.address).words,
        "stands": number(one.stands),
        "expected": number(one.expected),
        "source": one.source,
        "merged": list(one.merged),
        "explanation": one.explanation,
    }


def change_json(view: Overview, one: Change) -> str:
    """One change for scripts."""
    shape = {
        "cell": str(one.address),
        "words": view.sums.form.cell(one.address).words,
        "before": number(one.before),
        "now": number(one.now),
        "parts": [
            {"office": office.name, "before": number(then), "now": number(mine)}
            for office, then, mine in one.parts
        ],
        "unknown": [office.name for office in one.unknown],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)
