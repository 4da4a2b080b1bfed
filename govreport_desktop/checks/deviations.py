"""What a report's own settings leave unchecked, in a line: the office above has to see it."""

from __future__ import annotations

from decimal import Decimal

from govreport_desktop.checks.catalogue import EVERY
from govreport_desktop.checks.settings import CheckSettings, in_force, stated
from govreport_desktop.checks.sheet.model import Sheet

# Each threshold as it is called on screen.
THRESHOLDS = {
    "overview_limit": "第一部分字数上限",
    "copied_share": "与上年雷同的比例",
    "copied_length": "雷同句最短字数",
    "repeated_length": "重复句最短字数",
    "problems_length": "第五部分最少字数",
    "change_times": "与上年相差的倍数",
    "change_least": "比较上年的最小数",
    "share_change": "部分公开、不予公开比例的变化",
    "closed_share": "其他处理的比例",
    "vague_share": "第五部分笼统的比例",
    "problems_copied": "第五部分照抄上年的比例",
    "required_figures": "要写明的数字",
    "peers_z": "离同类单位的距离",
    "peers_least": "与同类单位比较的最小数",
}
# What is no share, though it has a point.
SCORES = ("peers_z",)


def deviations(text: str) -> str:
    """How a report that states ``text`` is checked otherwise than usual; "" where as usual."""
    own, doubts = stated(text)
    settings = in_force(own)
    lines = [_by_sheet(own.sheet)] if own.sheet else []
    found = [*_off(settings), *_thresholds(settings)]
    lines += [f"本报告的审核设置与通常不同：{'；'.join(found)}。"] if found else []
    unknown = sorted(one for one in _switched(own) if not any(_is_of(one, r.id) for r in EVERY))
    if unknown:
        lines.append(f"审核设置里的“{'、'.join(unknown)}”本程序没有，没有采用。")
    return "".join([*lines, *doubts])


def threshold_words(settings: CheckSettings, name: str) -> str:
    """A threshold with its name, as a person reads it; "" for one that has no words."""
    return (
        f"{THRESHOLDS[name]}：{_shown(name, getattr(settings, name))}" if name in THRESHOLDS else ""
    )


def _by_sheet(sheet: Sheet) -> str:
    """Whose sheet, and which rules weigh otherwise under it."""
    levels = [f"{rule} 定为{level.label}" for rule, level in sheet.levels.items() if level]
    more = f"，其中{'、'.join(levels)}" if levels else ""
    return f"本报告按{sheet.signed}审核{more}。"


def _switched(own: CheckSettings) -> tuple[str, ...]:
    return (*own.off, *(own.sheet.levels if own.sheet else ()))


def _off(settings: CheckSettings) -> list[str]:
    names = [f"{rule.name}（{rule.id}）" for rule in EVERY if not settings.runs(rule.id)]
    return [f"不做 {len(names)} 项审核：{'、'.join(names)}"] if names else []


def _thresholds(settings: CheckSettings) -> list[str]:
    usual = CheckSettings()
    pairs = ((n, getattr(settings, n), getattr(usual, n)) for n in THRESHOLDS)
    return [
        f"{THRESHOLDS[name]} {_shown(name, value)}（通常 {_shown(name, normal)}）"
        for name, value, normal in pairs
        if value != normal
    ]


def _is_of(switch: str, rule: str) -> bool:
    return switch in (rule, rule.partition(".")[0])


def _shown(name: str, value: object) -> str:
    if isinstance(value, Decimal) and name not in SCORES:
        return f"{(value * 100).normalize():f}%"
    if isinstance(value, tuple):
        return "、".join(value) or "没有"
    return "不限" if value is None else str(value)
