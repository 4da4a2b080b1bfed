"""The parts of an OpenDocument file, whichever of two packagings they come in.

A zip of ISO/IEC 26300, or the same as one file of XML (flat).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.markup import MAX_TEXT_BYTES, damaged, parsed, unmarked
from govreport_desktop.readers.package import DAMAGE, Package

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, NUMBER = (
    f"{{{_NS}{name}:1.0}}" for name in ("office", "text", "table", "drawing", "style", "datastyle")
)
FO, SVG = (f"{{{_NS}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
# What the office programs of before 2005 wrote; the same elements in another space.
_BEFORE = b"http://openoffice.org/2000/office"
# A report has some two thousand; each becomes several of Word's.
MAX_TAGS = 120_000


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """``content`` is a text or a spreadsheet; ``roots`` hold the styles; ``objects`` is how many
    other documents are embedded."""

    name: str
    content: Any
    roots: tuple[Any, ...]
    objects: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is a text, as against a spreadsheet."""
        return bool(self.content.tag == f"{OFFICE}text")


def open_odf(data: bytes, name: str) -> OpenDocument:
    """The document in ``data``, a zip file.

    Raises ReadError where it needs a password, is no text and no spreadsheet, or is damaged.
    """
    try:
        package = Package(data, name)
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise ReadError(f"“{name}”设有打开密码，请去掉密码后再试。")
        content = package.read("content.xml", MAX_TEXT_BYTES)
        styles = package.read("styles.xml", MAX_TEXT_BYTES)
    except DAMAGE as error:
        raise damaged(name) from error
    roots = [parsed(part, name, most_tags=MAX_TAGS) for part in (content, styles) if part]
    if _BEFORE in content[:2000]:
        raise ReadError(f"“{name}”是 OpenOffice 1 的旧格式，请打开后另存为 .odt 或 .ods 再试。")
    objects = sum(part.endswith("/content.xml") for part in package.names)
    return _opened(roots, name, objects)


def open_flat_odf(data: bytes, name: str) -> OpenDocument:
    """The document in ``data``, one file of XML; errors as for `open_odf`."""
    root = parsed(unmarked(data), name, most_tags=MAX_TAGS)
    objects = sum(1 for _ in root.iter(f"{DRAW}object")) if root is not None else 0
    return _opened([root], name, objects)


def _opened(roots: list[Any], name: str, objects: int) -> OpenDocument:
    body = roots[0].find(f"{OFFICE}body") if roots else None
    if body is None:
        raise damaged(name)
    for content in body:
        if content.tag in (f"{OFFICE}text", f"{OFFICE}spreadsheet"):
            return OpenDocument(name, content, tuple(roots), objects)
    raise ReadError(f"“{name}”是 OpenDocument 的演示文稿或图形，里面没有年度报告的表格。")
