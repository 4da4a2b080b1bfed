"""At which line of a TOML file a key stands: its reader does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from govreport_desktop.patterns import regex

_NAME = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)"
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = regex(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_KEY = regex(rf"\s*({_NAMES})\s*=\s*(.*)")
_ONE = regex(_NAME)


def lines_of(text: str) -> Mapping[str, int]:
    """The lines, from 1, of headers and keys, each called as a `DataFile` calls it.

    Only for sentences: of what nobody writes by hand (keys in tables on one line) it knows
    no more than the line of what they stand in.
    """
    found: dict[str, int] = {}
    lists: Counter[str] = Counter()
    within, open_quotes = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if open_quotes:
            open_quotes = "" if line.count(open_quotes) % 2 else open_quotes
        elif header := _HEADER.match(line):
            within = _joined(header[2])
            if header[1] == "[[":
                lists[within] += 1
                within = f"{within}[{lists[within] - 1}]"
            found.setdefault(within, number)
        elif key := _KEY.match(line):
            name = _joined(key[1])
            found.setdefault(f"{within}.{name}" if within else name, number)
            quotes = next((q for q in ('"""', "'''") if key[2].count(q) % 2), "")
            open_quotes = quotes
    return found


def line_at(lines: Mapping[str, int], where: str) -> int:
    """The line of ``where``, or of what it stands in; 0 where nobody knows."""
    while where:
        # A list on one line has no line of each; of a list of tables the first is where it begins.
        for name in (where, f"{where}[0]", where.rpartition("[")[0]):
            if name in lines:
                return lines[name]
        where = where.rpartition(".")[0]
    return 0


def _joined(names: str) -> str:
    return ".".join(name.strip("\"'") for name in _ONE.findall(names))
