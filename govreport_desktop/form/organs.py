"""Which kinds of organ owe a report, when it is due, and which kind an office's name says.

The facts stand in ``resources/organs.toml``; whoever writes them is told file and key of
every contradiction, as for the forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from govreport_desktop.form.datafile import DataFile, Keys
from govreport_desktop.form.names import LEVELS, level_said, spelled
from govreport_desktop.paths import resources

SCHEMA = 1

_TOP: tuple[Keys, Keys] = ({"schema": int, "kinds": list}, {"ask": list, "old": list})
_KIND: tuple[Keys, Keys] = (
    {"id": str, "name": str, "due": str, "to": str, "notice": str, "names": list},
    {"level": str, "due_name": str, "years_after": int, "own_form": bool, "makes_rules": bool},
)
_ASK: tuple[Keys, Keys] = ({"why": str, "names": list}, {})
_OLD: tuple[Keys, Keys] = ({"id": str, "name": str, "means": list}, {})
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


class MonthDay(NamedTuple):
    """A day of any year: 29 February is none."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month} 月 {self.day} 日"

    @property
    def stored(self) -> str:
        """As data and settings write it: 02-20."""
        return f"{self.month:02}-{self.day:02}"


def month_day(text: str) -> MonthDay | None:
    """The day written as 02-20; None where it is none."""
    match = _MONTH_DAY.fullmatch(text)
    try:
        day = date(2001, int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None
    return MonthDay(day.month, day.day) if day else None


class OrganKind(NamedTuple):
    """One kind of organ.

    ``due`` falls ``years_after`` years behind the report's year. ``level`` is one of
    `names.LEVELS`, or "" where it is that of the government it belongs to. ``to`` is where
    the report goes, in words for the clerk. With ``own_form`` it reports only on a form that
    names it. ``makes_rules`` says that it may make 规章 (《立法法》第九十三条). ``names`` are
    looked for in `names.spelled`.
    """

    id: str
    name: str
    level: str
    due: MonthDay
    due_name: str
    years_after: int
    own_form: bool
    makes_rules: bool
    to: str
    notice: str
    names: tuple[re.Pattern[str], ...]

    def due_date(self, year: int) -> date:
        """The last day for the report of ``year``."""
        return date(year + self.years_after, *self.due)

    @property
    def words(self) -> str:
        """县级政府，2 月 20 日前报送."""
        usual = self.due_name == _DUE_NAME
        return f"{self.name}，" + (f"{self.due}前报送" if usual else f"{self.due_name} {self.due}")


class Asked(NamedTuple):
    """Names of which no kind follows, and why."""

    why: str
    names: tuple[re.Pattern[str], ...]


class Organs(NamedTuple):
    """All of it. ``old`` are words of earlier programs: id to name and the kinds it may mean."""

    kinds: Mapping[str, OrganKind]
    asked: tuple[Asked, ...]
    old: Mapping[str, tuple[str, tuple[OrganKind, ...]]]

    def kind_of(self, name: str) -> OrganKind | None:
        """The kind an office's name says; None where it must be asked."""
        words = spelled(name)
        if not words or self._reason(words):
            return None
        return next((kind for kind in self.kinds.values() if _any(kind.names, words)), None)

    def reporting(self, named: tuple[str, ...]) -> tuple[OrganKind, ...]:
        """The kinds that report on a form with these ``organs``: without any, the usual ones.

        In the order of their days; of one day the commonest first, which the file, for the
        sake of its patterns, has last.
        """
        if named:
            return tuple(self.kinds[key] for key in named)
        usual = [kind for kind in reversed(list(self.kinds.values())) if not kind.own_form]
        return tuple(sorted(usual, key=lambda kind: kind.due))

    def why_asked(self, name: str) -> str:
        """Why no kind follows from a name, as far as the data says; else ""."""
        return self._reason(spelled(name))

    def _reason(self, words: str) -> str:
        return next((asked.why for asked in self.asked if _any(asked.names, words)), "")

    def name_of(self, stored: str) -> str:
        """What the field ``office_kind`` is called: county is 县级政府; unknown words stay."""
        if stored in self.old:
            return self.old[stored][0]
        return self.kinds[stored].name if stored in self.kinds else stored

    def stored(self, words: str) -> str:
        """What to store for words of a cover: 县级政府 is county; unknown words stay."""
        names = {self.name_of(key): key for key in (*self.kinds, *self.old)}
        return names.get(words, words)


_DUE_NAME = "报送期限"


@cache
def organs() -> Organs:
    """The kinds this program knows. Raises FormError where their data is wrong."""
    return _Loader.of(resources() / "organs.toml").organs()


@lru_cache(maxsize=256)
def organ_kind_of(name: str) -> OrganKind | None:
    """The kind of organ an office's name says; None where it must be asked.

    Asked with every key by whoever shows or checks something of that kind of organ.
    """
    return organs().kind_of(name)


@lru_cache(maxsize=256)
def level_of(name: str) -> str:
    """The level of the government an office belongs to, of `LEVELS`; "" where it says none."""
    kind = organ_kind_of(name)
    return (kind.level if kind else "") or level_said(spelled(name))


def read_organs(path: Path) -> Organs:
    """Read and check one data file. Raises FormError with file and key."""
    loader = _Loader.of(path)
    found = loader.organs()
    loader.prove()
    return found


def _any(patterns: tuple[re.Pattern[str], ...], words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)


class _Loader(DataFile):
    __slots__ = ()

    def organs(self) -> Organs:
        self.keys(self.data, "（顶层）", *_TOP)
        self.schema(SCHEMA)
        kinds = [self.kind(node, f"kinds[{index}]") for index, node in self.each("kinds")]
        self.unique([kind.id for kind in kinds], "kinds")
        by_id = {kind.id: kind for kind in kinds}
        asked = [self.ask(node, f"ask[{index}]") for index, node in self.each("ask")]
        old: dict[str, tuple[str, tuple[OrganKind, ...]]] = {}
        for index, node in self.each("old"):
            where = f"old[{index}]"
            self.keys(node, where, *_OLD)
            for key in node["means"]:
                if key not in by_id:
                    self.fail(f"{where}.means", f"没有机关类别 {key}")
            old[node["id"]] = node["name"], tuple(by_id[key] for key in node["means"])
        self.unique([*by_id, *old], "old")
        self.unique([*(k.name for k in kinds), *(name for name, _ in old.values())], "name")
        return Organs(MappingProxyType(by_id), tuple(asked), MappingProxyType(old))

    def kind(self, node: Any, where: str) -> OrganKind:
        node = self.keys(node, where, *_KIND)
        due = month_day(node["due"])
        if due is None:
            self.fail(f"{where}.due", f"{node['due']} 不是“月-日”，例如 02-20")
        level = node.get("level", "")
        if level and level not in LEVELS:
            self.fail(f"{where}.level", f"应为 {'、'.join(LEVELS)} 之一")
        return OrganKind(
            id=node["id"],
            name=node["name"],
            level=level,
            due=due,
            due_name=node.get("due_name", _DUE_NAME),
            years_after=node.get("years_after", 1),
            own_form=node.get("own_form", False),
            makes_rules=node.get("makes_rules", False),
            to=node["to"],
            notice=node["notice"],
            names=self.patterns(node["names"], f"{where}.names"),
        )

    def ask(self, node: Any, where: str) -> Asked:
        node = self.keys(node, where, *_ASK)
        return Asked(node["why"], self.patterns(node["names"], f"{where}.names"))

    def patterns(self, texts: list[Any], where: str) -> tuple[re.Pattern[str], ...]:
        for index, text in enumerate(texts):
            if not isinstance(text, str):
                self.fail(f"{where}[{index}]", "应为 str")
        return tuple(self.expression(text, f"{where}[{i}]") for i, text in enumerate(texts))
