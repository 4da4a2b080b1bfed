"""What a report's contents say of themselves: whether it is blank, which year it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.form import load_form
from govreport_desktop.report import is_number

YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LITTLE_PROSE = 40


def named_otherwise(path: str, head: Head, year: int) -> str:
    """That a file which states ``year`` is named after an earlier one; "" where it is not."""
    named = {int(found) for found in YEAR_IN_NAME.findall(PurePosixPath(path).name)}
    older = {one for one in named if one < year}
    if head.year != year or not older or year in named:
        return ""
    return f"文件名写着 {max(older)} 年，里面写的是 {year} 年的报告，以里面的为准"


def blank_words(head: Head) -> str:
    """Why a report says nothing; "" where it says something."""
    if not typed_cells(head.form):
        return "" if head.prose >= _LITTLE_PROSE else "没有填任何内容"
    little = head.prose < _LITTLE_PROSE
    stated = any(value is not None for value in head.values)
    if little and not _states_its_own(head):
        return "只有发下去时已有的数，没有填" if stated else "是空表，没有填"
    if not stated:
        return "三张表里一个数也没有填，只有文字"
    given = (value for value in head.values if value is not None)
    if little and all(is_number(value) and not value for value in given):
        return "全部是 0，也没有文字，像是没有填的表；确是零报告的，请决定计入"
    return ""


def _states_its_own(head: Head) -> bool:
    """Whether anything is filled in that was not there when the blank went out."""
    form = load_form(head.form)
    given = {*form.where("requests.carried_over"), *form.where("documents.in_force")}
    pairs = zip(typed_cells(head.form), head.values, strict=True)
    return any(value is not None and address not in given for address, value in pairs)


def mostly(head: Head) -> int | None:
    """The year most often named in the prose; None where none is, or two are."""
    return most_named(head.years)


def most_named(counted: Mapping[int, int]) -> int | None:
    """The year that ``counted`` has most often; None where it has none, or two as often."""
    most = max(counted.values(), default=0)
    years = [year for year, count in counted.items() if count == most]
    return years[0] if len(years) == 1 else None
