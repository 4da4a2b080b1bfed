"""Damaged sources: no traceback, no number invented, nothing wrong without a word about it.

``GOVREPORT_FUZZ`` sets how many damaged texts are tried (25 in the suite).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from random import Random

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import Table, load_form
from govreport_desktop.matching.match import match
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, format_value, parse_number
from tests.unit.matching import rendered
from tests.unit.readers.costs import bounded

_COUNT = int(os.environ.get("GOVREPORT_FUZZ", "25"))
_STYLES: tuple[Callable[[Report, Table], str], ...] = (
    rendered.flat_table,
    rendered.ended_table,
    rendered.spaced_table,
    rendered.mixed_table,
    rendered.collapsed_table,
    rendered.edged_table,
    rendered.viewer_table,
    rendered.browser_table,
    rendered.sheet_table,
    rendered.bars_table,
    rendered.lines_table,
)
_JUNK = ("小计", "注：含代收", "单位：件", "第 3 页", "——", "|", "\t\t", '"', "一、", "总计")


def _numbered(pick: Random) -> Report:
    """A report with a different number in every cell, so that each tells where it belongs."""
    report = Report(load_form(pick.choice(["2019", "2021"])), "云岫市水务局", 2023)
    typed = [cell for cell in report.form.cells if not cell.formula]
    numbers = pick.sample(range(1000, 9999), len(typed))
    values = {c.address: parse_number(str(n), c.kind) for c, n in zip(typed, numbers, strict=True)}
    texts = {section.id: "本年度依法公开，主动回应。" for section in report.form.narratives}
    report.load(values, texts, {}, {})
    return report


def _damage(lines: list[str], pick: Random) -> None:
    at = pick.randrange(len(lines))
    match pick.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, pick.choice(_JUNK))
        case 3:
            del lines[at : at + pick.randint(2, 6)]
        case 4:
            cut = pick.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + pick.choice(_JUNK) + lines[at][cut + 1 :]
        case _:
            lines[at] = lines[at].replace(" ", "")
    if not lines:
        lines.append("")


def test_damaged_texts_are_read_or_refused_but_never_silently_wrong() -> None:
    read = 0
    for seed in range(_COUNT):
        pick = Random(seed)
        report = _numbered(pick)
        write = pick.choice(_STYLES)
        tables = {table.id: write(report, table) for table in report.form.tables.values()}
        lines = rendered.document(report, tables).split("\n")
        for _ in range(pick.randint(1, 4)):
            _damage(lines, pick)
        text = "\n".join(lines)
        try:
            with bounded(seed):
                proposal = match(read_text(text, "x"))
        except GovReportError as error:
            assert str(error).endswith("。"), seed
            continue
        read += 1
        stand = set(re.findall(r"\d+", text))
        placed = {a: v for a, v in proposal.values.items() if v is not None}
        glued = any("只有一种读法" in n or "已换算" in n for n in proposal.notes)
        for address, value in placed.items():
            digits = re.findall(r"\d+", format_value(value))
            assert glued or stand.issuperset(digits), (seed, address, value)
        belongs = {value: address for address, value in report.values.items()}
        moved = [a for a, v in placed.items() if v in belongs and report.values.get(a) != v]
        said = proposal.declared or proposal.unplaced or proposal.notes
        assert not moved or said or proposal.form is not report.form, (seed, moved)
    assert read > _COUNT * 0.8


def test_noise_is_refused_or_read_without_a_traceback() -> None:
    signs = "一二三四、（）().。；：|\t\n 0123456789-/规章行政许可处罚总计其他自然人第二十条项"
    for seed in range(_COUNT):
        pick = Random(seed)
        text = "".join(pick.choices(signs, k=pick.randint(1, 400)))
        try:
            with bounded(seed):
                proposal = match(read_text(text, "x"))
        except GovReportError as error:
            assert str(error).endswith("。")
        else:
            assert proposal.new_report().form is proposal.form
