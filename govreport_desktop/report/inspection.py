"""What to know of the place one is at: what counts there, what goes wrong, last year's figure."""

from __future__ import annotations

from typing import NamedTuple

from govreport_desktop.form.local import NONE, LocalHints
from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Unread, Value, format_value, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.report.typed import why_unread
from govreport_desktop.report.year_on_year import last_figure


class Inspection(NamedTuple):
    """In whole sentences, each on a line of its own; "" where there is nothing to say.

    ``how`` is how a number is computed or why there is none, ``counts`` what belongs
    there, ``mistake`` what is usually done wrong, ``basis`` the article or notice, ``local``
    what the office above says, ``last`` last year's figure with the difference.
    """

    title: str
    how: str = ""
    counts: str = ""
    mistake: str = ""
    basis: str = ""
    local: str = ""
    last: str = ""

    @property
    def line(self) -> str:
        """All of it on one line, the most wanted first."""
        mistake = f"常见错误：{_one(self.mistake)}" if self.mistake else ""
        basis = f"依据：{_one(self.basis)}" if self.basis else ""
        local = f"本地口径：{_one(self.local)}" if self.local else ""
        parts = (_one(self.how), _one(self.counts), local, mistake, self.last, basis)
        return "　".join(filter(None, parts))


def inspect_cell(report: Report, cell: CellAddress, more: LocalHints = NONE) -> Inspection:
    """What to know of one number, ``more`` being hints that travel with the report.

    Raises KeyError where the form has none there.
    """
    spec, known = report.form.cell(cell), report.form.help_for(cell, more)
    return Inspection(
        title=spec.words.partition(" · ")[2] or spec.words,
        how=_how(report.values[cell], spec),
        counts=known.counts,
        mistake=known.mistake,
        basis=known.basis,
        local=known.local,
        last=_last_year(report, cell),
    )


def inspect_part(report: Report, section_id: str, more: LocalHints = NONE) -> Inspection:
    """What to know of a part. Raises KeyError for an unknown one."""
    section, known = report.form.section(section_id), report.form.help_of(section_id, more)
    return Inspection(section.title, "", known.counts, known.mistake, known.basis, known.local)


def _how(value: Value, spec: CellSpec) -> str:
    """How a number is computed, or why what was typed is none."""
    if spec.formula:
        return f"由程序计算：{spec.formula.explain}。"
    return f"“{value.text}”{why_unread(value, spec.kind)}。" if isinstance(value, Unread) else ""


def _last_year(report: Report, cell: CellAddress) -> str:
    """上年 12，本年多 3; without the difference while this year's figure is not there."""
    last, this = last_figure(report, cell), report.values[cell]
    if last is None:
        return ""
    words = f"上年 {format_value(last)}"
    if not is_number(this):
        return words
    difference = this - last
    return f"{words}，本年{difference_words(difference) if difference else '相同'}"


def _one(lines: str) -> str:
    return lines.replace("\n", "")
