"""What was read of one file, by its contents: a small head to go by, and the whole of it.

Both are kept in the task under the hash of the file, so that only what has changed is read
again, and a folder of a thousand files is not held in memory: heads are, bodies are not.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any, Literal

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report, Unread, Value, is_number
from govreport_desktop.report.contents import read_contents
from govreport_desktop.report.numbers import Number

# Why nothing was read: the file cannot be read, or what it holds is no report.
Trouble = Literal["", "unreadable", "no_report"]
# What a body may unpack to; a report with all its remarks has some hundred kilobytes.
_MOST_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Head:
    """What is needed of a file to give it a role and to add it up.

    ``kind`` is what `kind_of` says of the contents. ``trouble`` and ``error`` say why nothing
    was read, ``ask`` what to ask the office for. ``office`` is the name that the contents
    state, "" where they state none; ``office_id`` the key of a task and the id on its roster,
    where the file carries it. ``values`` are those of the typed cells of ``form``, in its
    order. ``prose`` counts the characters of prose, ``words`` is a digest of them, ``years``
    says how often each year is named in them. ``open_points`` are the warnings of the reader
    in words; ``errors`` and ``warnings`` count what the checks found, explained warnings not.
    ``explanations`` are what the office says of its warnings, by key, with the figures it says
    it of (`report.explanations`); "" has what it says of no one of them.
    ``marks`` and ``mentions`` are what `alike` compares of the prose.
    ``named`` are the offices of a file that holds the reports of several.
    ``workpaper`` says that it is a 汇总底稿 of ours, whatever its name says of 底稿, ``sealed``
    when the state was sealed that it or a task states, "" where none was.
    ``missed`` are typed cells, by their number, whose row in the file holds something that was
    not read, with what stands there.
    ``totals`` are the totals that are printed otherwise than they add up, with what is printed.
    ``raised`` are open problems that the office above would raise as well (see `raised`).
    ``places`` says where each value stood (see `place_of`), ``blocks`` names those places.
    """

    hash: str
    kind: str = ""
    trouble: Trouble = ""
    error: str = ""
    ask: str = ""
    office: str = ""
    office_id: str = ""
    year: int | None = None
    form: str = ""
    values: tuple[Value, ...] = ()
    prose: int = 0
    words: str = ""
    years: Mapping[int, int] = field(default_factory=dict)
    signed_on: str = ""
    open_points: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    explanations: Mapping[str, str] = field(default_factory=dict)
    places: str = ""
    blocks: tuple[str, ...] = ()
    marks: str = ""
    mentions: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    workpaper: bool = False
    sealed: str = ""
    missed: tuple[tuple[int, str], ...] = ()
    totals: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether a report was read."""
        return not self.trouble

    @property
    def numbers(self) -> int:
        """How many typed cells hold a number."""
        return sum(is_number(value) for value in self.values)

    def value(self, address: CellAddress) -> Number | None:
        """The number at ``address``, totals computed; None where all of it is blank."""
        found: Number | None = None
        for index in leaves(self.form).get(address, ()):
            one = self.values[index]
            if is_number(one):
                found = one if found is None else found + one
        return found

    def place_of(self, address: CellAddress) -> str:
        """Where the number stood in the file, in words; "" where that says nothing more."""
        indexes = leaves(self.form).get(address, ())
        if len(indexes) != 1 or not self.places:
            return ""
        block, *at = self.places.split(" ")[indexes[0]].split(".")
        if not block:
            return ""
        if at and not at[0].isdecimal():
            return f"{self.blocks[int(block)]}{at[0]}"  # D12 of a sheet
        there = "".join(f"第 {number} {unit}" for number, unit in zip(at, "行列", strict=False))
        return f"{self.blocks[int(block)]}{there}"


@cache
def typed_cells(form_id: str) -> tuple[CellAddress, ...]:
    """The cells that an office types, in printed order."""
    return tuple(cell.address for cell in load_form(form_id).cells if cell.formula is None)


@cache
def leaves(form_id: str) -> Mapping[CellAddress, tuple[int, ...]]:
    """For each cell, the typed cells it consists of, by their number in `typed_cells`.

    A typed cell that a total counts twice is there twice.
    """
    found: dict[CellAddress, tuple[int, ...]] = {
        address: (index,) for index, address in enumerate(typed_cells(form_id))
    }
    for formula in load_form(form_id).computed:
        found[formula.target] = tuple(i for source in formula.sources for i in found[source])
    return found


@dataclass(frozen=True, slots=True)
class Body:
    """All that was read of a file: the report in its JSON shape, and what was said about it.

    ``problems`` are plain: key, rule, severity, section, message, cells, cause, basis,
    explanation.
    """

    shape: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    problems: tuple[Mapping[str, Any], ...] = ()

    def report(self) -> Report:
        """The report that was read. Raises ReadError where there is none."""
        return Report.of(read_contents(self.shape))


# ------------------------------------------------------------ as the task keeps them
def head_text(head: Head) -> str:
    """``head`` as one line of JSON."""
    plain = {k: v for k, v in asdict(head).items() if v or k == "hash"}
    plain["values"] = [_plain(value) for value in head.values]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def head_of(text: str) -> Head:
    """What `head_text` wrote. Raises ValueError for what is none."""
    try:
        plain = json.loads(text)
        plain["values"] = tuple(map(_value, plain.get("values", ())))
        plain["years"] = {int(year): count for year, count in plain.get("years", {}).items()}
        for name in ("open_points", "blocks", "mentions", "named", "totals", "raised"):
            plain[name] = tuple(plain.get(name, ()))
        plain["missed"] = tuple((int(at), str(text)) for at, text in plain.get("missed", ()))
        head = Head(**plain)
    except (TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(text[:40]) from error
    if head.is_report and len(head.values) != len(typed_cells(head.form)):
        raise ValueError(head.form)
    return head


def body_bytes(body: Body) -> bytes:
    """``body``, packed."""
    return zlib.compress(json.dumps(asdict(body), ensure_ascii=False).encode(), 6)


def body_of(data: bytes) -> Body:
    """What `body_bytes` wrote. Raises ValueError for what is none."""
    unpacking = zlib.decompressobj()
    try:
        plain = json.loads(unpacking.decompress(data, _MOST_BYTES))
        return Body(
            plain["shape"],
            tuple(plain["notes"]),
            tuple(plain["left_over"]),
            tuple(plain["declared"]),
            tuple(plain["problems"]),
        )
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("body") from error


def digest(head: str, body: bytes) -> str:
    """What proves that a stored reading is the one that was written."""
    return blake2b(head.encode() + b"\0" + body, digest_size=16).hexdigest()


def words_digest(texts: Sequence[str]) -> str:
    """A digest of prose that spaces and line ends do not change."""
    return blake2b("".join("".join(texts).split()).encode(), digest_size=8).hexdigest()


def _plain(value: Value) -> object:
    match value:
        case Decimal():
            return str(value)
        case Unread():
            return {"unread": value.text, "reason": value.reason}
    return value


def _value(plain: Any) -> Value:
    match plain:
        case str():
            return Decimal(plain)
        case {"unread": text, "reason": reason}:
            return Unread(str(text), str(reason))
        case None | int():
            return plain
    raise TypeError(plain)
