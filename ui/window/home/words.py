"""How a report's standing is said in a line, in chips and as a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from govreport_desktop.checks import Severity
from govreport_desktop.jobs.standing import Standing
from govreport_desktop.shown import shown
from ui.look import colors
from ui.settings import RecentFile


class Chip(NamedTuple):
    """A state: its sign and words, and the severity it is coloured by; None is all right."""

    severity: Severity | None
    words: str

    @property
    def text(self) -> str:
        """Sign and words: the colour says nothing more."""
        sign = colors.SIGNS[self.severity] if self.severity else colors.OK_SIGN
        return f"{sign} {self.words}"


FREE = Chip(None, "没有错误")


def title_of(file: RecentFile) -> str:
    """某县档案局 2025 年度."""
    year = f"{file.year} 年度" if file.year else "年度未填"
    if file.is_task:
        year = f"{year}汇总"
    return f"{shown(file.office or file.path.stem)} {year}"


def chips_of(file: RecentFile, standing: Standing | None) -> list[Chip]:
    """What is to be known of a report before it is opened; empty while nobody knows."""
    if standing is None:
        return _counts(file.errors, file.warnings)
    if standing.gone:
        return [Chip(Severity.WARNING, "文件不在原处")]
    if standing.trouble:
        return [Chip(Severity.ERROR, "没有读出")]
    if standing.task:
        return [Chip(Severity.WARNING, "待办") if standing.open_ else Chip(None, "已定")]
    counts = _counts(standing.errors, standing.warnings)
    if standing.handed_in:
        changed = Chip(Severity.WARNING, "报送后改过")
        first = changed if standing.changed else Chip(None, "已报送")
        return [first, *(chip for chip in counts if chip != FREE)]
    if counts == [FREE] and standing.filled < standing.places:
        # Free of errors is not much where nothing stands yet.
        return [Chip(Severity.INFO, "没有填完" if standing.filled else "还没有填")]
    return counts


def line_of(file: RecentFile, standing: Standing | None) -> str:
    """How far it is, its last version, whether it left the house, and where it lies."""
    return " · ".join([*_facts(standing), shown(str(file.path.parent))])


def spoken(file: RecentFile, standing: Standing | None) -> str:
    """All of it, for a screen reader."""
    chips = [chip.words for chip in chips_of(file, standing)]
    return "，".join([title_of(file), *chips, *_facts(standing), str(file.path)])


def time_words(time: datetime | None, today: date) -> str:
    """今天 10:24, 昨天 09:00, 1月28日, 2025年1月28日."""
    if time is None:
        return ""
    days = (today - time.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {time:%H:%M}"
    year = "" if time.year == today.year else f"{time.year}年"
    return f"{year}{time.month}月{time.day}日"


def _counts(errors: int | None, warnings: int) -> list[Chip]:
    if errors is None:
        return []
    found = [(Severity.ERROR, errors), (Severity.WARNING, warnings)]
    chips = [Chip(severity, f"{count} 个{severity.label}") for severity, count in found if count]
    return chips or [FREE]


def _facts(standing: Standing | None) -> list[str]:
    if standing is None or standing.gone:
        return []
    if standing.trouble:
        return [shown(standing.trouble)]
    if standing.task:
        return [standing.task]
    whole = standing.filled == standing.places
    filled = "全部填满" if whole else f"已填 {standing.filled}/{standing.places} 处"
    version = f"版本“{shown(standing.version)}”" if standing.version else ""
    return [words for words in (filled, version, shown(standing.handed_in)) if words]
