"""Our own CSV, whose lines say where they belong; any other table is `commas.py`'s.

Excel and WPS write it anew with semicolons or tabs where the system is set so, and in
GB18030 where asked for plain CSV: all of these come back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from govreport_desktop.errors import ReadError
from govreport_desktop.form import Form, available_forms, load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Address, TextAddress
from govreport_desktop.report.fields import escape
from govreport_desktop.source import Source, SourceParagraph
from govreport_desktop.workbook.commas import FORM_ID, HEADER, harmless

MAX_ROWS = 20_000

_SEPARATORS = ",;\t"
_OFFICE, _YEAR, _VALUE, _ID = (HEADER.index(name) for name in ("机关名称", "年度", "值", "标识"))


def read_own_csv(text: str, name: str) -> Source | None:
    """The report in ``text``, every content with its address; None where it is not ours.

    Raises ReadError where it is ours and damaged.
    """
    text = text.removeprefix("\ufeff")
    head = text[:200].splitlines()[:1]
    mark = next((mark for mark in _SEPARATORS if mark.join(HEADER) in head), "")
    if not mark:
        return None
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise ReadError(f"“{name}”的行多得不正常，没有读取；请重新导出。")
    except csv.Error as error:
        raise ReadError(f"“{name}”不是完整的 CSV，请重新导出。") from error
    return _own(rows, name)


def _own(rows: Sequence[list[str]], name: str) -> Source:
    """Our own export: the last column says where each value belongs."""
    whole = [row for row in rows[1:] if len(row) == len(HEADER)]
    stated = next((_typed(row[_VALUE]).strip() for row in whole if row[_ID].strip() == FORM_ID), "")
    placed: dict[Address, str] = {}
    texts: dict[str, list[str]] = {}
    strange: list[SourceParagraph] = []
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(HEADER):
            if any(cell.strip() for cell in row):
                strange.append(SourceParagraph(" | ".join(row), f"第 {number} 行"))
            continue
        place, value = row[_ID].strip(), _typed(row[_VALUE])
        if place == FORM_ID:
            continue
        if place.count("/") == 2:
            placed[CellAddress(*place.split("/"))] = value
        else:
            texts.setdefault(place, []).append(escape(value))
    placed |= {TextAddress(section): "\n".join(lines) for section, lines in texts.items()}
    first = whole[0] if whole else [""] * len(HEADER)
    words = first[_YEAR].strip()
    year = int(words) if words.isdecimal() and len(words) == 4 else None
    return Source(
        name=name,
        blocks=tuple(strange),
        placed=placed,
        form_id=stated or _form({row[_ID].strip() for row in whole}, year),
        office=_typed(first[_OFFICE]),
        year=year,
    )


def _form(ids: set[str], year: int | None) -> str:
    """The form of a file that does not say it, by the cells it has; "" where it has none.

    It is the one that knows them all and has no others; of several that know them all, as
    in a file that lost lines, the one of the year, and then the one with the least besides.
    """
    cells = {place for place in ids if place.count("/") == 2}

    def strangeness(form: Form) -> tuple[int, bool, bool, int]:
        known = {str(cell.address) for cell in form.cells}
        missing = len(known - cells)
        return len(cells - known), missing > 0, year is None or not form.fits(year), missing

    best = min(map(load_form, available_forms()), key=strangeness)
    return best.id if any(str(cell.address) in cells for cell in best.cells) else ""


def _typed(text: str) -> str:
    """``text`` as it was before it was made harmless to spreadsheets."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
