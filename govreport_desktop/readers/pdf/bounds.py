"""What a PDF may cost: bytes unpacked, operators run, seconds spent.

A stream in a PDF unpacks to a thousand times its size, several filters deep, and a drawing
may call a drawing that calls a drawing. pdfminer bounds none of that, so its one function
that unpacks a stream is wrapped here, once for the process, and each file gets a budget.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace

from pdfminer import pdftypes
from pdfminer.pdftypes import PDFStream

# A page's drawing instructions are some 100 KB, a whole Chinese font some 20 MB.
MAX_STREAM_BYTES = 2**20
MAX_FONT_BYTES = 24 * 2**20
MAX_TOTAL_BYTES = 64 * 2**20
# Filters and predictors that pdfminer undoes byte by byte in Python.
MAX_SLOW_BYTES = 2**20
MAX_SECONDS = 6.0
MAX_OBJECTS = 300_000
MAX_DRAWINGS = 5000

# What a font's stream says of itself and no other stream does.
_FONT_KEYS = ("Length1", "Length2", "Length3")
_FONT_KINDS = ("Type1C", "CIDFontType0C", "OpenType")

# Each by the place of its data among its arguments.
_SLOW = {
    "lzwdecode": 0,
    "rldecode": 0,
    "ascii85decode": 0,
    "asciihexdecode": 0,
    "ccittfaxdecode": 0,
    "apply_tiff_predictor": 3,
    "apply_png_predictor": 4,
}


class OverBudgetError(Exception):
    """The file costs more than any report does."""


@dataclass(slots=True)
class Budget:
    """What is left for one file."""

    bytes: int = MAX_TOTAL_BYTES
    objects: int = MAX_OBJECTS
    drawings: int = MAX_DRAWINGS
    # Of this thread's own work: on a machine that is busy otherwise a file takes longer.
    until: float = field(default_factory=lambda: time.thread_time() + MAX_SECONDS)

    def object(self) -> None:
        """One more character or line. Raises OverBudgetError."""
        self.objects -= 1
        if self.objects < 0 or (self.objects % 256 == 0 and time.thread_time() > self.until):
            raise OverBudgetError

    def drawing(self) -> None:
        """One more page or drawing within a page. Raises OverBudgetError."""
        self.drawings -= 1
        if self.drawings < 0:
            raise OverBudgetError
        self.in_time()

    def in_time(self) -> None:
        """Raises OverBudgetError once the seconds are spent."""
        if time.thread_time() > self.until:
            raise OverBudgetError


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)
# 0 is none: pdfminer at work for somebody else in this process.
_limit: ContextVar[int] = ContextVar("limit", default=0)


@contextmanager
def budgeted() -> Iterator[Budget]:
    """Everything pdfminer does in here is paid from one budget."""
    budget = Budget()
    token = _budget.set(budget)
    try:
        yield budget
    finally:
        _budget.reset(token)


def _inflate(data: bytes) -> bytes:
    """zlib.decompress that stops at the limit of the stream it is called for."""
    limit = _limit.get()
    machine = zlib.decompressobj()
    found = machine.decompress(data, limit + 1 if limit else 0)
    if limit and len(found) > limit:
        raise OverBudgetError
    if not machine.eof:
        raise zlib.error("incomplete stream")
    return found


class _Inflater:
    """zlib.decompressobj within the same limit, for streams that are damaged."""

    def __init__(self) -> None:
        self._machine = zlib.decompressobj()
        self._left = _limit.get() or sys.maxsize - 1

    def decompress(self, data: bytes) -> bytes:
        """The next bytes. Raises OverBudgetError past the limit, zlib.error where damaged."""
        found = self._machine.decompress(data, self._left + 1)
        self._left -= len(found)
        if self._left < 0:
            raise OverBudgetError
        return found


def _short(function: Callable[..., bytes], data_at: int = 0) -> Callable[..., bytes]:
    """``function`` for no more bytes than it undoes in a second."""

    def bounded(*args: object) -> bytes:
        data = args[data_at]
        if _limit.get() and isinstance(data, bytes) and len(data) > MAX_SLOW_BYTES:
            raise OverBudgetError
        return function(*args)

    return bounded


_decode = PDFStream.decode


def _bounded_decode(stream: PDFStream) -> None:
    budget = _budget.get()
    if budget is None:
        _decode(stream)
        return
    kind = getattr(stream.attrs.get("Subtype"), "name", "")
    is_font = kind in _FONT_KINDS or any(key in stream.attrs for key in _FONT_KEYS)
    limit = MAX_FONT_BYTES if is_font else MAX_STREAM_BYTES
    token = _limit.set(limit)
    try:
        _decode(stream)
    finally:
        _limit.reset(token)
    size = len(stream.data or b"")
    budget.bytes -= size
    if size > limit or budget.bytes < 0:
        raise OverBudgetError
    budget.in_time()


def _install() -> None:
    names = vars(pdftypes)
    names["zlib"] = SimpleNamespace(decompress=_inflate, decompressobj=_Inflater, error=zlib.error)
    for name, data_at in _SLOW.items():
        names[name] = _short(names[name], data_at)
    PDFStream.decode = _bounded_decode  # type: ignore[method-assign, assignment]


_install()
