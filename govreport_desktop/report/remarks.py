"""What the office above sent back: its remarks stay with the report until each is settled.

Kept as JSON in the fact ``remarks``, so that window and command line, today and after the file
has gone to someone else, go on pointing at the cells that were meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2s
from typing import Any, NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.edit import FieldAddress
from govreport_desktop.report.fields import expand
from govreport_desktop.report.numbers import Unread, format_value, parse_number
from govreport_desktop.report.report import Report

ADDRESS = FieldAddress("remarks")
# More points than anybody writes on one page; what is longer was not written by this program.
MOST, LONGEST = 500, 4000
# Begins what is only thought, so that no letter says it as a fact.
LIKELY = "可能的原因："


class Stood(NamedTuple):
    """A cell that a remark is about, and what stood in it when it was written, as text."""

    address: CellAddress
    text: str


class Remark(NamedTuple):
    """One numbered point of a 退回意见.

    ``words`` say what is wrong, ``should`` what should stand there ("" where nobody can know
    it from afar), ``why`` the likely cause (`LIKELY`) or what else is to be done, ``basis`` the
    notice. ``section`` is the part it is about, "" for the whole; ``excerpt`` the words of the
    prose that are meant. ``sender`` sent it on ``sent_on`` and waits until ``due`` (both as
    people write a day), ``phone`` is where to ask. ``key`` is that of the problem the office
    above saw, "" for what a person wrote.
    """

    number: int
    words: str
    should: str = ""
    why: str = ""
    basis: str = ""
    section: str = ""
    excerpt: str = ""
    cells: tuple[Stood, ...] = ()
    sender: str = ""
    sent_on: str = ""
    due: str = ""
    phone: str = ""
    key: str = ""

    @property
    def id(self) -> str:
        """What tells it from every other remark, whenever it is read."""
        words = "\n".join((self.sender, self.sent_on, str(self.number), self.words))
        return blake2s(words.encode("utf-8", "replace"), digest_size=4).hexdigest()

    @property
    def explained_by(self) -> str:
        """The key under which the office above finds what the office says of it."""
        return f"R25:{self.id}"

    def settled(self, report: Report) -> bool:
        """Whether what it is about has changed in ``report`` since it was written."""
        known = [one for one in self.cells if report.form.has(one.address)]
        if known:
            return any(_moved(report, one) for one in known)
        if not self.excerpt or self.section not in report.texts:
            return False
        return self.excerpt not in expand(report.texts[self.section], report).text


def _moved(report: Report, stood: Stood) -> bool:
    value, kind = report.values[stood.address], report.form.cell(stood.address).kind
    # Words where a number belongs: that the cell was left empty when they were read is no answer.
    if value is None and isinstance(parse_number(stood.text, kind), Unread):
        return False
    return format_value(value) != stood.text


def written(remarks: Iterable[Remark]) -> str:
    """``remarks`` as the fact holds them; "" for none."""
    shape = [plain(one) for one in dict.fromkeys(remarks)]
    return json.dumps(shape, ensure_ascii=False) if shape else ""


def read_remarks(text: str) -> tuple[Remark, ...]:
    """The remarks in a fact as `written` makes it; what is none of ours is passed over."""
    try:
        shape = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    entries = shape[:MOST] if isinstance(shape, list) else []
    return tuple(one for entry in entries if (one := remark_of(entry)) is not None)


def plain(remark: Remark) -> dict[str, Any]:
    """A remark as JSON takes it, without what is blank."""
    shape = {name: value for name, value in remark._asdict().items() if value}
    if remark.cells:
        shape["cells"] = [[*one.address, one.text] for one in remark.cells]
    return shape


def remark_of(shape: object) -> Remark | None:
    """What `plain` gave; None where it is not that, or longer than anybody writes."""
    if not isinstance(shape, dict):
        return None
    number, cells = shape.get("number"), shape.get("cells", [])
    texts = {k: v for k, v in shape.items() if k in Remark._fields and k not in ("number", "cells")}
    if type(number) is not int or not isinstance(cells, list) or len(cells) > MOST:
        return None
    if not all(isinstance(v, str) and len(v) <= LONGEST for v in texts.values()):
        return None
    stood = [_stood(cell) for cell in cells]
    if not texts.get("words") or None in stood:
        return None
    return Remark(number=number, cells=tuple(one for one in stood if one), **texts)


def _stood(cell: object) -> Stood | None:
    match cell:
        case [str(table), str(row), str(column), str(text)]:
            return Stood(CellAddress(table, row, column), text)
    return None
