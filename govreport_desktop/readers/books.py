"""The books: what text a file holds, counted crudely, against what its reader yielded.

Each counter knows as little of its format as will do: it takes the text of whatever can show
text and looks at no structure, so that what a reader passes over, an element nobody knew of, a
chart, a drawing, comes to light. A shortfall is one sentence; it is never made up for.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.marks import squeezed
from govreport_desktop.readers.package import DAMAGE, Package
from govreport_desktop.readers.text.decoding import decoded
from govreport_desktop.source import Source, SourceParagraph

# What is larger is no report, and counting it would cost as much as reading it.
MAX_BYTES = 16 * 2**20
_LONGEST_NAMED = 20
# Each of these is looked for in all that was read.
_MOST_BESIDE, _MOST_NAMED = 300, 3000


class Count(NamedTuple):
    """The texts of a file: ``main`` each as often as it stands there, ``beside`` once.

    ``slack`` is how many letters and digits may be missing: what a crude count gets wrong.
    """

    main: list[str]
    beside: list[str]
    slack: int = 1
    note: str = ""


def audited(kind: str, data: bytes, source: Source) -> Source:
    """``source`` with a sentence on the text in ``data`` that is not in it."""
    counter = _COUNTERS.get(kind)
    if counter is None or len(data) > MAX_BYTES or source.placed:
        return source
    try:
        count = counter(data)
    except (*DAMAGE, ReadError):
        return source  # the reader has said what there is to say of damage
    notes = [note for note in (shortfall(count, source), count.note) if note]
    return replace(source, notes=(*source.notes, *notes)) if notes else source


def shortfall(count: Count, source: Source) -> str:
    """A sentence on what is missing from ``source``; "" where nothing is."""
    have = squeezed("\n".join([*_texts(source), *source.left_out]))
    beside = [t for t in [*dict.fromkeys(count.beside)][:_MOST_BESIDE] if squeezed(t) not in have]
    lacking = Counter(_letters("".join(count.main))) - Counter(have.translate(_ALNUM))
    missing = lacking.total() if lacking.total() > count.slack else 0
    missing += len(_letters("".join(beside)))
    if not missing:
        return ""
    lost = (t for t in (*beside, *count.main[:_MOST_NAMED]) if _letters(t))
    named = next((t for t in lost if squeezed(t) not in have), "")
    words = " ".join(named.split())
    shown = f"（如“{words[:_LONGEST_NAMED]}{'…' if len(words) > _LONGEST_NAMED else ''}”）"
    return f"文件里还有约 {missing} 个字没有读到{shown if words else ''}，请打开原文件核对。"


def _texts(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, SourceParagraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row)


def _letters(text: str) -> str:
    """Letters and digits: separators and brackets are a reader's own affair."""
    return squeezed(text).translate(_ALNUM)


class _Alnum(dict[int, int | None]):
    """A table for `str.translate` that drops all but letters and digits."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if chr(code).isalnum() else None
        return self[code]


_ALNUM = _Alnum()


# ------------------------------------------------------------ markup
_TAG = re.compile(r"<[^<>]*>")


class _Element(NamedTuple):
    """Where an element begins and ends, its attributes and what it holds."""

    start: int
    end: int
    said: str
    inner: str


def _elements(text: str, *names: str) -> Iterator[_Element]:
    """The elements of these names, however prefixed, one after the other; nested ones are not seen.

    One pass: where nothing closes an element, nothing closes its like behind it either.
    """
    opened = re.compile(rf"<(?:\w{{1,20}}:)?({'|'.join(names)})(?=[\s/>])([^<>]*)>", re.IGNORECASE)
    closing = {
        name.lower(): re.compile(rf"</(?:\w{{1,20}}:)?{name}\s*>", re.IGNORECASE) for name in names
    }
    at = 0
    while begin := opened.search(text, at):
        at, name, said = begin.end(), begin[1].lower(), begin[2]
        if said.endswith("/"):
            yield _Element(begin.start(), at, said, "")
        elif (closed := closing.get(name)) and (end := closed.search(text, at)):
            yield _Element(begin.start(), end.end(), said, text[at : end.start()])
            at = end.end()
        else:
            closing.pop(name, None)


def _without(text: str, *names: str) -> str:
    """Markup without these elements."""
    kept, at = [], 0
    for element in _elements(text, *names):
        kept.append(text[at : element.start])
        at = element.end
    return " ".join([*kept, text[at:]])


def _runs(text: str) -> list[str]:
    """The texts between tags."""
    return [html.unescape(part) for part in _TAG.split(text) if part.strip()]


def _within(text: str, name: str) -> list[str]:
    """The texts within elements of that name, their own elements left out."""
    return ["".join(_runs(element.inner)) for element in _elements(text, name)]


# ------------------------------------------------------------ Word
# Elements whose text is a setting, or is said again elsewhere.
_SETTINGS = ("Fallback", "instrText", "delInstrText", "fldData", "binData", "sectPr")
_PLACES = re.compile(r"<(?:wp|wp14|wpc|a14|c):\w+(?:\s[^>]*)?>[^<]*(?=</)")
_DRAWN = re.compile(r"(?:charts/chart|diagrams/data|drawings/drawing)[^/]*\.xml$")
_EMBEDDED = re.compile(r"/embeddings/[^/]+$")


def _word(data: bytes) -> Count:
    package = Package(data, "")
    main = package.related("", "officeDocument") or "word/document.xml"
    return Count(_body(_text(package, main)), _drawn(package), note=_objects(package))


def _word_xml(data: bytes) -> Count:
    return Count(_body(decoded(data).text), [])


def _body(text: str) -> list[str]:
    start, end = text.find("<w:body"), text.rfind("</w:body>")
    return _runs(_PLACES.sub("", _without(text[max(0, start) : end], *_SETTINGS)))


def _drawn(package: Package) -> list[str]:
    """The texts of charts and drawings; those of numbers stand in cells as well."""
    found: list[str] = []
    for name in package.names:
        if _DRAWN.search(name):
            text = _text(package, name)
            found += _within(text, "t")
            for cache in _elements(text, "strCache"):
                found += _within(cache.inner, "v")
    return found


def _objects(package: Package) -> str:
    return _embedded_note(sum(1 for name in package.names if _EMBEDDED.search(name)))


def _embedded_note(count: int) -> str:
    if not count:
        return ""
    return f"文件里嵌有 {count} 个对象（如 Excel 表格），里面的内容没有读入，请核对是否需要。"


def _text(package: Package, name: str) -> str:
    return decoded(package.read(name, MAX_BYTES)).text


# ------------------------------------------------------------ Excel
def _excel(data: bytes) -> Count:
    package = Package(data, "")
    strings = _within(_without(_text(package, package.named("sharedstrings.xml")), "rPh"), "si")
    main: list[str] = []
    for name in package.names:
        if re.search(r"worksheets/[^/]+\.xml$", name):
            main += _cells(_text(package, name), strings)
    return Count(main, _drawn(package), note=_objects(package))


def _cells(sheet: str, strings: list[str]) -> Iterator[str]:
    """The texts of a sheet's cells; numbers are shown as their format says, so not compared."""
    for cell in _elements(sheet, "c"):
        found = re.search(r"""\bt=["'](\w+)""", cell.said)
        kind = found[1] if found else ""
        value = "".join(_within(cell.inner, "v"))
        if kind == "s" and value.isdecimal() and len(value) < 9 and int(value) < len(strings):
            yield _plain(strings[int(value)])
        elif kind == "inlineStr":
            yield _plain("".join(_runs(_without(cell.inner, "rPh"))))
        elif kind == "str":
            yield _plain(value)


def _plain(text: str) -> str:
    return re.sub(r"_x[0-9A-Fa-f]{4}_", "", text)


def _excel_xml(data: bytes) -> Count:
    text = _without(decoded(data).text, "Comment")
    data_elements = _elements(text, "Data")
    return Count(["".join(_runs(e.inner)) for e in data_elements if '"String"' in e.said], [])


def _old_excel(data: bytes) -> Count:
    from govreport_desktop.readers.xlsx.boxes import box_texts

    return Count([], box_texts(data))


# ------------------------------------------------------------ OpenDocument
# What is no text of the document, or is said again elsewhere.
_OF_OPEN = (
    *("forms", "title", "desc", "binary-data", "creator", "date", "creator-initials"),
    *("sequence-decls", "note-citation", "content-validations", "index-title-template"),
)


def _open_document(data: bytes) -> Count:
    package = Package(data, "")
    objects = sum(1 for name in package.names if name.endswith("/content.xml"))
    return _open_text(_text(package, "content.xml"), objects)


def _flat_open_document(data: bytes) -> Count:
    text = decoded(data).text
    return _open_text(text, text.count("<draw:object"))


def _open_text(text: str, objects: int) -> Count:
    start, end = text.find("<office:body"), text.rfind("</office:body>")
    body = _without(text[max(0, start) : end], *_OF_OPEN)
    if "<office:spreadsheet" not in body:
        return Count(_runs(body), [], note=_embedded_note(objects))
    cells = _elements(body, "table-cell", "covered-table-cell")
    texts = (e.inner for e in cells if 'value-type="string"' in e.said)
    return Count(["".join(_runs(inner)) for inner in texts], [], note=_embedded_note(objects))


def _old_word(data: bytes) -> Count:
    from govreport_desktop.readers.word.pieces import old_texts
    from govreport_desktop.readers.xlsx.xls import DAMAGE as OLD_DAMAGE

    plain = data[:8] + bytes(16) + data[24:]
    try:
        return Count(old_texts(plain), [], slack=_PAGE_SLACK)
    except OLD_DAMAGE:
        return Count([], [])  # the reader has said so


def _rtf(data: bytes) -> Count:
    from govreport_desktop.readers.rtf.count import rtf_texts

    return Count(rtf_texts(data), [], slack=_PAGE_SLACK)


# ------------------------------------------------------------ pages and texts
_OF_PAGE = (
    *("head", "title", "script", "style", "noscript", "template", "nav", "select", "button"),
    *(
        "progress",
        "meter",
        "datalist",
        "textarea",
        "iframe",
        "object",
        "rp",
        "canvas",
        "audio",
        "video",
        "xml",
    ),
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
# A crude count takes what browsers drop between broken tags.
_PAGE_SLACK = 8


def _page(data: bytes) -> Count:
    from govreport_desktop.readers.web.page import decoded_page

    text = re.sub(
        r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", " ", decoded_page(data, "").text, flags=re.S
    )
    return Count(_runs(_without(text, *_OF_PAGE)), [], slack=_PAGE_SLACK)


def _archive(data: bytes) -> Count:
    from govreport_desktop.readers.web.mhtml import page_of

    return _page(page_of(data, "")[0])


def _lines(data: bytes) -> Count:
    return Count(decoded(data).text.splitlines(), [], slack=0)


_COUNTERS: dict[str, Callable[[bytes], Count]] = {
    "docx": _word,
    "flat": _word_xml,
    "word2003": _word_xml,
    "xlsx": _excel,
    "excel2003": _excel_xml,
    "odf": _open_document,
    "doc": _old_word,
    "rtf": _rtf,
    "fodf": _flat_open_document,
    "ole": _old_excel,
    "html": _page,
    "mhtml": _archive,
    "text": _lines,
}
