"""The file as a whole: its parts, and the zip they are put into (GB/T 33190-2016, 6 and 7)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence

from govreport_desktop.paths import APP_NAME
from govreport_desktop.writers.archive import zipped
from govreport_desktop.writers.document import visible
from govreport_desktop.writers.faces.standalone import build_font
from govreport_desktop.writers.faces.store import Glyph
from govreport_desktop.writers.made import made_at
from govreport_desktop.writers.ofd.content import Content, Numbers
from govreport_desktop.writers.ofd.measures import across, down, shown
from govreport_desktop.writers.ofd.text import Piece, glyph_of
from govreport_desktop.writers.ofd.xml import element, part, words
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.flow import Entry
from govreport_desktop.writers.typeset.fonts import Font
from govreport_desktop.writers.typeset.pages import Pages

_FAMILY = uuid.UUID("6d1d0f0e-5b52-5f0f-9d8e-0f6f66640001")  # of the ids of our documents


def build_file(printed: Pages) -> bytes:
    """The bytes of an OFD with those pages; the same input gives the same bytes."""
    numbers = Numbers()
    fonts = {font.number: numbers.next() for font in printed.fonts}
    content = Content(numbers, fonts)
    pages: list[tuple[int, bytes]] = []
    for sheet in printed.sheets:
        number = numbers.next()
        pages.append((number, content.page(sheet)))
    parts = {
        f"Doc_0/Pages/Page_{at}/Content.xml": drawn for at, (_, drawn) in enumerate(pages)
    } | _resources(printed, fonts, content.pieces)
    ids = [number for number, _ in pages]
    parts = {"Doc_0/Document.xml": _document(ids, numbers.last, printed.entries)} | parts
    return zipped({"OFD.xml": _root(printed, parts)} | parts)


def _root(printed: Pages, parts: Mapping[str, bytes]) -> bytes:
    seen = hashlib.sha256()
    for name, data in parts.items():
        seen.update(f"{name}\n{len(data)}\n".encode() + data)
    made = made_at().date().isoformat()
    info = [
        element("DocID", uuid.uuid5(_FAMILY, seen.hexdigest()).hex),
        element("Title", words(printed.title)),
        element("Author", words(printed.author)),
        element("CreationDate", made),
        element("ModDate", made),
        element("Creator", APP_NAME),
    ]
    body = element("DocBody", element("DocInfo", *info), element("DocRoot", "Doc_0/Document.xml"))
    return part("OFD", body, Version="1.0", DocType="OFD")


def _document(ids: Sequence[int], last: int, entries: Sequence[Entry]) -> bytes:
    paper = f"0 0 {shown(across(page.WIDTH))} {shown(down(0))}"
    common = element(
        "CommonData",
        element("MaxUnitID", str(last)),
        element("PageArea", element("PhysicalBox", paper)),
        element("PublicRes", "PublicRes.xml"),
    )
    pages = [
        element("Page", ID=number, BaseLoc=f"Pages/Page_{at}/Content.xml")
        for at, number in enumerate(ids)
    ]
    outline = [_outline_element(entry, ids) for entry in entries]
    return part(
        "Document",
        common,
        element("Pages", *pages),
        element("Outlines", *outline) if outline else "",
    )


def _outline_element(entry: Entry, ids: Sequence[int]) -> str:
    top = shown(down(entry.top))
    target = element("Dest", Type="XYZ", PageID=ids[entry.page], Left=0, Top=top, Zoom=0)
    action = element("Action", element("Goto", target), Event="CLICK")
    return element("OutlineElem", element("Actions", action), Title=entry.title)


def _resources(
    printed: Pages, fonts: Mapping[int, int], texts: Sequence[Piece]
) -> dict[str, bytes]:
    """The list of fonts, and the file of each."""
    used: dict[int, dict[str, Glyph]] = {font.number: {} for font in printed.fonts}
    for piece in texts:
        glyphs = used[piece.font.number]
        for char in piece.chars:
            if char not in glyphs:
                glyphs[char] = glyph_of(piece.font, char)
    listed = [_font(font, fonts[font.number]) for font in printed.fonts]
    return {"Doc_0/PublicRes.xml": part("Res", element("Fonts", *listed), BaseLoc="Res")} | {
        f"Doc_0/Res/{_font_file(fonts[number])}": build_font(
            font.face.info, _name(font), used[number]
        )
        for font in printed.fonts
        for number in [font.number]
    }


def _font(font: Font, number: int) -> str:
    name = _name(font)
    file = element("FontFile", _font_file(number))
    return element("Font", file, ID=number, FontName=name, FamilyName=name)


def _name(font: Font) -> str:
    """The family's name, the one people know it by: a font file may hold anything in its place."""
    info = font.face.info
    return visible(info.name) or visible(info.postscript) or "Face"


def _font_file(number: int) -> str:
    return f"font_{number}.ttf"
