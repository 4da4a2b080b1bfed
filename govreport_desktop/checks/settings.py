"""Which checks run and how strictly: what localities decide for themselves.

The decision belongs to the report and travels in its file (the fact ``check_settings``), so
that window, command line and the office above see the same problems and what is not looked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from govreport_desktop.checks.sheet.model import FIRM, Sheet
from govreport_desktop.errors import FormError
from govreport_desktop.report.report import Report

# The rule of blank cells: without it a blank is a 0 that was not typed.
BLANKS = "R18"
# The largest limit of characters that means anything.
MOST_CHARACTERS = 100_000
# Median deviations beyond which no figure is.
MOST_SCORE = 1000
# A list of figures that a locality wants is no longer, nor is any name in it.
MOST_NAMES, LONGEST_NAME = 30, 20

# 国办公开办函〔2021〕30号: part one 原则上不超过一千字.
OVERVIEW_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Switches and thresholds of the checks.

    ``off`` holds what is switched off, by rule number (``R20``) or by one check's own id
    (``R20.sums``). Lengths count characters. ``overview_limit`` is the longest part one:
    原则上不超过一千字 (国办公开办函〔2021〕30号), unless a locality says otherwise; None where
    it is not to be watched. ``copied_share`` is the share of last year's sentences in this
    year's prose from which 雷同 is warned of. ``copied_length`` and ``repeated_length`` are
    the shortest sentences that count as copied from last year and as repeated within the
    report: shorter ones are formulas. ``problems_length`` is the length under which part
    five reads as perfunctory. ``change_times`` is how many times as much, or as little, as last
    year's is asked about (0 for never) where either is at least ``change_least`` (件 or 万元);
    ``share_change`` is by how much the share of 部分公开 and 不予公开 may differ from last year's,
    ``closed_share`` the share of 其他处理 from which 主管部门 look into it. ``vague_share`` is the
    share of clauses without object, number or date from which part five reads as indefinite,
    ``problems_copied`` the share of sentences from which it reads as last year's.
    ``peers_z`` is the robust z from which a figure is far from those of like offices (0 for never),
    where it or their median is at least ``peers_least``.
    ``required_figures`` name what the locality wants figures of. ``sheet`` is the check sheet of
    an office above, which goes before the rest (`in_force`).
    """

    off: frozenset[str] = frozenset()
    overview_limit: int | None = OVERVIEW_LIMIT
    copied_share: Decimal = Decimal("0.5")
    copied_length: int = 12
    repeated_length: int = 16
    problems_length: int = 40
    change_times: int = 5
    change_least: int = 30
    share_change: Decimal = Decimal("0.3")
    closed_share: Decimal = Decimal("0.3")
    sheet: Sheet | None = None
    vague_share: Decimal = Decimal("0.8")
    problems_copied: Decimal = Decimal("0.8")
    required_figures: tuple[str, ...] = ()
    peers_z: Decimal = Decimal("3.5")
    peers_least: int = 20

    def runs(self, check: str) -> bool:
        """Whether the check of that id is switched on: the sheet says, else the office."""
        if self.sheet is not None and self.sheet.says_level(check):
            return self.sheet.level(check) is not None
        return check not in self.off and check.partition(".")[0] not in self.off


class Stated(NamedTuple):
    """What a report says of its checks: the settings, and a sentence for each doubt about them."""

    settings: CheckSettings = CheckSettings()
    doubts: tuple[str, ...] = ()


def settings_of(report: Report) -> CheckSettings:
    """How ``report`` is to be checked: as its file says, and as usual where that says nothing."""
    return in_force(stated(report.fields["check_settings"]).settings)


@lru_cache(maxsize=16)
def in_force(settings: CheckSettings) -> CheckSettings:
    """``settings`` as they hold: what their sheet says goes before what the office says itself.

    A rule that the sheet gives a level runs, whoever switched it off; a threshold that makes no
    sense is left out.
    """
    sheet = settings.sheet
    if sheet is None:
        return settings
    put_off = {rule for rule, level in sheet.levels.items() if level is None}
    off = settings.off | {rule for rule in put_off if rule.partition(".")[0] not in FIRM}
    asked: dict[str, Any] = {}
    for name, plain in sheet.thresholds.items():
        with suppress(ValueError, InvalidOperation):
            asked[name] = threshold(name, plain)
    return replace(settings, off=off, **asked)


def threshold(name: str, plain: object) -> object:
    """The threshold ``name`` as TOML writes it. Raises ValueError, InvalidOperation."""
    if name not in THRESHOLDS:
        raise ValueError(name)
    return _READ[name](str(plain) if isinstance(plain, float) else plain)


@lru_cache(maxsize=16)
def stated(text: str) -> Stated:
    """What ``text``, the report's fact ``check_settings``, says.

    Never an error: what is unknown or makes no sense is left as usual, with a sentence.
    """
    if not text:
        return Stated()
    entries = _entries(text)
    if entries is None:
        return Stated(doubts=("本报告的审核设置读不出来，按通常的设置审核。",))
    known: dict[str, Any] = {}
    doubts = []
    for key, plain in entries.items():
        read = _READ.get(key)
        try:
            if read is None:
                doubts.append(f"审核设置里的“{key}”本程序不认识，没有采用。")
            else:
                known[key] = read(plain)
        except FormError as error:
            doubts.append(f"本报告带的检查单读不出来，没有采用（{str(error).rstrip('。')}）。")
        except (ValueError, InvalidOperation):
            doubts.append(f"审核设置里的“{key}”不能是“{plain}”，这一项按通常的设置审核。")
    return Stated(CheckSettings(**known), tuple(doubts))


def settings_text(settings: CheckSettings, before: str = "") -> str:
    """``settings`` as a report states them: what differs from usual; "" where nothing does.

    Keys of the text ``before`` that this program does not know are kept.
    """
    usual = CheckSettings()
    entries = {k: v for k, v in (_entries(before) or {}).items() if k not in _READ}
    for field in fields(CheckSettings):
        value = getattr(settings, field.name)
        if value != getattr(usual, field.name):
            entries[field.name] = _plain(value)
    return json.dumps(entries, ensure_ascii=False, sort_keys=True) if entries else ""


def _entries(text: str) -> dict[str, Any] | None:
    try:
        entries = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
    return entries if isinstance(entries, dict) else None


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Sheet):
        return value.text
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal) else value


def _ids(plain: object) -> frozenset[str]:
    if not isinstance(plain, list) or not all(isinstance(one, str) for one in plain):
        raise ValueError(plain)
    return frozenset(plain)


def _names(plain: object) -> tuple[str, ...]:
    """What figures are wanted of: short words, none twice."""
    words: list[Any] = plain if isinstance(plain, list) else [None]
    if len(words) > MOST_NAMES or not all(
        isinstance(one, str) and 0 < len(one) <= LONGEST_NAME for one in words
    ):
        raise ValueError(plain)
    return tuple(dict.fromkeys(words))


def _length(plain: object) -> int:
    if isinstance(plain, bool) or not isinstance(plain, int) or not 0 <= plain <= MOST_CHARACTERS:
        raise ValueError(plain)
    return plain


def _limit(plain: object) -> int | None:
    return None if plain is None else _length(plain) or None


def _share(plain: object) -> Decimal:
    share = Decimal(plain) if isinstance(plain, str) else Decimal(-1)
    if not 0 <= share <= 1:
        raise ValueError(plain)
    return share


def _score(plain: object) -> Decimal:
    score = Decimal(plain) if isinstance(plain, str | int) else Decimal(-1)
    if not 0 <= score <= MOST_SCORE:
        raise ValueError(plain)
    return score


def _sheet(plain: object) -> Sheet:
    if not isinstance(plain, str):
        raise ValueError(plain)
    from govreport_desktop.checks.sheet.reading import sheet_of  # few reports have one

    return sheet_of(plain)


_READ: dict[str, Callable[[object], object]] = {
    "off": _ids,
    "overview_limit": _limit,
    "copied_share": _share,
    "copied_length": _length,
    "repeated_length": _length,
    "problems_length": _length,
    "change_times": _length,
    "change_least": _length,
    "share_change": _share,
    "closed_share": _share,
    "sheet": _sheet,
    "vague_share": _share,
    "problems_copied": _share,
    "required_figures": _names,
    "peers_z": _score,
    "peers_least": _length,
}
# What a sheet may set as well.
THRESHOLDS = tuple(name for name in _READ if name not in ("off", "sheet"))
