"""What a paste did, in a sentence for the clerk."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.clipboard.place import Placement
from govreport_desktop.report import Report, Unread

_NAMED = 3


def paste_words(report: Report, placed: Placement, left_out: Sequence[str] = ()) -> str:
    """How many cells, which totals differ, what could not be read, was converted or left out."""
    words = f"粘贴了 {len(placed.contents)} 个单元格"
    unread = sum(isinstance(value, Unread) for _, value in placed.contents)
    if unread:
        words += f"，其中 {unread} 个读不懂，已标出"
    differs = [cell for cell, value in placed.declared if report.values[cell] != value]
    if differs:
        named = "、".join(map(report.words, differs[:_NAMED]))
        more = " 等" if len(differs) > _NAMED else ""
        words += f"；{len(differs)} 个总计与粘贴的不同：{named}{more}"
    elif placed.declared:
        words += f"，{len(placed.declared)} 个总计由程序计算"
    return "；".join([words, *(note.rstrip("。") for note in (*left_out, *placed.notes))])
