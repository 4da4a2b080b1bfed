"""What to know of a row, a column or a part while filling it in: what counts, what goes wrong.

The words are form data, ``resources/forms/help/ID.toml`` beside the form's own file, and are
read when somebody first asks: most runs never do. A form without such a file has no help.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from govreport_desktop.form.datafile import DataFile, Pair
from govreport_desktop.form.local import ALL, NONE, LocalHints, local_hints, stands_for
from govreport_desktop.form.local import Key as _Key

SCHEMA = 1
TOP: Pair = ({"schema": int}, {"like": str, "sections": dict, "tables": dict})
TABLE: Pair = ({}, {"rows": dict, "columns": dict})
ENTRY: Pair = ({"counts": str, "mistake": str, "basis": str}, {})
_BASIS_PLACES = frozenset({"notice"})

# How each of the three is headed where it is shown.
COUNTS, MISTAKE, BASIS, LOCAL = "计入", "常见错误", "依据", "本地口径"


class Guidance(NamedTuple):
    """What to know of one row, column or part, in whole sentences; "" where there is nothing.

    ``counts`` is what belongs here, ``mistake`` what is usually done wrong, ``basis`` the
    article or notice that says so, or that it is custom. ``local`` is what the office above
    says beside that, with its name.
    """

    counts: str = ""
    mistake: str = ""
    basis: str = ""
    local: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What there is to show, each under its heading."""
        return _parts(self.counts, self.mistake, self.basis, self.local)


class CellHelp(NamedTuple):
    """What to know of one number: of its row, of its column, and of both together."""

    row: Guidance
    column: Guidance

    @property
    def counts(self) -> str:
        """What belongs here: a line of the row, a line of the column."""
        return _lines(self.row.counts, self.column.counts)

    @property
    def mistake(self) -> str:
        """What is usually done wrong, a line each."""
        return _lines(self.row.mistake, self.column.mistake)

    @property
    def basis(self) -> str:
        """Where that is written, each article or notice once."""
        named = "；".join(filter(None, (self.row.basis, self.column.basis)))
        return "；".join(dict.fromkeys(filter(None, named.split("；"))))

    @property
    def local(self) -> str:
        """What the office above says beside that, a line each."""
        return _lines(self.row.local, self.column.local)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What there is to show, each under its heading."""
        return _parts(self.counts, self.mistake, self.basis, self.local)


class Help:
    """The help of one form. Raises FormError with file and key where its data is wrong."""

    def __init__(
        self,
        path: Path,
        notice: str,
        sections: Collection[str],
        tables: Mapping[str, tuple[Collection[str], Collection[str]]],
    ) -> None:
        """For the form whose file is ``path``; ``tables`` has ids of rows and of columns."""
        self._path = path.parent / "help" / path.name
        self._notice = notice
        self._sections = sections
        self._tables = tables

    def section(self, section_id: str, more: LocalHints = NONE) -> Guidance:
        """What to know of a part; ``more`` are hints that travel with the report."""
        words = self._entries.get(("sections", "", section_id), Guidance())
        said = (_signed(hints, hints.section(section_id)) for hints in (local_hints(), more))
        return words._replace(local=_lines(*said))

    def of(
        self,
        table: str,
        rows: Collection[str],
        columns: Collection[str],
        more: LocalHints = NONE,
    ) -> CellHelp:
        """What these rows have in common, and these columns: one each for a number."""
        every = (local_hints(), more)
        found = (words for name, words in self._rows(table) if stands_for(name, rows))
        said = _lines(*(_signed(hints, hints.row(table, rows)) for hints in every))
        row = next(found, Guidance())._replace(local=said)
        name = next(iter(columns)) if len(set(columns)) == 1 else ""
        column = self._entries.get(("columns", table, name), Guidance())
        said = _lines(*(_signed(hints, hints.column(table, name)) for hints in every))
        return CellHelp(row, column._replace(local=said))

    def _rows(self, table: str) -> list[tuple[str, Guidance]]:
        """The entries for rows, those for several rows behind the rest."""
        found = [
            (name, words)
            for (kind, where, name), words in self._entries.items()
            if (kind, where) == ("rows", table)
        ]
        return sorted(found, key=lambda entry: entry[0].endswith(ALL))

    @cached_property
    def _entries(self) -> dict[_Key, Guidance]:
        if not self._path.is_file():
            return {}
        own = _HelpFile.of(self._path)
        entries = dict(own.entries(self._notice))
        for key in entries:
            if not self.knows(key):
                own.refuse(key)
        if like := own.data.get("like"):
            model = _HelpFile.of(self._path.with_name(f"{like}.toml"))
            taken = model.entries(self._notice)
            entries = {key: words for key, words in taken if self.knows(key)} | entries
        return entries

    def knows(self, key: _Key) -> bool:
        """Whether the form has the row, column or part of that key."""
        kind, table, name = key
        if kind == "sections":
            return name in self._sections
        rows, columns = self._tables.get(table, ((), ()))
        if kind == "columns":
            return name in columns
        return any(stands_for(name, [row]) for row in rows)


class _HelpFile(DataFile):
    __slots__ = ()

    def entries(self, notice: str) -> Iterator[tuple[_Key, Guidance]]:
        """Every entry the file has itself, each checked; {notice} is the form's."""
        data = self.keys(self.data, "（顶层）", *TOP)
        self.schema(SCHEMA)
        for name, node in data.get("sections", {}).items():
            yield ("sections", "", name), self._entry(node, f"sections.{name}", notice)
        for table, parts in data.get("tables", {}).items():
            for kind, nodes in self.keys(parts, f"tables.{table}", *TABLE).items():
                for name, node in nodes.items():
                    where = f"tables.{table}.{kind}.{name}"
                    yield (kind, table, name), self._entry(node, where, notice)

    def refuse(self, key: _Key) -> NoReturn:
        """Refuse an entry for what the form does not have."""
        kind, table, name = key
        self.fail(f"tables.{table}.{kind}.{name}" if table else f"{kind}.{name}", "格式里没有")

    def _entry(self, node: Any, where: str, notice: str) -> Guidance:
        node = self.keys(node, where, *ENTRY)
        self.places(node["basis"], f"{where}.basis", _BASIS_PLACES)
        basis = node["basis"].format(notice=notice)
        return Guidance(node["counts"], node["mistake"], basis)


def _signed(hints: LocalHints, hint: str) -> str:
    """A hint with the name of the office that gives it."""
    return f"{hint}（{hints.office}）" if hint and hints.office else hint


def _parts(counts: str, mistake: str, basis: str, local: str) -> tuple[tuple[str, str], ...]:
    shown = ((COUNTS, counts), (MISTAKE, mistake), (BASIS, basis), (LOCAL, local))
    return tuple((heading, words) for heading, words in shown if words)


def _lines(*lines: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, lines)))
