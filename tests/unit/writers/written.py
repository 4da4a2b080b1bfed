"""Reports to write, and what every writer must show of them."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import strategies as st

from govreport_desktop.form import Table, load_form
from govreport_desktop.matching.match import match
from govreport_desktop.report import FieldAddress, Report, TextAddress, format_value
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.source import Source

_SENTENCES = (
    "本年度主动公开政府信息1234条，网站访问量12.94万次。",
    "（一）主动公开。及时发布规范性文件2件，其中<修订>1件 & 废止1件。",
    "（二）依申请公开",
    "1.规范办理流程。收到申请均在法定期限内答复；",
    "(1)加强业务培训",
    "一是健全制度；二是强化监督；三是优化平台“一网通查”。",
    "=1+1不是公式，@某某也不是。",
)
Grid = dict[tuple[int, int], str]


def written_report(form_id: str, seed: int, largest: int = 2000) -> Report:
    """A report of ``form_id`` with every number, every text and some blanks, from ``seed``."""
    dice = random.Random(seed)
    form = load_form(form_id)
    report = Report(form, "青屿市海洋渔业局", form.first_year + 1)
    contents: list[tuple[Address, Content]] = [(FieldAddress("signed_on"), "2024-01-18")]
    for cell in form.cells:
        if cell.formula or dice.random() < 0.1:
            continue
        whole = dice.randrange(largest)
        value = whole if cell.kind.type == "integer" else Decimal(whole).scaleb(-dice.randrange(5))
        contents.append((cell.address, value))
    for section in form.narratives:
        some = dice.sample(_SENTENCES, dice.randrange(len(_SENTENCES)))
        contents.append((TextAddress(section.id), "\n".join(some)))
    report.apply(report.edit(contents))
    return report


reports_to_write = st.builds(
    written_report, st.sampled_from(["2019", "2021"]), st.integers(0, 10**6), st.just(2000)
)


def printed_grid(report: Report, table: Table) -> Grid:
    """What stands where in ``table``: printed cell by the position where it begins."""
    return {
        (cell.row, cell.column): format_value(report.values[cell.address])
        if cell.address
        else cell.text
        for cell in table.grid
    }


def printed_lines(report: Report) -> list[str]:
    """Every title, heading and paragraph, in order, as a reader sees them."""
    lines = [report.title]
    for section in report.form.sections:
        if section.number:
            lines.append(section.title)
        lines += [line for line in report.texts.get(section.id, "").split("\n") if line]
    return lines


def assert_comes_back(source: Source, report: Report) -> None:
    """Through the one matcher, ``source`` gives ``report`` again: all of it, nothing else."""
    proposal = match(source)
    again = proposal.new_report()
    assert again.form.id == report.form.id
    assert again.values == report.values
    assert again.texts == report.texts
    assert (again.office, again.year) == (report.office, report.year)
    assert not proposal.unplaced
    assert not proposal.declared
