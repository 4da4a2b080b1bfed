"""Read a check sheet: bounded, and refused in one sentence with file and line."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, Self

from govreport_desktop.bounded import read_regular
from govreport_desktop.checks.problem import Severity
from govreport_desktop.checks.sheet.formula import FormulaError, parse
from govreport_desktop.checks.sheet.lines import line_at, lines_of
from govreport_desktop.checks.sheet.model import LocalRelation, Required, Sheet
from govreport_desktop.errors import FormError, ReadError, cause, quoted
from govreport_desktop.form.datafile import DataFile, Keys, Pair
from govreport_desktop.form.local import LocalHints, hint_entries
from govreport_desktop.form.model import CellAddress
from govreport_desktop.form.organs import MonthDay, month_day
from govreport_desktop.patterns import regex

SCHEMA = 1
# What a sheet may have; those of counties have a tenth of it.
LARGEST = 64 * 1024  # bytes
LONGEST_LINE = 2000  # characters: tomllib needs ages for names of thousands of parts
MOST_RELATIONS, MOST_REQUIRED, MOST_HINTS, MOST_LEVELS = 200, 200, 500, 200
MOST_WORDS = 20
LONGEST = 200  # characters of a sentence or a name
BLANKS = ("", "0", "/")

_OPTIONAL: Keys = {"office": str, "deadline": str, "blank": str, "levels": dict}
_OPTIONAL |= {"thresholds": dict, "required": list, "relations": list}
TOP: Pair = (
    {"schema": int, "title": str},
    _OPTIONAL | {"sections": dict, "tables": dict},
)
RELATION: Pair = ({"id": str, "says": str, "formula": str}, {"level": str, "basis": str})
REQUIRED: Pair = (
    {"id": str, "name": str},
    {"cells": list, "words": list, "section": str, "level": str},
)
_LEVELS = {one.value: one for one in Severity} | {one.label: one for one in Severity}
_OFF = ("off", "关闭")
_ID = regex(r"[\w-]{1,40}")
_AT = regex(r"line (\d+)")
_KINDS = {str: "文字，写在引号里", int: "整数", list: "方括号里的一列", dict: "一组键和值"}


def read_sheet(path: Path) -> Sheet:
    """The sheet in the file at ``path``. Raises GovReportError with file and line."""
    return SheetFile.at(path).sheet()


@lru_cache(maxsize=16)
def sheet_of(text: str) -> Sheet:
    """The sheet that a report carries. Raises FormError."""
    return SheetFile.parsed("检查单", text).sheet()


class SheetFile(DataFile):
    """A check sheet with the lines of its keys."""

    __slots__ = ("lines", "text")

    text: str
    lines: dict[str, int]

    @classmethod
    def at(cls, path: Path) -> Self:
        """The file at ``path``. Raises ReadError, FormError."""
        name = quoted(path.name)
        try:
            data = read_regular(path, LARGEST)
        except FileNotFoundError as error:
            raise ReadError(f"没有“{name}”这个文件，请核对名称和位置。") from error
        except OSError as error:
            too_large = f"超过 {LARGEST // 1024} KB，不像检查单"
            why = too_large if error.errno == errno.EFBIG else cause(error)
            raise ReadError(f"“{name}”打不开（{why}）。") from error
        try:
            text = data.decode("utf-8-sig")
        except ValueError as error:
            line = data[: getattr(error, "start", 0)].count(b"\n") + 1
            raise FormError(
                f"“{name}”第 {line} 行：不是 UTF-8 编码的文字，请另存为 UTF-8 再用。"
            ) from error
        return cls.parsed(name, text)

    @classmethod
    def parsed(cls, name: str, text: str) -> Self:
        """The file of that name with ``text`` in it. Raises FormError with the line."""
        text = text.replace("\r\n", "\n")
        if len(text) > LARGEST:
            raise FormError(f"“{name}”太大，检查单不能超过 {LARGEST // 1024} KB。")
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                most = f"一行不能超过 {LONGEST_LINE} 个字"
                raise FormError(f"“{name}”第 {number} 行：{most}，请分行。")
        try:
            file = cls(name, tomllib.loads(text))
        except (ValueError, RecursionError) as error:
            at = _AT.search(str(error))
            last = text.count("\n") + 1
            where = f"第 {at[1]} 行" if at else f"第 {last} 行" if "end of" in str(error) else ""
            raise FormError(
                f"“{name}”{where}：写法不合 TOML，请检查引号、等号、方括号和重复的键；"
                '整条和其中一项并写时，后者要加引号（"R20.sums"）。'
            ) from error
        file.text, file.lines = text, dict(lines_of(text))
        return file

    def fail(self, key: str, what: str) -> NoReturn:
        """Refuse the file. Raises FormError with file, line and key."""
        line = line_at(self.lines, key)
        where = f"第 {line} 行：" if line else "："
        raise FormError(f"“{self.name}”{where}{quoted(key, 60)}：{what}。")

    def keys(self, node: Any, where: str, required: Any, optional: Any) -> dict[str, Any]:
        """As `DataFile.keys`, in words for whoever writes a sheet."""
        if not isinstance(node, dict):
            self.fail(where, "应为一组键和值")
        at = "" if where == "（顶层）" else f"{where}."
        for key, value in node.items():
            kind = required.get(key) or optional.get(key)
            if kind is None:
                known = "、".join([*required, *optional])
                self.fail(f"{at}{key}", f"不认识这个键，这里可以写 {known}")
            if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
                self.fail(f"{at}{key}", f"应为{_KINDS[kind]}")
        for key in required:
            if key not in node:
                self.fail(where, f"缺少 {key}")
        return node

    # ------------------------------------------------------------ pieces
    def sheet(self) -> Sheet:
        """What the file says. Raises FormError."""
        self._is_not_newer()
        data = self.keys(self.data, "（顶层）", *TOP)
        self.schema(SCHEMA)
        title = self._words(data, "title").strip("《》")
        office = self._words(data, "office") if "office" in data else ""
        return Sheet(
            text=self.text,
            title=title,
            office=office,
            levels=dict(self._levels()),
            thresholds=dict(data.get("thresholds", {})),
            required=tuple(self._required()),
            relations=tuple(self._relations()),
            deadline=self._deadline(),
            blank=self._blank(),
            hints=LocalHints(office or title, self._hints()),
        )

    def _is_not_newer(self) -> None:
        """Before any key is looked at: what a later schema adds is no slip of whoever wrote it."""
        said = self.data.get("schema")
        if isinstance(said, int) and said > SCHEMA:
            self.fail("schema", f"是 {said}，本程序读得懂的是 {SCHEMA}；请先更新本程序")

    def _levels(self) -> Iterator[tuple[str, Severity | None]]:
        """``R20.sums`` reads the same with and without quotes round it."""
        nodes = self.data.get("levels", {})
        flat: list[tuple[str, object]] = []
        for rule, node in nodes.items():
            inner = node.items() if isinstance(node, dict) else [("", node)]
            flat += [(f"{rule}.{name}" if name else rule, value) for name, value in inner]
        if len(flat) > MOST_LEVELS:
            self.fail("levels", f"不能超过 {MOST_LEVELS} 条")
        for rule, value in flat:
            yield rule, self._level(value, f"levels.{rule}", off=True)

    def _level(self, value: object, where: str, *, off: bool = False) -> Severity | None:
        if off and value in _OFF:
            return None
        found = _LEVELS.get(value) if isinstance(value, str) else None
        if found is None:
            more = "、off（关闭）" if off else ""
            self.fail(where, f"应为 error（错误）、warning（警告）、info（提示）{more}之一")
        return found

    def _relations(self) -> Iterator[LocalRelation]:
        for where, node in self._nodes("relations", MOST_RELATIONS, RELATION):
            try:
                formula = parse(node["formula"])
            except FormulaError as error:
                self.fail(f"{where}.formula", str(error))
            yield LocalRelation(
                node["id"],
                self._words(node, "says", where).rstrip("。"),
                formula,
                self._own_level(node, where),
                self._words(node, "basis", where) if node.get("basis") else "",
            )

    def _required(self) -> Iterator[Required]:
        for where, node in self._nodes("required", MOST_REQUIRED, REQUIRED):
            cells, words = node.get("cells", []), node.get("words", [])
            if bool(cells) == bool(words):
                self.fail(where, "cells（要填的格子）和 words（文字里的词）写一样，也只写一样")
            for key, listed in (("cells", cells), ("words", words)):
                right = all(
                    isinstance(one, str) and one.strip() and len(one) <= LONGEST for one in listed
                )
                if not right or len(listed) > MOST_WORDS:
                    self.fail(f"{where}.{key}", f"应为一至 {MOST_WORDS} 个写在引号里的词")
            places = tuple(self._place(one, f"{where}.cells") for one in cells)
            yield Required(
                node["id"],
                self._words(node, "name", where),
                places,
                tuple(words),
                node.get("section", ""),
                self._own_level(node, where),
            )

    def _place(self, text: str, where: str) -> CellAddress:
        parts = text.split("/")
        if len(parts) != len(CellAddress._fields):
            self.fail(where, f"“{quoted(text)}”应写成“表/行/列”")
        return CellAddress(*parts)

    def _nodes(self, key: str, most: int, keys: Pair) -> Iterator[tuple[str, dict[str, Any]]]:
        nodes = self.each(key)
        if len(nodes) > most:
            self.fail(f"{key}[{most}]", f"{key} 不能超过 {most} 条，现有 {len(nodes)} 条")
        seen: set[str] = set()
        for index, node in nodes:
            where = f"{key}[{index}]"
            checked = self.keys(node, where, *keys)
            name = checked["id"]
            if not _ID.fullmatch(name):
                self.fail(f"{where}.id", "应为 1 至 40 个字母、数字、汉字、下划线或连字号")
            if name in seen:
                self.fail(f"{where}.id", f"{name} 出现了两次")
            seen.add(name)
            yield where, checked

    def _own_level(self, node: dict[str, Any], where: str) -> Severity:
        found = self._level(node.get("level", Severity.WARNING.value), f"{where}.level")
        return found or Severity.WARNING

    def _words(self, node: dict[str, Any], key: str, where: str = "") -> str:
        words = " ".join(str(node[key]).split())
        if not 0 < len(words) <= LONGEST or not words.isprintable():
            place = f"{where}.{key}" if where else key
            self.fail(place, f"应为 1 至 {LONGEST} 个看得见的字")
        return words

    def _deadline(self) -> MonthDay | None:
        text = self.data.get("deadline", "")
        day = month_day(text) if text else None
        if text and day is None:
            self.fail("deadline", "应为月和日，如 01-15")
        return day

    def _blank(self) -> str | None:
        blank = self.data.get("blank")
        if blank is not None and blank not in BLANKS:
            self.fail("blank", '空格印成什么只能是 ""（空着）、"0" 或 "/"')
        return blank

    def _hints(self) -> dict[tuple[str, str, str], str]:
        found = dict(hint_entries(self))
        if len(found) > MOST_HINTS:
            self.fail("tables", f"提示不能超过 {MOST_HINTS} 条")
        return found
