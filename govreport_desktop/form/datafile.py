"""A data file of this program: what is in it, and how whatever is wrong in it is refused."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn, Self

from govreport_desktop.errors import FormError
from govreport_desktop.patterns import regex

Node = dict[str, Any]
# The keys of each place, each with its type; a pair has the required ones, then the others.
Keys = dict[str, type]
Pair = tuple[Keys, Keys]


class DataFile:
    """One data file: its name, what is in it, and the tests every part of it has to pass."""

    __slots__ = ("_expressions", "data", "name")

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.name = name
        self.data = data
        self._expressions: list[re.Pattern[str]] = []

    @classmethod
    def of(cls, path: Path) -> Self:
        """The file at ``path``. Raises FormError where it is no TOML."""
        try:
            return cls.parsed(path.name, path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise FormError(f"{path.name}：读不出来（{error}）。") from error

    @classmethod
    def parsed(cls, name: str, text: str) -> Self:
        """The file of that name with ``text`` in it. Raises FormError where it is no TOML."""
        try:
            return cls(name, tomllib.loads(text))
        except (ValueError, RecursionError) as error:
            raise FormError(f"{name}：读不出来（{error}）。") from error

    def schema(self, known: int) -> None:
        """Refuse a file described by another version than ``known``."""
        if self.data["schema"] != known:
            self.fail("schema", f"是 {self.data['schema']}，本程序读得懂的是 {known}")

    def fail(self, key: str, what: str) -> NoReturn:
        """Refuse the file. Raises FormError with file and key."""
        raise FormError(f"{self.name}：{key}：{what}。")

    def expression(self, pattern: str, where: str) -> re.Pattern[str]:
        """A regular expression of the file. That it is none shows when it is used, or proved."""

        def refuse(error: re.error) -> NoReturn:
            self.fail(where, f"不是正则表达式（{error}）")

        self._expressions.append(regex(pattern, refuse=refuse))
        return self._expressions[-1]

    def prove(self) -> None:
        """Compile every expression there was. Raises FormError with file and key."""
        for expression in self._expressions:
            assert expression.groups >= 0

    def each(self, key: str) -> list[tuple[int, Any]]:
        """What stands in the list at the top of the file, numbered."""
        return list(enumerate(self.data.get(key, [])))

    def places(self, sentence: str, where: str, known: frozenset[str]) -> None:
        """Refuse a sentence with a {place} that nothing will fill."""
        try:
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        except ValueError as error:
            self.fail(where, f"花括号不成对（{error}）")
        for name in sorted(names - known):
            self.fail(where, f"不认识 {{{name}}}")

    def unique(self, names: list[str], where: str) -> None:
        """Refuse a name that stands there twice."""
        for name, times in Counter(names).items():
            if times > 1:
                self.fail(where, f"{name} 出现了两次")

    def keys(self, node: Any, where: str, required: Keys, optional: Keys) -> Node:
        """``node``, refused where a key is missing, unknown or of the wrong type."""
        if not isinstance(node, dict):
            self.fail(where, "应为一组键和值")
        for key, value in node.items():
            kind = required.get(key) or optional.get(key)
            if kind is None:
                self.fail(f"{where}.{key}", "不认识这个键")
            if not isinstance(value, kind):
                self.fail(f"{where}.{key}", f"应为 {kind.__name__}")
        for key in required:
            if key not in node:
                self.fail(where, f"缺少 {key}")
        return node
