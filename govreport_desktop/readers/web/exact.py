"""The number a spreadsheet states beside the one it shows: 59237.2449 beside 59,237.24."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from govreport_desktop.readers.marks import visible

# LibreOffice, and Excel.
_STATED = ("sdval", "x:num")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_SHARES = re.compile("[%％‰]")


def exact_number(cell: Any, shown: str) -> str:
    """What ``cell`` states where that is what it shows, rounded; else ``shown``.

    A number shown scaled (万元 of a sum in 元) or as a share is another number, and where
    some of the cell was left out or raised nobody knows of which number it was said.
    """
    stated = next((text for name in _STATED if (text := (cell.get(name) or "").strip())), "")
    if not _NUMBER.fullmatch(stated) or _bare(shown) != _bare("".join(cell.itertext())):
        return shown
    number = _NUMBER.match(_bare(shown).replace(",", ""))
    if not number or _SHARES.search(shown):
        return shown
    _, _, decimals = number.group().partition(".")
    off = abs(Decimal(stated) - Decimal(number.group()))
    return stated if 2 * off.scaleb(len(decimals)) <= 1 else shown


def _bare(text: str) -> str:
    return "".join(visible(text).split())
