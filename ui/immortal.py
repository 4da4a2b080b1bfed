"""Keeps None, True and False alive where PySide6 6.12 meets Python 3.11.

That PySide6 was compiled as if Python itself were 3.12 or later, where these objects are
immortal (PEP 683): every call of a Qt function that returns nothing takes one reference to
None away without having added one. On Python 3.11 the count reaches zero after some
thousand calls and the interpreter aborts. Giving the objects so many references that no
session can use them up is what 3.12 does by another name. Measured with PySide6 6.12.0;
6.11.3 is not affected but has no separate QtPdf package.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60


def make_immortal() -> None:
    """Once per process, before Qt is used; does nothing on Python 3.12 and later."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for thing in (None, True, False, NotImplemented, ...):
        count = ctypes.c_ssize_t.from_address(id(thing))
        if count.value < _PLENTY:
            count.value += _PLENTY
