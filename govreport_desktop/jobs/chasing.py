"""催报 as documents: the list to file or to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from govreport_desktop.collect.chase import Owes, Owing
from govreport_desktop.collect.overview import Overview
from govreport_desktop.jobs.listing import write_listing
from govreport_desktop.writers.listing import Columns, Group, Listing

_TITLES = ("序号", "单位", "期限", "还有或逾期", "已催", "要交什么")
_WIDTHS = (8, 36, 16, 18, 10, 44)


def chase_listing(found: Sequence[Owing], view: Overview, today: date) -> Listing:
    """The list by what is owed, one table each."""
    groups = []
    for what in Owes:
        mine = [one for one in found if one.what is what]
        rows = tuple(
            (
                str(number),
                one.office.name,
                f"{one.due.month}月{one.due.day}日",
                one.when,
                f"{one.chased} 次" if one.chased else "",
                one.ask,
            )
            for number, one in enumerate(mine, 1)
        )
        if rows:
            groups.append(Group(f"{what}（{len(rows)} 个）", (), Columns(_TITLES, _WIDTHS, rows)))
    if not groups:
        groups = [Group("", ("各单位都已报送，没有要催的。",))]
    day = f"{today.year}年{today.month}月{today.day}日"
    title = (view.parent, f"{view.year}年度报告催报名单")
    return Listing(title, view.parent, tuple(groups), (view.parent, day))


def write_chase(path: Path, found: Sequence[Owing], view: Overview, today: date) -> None:
    """Write the list as what the name of ``path`` asks for: xlsx, docx, pdf, txt. WriteError."""
    write_listing(chase_listing(found, view, today), path)
