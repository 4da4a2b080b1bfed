"""本地口径: what an office above says of counting, where the national texts leave it open.

One TOML file, kept among the settings of the user for every report and every form; it is
described in docs/forms.md. Where it is missing or damaged there are simply no such hints.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from govreport_desktop.bounded import read_regular
from govreport_desktop.errors import FormError
from govreport_desktop.form.datafile import DataFile, Pair
from govreport_desktop.paths import APP_NAME

SCHEMA = 1
LARGEST = 1 << 20  # bytes
LONGEST = 200  # characters of a hint: it stands under three other texts
TOP: Pair = ({"schema": int, "office": str}, {"sections": dict, "tables": dict})
TABLE: Pair = ({}, {"rows": dict, "columns": dict})
ENTRY: Pair = ({"hint": str}, {})
# Every row that begins so, for rows printed under one heading: denied.*
ALL = "*"

# "sections", "" and the id of a part; or "rows" or "columns" with table and id.
Key = tuple[str, str, str]


class LocalHints(NamedTuple):
    """Hints by what they are for; ``office`` is who says so."""

    office: str
    entries: Mapping[Key, str]

    def section(self, section_id: str) -> str:
        """The hint for a part; "" where there is none."""
        return self.entries.get(("sections", "", section_id), "")

    def row(self, table: str, rows: Collection[str]) -> str:
        """The hint for these rows together, that for one before that for its heading."""
        names = [name for kind, where, name in self.entries if (kind, where) == ("rows", table)]
        names.sort(key=lambda name: name.endswith(ALL))
        return next((self.entries["rows", table, n] for n in names if stands_for(n, rows)), "")

    def column(self, table: str, column: str) -> str:
        """The hint for a column."""
        return self.entries.get(("columns", table, column), "")


NONE = LocalHints("", {})


def local_hints() -> LocalHints:
    """Those of this user; none where the file is missing or cannot be read."""
    place = hints_place()
    try:
        state = place.stat()
        return _kept(place, state.st_mtime_ns, state.st_size)
    except (OSError, FormError):
        return NONE


def read_local_hints(path: Path) -> LocalHints:
    """The hints in the file at ``path``. Raises FormError with file and key."""
    try:
        text = read_regular(path, LARGEST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise FormError(f"{path.name}：读不出来，应为 UTF-8 编码的 TOML 文件。") from error
    file = _HintsFile.parsed(path.name, text)
    return LocalHints(file.data.get("office", ""), dict(file.entries()))


def hints_place() -> Path:
    """Where this user's hints lie."""
    return _place(*map(os.environ.get, ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")))


@lru_cache(maxsize=1)
def _place(*_environment: str | None) -> Path:
    """Asked with every cell that one looks at: platformdirs takes longer than all the rest."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False) / "local-hints.toml"


def stands_for(name: str, rows: Collection[str]) -> bool:
    """Whether ``name`` is that row, or ``denied.*`` stands for all of them."""
    if name.endswith(ALL):
        return bool(rows) and all(row.startswith(name[:-1]) for row in rows)
    return {name} == set(rows)


@lru_cache(maxsize=1)
def _kept(place: Path, _changed: int, _size: int) -> LocalHints:
    return read_local_hints(place)


def hint_entries(file: DataFile) -> Iterator[tuple[Key, str]]:
    """Every hint of ``file`` under ``sections`` and ``tables``, checked. Raises FormError."""
    for name, node in file.data.get("sections", {}).items():
        yield ("sections", "", name), _hint(file, node, f"sections.{name}")
    for table, parts in file.data.get("tables", {}).items():
        for kind, nodes in file.keys(parts, f"tables.{table}", *TABLE).items():
            for name, node in nodes.items():
                yield (kind, table, name), _hint(file, node, f"tables.{table}.{kind}.{name}")


def _hint(file: DataFile, node: Any, where: str) -> str:
    hint = str(file.keys(node, where, *ENTRY)["hint"]).strip()
    if not 0 < len(hint) <= LONGEST:
        file.fail(f"{where}.hint", f"应为 1 至 {LONGEST} 个字")
    return hint


class _HintsFile(DataFile):
    __slots__ = ()

    def entries(self) -> Iterator[tuple[Key, str]]:
        """Every hint, checked."""
        self.keys(self.data, "（顶层）", *TOP)
        self.schema(SCHEMA)
        yield from hint_entries(self)
