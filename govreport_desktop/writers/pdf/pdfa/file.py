"""The file as a whole: pages, fonts, outline, structure and metadata put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reportlab.pdfbase import pdfdoc

from govreport_desktop.paths import APP_NAME
from govreport_desktop.writers.made import made_at
from govreport_desktop.writers.pdf.pdfa.content import content, font_name
from govreport_desktop.writers.pdf.pdfa.fonts import font_object
from govreport_desktop.writers.pdf.pdfa.metadata import srgb_profile, xmp_packet
from govreport_desktop.writers.pdf.pdfa.objects import (
    Item,
    Ref,
    dictionary,
    plain_stream,
    stream,
    text_string,
)
from govreport_desktop.writers.pdf.pdfa.structure import structure_root
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.flow import Entry
from govreport_desktop.writers.typeset.fonts import Fonts
from govreport_desktop.writers.typeset.pages import Pages
from govreport_desktop.writers.typeset.sheet import Sheet


def build_file(printed: Pages) -> bytes:
    """The bytes of a PDF with those pages; made at the same time they are the same."""
    made = made_at()
    document: Any = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7))
    contents = [content(sheet) for sheet in printed.sheets]
    pages: list[Item] = []
    resources = _resources(printed.fonts)
    tree: Item = Item(lambda ref: _page_tree(ref, pages))
    pages.extend(
        _page(sheet, drawn, tree, resources)
        for sheet, drawn in zip(printed.sheets, contents, strict=True)
    )
    structure = structure_root(printed.root, printed.sheets, pages)
    outline = _outline(printed.entries, pages)
    packet = xmp_packet(printed.title, printed.author, made)
    metadata = plain_stream(packet, {"Type": "/Metadata", "Subtype": "/XML"})
    document.Catalog = _catalog(tree, outline, structure, metadata)
    document.info = _information(printed.title, printed.author, made)
    document.signature.update(f"{printed.title}\n{len(printed.sheets)}".encode())
    for drawn in contents:
        document.signature.update(drawn)
    data: bytes = document.format()
    return data


def _catalog(tree: Item, outline: Item, structure: Item, metadata: Item) -> Item:
    profile = stream(srgb_profile(), {"N": "3"})
    return Item(
        lambda ref: dictionary(
            {
                "Type": "/Catalog",
                "Pages": ref(tree),
                "Outlines": ref(outline),
                "PageMode": "/UseOutlines",
                "Lang": "(zh-CN)",
                "MarkInfo": "<</Marked true>>",
                "ViewerPreferences": "<</DisplayDocTitle true>>",
                "StructTreeRoot": ref(structure),
                "Metadata": ref(metadata),
                "OutputIntents": b"[<</Type /OutputIntent /S /GTS_PDFA1"
                b" /OutputConditionIdentifier (sRGB) /Info (sRGB)"
                b" /DestOutputProfile %s>>]" % ref(profile),
            }
        )
    )


def _resources(fonts: Fonts) -> Item:
    objects = {font_name(font): font_object(font) for font in fonts}
    return Item(
        lambda ref: dictionary(
            {"Font": dictionary({name: ref(item) for name, item in objects.items()})}
        )
    )


def _page(sheet: Sheet, drawn: bytes, tree: Item, resources: Item) -> Item:
    contents = stream(drawn)
    return Item(
        lambda ref: dictionary(
            {
                "Type": "/Page",
                "Parent": ref(tree),
                "MediaBox": f"[0 0 {page.WIDTH:.3f} {page.HEIGHT:.3f}]",
                "Resources": ref(resources),
                "Contents": ref(contents),
                "StructParents": str(sheet.number),
                "Tabs": "/S",
            }
        )
    )


def _page_tree(ref: Ref, pages: Sequence[Item]) -> bytes:
    kids = b" ".join(ref(item) for item in pages)
    return dictionary({"Type": "/Pages", "Count": str(len(pages)), "Kids": b"[%s]" % kids})


def _outline(entries: Sequence[Entry], pages: Sequence[Item]) -> Item:
    items: list[Item] = []
    root = Item(lambda ref: _outline_root(ref, items))
    for index in range(len(entries)):
        items.append(_outline_item(index, entries, items, root, pages))
    return root


def _outline_root(ref: Ref, items: Sequence[Item]) -> bytes:
    found: dict[str, bytes | str] = {"Type": "/Outlines", "Count": str(len(items))}
    if items:
        found |= {"First": ref(items[0]), "Last": ref(items[-1])}
    return dictionary(found)


def _outline_item(
    index: int, entries: Sequence[Entry], items: Sequence[Item], root: Item, pages: Sequence[Item]
) -> Item:
    entry = entries[index]

    def body(ref: Ref) -> bytes:
        target = b"[%s /XYZ 0 %.2f null]" % (ref(pages[entry.page]), entry.top)
        found = {"Title": text_string(entry.title), "Parent": ref(root), "Dest": target}
        if index:
            found["Prev"] = ref(items[index - 1])
        if index + 1 < len(items):
            found["Next"] = ref(items[index + 1])
        return dictionary(found)

    return Item(body)


def _information(title: str, author: str, made: datetime) -> Item:
    date = made.strftime("(D:%Y%m%d%H%M%S+00'00')")
    return Item(
        lambda _: dictionary(
            {
                "Title": text_string(title),
                "Author": text_string(author),
                "Creator": f"({APP_NAME})",
                "Producer": f"({APP_NAME})",
                "CreationDate": date,
                "ModDate": date,
            }
        )
    )
