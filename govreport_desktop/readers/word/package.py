"""The parts of a Word document that hold text, whichever of four packagings they come in.

A zip of ISO 29500 (transitional or strict), the same as one XML file (Flat OPC), or the XML of
Word 2003, whose elements have the same names. All come out in the transitional namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from govreport_desktop.readers.markup import MAX_TEXT_BYTES, damaged, parsed, unmarked
from govreport_desktop.readers.package import DAMAGE, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", _MAIN),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


@dataclass(slots=True)
class Document:
    """``body`` and the roots of the parts beside it; None where there is no such part."""

    name: str
    body: Any
    package: Package
    part: str
    styles: Any = None
    numbering: Any = None

    def beside(self, kind: str) -> Any:
        """The root of the part that the text refers to as ``kind``."""
        return _root(self.package, self.package.related(self.part, kind), self.name)

    def around(self) -> Iterator[Any]:
        """The roots of what stands at the head and foot of the pages."""
        if self.part:
            for relation in self.package.relations(self.part).values():
                if relation.kind in ("header", "footer"):
                    root = _root(self.package, relation.part, self.name)
                    yield from () if root is None else (root,)

    def embedded(self, identity: str) -> bytes:
        """The part the text refers to by ``identity``; b"" for none."""
        relation = self.package.relations(self.part).get(identity)
        return self.package.read(relation.part, MAX_TEXT_BYTES) if relation else b""


def open_document(data: bytes, name: str) -> Document:
    """The document in ``data``, a zip file. Raises ReadError where it is none or too large."""
    try:
        return _opened(Package(data, name), name)
    except DAMAGE as error:
        raise damaged(name) from error


def open_flat(data: bytes, name: str) -> Document:
    """The document in ``data``, one XML file with all parts in it."""
    root = parsed_word(unmarked(data), name)
    parts: dict[str, bytes] = {}
    for part in root.iter(f"{_PKG}part"):
        inner = part.find(f"{_PKG}xmlData")
        if inner is not None and len(inner):
            parts[part.get(f"{_PKG}name", "")] = etree.tostring(inner[0], encoding="utf-8")
    return _opened(Package(parts, name), name)


def _opened(package: Package, name: str) -> Document:
    part = package.related("", "officeDocument") or "word/document.xml"
    root = _root(package, part, name)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise damaged(name)
    document = Document(name, body, package, part)
    document.styles, document.numbering = document.beside("styles"), document.beside("numbering")
    return document


def _root(package: Package, part: str, name: str) -> Any:
    data = package.read(part, MAX_TEXT_BYTES) if part else b""
    return parsed_word(data, name) if data else None


def parsed_word(data: bytes, name: str) -> Any:
    """The root of a part, all its elements in the one space; errors as for `parsed`."""
    if len(data) <= MAX_TEXT_BYTES:
        for other, usual in _OTHER_NAMES:
            data = data.replace(other, usual)
    return parsed(data, name, blanks=False)
