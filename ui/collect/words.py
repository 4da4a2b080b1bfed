"""How offices, files and states are said and coloured in a task."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

from PySide6.QtGui import QColor, QPalette

from govreport_desktop.checks import Severity
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.seal import since_sealed
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.shown import shown
from ui.look import colors
from ui.plain import on_button

# With so many, pages that nobody looks at follow every decision at once.
FEW_OFFICES = 300

_OF_STATE = {
    OfficeState.TO_VERIFY: Severity.WARNING,
    OfficeState.RETURNED: Severity.ERROR,
    OfficeState.NOT_BACK: Severity.ERROR,
    OfficeState.UNREADABLE: Severity.ERROR,
    OfficeState.PENDING: Severity.INFO,
}
_OF_ROLE = {Role.UNREADABLE: Severity.ERROR, Role.PENDING: Severity.INFO}


def state_ink(palette: QPalette, state: OfficeState) -> QColor:
    """The colour of a state; what is not there yet stands back."""
    if state is OfficeState.PASSED:
        return colors.ok(palette)
    return colors.mark(palette, _OF_STATE[state]) if state in _OF_STATE else colors.muted(palette)


def role_ink(palette: QPalette, role: Role) -> QColor:
    """The colour of a role: what counts, what has to be looked at, all else."""
    if role is Role.COUNTS:
        return colors.ok(palette)
    return colors.mark(palette, _OF_ROLE[role]) if role in _OF_ROLE else colors.muted(palette)


def state_words(row: OfficeRow, unknown: str = "") -> str:
    """The state, and that it is only proposed where nobody has decided.

    ``unknown`` stands in place of 未报 until the folder has been read once.
    """
    if unknown and row.state is OfficeState.MISSING:
        return unknown
    return f"建议{row.state}" if row.proposed else str(row.state)


def day_words(time: datetime | None) -> str:
    """2026-01-14; "" for none."""
    return f"{time:%Y-%m-%d}" if time else ""


def file_words(row: OfficeRow) -> str:
    """The file that counts, or what there is of the office; how many there are beside it.

    Of one that has sent nothing, what it was like last year: whom to ring up first.
    """
    main = row.counted or next(iter(row.files), None)
    if main is None:
        return row.remark or (row.past.short if row.past is not None else "")
    words = shown(main.path)
    if row.remark and row.state in (OfficeState.UNREADABLE, OfficeState.MISSING):
        return f"{words}　{shown(row.remark.removeprefix(f'“{main.path}”'))}"
    last = sum(one.role is Role.LAST_YEAR for one in row.files if one is not main)
    others = len(row.files) - 1 - last  # last year's is no other one of this year's
    return f"{words} 等 {others + 1} 个" if others > 0 else words


def version_words(row: OfficeRow) -> str:
    """Which version counts; how many wait where nobody has chosen."""
    if row.state is OfficeState.PENDING and row.versions > 1:
        return f"{row.versions} 份"
    return str(row.versions or "")


def roles_words(view: Overview) -> str:
    """收到 62 个文件：计入 38 · 旧稿 5 …, which add up."""
    said = " · ".join(f"{role} {count}" for role, count in view.roles.items() if count)
    return f"收到 {len(view.files)} 个文件：{said}" if view.files else "文件夹里还没有收到文件"


def short_name(path: str) -> str:
    """The name of a file without its folders."""
    return shown(PurePosixPath(path).name)


def numbered(number: int, path: str) -> str:
    """用“公安局年报.docx”(&1) on a button: which of several files, chosen by its number."""
    words = on_button(f"用“{short_name(path)}”")
    return f"{words}(&{number})" if number < 10 else words


def office_name(view: Overview, office_id: str) -> str:
    """What an office is called; "" for none."""
    return next((row.office.called for row in view.rows if row.office.id == office_id), "")


def office_names(view: Overview) -> dict[str, str]:
    """What every office is called, by id."""
    return {row.office.id: row.office.called for row in view.rows}


def counted_words(view: Overview) -> str:
    """45 家中 38 家已计入, and that the sums may still change."""
    sums = view.sums
    words = f"应报 {sums.due} 家，已计入 {sums.counted} 家"
    if sums.in_error:
        words += f"（其中 {len(sums.in_error)} 家有错误或已退回）"
    return f"{words}；本级数为暂计" if sums.provisional else f"{words}；本级数已定"


def signed_words(state: State, view: Overview) -> str:
    """已签发（第 2 次，02-21）, and what is another since; "" where nothing was sealed."""
    sealed = list(state.of(Subject.SEAL).values())
    if not sealed:
        return ""
    signed = f"已签发（第 {sealed[-1].subject} 次，{sealed[-1].time:%m-%d}）"
    return "；".join(filter(None, [signed, since_sealed(state, view)]))
