"""催报 as documents: the list to file or to send, and the figures that are published of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from govreport_desktop.collect.chase import Figures, Owes, Owing, caution
from govreport_desktop.collect.overview import Overview
from govreport_desktop.jobs.listing import write_listing
from govreport_desktop.writers.listing import Columns, Group, Listing

_TITLES = ("序号", "单位", "期限", "还有或逾期", "已催", "要交什么")
_WIDTHS = (8, 36, 16, 18, 10, 44)


def chase_listing(found: Sequence[Owing], view: Overview, today: date) -> Listing:
    """The list by what is owed, one table each."""
    said = caution(view)
    groups = [Group("", (said,))] if said else []
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
    if not found:
        groups.append(Group("", ("各单位都已报送，没有要催的。",)))
    day = f"{today.year}年{today.month}月{today.day}日"
    title = (view.parent, f"{view.year}年度报告催报名单")
    return Listing(title, view.parent, tuple(groups), (view.parent, day))


def write_chase(path: Path, found: Sequence[Owing], view: Overview, today: date) -> None:
    """Write the list as what the name of ``path`` asks for: xlsx, docx, pdf, txt. WriteError."""
    write_listing(chase_listing(found, view, today), path)


def figures_rows(found: Figures) -> tuple[tuple[str, str], ...]:
    """What the 公布情况 page states, a figure a row, as it is copied into a table."""
    rate = f"{100 * found.in_time / found.due:.1f}%" if found.due and not found.undated else ""
    return (
        ("应报单位", str(found.due)),
        ("已报", str(found.handed_in)),
        ("其中按期", str(found.in_time)),
        ("其中逾期", str(found.late)),
        *([("收到日期不明", str(found.undated))] if found.undated else []),
        ("按期报送率", rate),
        ("审核通过", str(found.passed)),
        ("退回单位", str(found.offices_returned)),
        ("退回次数", str(found.returns)),
        ("未报", str(len(found.missing))),
        ("未报的单位", "、".join(found.missing)),
    )


def figures_listing(found: Figures, view: Overview, today: date) -> Listing:
    """The figures as a table with the sentence for the page below it."""
    table = Columns(("项目", "数"), (30, 60), figures_rows(found))
    day = f"{today.year}年{today.month}月{today.day}日"
    title = (view.parent, f"{view.year}年度报告报送和审核情况")
    groups = (Group("", (found.words,), table),)
    return Listing(title, view.parent, groups, (view.parent, day))


def write_figures(path: Path, found: Figures, view: Overview, today: date) -> None:
    """Write the figures as what the name of ``path`` asks for: xlsx, docx, pdf, txt. WriteError."""
    write_listing(figures_listing(found, view, today), path)
