"""What last year's report gives this year's: figures to compare with, and the carry-over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from govreport_desktop.errors import EditError
from govreport_desktop.form.model import CarryOver, CellAddress
from govreport_desktop.report.edit import (
    FIELDS,
    Address,
    Content,
    Edit,
    FieldAddress,
    TextAddress,
)
from govreport_desktop.report.fields import settled
from govreport_desktop.report.levels import level_of
from govreport_desktop.report.numbers import format_value, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.report.shape import to_shape

# Facts that belong to one year's report and not to the office.
_OF_THE_YEAR = ("office", "year", "signed_on", "last_year", "open_points", "remarks")

# Facts about last year's report that nobody asks of it any more.
_NOT_KEPT = {"check_settings", "open_points", "remarks"}


def carry_over(report: Report, last: Report, texts: Mapping[str, str] | None = None) -> Edit:
    """Keep ``last`` in ``report`` and fill what follows from it, as one step.

    上年结转 is filled per column from 结转下年度继续办理 (R6), where the cell is blank or
    still holds what an earlier reading of last year's report put there: a number that was
    typed stays. Facts about the office fill blank ones. Parts without prose get last
    year's numbered headings, or what ``texts`` has for them. Both forms count 结转 alike, so
    this holds across them too; nothing else is mapped between forms.
    """
    contents: list[tuple[Address, Content]] = [(FieldAddress("last_year"), _kept(last))]
    contents += _carried_cells(report, last)
    for name in FIELDS:
        if name not in _OF_THE_YEAR and last.fields[name] and not report.fields[name]:
            contents.append((FieldAddress(name), last.fields[name]))
    for section, text in report.texts.items():
        carried = headings(last.texts.get(section, "")) if texts is None else texts.get(section)
        if carried and not text:
            contents.append((TextAddress(section), carried))
    return report.edit(contents, "取用上年度报告", "carry_over")


def last_year_doubts(report: Report, last: Report, *, any_year: bool = False) -> list[str]:
    """What makes ``last`` unlikely to be the report before ``report``, in sentences.

    Raises EditError where it is of another year than the one before, unless ``any_year``:
    then that is a sentence too.
    """
    found = []
    if report.year is not None and last.year is not None and last.year != report.year - 1:
        found.append(
            f"读出的是 {last.year} 年度的报告，而本报告是 {report.year} 年度，"
            f"上一年度应为 {report.year - 1} 年度。"
        )
        if not any_year:
            raise EditError(f"{found[0]}请另选一份。")
    elif last.year is None:
        found.append("没有读出上年度报告的年度，请核对它是哪一年的。")
    if report.office and last.office and report.office != last.office:
        found.append(f"读出的机关是“{last.office}”，与本报告的“{report.office}”不同，请核对。")
    return found


def carried_words(report: Report, edit: Edit) -> list[str]:
    """What ``edit`` brings in, in sentences for the clerk; before or after it is applied."""
    cells = [
        f"{report.form.cell(change.address).column_name} {format_value(change.new)}"
        for change in edit.changes
        if isinstance(change.address, CellAddress) and is_number(change.new)
    ]
    values = [each.new for each in edit.changes if isinstance(each.address, CellAddress)]
    if len(cells) > 1 and len(cells) == len(values) and not any(values):
        cells = ["各列都是 0"]
    facts = [
        FIELDS[change.address.name]
        for change in edit.changes
        if isinstance(change.address, FieldAddress) and change.address.name != "last_year"
    ]
    parts = [
        report.form.section(change.address.section).title
        for change in edit.changes
        if isinstance(change.address, TextAddress)
    ]
    found = (("上年结转", cells), ("机关信息", facts), ("文字", parts))
    return [f"{name}：{'、'.join(items)}。" for name, items in found if items]


def headings(text: str) -> str:
    """The numbered headings of a narrative, one a paragraph: what can be used again next year."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line[: level_of(line).lead] for line in lines if level_of(line).lead)


@lru_cache(maxsize=64)
def has_body(text: str) -> bool:
    """Whether there is more than headings in a narrative; asked with every number typed."""
    return headings(text) != "\n".join(line for part in text.split("\n") if (line := part.strip()))


def _kept(last: Report) -> str:
    """``last`` as this year's report keeps it, in its JSON shape, and hands it on.

    The year before it stays behind, so what compares with that is kept in words. How it was
    checked, what was open and what was said about it concern that year and its office only.
    """
    shape = to_shape(last)
    shape["narratives"] = {part: settled(text, last) for part, text in last.texts.items()}
    for key in ("last_year", "explanations"):
        shape.pop(key, None)
    for name in _NOT_KEPT & shape.get("profile", {}).keys():
        del shape["profile"][name]
    return json.dumps(shape, ensure_ascii=False)


def _carried_cells(report: Report, last: Report) -> Iterator[tuple[Address, Content]]:
    before = report.last_year
    for relation in report.form.relations:
        if not isinstance(relation, CarryOver):
            continue
        for column in report.form.tables[relation.table].column_names:
            here = CellAddress(relation.table, relation.opening, column)
            there = here._replace(row=relation.closing)
            closing, value = last.values.get(there), report.values[here]
            if report.form.cell(here).formula or not is_number(closing):
                continue
            if value is None or (before is not None and value == before.values.get(there)):
                yield here, closing
