"""An .xlsx file as cells: what stands in them, formulas beside their results, merges, hiding.

Read part by part with defusedxml instead of through openpyxl, for three reasons: openpyxl
gives either formulas or results in one pass, never both; it builds every cell a sheet
claims before any bound can stop it; and other programs' style sheets make it fail where
only numbers are wanted. Nothing is executed, no link is followed, macros are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax import SAXException

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from govreport_desktop.errors import ReadError, cause
from govreport_desktop.readers.faint import BLACK, PLAIN, WHITE, Color, Shade
from govreport_desktop.readers.left import COMMENT
from govreport_desktop.readers.package import DAMAGE, Package
from govreport_desktop.readers.xlsx.book import Book, Sheet, Styles
from govreport_desktop.readers.xlsx.conditions import change_told
from govreport_desktop.readers.xlsx.covers import say_covered
from govreport_desktop.readers.xlsx.looks import Change, color_told
from govreport_desktop.readers.xlsx.sheet import read_sheet, read_strings
from govreport_desktop.workbook.layout import REMARKS_SHEET, position

# A workbook of an office is far below each of these; together they keep any file under
# 500 MB of memory and 10 seconds.
MAX_PART_BYTES = 80 * 2**20
MAX_CELLS = 300_000
MAX_SHEETS = 256
_MOST_CHANGES = 5000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Numbers of built-in formats that are dates or times (ISO/IEC 29500-1, 18.8.30).
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
# Built-in formats that show another number than is stored; the others show what it is.
_CODES = {9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def read_book(path: Path) -> Book:
    """The workbook at ``path``. Raises ReadError with a sentence where it is none."""
    name = path.name
    package = _open(path)
    try:
        main = _main_part(package)
        workbook = _tree(package, main)
        styles = _styles(package, workbook)
        with package.open(package.named("sharedStrings.xml"), MAX_PART_BYTES) as stream:
            strings = read_strings(stream) if stream else []
        sheets: list[Sheet] = []
        parts: list[str] = []
        budget = MAX_CELLS
        for title, hidden, part in _sheet_parts(package, main, workbook):
            with package.open(part, MAX_PART_BYTES) as stream:
                if stream is None:
                    continue  # a tab whose part is missing
                sheet = read_sheet(stream, Sheet(title, hidden), strings, styles, budget)
            budget -= len(sheet.cells)
            sheets.append(sheet)
            parts.append(part)
        _comments(package, parts, sheets)
        for part, sheet in zip(parts, sheets, strict=True):
            if drawing := package.related(part, "drawing"):
                say_covered(sheet, _root(package, drawing))
    except DefusedXmlException as error:
        raise ReadError(f"“{name}”带有外部实体或文档类型声明，可能不安全，没有读取。") from error
    except (ParseError, SAXException) as error:
        raise _damaged(name) from error
    except DAMAGE as error:
        if isinstance(error, ValueError | LookupError):
            raise _damaged(name) from error
        raise ReadError(f"“{name}”不完整或已损坏，请重新取得这个文件。") from error
    if not sheets:
        raise ReadError(f"“{name}”里没有工作表。")
    return Book(name, sheets)


def _comments(package: Package, parts: Sequence[str], sheets: Sequence[Sheet]) -> None:
    """Name the comments on cells of ``sheets``, which ``parts`` hold.

    What is listed on a sheet of its own is the office above's, sent back with its remarks.
    """
    ours = (sheet.cells.values() for sheet in sheets if sheet.title == REMARKS_SHEET)
    listed = sorted((cell.text for cells in ours for cell in cells), key=len, reverse=True)
    for part, sheet in zip(parts, sheets, strict=True):
        for at, text in _commented(package, part):
            rest = text
            for words in listed:
                rest = rest.replace(words, "")
            if rest.strip():
                _name(sheet, at, text)
            else:
                sheet.left.pass_over(text)


def _commented(package: Package, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments that belong to a sheet, with row and column from 1."""
    comments = package.related(part, "comments")
    for element in _root(package, comments).iter() if comments else ():
        ref = element.get("ref")
        if ref and str(element.tag).endswith("}comment"):
            texts = (t.text or "" for t in element.iter() if str(t.tag).endswith("}t"))
            yield position(ref), "".join(texts).strip()


def _name(sheet: Sheet, at: tuple[int, int], text: str) -> None:
    mark = sheet.left.mark()
    sheet.left.leave(COMMENT, text)
    if cell := sheet.cells.get(at):
        said = filter(None, (cell.remark, sheet.left.remark(mark)))
        sheet.cells[at] = cell._replace(remark="；".join(said))


def _damaged(name: str) -> ReadError:
    return ReadError(f"“{name}”的内容已损坏，读不出来；请用 Excel 或 WPS 打开后另存一份再试。")


def _open(path: Path) -> Package:
    try:
        data = path.read_bytes()
        if data.startswith(_OLE):
            raise ReadError(
                f"“{path.name}”设有打开密码，或是旧的 .xls 格式；请取消密码、另存为 .xlsx 后再试。"
            )
        package = Package(data, path.name)
    except OSError as error:
        raise ReadError(f"“{path.name}”打不开：{cause(error)}。") from error
    except DAMAGE as error:
        raise ReadError(f"“{path.name}”不是 Excel 工作簿（.xlsx），或文件不完整。") from error
    if not package.named("workbook.xml"):
        if package.named("xl/workbook.bin"):
            raise ReadError(
                f"“{path.name}”是二进制的 .xlsb 工作簿，请用 Excel 或 WPS 另存为 .xlsx 再试。"
            )
        raise ReadError(f"“{path.name}”不是 Excel 工作簿（.xlsx），是别的压缩文件。")
    return package


def _root(package: Package, name: str) -> Any:
    """A small part as an element. Raises KeyError where there is no such part."""
    data = package.read(name)
    if not data:
        raise KeyError(name)
    return fromstring(data, forbid_dtd=True)


def _tree(package: Package, name: str) -> Mapping[str, list[dict[str, str]]]:
    """The elements of a small part: their attributes by local name, in document order."""
    root = _root(package, name)
    found: dict[str, list[dict[str, str]]] = {}
    for element in root.iter():
        attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        found.setdefault(str(element.tag).rpartition("}")[2], []).append(attributes)
    return found


def _main_part(package: Package) -> str:
    related = package.related("", "officeDocument")
    return related if related.lower().endswith("workbook.xml") else package.named("workbook.xml")


def _sheet_parts(
    package: Package, main: str, workbook: Mapping[str, list[dict[str, str]]]
) -> Iterator[tuple[str, bool, str]]:
    relations = package.relations(main)
    for sheet in workbook.get("sheet", [])[:MAX_SHEETS]:
        relation = relations.get(sheet.get("id", ""))
        if relation:
            hidden = sheet.get("state", "visible") != "visible"
            yield sheet.get("name", ""), hidden, relation.part


def _styles(package: Package, workbook: Mapping[str, list[dict[str, str]]]) -> Styles:
    epoch = any(p.get("date1904") in ("1", "true") for p in workbook.get("workbookPr", []))
    name = package.named("styles.xml")
    if not name:
        return Styles((), (), epoch)
    # The xf elements of cellXfs are what cells refer to; cellStyleXfs has xf elements too.
    codes = dict(_CODES)
    ids: list[int] = []
    fonts: list[int] = []
    crossed: list[bool] = []
    shades: list[Shade] = []
    grounds: list[Color | None] = []
    filled: list[int] = []
    changes: tuple[Change, ...] = ()
    for child in _root(package, name):
        tag = str(child.tag).rpartition("}")[2]
        if tag == "numFmts":
            codes |= {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in child}
        elif tag == "fonts":
            crossed = [_is_struck(font) for font in child]
            shades = [_shade(font) for font in child]
        elif tag == "dxfs":
            changes = tuple(map(change_told, child[:_MOST_CHANGES]))
        elif tag == "fills":
            grounds = [_ground(fill) for fill in child]
        elif tag == "cellXfs":
            ids = [int(xf.get("numFmtId", "0")) for xf in child]
            fonts = [int(xf.get("fontId", "0")) for xf in child]
            filled = [int(xf.get("fillId", "0")) for xf in child]
    formats = tuple(codes.get(number, "") for number in ids)
    dates = tuple(
        number in _DATE_FORMATS or _is_date(code) for number, code in zip(ids, formats, strict=True)
    )
    struck = (n for n, font in enumerate(fonts) if 0 <= font < len(crossed) and crossed[font])
    looks = _looks(shades, fonts, grounds, filled)
    faint = frozenset(number for number, look in enumerate(looks) if not look.is_legible)
    return Styles(formats, dates, epoch, frozenset(struck), faint, looks, changes)


def _looks(
    shades: Sequence[Shade],
    fonts: Sequence[int],
    grounds: Sequence[Color | None],
    filled: Sequence[int],
) -> tuple[Shade, ...]:
    """How text looks in each style, of which ``fonts`` and ``filled`` say font and fill."""
    return tuple(
        (shades[font] if 0 <= font < len(shades) else PLAIN)._replace(ground=_at(grounds, fill))
        for font, fill in zip(fonts, filled, strict=True)
    )


def _at(grounds: Sequence[Color | None], fill: int) -> Color | None:
    return grounds[fill] if 0 <= fill < len(grounds) else WHITE


def _shade(font: Any) -> Shade:
    """How the text of a font looks; on which ground is the cell's affair."""
    said = {str(part.tag).rpartition("}")[2]: part for part in font}
    size, color = said.get("sz"), said.get("color")
    points = (size.get("val") or "") if size is not None else ""
    return Shade(
        size=float(points) if re.fullmatch(r"\d{1,4}(?:\.\d{1,4})?", points) else PLAIN.size,
        color=(None if color is None else color_told(color.attrib)) or BLACK,
    )


def _ground(fill: Any) -> Color | None:
    """The colour of a cell's ground; None where it is not known."""
    pattern = next((p for p in fill if str(p.tag).endswith("}patternFill")), None)
    if pattern is None:
        return None
    if pattern.get("patternType", "none") == "none":
        return WHITE
    front = next((p for p in pattern if str(p.tag).endswith("}fgColor")), None)
    if front is None or pattern.get("patternType") != "solid":
        return None
    return color_told(front.attrib)


def _is_struck(font: Any) -> bool:
    strikes = (part for part in font if str(part.tag).rpartition("}")[2] == "strike")
    return any(part.get("val", "1") not in ("0", "false") for part in strikes)


def _is_date(code: str) -> bool:
    positive = code.partition(";")[0]
    return bool(re.search(r"[ymdhs年月日]", _QUOTED.sub("", positive), re.IGNORECASE))
