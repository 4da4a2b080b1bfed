"""The workbook as bytes: the same report gives the same bytes, and totals are there to be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.writer.excel import ExcelWriter

from govreport_desktop.paths import APP_NAME
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.writers.archive import entry
from govreport_desktop.writers.made import made_at

# Formula results by sheet title and cell.
Results = Mapping[str, Mapping[str, Number | str]]

_FORMULA = re.compile(
    r'<c r="(?P<ref>[A-Z]+\d+)"(?P<style> s="\d+")?><f>(?P<formula>[^<]*)</f>'
    r"<v\s*(?:/>|></v>)</c>"
)
_TIMES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>).*?(?=</dcterms:\2>)", re.DOTALL)
_MADE_BY = re.compile(rb"(<Application>).*?(?=</Application>)")


def package(workbook: Workbook, results: Results) -> bytes:
    """``workbook`` as the bytes of an .xlsx file.

    openpyxl writes formulas without results, so whatever shows a workbook without computing
    it (Excel's protected view, mail previews, phones) would show blank totals: ``results``
    are written beside the formulas, and every program that can compute does so on opening.
    """
    parts = {
        f"xl/worksheets/sheet{number}.xml": results.get(sheet.title, {})
        for number, sheet in enumerate(workbook.worksheets, 1)
    }
    for sheet in workbook.worksheets:
        sheet.merged_cells = _Sorted(sheet.merged_cells.ranges)
    buffer = BytesIO()
    archive = _Archive(buffer, parts)
    ExcelWriter(workbook, archive).save()
    return buffer.getvalue()


class _Sorted(MultiCellRange):
    """Merged ranges in a fixed order: openpyxl keeps them in a set."""

    def __iter__(self) -> Any:
        return iter(self.sorted())

    def sorted(self) -> list[CellRange]:
        return sorted(self.ranges, key=lambda r: (r.min_row, r.min_col))


class _Archive(ZipFile):
    """A zip whose entries carry no time, and whose sheets carry formula results."""

    def __init__(self, file: BytesIO, results: Mapping[str, Mapping[str, Number | str]]) -> None:
        super().__init__(file, "w")
        self._results = results

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)).lstrip("/")
        data = data.encode() if isinstance(data, str) else data
        if name == "docProps/core.xml":
            # openpyxl says its own now, which no variable holds still.
            data = _TIMES.sub(rb"\g<1>" + f"{made_at():%Y-%m-%dT%H:%M:%SZ}".encode(), data)
        if name == "docProps/app.xml":
            data = _MADE_BY.sub(rb"\g<1>" + APP_NAME.encode(), data)
        if results := self._results.get(name):
            data = _with_results(data.decode(), results).encode()
        super().writestr(entry(name), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def _with_results(xml: str, results: Mapping[str, Number | str]) -> str:
    def cell(match: re.Match[str]) -> str:
        result = results.get(match["ref"])
        if result is None:
            return match[0]
        head = f'<c r="{match["ref"]}"{match["style"] or ""}'
        if is_number(result):
            body = f"<v>{format_value(result)}</v></c>"
            return f"{head}><f>{match['formula']}</f>{body}"
        text = escape(str(result), quote=False)
        return f'{head} t="str"><f>{match["formula"]}</f><v>{text}</v></c>'

    return _FORMULA.sub(cell, xml)
