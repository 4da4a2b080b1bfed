"""An .xlsx file as cells: what stands in them, formulas beside their results, merges, hiding.

Read part by part with defusedxml instead of through openpyxl, for three reasons: openpyxl
gives either formulas or results in one pass, never both; it builds every cell a sheet
claims before any bound can stop it; and other programs' style sheets make it fail where
only numbers are wanted. Nothing is executed, no link is followed, macros are not looked at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.sax import SAXException
from zipfile import BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.xlsx.book import Book, Sheet, Styles
from govreport_desktop.readers.xlsx.sheet import read_sheet, read_strings

# A workbook of an office is far below each of these; together they keep any file under
# 500 MB of memory and 10 seconds.
MAX_PARTS = 5000
MAX_PART_BYTES = 80 * 2**20
MAX_SMALL_PART_BYTES = 8 * 2**20
MAX_CELLS = 300_000
MAX_SHEETS = 256

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Numbers of built-in formats that are dates or times (ISO/IEC 29500-1, 18.8.30).
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def read_book(path: Path) -> Book:
    """The workbook at ``path``. Raises ReadError with a sentence where it is none."""
    with _open(path) as archive:
        try:
            workbook = _tree(archive, _main_part(archive))
            styles = _styles(archive, workbook)
            with _stream(archive, _named(archive, "sharedStrings.xml")) as stream:
                strings = read_strings(stream) if stream else []
            sheets: list[Sheet] = []
            budget = MAX_CELLS
            for title, hidden, part in _sheet_parts(archive, workbook):
                with _stream(archive, part) as stream:
                    if stream is None:
                        continue  # a tab whose part is missing
                    sheet = read_sheet(stream, Sheet(title, hidden), strings, styles, budget)
                budget -= len(sheet.cells)
                sheets.append(sheet)
        except DefusedXmlException as error:
            raise ReadError(
                f"“{path.name}”带有外部实体或文档类型声明，可能不安全，没有读取。"
            ) from error
        except (ParseError, SAXException, ValueError, LookupError) as error:
            raise ReadError(
                f"“{path.name}”的内容已损坏，读不出来；请用 Excel 或 WPS 打开后另存一份再试。"
            ) from error
        except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError) as error:
            raise ReadError(f"“{path.name}”不完整或已损坏，请重新取得这个文件。") from error
    if not sheets:
        raise ReadError(f"“{path.name}”里没有工作表。")
    return Book(path.name, sheets)


def _open(path: Path) -> ZipFile:
    try:
        with path.open("rb") as file:
            head = file.read(8)
        if head == _OLE:
            raise ReadError(
                f"“{path.name}”设有打开密码，或是旧的 .xls 格式；请取消密码、另存为 .xlsx 后再试。"
            )
        archive = ZipFile(path)
    except (BadZipFile, LargeZipFile) as error:
        raise ReadError(f"“{path.name}”不是 Excel 工作簿（.xlsx），或文件不完整。") from error
    except OSError as error:
        raise ReadError(f"“{path.name}”打不开：{error.strerror or error}。") from error
    if len(archive.infolist()) > MAX_PARTS:
        archive.close()
        raise ReadError(f"“{path.name}”里的文件多得不正常，没有读取。")
    names = set(archive.namelist())
    if not any(name.endswith("workbook.xml") for name in names):
        archive.close()
        what = "二进制的 .xlsb 格式" if "xl/workbook.bin" in names else "别的压缩文件"
        raise ReadError(f"“{path.name}”不是 Excel 工作簿（.xlsx），是{what}。")
    return archive


class _Bounded:
    """A part of the zip that refuses to grow beyond ``limit`` bytes, whatever it claims."""

    def __init__(self, stream: IO[bytes], limit: int, name: str) -> None:
        self._stream, self._left, self._name = stream, limit, name

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises ReadError once the part is larger than it may be."""
        data = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(f"工作簿里的“{self._name}”展开后大得不正常，没有读取。")
        return data


@contextmanager
def _stream(archive: ZipFile, name: str, limit: int = MAX_PART_BYTES) -> Iterator[_Bounded | None]:
    """A part to be read, closed afterwards; None where there is no such part."""
    try:
        part = archive.open(name)
    except KeyError:
        yield None
        return
    except RuntimeError as error:
        raise ReadError("这个工作簿的压缩包设有密码，请去掉密码后再试。") from error
    with part:
        yield _Bounded(part, limit, name)


def _root(archive: ZipFile, name: str) -> Any:
    """A small part as an element. Raises KeyError where there is no such part."""
    with _stream(archive, name, MAX_SMALL_PART_BYTES) as stream:
        if stream is None:
            raise KeyError(name)
        return fromstring(stream.read(), forbid_dtd=True)


def _named(archive: ZipFile, end: str) -> str:
    """The part whose name ends so, whatever folder its writer chose; "" where there is none."""
    return next((name for name in archive.namelist() if name.endswith(end)), "")


def _tree(archive: ZipFile, name: str) -> Mapping[str, list[dict[str, str]]]:
    """The elements of a small part: their attributes by local name, in document order."""
    root = _root(archive, name)
    found: dict[str, list[dict[str, str]]] = {}
    for element in root.iter():
        attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        found.setdefault(str(element.tag).rpartition("}")[2], []).append(attributes)
    return found


def _relations(archive: ZipFile, part: str) -> dict[str, str]:
    """The parts that ``part`` refers to by id; anything outside the file is left out."""
    folder, _, name = part.rpartition("/")
    try:
        tree = _tree(archive, f"{folder}/_rels/{name}.rels".lstrip("/"))
    except KeyError:
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, link["Target"]))[1:]
        for link in tree.get("Relationship", [])
        if link.get("TargetMode") != "External" and "Target" in link
    }


def _main_part(archive: ZipFile) -> str:
    names = archive.namelist()
    return next(
        (name for name in _relations(archive, "").values() if name.endswith("workbook.xml")),
        next(name for name in names if name.endswith("workbook.xml")),
    )


def _sheet_parts(
    archive: ZipFile, workbook: Mapping[str, list[dict[str, str]]]
) -> Iterator[tuple[str, bool, str]]:
    relations = _relations(archive, _main_part(archive))
    for sheet in workbook.get("sheet", [])[:MAX_SHEETS]:
        part = relations.get(sheet.get("id", ""))
        if part:
            yield sheet.get("name", ""), sheet.get("state", "visible") != "visible", part


def _styles(archive: ZipFile, workbook: Mapping[str, list[dict[str, str]]]) -> Styles:
    epoch = any(p.get("date1904") in ("1", "true") for p in workbook.get("workbookPr", []))
    name = _named(archive, "styles.xml")
    if not name:
        return Styles((), (), epoch)
    # The xf elements of cellXfs are what cells refer to; cellStyleXfs has xf elements too.
    root = _root(archive, name)
    codes: dict[int, str] = {}
    ids: list[int] = []
    for child in root:
        tag = str(child.tag).rpartition("}")[2]
        if tag == "numFmts":
            codes = {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in child}
        elif tag == "cellXfs":
            ids = [int(xf.get("numFmtId", "0")) for xf in child]
    formats = tuple(codes.get(number, "") for number in ids)
    dates = tuple(
        number in _DATE_FORMATS or _is_date(code) for number, code in zip(ids, formats, strict=True)
    )
    return Styles(formats, dates, epoch)


def _is_date(code: str) -> bool:
    positive = code.partition(";")[0]
    return bool(re.search(r"[ymdhs年月日]", _QUOTED.sub("", positive), re.IGNORECASE))
