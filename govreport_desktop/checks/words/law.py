"""What the regulation and the notices say, as data: periods, articles, numbers of documents."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from govreport_desktop.form.datafile import DataFile, Keys
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

SCHEMA = 1
_TOP: tuple[Keys, Keys] = (
    {"schema": int, "periods": list, "regulation": dict, "notices": list},
    {},
)
_PERIOD: tuple[Keys, Keys] = (
    {"id": str, "name": str, "days": int, "about": str, "says": str, "basis": str},
    {"old": list, "never": str, "given": bool},
)
_REGULATION: tuple[Keys, Keys] = ({"articles": int, "basis": str, "moved": list}, {})
_MOVED: tuple[Keys, Keys] = ({"was": int, "now": int, "about": str}, {"never": str})
_NOTICE: tuple[Keys, Keys] = ({"number": str, "title": str}, {})
_NOTHING = regex(r"(?!)")


class Topic(NamedTuple):
    """Words by which a clause shows what it is about, and those that show it is not."""

    about: re.Pattern[str]
    never: re.Pattern[str] = _NOTHING

    def fits(self, words: str) -> bool:
        """Whether ``words`` are about it."""
        return bool(self.about.search(words)) and not self.never.search(words)


class Period(NamedTuple):
    """A statutory period in working days; ``old`` are the days of the regulation of 2008.

    What is ``given`` to somebody else no office may shorten.
    """

    id: str
    name: str
    days: int
    old: tuple[int, ...]
    topic: Topic
    says: str
    basis: str
    given: bool = False


class Moved(NamedTuple):
    """An article of the regulation of 2008, and that of 2019 which says the same."""

    was: int
    now: int
    topic: Topic


class Notice(NamedTuple):
    """A notice: its number, and words that only its title holds."""

    number: str
    title: str


class Law(NamedTuple):
    """All of it. ``articles`` is how many the regulation of 2019 has."""

    periods: tuple[Period, ...]
    articles: int
    basis: str
    moved: tuple[Moved, ...]
    notices: tuple[Notice, ...]


@cache
def law() -> Law:
    """The law this program knows; its expressions are compiled by whoever needs one."""
    return _law(DataFile.of(resources() / "words" / "law.toml"))


def read_law(path: Path) -> Law:
    """The law in the file at ``path``. Raises FormError where its data is wrong."""
    data = DataFile.of(path)
    found = _law(data)
    data.prove()
    return found


def _law(data: DataFile) -> Law:
    data.keys(data.data, "top", *_TOP)
    data.schema(SCHEMA)
    regulation = data.keys(data.data["regulation"], "regulation", *_REGULATION)
    notices = [
        Notice(**data.keys(node, f"notices[{i}]", *_NOTICE)) for i, node in data.each("notices")
    ]
    data.unique([notice.number for notice in notices], "notices")
    return Law(
        periods=tuple(_period(data, i, node) for i, node in data.each("periods")),
        articles=regulation["articles"],
        basis=regulation["basis"],
        moved=tuple(_moved(data, i, node) for i, node in enumerate(regulation["moved"])),
        notices=tuple(notices),
    )


def _period(data: DataFile, index: int, node: Any) -> Period:
    where = f"periods[{index}]"
    node = data.keys(node, where, *_PERIOD)
    topic = _topic(data, where, node)
    old = tuple(node.get("old", ()))
    return Period(
        node["id"],
        node["name"],
        node["days"],
        old,
        topic,
        node["says"],
        node["basis"],
        node.get("given", False),
    )


def _moved(data: DataFile, index: int, node: Any) -> Moved:
    where = f"regulation.moved[{index}]"
    node = data.keys(node, where, *_MOVED)
    return Moved(node["was"], node["now"], _topic(data, where, node))


def _topic(data: DataFile, where: str, node: dict[str, Any]) -> Topic:
    never = node.get("never")
    return Topic(
        data.expression(node["about"], where),
        data.expression(never, where) if never else _NOTHING,
    )
